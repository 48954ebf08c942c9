import { type Hex, size, slice, toFunctionSelector } from "viem";
import { reasonsAbi } from "../../sdk/abis/index.js";
import { isReason, MOVEMENTS, REASONS, RULE_KINDS } from "../../sdk/kinds/index.js";
import type { Finding, FindingKind } from "../../sdk/verdict/index.js";
import type { Case } from "./cases.js";
import { markWord } from "./groups.js";
import { flowSlots, placesOf, type Running } from "./meters.js";
import { sourceWords } from "./leverage.js";
import { behaviourWords } from "./plugIns.js";
import { bookBehaviourWords } from "./positions.js";
import { startDay } from "./lots.js";

/** One word, as hexadecimal digits. */
export const word = (value: bigint | number | boolean): string => BigInt(value).toString(16).padStart(64, "0");

/** The words of which bytes are made. */
export const wordsOf = (bytes: Hex): bigint[] =>
  Array.from({ length: size(bytes) / 32 }, (_, i) => BigInt(slice(bytes, 32 * i, 32 * i + 32)));

export const bytesOf = (words: readonly bigint[]): Hex => `0x${words.map(word).join("")}`;

/** The words of a case and of its meters, then the bytes of its program, of the coming one, and what may be another, as the harness reads them. */
export function encodeCase(one: Case): Hex {
  const { program, movement, facts, flags, senderElsewhere, receiverElsewhere, tokens } = one;
  const { metered, senderKept, receiverKept, stated, next } = one;
  const nextDigits = next?.program.bytes.slice(2) ?? "";
  const words = [
    BigInt(MOVEMENTS[movement.kind]),
    BigInt(movement.spender ?? 0n),
    BigInt(movement.from),
    BigInt(movement.to),
    movement.amount,
    flags,
    facts.sender,
    facts.receiver,
    facts.senderState,
    facts.receiverState,
    facts.senderBalance,
    facts.receiverBalance,
    senderElsewhere,
    receiverElsewhere,
    facts.allowance,
    facts.supply,
    facts.senderHolds,
    facts.receiverHolds,
    facts.senderCounts,
    facts.receiverCounts,
    facts.totals,
    tokens,
    // Of a token whose import has ended, or none: read only while the flag is set.
    facts.importing === 0n ? 1n : facts.importing,
    facts.spender,
    startDay(facts.time),
    metered ? (senderKept ? 1 : 0) | (receiverKept ? 2 : 0) : 0,
    ...Array.from({ length: 8 }, (_, i) => facts.senderLots[i] ?? 0n),
    ...Array.from({ length: 8 }, (_, i) => facts.receiverLots[i] ?? 0n),
    facts.tranches,
    ...Array.from({ length: 5 }, (_, i) => facts.groups[i] ?? 0n),
    facts.senderOwners,
    facts.owners,
    facts.lookedThrough,
    ...[stated.weekly, stated.daily, stated.volumesUntil, stated.personal, stated.personalUntil],
    ...one.plugIns.flatMap(behaviourWords),
    ...sourceWords(one.source),
    ...bookBehaviourWords(one.book),
    next?.from ?? 0n,
    one.running.length,
    (program.bytes.length - 2) / 2,
    nextDigits.length / 2,
    (one.asksHeadroom === true ? 1 : 0) | (one.published === undefined ? 0 : 2) | (one.isScheduled === true ? 4 : 0),
    ...one.running.flatMap((meter) => meterWords(meter, one)),
  ];
  return `0x${words.map(word).join("")}${program.bytes.slice(2)}${nextDigits}${one.published?.slice(2) ?? ""}`;
}

const RUN = toFunctionSelector("run(bytes[])").slice(2);

/** The call that runs cases, given as hexadecimal digits: by hand, since a library takes as long as all else here. */
export function encodeRun(cases: readonly string[]): Hex {
  let offset = 32 * cases.length;
  const [heads, tails]: [string[], string[]] = [[], []];
  for (const digits of cases) {
    const padded = digits.padEnd(Math.ceil(digits.length / 64) * 64, "0");
    heads.push(word(offset));
    tails.push(word(digits.length / 2), padded);
    offset += 32 + padded.length / 2;
  }
  return `0x${RUN}${word(32)}${word(cases.length)}${heads.join("")}${tails.join("")}`;
}

/** What one meter keeps, as the harness reads it. */
function meterWords(meter: Running, one: Case): readonly bigint[] {
  const { flows, last, group } = meter.kept;
  const { subject, own } = placesOf(meter, one);
  return [
    ...[subject, own, BigInt(last), ...flowSlots(flows), group.weighted, group.excluded, group.counted],
    ...[markWord(group.sender), markWord(group.receiver), group.senderStated, group.receiverStated],
  ];
}

/** The elements of an ABI-encoded `bytes[]`, as hexadecimal digits. */
export function splitOutcomes(answer: Hex): string[] {
  const at = (byte: number) => Number(`0x${answer.slice(2 + 2 * byte, 2 + 2 * (byte + 32))}`);
  const start = at(0) + 32;
  return Array.from({ length: at(at(0)) }, (_, i) => {
    const place = start + at(start + 32 * i);
    return answer.slice(2 + 2 * (place + 32), 2 + 2 * (place + 32 + at(place)));
  });
}

const SELECTORS = new Map<string, string>(
  reasonsAbi.map((error) => [error.name, toFunctionSelector(error as never).slice(2)]),
);
SELECTORS.set(
  "ERC20InsufficientAllowance",
  toFunctionSelector("ERC20InsufficientAllowance(address,uint256,uint256)").slice(2),
);

const errorOf = (kind: FindingKind) => (isReason(kind) ? REASONS[kind].error : RULE_KINDS[kind].error);

/** A finding as the engine encodes it. */
export function findingWords({ kind, rule, subject, measured, limit }: Finding): string {
  const selector = SELECTORS.get(errorOf(kind)) ?? "";
  return selector.padEnd(64, "0") + word(rule) + word(subject) + word(measured) + word(limit);
}
