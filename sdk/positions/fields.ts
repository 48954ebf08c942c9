import { type Address, type Hex, isAddress, isHash, zeroHash } from "viem";
import { ParameterInvalidError } from "../errors/index.js";
import { BINDINGS, POSITION_SIDES, POSITIONS, type PositionSide } from "../kinds/index.js";
import type { Binding } from "../verdict/index.js";

const invalid = (parameter: string, value: unknown, wanted: string) =>
  new ParameterInvalidError({ parameter, value: String(value), wanted });

/** Unix seconds of 40 bits. */
const LAST_TIME = 2n ** 40n - 1n;
/** Investor numbers that a closure can name. */
const LAST_INVESTOR = 2n ** 48n - 1n;
const NO_LIMIT = BigInt(POSITIONS.noLimit);

const isIn = (value: bigint, least: bigint, most: bigint): boolean =>
  typeof value === "bigint" && value >= least && value <= most;

/** @internal Whole contracts as a book takes them; null: none. */
export function limitField(parameter: string, value: bigint | null): number {
  if (value === null) return POSITIONS.noLimit;
  if (isIn(value, 0n, NO_LIMIT - 1n)) return Number(value);
  throw invalid(parameter, value, "whole contracts as a bigint, from 0 to 4,294,967,294, or null for none");
}

/** @internal Unix seconds. */
export function timeField(parameter: string, value: bigint, least = 1n): number {
  if (isIn(value, least, LAST_TIME)) return Number(value);
  throw invalid(parameter, value, "unix seconds as a bigint, not milliseconds");
}

/** @internal Number of an investor. */
export function investorField(parameter: string, value: bigint): bigint {
  if (isIn(value, 1n, LAST_INVESTOR)) return value;
  throw invalid(parameter, value, "an investor's number as a bigint, from 1, below 2 ** 48");
}

/** @internal Number of an underlying or a page, from 1. */
export function placeField(parameter: string, value: number, most: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw invalid(parameter, value, `a whole number from 1 to ${most}`);
}

/** @internal */
export const underlyingField = (value: number): number => placeField("underlying", value, 0xffff_ffff);

/** @internal */
export function addressField(parameter: string, value: Address): Address {
  if (isAddress(value)) return value;
  throw invalid(parameter, value, "an address: 0x and 40 hexadecimal digits, in lower case or with their checksum");
}

/** @internal Hash of a document, which is not zero. */
export function hashField(parameter: string, value: Hex): Hex {
  if (isHash(value) && value !== zeroHash) return value;
  throw invalid(parameter, value, "the hash of a document: 0x and 64 hexadecimal digits, not all zero");
}

/** @internal Behind limits stands something; behind none nothing needs to. */
export function provisionField(parameter: string, value: Hex, isNeeded: boolean): Hex {
  return !isNeeded && value === zeroHash ? value : hashField(parameter, value);
}

/** @internal */
export function bindingField(parameter: string, value: Exclude<Binding, "engine">): number {
  if (Object.hasOwn(BINDINGS, value)) return BINDINGS[value];
  throw invalid(parameter, value, "law or policy");
}

/** @internal Whole contracts, none of them without end. */
export function contractsField(parameter: string, value: bigint): number {
  if (isIn(value, 0n, NO_LIMIT - 1n)) return Number(value);
  throw invalid(parameter, value, "whole contracts as a bigint, from 0 to 4,294,967,294");
}

/** @internal Whether it is short. */
export function sideField(parameter: string, value: PositionSide): boolean {
  if (Object.hasOwn(POSITION_SIDES, value)) return value === "short";
  throw invalid(parameter, value, "long or short");
}

/** @internal Whether it settles in cash. */
export function settlementField(parameter: string, value: "physical" | "cash"): boolean {
  if (value === "physical" || value === "cash") return value === "cash";
  throw invalid(parameter, value, "physical or cash");
}
