import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { type Address, hashTypedData, type Hex } from "viem";
import * as change from "../../sdk/change/index.js";
import { STATES } from "../../sdk/kinds/index.js";
import { type TypedData } from "../../sdk/reader/index.js";
import { make } from "../fixtures/attempt.js";
import { OTHER_REGISTRY, otherIssuer } from "../fixtures/issuer.js";
import { enrol, investorOf, NO_RECORD, recordOf, recordWith, someWallet, someWallets } from "../fixtures/registers.js";
import { DAY, FACTS, freshWalks, LONG_FRESH, someFacts, type Walk } from "../fixtures/walk.js";

/** Of the chain that the tests run on. */
const CHAIN = 31337n;
const BLOCKED = 1 << STATES.blocked;
/** The attester, an account outside of every registry, vouches for bits 0, 1 and 4. */
const MASK = 0b1_0011;
/** Order of secp256k1. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

describe("attestations", () => {
  const fresh = freshWalks();
  const address = ({ address }: Account) => address as Address;

  async function listed(terms = { mask: MASK, enrols: true }): Promise<Walk> {
    const w = await fresh();
    await w.engine.connect(w.admin).setAttester(w.registry, w.spender.address, terms);
    return w;
  }

  const sign = async (account: Account, { domain, types, message }: TypedData) =>
    (await account.signTypedData(domain, types as never, message)) as Hex;

  /** Of alice, now, the first. */
  async function ofAlice(w: Walk, but: Partial<change.Attestation> = {}): Promise<change.Attestation> {
    const now = await w.now();
    return {
      ...{ registry: w.registry, investor: 1n, statuses: 0b1_0001, statusUntil: LONG_FRESH - 5n },
      ...{ asOf: now, nonce: 0n, deadline: now + DAY, ...but },
    };
  }

  const dataOf = (w: Walk, attestation: change.Attestation, domain: Partial<change.AttestationDomain> = {}) =>
    change.attestationData({ chainId: CHAIN, engine: w.at.engine, ...domain, ...attestation });

  type Brought = { readonly signature?: Hex; readonly wallet?: string; readonly attester?: string };
  /** Brought by a stranger; signed by the attester, unless a signature is given. */
  async function bring(w: Walk, attestation: change.Attestation, given: Brought = {}) {
    const signature = given.signature ?? (await sign(w.spender, dataOf(w, attestation)));
    const { to, data } = change.attestInvestor({
      ...{ engine: w.at.engine, attestation, signature },
      wallet: (given.wallet ?? w.alice2.address) as Address,
      attester: (given.attester ?? w.spender.address) as Address,
    });
    return w.stranger.sendTransaction({ to, data });
  }

  const refused = (w: Walk, attempt: Promise<unknown>, error: string, ...args: readonly unknown[]) =>
    expect(attempt)
      .to.be.revertedWithCustomError(w.engine, error)
      .withArgs(...args);

  describe("setAttester", () => {
    it("default: lists, changes and strikes off", async () => {
      const w = await fresh();
      const at = [w.registry, w.spender.address] as const;
      for (const [before, after] of [
        [
          [0n, false],
          [0xffffffn, true],
        ],
        [
          [0xffffffn, true],
          [4n, false],
        ],
        [
          [4n, false],
          [0n, false],
        ],
      ] as const) {
        await expect(w.engine.connect(w.admin).setAttester(...at, { mask: after[0], enrols: after[1] }))
          .to.emit(w.engine, "AttesterSet")
          .withArgs(...at, [...before], [...after]);
        expect([...(await w.engine.attesterInfo(...at))]).to.deep.equal(after);
      }
    });

    it("error: MaskInvalid, for a role bit; RegistryUnknown", async () => {
      const w = await fresh();
      for (const mask of [1 << 24, 0xff00_0000 >>> 0, 0x01ff_ffff]) {
        const attempt = w.engine.connect(w.admin).setAttester(w.registry, w.spender.address, { mask, enrols: true });
        await refused(w, attempt, "MaskInvalid", mask, 0xffffff);
      }
      await refused(w, w.engine.setAttester(9, w.spender.address, { mask: 1, enrols: true }), "RegistryUnknown", 9);
    });
  });

  describe("attest", () => {
    it("default: anybody brings it; it sets statuses and expiry, in all wallets, and nothing else", async () => {
      const w = await listed();
      const attestation = await ofAlice(w);
      const facts = { ...FACTS.alice, statuses: 0b1_0001, statusUntil: LONG_FRESH - 5n };
      const brought = bring(w, attestation);
      await expect(brought).to.emit(w.engine, "Attested").withArgs(w.registry, 1n, w.spender.address, attestation.asOf);
      await expect(brought)
        .to.emit(w.engine, "InvestorUpdated")
        .withArgs(w.registry, 1n, Object.values(FACTS.alice).map(BigInt), Object.values(facts).map(BigInt));
      for (const wallet of [w.alice, w.alice2]) {
        expect(await recordOf(w, wallet.address)).to.deep.equal(recordWith(facts, { investor: 1n, wallets: 2 }));
      }
      expect([...(await w.engine.attestationState(w.registry, 1))]).to.deep.equal([1n, attestation.asOf]);
    });

    it("behavior: within its mask it sets and clears; other bits, roles too, stay, and so do blocks", async () => {
      const w = await listed();
      const others = 0x8100_00ec;
      const before = { ...FACTS.alice, statuses: others + 0b10, states: BLOCKED | 2, statusUntil: 3_000_000_000n };
      await w.engine.connect(w.registrar).update(w.registry, w.alice.address, before);
      await bring(w, await ofAlice(w, { statuses: 0b1, statusUntil: 2_900_000_000n }));
      const after = { ...before, statuses: others + 0b1, statusUntil: 2_900_000_000n };
      expect(await recordOf(w, w.alice.address)).to.deep.equal(recordWith(after, { investor: 1n, wallets: 2 }));
    });

    for (const [what, others, until] of [
      ["while others' evidence stands beside it", 0b100, 3_000_000_000n],
      ["where only roles stand beside it", 2 ** 31, 3_100_000_000n],
      ["where nothing stands beside it", 0, 3_100_000_000n],
    ] as const) {
      it(`behavior: ${what}, the expiry ${others === 0b100 ? "never becomes later" : "is the attester's"}`, async () => {
        const w = await listed();
        const before = { ...FACTS.alice, statuses: others + 1, statusUntil: 3_000_000_000n };
        await w.engine.connect(w.registrar).update(w.registry, w.alice.address, before);
        await bring(w, await ofAlice(w, { statusUntil: 3_100_000_000n }));
        expect((await recordOf(w, w.alice.address)).statusUntil).to.equal(until);
        await bring(w, await ofAlice(w, { statusUntil: 5n, nonce: 1n }));
        expect((await recordOf(w, w.alice.address)).statusUntil, "earlier it may").to.equal(5n);
      });
    }

    it("behavior: a holder's counts and holdings are left alone", async () => {
      const w = await listed();
      await make(w, { kind: "mint", to: w.alice, amount: 5n });
      const totals = await w.engine.totals(w.at.token);
      await bring(w, await ofAlice(w));
      expect(await w.engine.totals(w.at.token)).to.equal(totals);
      expect((await recordOf(w, w.alice.address)).tokensHeld).to.equal(1n);
    });

    it("error: NonceInvalid, for one brought twice, and one too far ahead", async () => {
      const w = await listed();
      const attestation = await ofAlice(w);
      const signature = await sign(w.spender, dataOf(w, attestation));
      await bring(w, attestation, { signature });
      await refused(w, bring(w, attestation, { signature }), "NonceInvalid", 1, 0, 1);
      await refused(w, bring(w, await ofAlice(w, { nonce: 2n })), "NonceInvalid", 1, 2, 1);
    });

    it("error: AttestationStale, unless it is later than the last", async () => {
      const w = await listed();
      const asOf = (await w.now()) - 10n;
      await bring(w, await ofAlice(w, { asOf }));
      for (const stale of [asOf, asOf - 1n, 0n]) {
        await refused(w, bring(w, await ofAlice(w, { nonce: 1n, asOf: stale })), "AttestationStale", 1, stale, asOf);
      }
      await bring(w, await ofAlice(w, { nonce: 1n, asOf: asOf + 1n }));
      const none = await ofAlice(w, { investor: 2n, asOf: 0n });
      await refused(w, bring(w, none, { wallet: w.bob.address }), "AttestationStale", 2, 0, 0);
    });

    it("error: AttestationExpired after the deadline, AttestationEarly before its time", async () => {
      const w = await listed();
      const time = (await w.now()) + 100n;
      const attestation = await ofAlice(w, { asOf: time, deadline: time });
      const signature = await sign(w.spender, dataOf(w, attestation));
      await w.networkHelpers.time.setNextBlockTimestamp(time - 1n);
      await refused(w, bring(w, attestation, { signature }), "AttestationEarly", time, time - 1n);
      const snapshot = await w.networkHelpers.takeSnapshot();
      await w.networkHelpers.time.setNextBlockTimestamp(time);
      await bring(w, attestation, { signature });
      await snapshot.restore();
      await w.networkHelpers.time.setNextBlockTimestamp(time + 1n);
      await refused(w, bring(w, attestation, { signature }), "AttestationExpired", time);
    });

    it("error: StatusesOutsideMask, for any bit that is not the attester's", async () => {
      const w = await listed();
      for (const statuses of [0b100, 0b111, 1 << 24, 2 ** 31, 0xffff_ffff]) {
        const attempt = bring(w, await ofAlice(w, { statuses }));
        await refused(w, attempt, "StatusesOutsideMask", w.spender.address, statuses, MASK);
      }
    });

    it("error: AttesterUnknown, for who was never listed, was struck off, or is listed in another registry", async () => {
      const w = await listed();
      const byCarol = await ofAlice(w);
      const signature = await sign(w.carol, dataOf(w, byCarol));
      const given = { signature, attester: w.carol.address };
      await refused(w, bring(w, byCarol, given), "AttesterUnknown", w.registry, w.carol.address);
      const before = await ofAlice(w);
      await w.engine.connect(w.admin).setAttester(w.registry, w.spender.address, { mask: 0, enrols: false });
      await refused(w, bring(w, before), "AttesterUnknown", w.registry, w.spender.address);
      const manager = await w.ethers.deployContract("AccessManager", [w.stranger.address]);
      await otherIssuer(w, await manager.getAddress());
      const terms = { mask: MASK, enrols: true };
      await w.engine.connect(w.stranger).setAttester(OTHER_REGISTRY, w.spender.address, terms);
      await refused(w, bring(w, before), "AttesterUnknown", w.registry, w.spender.address);
    });

    it("error: InvestorMismatch and WalletNotRecorded: an attestation is good for its investor only", async () => {
      const w = await listed();
      const attestation = await ofAlice(w);
      const { address: bob } = w.bob;
      await refused(w, bring(w, attestation, { wallet: bob }), "InvestorMismatch", bob, 1, 2);
      const unknown = bring(w, attestation, { wallet: someWallet(0) });
      await refused(w, unknown, "WalletNotRecorded", w.registry, someWallet(0));
    });

    it("error: SignatureInvalid, for another chain, engine, registry, or any other word than was signed", async () => {
      const w = await listed();
      const attestation = await ofAlice(w);
      const signed = dataOf(w, attestation);
      const digest = hashTypedData(signed as never);
      for (const other of [
        dataOf(w, attestation, { chainId: 1n }),
        dataOf(w, attestation, { engine: w.at.factory }),
        dataOf(w, { ...attestation, registry: 2 }),
        { ...signed, domain: { ...signed.domain, version: "2" } },
        { ...signed, domain: { ...signed.domain, name: "Weighbridge SecurityToken" } },
        ...(["investor", "statuses", "statusUntil", "asOf", "nonce", "deadline"] as const).map((name) =>
          dataOf(w, { ...attestation, [name]: typeof attestation[name] === "bigint" ? attestation[name] + 1n : 1 }),
        ),
      ]) {
        const attempt = bring(w, attestation, { signature: await sign(w.spender, other) });
        await refused(w, attempt, "SignatureInvalid", w.spender.address, digest);
      }
      const bySomebody = bring(w, attestation, { signature: await sign(w.carol, signed) });
      await refused(w, bySomebody, "SignatureInvalid", w.spender.address, digest);
      await bring(w, attestation);
    });

    it("error: SignatureInvalid, for the malleable twin, other lengths, and nonsense", async () => {
      const w = await listed();
      const attestation = await ofAlice(w);
      const signature = await sign(w.spender, dataOf(w, attestation));
      const [r, s, v] = [signature.slice(2, 66), BigInt(`0x${signature.slice(66, 130)}`), signature.slice(130)];
      const high = (ORDER - s).toString(16).padStart(64, "0");
      for (const bad of [
        `0x${r}${high}${v === "1b" ? "1c" : "1b"}`,
        `0x${r}${high}${v}`,
        `${signature}00`,
        signature.slice(0, 130),
        "0x",
        `0x${"00".repeat(65)}`,
        `0x${"ff".repeat(65)}`,
      ] as Hex[]) {
        await expect(bring(w, attestation, { signature: bad }), bad).to.be.revertedWithCustomError(
          w.engine,
          "SignatureInvalid",
        );
      }
      await bring(w, attestation, { signature });
    });

    it("error: SignatureInvalid, for the zero address as an attester", async () => {
      const w = await listed();
      const zero = `0x${"00".repeat(20)}`;
      await w.engine.connect(w.admin).setAttester(w.registry, zero, { mask: MASK, enrols: true });
      const given = { attester: zero, signature: `0x${"00".repeat(65)}` } as const;
      const attempt = bring(w, await ofAlice(w), given);
      await expect(attempt).to.be.revertedWithCustomError(w.engine, "SignatureInvalid");
    });

    it("behavior: a contract attests by ERC-1271, and only if it answers with the one word", async () => {
      const w = await listed();
      const wallet = await w.ethers.deployContract("SigningWallet");
      const attester = await wallet.getAddress();
      await w.engine.connect(w.admin).setAttester(w.registry, attester, { mask: MASK, enrols: false });
      const attestation = await ofAlice(w);
      const attempt = () => bring(w, attestation, { attester, signature: "0x1234" });
      const digest = hashTypedData(dataOf(w, attestation) as never);
      await refused(w, attempt(), "SignatureInvalid", attester, digest);
      const magic = "0x1626ba7e";
      for (const [answer, fails] of [
        [magic, false], // shorter than a word
        [`0x${"00".repeat(28)}1626ba7e`, false],
        [`${magic}${"00".repeat(27)}01`, false],
        [`${magic}${"00".repeat(28)}`, true],
        [`0x${"ff".repeat(4096)}`, false],
        [`0x${"ff".repeat(4096)}`, true],
      ] as const) {
        await wallet.misbehave(answer, fails);
        await refused(w, attempt(), "SignatureInvalid", attester, digest);
      }
      await wallet.misbehave("0x", false);
      await wallet.approve(digest);
      await attempt();
      expect((await recordOf(w, w.alice.address)).statuses).to.equal(0b1_0001n);
      // What it approved is spent.
      await refused(w, attempt(), "NonceInvalid", 1, 0, 1);
    });
  });

  describe("enrolByAttestation", () => {
    const somebody = (but: Partial<change.EnrolmentAttestation> = {}, now = 1n): change.EnrolmentAttestation => ({
      ...{ registry: 1, wallets: someWallets(0, 2), asOf: now, deadline: LONG_FRESH },
      facts: someFacts({ country: 250, lane: 2, statuses: 0b11 }),
      ...but,
    });
    const enrolmentData = (w: Walk, attestation: change.EnrolmentAttestation, chainId = CHAIN) =>
      change.enrolmentAttestationData({ chainId, engine: w.at.engine, ...attestation });

    async function vouch(w: Walk, attestation: change.EnrolmentAttestation, signed?: TypedData) {
      const signature = await sign(w.spender, signed ?? enrolmentData(w, attestation));
      const { engine } = w.at;
      const call = change.enrolByAttestation({ engine, attestation, attester: address(w.spender), signature });
      return w.stranger.sendTransaction({ to: call.to, data: call.data });
    }

    it("default: enrols under the next number, and later attestations must be later", async () => {
      const w = await listed();
      const asOf = (await w.now()) - 5n;
      const attestation = somebody({ asOf });
      await expect(vouch(w, attestation))
        .to.emit(w.engine, "Attested")
        .withArgs(w.registry, 4n, w.spender.address, asOf)
        .and.to.emit(w.engine, "InvestorEnrolled")
        .withArgs(w.registry, 4n, Object.values(attestation.facts).map(BigInt));
      for (const wallet of attestation.wallets) {
        const wanted = recordWith(attestation.facts, { investor: 4n, wallets: 2 });
        expect(await recordOf(w, wallet)).to.deep.equal(wanted);
      }
      const further = await ofAlice(w, { investor: 4n, asOf });
      await refused(w, bring(w, further, { wallet: someWallet(1) }), "AttestationStale", 4, asOf, asOf);
      await bring(w, { ...further, asOf: asOf + 1n }, { wallet: someWallet(1) });
    });

    it("error: WalletWritten, for a replay, also after it was unbound, and for a further wallet of the blocked", async () => {
      const w = await listed();
      await vouch(w, somebody());
      await refused(w, vouch(w, somebody()), "WalletWritten", w.registry, someWallet(0), 4);
      const registrar = w.engine.connect(w.registrar);
      await registrar.unbind(w.registry, someWallet(0), []);
      await registrar.unbind(w.registry, someWallet(1), []);
      await refused(w, vouch(w, somebody()), "WalletWritten", w.registry, someWallet(0), 0);
      const blocked = await enrol(w, [someWallet(5)], someFacts({ states: BLOCKED }));
      const second = somebody({ wallets: [someWallet(6), someWallet(5)] });
      await refused(w, vouch(w, second), "WalletWritten", w.registry, someWallet(5), blocked);
      expect(await recordOf(w, someWallet(6))).to.deep.equal(NO_RECORD);
      expect(await investorOf(w, someWallet(5))).to.equal(blocked);
    });

    it("error: StatusesOutsideMask, StatesNotAttestable, AttesterUnknown, AttestationExpired and AttestationEarly", async () => {
      const w = await listed();
      const { address: attester } = w.spender;
      const withFacts = (facts: Partial<change.InvestorFacts>) => somebody({ facts: someFacts(facts) });
      await refused(w, vouch(w, withFacts({ statuses: 7 })), "StatusesOutsideMask", attester, 7, MASK);
      await refused(w, vouch(w, withFacts({ states: BLOCKED })), "StatesNotAttestable", BLOCKED);
      await refused(w, vouch(w, somebody({ deadline: 5n })), "AttestationExpired", 5);
      await expect(vouch(w, somebody({ asOf: LONG_FRESH }))).to.be.revertedWithCustomError(
        w.engine,
        "AttestationEarly",
      );
      await expect(vouch(w, withFacts({ lane: 8 }))).to.be.revertedWithCustomError(w.engine, "FactOutOfRange");
      await expect(vouch(w, somebody({ wallets: [] }))).to.be.revertedWithCustomError(w.engine, "WalletsOutOfRange");
      await w.engine.connect(w.admin).setAttester(w.registry, attester, { mask: MASK, enrols: false });
      await refused(w, vouch(w, somebody()), "AttesterUnknown", w.registry, attester);
      expect((await w.engine.registryInfo(w.registry)).investors, "no number was taken").to.equal(3n);
    });

    it("error: SignatureInvalid, for another chain or registry, or anything else than was signed", async () => {
      const w = await listed();
      const attestation = somebody();
      for (const other of [
        enrolmentData(w, attestation, 1n),
        enrolmentData(w, somebody({ registry: 2 })),
        enrolmentData(w, somebody({ wallets: [someWallet(0)] })),
        enrolmentData(w, somebody({ wallets: [someWallet(1), someWallet(0)] })),
        enrolmentData(w, somebody({ asOf: 2n })),
        enrolmentData(w, somebody({ deadline: LONG_FRESH + 1n })),
        ...Object.entries(attestation.facts).map(([name, value]) =>
          enrolmentData(w, {
            ...attestation,
            facts: { ...attestation.facts, [name]: typeof value === "bigint" ? value - 1n : value + 1 },
          }),
        ),
      ]) {
        await expect(vouch(w, attestation, other)).to.be.revertedWithCustomError(w.engine, "SignatureInvalid");
      }
      await vouch(w, attestation);
    });
  });
});
