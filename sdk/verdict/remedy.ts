import type { ParameterInvalidError } from "../errors/index.js";
import { isReason } from "../kinds/index.js";
import { hiddenParty, ruleOf, type SentenceContext } from "./context.js";
import { REASON_REMEDIES, RULE_REMEDIES } from "./remedies.js";
import type { Finding, Remedy } from "./types.js";

export type RemedyReturnType = Remedy;
export type RemedyErrorType = ParameterInvalidError;

/**
 * What would help against a finding, taken alone: an amount that it allows, a time from which it does, a credential; or why nothing does.
 * About another party than the audience it says nothing.
 *
 * @throws {ParameterInvalidError} when `context.program` is not the program that gave the finding.
 */
export function remedy(finding: Finding, context: SentenceContext): RemedyReturnType {
  const hidden = hiddenParty(finding, context);
  if (hidden !== null) return { type: "none", why: `Only the ${hidden} and the transfer agent may learn why.` };
  const { kind } = finding;
  return isReason(kind)
    ? REASON_REMEDIES[kind](finding, context)
    : RULE_REMEDIES[kind](finding, context, ruleOf(finding, context));
}
