import { concat, type Hex, keccak256, numberToHex, zeroHash } from "viem";
import { type CountryScope, packWord, RULE_KINDS, RULE_WORD } from "../kinds/index.js";
import { ParameterInvalidError } from "../errors/index.js";
import { countrySetDigits } from "./countrySetWords.js";
import { ruleFields } from "./ruleWord.js";
import type { ProgramParts } from "./types.js";

export type MeterKeyOfReturnType = Hex;
export type MeterKeyOfErrorType = ParameterInvalidError;

/** Outflows are one kind of meter, whatever their limit is measured by. */
const OUTFLOWS: ReadonlySet<string> = new Set(["mostOutflow", "mostOutflowShare", "mostOutflowShareOrVolume"]);

/**
 * By what the engine knows the meter that a rule reads, across programs: what it counts and of whom, not how much of it is allowed, nor within which
 * window. Pure; the engine's `meterOf` says the same.
 *
 * @param rule Index of a metered rule of the program.
 * @throws {ParameterInvalidError} when the program has no metered rule of this index.
 *
 * @example
 * const meter = meterKeyOf(program, 3);
 */
export function meterKeyOf({ rules, countrySets }: Pick<ProgramParts, "rules" | "countrySets">, rule: number): Hex {
  const found = rules[rule];
  if (found === undefined || RULE_KINDS[found.kind].judgedOn !== "meter")
    throw new ParameterInvalidError({ parameter: "rule", value: String(rule), wanted: "index of a metered rule" });
  const { path: _path, provision: _provision, window: _window, limit: _limit, ...named } = ruleFields(found);
  const word = packWord(RULE_WORD, {
    ...named,
    kind: BigInt(RULE_KINDS[OUTFLOWS.has(found.kind) ? "mostOutflow" : found.kind].id),
    countrySet: modeOf(found.countrySet),
    otherCountrySet: modeOf(found.otherCountrySet),
  });
  const hashOf = (scope: CountryScope | null): Hex =>
    scope === null ? zeroHash : keccak256(`0x${countrySetDigits(countrySets[scope.set] ?? [])}`);
  return keccak256(concat([numberToHex(word, { size: 32 }), hashOf(found.countrySet), hashOf(found.otherCountrySet)]));
}

/** Whether a set is named, and whether whom it does not contain is meant: a set is known by its hash. */
const modeOf = (scope: CountryScope | null): bigint => (scope === null ? 0n : scope.outside ? 3n : 1n);
