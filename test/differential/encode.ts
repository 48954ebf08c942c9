import { type Hex, toFunctionSelector } from "viem";
import { reasonsAbi } from "../../sdk/abis/index.js";
import { isReason, MOVEMENTS, REASONS, RULE_KINDS } from "../../sdk/kinds/index.js";
import type { Finding, FindingKind } from "../../sdk/verdict/index.js";
import type { Case } from "./cases.js";
import { flowSlots, placesOf } from "./meters.js";
import { startDay } from "./lots.js";

/** One word, as hexadecimal digits. */
export const word = (value: bigint | number | boolean): string => BigInt(value).toString(16).padStart(64, "0");

/** The words of a case, then the bytes of its program, and what may be another, as the harness reads them. */
export function encodeCase(one: Case): Hex {
  const { program, movement, facts, flags, senderElsewhere, receiverElsewhere, tokens } = one;
  const { metered, senderKept, receiverKept, meter } = one;
  const { subject, own } = placesOf(one);
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
    ...[meter.weekly, meter.daily, meter.volumesUntil, meter.personal, meter.personalUntil],
    ...[subject, own, meter.last, ...flowSlots(meter.flows)],
    (program.bytes.length - 2) / 2,
    (one.asksHeadroom === true ? 1 : 0) | (one.published === undefined ? 0 : 2),
  ];
  return `0x${words.map(word).join("")}${program.bytes.slice(2)}${one.published?.slice(2) ?? ""}`;
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
