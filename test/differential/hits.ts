import { RULE_KINDS, type RuleKind } from "../../sdk/kinds/index.js";
import { judgedRules } from "../../sdk/program/index.js";
import { findingOf } from "../../sdk/program/evaluate.js";
import { loadProgram } from "../../sdk/program/loadProgram.js";
import { situationOf } from "../../sdk/program/situation.js";
import type { Decision, Finding } from "../../sdk/verdict/index.js";
import type { Case } from "./cases.js";
import { CASE_KINDS, type CaseKind } from "./kinds/index.js";

/** How often a kind decided: where it has a limit, by what was measured, one less than the limit, the limit, or one more; else by the set. */
export type Hits = Readonly<Record<"below" | "at" | "above", number>> | Readonly<Record<"in" | "out", number>>;

/** Units that have an order, so that a limit of them lies between what passes and what does not. */
const ORDERED: readonly string[] = ["units", "holders", "purchasers", "unixSeconds", "basisPoints"];

/** Whether rules of a kind have a limit, of which there is one less and one more. */
const hasLimit = (kind: RuleKind): boolean =>
  ORDERED.includes(RULE_KINDS[kind].unit) && RULE_KINDS[kind].limit.meaning !== "none";

const columnsOf = (kind: RuleKind): readonly string[] => (hasLimit(kind) ? ["below", "at", "above"] : ["in", "out"]);

/** Counts, over all kinds there are, the cases in which one rule decides: alone it refuses, or nothing else does and it would from one step on. */
export type Tally = {
  readonly note: (one: Case, decision: Decision) => void;
  /** By `kind.column`. */
  readonly counts: ReadonlyMap<string, number>;
};

export function newTally(): Tally {
  const counts = new Map<string, number>();
  const add = (kind: RuleKind, column: string | undefined) => {
    if (column !== undefined) counts.set(`${kind}.${column}`, (counts.get(`${kind}.${column}`) ?? 0) + 1);
  };
  return {
    counts,
    note: (one, decision) => {
      if (!decision.allowed) {
        const { first, rest } = decision;
        const { kind } = first;
        if (rest.length === 0 && isRuleKind(kind)) add(kind, hasLimit(kind) ? sideOf(first) : "out");
        return;
      }
      for (const finding of passed(one)) {
        const { kind } = finding;
        if (isRuleKind(kind)) add(kind, hasLimit(kind) ? sideOf(finding) : "in");
      }
    },
  };
}

const rowOf = (counts: ReadonlyMap<string, number>, kind: RuleKind): Hits =>
  Object.fromEntries(columnsOf(kind).map((column) => [column, counts.get(`${kind}.${column}`) ?? 0])) as Hits;

export const tableOf = (counts: ReadonlyMap<string, number>): Readonly<Record<CaseKind, Hits>> =>
  Object.fromEntries(CASE_KINDS.map((kind) => [kind, rowOf(counts, kind)])) as Record<CaseKind, Hits>;

/** Columns that were met less often than so many times, as `kind.column: times`. */
export const rareHits = (counts: ReadonlyMap<string, number>, least: number): readonly string[] =>
  CASE_KINDS.flatMap((kind) =>
    Object.entries(rowOf(counts, kind)).flatMap(([column, times]) =>
      times < least ? [`${kind}.${column}: ${times}`] : [],
    ),
  );

const isRuleKind = (kind: string): kind is RuleKind => kind in RULE_KINDS;

/** Undefined: further from the limit than one, so that a step of one would change nothing. */
function sideOf({ measured, limit }: Finding): string | undefined {
  return { "-1": "below", "0": "at", "1": "above" }[String(measured - limit)];
}

/** What each rule that an allowed movement was judged by measured, unless another path would have excused it. */
function passed({ program, facts, movement }: Case): readonly Finding[] {
  const situation = situationOf(facts, movement);
  const { always, paths, asking } = loadProgram(program)[movement.kind];
  const deciding = [...always, ...(paths.length === 1 ? (paths[0] ?? []) : []), ...asking];
  const judged = new Set(judgedRules(program, facts, movement));
  const findings = deciding.filter(({ index }) => judged.has(index)).map((one) => findingOf(one, situation));
  // Of a group both numbers are rounded: what passes by a part of a unit is not above.
  return findings.filter(({ kind, measured, limit }) => kind !== "mostGroupShare" || measured <= limit);
}
