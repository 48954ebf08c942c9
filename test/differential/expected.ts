import {
  type AbiFunction,
  type AbiParameter,
  encodeAbiParameters,
  encodeErrorResult,
  type EncodeErrorResultParameters,
  type Hex,
  keccak256,
} from "viem";
import { weighbridgeAbi } from "../../sdk/abis/index.js";
import { hasReceiver, hasSender, isWeighed, readField, RECORD_WORD } from "../../sdk/kinds/index.js";
import { bookkeeping, type Books, type Facts, findProgramFault, headroomOf } from "../../sdk/program/index.js";
import type { Decision, Headroom } from "../../sdk/verdict/index.js";
import type { Case } from "./cases.js";
import { findingWords, word } from "./encode.js";
import { markWord } from "./groups.js";
import { flowSlots, keptAfter, placesOf, startedMeters } from "./meters.js";
import { roomWithOthers } from "./otherRooms.js";
import { positionOf, toldOf } from "./positions.js";

/**
 * The words that the harness answers if the engine decides and writes as the SDK says: the decision, the position book's answer, the facts, headroom and whether something is a
 * program if that was asked, how the movement was enforced, what the position book was told, the books, and how meters begin if that was asked.
 */
export function expectedOutcome(one: Case, decision: Decision): string {
  const { program, facts, movement, asksHeadroom, published, isScheduled } = one;
  const room = asksHeadroom === true ? roomWords(roomWithOthers(one, headroomOf(program, facts, movement))) : "";
  const form = published === undefined ? "" : formWords(published);
  const enforced = word(decision.allowed ? 1 : 2);
  const told = toldOf(one, decision).slice(2);
  const started = isScheduled === true ? startedMeters(program, facts).map(word).join("") : "";
  return (
    decisionWords(decision) +
    positionWords(one) +
    factsWords(one) +
    room +
    form +
    enforced +
    told +
    bookWords(one, decision) +
    started
  );
}

/** As the harness encodes it. */
export const roomWords = ({ least, most, whole, proven, tried, binding, from }: Headroom): string =>
  word(least) +
  word(most) +
  word(whole) +
  word(tried) +
  (binding === null ? word(0).repeat(5) : findingWords(binding)) +
  word(from ?? 0n) +
  word(proven);

/** Whether `publish` takes the bytes, and the hash of what it reverts with. */
function formWords(bytes: Hex): string {
  const fault = findProgramFault(bytes);
  if (fault === undefined) return word(1) + word(0);
  const { error, args } = fault;
  if (error === null) throw new Error(`the engine has no error for ${fault.place}`);
  const reason = encodeErrorResult({ abi: weighbridgeAbi, errorName: error, args } as EncodeErrorResultParameters);
  return word(0) + keccak256(reason).slice(2);
}

/** Whether it is allowed, the first finding, then all. */
export function decisionWords(decision: Decision): string {
  const findings = decision.allowed ? [] : [decision.first, ...decision.rest];
  const [first] = findings;
  const answer = word(decision.allowed) + (first === undefined ? word(0).repeat(5) : findingWords(first));
  return answer + word(findings.length) + findings.map(findingWords).join("");
}

const FACTS = (weighbridgeAbi.find((one) => "name" in one && one.name === "facts") as AbiFunction).outputs[0];
const NO_FACTS = Object.fromEntries(
  (FACTS as { components: readonly AbiParameter[] }).components.map(({ name, type }) => [
    name,
    type.endsWith("[]") ? [] : type === "bool" ? false : 0n,
  ]),
);

/** A struct of the ABI, as the harness gives it. */
function factsWords({ movement, facts }: Case): string {
  const unsupported = !isWeighed(movement.kind);
  return encodeAbiParameters([FACTS as AbiParameter], [unsupported ? NO_FACTS : facts]).slice(2);
}

/** What the position book answers. */
function positionWords(one: Case): string {
  const { allowed, subject, measured, limit } = positionOf(one);
  return [allowed, subject, measured, limit].map(word).join("");
}

function bookWords(one: Case, decision: Decision): string {
  const { program, movement, facts, tokens, metered } = one;
  const before = facts;
  const after = decision.allowed ? bookkeeping(program, facts, movement, metered) : facts;
  const list = (record: bigint, held: boolean, holds: boolean) =>
    readField(record, RECORD_WORD.wallets) < 2n ? 0 : tokens + (holds ? 1 : 0) - (held ? 1 : 0);
  const self = movement.from === movement.to;
  return [
    after.sender,
    self ? after.sender : after.receiver,
    after.senderHolds,
    self ? after.senderHolds : after.receiverHolds,
    after.senderCounts,
    after.receiverCounts,
    after.totals,
    after.senderState,
    self ? after.senderState : after.receiverState,
    list(facts.sender, before.senderHolds, after.senderHolds),
    list(facts.receiver, before.receiverHolds, after.receiverHolds),
    ...meteredWords(one, after, decision.allowed),
    ...flowWords(one, decision.allowed),
  ]
    .map(word)
    .join("");
}

/** What each meter has afterwards: of whom the rule counts, of the purchaser alone, and of a group. */
function flowWords(one: Case, allowed: boolean): readonly bigint[] {
  const { sender, receiver } = one.facts;
  const ofKnown = (record: bigint, word: bigint) => (investorOf(record) === 0n ? 0n : word);
  return one.running.flatMap((meter) => {
    const { flows, last, group } = keptAfter(meter, one, allowed);
    const { own } = placesOf(meter, one);
    const bought = own === 0n || last === 0 ? [] : flowSlots([{ day: last, units: 1n }]);
    return [
      ...[...flowSlots(flows), bought[0] ?? 0n, group.weighted, group.excluded, group.counted],
      ...[ofKnown(sender, markWord(group.sender)), ofKnown(receiver, markWord(group.receiver))],
    ];
  });
}

const investorOf = (record: bigint) => readField(record, RECORD_WORD.investor);

function meteredWords(one: Case, after: Facts | Books, allowed: boolean): readonly (bigint | boolean)[] {
  const { movement, facts, metered, senderKept, receiverKept } = one;
  const within = investorOf(facts.sender) === investorOf(facts.receiver);
  const written = allowed && metered && !within && movement.amount > 0n;
  const kept = (known: boolean, has: boolean, before: boolean) => known && ((metered && before) || (written && has));
  const sender = kept(investorOf(facts.sender) !== 0n, hasSender(movement.kind), senderKept);
  const receiver = kept(investorOf(facts.receiver) !== 0n, hasReceiver(movement.kind), receiverKept);
  const lots = (words: readonly bigint[], has: boolean) =>
    Array.from({ length: 8 }, (_, i) => (has ? words[i] : 0n) ?? 0n);
  return [
    ...lots(after.senderLots, sender),
    ...lots(after.receiverLots, receiver),
    sender,
    receiver,
    after.tranches,
    ...Array.from({ length: 5 }, (_, i) => after.groups[i] ?? 0n),
    after.senderOwners,
    after.owners,
    after.lookedThrough,
  ];
}
