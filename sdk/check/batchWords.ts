import { type Address, getAddress, type Hex, toFunctionSelector, zeroHash } from "viem";
import type { RawFinding } from "../reader/completeFinding.js";
import type { MovementArgument } from "./movementArgument.js";
import type { Rehearsal } from "./rehearsal.js";

/** One answer of the engine's `checkMany`: zeros for `first` where it is allowed. */
export type Answer = {
  readonly allowed: boolean;
  readonly first: RawFinding;
  readonly program: Address;
};

// Calldata and answers of a batch word by word, 64 hexadecimal digits each: a general codec took most of the SDK's time for a verdict (decision 0088). A test
// holds both to viem's.
const WORD = 64;
/** Allowed, the five words of a finding, the program. */
const WORDS_OF_ANSWER = 7;
/** Where a list begins that follows the words before it, counted from the first of them: its own place, then its length. */
const HEADS = { checkMany: 1, checkManyAs: 3 } as const;
const MOVEMENTS = "(uint8,address,address,address,address,uint256)[]";
const CHECK_MANY = toFunctionSelector(`checkMany(${MOVEMENTS})`);
const CHECK_MANY_AS = toFunctionSelector(`checkManyAs(bytes32,${MOVEMENTS},uint256)`);
const TRUE = number(1);
const NOTHING: RawFinding = { reason: "0x00000000", rule: 0, subject: 0n, measured: 0n, limit: 0n };

/** The calldata of `checkMany`, or of `checkManyAs` where something is rehearsed. */
export function encodeBatch(movements: readonly MovementArgument[], rehearsal: Rehearsal | undefined): Hex {
  const list = number(movements.length) + movements.map(movementWords).join("");
  if (rehearsal === undefined) return `${CHECK_MANY}${number(HEADS.checkMany * 32)}${list}`;
  const { programId, asOf } = rehearsal;
  return `${CHECK_MANY_AS}${programId.slice(2)}${number(HEADS.checkManyAs * 32)}${number(asOf)}${list}`;
}

/**
 * What either answers.
 *
 * @returns undefined if these are not so many answers.
 */
export function decodeBatch(data: Hex, count: number): readonly Answer[] | undefined {
  const begin = 2 + 2 * WORD;
  const size = WORDS_OF_ANSWER * WORD;
  if (data.length !== begin + count * size || data.slice(2, begin) !== number(32) + number(count)) return undefined;
  const programs = new Map<string, Address>();
  const answers: Answer[] = [];
  for (let start = begin; start < data.length; start += size) {
    const word = (place: number) => data.slice(start + place * WORD, start + (place + 1) * WORD);
    const integer = (place: number) => BigInt(`0x${word(place)}`);
    const [allowed, rule, last] = [word(0), word(2), word(6)];
    if (!(fits(allowed, 1) && allowed <= TRUE && fits(rule, 4) && fits(last, 40))) return undefined;
    const program = programs.get(last) ?? getAddress(`0x${last.slice(-40)}`);
    programs.set(last, program);
    if (allowed === TRUE) answers.push({ allowed: true, first: NOTHING, program });
    else {
      const first: RawFinding = {
        ...{ reason: `0x${word(1).slice(0, 8)}`, rule: parseInt(rule, 16) },
        ...{ subject: integer(3), measured: integer(4), limit: integer(5) },
      };
      answers.push({ allowed: false, first, program });
    }
  }
  return answers;
}

const movementWords = ({ kind, token, spender, from, to, amount }: MovementArgument): string =>
  number(kind) + address(token) + address(spender) + address(from) + address(to) + number(amount);

function number(value: bigint | number): string {
  return value.toString(16).padStart(WORD, "0");
}

const address = (value: Address): string => value.slice(2).toLowerCase().padStart(WORD, "0");

/** Whether all digits of a word but the last ones are zero. */
const fits = (word: string, digits: number): boolean => zeroHash.endsWith(word.slice(0, -digits));
