import { ParameterInvalidError } from "../errors/index.js";
import type { Rule } from "../kinds/index.js";
import type { Audience, Finding, Movement } from "./types.js";

/** What a scheme calls lanes, statuses and states. The file of a scheme is one. */
export type SchemeWords = {
  readonly lanes: readonly { readonly number: number; readonly label: string }[];
  readonly evidence: readonly BitLabel[];
  readonly roles: readonly BitLabel[];
  readonly states: readonly BitLabel[];
  readonly regions?: readonly { readonly number: number; readonly label: string }[] | undefined;
};
export type BitLabel = { readonly bit: number; readonly label: string };

/** What a sentence needs to know besides the finding. */
export type SentenceContext = {
  readonly movement: Movement;
  readonly audience: Audience;
  /** Of the token: a sentence speaks in whole tokens. */
  readonly decimals: number;
  readonly symbol: string;
  readonly scheme: SchemeWords;
  /** Which gave the finding; null: none is in force. */
  readonly program: {
    readonly rules: readonly Rule[];
    readonly countrySets: readonly (readonly number[])[];
  } | null;
  /** What the rulebook calls the program's country sets, by index, as "the restricted territories". */
  readonly setNames?: readonly (string | undefined)[] | undefined;
  /** What the rulebook calls the program's paths: the first is path 1. */
  readonly pathNames?: readonly string[] | undefined;
};

/** The rule that gave the finding. */
export function ruleOf(finding: Finding, { program }: SentenceContext): Rule {
  const rule = program?.rules[finding.rule];
  if (rule?.kind === finding.kind) return rule;
  throw new ParameterInvalidError({
    parameter: "context.program",
    value: program === null ? "null" : `a program whose rule ${finding.rule} is ${rule?.kind ?? "missing"}`,
    wanted: `the program that gave the finding, with rule ${finding.rule} of kind ${finding.kind}`,
  });
}

/** The party that the audience may not read about, or null. A party reads about itself; the agent reads everything. */
export function hiddenParty(
  { kind, party }: Finding,
  { audience }: SentenceContext,
): "sender" | "receiver" | "spender" | null {
  if (audience === "agent" || party === audience || party === "token") return null;
  // The sender itself gave the allowance.
  if (kind === "allowanceTooLow" && audience === "sender") return null;
  return party;
}
