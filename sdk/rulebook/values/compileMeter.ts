import type { Meter } from "../predicates.js";
import type { Evaluator } from "./compileExpression.js";
import { compilePredicate } from "./compilePredicate.js";
import { type Context, type FactSlot, type FactSlots, type Line, miss, type Value } from "./context.js";
import { addDecimals, type Decimal } from "./decimal.js";
import { firstDayOf, monthBefore } from "./periods.js";
import { FISCAL_YEAR_END } from "./wellKnown.js";

const ZERO: Decimal = { digits: 0n, scale: 0 };

/** Both days included; the first is undefined where the window has no beginning. */
type Window = { readonly first: string | undefined; readonly last: string };

function windowOf({ window }: Meter, facts: FactSlots): (context: Context) => Window | undefined {
  if ("previous" in window)
    return ({ on }) => {
      const { first, last } = monthBefore(on);
      return { first, last };
    };
  if ("last" in window) {
    return (context) => {
      const first = firstDayOf(context.on, window.last, context.calendars);
      if (first === undefined) return miss(context, `calendar ${window.last.calendar ?? "of business days"}`);
      return { first, last: context.on };
    };
  }
  if (window.at === "now") return ({ on }) => ({ first: undefined, last: on });
  const yearEnd = facts.get(FISCAL_YEAR_END);
  return (context) => {
    const last = yearEnd === undefined ? miss(context, FISCAL_YEAR_END) : context.fact(yearEnd);
    return last === undefined ? undefined : { first: undefined, last: last as string };
  };
}

type Key = { readonly slot: FactSlot | undefined; readonly id: string };

/** What a line says of a fact that keeps counters apart: by the fact's own id, by the same name of the line, or by who the line is about. */
function lineValue({ facts, party }: Line, { slot, id }: Key): Value | undefined {
  const name = slot?.name ?? id;
  const isParty = name === "id" && (slot?.bearer === "actor" || slot?.bearer === "counterparty");
  return facts.get(id) ?? facts.get(`entry.${name}`) ?? (isParty ? party : undefined);
}

const wantedValue = (context: Context, { slot, id }: Key): Value | undefined => {
  if (slot === undefined) return miss(context, id);
  if (slot.name === "id" && context.parties[slot.bearer] !== undefined) return context.parties[slot.bearer];
  return context.fact(slot);
};

const keyText = (value: Value) =>
  typeof value === "object"
    ? JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one))
    : String(value);

/** Counts or sums lines of a ledger. Unknown while the ledger, its window or a fact of one of its lines is. */
export function compileMeter(meter: Meter, facts: FactSlots): Evaluator {
  const { take, base, basis, attribution, withThis } = meter;
  const book = `${base}/${basis}`;
  const where = compilePredicate(meter.where, facts);
  const window = windowOf(meter, facts);
  const keys: readonly Key[] = meter.per.map((id) => ({ id, slot: facts.get(id) }));
  const countsParties = take === "count" && (base === "holders" || base === "purchasers");

  return (context) => {
    const found = context.books.get(book);
    if (found === undefined) return miss(context, `ledger ${book}`);
    const span = window(context);
    if (span === undefined) return undefined;
    const { completeSince } = found;
    if (completeSince !== undefined && (span.first === undefined || span.first < completeSince))
      return miss(context, `ledger ${book} from ${span.first ?? "its beginning"}`, "outOfDate");
    if (withThis && found.adds === undefined) return miss(context, `ledger ${book}: what the activity adds`);
    const groups = attribution === undefined ? undefined : context.groups(attribution);
    if (attribution !== undefined && groups === undefined) return miss(context, `attribution ${attribution}`);
    const one = (value: Value) => groups?.get(keyText(value)) ?? keyText(value);

    const wanted: string[] = [];
    for (const key of keys) {
      const value = wantedValue(context, key);
      if (value === undefined) return undefined;
      wanted.push(one(value));
    }
    const parties = new Map<string, Decimal>();
    let [sum, lines] = [ZERO, 0];
    const take1 = (line: Line): boolean => {
      for (const [index, key] of keys.entries()) {
        const value = lineValue(line, key);
        if (value === undefined) {
          miss(context, `ledger ${book}: ${key.id}`);
          return false;
        }
        if (one(value) !== wanted[index]) return true;
      }
      const outer = context.line;
      context.line = line;
      const counts = where(context);
      context.line = outer;
      if (counts === undefined) return false;
      if (!counts) return true;
      sum = addDecimals(sum, line.quantity);
      lines += 1;
      if (countsParties) {
        const party = one(line.party);
        parties.set(party, addDecimals(parties.get(party) ?? ZERO, line.quantity));
      }
      return true;
    };
    const inside = ({ on }: Line) => on <= span.last && (span.first === undefined || on >= span.first);
    for (const line of found.lines) if (inside(line) && !take1(line)) return undefined;
    if (withThis && found.adds !== undefined && !take1(found.adds)) return undefined;

    if (take === "sum") return sum;
    if (!countsParties) return { digits: BigInt(lines), scale: 0 };
    // Who has sold everything holds nothing; who has bought has bought.
    const counted =
      base === "holders" ? [...parties.values()].filter(({ digits }) => digits > 0n).length : parties.size;
    return { digits: BigInt(counted), scale: 0 };
  };
}
