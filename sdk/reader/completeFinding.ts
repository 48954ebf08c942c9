import type { AbiParameter, Hex } from "viem";
import { keccak256, slice, stringToHex } from "viem";
import { reasonsAbi, securityTokenAbi } from "../abis/index.js";
import {
  BUILT_IN_RULE,
  hasReceiver,
  hasSender,
  isReason,
  kindOfError,
  type Party,
  REASONS,
  RULE_KINDS,
} from "../kinds/index.js";
import type { ProgramParts } from "../program/index.js";
import type { Finding, FindingKind, Movement } from "../verdict/index.js";

/** A finding as the engine gives it: it says the rest by the error and the rule's word. */
export type RawFinding = {
  /** Selector of the error. */
  readonly reason: Hex;
  readonly rule: number;
  readonly subject: bigint;
  readonly measured: bigint;
  readonly limit: bigint;
};

/** What a finding was given of. */
export type FindingContext = {
  readonly movement: Pick<Movement, "kind" | "from" | "to">;
  /** In force; null: none is, or it is not known. */
  readonly program: Pick<ProgramParts, "rules" | "provisions"> | null;
};

const selectorOf = (name: string, inputs: readonly AbiParameter[]): Hex =>
  slice(keccak256(stringToHex(`${name}(${inputs.map(({ type }) => type).join(",")})`)), 0, 4);

const KINDS: ReadonlyMap<Hex, FindingKind> = new Map(
  [...reasonsAbi, ...securityTokenAbi].flatMap((item) => {
    if (item.type !== "error") return [];
    const kind = kindOfError(item.name);
    return kind === undefined ? [] : [[selectorOf(item.name, item.inputs), kind] as const];
  }),
);

/** The kind of finding that an error of this selector stands for; undefined: it is no refusal. */
export const kindOfSelector = (reason: Hex): FindingKind | undefined => KINDS.get(reason.toLowerCase() as Hex);

/**
 * @internal
 * Adds to what the engine says what it leaves to the error's name, the rule's word and the movement: kind, party, unit, provision.
 *
 * @returns undefined if the reason is unknown, or the program has no such rule.
 */
export function completeFinding(raw: RawFinding, { movement, program }: FindingContext): Finding | undefined {
  const kind = kindOfSelector(raw.reason);
  const { rule, subject, measured, limit } = raw;
  if (kind === undefined) return undefined;
  if (isReason(kind)) {
    if (rule !== BUILT_IN_RULE) return undefined;
    const party = partyOf(REASONS[kind].subject, subject, movement);
    return { rule, kind, party, subject, measured, limit, unit: REASONS[kind].unit, provision: null };
  }
  const word = program?.rules[rule];
  const provision = word && program?.provisions[word.provision];
  if (word?.kind !== kind || provision === undefined) return undefined;
  return { rule, kind, party: word.side, subject, measured, limit, unit: RULE_KINDS[kind].unit, provision };
}

/** The engine's own reasons name a wallet: the sender's, if it is both. */
function partyOf(
  whose: (typeof REASONS)[keyof typeof REASONS]["subject"],
  subject: bigint,
  { kind, from, to }: FindingContext["movement"],
): Party {
  if (whose !== "wallet") return whose;
  const isReceiver = hasReceiver(kind) && BigInt(to) === subject;
  return isReceiver && !(hasSender(kind) && BigInt(from) === subject) ? "receiver" : "sender";
}

/**
 * @internal
 * Completes a whole list. Where one wallet is sender and receiver, the second of two equal reasons is about the receiver.
 */
export function completeFindings(
  list: readonly RawFinding[],
  context: FindingContext,
): readonly (Finding | undefined)[] {
  const seen = new Set<string>();
  return list.map((raw) => {
    const finding = completeFinding(raw, context);
    if (finding === undefined || !isReason(finding.kind) || REASONS[finding.kind].subject !== "wallet") return finding;
    const key = `${finding.kind} ${finding.subject}`;
    const again = seen.has(key);
    seen.add(key);
    return again ? { ...finding, party: "receiver" } : finding;
  });
}
