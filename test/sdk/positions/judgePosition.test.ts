import { expect } from "chai";
import type { Address, Hex } from "viem";
import { numberToHex } from "viem";
import { judgePosition, type MonthLimits } from "../../../sdk/positions/index.js";
import type { BookProduct, PositionMove } from "../../../sdk/positions/positionFacts.js";
import { type Random, seeded } from "../../differential/random.js";
import { hashOf } from "../../fixtures/leverage.js";
import { TwinBook } from "../../fixtures/positionTwin.js";

const CONTRACT = 1_000_000n;
const DECEMBER = 683;
const ROUNDS = 300;
const LAW = { binding: "law", provision: hashOf("law") } as const;
const NO_MONTH: MonthLimits = {
  ...{ single: null, steps: [], apart: false, ...LAW },
  ...{ spotBinding: "law", spotProvision: hashOf("spot") },
};

const tokenOf = (index: number): Address => numberToHex(index + 1, { size: 20 });
const product = (some: Partial<BookProduct> = {}): BookProduct => ({
  ...{ underlying: 1, page: 1, month: DECEMBER, side: "long", settlement: "physical", spot: false, closed: false },
  ...{ lot: 1n, ratio: CONTRACT },
  ...some,
});

/** A book of one underlying. */
function bookOf(
  allMonths: bigint | null,
  products: readonly BookProduct[],
  month: Partial<MonthLimits> = {},
): TwinBook {
  const book = new TwinBook();
  const levels = { accountability: null, monthAccountability: null, sameSide: false, countsSpot: false };
  const months = new Map([[DECEMBER, { ...NO_MONTH, ...month }]]);
  book.underlyings.set(1, { terms: { allMonths, ...levels, ...LAW }, months, standings: new Map() });
  for (const [index, one] of products.entries()) book.products.set(tokenOf(index), one);
  return book;
}
const asked = (some: Partial<PositionMove>): PositionMove => ({
  ...{ token: tokenOf(0), judged: true, sender: 0n, receiver: 1n, senderHolding: 0n, receiverHolding: 0n },
  ...{ amount: 1n, time: 1_000n },
  ...some,
});

/** A book of random products, closures, limits and holdings, some of them in excess. */
function someBook(random: Random): { readonly book: TwinBook; readonly people: readonly bigint[] } {
  const people = [1n, 2n, 3n, 4n, 5n];
  const products = Array.from({ length: 6 }, () =>
    product({
      ...{ side: random.oneIn(3) ? "short" : "long", settlement: random.oneIn(2) ? "cash" : "physical" },
      ...{ month: random.oneIn(4) ? 0 : DECEMBER, page: random.oneIn(2) ? 1 : 2 },
      ...{ lot: BigInt(random.int(7) + 1), ratio: BigInt(random.int(2_000_000) + 1) },
    }),
  );
  const book = bookOf(BigInt(random.int(40)), products, {
    ...{ single: BigInt(random.int(40)), apart: random.oneIn(2) },
    steps: [{ from: 10n, limit: BigInt(random.int(30)) }],
  });
  for (const one of people)
    if (random.oneIn(2))
      book.closures.set(
        one,
        people.filter((other) => other !== one && random.oneIn(3)),
      );
  for (let i = 0; i < 25; i += 1) {
    const token = tokenOf(random.int(products.length));
    book.move({
      ...{ token, judged: false, sender: 0n, receiver: random.pick(people) },
      ...{ amount: BigInt(random.int(20)), time: 1_000n },
    });
  }
  return { book, people };
}

describe("judgePosition", () => {
  it("default: what is at the limit passes, and a millionth above does not", () => {
    const book = bookOf(5n, [product({ month: 0, lot: 1n, ratio: 1n })]);
    const { answer } = judgePosition(book.facts, asked({ amount: 5n * CONTRACT }));
    expect(answer).to.deep.equal({ allowed: true, subject: 0n, measured: 0n, limit: 0n });
    const { answer: above, findings } = judgePosition(book.facts, asked({ amount: 5n * CONTRACT + 1n }));
    expect(above).to.deep.equal({ allowed: false, subject: 1n, measured: 5_000_001n, limit: 5_000_000n });
    expect(findings).to.deep.equal([
      {
        ...{ subject: 1n, underlying: 1, month: 0, bucket: "allMonths", side: "long", ordered: false, ...LAW },
        ...{ own: 5_000_001n, attributed: 0n, measured: 5_000_001n, limit: 5_000_000n, exempted: 0n },
      },
    ]);
  });

  it("behavior: the spot month steps down by time, each from its second on, and what is then too much may stay", () => {
    const steps = [600n, 300n, 200n].map((limit, index) => ({ from: 1_000n * BigInt(index + 1), limit }));
    const book = bookOf(null, [product()], { steps });
    const at = (time: bigint, amount: bigint) => judgePosition(book.facts, asked({ time, amount })).answer.allowed;
    for (const [time, most] of [
      [1_000n, 600n],
      [1_999n, 600n],
      [2_000n, 300n],
      [2_999n, 300n],
      [3_000n, 200n],
    ] as const)
      expect([at(time, most), at(time, most + 1n)], `at ${time}`).to.deep.equal([true, false]);
    expect(at(999n, 10_000n)).to.equal(true);
    book.move({ token: tokenOf(0), judged: true, sender: 0n, receiver: 1n, amount: 600n, time: 1_500n });
    const less = { token: tokenOf(0), judged: true, sender: 1n, receiver: 0n, amount: 1n, time: 3_000n };
    expect(book.move(less).answer.allowed).to.equal(true);
    expect(book.move({ ...less, sender: 0n, receiver: 1n }).answer).to.deep.include({
      allowed: false,
      limit: 200n * CONTRACT,
    });
  });

  it("behavior: physical and cash net each within itself where they are apart, and together where they are not", () => {
    const products = [product(), product({ settlement: "cash", side: "short" })];
    for (const apart of [true, false]) {
      const book = bookOf(null, products, { apart, steps: [{ from: 1n, limit: 10n }] });
      book.move({ token: tokenOf(1), judged: true, sender: 0n, receiver: 1n, amount: 10n, time: 1_000n });
      expect(judgePosition(book.facts, asked({ amount: 20n })).answer.allowed).to.equal(!apart);
      expect(judgePosition(book.facts, asked({ amount: 10n })).answer.allowed).to.equal(true);
    }
  });

  it("behavior: an exemption adds to every limit of its side until it is stale, and an order is below both", () => {
    const book = bookOf(10n, [product()], { single: 10n });
    const exemption = { contracts: 5n, until: 2_000n };
    const { standings } = book.underlyings.get(1)!;
    standings.set(1n, { long: exemption, short: null, order: null });
    const most = (time: bigint): bigint => {
      let amount = 0n;
      while (judgePosition(book.facts, asked({ time, amount: amount + 1n })).answer.allowed) amount += 1n;
      return amount;
    };
    expect([most(1_999n), most(2_000n)]).to.deep.equal([15n, 10n]);
    const instrument = hashOf("an order");
    standings.set(1n, { long: exemption, short: null, order: { cap: 3n, from: 1_500n, instrument } });
    expect([most(1_499n), most(1_500n)]).to.deep.equal([15n, 3n]);
    const { findings } = judgePosition(book.facts, asked({ time: 1_500n, amount: 4n }));
    expect(findings).to.have.length(1);
    expect(findings[0]).to.deep.include({ ordered: true, binding: "policy", provision: instrument, exempted: 0n });
  });

  it("behavior: splitting over wallets, tokens and controlled entities never helps", () => {
    const random = seeded(0x91);
    for (let round = 0; round < ROUNDS; round += 1) {
      const lot = BigInt(random.int(5) + 1);
      const ratio = BigInt(random.int(1_500_000) + 1);
      const limit = BigInt(random.int(30));
      const products = [product({ lot, ratio }), product({ lot, ratio, page: 2 })];
      const whole = bookOf(limit, products);
      const amount = BigInt(random.int(60) + 1);
      const alone = judgePosition(whole.facts, asked({ amount })).answer.allowed;
      // The same units, by several persons whose positions are attributed to the first, and in two tokens.
      const split = bookOf(limit, products);
      for (const entity of [2n, 3n]) split.closures.set(entity, [1n]);
      let left = amount;
      let allowed = true;
      while (left > 0n && allowed) {
        const part = BigInt(random.int(Number(left)) + 1);
        const receiver = random.pick([1n, 2n, 3n]);
        const token = tokenOf(random.int(2));
        ({ allowed } = split.move({ token, judged: true, sender: 0n, receiver, amount: part, time: 1_000n }).answer);
        left -= part;
      }
      if (!alone) expect(allowed, `round ${round}`).to.equal(false);
    }
  });

  it("behavior: a reduction is never refused, however far above the limits it stays", () => {
    const random = seeded(0x92);
    for (let round = 0; round < ROUNDS; round += 1) {
      const { book, people } = someBook(random);
      const token = tokenOf(random.int(6));
      const sender = random.pick(people);
      const holding = book.holding(token, sender);
      if (holding === 0n) continue;
      const amount = BigInt(random.int(Number(holding)) + 1);
      const { findings } = judgePosition(book.facts, book.moveOf(asked({ token, sender, receiver: 0n, amount })));
      // Giving up one side may leave more of the other: that is the only increase in it.
      const { side } = book.products.get(token)!;
      expect(
        findings.filter((one) => one.side === side),
        `round ${round}`,
      ).to.deep.equal([]);
    }
  });

  it("behavior: nobody is refused whose measured position does not grow, and who grows within the limits is not", () => {
    const random = seeded(0x93);
    for (let round = 0; round < ROUNDS; round += 1) {
      const { book, people } = someBook(random);
      const token = tokenOf(random.int(6));
      const sender = random.oneIn(3) ? 0n : random.pick(people);
      const receiver = random.pick(people.filter((one) => one !== sender));
      const most = sender === 0n ? 30n : book.holding(token, sender);
      const move = book.moveOf(asked({ token, sender, receiver, amount: BigInt(random.int(Number(most) + 1)) }));
      for (const { measured, limit, own, attributed } of judgePosition(book.facts, move).findings) {
        expect(measured > limit, `round ${round}`).to.equal(true);
        expect(measured <= own + attributed, `round ${round}`).to.equal(true);
      }
      expect(judgePosition(book.facts, { ...move, amount: 0n }).findings).to.deep.equal([]);
      expect(judgePosition(book.facts, { ...move, judged: false }).answer.allowed).to.equal(true);
    }
  });

  it("behavior: more units never turn a refusal into an allowance on the side that grows", () => {
    const random = seeded(0x94);
    for (let round = 0; round < ROUNDS; round += 1) {
      const { book, people } = someBook(random);
      const token = tokenOf(random.int(6));
      const receiver = random.pick(people);
      const refused = (amount: bigint) => {
        const { findings } = judgePosition(book.facts, book.moveOf(asked({ token, receiver, amount })));
        return new Set(findings.map(({ subject, bucket, side }) => `${subject} ${bucket} ${side}`));
      };
      let before = new Set<string>();
      for (let amount = 1n; amount < 24n; amount += 1n) {
        const now = refused(amount);
        for (const one of before) expect(now.has(one), `round ${round}, ${amount} units: ${one}`).to.equal(true);
        before = now;
      }
    }
  });

  it("behavior: no rounding favours the party: a part of a lot counts as a whole, and what is measured is no less than exact", () => {
    const random = seeded(0x95);
    for (let round = 0; round < ROUNDS; round += 1) {
      const [lot, ratio] = [BigInt(random.int(9) + 1), BigInt(random.int(3_000_000) + 1)];
      const book = bookOf(0n, [product({ month: 0, lot, ratio })]);
      const amount = BigInt(random.int(100) + 1);
      const { measured } = judgePosition(book.facts, asked({ amount })).answer;
      expect(measured * lot >= amount * ratio && measured * lot < amount * ratio + lot * ratio).to.equal(true);
    }
  });

  it("behavior: within one group nobody's total changes, and attributed units are counted once", () => {
    const book = bookOf(10n, [product()]);
    for (const entity of [2n, 3n]) book.closures.set(entity, [1n]);
    const move = { token: tokenOf(0), judged: true, sender: 0n, receiver: 2n, amount: 10n, time: 1_000n };
    expect(book.move(move).answer.allowed).to.equal(true);
    for (const [sender, receiver] of [
      [2n, 3n],
      [3n, 1n],
      [1n, 2n],
    ] as const)
      expect(book.move({ ...move, sender, receiver }).answer.allowed).to.equal(true);
    expect(book.move({ ...move, receiver: 3n, amount: 1n }).answer).to.deep.include({ allowed: false, subject: 1n });
    expect(book.move({ ...move, receiver: 4n, amount: 10n }).answer.allowed).to.equal(true);
  });

  it("behavior: a closure that has changed is attributed when its investor next moves, and refuses nobody for it", () => {
    const book = bookOf(10n, [product()]);
    const move = { token: tokenOf(0), judged: true, sender: 0n, receiver: 2n, amount: 10n, time: 1_000n };
    book.move(move);
    book.move({ ...move, receiver: 1n });
    book.closures.set(2n, [1n]);
    expect(book.page(2n, 1)?.attributedTo).to.deep.equal([]);
    expect(book.move({ ...move, amount: 0n }).answer.allowed).to.equal(true);
    expect(book.page(2n, 1)?.attributedTo).to.deep.equal([1n]);
    const { answer } = book.move({ ...move, amount: 1n });
    expect(answer).to.deep.equal({ allowed: false, subject: 2n, measured: 11n * CONTRACT, limit: 10n * CONTRACT });
    expect(book.move({ ...move, sender: 2n, receiver: 0n, amount: 1n }).answer.allowed).to.equal(true);
    const again = book.move({ ...move, amount: 1n });
    expect(again.answer).to.deep.include({ subject: 1n, measured: 20n * CONTRACT });
    expect(again.findings.map(({ own, attributed }) => [own, attributed])).to.deep.equal([
      [10n * CONTRACT, 10n * CONTRACT],
    ]);
  });

  it("behavior: units of the underlying itself count only where a policy says so, and a closed product nowhere", () => {
    const hex: Hex = hashOf("policy");
    for (const countsSpot of [false, true]) {
      const book = bookOf(10n, [product({ spot: true }), product({ closed: true })]);
      const kept = book.underlyings.get(1)!;
      kept.terms = { ...kept.terms, countsSpot, binding: "policy", provision: hex };
      expect(judgePosition(book.facts, asked({ amount: 11n })).answer.allowed).to.equal(!countsSpot);
      expect(judgePosition(book.facts, asked({ token: tokenOf(1), amount: 11n })).answer.allowed).to.equal(true);
    }
  });
});
