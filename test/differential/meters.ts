import {
  FLOW_WORD,
  isRuled,
  packWord,
  readField,
  RECORD_WORD,
  ROLES,
  type Rule,
  RULE_KINDS,
  SPAN_MONTHS,
} from "../../sdk/kinds/index.js";
import { type Facts, type Flow, meterKeyOf, type Program, windowStart } from "../../sdk/program/index.js";
import { binds, ownOf } from "../../sdk/program/binds.js";
import { addFlow, movePurchaser } from "../../sdk/program/flows/ledger.js";
import { type LoadedRule, loadProgram } from "../../sdk/program/loadProgram.js";
import { NO_READING } from "../../sdk/program/readingOf.js";
import { type Situation, situationOf } from "../../sdk/program/situation.js";
import type { InvestorRecord, Reading } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { type Group, groupAfter, groupReading, NO_GROUP } from "./groups.js";
import { DAY } from "./lots.js";

/** Days that the meters of a case keep: more than the longest window. */
export const KEPT_DAYS = 800;

/** How often each has begun. */
const EPOCH = 1;

/** What one meter keeps. */
export type Kept = {
  /** Of whom the rule counts; of purchasers: of all. */
  readonly flows: readonly Flow[];
  /** Day on which the receiver bought last; 0: never. */
  readonly last: number;
  readonly group: Group;
};

/** What is kept beside the meters. */
export type Stated = {
  readonly weekly: bigint;
  readonly daily: bigint;
  readonly volumesUntil: bigint;
  /** What the receiver may take in itself, and until when. */
  readonly personal: bigint;
  readonly personalUntil: bigint;
};

export type Metered = Kept & Stated;

export const NOTHING_KEPT: Kept = { flows: [], last: 0, group: NO_GROUP };
export const NOTHING_STATED: Stated = { weekly: 0n, daily: 0n, volumesUntil: 0n, personal: 0n, personalUntil: 0n };
export const NO_METER: Metered = { ...NOTHING_KEPT, ...NOTHING_STATED };

/** A meter that runs: by a rule of a program that reads it, in force or to come. */
export type Running = { readonly key: string; readonly program: Program; readonly rule: number; readonly kept: Kept };

export type MeteredCase = {
  readonly program: Program;
  readonly movement: Movement;
  readonly facts: Facts;
  /** Each meter once, in the order of the rules that read it: first those of the program in force. */
  readonly running: readonly Running[];
  readonly stated: Stated;
};

export const isOnMeter = ({ kind }: Pick<Rule, "kind">): boolean => RULE_KINDS[kind].judgedOn === "meter";

const indexesOf = ({ rules }: Program): readonly number[] =>
  rules.flatMap((rule, index) => (isOnMeter(rule) ? [index] : []));

const known = new WeakMap<Program, ReadonlyMap<number, string>>();

/** The key of the meter of each metered rule, by the rule's index. */
function keysOf(program: Program): ReadonlyMap<number, string> {
  const keys = known.get(program) ?? new Map(indexesOf(program).map((index) => [index, meterKeyOf(program, index)]));
  known.set(program, keys);
  return keys;
}

/** The meters that run for these programs, each once. */
export function runningOf(programs: readonly Program[], kept: ReadonlyMap<string, Kept>): readonly Running[] {
  const found = new Map<string, Running>();
  for (const program of programs)
    for (const [rule, key] of keysOf(program)) {
      if (!found.has(key)) found.set(key, { key, program, rule, kept: kept.get(key) ?? NOTHING_KEPT });
    }
  return [...found.values()];
}

const isVenue = (record: { readonly statuses: number } | null): boolean =>
  record !== null && ((record.statuses >> ROLES.venue) & 1) !== 0;

const isGroup = ({ rule }: LoadedRule): boolean => rule.kind === "mostGroupShare";

/** A metered rule that can bind movements of this kind, made ready; undefined: it cannot. */
function loadedRule(program: Program, index: number, { kind }: Movement): LoadedRule | undefined {
  const { always, paths } = loadProgram(program)[kind];
  return [...always, ...paths.flat()].find((one) => one.index === index);
}

/** Whether a rule that reads flows binds; if not, nothing is shown, and nothing counted. */
function isBound(one: LoadedRule, situation: Situation): boolean {
  // Whom nobody recorded the decision ends at; facts tell of the other all the same, as if nobody stood opposite.
  const known = <Of extends InvestorRecord>(record: Of | null) => (record?.investor === 0n ? null : record);
  const parties = { ...situation, sender: known(situation.sender), receiver: known(situation.receiver) };
  return binds(one, ownOf(one, parties), parties);
}

/** Whether units go from one to another. The issuer, and whom nobody recorded, have number 0: to meters these are one. */
const changesHands = ({ sender, receiver }: Situation): boolean =>
  (sender?.investor ?? 0n) !== (receiver?.investor ?? 0n);

/** By whom it counts; 0: nobody. */
function subjectOf({ kind, side }: Rule, { sender, receiver, spender }: Situation): bigint {
  if (kind === "mostVenueVolume") return ([spender, sender, receiver].find(isVenue) ?? { investor: 0n }).investor;
  return (side === "sender" ? sender : receiver)?.investor ?? 0n;
}

/** Where the flows of a meter lie: under an investor, or under all purchasers, of whom one is the receiver. */
export function placesOf(
  { program, rule }: Running,
  { facts, movement }: Pick<MeteredCase, "facts" | "movement">,
): { readonly subject: bigint; readonly own: bigint } {
  const read = program.rules[rule];
  if (read === undefined || read.kind === "mostGroupShare") return { subject: 0n, own: 0n };
  if (read.kind === "mostPurchasers") return { subject: 0n, own: readField(facts.receiver, RECORD_WORD.investor) };
  return { subject: subjectOf(read, situationOf(facts, movement)), own: 0n };
}

/**
 * The facts of a case at some time: what the meters show then, and the volumes that are not stale.
 *
 * @param runs Whether a program in force or to come reads the meters.
 */
export function metersAt(
  { program, movement, facts, running, stated }: MeteredCase,
  time = facts.time,
  runs = true,
): Facts {
  const keys = [...keysOf(program)];
  if (keys.length === 0) return { ...facts, time, weeklyVolume: 0n, dailyVolume: 0n, readings: [] };
  const then = { ...facts, time };
  const has = (kind: string) => program.rules.some((rule) => rule.kind === kind) && time < stated.volumesUntil;
  const situation = situationOf(then, movement);
  const keptOf = new Map(running.map(({ key, kept }) => [key, kept]));
  return {
    ...then,
    weeklyVolume: has("mostOutflowShareOrVolume") ? stated.weekly : 0n,
    dailyVolume: has("mostVenueVolume") ? stated.daily : 0n,
    readings: keys.map(([index, key]) => {
      const one = loadedRule(program, index, movement);
      if (one === undefined || !changesHands(situation) || !isRuled(movement.kind)) return NO_READING;
      const kept = keptOf.get(key) ?? NOTHING_KEPT;
      return shown(one, program, situation, runs ? kept : stopped(kept), stated);
    }),
  };
}

/** Of a meter that does not run only what was stated of somebody stays. */
const stopped = ({ group: { senderStated, receiverStated } }: Kept): Kept => ({
  ...NOTHING_KEPT,
  group: { ...NO_GROUP, senderStated, receiverStated },
});

function shown(one: LoadedRule, program: Program, situation: Situation, kept: Kept, stated: Stated): Reading {
  const { kind, window } = one.rule;
  if (isGroup(one)) return groupReading(one.rule, program.countrySets, situation, kept.group);
  if (!isBound(one, situation) || subjectOf(one.rule, situation) === 0n) return NO_READING;
  const { time } = situation.facts;
  const today = Number(time / DAY);
  const first = window === 0 ? today : windowStart(window, today);
  const used = kept.flows.filter(({ day }) => day >= first).reduce((sum, { units }) => sum + units, 0n);
  const reading = { ...NO_READING, used };
  if (kind === "mostPurchasers") return { ...reading, toWeight: kept.last >= first ? 0n : 1n };
  if (kind === "mostVenueVolume") return { ...reading, toWeight: 1n };
  const personal = kind === "mostInflow" && time < stated.personalUntil;
  return personal ? { ...reading, beside: stated.personal, toWeight: 1n } : reading;
}

/** What a meter keeps after the movement. */
export function keptAfter(
  { program, rule, kept }: Running,
  { movement, facts }: Pick<MeteredCase, "facts" | "movement">,
  allowed: boolean,
): Kept {
  const situation = situationOf(facts, movement);
  const read = program.rules[rule];
  if (!allowed || movement.amount === 0n || !changesHands(situation) || read === undefined) return kept;
  if (read.kind === "mostGroupShare")
    return { ...kept, group: groupAfter(read, program.countrySets, situation, kept.group) };
  const one = isRuled(movement.kind) ? loadedRule(program, rule, movement) : undefined;
  if (one === undefined || !isBound(one, situation) || subjectOf(read, situation) === 0n) return kept;
  const day = Number(facts.time / DAY);
  const first = day + 1 - KEPT_DAYS;
  if (read.kind !== "mostPurchasers")
    return { ...kept, flows: addFlow(kept.flows, { day, units: movement.amount }, first) };
  if (kept.last === day) return kept;
  return { ...kept, flows: movePurchaser(kept.flows, kept.last === 0 ? null : kept.last, day, first), last: day };
}

/** How each meter begins of a program that is scheduled where none was in force: since when it has seen all, days kept, times its window grew, epoch, whole. */
export function startedMeters(program: Program, { time, supply }: Facts): readonly (number | bigint | boolean)[] {
  const keys = [...keysOf(program)];
  const whole = supply === 0n; // nothing had moved before
  const since = Number(time / DAY) + (whole ? 0 : 1);
  return [...new Set(keys.map(([, key]) => key))].flatMap((key) => {
    const kept = keys.map(([index, of]) => (of === key ? longest(program.rules[index]) : 0));
    return [since, Math.max(...kept), 0, EPOCH + 1, whole];
  });
}

/** Days that a rule looks back at most, today among them; the meter of a group keeps none. */
function longest(rule: Rule | undefined): number {
  if (rule === undefined || rule.kind === "mostGroupShare") return 0;
  if (rule.window >= SPAN_MONTHS) return (rule.window - SPAN_MONTHS) * 31 + 1;
  return rule.window === 0 ? 1 : rule.window;
}

/** As they lie in storage: two a slot. */
export function flowSlots(flows: readonly Flow[]): readonly bigint[] {
  const half = (index: number) => {
    const flow = flows[index];
    return flow === undefined ? 0n : packWord(FLOW_WORD, { day: BigInt(flow.day), units: flow.units });
  };
  return Array.from({ length: 4 }, (_, slot) => half(2 * slot) | (half(2 * slot + 1) << 128n));
}
