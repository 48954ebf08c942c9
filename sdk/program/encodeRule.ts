import { ProgramInvalidError } from "../errors/index.js";
import { fieldMax, packWord, PROGRAM, type Rule, RULE_WORD } from "../kinds/index.js";
import { fieldFault, findRuleFault } from "./findRuleFault.js";
import { ruleFields } from "./ruleWord.js";

export type EncodeRuleReturnType = bigint;
export type EncodeRuleErrorType = ProgramInvalidError;

/**
 * The word of one rule of a program.
 *
 * @throws {ProgramInvalidError} when a field holds what it cannot, or what the kind does not allow in any program.
 */
export function encodeRule(rule: Rule): EncodeRuleReturnType {
  const word = packRule(rule, 0);
  const fault = findRuleFault(word, 0, { sets: PROGRAM.mostSets, provisions: PROGRAM.mostProvisions });
  if (fault !== undefined) throw new ProgramInvalidError(fault);
  return word;
}

/** The word of the rule that stands at `index`. Each value fits its field; whether the kind allows it is not asked. */
export function packRule(rule: Rule, index: number): bigint {
  const fields = ruleFields(rule);
  for (const name of Object.keys(RULE_WORD) as (keyof typeof RULE_WORD)[]) {
    const most = fieldMax(RULE_WORD[name]);
    if (fields[name] < 0n || fields[name] > most)
      throw new ProgramInvalidError(fieldFault(index, name, fields[name], rule.kind, `0 to ${most}`));
  }
  return packWord(RULE_WORD, fields);
}
