import { type Comparison, type Expression, joinedBy, type Meter, type Predicate } from "../../predicates.js";
import type { Period } from "../../dates.js";
import type { CalendarBook } from "../../values/periods.js";
import { isPercent, takesPart } from "../../values/units.js";
import type { FactDeclaration } from "../../vocabulary.js";
import { canonicalJson } from "../../canonicalJson.js";
import { type CellValue, dayNumber, decimal, endOf, firstEnding, ONE, rounded, times } from "./values.js";

/** What a cell says of each variable, by the variable's number; a hole: nothing yet. */
export type Cell = readonly (CellValue | undefined)[];

/** A fact, or what a meter reads, that a cell gives a value. */
export type Variable = {
  readonly number: number;
  readonly fact: string | undefined;
  readonly meter: Meter | undefined;
  readonly declaration: FactDeclaration | undefined;
};

type Side = {
  readonly read: (cell: Cell) => CellValue | undefined;
  readonly variables: readonly number[];
  /** The one variable whose value is the side's own; undefined: more than that. */
  readonly alone: number | undefined;
  /** The one variable that the side can be solved for, and its values from which on the side has a value, and a greater one. */
  readonly solves: number | undefined;
  readonly solve: (wanted: CellValue) => readonly CellValue[];
};

/** A comparison, with what its boundaries are made of. */
export type Leaf = {
  readonly left: Side;
  readonly cmp: Comparison;
  readonly right: Side;
  readonly variables: readonly number[];
  /** Every literal in it. */
  readonly literals: readonly CellValue[];
};

/** A predicate over variables. */
export type Formula =
  | { readonly type: "all" | "any"; readonly of: readonly Formula[]; readonly leaves: readonly Leaf[] }
  | { readonly type: "not"; readonly of: readonly [Formula]; readonly leaves: readonly Leaf[] }
  | { readonly type: "leaf"; readonly leaf: Leaf; readonly leaves: readonly Leaf[] };

/** Percent of something else is a hundredth of it each. */
const HUNDREDTH = ONE / 100n;

const isNumber = (value: CellValue | undefined): value is bigint => typeof value === "bigint";

/** What of one question is not of the other: facts and meters (by their keys) with names of their own in a space. */
export type Apart = { readonly space: string; readonly facts: (key: string) => boolean };

/** Names variables and turns predicates into formulas over them; each predicate once for each name space. */
export class Variables {
  readonly list: Variable[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #made = new Map<string, WeakMap<Predicate, Formula>>();
  readonly #meters = new WeakMap<Meter, string>();
  readonly #facts: ReadonlyMap<string, FactDeclaration>;
  readonly #calendars: CalendarBook;

  constructor(facts: ReadonlyMap<string, FactDeclaration>, calendars: CalendarBook) {
    this.#facts = facts;
    this.#calendars = calendars;
  }

  formula(predicate: Predicate, apart?: Apart): Formula {
    const made = this.#made.get(apart?.space ?? "") ?? new WeakMap<Predicate, Formula>();
    this.#made.set(apart?.space ?? "", made);
    const found = made.get(predicate) ?? this.#formula(predicate, apart);
    made.set(predicate, found);
    return found;
  }

  #formula(predicate: Predicate, apart: Apart | undefined): Formula {
    const make = (one: Predicate): Formula => {
      if ("not" in one) {
        const inner = make(one.not);
        return { type: "not", of: [inner], leaves: inner.leaves };
      }
      if ("left" in one) {
        const literals: CellValue[] = [];
        const [left, right] = [this.#side(one.left, apart, literals), this.#side(one.right, apart, literals)];
        const variables = [...new Set([...left.variables, ...right.variables])];
        const leaf = { left, cmp: one.cmp, right, variables, literals };
        return { type: "leaf", leaf, leaves: [leaf] };
      }
      const of = joinedBy(one).map(make);
      return { type: "all" in one ? "all" : "any", of, leaves: of.flatMap(({ leaves }) => leaves) };
    };
    return make(predicate);
  }

  #number(own: string, apart: Apart | undefined, { fact, meter }: Pick<Variable, "fact" | "meter">): number {
    const key = apart?.facts(own) === true ? `${apart.space}|${own}` : own;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.list.length;
    this.#numbers.set(key, number);
    this.list.push({ number, fact, meter, declaration: fact === undefined ? undefined : this.#facts.get(fact) });
    return number;
  }

  /** Meters that read the same have one key. */
  meterKey(meter: Meter): string {
    const key = this.#meters.get(meter) ?? canonicalJson(meter);
    this.#meters.set(meter, key);
    return key;
  }

  #side(expression: Expression, apart: Apart | undefined, literals: CellValue[]): Side {
    const literal = (value: CellValue): Side => {
      literals.push(value);
      return { read: () => value, variables: [], alone: undefined, solves: undefined, solve: () => [] };
    };
    const variable = (number: number): Side => ({
      read: (cell) => cell[number],
      variables: [number],
      alone: number,
      solves: number,
      solve: (wanted) => [wanted],
    });
    const side = (one: Expression) => this.#side(one, apart, literals);
    if ("num" in expression) return literal(decimal(expression.num));
    if ("bool" in expression) return literal(expression.bool);
    if ("text" in expression) return literal(expression.text);
    if ("set" in expression) return literal(expression.set);
    if ("day" in expression) return literal(dayNumber(expression.day));
    if ("fact" in expression) {
      const { fact } = expression;
      return variable(this.#number(fact, apart, { fact, meter: undefined }));
    }
    if ("meter" in expression) {
      const { meter } = expression;
      return variable(this.#number(this.meterKey(meter), apart, { fact: undefined, meter }));
    }
    if ("after" in expression) return after(side(expression.after), expression.period, this.#calendars);
    if ("round" in expression) {
      const [of, to] = [side(expression.of), decimal(expression.to)];
      return computed([of], ([value]) => (isNumber(value) ? rounded(value, to, expression.round) : undefined));
    }
    if ("pick" in expression) return this.#pick(expression, apart, literals);
    const parts = expression.of.map(side);
    const { op } = expression;
    const takes = takesPart(expression, this.#facts);
    const percents = expression.of.map((one) => takes && isPercent(one, this.#facts));
    return computed(parts, (values) => {
      const ordered = values.filter((value) => typeof value === "bigint" || typeof value === "number");
      if (ordered.length < values.length) return undefined;
      if (op === "min") return ordered.reduce((a, b) => (a < b ? a : b));
      if (op === "max") return ordered.reduce((a, b) => (a > b ? a : b));
      if (!ordered.every(isNumber)) return undefined;
      const [first = 0n, ...rest] = ordered.map((value, index) => (percents[index] ? times(value, HUNDREDTH) : value));
      if (op === "add") return rest.reduce((sum, one) => sum + one, first);
      if (op === "sub") return rest.reduce((sum, one) => sum - one, first);
      return rest.reduce(times, first);
    });
  }

  #pick(
    { pick, else: otherwise }: Extract<Expression, { readonly pick: unknown }>,
    apart: Apart | undefined,
    literals: CellValue[],
  ): Side {
    const branches = pick.map(({ when, then }) => ({
      when: this.formula(when, apart),
      then: this.#side(then, apart, literals),
    }));
    const last = this.#side(otherwise, apart, literals);
    for (const { when } of branches) literals.push(...when.leaves.flatMap((leaf) => leaf.literals));
    const variables = [
      ...branches.flatMap(({ when, then }) => [...when.leaves.flatMap((leaf) => leaf.variables), ...then.variables]),
      ...last.variables,
    ];
    const read = (cell: Cell) => {
      for (const { when, then } of branches) {
        const holds = truth(when, cell);
        if (holds === undefined) return undefined;
        if (holds) return then.read(cell);
      }
      return last.read(cell);
    };
    return { read, variables: [...new Set(variables)], alone: undefined, solves: undefined, solve: () => [] };
  }
}

const computed = (
  parts: readonly Side[],
  compute: (values: readonly (CellValue | undefined)[]) => CellValue | undefined,
): Side => ({
  read: (cell) => compute(parts.map(({ read }) => read(cell))),
  variables: [...new Set(parts.flatMap(({ variables }) => variables))],
  alone: undefined,
  solves: undefined,
  solve: () => [],
});

const after = (from: Side, period: Period, calendars: CalendarBook): Side => ({
  read: (cell) => {
    const day = from.read(cell);
    return typeof day === "number" ? endOf(day, period, calendars) : undefined;
  },
  variables: from.variables,
  alone: undefined,
  solves: from.solves,
  solve: (wanted) =>
    typeof wanted !== "number"
      ? []
      : [wanted, wanted + 1].flatMap((end) => {
          const day = firstEnding(end, period, calendars);
          return day === undefined ? [] : from.solve(day);
        }),
});

function compared(left: CellValue, cmp: Comparison, right: CellValue): boolean {
  if (cmp === "in") return Array.isArray(right) && right.includes(left);
  if (cmp === "has") return Array.isArray(left) && left.includes(right);
  if (cmp === "==" || cmp === "!=") {
    const same = Array.isArray(left)
      ? canonicalJson([...(left as readonly string[])].sort()) ===
        canonicalJson([...(right as readonly string[])].sort())
      : left === right;
    return same === (cmp === "==");
  }
  if (cmp === "<") return left < right;
  if (cmp === "<=") return left <= right;
  return cmp === ">" ? left > right : left >= right;
}

/** Whether a formula holds in a cell; undefined while the cell does not say. */
export function truth(formula: Formula, cell: Cell): boolean | undefined {
  if (formula.type === "leaf") {
    const { left, cmp, right } = formula.leaf;
    const [a, b] = [left.read(cell), right.read(cell)];
    return a === undefined || b === undefined ? undefined : compared(a, cmp, b);
  }
  if (formula.type === "not") {
    const inner = truth(formula.of[0], cell);
    return inner === undefined ? undefined : !inner;
  }
  const decides = formula.type === "any";
  let open = false;
  for (const one of formula.of) {
    const found = truth(one, cell);
    if (found === decides) return decides;
    open ||= found === undefined;
  }
  return open ? undefined : !decides;
}
