import { ProgramInvalidError } from "../errors/index.js";
import { PROGRAM, type Rule } from "../kinds/index.js";
import { findRuleFault } from "./findRuleFault.js";
import { readRule } from "./ruleWord.js";

export type DecodeRuleReturnType = Rule;
export type DecodeRuleErrorType = ProgramInvalidError;

/**
 * The rule of one word of a program.
 *
 * @throws {ProgramInvalidError} when its kind is unknown, or a field holds what the kind does not allow in any program.
 */
export function decodeRule(word: bigint): DecodeRuleReturnType {
  const fault = findRuleFault(word, 0, { sets: PROGRAM.mostSets, provisions: PROGRAM.mostProvisions });
  if (fault !== undefined) throw new ProgramInvalidError(fault);
  return readRule(word);
}
