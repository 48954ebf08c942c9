import {
  encodeAbiParameters,
  getContractAddress,
  type Hex,
  keccak256,
  maxUint256,
  parseAbiParameters,
  zeroHash,
} from "viem";
import { isRuled, isWeighed, maskOf, MOVEMENTS, readField, RECORD_WORD, STATES } from "../../sdk/kinds/index.js";
import type { Facts, PositionAnswer, Program } from "../../sdk/program/index.js";
import type { Decision, Movement } from "../../sdk/verdict/index.js";
import type { Random } from "./random.js";

/** How the position book answers; `told`: as measured it answers what it was told, hashed. */
export type BookBehaviour = {
  readonly how: "answers" | "reverts" | "told";
  /** Bytes of its answer; 128 is right. */
  readonly size: number;
  /** Allowed, subject, measured, limit. */
  readonly words: readonly [bigint, bigint, bigint, bigint];
};

const HOW = { answers: 0n, reverts: 1n, told: 2n } as const;
const RIGHT = 128;
const MOST_SUBJECT = (1n << 64n) - 1n;
export const ALLOWING_BOOK: BookBehaviour = { how: "answers", size: RIGHT, words: [1n, 0n, 0n, 0n] };
const UNTOLD: PositionAnswer = { allowed: false, subject: 0n, measured: maxUint256, limit: 0n };
const NOT_ASKED: PositionAnswer = { allowed: true, subject: 0n, measured: 0n, limit: 0n };

/** The book that rules of cases name: a contract that the harness of a token makes, and, in the second place, nobody who has code. */
export const booksOf = (token: Hex): readonly [bigint, bigint] => [
  BigInt(getContractAddress({ from: token, nonce: 4n })),
  0xdeadn,
];

/** @param allows Whether it is to allow. Otherwise it refuses, or answers in one of the ways that are no answer. */
export function someBook(random: Random, allows: boolean): BookBehaviour {
  const number = () => random.pick([0n, 1n, random.amount(maxUint256), maxUint256]);
  const subject = () => random.pick([0n, 1n, random.amount(MOST_SUBJECT), MOST_SUBJECT]);
  const how = random.oneIn(2) ? "told" : "answers";
  if (allows) return { how, size: RIGHT, words: [1n, subject(), number(), number()] };
  const allowing: BookBehaviour = { how: "answers", size: RIGHT, words: [1n, subject(), number(), number()] };
  switch (random.int(8)) {
    case 0:
      return { ...allowing, size: random.pick([0, 32, 96, 127, 129, 160, 4096]) };
    case 1:
      return { ...allowing, words: [random.pick([2n, 256n, maxUint256, 1n << 255n]), 0n, 0n, 0n] };
    case 2:
      return { ...allowing, words: [1n, random.pick([MOST_SUBJECT + 1n, maxUint256]), 0n, 0n] };
    case 3:
      return { ...allowing, how: "reverts" };
    default:
      return { how, size: RIGHT, words: [0n, subject(), number(), number()] };
  }
}

/** Of a case: what the book is told, and what it says. */
type Asked = {
  readonly program: Program;
  readonly movement: Movement;
  readonly facts: Facts;
  readonly book: BookBehaviour;
};

/** What the engine's `facts` have of the book. */
export function positionOf({ program, movement, facts, book }: Asked): PositionAnswer {
  const rule = program.rules.find(({ kind }) => kind === "positionLimit");
  const told = tellingOf(program, movement, facts);
  if (rule === undefined || told === undefined || !told.judged) return NOT_ASKED;
  if (rule.limit !== booksOf(movement.token)[0]) return UNTOLD;
  const { how, size } = book;
  const [allowed, subject, measured, limit] = book.words;
  if (how === "reverts" || size !== RIGHT || allowed > 1n || subject > MOST_SUBJECT) return UNTOLD;
  return { allowed: allowed === 1n, subject, measured: how === "told" ? BigInt(told.hash) : measured, limit };
}

/** Hash of what the book was told of a movement that was made; zero: of nothing. */
export function toldOf({ program, movement, facts, book }: Asked, decision: Decision): Hex {
  const rule = program.rules.find(({ kind }) => kind === "positionLimit");
  const hears = rule?.limit === booksOf(movement.token)[0] && book.how !== "reverts";
  return (decision.allowed && hears ? tellingOf(program, movement, facts)?.hash : undefined) ?? zeroHash;
}

const PARAMETERS = parseAbiParameters("address,bool,uint64,uint64,uint256,uint256,uint256,uint256");

/** Undefined: of this movement the book is not told. */
function tellingOf(
  program: Program,
  { kind, token, amount }: Movement,
  facts: Facts,
): { readonly judged: boolean; readonly hash: Hex } | undefined {
  const rule = program.rules.find((one) => one.kind === "positionLimit");
  const [from, holding] = numberOf(facts.sender, facts.senderHolding);
  const [to, held] = numberOf(facts.receiver, facts.receiverHolding);
  if (rule === undefined || !isWeighed(kind) || amount === 0n || from === to) return undefined;
  const judged = isRuled(kind) && (rule.movements & (1 << MOVEMENTS[kind])) !== 0;
  const words = [token, judged, from, to, holding, held, amount, facts.time] as const;
  return { judged, hash: keccak256(encodeAbiParameters(PARAMETERS, words)) };
}

/** Suspense accounts have no position. */
function numberOf(record: bigint, holding: bigint): readonly [investor: bigint, holding: bigint] {
  const suspense = Number(readField(record, RECORD_WORD.states)) & maskOf(STATES, ["suspense"]);
  return suspense ? [0n, 0n] : [readField(record, RECORD_WORD.investor), holding];
}

export const bookBehaviourWords = ({ how, size, words }: BookBehaviour): readonly bigint[] => [
  HOW[how] | (BigInt(size) << 8n),
  ...words,
];
