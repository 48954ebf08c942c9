import type { Issue } from "../../errors/index.js";
import type { FactSlots, Line, LineBook, Value } from "../values/context.js";
import { decimal } from "../values/decimal.js";
import type { Activity, Ledger, LedgerEntry } from "./activity.js";
import { isNumber, isValueOf, undeclared, valueOf, wrongValue } from "./givenFacts.js";

/** A ledger as it was given. Its lines are read when a meter first asks for them, and so after they were checked. */
class GivenBook implements LineBook {
  readonly completeSince: string | undefined;
  readonly #ledger: Ledger;
  readonly #on: string;
  readonly #facts: FactSlots;
  #lines: readonly Line[] | undefined;

  constructor(ledger: Ledger, on: string, facts: FactSlots) {
    this.completeSince = ledger.completeSince;
    this.#ledger = ledger;
    this.#on = on;
    this.#facts = facts;
  }

  get lines(): readonly Line[] {
    return (this.#lines ??= this.#ledger.entries.map((entry) => lineOf(entry, entry.on, this.#facts)));
  }

  get adds(): Line | undefined {
    const { adds } = this.#ledger;
    return adds === undefined ? undefined : lineOf(adds, this.#on, this.#facts);
  }
}

function lineOf({ party, quantity, facts: given }: Omit<LedgerEntry, "on">, on: string, facts: FactSlots): Line {
  const values = new Map<string, Value>();
  for (const id in given) {
    const slot = facts.get(id);
    const stated = given[id as keyof typeof given];
    const value = slot === undefined || stated === undefined ? undefined : valueOf(stated, slot);
    if (value !== undefined) values.set(id, value);
  }
  return { on, party, quantity: decimal(quantity), facts: values };
}

/** What is wrong with a line; its place is written out only where something is. */
function entryIssues(
  entry: Omit<LedgerEntry, "on">,
  { basis }: Ledger,
  facts: FactSlots,
  place: () => string,
): readonly Issue[] {
  let issues: Issue[] | undefined;
  const { quantity } = entry;
  if (!isNumber(quantity) || (basis === "purchase" && quantity.startsWith("-"))) {
    const wanted = basis === "purchase" ? "0 or more: nobody buys less than nothing" : 'as "100000"';
    const message = `must be a decimal number as a string, ${wanted}`;
    (issues ??= []).push({ path: `${place()}.quantity`, message, value: quantity });
  }
  for (const id in entry.facts) {
    const slot = facts.get(id);
    const stated = entry.facts[id as keyof typeof entry.facts];
    if (stated === undefined || (slot !== undefined && isValueOf(stated, slot))) continue;
    const path = `${place()}.facts["${id}"]`;
    const issue = slot === undefined ? undeclared(path) : wrongValue(path, stated, slot);
    (issues ??= []).push(issue);
  }
  return issues ?? NONE;
}

const NONE: readonly Issue[] = [];
const NO_BOOKS: ReadonlyMap<string, LineBook> = new Map();

/** By what they count and in which unit, as meters ask for them. @param issues What is wrong with them is added. */
export function booksOf(
  { ledgers }: Activity,
  on: string,
  facts: FactSlots,
  issues: Issue[],
): ReadonlyMap<string, LineBook> {
  if (ledgers === undefined) return NO_BOOKS;
  const books = new Map<string, LineBook>();
  for (const [index, ledger] of ledgers.entries()) {
    const { base, basis, unit, entries, adds } = ledger;
    const path = `ledgers[${index}]`;
    const name = `${base}/${basis} in ${unit}`;
    if (books.has(name)) issues.push({ path, message: "is another ledger of this base, basis and unit", value: name });
    for (const [line, entry] of entries.entries())
      issues.push(...entryIssues(entry, ledger, facts, () => `${path}.entries[${line}]`));
    if (adds !== undefined) issues.push(...entryIssues(adds, ledger, facts, () => `${path}.adds`));
    books.set(name, new GivenBook(ledger, on, facts));
  }
  return books;
}
