import { z } from "zod";
import { Day, Period } from "./dates.js";
import { distinct, Num, Prose } from "./text.js";
import { Base, Basis, FactId, LegalUnit } from "./vocabulary.js";

/** A value: a literal, which always says its type; a fact; something metered; or arithmetic over these. */
export type Expression =
  | { readonly num: string; readonly unit?: LegalUnit | undefined }
  | { readonly bool: boolean }
  | { readonly text: string }
  | { readonly set: readonly string[] }
  | { readonly day: string }
  | { readonly fact: FactId }
  | { readonly meter: Meter }
  | { readonly op: "add" | "sub" | "mul" | "min" | "max"; readonly of: readonly Expression[] }
  | { readonly round: "up" | "down"; readonly to: string; readonly of: Expression }
  | { readonly after: Expression; readonly period: Period }
  | { readonly pick: readonly { readonly when: Predicate; readonly then: Expression }[]; readonly else: Expression };

export type Comparison = "<" | "<=" | "==" | "!=" | ">=" | ">" | "in" | "has";

/** A test: true, false, or unknown while a fact is missing. */
export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }
  | { readonly left: Expression; readonly cmp: Comparison; readonly right: Expression };

/** The predicates that an `all` or an `any` joins. */
export const joinedBy = (
  joint: Extract<Predicate, { readonly all: unknown } | { readonly any: unknown }>,
): readonly Predicate[] => ("any" in joint ? joint.any : joint.all);

/** Something counted or summed over a ledger, never a single fact. */
export type Meter = {
  readonly take: "count" | "sum";
  readonly base: z.infer<typeof Base>;
  readonly basis: z.infer<typeof Basis>;
  readonly unit: LegalUnit;
  readonly where: Predicate;
  /** What keeps one counter apart from another. */
  readonly per: readonly FactId[];
  readonly attribution?: "150.4" | "13d" | "household" | undefined;
  readonly window:
    { readonly last: Period } | { readonly at: "now" | "fiscalYearEnd" } | { readonly previous: "month" };
  /** Whether the activity that is being judged counts already. */
  readonly withThis: boolean;
};

export const Expression: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.strictObject({ num: Num, unit: LegalUnit.optional() }),
    z.strictObject({ bool: z.boolean() }),
    z.strictObject({ text: Prose }),
    z.strictObject({ set: distinct(Prose) }),
    z.strictObject({ day: Day }),
    z.strictObject({ fact: FactId }),
    z.strictObject({ meter: Meter }),
    z.strictObject({ op: z.enum(["add", "sub", "mul", "min", "max"]), of: z.array(Expression).min(1) }),
    z.strictObject({ round: z.enum(["up", "down"]), to: Num, of: Expression }),
    z.strictObject({ after: Expression, period: Period }),
    z.strictObject({
      pick: z.array(z.strictObject({ when: Predicate, then: Expression })).min(1),
      else: Expression,
    }),
  ]),
);

export const Predicate: z.ZodType<Predicate> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Predicate).min(1) }),
    z.strictObject({ any: z.array(Predicate).min(1) }),
    z.strictObject({ not: Predicate }),
    z.strictObject({
      left: Expression,
      cmp: z.enum(["<", "<=", "==", "!=", ">=", ">", "in", "has"]),
      right: Expression,
    }),
  ]),
);

export const Meter: z.ZodType<Meter> = z.lazy(() =>
  z.strictObject({
    take: z.enum(["count", "sum"]),
    base: Base,
    basis: Basis,
    unit: LegalUnit,
    where: Predicate,
    per: z.array(FactId),
    attribution: z.enum(["150.4", "13d", "household"]).optional(),
    window: z.union([
      z.strictObject({ last: Period }),
      z.strictObject({ at: z.enum(["now", "fiscalYearEnd"]) }),
      z.strictObject({ previous: z.literal("month") }),
    ]),
    withThis: z.boolean(),
  }),
);
