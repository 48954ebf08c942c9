import {
  encodeAbiParameters,
  getContractAddress,
  type Hex,
  keccak256,
  parseAbiParameters,
  toFunctionSelector,
} from "viem";
import { MOVEMENTS, RULE_KINDS } from "../../sdk/kinds/index.js";
import type { PlugInAnswer, Program } from "../../sdk/program/index.js";
import { loadProgram } from "../../sdk/program/loadProgram.js";
import type { Movement } from "../../sdk/verdict/index.js";
import type { Random } from "./random.js";

/** How a plug-in answers; `told`: as measured it answers what it was asked, hashed. */
export type Behaviour = {
  readonly how: "answers" | "reverts" | "writes" | "told";
  /** Bytes of its answer; 96 is right. */
  readonly size: number;
  readonly words: readonly [bigint, bigint, bigint];
};

const HOW = { answers: 0n, reverts: 1n, writes: 2n, told: 3n } as const;
const RIGHT = 96;
const MOST_WORD = (1n << 256n) - 1n;
export const ALLOWING: Behaviour = { how: "answers", size: RIGHT, words: [1n, 0n, 0n] };
export const BOTH_ALLOW = [ALLOWING, ALLOWING] as const;

/** Whom rules of cases ask: two contracts that the harness of a token makes, or, in the third place, nobody who has code. */
export const plugInsOf = (token: Hex): readonly bigint[] => [
  BigInt(getContractAddress({ from: token, nonce: 1n })),
  BigInt(getContractAddress({ from: token, nonce: 2n })),
  0xdeadn,
];

/** @param allows Whether it is to allow. Otherwise it refuses, or answers in one of the ways that are no answer. */
export function someBehaviour(random: Random, allows: boolean): Behaviour {
  const number = () => random.pick([0n, 1n, random.amount(MOST_WORD), MOST_WORD]);
  const told = random.oneIn(2) ? "told" : "answers";
  if (allows) return { how: told, size: RIGHT, words: [1n, number(), number()] };
  const refusal: Behaviour = { how: told, size: RIGHT, words: [0n, number(), number()] };
  const allowing: Behaviour = { how: "answers", size: RIGHT, words: [1n, number(), number()] };
  switch (random.int(6)) {
    case 0:
      return { ...allowing, size: random.pick([0, 32, 64, 95, 97, 128, 4096]) };
    case 1:
      return { ...allowing, words: [random.pick([2n, 256n, MOST_WORD, 1n << 255n]), 0n, 0n] };
    case 2:
      return { ...allowing, how: random.pick(["reverts", "writes"] as const) };
    default:
      return refusal;
  }
}

const PARAMETERS = parseAbiParameters("(uint8,address,address,address,address,uint256)");
const WEIGH = toFunctionSelector("weigh((uint8,address,address,address,address,uint256))");
const REFUSED: PlugInAnswer = { allowed: false, measured: 0n, limit: 0n };
const NOT_ASKED: PlugInAnswer = { allowed: true, measured: 0n, limit: 0n };
const NOBODY = `0x${"00".repeat(20)}` as const;

/** What the contracts answer that the program's rules ask, in its order. */
export function answersOf(
  program: Program,
  movement: Movement,
  behaviours: readonly Behaviour[],
): readonly PlugInAnswer[] {
  const binding = new Set(loadProgram(program)[movement.kind].asking.map(({ index }) => index));
  return program.rules.flatMap(({ kind, limit }, index) => {
    if (RULE_KINDS[kind].judgedOn !== "plugIn") return [];
    if (!binding.has(index)) return [NOT_ASKED];
    const asked = behaviours[plugInsOf(movement.token).indexOf(limit)];
    return [asked === undefined ? REFUSED : answerOf(asked, movement)];
  });
}

function answerOf({ how, size, words: [allows, measured, limit] }: Behaviour, movement: Movement): PlugInAnswer {
  if (how === "reverts" || how === "writes" || size !== RIGHT || allows > 1n) return REFUSED;
  return { allowed: allows === 1n, measured: how === "told" ? BigInt(keccak256(told(movement))) : measured, limit };
}

/** The call: a spender is told only where somebody moves units of another. */
function told({ kind, token, spender, from, to, amount }: Movement): Hex {
  const moves = kind === "transfer" && spender !== undefined && spender !== from ? spender : NOBODY;
  const call = encodeAbiParameters(PARAMETERS, [[MOVEMENTS[kind], token, moves, from, to, amount]]);
  return `${WEIGH}${call.slice(2)}`;
}

export const behaviourWords = ({ how, size, words }: Behaviour): readonly bigint[] => [
  HOW[how] | (BigInt(size) << 8n),
  ...words,
];
