import { type Hex, keccak256 } from "viem";
import { ProgramInvalidError } from "../errors/index.js";
import { HEADER_WORD, LANES, ORIGIN_BITS, readField } from "../kinds/index.js";
import { countriesIn } from "./countrySetWords.js";
import { findProgramFault } from "./findProgramFault.js";
import { sectionsOf, wordAt, wordOf } from "./layout.js";
import { readRule } from "./ruleWord.js";
import type { LotTerms, Program } from "./types.js";

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
    ...lotTermsOf(wordAt(bytes, 0)),
  };
}

/** Of the header. */
function lotTermsOf(header: bigint): { readonly lots?: LotTerms } {
  const word = readField(header, HEADER_WORD.origins);
  const clockRunsOn = readField(header, HEADER_WORD.clockRunsOn) === 1n;
  const clockKeptBy = Number(readField(header, HEADER_WORD.clockKeptBy));
  if (word === 0n && !clockRunsOn && clockKeptBy === 0) return {};
  const origins = Array.from({ length: LANES }, (_, lane) =>
    Number(BigInt.asUintN(ORIGIN_BITS, word >> BigInt(lane * ORIGIN_BITS))),
  );
  return { lots: { origins, clockRunsOn, clockKeptBy } };
}
