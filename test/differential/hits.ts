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
const ORDERED: readonly string[] = ["units", "holders", "purchasers", "unixSeconds"];

/** Whether rules of a kind have a limit, of which there is one less and one more. */
const hasLimit = (kind: RuleKind): boolean =>
  ORDERED.includes(RULE_KINDS[kind].unit) && RULE_KINDS[kind].limit.meaning !== "none";

const columnsOf = (kind: RuleKind): readonly string[] => (hasLimit(kind) ? ["below", "at", "above"] : ["in", "out"]);

/** Counts, over all kinds there are, the cases in which one rule decides: alone it refuses, or nothing else does and it would from one step on. */
export type Tally = {
  readonly note: (one: Case, decision: Decision) => void;
  readonly hits: () => Readonly<Record<CaseKind, Hits>>;
  /** Columns that were met less often than so many times, as `kind.column: times`. */
  readonly below: (least: number) => readonly string[];
};

export function newTally(): Tally {
  const counts = new Map<string, number>();
  const add = (kind: RuleKind, column: string | undefined) => {
    if (column !== undefined) counts.set(`${kind}.${column}`, (counts.get(`${kind}.${column}`) ?? 0) + 1);
  };
  const row = (kind: RuleKind) =>
    Object.fromEntries(columnsOf(kind).map((column) => [column, counts.get(`${kind}.${column}`) ?? 0])) as Hits;
  return {
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
    hits: () => Object.fromEntries(CASE_KINDS.map((kind) => [kind, row(kind)])) as Record<CaseKind, Hits>,
    below: (least) =>
      CASE_KINDS.flatMap((kind) =>
        Object.entries(row(kind)).flatMap(([column, times]) => (times < least ? [`${kind}.${column}: ${times}`] : [])),
      ),
  };
}

const isRuleKind = (kind: string): kind is RuleKind => kind in RULE_KINDS;

/** Undefined: further from the limit than one, so that a step of one would change nothing. */
function sideOf({ measured, limit }: Finding): string | undefined {
  return { "-1": "below", "0": "at", "1": "above" }[String(measured - limit)];
}

/** What each rule that an allowed movement was judged by measured, unless another path would have excused it. */
function passed({ program, facts, movement }: Case): readonly Finding[] {
  const situation = situationOf(facts, movement);
  const { always, paths } = loadProgram(program)[movement.kind];
  const deciding = paths.length === 1 ? [...always, ...(paths[0] ?? [])] : always;
  const judged = new Set(judgedRules(program, facts, movement));
  return deciding.filter(({ index }) => judged.has(index)).map((one) => findingOf(program, one, situation));
}
