import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { type Attempt, expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { booksOnChain, expectBooks, ledgerOf } from "../fixtures/ledger.js";
import { enrol, someWallet, someWallets } from "../fixtures/registers.js";
import { FACTS, freshWalks, someFacts, type Walk } from "../fixtures/walk.js";

/** Lane of a Counts word. */
const inLane = (word: bigint, lane: number) => (word >> BigInt(32 * lane)) & 0xffff_ffffn;

describe("the books of holders", () => {
  const fresh = freshWalks();

  /** Bob is of country 276 and lane 5. Of the same cell is dora; erik shares the country, fay the lane, gus neither. */
  async function people() {
    const w = await fresh();
    const [dora, erik, fay, gus] = (await w.ethers.getSigners()).slice(13) as [Account, Account, Account, Account];
    await enrol(w, [dora.address], FACTS.bob);
    await enrol(w, [erik.address], { ...FACTS.bob, lane: 1 });
    await enrol(w, [fay.address], { ...FACTS.bob, country: 840 });
    await enrol(w, [gus.address], someFacts({ country: 1023, lane: 7 }));
    const wallets = [w.alice, w.alice2, w.bob, w.carol, dora, erik, fay, gus].map(({ address }) => address);
    const ledger = () => ledgerOf(w, wallets);
    return { w, dora, erik, fay, gus, ledger, check: async () => expectBooks(w, await ledger()) };
  }

  const lanes = async (w: Walk) =>
    Promise.all([w.engine.totals(w.at.token), ...[276, 840, 826, 1023].map((c) => w.engine.counts(w.at.token, c))]);

  it("default: a new holder is counted in lane and country, whoever the units come from", async () => {
    const { w, check } = await people();
    await expectAllowed(w, { kind: "mint", to: w.bob, amount: 9n });
    expect(await lanes(w)).to.deep.equal([1n << 160n, 1n << 160n, 0n, 0n, 0n]);
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 4n });
    await expectAllowed(w, { kind: "forced", from: w.bob, to: w.alice2, amount: 4n });
    const [five, three, two] = [1n << 160n, 1n << 96n, 1n << 64n];
    expect(await lanes(w)).to.deep.equal([five + three + two, five, two, three, 0n]);
    await check();
  });

  it("default: who gives the last unit away is counted no more, by whichever kind of movement", async () => {
    for (const [kind, amounts] of [
      ["transfer", [9n]],
      ["burn", [8n, 1n]],
      ["forced", [1n, 8n]],
    ] as const) {
      const { w, check } = await people();
      for (const to of [w.bob, w.alice]) await make(w, { kind: "mint", to, amount: 9n });
      for (const amount of amounts) {
        expect(await w.engine.isHolder(w.at.token, 2n)).to.be.true;
        await expectAllowed(w, { kind, from: w.bob, ...(kind === "burn" ? {} : { to: w.alice }), amount });
        await check();
      }
      expect(await w.engine.isHolder(w.at.token, 2n)).to.be.false;
      expect(await lanes(w)).to.deep.equal([1n << 64n, 0n, 1n << 64n, 0n, 0n]);
    }
  });

  it("behavior: steady movements change no word of the books", async () => {
    const { w, ledger } = await people();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 100n });
    await w.token.connect(w.alice).approve(w.spender.address, 50n);
    const words = async () => {
      const { supply: _, people, ...books } = await booksOnChain(w, await ledger());
      return {
        ...books,
        people: people.map(({ wallets, ...one }) => ({ ...one, held: wallets.map((x) => x.tokensHeld) })),
      };
    };
    const before = await words();
    for (const attempt of [
      { kind: "transfer", from: w.alice, to: w.bob, amount: 10n },
      { kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount: 50n },
      { kind: "forced", from: w.bob, to: w.alice, amount: 159n },
      { kind: "mint", to: w.bob, amount: 1n },
      { kind: "burn", from: w.alice, amount: 198n },
    ] as const) {
      await expectAllowed(w, attempt);
      expect(await words()).to.deep.equal(before);
    }
  });

  it("behavior: a whole exit into the same cell, another lane, another country, and both", async () => {
    for (const kind of ["transfer", "forced"] as const) {
      const { w, dora, erik, fay, gus, check } = await people();
      await make(w, { kind: "mint", to: w.bob, amount: 9n });
      const [one, five, seven] = [1n << 32n, 1n << 160n, 1n << 224n];
      let from = w.bob;
      for (const [to, expected] of [
        [dora, [five, five, 0n, 0n, 0n]],
        [erik, [one, one, 0n, 0n, 0n]],
        [dora, [five, five, 0n, 0n, 0n]],
        [fay, [five, 0n, five, 0n, 0n]],
        [gus, [seven, 0n, 0n, 0n, seven]],
        [w.bob, [five, five, 0n, 0n, 0n]],
      ] as const) {
        await expectAllowed(w, { kind, from, to, amount: 9n });
        expect(await lanes(w)).to.deep.equal(expected);
        await check();
        from = to;
      }
    }
  });

  it("behavior: between two wallets of one person nothing is counted but the wallets", async () => {
    const { w, check } = await people();
    await make(w, { kind: "mint", to: w.alice, amount: 9n });
    const before = await lanes(w);
    for (const kind of ["transfer", "forced"] as const) {
      for (const [from, to, amount] of [
        [w.alice, w.alice2, 4n],
        [w.alice, w.alice2, 5n],
        [w.alice2, w.alice, 9n],
      ] as const) {
        await expectAllowed(w, { kind, from, to, amount });
        expect(await lanes(w)).to.deep.equal(before);
        await check();
      }
    }
    // One wallet empties, the person does not.
    await make(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 3n });
    for (const kind of ["burn", "transfer"] as const) {
      const from = kind === "burn" ? w.alice : w.alice2;
      await expectAllowed(w, {
        kind,
        from,
        ...(kind === "burn" ? {} : { to: w.alice }),
        amount: kind === "burn" ? 6n : 3n,
      });
      expect(await lanes(w)).to.deep.equal(before);
      await check();
    }
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 3n });
    await check();
    expect(await w.engine.isHolder(w.at.token, 1n)).to.be.false;
  });

  it("behavior: to oneself, and of nothing, changes nothing, and no rule is asked", async () => {
    const { w, dora, ledger, check } = await people();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 9n });
    await w.token.connect(w.alice).approve(w.spender.address, 50n);
    await w.enforce([
      { kind: "mostPerMovement", side: "token", limit: 1n },
      { kind: "mostHolders", limit: 0n },
    ]);
    const before = await booksOnChain(w, await ledger());
    const to = { kind: "transfer", to: w.alice } as const;
    const attempts: readonly Attempt[] = [
      ...[0n, 5n, 9n].flatMap((amount): Attempt[] => [
        { kind: "transfer", from: w.alice, to: w.alice, amount },
        { kind: "transfer", spender: w.spender, from: w.alice, to: w.alice, amount },
        { kind: "forced", from: w.alice, to: w.alice, amount },
      ]),
      ...[w.alice, w.alice2, dora].flatMap((party): Attempt[] => [
        { kind: "mint", to: party, amount: 0n },
        { kind: "burn", from: party, amount: 0n },
        { kind: "transfer", from: party, to: w.bob, amount: 0n },
        { kind: "transfer", spender: w.spender, from: w.bob, to: party, amount: 0n },
        { kind: "forced", from: party, to: dora, amount: 0n },
      ]),
    ];
    for (const attempt of attempts) {
      await expectAllowed(w, attempt);
      expect(await booksOnChain(w, await ledger())).to.deep.equal(before);
    }
    const refusal = { reason: "MovementAboveMost", rule: 1, subject: 0n, measured: 2n, limit: 1n };
    await expectRefused(w, { ...to, from: w.bob, amount: 2n }, refusal);
    await check();
  });

  it("behavior: a forced movement goes through a cap, and is counted; then nobody else comes in, and all may leave", async () => {
    const { w, dora, erik, fay, check } = await people();
    await w.enforce([
      { kind: "mostHolders", limit: 2n },
      { kind: "mostUnits", limit: 100n },
    ]);
    for (const to of [w.bob, w.alice]) await make(w, { kind: "mint", to, amount: 50n });
    const refusal = { reason: "HoldersAboveLimit", rule: 1, subject: 5n, limit: 2n };
    await expectRefused(w, { kind: "transfer", from: w.bob, to: erik, amount: 1n }, { ...refusal, measured: 3n });
    await expectAllowed(w, { kind: "forced", from: w.bob, to: fay, amount: 1n });
    await expectAllowed(w, { kind: "forced", from: w.bob, to: dora, amount: 1n });
    await expectAllowed(w, { kind: "forced", from: w.bob, to: w.alice2, amount: 47n });
    expect(await lanes(w)).to.deep.equal([(3n << 160n) + (1n << 64n), 2n << 160n, (1n << 160n) + (1n << 64n), 0n, 0n]);
    await check();
    await expectRefused(w, { kind: "mint", to: erik, amount: 1n }, { ...refusal, measured: 5n });
    // 97 units in two wallets: no more than 3 come in.
    const above = { reason: "HoldingAboveLimit", rule: 0, subject: 1n, measured: 101n, limit: 100n };
    await expectRefused(w, { kind: "mint", to: w.alice, amount: 4n }, above);
    await expectAllowed(w, { kind: "forced", from: w.alice2, to: w.alice, amount: 40n });
    for (const [from, amount] of [
      [w.alice, 90n],
      [w.alice2, 7n],
      [dora, 1n],
    ] as const) {
      await expectAllowed(w, { kind: "burn", from, amount });
      await check();
    }
    await expectAllowed(w, { kind: "transfer", from: fay, to: erik, amount: 1n });
    await check();
  });

  it("behavior: the first and the last lane and country", async () => {
    const { w, gus } = await people();
    const [nobody, last] = [someWallet(0), someWallet(1)];
    await enrol(w, [nobody], someFacts());
    await enrol(w, [last], someFacts({ country: 1023, lane: 7 }));
    const ledger = () => ledgerOf(w, [nobody, last, gus.address]);
    const agent = w.token.connect(w.agent);
    for (const to of [nobody, last, gus.address]) await agent.mint(to, 5n);
    const totals = await w.engine.totals(w.at.token);
    expect([inLane(totals, 0), inLane(totals, 7)]).to.deep.equal([1n, 2n]);
    await expectBooks(w, await ledger());
    await agent.burn(last, 5n);
    await expectBooks(w, await ledger());
    await make(w, { kind: "forced", from: gus, to: { address: nobody } as Account, amount: 5n });
    expect(await w.engine.totals(w.at.token)).to.equal(1n);
    await expectBooks(w, await ledger());
  });

  it("behavior: eight wallets on both sides: the first unit that comes counts, and the last that goes", async () => {
    const { w } = await people();
    const [left, right] = [someWallets(0, 8), someWallets(8, 16)];
    await enrol(w, left, someFacts({ country: 1, lane: 1 }));
    await enrol(w, right, someFacts({ country: 2, lane: 2 }));
    await w.enforce([
      { kind: "leastHolding", limit: 5n },
      { kind: "mostUnits", limit: 40n },
    ]);
    const check = async () => expectBooks(w, await ledgerOf(w, [...left, ...right]));
    const account = (address: string) => ({ address }) as Account;
    for (const wallet of left) {
      await expectAllowed(w, { kind: "mint", to: account(wallet), amount: 5n });
      expect(await w.engine.totals(w.at.token)).to.equal(1n << 32n);
      await check();
    }
    const above = { reason: "HoldingAboveLimit", rule: 0, subject: 8n, measured: 41n, limit: 40n };
    await expectRefused(w, { kind: "mint", to: account(left[3]!), amount: 1n }, above);
    for (const [index, wallet] of left.entries()) {
      await expectAllowed(w, { kind: "forced", from: account(wallet), to: account(right[7 - index]!), amount: 5n });
      const [one, two] = [1n << 32n, 1n << 64n];
      expect(await w.engine.totals(w.at.token)).to.equal(index === 7 ? two : one + two);
      await check();
    }
  });
});
