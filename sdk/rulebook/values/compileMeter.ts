import type { Meter } from "../predicates.js";
import type { Evaluator } from "./compileExpression.js";
import { compilePredicate, type Test } from "./compilePredicate.js";
import { type Context, type FactSlot, type FactSlots, type Line, miss, type Truth, type Value } from "./context.js";
import { addDecimals, type Decimal, decimalText } from "./decimal.js";
import { firstDayOf, monthBefore } from "./periods.js";
import { FISCAL_YEAR_END } from "./wellKnown.js";

const ZERO: Decimal = { digits: 0n, scale: 0 };

/** Both days included; the first is undefined where the window has no beginning. */
type Window = { readonly first: string | undefined; readonly last: string };

function windowOf({ window }: Meter, facts: FactSlots): (context: Context) => Window | undefined {
  if ("previous" in window) return ({ on }) => monthBefore(on);
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

/** Equal values have equal texts. */
const keyText = (value: Value): string => {
  if (typeof value !== "object") return String(value);
  return "digits" in value ? decimalText(value) : JSON.stringify([...value].sort());
};

type Groups = ReadonlyMap<string, string> | undefined;

const oneOf = (groups: Groups, value: Value): string => {
  const text = keyText(value);
  return groups?.get(text) ?? text;
};

/** Counts or sums lines of a ledger. Unknown while the ledger, its window or a fact of one of its lines is. */
export function compileMeter(meter: Meter, facts: FactSlots): Evaluator {
  const { take, base, basis, unit, attribution, withThis } = meter;
  const name = `${base}/${basis} in ${unit}`;
  const where = compilePredicate(meter.where, facts);
  const window = windowOf(meter, facts);
  const keys: readonly Key[] = meter.per.map((id) => ({ id, slot: facts.get(id) }));
  const countsParties = take === "count" && (base === "holders" || base === "purchasers");

  return (context) => {
    const book = context.books.get(name);
    if (book === undefined) return miss(context, `ledger ${name}`);
    const span = window(context);
    if (span === undefined) return undefined;
    const { completeSince } = book;
    if (completeSince !== undefined && (span.first === undefined || span.first < completeSince))
      return miss(context, `ledger ${name} from ${span.first ?? "its beginning"}`, "outOfDate");
    const adds = withThis ? book.adds : undefined;
    if (withThis && adds === undefined) return miss(context, `ledger ${name}: what the activity adds`);
    const groups = attribution === undefined ? undefined : context.groups(attribution);
    if (attribution !== undefined && groups === undefined) return miss(context, `attribution ${attribution}`);

    const wanted: string[] = [];
    for (const key of keys) {
      const value = wantedValue(context, key);
      if (value === undefined) return undefined;
      wanted.push(oneOf(groups, value));
    }
    const { first = "", last } = span;
    const lines = book.lines.filter(({ on }) => on >= first && on <= last);
    if (adds !== undefined) lines.push(adds);
    const counted: Line[] = [];
    for (const line of lines) {
      const isOurs = hasKeys(context, { line, keys, wanted, groups, name });
      const counts = isOurs === true ? countsLine(context, line, where) : isOurs;
      if (counts === undefined) return undefined;
      if (counts) counted.push(line);
    }

    if (take === "sum") return counted.reduce((sum, { quantity }) => addDecimals(sum, quantity), ZERO);
    return { digits: BigInt(countsParties ? partiesOf(counted, base, groups) : counted.length), scale: 0 };
  };
}

type Keyed = {
  readonly line: Line;
  readonly keys: readonly Key[];
  readonly wanted: readonly string[];
  readonly groups: Groups;
  readonly name: string;
};

/** Whether a line belongs to the counter that is asked about. */
function hasKeys(context: Context, { line, keys, wanted, groups, name }: Keyed): Truth {
  for (const [index, key] of keys.entries()) {
    const value = lineValue(line, key);
    if (value === undefined) return miss(context, `ledger ${name}: ${key.id}`);
    if (oneOf(groups, value) !== wanted[index]) return false;
  }
  return true;
}

function countsLine(context: Context, line: Line, where: Test): Truth {
  const outer = context.line;
  context.line = line;
  const counts = where(context);
  context.line = outer;
  return counts;
}

/** How many there are. Who has sold everything holds nothing; who has bought has bought. */
function partiesOf(lines: readonly Line[], base: Meter["base"], groups: Groups): number {
  const sums = new Map<string, Decimal>();
  for (const { party, quantity } of lines) {
    const one = oneOf(groups, party);
    sums.set(one, addDecimals(sums.get(one) ?? ZERO, quantity));
  }
  return base === "holders" ? [...sums.values()].filter(({ digits }) => digits > 0n).length : sums.size;
}
