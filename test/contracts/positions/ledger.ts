import { CONTRACT, NO_LIMIT, type SomeMonth, type SomeProduct, type SomeTerms } from "../../fixtures/positions.js";

// An exact book of positions, from what the documentation says: it keeps holdings, and what was counted under which closure, and adds everything up anew.

const NONE = 2n ** 256n - 1n;
const SLOTS = 5;
const SIDES = ["long", "short"] as const;
const BUCKETS = ["spotMonth", "singleMonth", "allMonths"] as const;
type Side = (typeof SIDES)[number];
type Bucket = (typeof BUCKETS)[number];

export type LedgerProduct = SomeProduct & { readonly page: string; closed: boolean };
type Standing = {
  readonly long?: { readonly contracts: bigint; readonly until: bigint };
  readonly short?: { readonly contracts: bigint; readonly until: bigint };
  readonly order?: { readonly cap: bigint; readonly from: bigint };
};
/** As `PositionFinding`, without what is behind the limit. */
export type LedgerFinding = {
  readonly subject: bigint;
  readonly bucket: number;
  readonly short: boolean;
  readonly ordered: boolean;
  readonly own: bigint;
  readonly attributed: bigint;
  readonly measured: bigint;
  readonly limit: bigint;
  readonly exempted: bigint;
};
export type LedgerMove = {
  readonly token: number;
  readonly judged: boolean;
  readonly sender: bigint;
  readonly receiver: bigint;
  readonly amount: bigint;
};

const limitOf = (contracts: number | bigint): bigint =>
  BigInt(contracts) === BigInt(NO_LIMIT) ? NONE : BigInt(contracts) * CONTRACT;
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

export class PositionLedger {
  readonly underlyings = new Map<number, SomeTerms>();
  /** By underlying and month. */
  readonly months = new Map<string, SomeMonth>();
  readonly products: LedgerProduct[] = [];
  readonly standings = new Map<string, Standing>();
  /** Of each investor, by epoch; epoch 0 names nobody. */
  readonly closures = new Map<bigint, readonly (readonly bigint[])[]>();
  readonly #people: readonly bigint[];
  /** Units, by token and investor. */
  #holdings = new Map<string, bigint>();
  /** Lots that are counted. */
  #counted = new Map<string, bigint>();
  /** By page and investor: the closure under which what it holds is attributed. */
  #epochs = new Map<string, number>();
  readonly #pages = new Map<number, number>();

  constructor(people: readonly bigint[]) {
    this.#people = people;
  }

  /** Five products of an underlying make a page. */
  open(product: SomeProduct): void {
    const before = this.#pages.get(product.underlying) ?? 0;
    this.#pages.set(product.underlying, before + 1);
    this.products.push({
      ...product,
      ...{ page: `${product.underlying}/${Math.floor(before / SLOTS)}`, closed: false },
    });
  }

  holding(token: number, investor: bigint): bigint {
    return this.#holdings.get(`${token}/${investor}`) ?? 0n;
  }

  /** Units come or go, and nobody tells the book. */
  hold(token: number, investor: bigint, units: bigint): void {
    this.#holdings.set(`${token}/${investor}`, units);
  }

  /** What an investor holds of a product is counted anew, and attributed as its closure now has it. */
  sync(token: number, investor: bigint): void {
    const product = this.#product(token);
    this.#epochs.set(`${product.page}/${investor}`, (this.closures.get(investor)?.length ?? 1) - 1);
    this.#counted.set(`${token}/${investor}`, this.#lots(token, this.holding(token, investor)));
  }

  /** Everything against the movement; moves if there is nothing. */
  move({ token, judged, sender, receiver, amount }: LedgerMove, time: bigint): readonly LedgerFinding[] {
    const kept = [new Map(this.#holdings), new Map(this.#counted), new Map(this.#epochs)] as const;
    for (const party of [sender, receiver]) if (party !== 0n) this.sync(token, party);
    const before = this.#all(token, time);
    if (sender !== 0n) this.hold(token, sender, this.holding(token, sender) - amount);
    if (receiver !== 0n) this.hold(token, receiver, this.holding(token, receiver) + amount);
    for (const party of [sender, receiver]) if (party !== 0n) this.sync(token, party);
    const findings = judged
      ? this.#all(token, time).flatMap((one, index) => {
          const { measured, limit } = one;
          return measured > limit && measured > (before[index]?.measured ?? 0n) ? [one] : [];
        })
      : [];
    if (findings.length > 0) [this.#holdings, this.#counted, this.#epochs] = kept;
    return findings;
  }

  /** What every person has in every bucket that the product is in. */
  #all(token: number, time: bigint): readonly LedgerFinding[] {
    const { underlying, month, cash } = this.#product(token);
    const terms = this.underlyings.get(underlying);
    const limits = this.months.get(`${underlying}/${month}`);
    if (terms === undefined) return [];
    const counting = this.products.flatMap((product, index) =>
      product.underlying !== underlying || product.closed || (product.spot && !terms.countsSpot)
        ? []
        : [{ product, own: this.#ownOf(index), attributed: this.#attributedOf(index) }],
    );
    return this.#people.flatMap((subject) =>
      BUCKETS.flatMap((bucket, number) => {
        const base = this.#limit(bucket, terms, limits, time);
        const gross = (side: Side, whose: "own" | "attributed"): bigint =>
          counting.reduce((sum, { product, own, attributed }) => {
            if (product.short !== (side === "short")) return sum;
            if (bucket !== "allMonths" && product.month !== month) return sum;
            if (bucket === "spotMonth" && limits?.apart === true && product.cash !== cash) return sum;
            const lots = (whose === "own" ? own : attributed).get(subject) ?? 0n;
            return sum + lots * BigInt(product.ratio);
          }, 0n);
        return SIDES.map((side): LedgerFinding => {
          const [own, attributed] = [gross(side, "own"), gross(side, "attributed")];
          const other = side === "long" ? "short" : "long";
          const against = terms.sameSide ? 0n : gross(other, "own") + gross(other, "attributed");
          const all = own + attributed;
          const measured = all > against ? all - against : 0n;
          const standing = this.standings.get(`${underlying}/${subject}`) ?? {};
          const exemption = standing[side];
          const fresh = exemption !== undefined && time < exemption.until && base !== NONE;
          let exempted = fresh ? exemption.contracts * CONTRACT : 0n;
          let limit = base + exempted;
          const ordered =
            bucket === "allMonths" && standing.order !== undefined && standing.order.from <= time
              ? standing.order.cap * CONTRACT < limit
              : false;
          if (ordered) [limit, exempted] = [(standing.order?.cap ?? 0n) * CONTRACT, 0n];
          return {
            subject,
            bucket: number,
            short: side === "short",
            ordered,
            own,
            attributed,
            measured,
            limit,
            exempted,
          };
        });
      }),
    );
  }

  #limit(bucket: Bucket, terms: SomeTerms, limits: SomeMonth | undefined, time: bigint): bigint {
    if (bucket === "allMonths") return limitOf(terms.allMonths);
    if (limits === undefined) return NONE;
    if (bucket === "singleMonth") return limitOf(limits.single);
    const step = limits.steps.filter(({ from }) => from <= time).at(-1);
    return step === undefined ? NONE : limitOf(step.limit);
  }

  #ownOf(token: number): ReadonlyMap<bigint, bigint> {
    return new Map(this.#people.map((one) => [one, this.#counted.get(`${token}/${one}`) ?? 0n]));
  }

  /** Each one's own lots, to whomever its closure named when it was last counted. */
  #attributedOf(token: number): ReadonlyMap<bigint, bigint> {
    const { page } = this.#product(token);
    const attributed = new Map<bigint, bigint>();
    for (const [investor, lots] of this.#ownOf(token)) {
      const closure = this.closures.get(investor)?.[this.#epochs.get(`${page}/${investor}`) ?? 0] ?? [];
      for (const aggregator of closure) attributed.set(aggregator, (attributed.get(aggregator) ?? 0n) + lots);
    }
    return attributed;
  }

  #lots(token: number, units: bigint): bigint {
    const { lot } = this.#product(token);
    return least((units + lot - 1n) / lot, 2n ** 36n - 1n);
  }

  #product(token: number): LedgerProduct {
    const product = this.products[token];
    if (product === undefined) throw new Error(`no product ${token}`);
    return product;
  }
}
