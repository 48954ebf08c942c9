import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { type Address, concatHex, type Hex, keccak256, numberToHex } from "viem";
import * as change from "../../sdk/change/index.js";
import { STATES } from "../../sdk/kinds/index.js";
import { expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { OTHER_REGISTRY, otherIssuer } from "../fixtures/issuer.js";
import {
  enrol,
  investorOf,
  NO_RECORD,
  recordOf,
  recordWith,
  someWallet,
  someWallets,
  UNBOUND_RECORD,
  walletsOf,
} from "../fixtures/registers.js";
import { DAY, FACTS, freshWalks, LONG_FRESH, someFacts, type Walk } from "../fixtures/walk.js";

/** Investors 1 to 3 are alice, bob and carol. */
const FIRST = 4n;
/** Of the chain that the tests run on. */
const CHAIN = 31337n;
const BLOCKED = 1 << STATES.blocked;

type Published = {
  readonly w: Walk;
  readonly root: Hex;
  readonly until: bigint;
  readonly enrolments: readonly change.Enrolment[];
  readonly proof: (index: number) => readonly Hex[];
};

describe("enrolment by a root", () => {
  const fresh = freshWalks();

  const leafOf = (w: Walk, number: bigint, enrolment: change.Enrolment, registry = w.registry) =>
    change.enrolmentLeaf({ chainId: CHAIN, engine: w.at.engine, registry, number, ...enrolment });

  const publish = (w: Walk, root: Hex, count: number, until: bigint, first = FIRST) =>
    w.engine.connect(w.registrar).publishRoot(w.registry, root, first, count, until);

  /** Five people, the third with three wallets, the first the stranger. */
  async function published(): Promise<Published> {
    const w = await fresh();
    const wallets = [[w.stranger.address as Address], [1], [2, 3, 4], [5], [6]] as const;
    const enrolments = wallets.map((each, lane) => ({
      wallets: each.map((wallet) => (typeof wallet === "number" ? someWallet(wallet) : wallet)),
      facts: someFacts({ country: 250, lane, statuses: lane }),
    }));
    const leaves = enrolments.map((enrolment, i) => leafOf(w, FIRST + BigInt(i), enrolment));
    const { root, proof } = change.enrolmentTree({ leaves });
    const until = (await w.now()) + DAY;
    await publish(w, root, leaves.length, until);
    return { w, root, until, enrolments, proof };
  }

  /** Claims as anybody; `index` says which leaf's proof is used. */
  function claim({ w, root, enrolments, proof }: Published, index: number, but: Partial<ClaimArguments> = {}) {
    const whole = { registry: w.registry, root, number: FIRST + BigInt(index), proof: proof(index) };
    const args = { ...whole, ...enrolments[index]!, ...but };
    const { to, data } = change.claimEnrolment({ engine: w.at.engine, ...args });
    return w.spender.sendTransaction({ to, data });
  }
  type ClaimArguments = Omit<change.ClaimEnrolmentParameters, "engine">;

  const refused = (w: Walk, attempt: Promise<unknown>, error: string, ...args: readonly unknown[]) =>
    expect(attempt)
      .to.be.revertedWithCustomError(w.engine, error)
      .withArgs(...args);

  it("default: anybody claims each investor, whole, under the number reserved, in any order", async () => {
    const one = await published();
    const { w, root, enrolments, until } = one;
    expect([...(await w.engine.rootInfo(w.registry, root))]).to.deep.equal([FIRST, 5n, until, false]);
    for (const index of [2, 0, 4, 3, 1]) {
      const { wallets, facts } = enrolments[index]!;
      const number = FIRST + BigInt(index);
      expect(await w.engine.isClaimed(w.registry, number)).to.be.false;
      const claimed = claim(one, index);
      await expect(claimed).to.emit(w.engine, "EnrolmentClaimed").withArgs(w.registry, root, number);
      await expect(claimed)
        .to.emit(w.engine, "InvestorEnrolled")
        .withArgs(w.registry, number, Object.values(facts).map(BigInt));
      for (const wallet of wallets) {
        await expect(claimed).to.emit(w.engine, "WalletBound").withArgs(w.registry, number, wallet);
        const wanted = recordWith(facts, { investor: number, wallets: wallets.length });
        expect(await recordOf(w, wallet)).to.deep.equal(wanted);
        expect(await walletsOf(w, wallet)).to.deep.equal(wallets);
      }
      expect(await w.engine.isClaimed(w.registry, number)).to.be.true;
    }
    await expectAllowed(w, { kind: "mint", to: w.stranger, amount: 5n });
  });

  it("default: publishing reserves the numbers: the next enrolment comes after them", async () => {
    const w = await fresh();
    const until = (await w.now()) + DAY;
    await expect(publish(w, numberToHex(7, { size: 32 }), 1000, until))
      .to.emit(w.engine, "RootPublished")
      .withArgs(w.registry, numberToHex(7, { size: 32 }), FIRST, 1000, until, w.registrar.address);
    expect(await enrol(w, [someWallet(0)])).to.equal(FIRST + 1000n);
  });

  it("default: the SDK's leaf is the engine's", async () => {
    const { w, enrolments } = await published();
    for (const [index, { wallets, facts }] of enrolments.entries()) {
      const number = BigInt(index) * 1_000_003n;
      const enrolment = { wallets: [...wallets], facts };
      const leaf = await w.engine.enrolmentLeaf(w.registry, number, enrolment);
      expect(leaf).to.equal(leafOf(w, number, enrolment));
    }
  });

  it("default: a registry with a million reserved numbers by one root: the highest of them is claimed", async () => {
    const w = await fresh();
    const count = 1_000_000;
    const number = FIRST + BigInt(count) - 1n;
    const enrolment = { wallets: [someWallet(0)], facts: someFacts({ lane: 3 }) };
    // As in a tree of a million leaves: twenty siblings, of whom nobody need know anything.
    const proof = Array.from({ length: 20 }, (_, height) => keccak256(numberToHex(height)));
    const pair = (a: Hex, b: Hex) => keccak256(concatHex(BigInt(a) < BigInt(b) ? [a, b] : [b, a]));
    const root = proof.reduce(pair, leafOf(w, number, enrolment));
    const { gasUsed } = (await (await publish(w, root, count, LONG_FRESH)).wait())!;
    expect(gasUsed < 120_000n, `${gasUsed} gas`).to.be.true;
    const one = { w, root, until: LONG_FRESH, enrolments: [enrolment], proof: () => proof };
    await claim(one, 0, { number });
    expect(await investorOf(w, someWallet(0))).to.equal(number);
    await refused(w, claim(one, 0, { number: number + 1n }), "NumberNotReserved", 1, number + 1n, FIRST, count);
  });

  it("error: NumberClaimed and WalletWritten: nothing is claimed twice, not even after it was unbound", async () => {
    const one = await published();
    const { w, enrolments } = one;
    await claim(one, 2);
    await refused(w, claim(one, 2), "NumberClaimed", w.registry, FIRST + 2n);
    for (const wallet of enrolments[2]!.wallets) {
      await w.engine.connect(w.registrar).unbind(w.registry, wallet, []);
      expect(await recordOf(w, wallet)).to.deep.equal(UNBOUND_RECORD);
    }
    await refused(w, claim(one, 2), "NumberClaimed", w.registry, FIRST + 2n);
    await w.engine.connect(w.registrar).enrol(w.registry, { wallets: [someWallet(1)], facts: FACTS.bob });
    await refused(w, claim(one, 1), "WalletWritten", w.registry, someWallet(1), FIRST + 5n);
    await w.engine.connect(w.registrar).unbind(w.registry, someWallet(1), []);
    await refused(w, claim(one, 1), "WalletWritten", w.registry, someWallet(1), 0n);
    expect(await w.engine.isClaimed(w.registry, FIRST + 1n)).to.be.false;
  });

  it("behavior: a registrar may enrol and bind what was unbound; its mark comes back when it is unbound again", async () => {
    const one = await published();
    const { w } = one;
    const registrar = w.engine.connect(w.registrar);
    await claim(one, 1);
    await registrar.unbind(w.registry, someWallet(1), []);
    const investor = await enrol(w, [someWallet(1)], FACTS.bob);
    expect(await recordOf(w, someWallet(1))).to.deep.equal(recordWith(FACTS.bob, { investor, wallets: 1 }));
    await registrar.unbind(w.registry, someWallet(1), []);
    await registrar.bind(w.registry, w.carol.address, someWallet(1));
    expect(await recordOf(w, someWallet(1))).to.deep.equal(recordWith(FACTS.carol, { investor: 3n, wallets: 2 }));
    await registrar.unbind(w.registry, someWallet(1), []);
    expect(await recordOf(w, someWallet(1))).to.deep.equal(UNBOUND_RECORD);
    expect(await walletsOf(w, someWallet(1))).to.deep.equal([]);
  });

  it("behavior: a wallet that was unbound is unknown to every movement", async () => {
    const one = await published();
    const { w } = one;
    await claim(one, 0);
    await w.engine.connect(w.registrar).unbind(w.registry, w.stranger.address, []);
    await make(w, { kind: "mint", to: w.bob, amount: 5n });
    const refusal = { reason: "WalletUnknown", subject: w.stranger, measured: 0n, limit: 1n };
    for (const attempt of [
      { kind: "mint", to: w.stranger, amount: 1n },
      { kind: "transfer", from: w.bob, to: w.stranger, amount: 1n },
      { kind: "transfer", from: w.stranger, to: w.bob, amount: 0n },
      { kind: "forced", from: w.bob, to: w.stranger, amount: 1n },
    ] as const) {
      await expectRefused(w, attempt, refusal);
    }
  });

  it("behavior: a second wallet claimed after its owner was blocked does not escape the block", async () => {
    const one = await published();
    const { w, enrolments } = one;
    const registrar = w.engine.connect(w.registrar);
    const [first, second, third] = enrolments[2]!.wallets as [Address, Address, Address];
    // Blocked before anything was claimed, by any one wallet of the leaf: the others are not to be had.
    const blocked = { ...enrolments[2]!.facts, states: BLOCKED };
    const investor = await enrol(w, [second], blocked);
    await refused(w, claim(one, 2), "WalletWritten", w.registry, second, investor);
    // Nor by a leaf with fewer wallets, nor after the blocked one was unbound.
    await refused(w, claim(one, 2, { wallets: [first, third] }), "ProofInvalid", ...(await invalid(one, 2, [0, 2])));
    await registrar.unbind(w.registry, second, []);
    await refused(w, claim(one, 2), "WalletWritten", w.registry, second, 0n);
    expect(await recordOf(w, first)).to.deep.equal(NO_RECORD);
    // A further wallet has the facts of its investor's own record, the block included.
    await registrar.enrol(w.registry, { wallets: [second], facts: blocked });
    await registrar.bind(w.registry, second, first);
    expect((await recordOf(w, first)).states).to.equal(BigInt(BLOCKED));
    await refused(w, claim(one, 2), "WalletWritten", w.registry, first, await investorOf(w, second));
  });

  /** Arguments of the error when only these wallets of a leaf are claimed. */
  async function invalid({ w, root, enrolments }: Published, index: number, kept: readonly number[]) {
    const { wallets, facts } = enrolments[index]!;
    const enrolment = { wallets: kept.map((each) => wallets[each]!), facts };
    return [w.registry, root, leafOf(w, FIRST + BigInt(index), enrolment)] as const;
  }

  it("error: ProofInvalid, whatever is changed in a leaf or its proof", async () => {
    const one = await published();
    const { w, enrolments, proof, root } = one;
    const { facts, wallets } = enrolments[2]!;
    const changes: readonly Partial<ClaimArguments>[] = [
      ...Object.entries(facts).map(([name, value]) => ({
        facts: { ...facts, [name]: typeof value === "bigint" ? value - 1n : value + 1 },
      })),
      { wallets: wallets.slice(0, 2) },
      { wallets: [...wallets].reverse() },
      { wallets: [...wallets, someWallet(99)] },
      { wallets: [] },
      { number: FIRST + 3n },
      { proof: [] },
      { proof: proof(2).slice(1) },
      { proof: [...proof(2), root] },
      { proof: [...proof(2)].reverse() },
      { proof: proof(3) },
    ];
    for (const but of changes) {
      const what = JSON.stringify(but, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
      await expect(claim(one, 2, but), what).to.be.revertedWithCustomError(w.engine, "ProofInvalid");
    }
    await claim(one, 2);
  });

  it("error: ProofInvalid, for an inner node taken for a leaf, and a leaf of another chain, engine or registry", async () => {
    const w = await fresh();
    const enrolment = { wallets: [someWallet(0)], facts: someFacts() };
    const here = { chainId: CHAIN, engine: w.at.engine, registry: 1, number: FIRST, ...enrolment };
    const others: readonly change.EnrolmentLeafParameters[] = [
      { ...here, chainId: 1n },
      { ...here, engine: w.at.factory },
      { ...here, registry: 2 },
    ];
    const until = (await w.now()) + DAY;
    for (const [index, other] of others.entries()) {
      const first = FIRST + BigInt(index);
      const root = change.enrolmentLeaf({ ...other, number: first });
      await publish(w, root, 1, until, first);
      const one: Published = { w, root, until, enrolments: [enrolment], proof: () => [] };
      await refused(w, claim(one, 0, { number: first }), "ProofInvalid", 1, root, leafOf(w, first, enrolment));
    }
    // Hashed once only, the leaf is what an inner node's children would be.
    const number = FIRST + 3n;
    const root = leafOf(w, number, enrolment);
    await publish(w, keccak256(root), 1, until, number);
    const one: Published = { w, root: keccak256(root), until, enrolments: [enrolment], proof: () => [] };
    await refused(w, claim(one, 0, { number }), "ProofInvalid", 1, keccak256(root), root);
  });

  it("behavior: a root of one registry is none of another, whoever may write to both", async () => {
    const one = await published();
    const { w, root } = one;
    const manager = await w.ethers.deployContract("AccessManager", [w.stranger.address]);
    await otherIssuer(w, await manager.getAddress());
    await refused(w, claim(one, 0, { registry: OTHER_REGISTRY }), "RootUnknown", OTHER_REGISTRY, root);
    await w.engine.connect(w.stranger).publishRoot(OTHER_REGISTRY, root, 1, 100, LONG_FRESH);
    const attempt = claim(one, 0, { registry: OTHER_REGISTRY });
    await expect(attempt).to.be.revertedWithCustomError(w.engine, "ProofInvalid");
    expect(await recordOf(w, w.stranger.address, OTHER_REGISTRY)).to.deep.equal(NO_RECORD);
  });

  it("error: NumberNotReserved, for a leaf whose number the root does not reserve", async () => {
    const w = await fresh();
    const enrolment = { wallets: [someWallet(0)], facts: someFacts() };
    const until = (await w.now()) + DAY;
    // The number of somebody else, and one that is not given out yet.
    for (const [index, number] of [2n, 9n].entries()) {
      const root = leafOf(w, number, enrolment);
      const first = FIRST + BigInt(index) * 2n;
      await publish(w, root, 2, until, first);
      const one: Published = { w, root, until, enrolments: [enrolment], proof: () => [] };
      await refused(w, claim(one, 0, { number }), "NumberNotReserved", w.registry, number, first, 2);
    }
  });

  it("error: RootExpired, from that second on, and for one that is over when it is published", async () => {
    const one = await published();
    const { w, root, until } = one;
    await w.networkHelpers.time.setNextBlockTimestamp(until - 1n);
    await claim(one, 0);
    await w.networkHelpers.time.setNextBlockTimestamp(until);
    await refused(w, claim(one, 1), "RootExpired", w.registry, root, until);
    const late = numberToHex(9, { size: 32 });
    await w.networkHelpers.time.setNextBlockTimestamp(until + 100n);
    await refused(w, publish(w, late, 1, until + 100n, FIRST + 5n), "RootExpired", w.registry, late, until + 100n);
  });

  it("error: RootWithdrawn, once the guardian has revoked it; who has claimed stays", async () => {
    const one = await published();
    const { w, root, enrolments, until } = one;
    await claim(one, 0);
    await expect(w.engine.connect(w.guardian).revokeRoot(w.registry, root))
      .to.emit(w.engine, "RootRevoked")
      .withArgs(w.registry, root, w.guardian.address);
    await refused(w, claim(one, 1), "RootWithdrawn", w.registry, root);
    await refused(w, w.engine.connect(w.guardian).revokeRoot(w.registry, root), "RootWithdrawn", w.registry, root);
    await refused(w, publish(w, root, 5, until, FIRST + 5n), "RootKnown", w.registry, root);
    const wanted = recordWith(enrolments[0]!.facts, { investor: FIRST, wallets: 1 });
    expect(await recordOf(w, w.stranger.address)).to.deep.equal(wanted);
  });

  it("error: RootUnknown, RootKnown, NumbersNotNext, RegistryFull and RegistryUnknown", async () => {
    const one = await published();
    const { w, root, until } = one;
    const other = numberToHex(9, { size: 32 });
    await refused(w, claim(one, 0, { root: other }), "RootUnknown", w.registry, other);
    await refused(w, w.engine.connect(w.guardian).revokeRoot(w.registry, other), "RootUnknown", w.registry, other);
    await refused(w, publish(w, root, 5, until, FIRST + 5n), "RootKnown", w.registry, root);
    for (const first of [0n, FIRST, FIRST + 4n, FIRST + 6n]) {
      await refused(w, publish(w, other, 1, until, first), "NumbersNotNext", w.registry, first, FIRST + 5n);
    }
    await refused(w, publish(w, other, 2 ** 32 - 1, until, FIRST + 5n), "RegistryFull", w.registry, 2n ** 32n - 1n);
    await refused(w, w.engine.publishRoot(9, other, 1, 1, until), "RegistryUnknown", 9);
    await refused(w, w.engine.revokeRoot(9, other), "RegistryUnknown", 9);
  });

  it("error: what enrolment refuses, a claim refuses too, and nothing is written", async () => {
    const w = await fresh();
    const until = (await w.now()) + DAY;
    for (const [index, [enrolment, error]] of (
      [
        [{ wallets: [], facts: someFacts() }, "WalletsOutOfRange"],
        [{ wallets: someWallets(0, 9), facts: someFacts() }, "WalletsOutOfRange"],
        [{ wallets: [someWallet(0), someWallet(0)], facts: someFacts() }, "WalletNotFree"],
        [{ wallets: [someWallet(0), ZeroAddress as Address], facts: someFacts() }, "WalletNotFree"],
        [{ wallets: [someWallet(0)], facts: someFacts({ lane: 8 }) }, "FactOutOfRange"],
        [{ wallets: [someWallet(0)], facts: someFacts({ country: 1024 }) }, "FactOutOfRange"],
        [{ wallets: [someWallet(0), w.bob.address as Address], facts: someFacts() }, "WalletWritten"],
      ] as const
    ).entries()) {
      const number = FIRST + BigInt(index);
      const root = leafOf(w, number, enrolment);
      await publish(w, root, 1, until, number);
      const one: Published = { w, root, until, enrolments: [enrolment], proof: () => [] };
      await expect(claim(one, 0, { number }), error).to.be.revertedWithCustomError(w.engine, error);
      expect(await recordOf(w, someWallet(0))).to.deep.equal(NO_RECORD);
      expect(await w.engine.isClaimed(w.registry, number)).to.be.false;
    }
  });
});
