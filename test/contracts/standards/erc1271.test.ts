import { expect } from "chai";
import { type Address, hashTypedData, type Hex } from "viem";
import { attestationData, attestInvestor, type Attestation } from "../../../sdk/change/index.js";
import { type SigningWallet } from "../../../types/index.js";
import { DAY, freshWalks, LONG_FRESH, type Walk } from "../../fixtures/walk.js";

/** Of the chain that the tests run on. */
const CHAIN = 31337n;
const MASK = 0b1;
/** bytes4(keccak256("isValidSignature(bytes32,bytes)")), as the standard has it. */
const MAGIC = "1626ba7e";

// The caller's side of the standard. Reverts, short and padded answers, wrong words and replay are in test/contracts/attestations.test.ts.
describe("ERC-1271: attesters that are contracts", () => {
  const fresh = freshWalks();

  /** What alice is attested, as if by `attester`, who is listed. */
  async function asked(w: Walk, attester: Address, but: Partial<Attestation> = {}) {
    await w.engine.connect(w.admin).setAttester(w.registry, attester, { mask: MASK, enrols: false });
    const now = await w.now();
    const attestation: Attestation = {
      ...{ registry: w.registry, investor: 1n, statuses: 1, statusUntil: LONG_FRESH },
      ...{ asOf: now, nonce: 0n, deadline: now + DAY, ...but },
    };
    const data = attestationData({ chainId: CHAIN, engine: w.at.engine, ...attestation });
    const bring = (signature: Hex) => {
      const { to, data: bytes } = attestInvestor({
        ...{ engine: w.at.engine, attestation, attester, signature },
        wallet: w.alice.address as Address,
      });
      return w.stranger.sendTransaction({ to, data: bytes });
    };
    const refuse = (signature: Hex) =>
      expect(bring(signature))
        .to.be.revertedWithCustomError(w.engine, "SignatureInvalid")
        .withArgs(attester, hashTypedData(data as never));
    const attested = async () => ((await w.engine.record(w.registry, w.alice.address)) >> 99n) & 0xffff_ffffn;
    return { data, bring, refuse, attested };
  }

  async function signingWallet(w: Walk): Promise<{ readonly wallet: SigningWallet; readonly address: Address }> {
    const wallet = await w.ethers.deployContract("SigningWallet");
    return { wallet, address: (await wallet.getAddress()) as Address };
  }

  it("MUST be asked of the digest, with a signature of any length", async () => {
    const w = await fresh();
    const { wallet, address } = await signingWallet(w);
    const { data, refuse, bring, attested } = await asked(w, address);
    await wallet.approve(hashTypedData({ ...data, message: { ...data.message, nonce: 1n } } as never));
    const signatures: readonly Hex[] = ["0x", "0x12", `0x${"ab".repeat(65)}`, `0x${"cd".repeat(1_000)}`];
    for (const signature of signatures) await refuse(signature);
    await wallet.approve(hashTypedData(data as never));
    for (const signature of signatures) {
      const snapshot = await w.networkHelpers.takeSnapshot();
      await bring(signature);
      expect(await attested()).to.equal(1n);
      await snapshot.restore();
    }
  });

  it("MUST NOT modify state: it is asked once, by STATICCALL", async () => {
    const w = await fresh();
    const { wallet, address } = await signingWallet(w);
    const { data, bring } = await asked(w, address);
    await wallet.approve(hashTypedData(data as never));
    const { hash } = await bring("0x12");
    const options = { disableMemory: true, disableStorage: true };
    const { structLogs } = (await w.connection.provider.request({
      ...{ method: "debug_traceTransaction", params: [hash, options] },
    })) as { readonly structLogs: readonly { readonly op: string; readonly stack: readonly string[] }[] };
    const asking = structLogs.filter(({ op, stack }) => {
      return op.endsWith("CALL") && BigInt(stack.at(-2) ?? "") === BigInt(address);
    });
    expect(asking.map(({ op }) => op)).to.deep.equal(["STATICCALL"]);
  });

  it("MUST take the magic value, padded to a word, and no other word", async () => {
    const w = await fresh();
    const { wallet, address } = await signingWallet(w);
    const { refuse, bring, attested } = await asked(w, address);
    for (const other of ["00000000", "ffffffff", "20c13b0b", "1626ba7f", "1626ba7d", "01ffc9a7"]) {
      await wallet.misbehave(`0x${other}${"00".repeat(28)}`, false);
      await refuse("0x12");
    }
    expect(await attested()).to.equal(0n);
    await wallet.misbehave(`0x${MAGIC}${"00".repeat(28)}`, false);
    await bring("0x12");
    expect(await attested()).to.equal(1n);
  });

  it("an answer of 4 kB is taken by its first word", async () => {
    const w = await fresh();
    const { wallet, address } = await signingWallet(w);
    const { refuse, bring, attested } = await asked(w, address);
    await wallet.misbehave(`0x${"00".repeat(4_096)}`, false);
    await refuse("0x12");
    await wallet.misbehave(`0x${MAGIC}${"00".repeat(28)}${"ff".repeat(4_064)}`, false);
    await bring("0x12");
    expect(await attested()).to.equal(1n);
  });

  it("a wallet answers for its owner's signature, and for nobody else's", async () => {
    const w = await fresh();
    const wallet = await w.ethers.deployContract("ContractWallet", [w.carol.address]);
    const { data, refuse, bring, attested } = await asked(w, (await wallet.getAddress()) as Address);
    const { domain, types, message } = data;
    await refuse((await w.bob.signTypedData(domain, types as never, message)) as Hex);
    const signature = (await w.carol.signTypedData(domain, types as never, message)) as Hex;
    await refuse(`${signature}00`);
    await bring(signature);
    expect(await attested()).to.equal(1n);
  });

  it("an account without code, and a contract that does not know the function, answer nothing: refused", async () => {
    const w = await fresh();
    for (const attester of [w.carol.address, w.at.factory, w.at.token, w.at.engine] as Address[]) {
      const { data, refuse, attested } = await asked(w, attester);
      await refuse("0x");
      // Signed, but by somebody whose signature is not asked.
      await refuse((await w.bob.signTypedData(data.domain, data.types as never, data.message)) as Hex);
      expect(await attested()).to.equal(0n);
    }
  });

  it("the code of a precompile, which answers its input, is no magic value", async () => {
    const w = await fresh();
    for (const attester of [
      "0x0000000000000000000000000000000000000004",
      "0x0000000000000000000000000000000000000002",
    ] as const) {
      const { refuse } = await asked(w, attester);
      await refuse("0x12");
    }
  });
});
