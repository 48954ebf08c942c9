import { scopeOf } from "./asks.js";
import { type Cell, type CellValue, dayNumber, dayText, decimalText, solve, truth, Variables } from "./cells/index.js";
import type { Apart, Formula, Variable } from "./cells/formula.js";
import type { FactValue } from "../assess/index.js";
import type { Meter, Predicate } from "../predicates.js";
import { ACTIVITY_DAY } from "../values/wellKnown.js";
import { type Law, type Placed, productsOf } from "./law.js";

/** One thing that must be so, or must not, of the first question or of the second. */
export type Wish = { readonly predicate: Predicate; readonly holds: boolean; readonly apart?: Apart | undefined };

/** What a found cell says, in the words of facts. */
export type Found = {
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly meters: readonly { readonly meter: Meter; readonly value: string }[];
};

/** A cell for each question; null: there is none; "tooMany": too many to say. */
export type Inquired = readonly Found[] | null | "tooMany";

type Definition = { readonly placed: Placed; readonly when: Formula; readonly as: Formula; readonly excludes: boolean };

/** Asks for cells, and keeps what it has worked out about the law's predicates. */
export class Inquiry {
  readonly variables: Variables;
  /** Cells were too many in some inquiry. */
  undecided = 0;
  readonly #day: number;
  readonly #definitions = new Map<string, Definition[]>();
  readonly #answers = new Map<string, Inquired>();
  readonly #keys = new WeakMap<Predicate, number>();
  #nextKey = 0;
  /** The day of the activity, wherever it is a variable among the first `#seen`. */
  readonly #given = new Map<number, CellValue>();
  #seen = 0;

  constructor(law: Law) {
    this.#day = dayNumber(law.asOf);
    this.variables = new Variables(law.facts, law.calendars);
    for (const placed of law.inForce) {
      const { effect } = placed.provision;
      if (effect.type !== "define") continue;
      const [when, as] = [this.variables.formula(scopeOf(placed)), this.variables.formula(effect.as)];
      const list = this.#definitions.get(effect.fact) ?? [];
      list.push({ placed, when, as, excludes: this.neverHolds(effect.as) });
      this.#definitions.set(effect.fact, list);
    }
  }

  /** Whether a predicate is false of everything, as "true == false" is: a definition by it excludes. */
  neverHolds(predicate: Predicate): boolean {
    const formula = this.variables.formula(predicate);
    return formula.leaves.every(({ variables }) => variables.length === 0) && truth(formula, []) === false;
  }

  /** Looks for a cell in which every wish is so; with an `apart` among them, for one cell a question. The answer is kept. */
  ask(wishes: readonly Wish[], apart?: Apart): Inquired {
    const key = wishes.map((wish) => `${this.#key(wish.predicate)}${wish.holds ? "+" : "-"}${wish.apart?.space ?? ""}`);
    const whole = key.join(",");
    const known = this.#answers.get(whole);
    if (known !== undefined) return known;
    const found = this.#ask(wishes, apart);
    if (found === "tooMany") this.undecided += 1;
    this.#answers.set(whole, found);
    return found;
  }

  #key(predicate: Predicate): number {
    const known = this.#keys.get(predicate);
    if (known !== undefined) return known;
    this.#nextKey += 1;
    this.#keys.set(predicate, this.#nextKey);
    return this.#nextKey;
  }

  #ask(wishes: readonly Wish[], apart: Apart | undefined): Inquired {
    const wanted = wishes.map((wish) => ({
      formula: this.variables.formula(wish.predicate, wish.apart),
      holds: wish.holds,
    }));
    const { list } = this.variables;
    // Law has thousands of variables, and a question few of them: nothing here may go through them all.
    for (; this.#seen < list.length; this.#seen += 1)
      if (list[this.#seen]?.fact === ACTIVITY_DAY) this.#given.set(this.#seen, this.#day);
    const accept = (cell: Cell) =>
      this.#consistent(
        cell,
        wanted.map(({ formula }) => formula),
      );
    const solution = solve(wanted, { variables: list, given: this.#given, days: [this.#day], accept });
    if (solution === "tooMany") return "tooMany";
    if (solution.found === null) return null;
    const spaces = apart === undefined ? [undefined] : [undefined, apart.space];
    return spaces.map((space) => {
      const used = wishes.flatMap((wish, index) =>
        (wish.apart?.space ?? undefined) === space ? (wanted[index]?.formula.leaves ?? []) : [],
      );
      const numbers = [...new Set(used.flatMap(({ variables }) => variables))].sort((a, b) => a - b);
      return wordsOf(
        numbers.map((number) => list[number] as Variable),
        solution.found as ReadonlyMap<number, CellValue>,
      );
    });
  }

  /** Whether what the cell says of derived facts is not what their definitions rule out. */
  #consistent(cell: Cell, formulas: readonly Formula[]): boolean {
    const used = new Set(formulas.flatMap(({ leaves }) => leaves.flatMap(({ variables }) => variables)));
    return [...used].every((number) => {
      const { fact } = this.variables.list[number] as Variable;
      const definitions = fact === undefined ? undefined : this.#definitions.get(fact);
      if (definitions === undefined || cell[number] === undefined) return true;
      const derived = derivedBy(definitions, cell);
      return derived === undefined || derived === cell[number];
    });
  }
}

/** What the definitions of a fact make of it: an exclusion that applies decides; else any that holds; else none of them. */
function derivedBy(definitions: readonly Definition[], cell: Cell): boolean | undefined {
  let open = false;
  let included = false;
  for (const { when, as, excludes } of definitions) {
    const applies = truth(when, cell);
    if (excludes && applies === true) return false;
    const holds = applies === false ? false : excludes ? (applies === undefined ? undefined : false) : truth(as, cell);
    if (applies === undefined || holds === undefined) open = true;
    else included ||= holds;
  }
  if (included && !definitions.some((one) => one.excludes && truth(one.when, cell) === undefined)) return true;
  return open || included ? undefined : false;
}

function wordsOf(variables: readonly Variable[], values: ReadonlyMap<number, CellValue>): Found {
  const facts: Record<string, FactValue> = {};
  const meters: { readonly meter: Meter; readonly value: string }[] = [];
  for (const { number, fact, meter } of variables) {
    const value = values.get(number);
    if (value === undefined) continue;
    if (fact !== undefined) facts[fact] = factValue(value);
    if (meter !== undefined && typeof value === "bigint") meters.push({ meter, value: decimalText(value) });
  }
  return { facts, meters };
}

function factValue(value: CellValue): FactValue {
  if (typeof value === "bigint") return decimalText(value);
  return typeof value === "number" ? dayText(value) : value;
}

/** Products and activities that two provisions share. */
export const common = (one: Placed, other: Placed) => ({
  activities: one.provision.scope.activities.filter((item) => other.provision.scope.activities.includes(item)),
  products: productsOf(one.provision).filter((item) => productsOf(other.provision).includes(item)),
});
