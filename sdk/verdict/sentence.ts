import type { ParameterInvalidError } from "../errors/index.js";
import { isReason } from "../kinds/index.js";
import { hiddenParty, ruleOf, type SentenceContext } from "./context.js";
import { REASON_SENTENCES } from "./reasonSentences.js";
import { RULE_SENTENCES } from "./ruleSentences.js";
import type { Finding } from "./types.js";

export type SentenceReturnType = string;
export type SentenceErrorType = ParameterInvalidError;

/**
 * Says a finding in plain English and whole tokens. About another party than the audience it says only that it does not qualify.
 *
 * @throws {ParameterInvalidError} when `context.program` is not the program that gave the finding.
 */
export function sentence(finding: Finding, context: SentenceContext): SentenceReturnType {
  const hidden = hiddenParty(finding, context);
  if (hidden !== null) return `The ${hidden} does not qualify.`;
  const { kind } = finding;
  return isReason(kind)
    ? REASON_SENTENCES[kind](finding, context)
    : RULE_SENTENCES[kind](finding, ruleOf(finding, context), context);
}
