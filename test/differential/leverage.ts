import { encodeAbiParameters, keccak256, maxUint256, parseAbiParameters, toFunctionSelector } from "viem";
import {
  maskOf,
  MOST_UNITS,
  readField,
  RECORD_WORD,
  STATES,
  TOKEN_FLAGS,
  WALLET_STATE_WORD,
} from "../../sdk/kinds/index.js";
import type { Facts } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import type { Behaviour } from "./plugIns.js";
import type { Random } from "./random.js";

/** How the token's source of leverage answers; `none`: the token has named none; `told`: as leverage it answers what it was asked, hashed. */
export type Source = Omit<Behaviour, "how"> & { readonly how: "none" | Behaviour["how"] };

const RIGHT = 64;
const HOW = { answers: 0n, reverts: 1n, writes: 2n, told: 4n, none: 5n } as const;
const REGISTRY = 1;
const STANDING = toFunctionSelector("standing(uint32,uint64,uint64,address)");
const PARAMETERS = parseAbiParameters("uint32,uint64,uint64,address");

/** A source that says what the facts have of the parties, as far as holds do not say it already; or one that gives no answer. */
export function someSource(random: Random, facts: Facts, movement: Movement, flags: number): Source {
  const beside = facts.senderEncumbered - heldUnits(facts, movement, flags);
  const words = [facts.receiverLeverage, beside > 0n ? beside : 0n, 0n] as const;
  const right: Source = { how: "answers", size: RIGHT, words };
  switch (random.int(40)) {
    case 0:
      return { ...right, how: random.pick(["reverts", "writes", "none"] as const) };
    case 1:
      return { ...right, size: random.pick([0, 32, 63, 65, 96, 4096]) };
    case 2:
      return {
        ...right,
        words: [maxUint256, random.pick([MOST_UNITS - 1n, MOST_UNITS, MOST_UNITS + 1n, maxUint256]), 0n],
      };
    case 3:
      return { ...right, how: "told" };
    default:
      return right;
  }
}

/** The facts as the engine hears them from the source. */
export function withLeverage(facts: Facts, movement: Movement, flags: number, source: Source): Facts {
  const [to, from] = [leveraged(facts.receiver), leveraged(facts.sender)];
  const { how, size, words } = source;
  const answers = (how === "answers" || how === "told") && size === RIGHT;
  const asked = encodeAbiParameters(PARAMETERS, [REGISTRY, to, from, movement.token]);
  const leverage = how === "told" ? BigInt(keccak256(`${STANDING}${asked.slice(2)}`)) : words[0];
  const encumbered = answers ? words[1] + heldUnits(facts, movement, flags) : MOST_UNITS;
  return {
    ...facts,
    receiverLeverage: to === 0n ? 0n : answers ? leverage : maxUint256,
    senderEncumbered: from === 0n ? 0n : encumbered < MOST_UNITS ? encumbered : MOST_UNITS,
  };
}

export const sourceWords = ({ how, size, words }: Source): readonly bigint[] => [
  HOW[how] | (BigInt(size) << 8n),
  ...words,
];

/** The investor's number, if it has the state; else 0. */
function leveraged(record: bigint): bigint {
  const states = Number(readField(record, RECORD_WORD.states));
  return states & maskOf(STATES, ["leveraged"]) ? readField(record, RECORD_WORD.investor) : 0n;
}

/** In the sender's wallets: the other party's is one of them if the two are one. */
function heldUnits({ sender, receiver, senderState, receiverState }: Facts, { from, to }: Movement, flags: number) {
  if (!(flags & maskOf(TOKEN_FLAGS, ["walletStates"]))) return 0n;
  const own = readField(senderState, WALLET_STATE_WORD.held);
  const number = (record: bigint) => readField(record, RECORD_WORD.investor);
  const isOther = from !== to && number(sender) === number(receiver);
  return isOther ? own + readField(receiverState, WALLET_STATE_WORD.held) : own;
}
