import { expect } from "chai";
import { seeded } from "../../differential/random.js";
import {
  DECEMBER,
  drivenBook,
  EVIDENCE,
  GRAPH,
  MARCH,
  NO_LIMIT,
  someMonth,
  someProduct,
  someTerms,
} from "../../fixtures/positions.js";
import { type LedgerFinding, PositionLedger } from "./ledger.js";

/** How many operations: a short form in each run, 100,000 in the nightly one. */
const OPERATIONS = Number(process.env["POSITION_OPERATIONS"] ?? 360);
const SEED = Number(process.env["POSITION_SEED"] ?? 11);
const BATCH = 30;
const PEOPLE = 9;
const PEOPLE_LAST = BigInt(PEOPLE);

const HALF = 500_000;
/** Seven of one underlying, so that they fill two pages, and three of another one. Lots and ratios that leave something over. */
const PRODUCTS = [
  someProduct({ lot: 3n }),
  someProduct({ short: true, ratio: HALF }),
  someProduct({ cash: true, lot: 10n, ratio: 333_334 }),
  someProduct({ month: MARCH, lot: 7n }),
  someProduct({ month: 0, ratio: 250_000 }),
  someProduct({ short: true, cash: true, lot: 2n }),
  someProduct({ month: MARCH, short: true, lot: 5n, ratio: 1_500_000 }),
  someProduct({ underlying: 2, lot: 4n }),
  someProduct({ underlying: 2, short: true }),
  someProduct({ underlying: 2, month: 0, spot: true, lot: 6n }),
] as const;

type Found = Omit<LedgerFinding, "bucket"> & { readonly bucket: bigint };
type Outcome = {
  readonly answer: {
    readonly allowed: boolean;
    readonly subject: bigint;
    readonly measured: bigint;
    readonly limit: bigint;
  };
  readonly findings: readonly Found[];
};

describe("PositionBook, against an exact book", () => {
  it(`agrees with it after each of ${OPERATIONS} operations of seed ${SEED}`, async () => {
    const { networkHelpers, book, driver, tokens } = await drivenBook(PRODUCTS.length);
    const random = seeded(SEED);
    const people = Array.from({ length: PEOPLE }, (_, index) => BigInt(index + 1));
    const ledger = new PositionLedger(people);
    const seen = new Map<string, number>();
    let now = BigInt(await networkHelpers.time.latest());

    // Closures that are older than whatever they are of.
    const older = people
      .slice(0, 3)
      .map((investor) => ({ investor, aggregators: [PEOPLE_LAST], asOf: 1n, graph: GRAPH }));
    await book.stateAggregators(older);
    for (const { investor, aggregators } of older) ledger.closures.set(investor, [[], aggregators]);
    for (const underlying of [1, 2]) {
      await book.openUnderlying(EVIDENCE, setUnderlying(underlying));
      for (const month of [DECEMBER, MARCH]) await book.setMonthLimits(underlying, month, setMonth(underlying, month));
    }
    for (const [index, product] of PRODUCTS.entries()) {
      await book.openProduct(tokens[index] ?? "", product);
      ledger.open(product);
    }

    for (let done = 0; done < OPERATIONS; done += BATCH) {
      await change();
      now = BigInt(await networkHelpers.time.latest()) + BigInt(random.int(2_000) + 1);
      await networkHelpers.time.setNextBlockTimestamp(now);
      const expected: (readonly LedgerFinding[] | undefined)[] = [];
      const drawn = Array.from({ length: BATCH }, () => {
        const one = draw();
        if (one.kind < 2) expected.push(ledger.move({ ...one, judged: one.kind === 0 }, now));
        else {
          if (one.kind === 2) ledger.hold(one.token, one.sender, one.amount);
          else ledger.sync(one.token, one.sender);
          expected.push(undefined);
        }
        return one;
      });
      const receipt = await (await driver.run(book, drawn, true, { gasLimit: 16_700_000n })).wait();
      const log = receipt?.logs
        .flatMap((one) => driver.interface.parseLog(one) ?? [])
        .find(({ name }) => name === "Done");
      const found = (log?.args as unknown as { readonly outcomes: readonly Outcome[] }).outcomes;
      for (const [index, wanted] of expected.entries()) {
        const place = `operation ${done + index}: ${print(drawn[index])}`;
        const { answer, findings } = found[index] as Outcome;
        if (wanted === undefined) continue;
        expect(findings.map(asFinding).sort(byPlace), place).to.deep.equal([...wanted].sort(byPlace));
        expect(answer.allowed, place).to.equal(wanted.length === 0);
        const [first] = findings.map(asFinding);
        if (first !== undefined) {
          expect([answer.subject, answer.measured, answer.limit], place).to.deep.equal([
            first.subject,
            first.measured,
            first.limit,
          ]);
        }
        for (const { bucket, ordered, exempted, attributed } of wanted) {
          for (const what of [
            `bucket ${bucket}`,
            ...(ordered ? ["ordered"] : []),
            ...(exempted > 0n ? ["exempted"] : []),
          ])
            seen.set(what, (seen.get(what) ?? 0) + 1);
          if (attributed > 0n) seen.set("attributed", (seen.get("attributed") ?? 0) + 1);
        }
        seen.set(String(answer.allowed), (seen.get(String(answer.allowed)) ?? 0) + 1);
      }
    }
    if (process.env["POSITION_SHOW"] !== undefined) console.log(seen);
    for (const what of ["true", "false", "bucket 0", "bucket 1", "bucket 2", "attributed"])
      expect(seen.get(what) ?? 0, what).to.be.greaterThan(0);
    if (OPERATIONS < 20_000) return;
    for (const what of ["ordered", "exempted"]) expect(seen.get(what) ?? 0, what).to.be.greaterThan(0);

    function draw() {
      const kind = random.int(20) === 0 ? 1 : random.int(25) === 0 ? 2 : random.int(25) === 0 ? 3 : 0;
      const token = random.int(PRODUCTS.length);
      const sender = kind < 2 && random.int(3) === 0 ? 0n : random.pick(people);
      const others = people.filter((one) => one !== sender);
      const receiver = sender !== 0n && random.int(5) === 0 ? 0n : random.pick(others);
      const holding = sender === 0n ? 60n : ledger.holding(token, sender);
      const amount =
        kind === 2 ? BigInt(random.int(60)) : holding === 0n ? 0n : BigInt(random.int(Number(holding) + 1));
      return { kind, token, sender, receiver, amount };
    }

    function setUnderlying(underlying: number) {
      const terms = someTerms({
        allMonths: random.int(6) === 0 ? NO_LIMIT : 20 + random.int(60),
        sameSide: underlying === 2,
        countsSpot: random.int(2) === 0,
      });
      ledger.underlyings.set(underlying, terms);
      return terms;
    }

    function setMonth(underlying: number, month: number) {
      const from = now + BigInt(random.int(40_000));
      const steps = [0, 1, 2].slice(0, random.int(4)).map((step) => ({
        from: from + BigInt(step) * 20_000n + 1n,
        limit: 40 - 10 * step + random.int(5),
      }));
      const limits = someMonth({
        single: random.int(4) === 0 ? NO_LIMIT : 15 + random.int(50),
        ...{ steps, apart: random.int(2) === 0 },
      });
      ledger.months.set(`${underlying}/${month}`, limits);
      return limits;
    }

    async function change(): Promise<void> {
      const which = random.int(7);
      const underlying = random.int(2) + 1;
      const investor = random.pick(people);
      const key = `${underlying}/${investor}`;
      const time = now + BigInt(random.int(60_000));
      if (which === 0) await book.setUnderlying(underlying, setUnderlying(underlying));
      else if (which === 1) {
        const month = random.pick([DECEMBER, MARCH]);
        await book.setMonthLimits(underlying, month, setMonth(underlying, month));
      } else if (which === 2) {
        const token = random.int(PRODUCTS.length);
        const product = ledger.products[token];
        if (product === undefined) return;
        const ratio = product.ratio + random.int(100_000);
        await book.setRatio(tokens[token] ?? "", ratio);
        ledger.products[token] = { ...product, ratio };
      } else if (which === 3) {
        const short = random.int(2) === 0;
        const contracts = random.int(30);
        await book.exempt(underlying, investor, short, contracts, time, EVIDENCE);
        const standing = ledger.standings.get(key) ?? {};
        const exemption = { contracts: BigInt(contracts), until: time };
        ledger.standings.set(key, { ...standing, [short ? "short" : "long"]: exemption });
      } else if (which === 4) {
        const lifted = random.int(2) === 0;
        const cap = lifted ? NO_LIMIT : random.int(40);
        await book.orderHalt(underlying, investor, cap, time, EVIDENCE);
        const { order: _, ...rest } = ledger.standings.get(key) ?? {};
        ledger.standings.set(key, lifted ? rest : { ...rest, order: { cap: BigInt(cap), from: time } });
      } else {
        const others = people.filter((one) => one !== investor && random.int(4) === 0).slice(0, 4);
        const asOf = BigInt(await networkHelpers.time.latest());
        await book.stateAggregators([{ investor, aggregators: others, asOf, graph: GRAPH }]);
        ledger.closures.set(investor, [...(ledger.closures.get(investor) ?? [[]]), others]);
      }
    }
  });
});

function asFinding(one: Found): LedgerFinding {
  const { subject, bucket, short, ordered, own, attributed, measured, limit, exempted } = one;
  return { ...{ subject, bucket: Number(bucket), short, ordered, own, attributed, measured, limit, exempted } };
}

function byPlace(a: LedgerFinding, b: LedgerFinding): number {
  const key = ({ subject, bucket, short }: LedgerFinding) => Number(subject) * 10 + bucket * 2 + (short ? 1 : 0);
  return key(a) - key(b);
}

function print(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? one.toString() : one));
}
