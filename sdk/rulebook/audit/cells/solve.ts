import type { Cell, Formula, Leaf, Variable } from "./formula.js";
import { truth } from "./formula.js";
import { type CellValue, ONE } from "./values.js";

/** One part of what is asked: a formula that must hold, or must not. */
export type Wanted = { readonly formula: Formula; readonly holds: boolean };

/** A cell in which all that is wanted is so, by the variables' numbers; none; or too many cells to say. */
export type Solution = { readonly found: ReadonlyMap<number, CellValue> } | { readonly found: null } | "tooMany";

/** Cells that are looked at before the answer is that nobody knows. */
export const MOST_CELLS = 20_000;
/** Sets with more named members are not tried in every combination. */
const MOST_MEMBERS = 4;

export type SolveOptions = {
  readonly variables: readonly Variable[];
  /** Values that are given: the day of the activity. */
  readonly given: ReadonlyMap<number, CellValue>;
  /** Days worth trying of every day: of the activity, and on which something changes. */
  readonly days: readonly number[];
  /** Whether a cell that was found may be: the search goes on if not. */
  readonly accept: (cell: Cell) => boolean;
};

/**
 * Looks for a cell: each number at, and one beside, every boundary that the formulas have, each value of a list, each day of change. As formulas have no
 * quantifiers and compare with constants, no other cell could answer differently.
 */
export function solve(wanted: readonly Wanted[], { variables, given, days, accept }: SolveOptions): Solution {
  const cell: (CellValue | undefined)[] = [];
  for (const [number, value] of given) cell[number] = value;
  const leaves = wanted.flatMap(({ formula }) => formula.leaves);
  const pools = new Map<number, readonly CellValue[]>();
  const poolOf = (variable: Variable) => {
    const pool = pools.get(variable.number) ?? staticPool(variable, leaves, days);
    pools.set(variable.number, pool);
    return pool;
  };
  let cells = 0;
  const search = (): boolean | undefined => {
    cells += 1;
    if (cells > MOST_CELLS) return undefined;
    let next: number | undefined;
    for (const { formula, holds } of wanted) {
      const found = truth(formula, cell);
      if (found !== undefined && found !== holds) return false;
      if (found !== undefined) continue;
      const open = openIn(formula, cell);
      // Whatever else the cell said, nobody would know.
      if (open === undefined) return false;
      next ??= open;
    }
    if (next === undefined) return accept(cell);
    const variable = variables[next] as Variable;
    for (const value of candidates(variable, poolOf(variable), leaves, cell)) {
      cell[next] = value;
      const found = search();
      if (found !== false) return found;
    }
    cell[next] = undefined;
    return false;
  };
  const found = search();
  if (found === undefined) return "tooMany";
  if (found === false) return { found: null };
  const used = new Set([...given.keys(), ...leaves.flatMap((leaf) => leaf.variables)]);
  const values = [...used].flatMap((number) => {
    const value = cell[number];
    return value === undefined ? [] : [[number, value] as const];
  });
  return { found: new Map(values) };
}

/** A variable that a formula waits for: of a comparison, first what the boundary is made of, last what meets it. */
function openIn(formula: Formula, cell: Cell): number | undefined {
  if (formula.type !== "leaf") {
    for (const one of formula.of) {
      const open = truth(one, cell) === undefined ? openIn(one, cell) : undefined;
      if (open !== undefined) return open;
    }
    return undefined;
  }
  const { left, right, variables } = formula.leaf;
  const open = variables.filter((number) => cell[number] === undefined);
  return open.find((number) => number !== left.solves && number !== right.solves) ?? open[0];
}

/** The values beside a boundary, the boundary first. */
const beside = (value: CellValue): readonly CellValue[] => {
  if (typeof value === "bigint") return [value, value - ONE, value + ONE];
  return typeof value === "number" ? [value, value - 1, value + 1] : [value];
};

function staticPool(variable: Variable, leaves: readonly Leaf[], days: readonly number[]): readonly CellValue[] {
  const { number, declaration, meter } = variable;
  const literals = leaves.filter(({ variables }) => variables.includes(number)).flatMap((leaf) => leaf.literals);
  // A choice between values may speak of several facts: of each only the values that it can have.
  const texts = literals
    .flatMap((one) => (typeof one === "string" ? [one] : Array.isArray(one) ? (one as readonly string[]) : []))
    .filter((one) => declaration?.values?.includes(one) ?? true);
  const type = meter === undefined ? (declaration?.type ?? typeOf(literals)) : "number";
  if (type === "bool") return [true, false];
  if (type === "enum" || type === "text") {
    const other = declaration?.values?.find((value) => !texts.includes(value));
    const further = type === "text" ? ["one", "another"] : other === undefined ? [] : [other];
    return [...new Set([...texts, ...further])];
  }
  if (type === "set") return subsets([...new Set(texts)]);
  if (type === "day")
    return [...new Set([...days, ...literals.filter((one) => typeof one === "number")].flatMap(beside))];
  const numbers = literals.filter((one) => typeof one === "bigint");
  const ratios = numbers.flatMap((a) => numbers.flatMap((b) => (b > 0n && a > 0n && a !== b ? [(a * ONE) / b] : [])));
  const negative = numbers.some((one) => one < 0n);
  const whole = meter !== undefined && meter.take === "count";
  const all = [...numbers, ...(numbers.length > 6 ? [] : ratios), 0n, ONE];
  return [...new Set(all.flatMap((one) => [one, one - ONE, one + ONE]))].filter(
    (value) => (negative || value >= 0n) && (!whole || value % ONE === 0n),
  );
}

function typeOf(literals: readonly CellValue[]): "bool" | "number" | "day" | "set" | "text" {
  const [one] = literals;
  if (typeof one === "boolean") return "bool";
  if (typeof one === "bigint") return "number";
  if (typeof one === "number") return "day";
  return "text";
}

function subsets(members: readonly string[]): readonly (readonly string[])[] {
  if (members.length > MOST_MEMBERS) return [[], ...members.map((one) => [one]), members];
  return members.reduce<readonly (readonly string[])[]>(
    (all, one) => [...all, ...all.map((subset) => [...subset, one])],
    [[]],
  );
}

/** The values of the pool, and before them those at and beside the boundaries that the rest of the cell makes. */
function candidates(
  { number, meter, declaration }: Variable,
  pool: readonly CellValue[],
  leaves: readonly Leaf[],
  cell: Cell,
): readonly CellValue[] {
  if (meter === undefined && !(declaration === undefined || ["number", "day", "text"].includes(declaration.type)))
    return pool;
  const moving = leaves.flatMap(({ left, right, variables }) => {
    if (variables.length < 2 && left.alone === right.alone) return [];
    return [[left, right] as const, [right, left] as const].flatMap(([mine, other]) => {
      if (mine.solves !== number || other.variables.includes(number)) return [];
      const wanted = other.read(cell);
      return wanted === undefined ? [] : mine.solve(wanted).flatMap(beside);
    });
  });
  return moving.length === 0 ? pool : [...new Set([...moving, ...pool])];
}
