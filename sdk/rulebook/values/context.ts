import type { Bearer, FactDeclaration } from "../vocabulary.js";
import type { Decimal } from "./decimal.js";
import type { CalendarBook } from "./periods.js";

/** What an expression is worth: true or false; text or a day; a set; a number. */
export type Value = boolean | string | readonly string[] | Decimal;

/** Undefined: unknown, because something is missing. */
export type Truth = boolean | undefined;

/** Something that was asked for and is not known, and why not. */
export type Missing = {
  /** A fact by its id; or a ledger, calendar or attribution, named as such. */
  readonly name: string;
  readonly why:
    | "absent"
    /** Known only after the day, or no longer to be relied on. */
    | "outOfDate"
    /** Not known well enough: the provision, or the fact itself, asks for better evidence. */
    | "evidence"
    /** It was given, and what defines it says otherwise. */
    | "contradicted";
  /** What it would follow from, if it is defined by other facts: all that is missing of them. */
  readonly from?: readonly string[] | undefined;
};

/** A fact that expressions may name, and where its value is kept. */
export type FactSlot = {
  readonly slot: number;
  readonly id: string;
  readonly bearer: Bearer;
  /** Without its bearer. */
  readonly name: string;
  readonly type: FactDeclaration["type"];
  readonly unit: FactDeclaration["unit"];
  readonly openTexture: boolean;
  /** Of an enum or set: all that any vocabulary lists. */
  readonly values: ReadonlySet<string> | undefined;
  /** What is noted where it is asked for and was not given. */
  readonly absent: Missing;
};

export type FactSlots = ReadonlyMap<string, FactSlot>;

/** A line of a ledger, its facts by their ids. */
export type Line = {
  readonly on: string;
  readonly party: string;
  readonly quantity: Decimal;
  readonly facts: ReadonlyMap<string, Value>;
};

export type LineBook = {
  /** The first day of which every line is there; undefined: all days. */
  readonly completeSince: string | undefined;
  readonly lines: readonly Line[];
  /** What the activity itself would add. */
  readonly adds: Line | undefined;
};

/** What was missing, in the order in which it was asked for. Whatever turns out not to matter is taken back. */
export class Notes {
  readonly #list: Missing[] = [];
  /** How many count. Lowered to take back; the list itself keeps its room. */
  length = 0;

  add(one: Missing): void {
    this.#list[this.length] = one;
    this.length += 1;
  }

  addAll(all: readonly Missing[]): void {
    for (const one of all) this.add(one);
  }

  /** Each of those after so many, once. */
  since(start: number): readonly Missing[] {
    return this.length === start ? NOTHING : distinct(this.#list.slice(start, this.length));
  }

  /** Names of those after so many, and of what they would follow from, each once. */
  namesSince(start: number): readonly string[] {
    const names = new Set<string>();
    for (let index = start; index < this.length; index += 1) {
      const { name, from } = this.#list[index] as Missing;
      names.add(name);
      if (from !== undefined) for (const one of from) names.add(one);
    }
    return [...names];
  }
}

const NOTHING: readonly Missing[] = Object.freeze([]);
/** From so many on a set is quicker than looking through them. */
const MANY = 16;

/** Each missing thing once, by its name. */
export function distinct(all: readonly Missing[]): readonly Missing[] {
  if (all.length > MANY) {
    const seen = new Set<string>();
    return all.filter(({ name }) => !seen.has(name) && seen.add(name));
  }
  for (let index = 1; index < all.length; index += 1)
    if (isRepeated(all, index)) return all.filter((_, place) => !isRepeated(all, place));
  return all;
}

/** Whether what is there has a name that stands before it. */
function isRepeated(all: readonly Missing[], place: number): boolean {
  const one = all[place];
  for (let before = 0; before < place; before += 1) {
    const other = all[before];
    if (other === one || other?.name === one?.name) return true;
  }
  return false;
}

/** What an expression is evaluated in. One evaluator writes `missing`, `line` and `least` while it runs. */
export type Context = {
  /** The day of what is judged. */
  readonly on: string;
  readonly calendars: CalendarBook;
  /** Its value, or undefined, with the reason in `missing`. */
  fact(slot: FactSlot): Value | undefined;
  /** By base, basis and unit, as "holders/record in holder". */
  readonly books: ReadonlyMap<string, LineBook>;
  /** The id of who takes part so. */
  readonly parties: Readonly<Partial<Record<Bearer, string>>>;
  /** Of a party, the name of the group that counts as one with it; undefined: nobody said who does. */
  groups(attribution: string): ReadonlyMap<string, string> | undefined;
  readonly missing: Notes;
  /** The line that a meter is looking at. */
  line: Line | undefined;
  /** The least evidence that counts: 0 belief, 1 attested, 2 verified. */
  least: number;
  /** The comparison that decided the test that was asked last. */
  readonly decided: Decided;
};

/** A comparison as it was compiled. */
export type Compared = {
  /** As it is told: the opposite where a `not` stands before it. */
  readonly cmp: string;
  /** The right side in words, where it is a literal. */
  readonly limit: string | undefined;
};

/** A comparison with the values that it compared. Written over and over, never kept. */
export type Decided = {
  left: Value | undefined;
  right: Value | undefined;
  by: Compared;
};

const UNASKED: Compared = { cmp: "==", limit: undefined };

/** Before any comparison. */
export const undecided = (): Decided => ({ left: undefined, right: undefined, by: UNASKED });

/** A context in which nothing is known: only tests of literals have an answer in it. */
export const nothingGiven = (): Context => ({
  ...{ on: "", calendars: new Map(), books: new Map(), parties: {}, missing: new Notes(), decided: undecided() },
  ...{ fact: () => undefined, groups: () => undefined, line: undefined, least: 0 },
});

/** Notes what is missing, and is the unknown value itself. */
export function miss(context: Context, name: string, why: Missing["why"] = "absent"): undefined {
  context.missing.add({ name, why });
  return undefined;
}
