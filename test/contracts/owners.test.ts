import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { maskOf, MODES } from "../../sdk/kinds/index.js";
import { asMovement, expectAllowed, expectRefused, INSTRUMENT, make } from "../fixtures/attempt.js";
import { enrol, someWallet } from "../fixtures/registers.js";
import { FACTS, freshWalks, type Walk } from "../fixtures/walk.js";

/** Counts words by lane. */
const owners = (lanes: Readonly<Record<number, bigint>>): bigint =>
  Object.entries(lanes).reduce((word, [lane, count]) => word | (count << (32n * BigInt(lane))), 0n);

describe("owners behind an intermediary", () => {
  const fresh = freshWalks();
  const state = (w: Walk, { address }: Account, word: bigint, instrument = INSTRUMENT) =>
    w.engine.connect(w.registrar).stateOwners(w.at.token, address, word, instrument);
  const ownersOf = async (w: Walk, { address }: { readonly address: string }) => [
    ...(await w.engine.ownersOf(w.at.token, address)),
  ];
  const beneficial = (limit: bigint, lanes = 0) =>
    ({ kind: "mostHolders", modes: maskOf(MODES, ["beneficial"]), lanes, limit }) as const;

  /** Alice (lane 2, two wallets) holds for others; bob (lane 5) holds for himself. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    return w;
  }

  it("default: states them, changes them, and takes the statement back", async () => {
    const w = await held();
    const [first, second] = [owners({ 2: 3n, 7: 1n }), owners({ 1: 9n })];
    await expect(state(w, w.alice2, first))
      .to.emit(w.engine, "OwnersStated")
      .withArgs(w.at.token, 1, 0, first, INSTRUMENT);
    expect(await ownersOf(w, w.alice)).to.deep.equal([first, first, owners({ 2: 1n })]);
    await state(w, w.bob, owners({ 2: 4n }));
    expect(await ownersOf(w, w.bob)).to.deep.equal([
      owners({ 2: 4n }),
      owners({ 2: 7n, 7: 1n }),
      owners({ 2: 1n, 5: 1n }),
    ]);
    await expect(state(w, w.alice, second))
      .to.emit(w.engine, "OwnersStated")
      .withArgs(w.at.token, 1, first, second, INSTRUMENT);
    expect(await ownersOf(w, w.alice)).to.deep.equal([second, owners({ 1: 9n, 2: 4n }), owners({ 2: 1n, 5: 1n })]);
    await state(w, w.alice, 0n);
    await state(w, w.bob, 0n);
    expect(await ownersOf(w, w.alice)).to.deep.equal([0n, 0n, 0n]);
  });

  it("default: a rule on beneficial owners counts them in its place; one of record does not", async () => {
    const w = await held();
    await state(w, w.alice, owners({ 2: 4n }));
    await w.enforce([beneficial(6n), { kind: "mostHolders", limit: 3n }]);
    await expectAllowed(w, { kind: "mint", to: w.carol, amount: 5n });
    await make(w, { kind: "burn", from: w.carol, amount: 5n });
    await state(w, w.alice, owners({ 2: 5n }));
    await expectRefused(
      w,
      { kind: "mint", to: w.carol, amount: 5n },
      { reason: "HoldersAboveLimit", rule: 1, subject: 3n, measured: 7n, limit: 6n },
    );
    const exchange = { kind: "transfer", from: w.alice, to: w.carol, amount: 100n } as const;
    await expectAllowed(w, exchange);
    expect(await ownersOf(w, w.alice), "forgotten with the exit").to.deep.equal([0n, 0n, 0n]);
  });

  it("behavior: a rule on lanes that only intermediaries have counts nobody, and its views answer", async () => {
    const w = await held();
    await w.enforce([beneficial(0n, 1 << 2), beneficial(9n, 1 << 5)]);
    await state(w, w.alice, owners({ 5: 2n }));
    const newcomer = someWallet(1);
    await enrol(w, [newcomer], FACTS.alice);
    const movement = { ...asMovement(w, { kind: "mint", amount: 1n }), to: newcomer };
    const { first } = await w.engine.check(movement);
    expect([first.rule, first.measured, first.limit]).to.deep.equal([0n, 1n, 0n]);
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 1n });
  });

  it("behavior: an exit by force, a burn, and one over two wallets forget; emptying one of two does not", async () => {
    for (const exit of ["forced", "burn"] as const) {
      const w = await held();
      await make(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 40n });
      await state(w, w.alice, owners({ 2: 4n }));
      await state(w, w.bob, owners({ 5: 1n }));
      const to = exit === "forced" ? { to: w.carol } : {};
      await make(w, { kind: exit, from: w.alice, amount: 60n, ...to });
      expect((await ownersOf(w, w.alice))[0]).to.equal(owners({ 2: 4n }));
      await make(w, { kind: exit, from: w.alice2, amount: 40n, ...to });
      expect(await ownersOf(w, w.alice)).to.deep.equal([0n, owners({ 5: 1n }), owners({ 5: 1n })]);
      await make(w, { kind: "mint", to: w.alice, amount: 1n });
      expect((await ownersOf(w, w.alice))[0], "whoever comes back holds for itself").to.equal(0n);
    }
  });

  it("behavior: reclassify moves the intermediary among those looked through, not the owners", async () => {
    const w = await held();
    await state(w, w.alice, owners({ 2: 4n }));
    const facts = { ...FACTS.alice, lane: 7, country: 276 };
    await w.engine.connect(w.registrar).reclassify(w.registry, w.alice.address, facts, [w.at.token]);
    expect(await ownersOf(w, w.alice)).to.deep.equal([owners({ 2: 4n }), owners({ 2: 4n }), owners({ 7: 1n })]);
    await make(w, { kind: "burn", from: w.alice, amount: 100n });
    expect(await ownersOf(w, w.alice)).to.deep.equal([0n, 0n, 0n]);
  });

  it("error: NoHolder, EvidenceMissing, WalletNotRecorded, and RegistryUnknown for no token", async () => {
    const w = await held();
    await expect(state(w, w.carol, 1n))
      .to.be.revertedWithCustomError(w.engine, "NoHolder")
      .withArgs(w.at.token, 3);
    await expect(state(w, w.alice, 1n, ZeroHash)).to.be.revertedWithCustomError(w.engine, "EvidenceMissing");
    await expect(state(w, w.stranger, 1n)).to.be.revertedWithCustomError(w.engine, "WalletNotRecorded");
    await expect(
      w.engine.connect(w.registrar).stateOwners(w.stranger.address, w.alice.address, 1n, INSTRUMENT),
    ).to.be.revertedWithCustomError(w.engine, "RegistryUnknown");
  });

  it("error: OwnersAboveCapacity, for all lanes of all holders together, so that no sum of lanes wraps", async () => {
    const w = await held();
    const most = 2n ** 32n - 1n;
    await state(w, w.alice, owners({ 0: most }));
    for (const lane of [0, 1, 7]) {
      await expect(state(w, w.bob, owners({ [lane]: 1n })))
        .to.be.revertedWithCustomError(w.engine, "OwnersAboveCapacity")
        .withArgs(most + 1n, most);
    }
    await expect(state(w, w.alice, owners({ 0: most, 1: 1n }))).to.be.revertedWithCustomError(
      w.engine,
      "OwnersAboveCapacity",
    );
    await expect(state(w, w.alice, 2n ** 256n - 1n)).to.be.revertedWithCustomError(w.engine, "OwnersAboveCapacity");
    await state(w, w.alice, owners({ 0: most - 1n }));
    await state(w, w.bob, owners({ 7: 1n }));
    await w.enforce([beneficial(most)]);
    const { first } = await w.engine.check(asMovement(w, { kind: "mint", to: w.carol, amount: 1n }));
    expect([first.measured, first.limit]).to.deep.equal([most + 1n, most]);
  });
});
