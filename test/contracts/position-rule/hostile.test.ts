import { expect } from "chai";
import { type ContractTransactionReceipt } from "ethers";
import { encodeAbiParameters, type Hex, maxUint256, parseAbiParameters } from "viem";
import { type HostilePositions } from "../../../types/index.js";
import { asMovement, type Attempt, expectAllowed, expectRefused, make } from "../../fixtures/attempt.js";
import { positionLimit, UNTOLD } from "../../fixtures/positionRule.js";
import { FACTS, freshWalks, type Walk } from "../../fixtures/walk.js";

/** As `HostilePositions.Manner`. */
const [ALLOWS, REVERTS, BURNS] = [0, 1, 2] as const;
const WORDS = parseAbiParameters("uint256,uint256,uint256,uint256");
const answer = (allowed: bigint, subject = 0n): Hex => encodeAbiParameters(WORDS, [allowed, subject, 7n, 8n]);
const YES = answer(1n);

/** What is no answer. */
const WRONG: Readonly<Record<string, readonly [manner: number, answer: Hex]>> = {
  "nothing at all": [ALLOWS, "0x"],
  "a word too little": [ALLOWS, YES.slice(0, -64) as Hex],
  "a byte too little": [ALLOWS, YES.slice(0, -2) as Hex],
  "a byte too much": [ALLOWS, `${YES}00`],
  "a bomb": [ALLOWS, `0x${"00".repeat(20_000)}`],
  "neither yes nor no": [ALLOWS, answer(2n)],
  "yes in the highest bit": [ALLOWS, answer(1n << 255n)],
  "nobody whom a registry numbers": [ALLOWS, answer(1n, 1n << 64n)],
  "a revert": [REVERTS, YES],
  "all of its gas": [BURNS, YES],
};

describe("a hostile position book", () => {
  const fresh = freshWalks();

  type Booked = { readonly w: Walk; readonly book: HostilePositions; readonly at: string };

  /** Alice and bob hold 100 units each, and the book allows everything. */
  async function booked(): Promise<Booked> {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 100n });
    const book = await w.ethers.deployContract("HostilePositions");
    const at = await book.getAddress();
    await book.behave(ALLOWS, YES);
    await w.enforce([positionLimit(at)]);
    return { w, book, at };
  }

  const sale = (w: Walk, amount = 1n): Attempt => ({ kind: "transfer", from: w.alice, to: w.bob, amount });
  const untold = { reason: "PositionAboveLimit", rule: 0, ...UNTOLD } as const;

  for (const [what, [manner, bytes]] of Object.entries(WRONG))
    it(`behavior: ${what} refuses what rules judge, in views and enforcement; an order goes on, and says so`, async () => {
      const { w, book, at } = await booked();
      await book.behave(manner, bytes);
      await expectRefused(w, sale(w), untold);
      const [, honest] = await w.engine.checkMany([
        asMovement(w, sale(w)),
        asMovement(w, { kind: "forced", from: w.alice, to: w.bob, amount: 1n }),
      ]);
      expect(honest?.allowed, "its neighbour, an order").to.equal(true);
      const { room } = await w.engine.headroom(asMovement(w, sale(w)));
      expect([room.least, room.most, room.whole, room.binding.measured]).to.deep.equal([0n, 0n, false, maxUint256]);
      const order = await make(w, { kind: "forced", from: w.alice, to: w.bob, amount: 3n });
      await expect(order).to.emit(w.engine, "PositionNotRecorded").withArgs(w.at.token, at, 1n, 2n, 3n);
      expect(await w.token.balanceOf(w.bob.address)).to.equal(103n);
      await book.behave(ALLOWS, YES);
      await expectAllowed(w, sale(w));
    });

  it("behavior: a no to an order is passed over, and said; a yes says nothing", async () => {
    const { w, book, at } = await booked();
    await book.behave(ALLOWS, answer(0n, 2n));
    const refused = await make(w, { kind: "transmission", from: w.alice, to: w.bob, amount: 3n });
    await expect(refused).to.emit(w.engine, "PositionNotRecorded").withArgs(w.at.token, at, 1n, 2n, 3n);
    await book.behave(ALLOWS, YES);
    const passed = await make(w, { kind: "transmission", from: w.alice, to: w.bob, amount: 3n });
    await expect(passed).not.to.emit(w.engine, "PositionNotRecorded");
    const refusal = { reason: "PositionAboveLimit", rule: 0, subject: 2n, measured: 7n, limit: 8n };
    await book.behave(ALLOWS, answer(0n, 2n));
    await expectRefused(w, sale(w), refusal);
  });

  it("behavior: no code, an account, a precompile, the engine and the token refuse", async () => {
    const { w, at } = await booked();
    await w.networkHelpers.setCode(at, "0x");
    await expectRefused(w, sale(w), untold);
    for (const address of [w.stranger.address, `0x${"00".repeat(19)}04`, w.at.engine, w.at.token]) {
      await w.enforce([positionLimit(address)]);
      await expectRefused(w, sale(w), untold);
    }
  });

  it("behavior: one that burns all it gets gets no more than its part, and an order passes beside it", async () => {
    const { w, book } = await booked();
    await book.behave(BURNS, YES);
    const order = await make(w, { kind: "forced", from: w.alice, to: w.bob, amount: 1n });
    const { gasUsed } = (await order.wait()) as ContractTransactionReceipt;
    expect(gasUsed).to.be.within(1_000_000n, 1_300_000n);
  });

  it("error: GasTooLow, where the book does not answer and was given less than its part: an order is not made unrecorded for want of gas", async () => {
    const { w } = await booked();
    const book = await w.ethers.deployContract("PlainPositions", [w.at.engine, w.at.token, 1n, 1n, maxUint256]);
    await w.enforce([positionLimit(await book.getAddress())]);
    const outcomes = new Set<string>();
    for (let gasLimit = 60_000n; gasLimit <= 220_000n; gasLimit += 4_000n) {
      try {
        await w.token.connect(w.alice).transfer.staticCall(w.bob.address, 1n, { gasLimit });
        outcomes.add("moved");
      } catch (error) {
        const { data } = error as { data?: Hex | { readonly data: Hex } };
        if (data === undefined) throw error;
        const said = typeof data === "string" && data !== "0x" ? w.engine.interface.parseError(data)?.name : undefined;
        outcomes.add(said ?? "out of gas");
      }
    }
    expect([...outcomes].sort(), "never refused as if the book had answered").to.deep.equal([
      ...["GasTooLow", "moved", "out of gas"],
    ]);
  });

  describe("that makes another movement while it is told of one", () => {
    /** The book is an investor, and holds units that it could send. */
    async function reentering(call: (w: Walk, at: string) => { readonly to: string; readonly data: string }) {
      const { w, book, at } = await booked();
      await w.engine.connect(w.registrar).enrol(w.registry, { wallets: [at], facts: FACTS.carol });
      await make(w, { kind: "mint", to: { address: at } as Walk["alice"], amount: 50n });
      const { to, data } = call(w, at);
      await book.reenter(to, data);
      return { w, book, at };
    }
    const transferTo = (w: Walk, to: string, amount: bigint) => ({
      to: w.at.token,
      data: w.token.interface.encodeFunctionData("transfer", [to, amount]),
    });

    for (const [what, call] of [
      ["of the same token", (w: Walk) => transferTo(w, w.bob.address, 1n)],
      ["of nothing", (w: Walk) => transferTo(w, w.bob.address, 0n)],
      ["to itself", (w: Walk, at: string) => transferTo(w, at, 50n)],
    ] as const)
      it(`error: MovementReentered, ${what}: the other is undone, and the books are those of the one`, async () => {
        const { w, book, at } = await reentering(call);
        await expectAllowed(w, sale(w, 100n));
        expect(await book.succeeded()).to.equal(false);
        const { name, args } = w.engine.interface.parseError(await book.outcome())!;
        expect([name, ...args]).to.deep.equal(["MovementReentered", w.at.token]);
        expect(await w.token.balanceOf(at)).to.equal(50n);
        expect(await w.token.balanceOf(w.bob.address)).to.equal(200n);
        // The next movement is another one.
        await book.behave(ALLOWS, YES);
        await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 200n });
      });
  });
});
