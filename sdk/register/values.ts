import { type Address, checksumAddress, getAddress, isAddress } from "viem";
import {
  COUNT_BITS,
  LANES,
  LOT_WORD,
  type Field,
  fieldMax,
  MOST_LOTS,
  MOST_UNITS,
  ORIGINS,
  RECORD_WORD,
} from "../kinds/index.js";
import { compareLots, type Lot, packLot } from "../program/index.js";
import { countryNumber, scaled, type Scheme, type SchemeBits, schemeBits } from "../rulebook/index.js";

// What people write in a register, as text. Each reader gives the value, or says what it must be.

export type Read<T> = { readonly value: T } | { readonly must: string };

const must = (text: string) => ({ must: `must be ${text}` });
const isWhole = (text: string): boolean => /^\d{1,78}$/.test(text);
/** What a spreadsheet makes of a long number. */
const isShortened = (text: string): boolean => /^\d+(?:[.,]\d+)?E\+?\d+$/i.test(text);

const read = new WeakMap<Scheme, SchemeBits>();

/** The scheme's names, made once. */
function bitsOf(scheme: Scheme): SchemeBits {
  const bits = read.get(scheme) ?? schemeBits(scheme);
  read.set(scheme, bits);
  return bits;
}

/** A whole number of a record's field. */
function ofField(text: string, field: Field, what: string): Read<number> {
  if (isWhole(text) && BigInt(text) <= fieldMax(field)) return { value: Number(text) };
  return must(`${what}, 0 to ${fieldMax(field)}`);
}

/** Engines give numbers below this, and never 0. */
const INVESTORS = 1n << 32n;

export function readInvestor(text: string): Read<bigint> {
  if (isWhole(text) && BigInt(text) > 0n && BigInt(text) < INVESTORS) return { value: BigInt(text) };
  return must("the investor's number in the registry, 1 or more: enrol who has none, or leave the wallet out");
}

export function readWallet(text: string): Read<Address> {
  if (isAddress(text)) return { value: getAddress(text) };
  if (!isAddress(text, { strict: false })) return must("an address: 0x and 40 hexadecimal digits");
  return must(
    `an address with its checksum, as ${checksumAddress(text.toLowerCase() as Address)}: a letter may be mistyped`,
  );
}

/** Empty: nobody said. */
export function readCountry(text: string): Read<number> {
  if (text === "") return { value: 0 };
  if (isWhole(text)) return ofField(text, RECORD_WORD.country, "a country's number of ISO 3166-1");
  const number = countryNumber(text);
  return number === undefined ? must("a country's code of ISO 3166-1 alpha-2, as US") : { value: number };
}

/** Empty: none. */
export function readRegion(text: string, scheme: Scheme | null): Read<number> {
  if (text === "") return { value: 0 };
  if (isWhole(text)) return ofField(text, RECORD_WORD.region, "a region's number");
  const number = scheme === null ? undefined : own(bitsOf(scheme).regions, text);
  return number === undefined ? must(named("a region", scheme)) : { value: number };
}

export function readLane(text: string, scheme: Scheme | null): Read<number> {
  if (isWhole(text)) return ofField(text, RECORD_WORD.lane, "a lane's number");
  const lane = scheme?.lanes.find(({ name, label }) => name === text || label === text);
  return lane === undefined ? must(`a lane's number, 0 to 7, or ${named("a lane", scheme)}`) : { value: lane.number };
}

/** Names or bit numbers, separated by blanks; empty: none. @returns The mask. */
export function readMask(text: string, kind: "statuses" | "states", scheme: Scheme | null): Read<number> {
  const names = scheme === null ? {} : bitsOf(scheme)[kind];
  let mask = 0;
  for (const word of text.split(/[\s,;|]+/).filter((one) => one !== "")) {
    const bit = isWhole(word) ? Number(word) : own(names, word);
    if (bit === undefined || bit >= RECORD_WORD[kind].bits) {
      const what = kind === "statuses" ? "statuses" : "states";
      return { must: `has "${word}", and must be names of ${what} in ${schemeName(scheme)}, separated by blanks` };
    }
    mask = (mask | (1 << bit)) >>> 0;
  }
  return { value: mask };
}

/** A day or an instant in UTC, or unix seconds; empty: never. @returns Unix seconds. */
export function readTime(text: string): Read<bigint> {
  if (text === "") return { value: 0n };
  const seconds = isWhole(text) ? BigInt(text) : secondsOf(text);
  if (seconds !== undefined && seconds >= 0n && seconds <= fieldMax(RECORD_WORD.kycUntil)) return { value: seconds };
  return must("a day, as 2036-06-30, an instant, as 2036-06-30T12:00:00Z, or unix seconds below 2 ** 32");
}

/** Unix seconds of a day or an instant in UTC; undefined: no calendar has it. */
function secondsOf(text: string): bigint | undefined {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2})?Z)?$/.exec(text) ?? [];
  const time = day === undefined ? NaN : Date.parse(text);
  // A day that no calendar has becomes another one, or none.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) return undefined;
  return BigInt(time / 1000);
}

/** Whole base units; empty: none. */
export function readUnits(text: string): Read<bigint> {
  if (text === "") return { value: 0n };
  if (isWhole(text) && BigInt(text) <= MOST_UNITS) return { value: BigInt(text) };
  if (isShortened(text)) return must("all digits of the number: format the column as text in the spreadsheet");
  return must("whole base units, 0 or more, as decimal digits, at most 2 ** 112 - 1; for tokens use the column tokens");
}

/** Tokens; empty: none. @returns Token units. */
export function readTokens(text: string, decimals: number | null): Read<bigint> {
  if (text === "") return { value: 0n };
  if (decimals === null) return { must: "needs the token's decimals to be read: say them, or use the column units" };
  const units = /^(?:0|[1-9]\d{0,77})(?:\.\d{1,78})?$/.test(text) ? scaled(text, decimals) : undefined;
  if (units !== undefined && units <= MOST_UNITS) return { value: units };
  return must(`tokens, 0 or more, as 1250.5, with at most ${decimals} decimals`);
}

export function readYesNo(text: string): Read<boolean> {
  if (["", "no", "false", "0"].includes(text.toLowerCase())) return { value: false };
  return ["yes", "true", "1"].includes(text.toLowerCase()) ? { value: true } : must("yes or no");
}

/** "2026-01-31:0:5000 …": day, origin, units. @returns Lot words, oldest first. */
export function readLots(text: string): Read<readonly bigint[]> {
  const lots: Lot[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== "")) {
    const [, day = "", origin = "", units = ""] = /^(\d{4}-\d{2}-\d{2}):(\d):(\d{1,34})$/.exec(word) ?? [];
    const number = (secondsOf(day) ?? -86_400n) / 86_400n;
    if (number < 0n || number > fieldMax(LOT_WORD.day) || Number(origin) >= ORIGINS || BigInt(units) > MOST_UNITS)
      return must("lots as day:origin:units, as 2026-01-31:0:5000, separated by blanks");
    lots.push({ day: Number(number), origin: Number(origin), units: BigInt(units) });
  }
  const sorted = lots.sort(compareLots);
  const twice = sorted.some((lot, index) => index > 0 && compareLots(sorted[index - 1] ?? lot, lot) === 0);
  if (twice || lots.length > MOST_LOTS || lots.some(({ units }) => units === 0n))
    return must(`at most ${MOST_LOTS} lots with units, one for a day and origin`);
  return { value: sorted.map(packLot) };
}

/** Numbers of owners by lane, separated by blanks; empty: nobody was stated. @returns A Counts word. */
export function readOwners(text: string): Read<bigint> {
  const counts = text.split(/\s+/).filter((one) => one !== "");
  if (counts.length === 0) return { value: 0n };
  const fits = (count: string) => isWhole(count) && BigInt(count) < 1n << BigInt(COUNT_BITS);
  if (counts.length !== LANES || !counts.every(fits)) return must("eight numbers of owners, for the lanes 0 to 7");
  return {
    value: counts.reduce((word, count, lane) => word | (BigInt(count) << BigInt(lane * COUNT_BITS)), 0n),
  };
}

const schemeName = (scheme: Scheme | null) =>
  scheme === null ? "a scheme, of which none is known" : `the scheme "${scheme.id}"`;
const named = (what: string, scheme: Scheme | null) => `${what} of ${schemeName(scheme)}, by its name or number`;
const own = (names: Readonly<Record<string, number>>, name: string): number | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined;
