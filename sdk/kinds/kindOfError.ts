import { type Reason, REASON_NAMES, REASONS } from "./reasons.js";
import { RULE_KIND_NAMES, RULE_KINDS, type RuleKind } from "./ruleKinds.js";

const BY_ERROR: ReadonlyMap<string, RuleKind | Reason> = new Map<string, RuleKind | Reason>([
  ...RULE_KIND_NAMES.map((name) => [RULE_KINDS[name].error, name] as const),
  ...REASON_NAMES.map((name) => [REASONS[name].error, name] as const),
]);

/** The rule kind or built-in reason that refuses with the Solidity error of this name, or undefined if none does. */
export const kindOfError = (error: string): RuleKind | Reason | undefined => BY_ERROR.get(error);
