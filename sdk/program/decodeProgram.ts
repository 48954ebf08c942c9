import { type Hex, keccak256 } from "viem";
import { ProgramInvalidError } from "../errors/index.js";
import { countriesIn } from "./countrySetWords.js";
import { findProgramFault } from "./findProgramFault.js";
import { sectionsOf, wordOf } from "./layout.js";
import { readRule } from "./ruleWord.js";
import type { Program } from "./types.js";

export type DecodeProgramReturnType = Program;
export type DecodeProgramErrorType = ProgramInvalidError;

/**
 * The program of these bytes. `encodeProgram` gives the bytes back.
 *
 * @param bytes As given to `publish`: without the zero byte that stands before them on chain.
 * @throws {ProgramInvalidError} when `publish` would refuse the bytes; names place, value and remedy.
 */
export function decodeProgram(bytes: Hex): DecodeProgramReturnType {
  const fault = findProgramFault(bytes);
  if (fault !== undefined) throw new ProgramInvalidError(fault);
  const { sets, rules, provisions, rulebook } = sectionsOf(bytes);
  return {
    id: keccak256(bytes),
    bytes: bytes.toLowerCase() as Hex,
    rules: rules.map((digits) => readRule(wordOf(digits))),
    countrySets: sets.map(countriesIn),
    provisions: provisions.map((digits): Hex => `0x${digits}`),
    rulebook: `0x${rulebook}`,
  };
}
