import type { Hex } from "viem";
import { HEADER_WORD, PROGRAM, readField } from "../kinds/index.js";

/** Hexadecimal digits of a word, and of a country set. */
export const WORD_DIGITS = PROGRAM.wordBytes * 2;
export const SET_DIGITS = PROGRAM.setBytes * 2;

export type Counts = {
  readonly rules: number;
  readonly sets: number;
  readonly provisions: number;
  /** Words of the guards. */
  readonly guards: number;
};

/** A program's bytes, cut as its header says. Digits are hexadecimal, without 0x. */
export type Sections = {
  readonly sets: readonly string[];
  readonly guards: readonly string[];
  readonly rules: readonly string[];
  readonly provisions: readonly string[];
  readonly rulebook: string;
};

export const countsIn = (header: bigint): Counts => ({
  rules: Number(readField(header, HEADER_WORD.rules)),
  sets: Number(readField(header, HEADER_WORD.sets)),
  provisions: Number(readField(header, HEADER_WORD.provisions)),
  guards: Number(readField(header, HEADER_WORD.guards)),
});

/** Bytes of a program of these counts: header, sets, guards, rules, provisions, rulebook. */
export const programLength = ({ rules, sets, provisions, guards }: Counts): number =>
  sets * PROGRAM.setBytes + (2 + guards + rules + provisions) * PROGRAM.wordBytes;

export const wordOf = (digits: string): bigint => BigInt(`0x${digits}`);

/** The word at a digit of the bytes; the first at 0. */
export const wordAt = (bytes: Hex, digit: number): bigint => wordOf(bytes.slice(2 + digit, 2 + digit + WORD_DIGITS));

/** Cuts bytes whose header and length were checked. */
export function sectionsOf(bytes: Hex): Sections {
  const counts = countsIn(wordAt(bytes, 0));
  let at = 2 + WORD_DIGITS;
  const take = (count: number, digits: number): readonly string[] =>
    Array.from({ length: count }, () => bytes.slice(at, (at += digits)).toLowerCase());
  const sets = take(counts.sets, SET_DIGITS);
  const guards = take(counts.guards, WORD_DIGITS);
  const rules = take(counts.rules, WORD_DIGITS);
  const provisions = take(counts.provisions, WORD_DIGITS);
  const [rulebook = ""] = take(1, WORD_DIGITS);
  return { sets, guards, rules, provisions, rulebook };
}
