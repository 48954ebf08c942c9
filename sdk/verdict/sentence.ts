import type { ParameterInvalidError } from "../errors/index.js";
import { isReason, type Rule } from "../kinds/index.js";
import { hiddenParty, ruleOf, type SentenceContext } from "./context.js";
import { REASON_SENTENCES } from "./reasonSentences.js";
import { RULE_SENTENCES } from "./ruleSentences.js";
import type { Finding } from "./types.js";

export type SentenceReturnType = string;
export type SentenceErrorType = ParameterInvalidError;

/**
 * Says a finding in plain English and whole tokens; of a rule on a path, which way it closes. About another party than the audience it says only
 * that it does not qualify.
 *
 * @throws {ParameterInvalidError} when `context.program` is not the program that gave the finding.
 */
export function sentence(finding: Finding, context: SentenceContext): SentenceReturnType {
  const hidden = hiddenParty(finding, context);
  if (hidden !== null) return `The ${hidden} does not qualify.`;
  const { kind } = finding;
  if (isReason(kind)) return REASON_SENTENCES[kind](finding, context);
  const rule = ruleOf(finding, context);
  return byWayOf(rule, RULE_SENTENCES[kind](finding, rule, context), context);
}

/** Says of a rule on a path which way it closes: another may be open to another movement. */
function byWayOf({ path }: Rule, words: string, { pathNames }: SentenceContext): string {
  if (path === 0) return words;
  return `By way of "${pathNames?.[path - 1] ?? `path ${path}`}": ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
