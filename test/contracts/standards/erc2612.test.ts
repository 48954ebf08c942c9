import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { Contract, MaxUint256, Signature, ZeroAddress } from "ethers";
import { type Address, type Hex } from "viem";
import { permit, permitData, type PermitDataParameters } from "../../../sdk/change/index.js";
import { ofBothSorts } from "../../fixtures/tokenSorts.js";
import { type Walk } from "../../fixtures/walk.js";

/** The interface as a client knows it from the standard. */
const ABI = [
  "event Approval(address indexed owner, address indexed spender, uint256 value)",
  "function permit(address owner, address spender, uint value, uint deadline, uint8 v, bytes32 r, bytes32 s)",
  "function nonces(address owner) view returns (uint)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
];
/** Of the chain that the tests run on. */
const CHAIN = 31337n;
/** Order of secp256k1. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

describe("ERC-2612", () => {
  ofBothSorts((fresh) => {
    async function opened() {
      const w = await fresh();
      const client = new Contract(w.at.token, ABI, w.stranger);
      /** Alice allows the spender 40 units, until an hour from now. */
      const terms: PermitDataParameters = {
        ...{ chainId: CHAIN, token: w.at.token, owner: w.alice.address as Address },
        ...{ spender: w.spender.address as Address, amount: 40n, nonce: 0n, deadline: (await w.now()) + 3600n },
      };
      const sign = async (but: Partial<PermitDataParameters> = {}, signer: Account = w.alice) => {
        const { domain, types, message } = permitData({ ...terms, ...but });
        return (await signer.signTypedData(domain, types as never, message)) as Hex;
      };
      /** Brought by a stranger. */
      const bring = (signature: Hex, but: Partial<PermitDataParameters> = {}) => {
        const { to, data } = permit({ ...terms, ...but, signature });
        return w.stranger.sendTransaction({ to, data });
      };
      const raw = (owner: string, signature: Pick<Signature, "v" | "r" | "s">) =>
        client.getFunction("permit")(
          ...[owner, terms.spender, terms.amount, terms.deadline, signature.v, signature.r, signature.s],
        ) as Promise<unknown>;
      const nonces = (owner: string) => client.getFunction("nonces")(owner) as Promise<bigint>;
      const allowance = () => w.token.allowance(terms.owner, terms.spender);
      return { w, client, terms, sign, bring, raw, nonces, allowance };
    }
    const refused = (w: Walk, attempt: Promise<unknown>, error: string) =>
      expect(attempt).to.be.revertedWithCustomError(w.token, error);

    it("permit: sets the allowance, increments the nonce by 1, and emits Approval", async () => {
      const { client, terms, sign, bring, nonces, allowance } = await opened();
      expect(await nonces(terms.owner)).to.equal(0n);
      await expect(bring(await sign()))
        .to.emit(client, "Approval")
        .withArgs(terms.owner, terms.spender, 40n);
      expect([await allowance(), await nonces(terms.owner)]).to.deep.equal([40n, 1n]);
      const further = { nonce: 1n, amount: MaxUint256 };
      await bring(await sign(further), further);
      expect([await allowance(), await nonces(terms.owner)]).to.deep.equal([MaxUint256, 2n]);
      expect(await nonces(terms.spender), "of the owner only").to.equal(0n);
    });

    for (const [when, offset] of [
      ["one second before its deadline", -1n],
      ["at its deadline", 0n],
      ["one second after its deadline", 1n],
    ] as const) {
      it(`deadline: the block's time MUST be at most it; ${when}`, async () => {
        const { w, terms, sign, bring, nonces, allowance } = await opened();
        const signature = await sign();
        await w.networkHelpers.time.setNextBlockTimestamp(terms.deadline + offset);
        if (offset > 0n) {
          await expect(bring(signature))
            .to.be.revertedWithCustomError(w.token, "ERC2612ExpiredSignature")
            .withArgs(terms.deadline);
        } else await (await bring(signature)).wait();
        const done = offset > 0n ? 0n : 1n;
        expect([await allowance(), await nonces(terms.owner)]).to.deep.equal([40n * done, done]);
      });
    }

    it("deadline: without end is the largest number", async () => {
      const { sign, bring, allowance } = await opened();
      await bring(await sign({ deadline: MaxUint256 }), { deadline: MaxUint256 });
      expect(await allowance()).to.equal(40n);
    });

    it("nonce: MUST be the owner's next; a permit is good once", async () => {
      const { w, terms, sign, bring, nonces, allowance } = await opened();
      const signature = await sign();
      await refused(w, bring(await sign({ nonce: 1n })), "ERC2612InvalidSigner");
      await bring(signature);
      await refused(w, bring(signature), "ERC2612InvalidSigner");
      await w.token.connect(w.alice).approve(terms.spender, 0n);
      await refused(w, bring(signature), "ERC2612InvalidSigner");
      expect([await allowance(), await nonces(terms.owner)]).to.deep.equal([0n, 1n]);
    });

    it("signature: MUST be of this chain, this contract, this owner and these words", async () => {
      const { w, terms, sign, bring, nonces, allowance } = await opened();
      const implementation = (await w.factory.implementation()) as Address;
      const others: readonly Partial<PermitDataParameters>[] = [
        ...[{ chainId: 1n }, { token: w.at.engine }, { token: w.at.surfaces }, { token: implementation }],
        ...[{ owner: w.bob.address as Address }, { spender: w.bob.address as Address }, { amount: 41n }],
        ...[{ nonce: 1n }, { deadline: terms.deadline + 1n }],
      ];
      for (const other of others) await refused(w, bring(await sign(other)), "ERC2612InvalidSigner");
      await expect(bring(await sign({}, w.bob)))
        .to.be.revertedWithCustomError(w.token, "ERC2612InvalidSigner")
        .withArgs(w.bob.address, terms.owner);
      // Nor one of alice, brought as another's.
      await refused(w, bring(await sign(), { owner: w.bob.address as Address }), "ERC2612InvalidSigner");
      expect([await allowance(), await nonces(terms.owner)]).to.deep.equal([0n, 0n]);
    });

    it("signature: its malleable twin, and what is none, are refused", async () => {
      const { w, terms, sign, raw, nonces } = await opened();
      const { v, r, s } = Signature.from(await sign());
      const high = `0x${(ORDER - BigInt(s)).toString(16).padStart(64, "0")}`;
      await expect(raw(terms.owner, { v: v === 27 ? 28 : 27, r, s: high }))
        .to.be.revertedWithCustomError(w.token, "ECDSAInvalidSignatureS")
        .withArgs(high);
      await refused(w, raw(terms.owner, { v, r, s: high }), "ECDSAInvalidSignatureS");
      for (const other of [0, 1, 26, 29, 255] as unknown as readonly (27 | 28)[]) {
        await refused(w, raw(terms.owner, { v: other, r, s }), "ECDSAInvalidSignature");
      }
      const zero = `0x${"00".repeat(32)}`;
      await refused(w, raw(terms.owner, { v, r: zero, s: zero }), "ECDSAInvalidSignature");
      expect(await nonces(terms.owner)).to.equal(0n);
      await raw(terms.owner, { v, r, s });
      expect(await nonces(terms.owner)).to.equal(1n);
    });

    it("owner: MUST NOT be the zero address, whose signature an invalid one would seem", async () => {
      const { w, raw, nonces, sign } = await opened();
      const zero = `0x${"00".repeat(32)}`;
      for (const v of [0, 27, 28] as unknown as readonly (27 | 28)[]) {
        await refused(w, raw(ZeroAddress, { v, r: zero, s: zero }), "ECDSAInvalidSignature");
      }
      await refused(w, raw(ZeroAddress, Signature.from(await sign())), "ERC2612InvalidSigner");
      expect(await nonces(ZeroAddress)).to.equal(0n);
    });

    it("owner: a contract has no key: what it would answer for by ERC-1271 is no permit", async () => {
      const { w, sign, bring, nonces } = await opened();
      const wallet = await w.ethers.deployContract("ContractWallet", [w.alice.address]);
      const owner = (await wallet.getAddress()) as Address;
      await expect(bring(await sign({ owner }), { owner }))
        .to.be.revertedWithCustomError(w.token, "ERC2612InvalidSigner")
        .withArgs(w.alice.address, owner);
      expect(await nonces(owner)).to.equal(0n);
    });

    it("behavior: in a pause too, an allowance is no movement; what is taken by it is weighed", async () => {
      const { w, terms, sign, bring, allowance } = await opened();
      await w.token.connect(w.agent).mint(terms.owner, 40n);
      await w.token.connect(w.guardian).pause();
      await bring(await sign());
      expect(await allowance()).to.equal(40n);
      const take = () => w.token.connect(w.spender).transferFrom(terms.owner, w.bob.address, 40n);
      await expect(take()).to.be.revertedWithCustomError(w.reasons, "TokenPaused");
      await w.token.connect(w.agent).unpause();
      await take();
      expect([await allowance(), await w.token.balanceOf(w.bob.address)]).to.deep.equal([0n, 40n]);
    });
  });
});
