import { type SomeReport } from "../../fixtures/leverage.js";

// An exact ledger of what venues report, from what the documentation says: it keeps the last word of each venue, and adds everything up anew.

const DAY = 86_400n;
const BASIS_POINTS = 10_000n;

export type LedgerRow = {
  readonly initial: bigint;
  readonly maintenance: bigint;
  readonly cure: bigint;
  readonly leverageCap: bigint;
  readonly absoluteCap: bigint;
  readonly banned: boolean;
  readonly longOnly: boolean;
};
export type LedgerVenue = {
  readonly table: number;
  portable: boolean;
  readonly bands: boolean;
  readonly mostAge: bigint;
  state: "open" | "closeOnly" | "suspended";
};
type Account = {
  sequence: bigint;
  equity: bigint;
  portable: boolean;
  initial: bigint;
  legs: readonly { readonly class: number; readonly quantity: bigint; readonly notional: bigint }[];
  /** From when the report is overdue, unix seconds; null: nothing is exposed; 0: the venue says that its cap is passed. */
  expires: bigint | null;
  called: boolean;
};
export type SomeBand = Omit<SomeReport, "collateral" | "debt" | "drawn" | "legs"> & {
  readonly expiry: bigint;
  readonly headroom: bigint;
  readonly withinCap: boolean;
  readonly increased: boolean;
};
export type Outcome = {
  readonly reason: string | null;
  readonly all: readonly [equity: bigint, notional: bigint, initial: bigint, overdue: bigint];
  readonly called: boolean;
};

const up = (value: bigint, bps: bigint): bigint => (value * bps + BASIS_POINTS - 1n) / BASIS_POINTS;
const sum = (values: readonly bigint[]): bigint => values.reduce((all, one) => all + one, 0n);
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

export class Ledger {
  readonly venues = new Map<bigint, LedgerVenue>();
  /** By table and class. */
  readonly rows = new Map<string, LedgerRow>();
  policy = { initialMargin: false, leverageCap: false, absoluteCap: false };
  readonly #accounts = new Map<string, Account>();

  open(investor: bigint, venue: bigint): void {
    this.#accounts.set(`${investor}/${venue}`, {
      ...{ sequence: 0n, equity: 0n, portable: false, initial: 0n, legs: [], expires: null, called: false },
    });
  }

  report(investor: bigint, said: SomeReport, now: bigint): Outcome {
    return this.#take(investor, said, now, (venue, account) => {
      const rows = said.legs.map(({ class: classId }) => this.rows.get(`${venue.table}/${classId}`));
      const level = (name: "initial" | "maintenance" | "cure") =>
        sum(said.legs.map(({ notional }, i) => up(notional, rows[i]?.[name] ?? BASIS_POINTS)));
      const grown = said.legs.filter(({ class: classId, quantity }) => {
        const before = account.legs.find((leg) => leg.class === classId)?.quantity ?? 0n;
        return magnitude(quantity) > magnitude(before) || quantity * before < 0n;
      });
      const judged = said.drawn > 0n ? said.legs : grown;
      const equity = said.collateral - said.debt;
      const exposed = said.legs.length > 0 || said.debt > 0n || (venue.portable && said.collateral > 0n);
      const next: Account = {
        ...{ sequence: said.sequence, equity, portable: venue.portable, initial: level("initial"), legs: said.legs },
        expires: exposed ? said.asOf + venue.mostAge * DAY : null,
        called: equity < level("maintenance") || (account.called && equity < level("cure")),
      };
      const increase = grown.length > 0 || said.drawn > 0n;
      const ofJudged = judged.map(({ class: classId, quantity }) => {
        return { quantity, row: this.rows.get(`${venue.table}/${classId}`) };
      });
      return { next, increase, ofJudged };
    });
  }

  band(investor: bigint, said: SomeBand, now: bigint): Outcome {
    return this.#take(investor, said, now, (venue, account) => {
      if (said.expiry <= said.asOf || said.expiry > said.asOf + venue.mostAge * DAY) return "BandExpiryInvalid";
      const expires = said.withinCap ? said.expiry : 0n;
      const next = { ...account, sequence: said.sequence, equity: 0n, initial: 0n, legs: [], expires };
      return { next: { ...next, called: false }, increase: said.increased, ofJudged: [] };
    });
  }

  #take(
    investor: bigint,
    said: Pick<SomeReport, "venue" | "sequence" | "asOf">,
    now: bigint,
    weigh: (
      venue: LedgerVenue,
      account: Account,
    ) =>
      | string
      | {
          readonly next: Account;
          readonly increase: boolean;
          readonly ofJudged: readonly { readonly quantity: bigint; readonly row: LedgerRow | undefined }[];
        },
  ): Outcome {
    const venue = this.venues.get(said.venue);
    const key = `${investor}/${said.venue}`;
    const account = this.#accounts.get(key);
    if (venue === undefined || account === undefined) throw new RangeError(`no account ${key}`);
    const refused = (reason: string): Outcome => ({ reason, all: this.all(investor, now), called: account.called });
    if (venue.state === "suspended") return refused("VenueSilenced");
    const weighed = weigh(venue, account);
    if (typeof weighed === "string") return refused(weighed);
    if (said.sequence <= account.sequence) return refused("ReportReplayed");
    if (said.asOf > now) return refused("ReportFromFuture");
    if (said.asOf + venue.mostAge * DAY <= now) return refused("ReportTooOld");
    this.#accounts.set(key, weighed.next);
    const reason = weighed.increase ? this.#judge(investor, venue, weighed.next, weighed.ofJudged, now) : null;
    if (reason !== null) {
      this.#accounts.set(key, account);
      return refused(reason);
    }
    return { reason, all: this.all(investor, now), called: weighed.next.called };
  }

  #judge(
    investor: bigint,
    venue: LedgerVenue,
    account: Account,
    judged: readonly { readonly quantity: bigint; readonly row: LedgerRow | undefined }[],
    now: bigint,
  ): string | null {
    if (venue.state !== "open") return "VenueNotOpen";
    for (const { quantity, row } of judged) {
      if (row === undefined) return "ClassNotListed";
      if (row.banned) return "ClassBanned";
      if (row.longOnly && quantity < 0n) return "ShortBarred";
    }
    if (account.equity < account.initial) return "InitialMarginShort";
    const { initialMargin, leverageCap, absoluteCap } = this.policy;
    if (!initialMargin && !leverageCap && !absoluteCap) return null;
    const [equity, notional, initial, overdue] = this.all(investor, now);
    if (overdue > 0n) return "EvidenceOverdue";
    if (initialMargin && equity < initial) return "GlobalMarginShort";
    const least = (caps: readonly (bigint | undefined)[]) =>
      caps.reduce<bigint>((cap, one = 0n) => (one !== 0n && (cap === 0n || one < cap) ? one : cap), 0n);
    const times = least(judged.map(({ row }) => row?.leverageCap));
    const whole = equity > 0n ? equity : 0n;
    if (leverageCap && times !== 0n && notional * BASIS_POINTS > times * whole) return "LeverageAboveCap";
    const most = least(judged.map(({ row }) => row?.absoluteCap));
    if (absoluteCap && most !== 0n && notional > most) return "NotionalAboveCap";
    return null;
  }

  /** Everything of an investor, added up anew. */
  all(investor: bigint, now: bigint): Outcome["all"] {
    const accounts = [...this.#accounts]
      .filter(([key]) => key.startsWith(`${investor}/`))
      .map(([, account]) => account);
    const counted = accounts.map(({ equity, portable, initial }) => (portable || equity < initial ? equity : initial));
    const overdue = accounts.filter(({ expires }) => expires !== null && expires / DAY <= now / DAY);
    const notional = accounts.flatMap(({ legs }) => legs.map((leg) => leg.notional));
    return [sum(counted), sum(notional), sum(accounts.map(({ initial }) => initial)), BigInt(overdue.length)];
  }
}
