import { expect } from "chai";
import type { Hex } from "viem";
import type { MonthLimits, UnderlyingTerms } from "../../../sdk/positions/index.js";
import { monthArgument, underlyingArgument } from "../../../sdk/positions/terms.js";
import { POSITIONS } from "../../../sdk/kinds/index.js";
import { seeded } from "../../differential/random.js";
import { hashOf } from "../../fixtures/leverage.js";
import { DECEMBER, drivenBook, GRAPH, MARCH, NO_LIMIT, someProduct } from "../../fixtures/positions.js";
import { asRaw, TwinBook } from "../../fixtures/positionTwin.js";

/** A short form in each run; the nightly one says how many. */
const OPERATIONS = Number(process.env["POSITION_OPERATIONS"] ?? 90);
const SEED = Number(process.env["POSITION_SEED"] ?? 5);
const BATCH = 30;
const MOST_LOTS = BigInt(POSITIONS.mostLots);

/** Of two underlyings; seven of one fill two pages. Lots and ratios that leave something over. */
const PRODUCTS = [
  someProduct({ lot: 3n }),
  someProduct({ short: true, ratio: 500_000 }),
  someProduct({ cash: true, lot: 10n, ratio: 333_334 }),
  someProduct({ month: MARCH, lot: 7n }),
  someProduct({ month: 0, ratio: 250_000 }),
  someProduct({ short: true, cash: true, lot: 2n }),
  someProduct({ month: MARCH, short: true, lot: 5n, ratio: 1_500_000 }),
  someProduct({ underlying: 2, lot: 4n }),
  someProduct({ underlying: 2, short: true }),
  someProduct({ underlying: 2, month: 0, spot: true, lot: 6n }),
] as const;
const SLOTS = 5;

type Outcome = {
  readonly answer: {
    readonly allowed: boolean;
    readonly subject: bigint;
    readonly measured: bigint;
    readonly limit: bigint;
  };
  readonly findings: readonly Readonly<Record<string, unknown>>[];
};

describe("judgePosition and the position book", () => {
  it(`behavior: of ${OPERATIONS} random operations of seed ${SEED} the book says what the twin says, finding by finding`, async () => {
    const { networkHelpers, book, driver, tokens } = await drivenBook(PRODUCTS.length);
    const random = seeded(SEED);
    const people = Array.from({ length: 8 }, (_, index) => BigInt(index + 1));
    const twin = new TwinBook();
    const seen = new Set<string>();
    let now = BigInt(await networkHelpers.time.latest());
    const limitOrNone = (below: number): bigint | null => (random.oneIn(5) ? null : BigInt(10 + random.int(below)));

    const setUnderlying = (underlying: number): UnderlyingTerms => {
      const terms: UnderlyingTerms = {
        ...{ allMonths: limitOrNone(60), accountability: null, monthAccountability: null },
        ...{ sameSide: underlying === 2, countsSpot: random.oneIn(2) },
        ...{ binding: random.oneIn(2) ? "law" : "policy", provision: hashOf(`terms ${random.int(9)}`) },
      };
      const { months, standings } = twin.underlyings.get(underlying) ?? { months: new Map(), standings: new Map() };
      twin.underlyings.set(underlying, { terms, months, standings });
      return terms;
    };
    const setMonth = (underlying: number, month: number): MonthLimits => {
      const from = now + BigInt(random.int(3_000)) - 1_500n;
      const limits: MonthLimits = {
        ...{ single: limitOrNone(50), apart: random.oneIn(2), binding: "law", spotBinding: "policy" },
        ...{ provision: hashOf("single"), spotProvision: hashOf("spot") },
        steps: [0, 1, 2].slice(0, random.int(4)).map((step) => ({
          from: from + BigInt(step) * 2_000n + 1n,
          limit: random.oneIn(9) ? null : BigInt(40 - 10 * step + random.int(5)),
        })),
      };
      twin.underlyings.get(underlying)?.months.set(month, limits);
      return limits;
    };

    for (const underlying of [1, 2]) {
      await book.openUnderlying(hashOf("name"), underlyingArgument(setUnderlying(underlying)));
      for (const month of [DECEMBER, MARCH]) await setLimits(underlying, month);
    }
    for (const [index, { underlying, month, lot, ratio, ...one }] of PRODUCTS.entries()) {
      const token = tokens[index]!;
      await book.openProduct(token, PRODUCTS[index]!);
      const page = underlying === 2 ? 9 : Math.floor(index / SLOTS);
      const words = { side: one.short ? "short" : "long", settlement: one.cash ? "cash" : "physical" } as const;
      twin.products.set(token, {
        ...{ underlying, page, month, lot, ratio: BigInt(ratio), spot: one.spot, closed: false },
        ...words,
      });
    }

    for (let done = 0; done < OPERATIONS; done += BATCH) {
      await change();
      now = BigInt(await networkHelpers.time.latest()) + BigInt(random.int(2_000) + 1);
      await networkHelpers.time.setNextBlockTimestamp(now);
      const expected: (ReturnType<TwinBook["move"]> | undefined)[] = [];
      const drawn = Array.from({ length: BATCH }, () => {
        const one = draw();
        const { kind, sender, receiver, amount } = one;
        const token = tokens[one.token]!;
        if (kind === 2) twin.hold(token, sender, amount);
        if (kind === 3) twin.sync(token, sender);
        const moves = kind < 2;
        expected.push(
          moves ? twin.move({ token, judged: kind === 0, sender, receiver, amount, time: now }) : undefined,
        );
        return one;
      });
      const receipt = await (await driver.run(book, drawn, true, { gasLimit: 16_700_000n })).wait();
      const log = receipt?.logs
        .flatMap((one) => driver.interface.parseLog(one) ?? [])
        .find(({ name }) => name === "Done");
      const { outcomes } = log?.args as unknown as { readonly outcomes: readonly Outcome[] };
      for (const [index, wanted] of expected.entries()) {
        if (wanted === undefined) continue;
        const { answer, findings } = outcomes[index]!;
        const place = `operation ${done + index}`;
        const { allowed, subject, measured, limit } = answer;
        expect({ allowed, subject, measured, limit }, place).to.deep.equal(wanted.answer);
        expect(findings.map(plain), place).to.deep.equal(wanted.findings.map(asRaw));
        seen.add(String(allowed));
        for (const { bucket, ordered, exempted, attributed, side } of wanted.findings)
          for (const what of [
            bucket,
            side,
            ordered && "ordered",
            exempted > 0n && "exempted",
            attributed > 0n && "attributed",
          ])
            if (what !== false) seen.add(what);
      }
    }
    for (const [index, token] of tokens.entries())
      for (const investor of people) {
        const page = twin.page(investor, twin.products.get(token)!.page);
        const [own] = await book.lotsOf(token, investor);
        expect(String(own), `lots of ${index} and ${investor}`).to.equal(String(page?.lots.get(token) ?? 0n));
      }
    expect([...seen]).to.include.members(["true", "false"]);
    if (OPERATIONS >= 20_000)
      expect([...seen]).to.include.members([
        "spotMonth",
        "singleMonth",
        "allMonths",
        "attributed",
        "ordered",
        "exempted",
      ]);

    function draw() {
      const kind = random.oneIn(20) ? 1 : random.oneIn(25) ? 2 : random.oneIn(25) ? 3 : 0;
      const token = random.int(PRODUCTS.length);
      const sender = kind < 2 && random.oneIn(3) ? 0n : random.pick(people);
      const receiver = sender !== 0n && random.oneIn(5) ? 0n : random.pick(people.filter((one) => one !== sender));
      const holding = sender === 0n ? 60n : twin.holding(tokens[token]!, sender);
      const amount = kind === 2 ? BigInt(random.int(60)) : BigInt(random.int(Number(holding) + 1));
      return { kind, token, sender, receiver, amount };
    }

    async function setLimits(underlying: number, month: number): Promise<void> {
      const { steps, ...limits } = monthArgument(setMonth(underlying, month));
      await book.setMonthLimits(underlying, month, { ...limits, steps: [...steps] });
    }

    async function change(): Promise<void> {
      const which = random.int(8);
      const underlying = random.int(2) + 1;
      const investor = random.pick(people);
      const standings = twin.underlyings.get(underlying)!.standings;
      const standing = standings.get(investor) ?? { long: null, short: null, order: null };
      const time = now + BigInt(random.int(9_000)) + 1n;
      const token = random.pick(tokens);
      const product = twin.products.get(token)!;
      if (which === 0) await book.setUnderlying(underlying, underlyingArgument(setUnderlying(underlying)));
      else if (which === 1) await setLimits(underlying, random.pick([DECEMBER, MARCH]));
      else if (which === 2) {
        const ratio = Number(product.ratio) + random.int(100_000);
        await book.setRatio(token, ratio);
        twin.products.set(token, { ...product, ratio: BigInt(ratio) });
      } else if (which === 3) {
        const side = random.pick(["long", "short"] as const);
        const contracts = BigInt(random.int(30));
        await book.exempt(underlying, investor, side === "short", contracts, time, hashOf("hedge"));
        standings.set(investor, { ...standing, [side]: { contracts, until: time } });
      } else if (which === 4) {
        const cap = random.oneIn(2) ? null : BigInt(random.int(40));
        const instrument = hashOf(`order ${random.int(9)}`) as Hex;
        await book.orderHalt(underlying, investor, cap ?? NO_LIMIT, time, instrument);
        standings.set(investor, { ...standing, order: cap === null ? null : { cap, from: time, instrument } });
      } else {
        const others = people.filter((one) => one !== investor && random.oneIn(4)).slice(0, 4);
        const asOf = BigInt(await networkHelpers.time.latest());
        await book.stateAggregators([{ investor, aggregators: others, asOf, graph: GRAPH }]);
        twin.closures.set(investor, others);
      }
    }
  });

  it("behavior: a product that the book does not know, and more lots than it counts", async () => {
    const { book, tokens, driver } = await drivenBook(2);
    const [token, other] = tokens as [`0x${string}`, `0x${string}`];
    await book.openUnderlying(
      hashOf("name"),
      underlyingArgument({
        ...{ allMonths: null, accountability: null, monthAccountability: null, sameSide: false, countsSpot: false },
        ...{ binding: "policy", provision: hashOf("none") },
      }),
    );
    await book.openProduct(token, someProduct({ month: 0 }));
    const twin = new TwinBook();
    twin.products.set(token, {
      ...{ underlying: 1, page: 1, month: 0, side: "long", settlement: "physical", spot: false, closed: false },
      ...{ lot: 1n, ratio: 1_000_000n },
    });
    const of = (some: object) =>
      twin.moveOf({ ...{ token, judged: true, sender: 0n, receiver: 1n, amount: MOST_LOTS, time: 1n }, ...some });
    for (const judged of [true, false]) {
      const { allowed, subject, measured, limit } = await book.weigh(of({ token: other, judged }));
      expect({ allowed, subject, measured, limit }).to.deep.equal(twin.move(of({ token: other, judged })).answer);
    }
    expect((await book.weigh(of({}))).allowed)
      .to.equal(twin.move(of({})).answer.allowed)
      .and.to.equal(true);
    await expect(book.weigh(of({ amount: 1n }))).to.be.revertedWithCustomError(book, "LotsAboveCapacity");
    expect(twin.move(of({ amount: 1n })).answer.allowed).to.equal(false);
    expect((await book.weigh(of({ amount: 1n, judged: false }))).allowed).to.equal(true);
    expect(twin.move(of({ amount: 1n, judged: false })).answer.allowed).to.equal(true);
    expect(await driver.getAddress()).to.match(/^0x/);
  });
});

/** What ethers decodes has its names behind a proxy. In the order of `asRaw`. */
const plain = (finding: Readonly<Record<string, unknown>>) => {
  const { subject, underlying, month, bucket, short, ordered, binding } = finding;
  const { own, attributed, measured, limit, exempted, provision } = finding;
  return {
    ...{ subject, underlying: Number(underlying), month: Number(month), bucket: Number(bucket), short, ordered },
    ...{ binding: Number(binding), own, attributed, measured, limit, exempted, provision },
  };
};
