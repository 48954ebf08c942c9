import type { Comparison } from "../predicates.js";
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
  /** Of an enum or set: all that it may be. */
  readonly values: FactDeclaration["values"];
  readonly openTexture: boolean;
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
  readonly unit: string;
  /** The first day of which every line is there; undefined: all days. */
  readonly completeSince: string | undefined;
  readonly lines: readonly Line[];
  /** What the activity itself would add. */
  readonly adds: Line | undefined;
};

/** What an expression is evaluated in. One evaluator writes `missing`, `line` and `least` while it runs. */
export type Context = {
  /** The day of what is judged. */
  readonly on: string;
  readonly calendars: CalendarBook;
  /** Its value, or undefined, with the reason in `missing`. */
  readonly fact: (slot: FactSlot) => Value | undefined;
  /** By "base/basis", as holders/record. */
  readonly books: ReadonlyMap<string, LineBook>;
  /** The id of who takes part so. */
  readonly parties: Readonly<Partial<Record<Bearer, string>>>;
  /** Of a party, the name of the group that counts as one with it; undefined: nobody said who does. */
  readonly groups: (attribution: string) => ReadonlyMap<string, string> | undefined;
  readonly missing: Missing[];
  /** The line that a meter is looking at. */
  line: Line | undefined;
  /** The least evidence that counts: 0 belief, 1 attested, 2 verified. */
  least: number;
  /** The comparison that decided the test that was asked last. */
  decided: Decided;
};

/** A comparison with the values that it compared. Values are written over and over, never kept. */
export type Decided = {
  left: Value | undefined;
  cmp: Comparison;
  right: Value | undefined;
  /** Whether a `not` stands before it. */
  negated: boolean;
};

/** Notes what is missing, and is the unknown value itself. */
export function miss(context: Context, name: string, why: Missing["why"] = "absent"): undefined {
  context.missing.push({ name, why });
  return undefined;
}
