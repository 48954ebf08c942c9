import type { Issue } from "../../errors/index.js";
import type { Draft } from "../draft.js";
import type { Comparison, Expression, Meter, Predicate } from "../predicates.js";
import type { FactDeclaration, LegalUnit } from "../vocabulary.js";

/** What an expression is. A value of an enum is text. Left out: it cannot be told, because a name is not declared. */
type Typed = {
  readonly type: "bool" | "text" | "set" | "number" | "day";
  readonly unit?: LegalUnit | undefined;
  /** The only texts there are. */
  readonly values?: readonly string[] | undefined;
};

const ORDERED = new Set<Comparison>(["<", "<=", ">=", ">"]);
/** Units that scale a number of another unit. */
const SCALES = new Set<LegalUnit | undefined>([undefined, "ratio", "percent"]);
/** What a price is the price of: dollars each, times so many, are dollars. */
const PRICED = new Set<LegalUnit | undefined>(["unit", "share", "contract", "index", "person", "holder", "count"]);

const unitWords = (unit: LegalUnit | undefined) => unit ?? "no unit";

/** Checks every expression of a document against what it declares. */
class TypeCheck {
  readonly issues: Issue[] = [];
  readonly #facts: ReadonlyMap<string, FactDeclaration>;

  constructor(facts: ReadonlyMap<string, FactDeclaration>) {
    this.#facts = facts;
  }

  #found(path: string, message: string, value?: unknown): undefined {
    this.issues.push(value === undefined ? { path, message } : { path, message, value });
    return undefined;
  }

  predicate(predicate: Predicate, path: string): void {
    if ("all" in predicate) return predicate.all.forEach((one, index) => this.predicate(one, `${path}.all[${index}]`));
    if ("any" in predicate) return predicate.any.forEach((one, index) => this.predicate(one, `${path}.any[${index}]`));
    if ("not" in predicate) return this.predicate(predicate.not, `${path}.not`);
    const left = this.expression(predicate.left, `${path}.left`);
    const right = this.expression(predicate.right, `${path}.right`);
    if (left !== undefined && right !== undefined) this.#comparison(left, predicate.cmp, right, path);
  }

  #comparison(left: Typed, cmp: Comparison, right: Typed, path: string): void {
    if (cmp === "in" || cmp === "has") {
      const [one, many] = cmp === "in" ? [left, right] : [right, left];
      if (one.type !== "text" || many.type !== "set")
        return this.#found(
          path,
          `compares ${left.type} ${cmp} ${right.type}: "in" wants text and a set, "has" a set and text`,
        );
      return this.#values(one, many, path);
    }
    if (left.type !== right.type) return this.#found(path, `compares ${left.type} with ${right.type}`);
    if (ORDERED.has(cmp) && left.type !== "number" && left.type !== "day")
      return this.#found(`${path}.cmp`, `only numbers and days are ordered, and not ${left.type}`, cmp);
    if (left.unit !== right.unit)
      return this.#found(path, `compares ${unitWords(left.unit)} with ${unitWords(right.unit)}`);
    this.#values(left, right, path);
  }

  /** A literal that the other side can never be is a slip of the pen. */
  #values(left: Typed, right: Typed, path: string): void {
    if (left.values === undefined || right.values === undefined) return;
    const [wide, narrow] =
      left.values.length >= right.values.length ? [left.values, right.values] : [right.values, left.values];
    const strange = narrow.find((value) => !wide.includes(value));
    if (strange !== undefined)
      this.#found(path, `names a value that is not declared; there are: ${wide.join(", ")}`, strange);
  }

  expression(expression: Expression, path: string): Typed | undefined {
    if ("num" in expression) return { type: "number", unit: expression.unit };
    if ("bool" in expression) return { type: "bool" };
    if ("text" in expression) return { type: "text", values: [expression.text] };
    if ("set" in expression) return { type: "set", values: expression.set };
    if ("day" in expression) return { type: "day" };
    if ("fact" in expression) return this.#fact(expression.fact);
    if ("meter" in expression) return this.#meter(expression.meter, `${path}.meter`);
    if ("after" in expression) {
      const from = this.expression(expression.after, `${path}.after`);
      if (from !== undefined && from.type !== "day") this.#found(`${path}.after`, `must be a day, and is ${from.type}`);
      return { type: "day" };
    }
    if ("round" in expression) return this.#number(expression.of, `${path}.of`);
    if ("pick" in expression) {
      expression.pick.forEach(({ when }, index) => this.predicate(when, `${path}.pick[${index}].when`));
      const branches = [...expression.pick.map((branch) => branch.then), expression.else];
      const paths = [...expression.pick.map((_, index) => `${path}.pick[${index}].then`), `${path}.else`];
      return this.#alike(
        branches.map((branch, index) => this.expression(branch, paths[index] ?? path)),
        path,
      );
    }
    const numbers = expression.of.map((one, index) => this.#number(one, `${path}.of[${index}]`));
    return expression.op === "mul" ? this.#product(numbers, path) : this.#alike(numbers, path);
  }

  #fact(id: string): Typed | undefined {
    const declared = this.#facts.get(id);
    if (declared === undefined) return undefined;
    const { type, unit, values } = declared;
    return type === "enum" || type === "text" ? { type: "text", values } : { type, unit, values };
  }

  #meter(meter: Meter, path: string): Typed {
    this.predicate(meter.where, `${path}.where`);
    return { type: "number", unit: meter.unit };
  }

  #number(expression: Expression, path: string): Typed | undefined {
    const found = this.expression(expression, path);
    if (found === undefined || found.type === "number" || found.type === "day") return found;
    return this.#found(path, `must be a number, and is ${found.type}`);
  }

  #alike(all: readonly (Typed | undefined)[], path: string): Typed | undefined {
    const known = all.filter((one) => one !== undefined);
    const [first] = known;
    const other = known.find((one) => one.type !== first?.type || one.unit !== first.unit);
    if (first === undefined || known.length < all.length) return undefined;
    if (other === undefined) return { ...first, values: undefined };
    return this.#found(
      path,
      `mixes ${first.type} of ${unitWords(first.unit)} with ${other.type} of ${unitWords(other.unit)}`,
    );
  }

  #product(factors: readonly (Typed | undefined)[], path: string): Typed | undefined {
    const known = factors.filter((one) => one !== undefined);
    if (known.length < factors.length) return undefined;
    const units = known.map(({ unit }) => unit).filter((unit) => !SCALES.has(unit));
    const percents = known.filter(({ unit }) => unit === "percent").length;
    const [one, two, ...more] = units;
    if (percents > 1) return this.#found(path, "multiplies percent with percent: write one of them as a ratio");
    if (one === undefined) return { type: "number", unit: percents === 1 ? "percent" : "ratio" };
    if (two === undefined) return { type: "number", unit: one };
    const priced = more.length === 0 && [one, two].includes("USD") && (PRICED.has(one) || PRICED.has(two));
    return priced ? { type: "number", unit: "USD" } : this.#found(path, `multiplies ${units.join(" with ")}`);
  }
}

/** Comparisons of things that cannot be compared: types, units, values that an enum does not have. */
export function types({ facts, provisions }: Draft): readonly Issue[] {
  const whole = facts.flatMap(({ id, value }) =>
    id === undefined || value.type === undefined ? [] : [[id, value as FactDeclaration] as const],
  );
  const check = new TypeCheck(new Map(whole));
  for (const { path, value } of provisions) {
    const { scope, effect } = value;
    if (scope?.when !== undefined) check.predicate(scope.when, `${path}.scope.when`);
    if (effect === undefined) continue;
    if ("requires" in effect)
      effect.requires.forEach(({ test }, index) => check.predicate(test, `${path}.effect.requires[${index}].test`));
    if ("when" in effect) check.predicate(effect.when, `${path}.effect.when`);
    if (effect.type === "define") {
      check.predicate(effect.as, `${path}.effect.as`);
      const defined = check.expression({ fact: effect.fact }, `${path}.effect.fact`);
      if (defined !== undefined && defined.type !== "bool")
        check.issues.push({
          path: `${path}.effect.fact`,
          message: `must be a fact of type bool, and is ${defined.type}`,
        });
    }
  }
  return check.issues;
}
