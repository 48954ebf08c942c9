import { concatHex, type Hex, isHex, numberToHex } from "viem";
import { ProgramInvalidError } from "../errors/index.js";
import { HEADER_WORD, LANES, ORIGIN_BITS, ORIGINS, packWord, PROGRAM, SET_COUNTRIES } from "../kinds/index.js";
import { countrySetDigits } from "./countrySetWords.js";
import { packRule } from "./encodeRule.js";
import { findCountFault, findProgramFault } from "./findProgramFault.js";
import { guardsOf } from "./guardsOf.js";
import { groupSetsOf, needsOf } from "./needsOf.js";
import type { LotTerms, ProgramParts } from "./types.js";

export type EncodeProgramReturnType = Hex;
export type EncodeProgramErrorType = ProgramInvalidError;

/**
 * The bytes of a program, as `publish` takes them. `decodeProgram` gives the program back.
 *
 * @param program In canonical order: `assembleProgram` sorts.
 * @throws {ProgramInvalidError} when `publish` would refuse the bytes; names place, value and remedy.
 */
export function encodeProgram(program: ProgramParts): EncodeProgramReturnType {
  const { rules, countrySets, provisions, rulebook } = program;
  const counts = { rules: rules.length, sets: countrySets.length, provisions: provisions.length };
  const fault = findCountFault({ ...counts, guards: 0 });
  if (fault !== undefined) throw new ProgramInvalidError(fault);
  countrySets.forEach(checkCountries);
  provisions.forEach((hash, index) => checkHash(hash, `provision ${index}`));
  checkHash(rulebook, "the rulebook");

  const words = rules.map(packRule);
  const guards = guardsOf(words);
  const header = packWord(HEADER_WORD, {
    magic: BigInt(PROGRAM.magic),
    version: BigInt(PROGRAM.version),
    needs: BigInt(needsOf(rules)),
    rules: BigInt(counts.rules),
    sets: BigInt(counts.sets),
    provisions: BigInt(counts.provisions),
    groupSets: BigInt(groupSetsOf(rules)),
    ...packLotTerms(program.lots),
  });
  const word = (value: bigint) => numberToHex(value, { size: PROGRAM.wordBytes });
  const bytes = concatHex([
    word(header | guards.header),
    ...countrySets.map((set): Hex => `0x${countrySetDigits(set)}`),
    ...guards.words.map(word),
    ...words.map(word),
    ...provisions,
    rulebook,
  ]);
  const found = findProgramFault(bytes);
  if (found !== undefined) throw new ProgramInvalidError(found);
  return bytes.toLowerCase() as Hex;
}

const NOTHING: LotTerms = { origins: [], clockRunsOn: false, clockKeptBy: 0 };

/** Fields of the header. */
function packLotTerms({ origins, clockRunsOn, clockKeptBy }: LotTerms = NOTHING) {
  const wrong = origins.find((origin) => !Number.isInteger(origin) || origin < 0 || origin >= ORIGINS);
  if (origins.length > LANES || wrong !== undefined)
    throw new ProgramInvalidError({
      error: null,
      args: [],
      place: "the lots' origins",
      value: wrong === undefined ? `${origins.length} lanes` : `origin ${wrong}`,
      remedy: `Name for each of ${LANES} lanes an origin, 0 to ${ORIGINS - 1}.`,
    });
  return {
    origins: origins.reduce((word, origin, lane) => word | (BigInt(origin) << BigInt(lane * ORIGIN_BITS)), 0n),
    clockRunsOn: clockRunsOn ? 1n : 0n,
    clockKeptBy: BigInt(clockKeptBy),
  };
}

function checkCountries(set: readonly number[], index: number): void {
  const wrong = set.find((country) => !Number.isInteger(country) || country < 0 || country >= SET_COUNTRIES);
  if (wrong === undefined) return;
  throw new ProgramInvalidError({
    error: null,
    args: [],
    place: `country set ${index}`,
    value: `country ${wrong}`,
    remedy: `Name countries by their ISO 3166-1 numeric codes, 0 to ${SET_COUNTRIES - 1}.`,
  });
}

function checkHash(hash: Hex, place: string): void {
  if (isHex(hash) && hash.length === 2 + PROGRAM.wordBytes * 2) return;
  throw new ProgramInvalidError({ error: null, args: [], place, value: hash, remedy: "Give a hash of 32 bytes." });
}
