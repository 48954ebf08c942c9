import { PROGRAM, SET_COUNTRIES } from "../kinds/index.js";
import type { CountrySet } from "./types.js";

const DIGITS = PROGRAM.setBytes * 2;

/** Which hexadecimal digit of a set's 1,024 bits holds a country, and which bit of it: word c >> 8, bit c & 255, big-endian. */
const digitOf = (country: number): number => (country >> 8) * 64 + 63 - ((country & 255) >> 2);

/** A set's 128 bytes as hexadecimal digits. Members must be integers of 0..1023. */
export function countrySetDigits(set: CountrySet): string {
  const digits = new Uint8Array(DIGITS);
  for (const country of set) digits[digitOf(country)] = (digits[digitOf(country)] ?? 0) | (1 << (country & 3));
  return Array.from(digits, (digit) => digit.toString(16)).join("");
}

/** The countries in a set's 128 bytes, ascending. */
export function countriesIn(digits: string): CountrySet {
  const countries: number[] = [];
  for (let country = 0; country < SET_COUNTRIES; country++) {
    if (parseInt(digits.charAt(digitOf(country)), 16) & (1 << (country & 3))) countries.push(country);
  }
  return countries;
}

export const isEmptySet = (digits: string): boolean => /^0*$/.test(digits);
export const isFullSet = (digits: string): boolean => /^f*$/i.test(digits);
