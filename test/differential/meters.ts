import { FLOW_WORD, isRuled, packWord, readField, RECORD_WORD, ROLES, RULE_KINDS } from "../../sdk/kinds/index.js";
import { type Facts, type Flow, type Program, windowStart } from "../../sdk/program/index.js";
import { binds, ownOf } from "../../sdk/program/binds.js";
import { addFlow, movePurchaser } from "../../sdk/program/flows/ledger.js";
import { type LoadedRule, loadProgram } from "../../sdk/program/loadProgram.js";
import { NO_READING } from "../../sdk/program/readingOf.js";
import { type Situation, situationOf } from "../../sdk/program/situation.js";
import type { InvestorRecord, Reading } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { DAY } from "./lots.js";
import type { Random } from "./random.js";

/** Days that the meter of a case keeps: more than the longest window. */
export const KEPT_DAYS = 800;

/** What is kept of flows: a case has at most one rule that reads a meter. */
export type Metered = {
  /** Of whom the rule counts; of purchasers: of all. */
  readonly flows: readonly Flow[];
  /** Day on which the receiver bought last; 0: never. */
  readonly last: number;
  readonly weekly: bigint;
  readonly daily: bigint;
  readonly volumesUntil: bigint;
  /** What the receiver may take in itself, and until when. */
  readonly personal: bigint;
  readonly personalUntil: bigint;
};

export const NO_METER: Metered = {
  ...{ flows: [], last: 0, weekly: 0n, daily: 0n, volumesUntil: 0n, personal: 0n, personalUntil: 0n },
};

type MeteredCase = {
  readonly program: Program;
  readonly movement: Movement;
  readonly facts: Facts;
  readonly meter: Metered;
};

const isVenue = (record: { readonly statuses: number } | null): boolean =>
  record !== null && ((record.statuses >> ROLES.venue) & 1) !== 0;

/** The rule that reads the meter, if it binds; undefined: nothing is shown, and nothing counted. */
function bound(program: Program, situation: Situation): LoadedRule | undefined {
  const { movement, within } = situation;
  if (within || !isRuled(movement.kind)) return undefined;
  const { always, paths } = loadProgram(program)[movement.kind];
  const one = [...always, ...paths.flat()].find(({ meter }) => meter >= 0);
  // Whom nobody recorded the decision ends at; facts tell of the other all the same, as if nobody stood opposite.
  const known = <Of extends InvestorRecord>(record: Of | null) => (record?.investor === 0n ? null : record);
  const parties = { ...situation, sender: known(situation.sender), receiver: known(situation.receiver) };
  return one !== undefined && binds(one, ownOf(one, parties), parties) ? one : undefined;
}

/** By whom it counts; 0: nobody. */
function subjectOf({ rule }: LoadedRule, { sender, receiver, spender }: Situation): bigint {
  if (rule.kind === "mostVenueVolume") return ([spender, sender, receiver].find(isVenue) ?? { investor: 0n }).investor;
  return (rule.side === "sender" ? sender : receiver)?.investor ?? 0n;
}

/** Where a case's flows lie: under an investor, or under all purchasers, of whom one is the receiver. */
export function placesOf({ program, facts, movement }: MeteredCase): {
  readonly subject: bigint;
  readonly own: bigint;
} {
  const rule = program.rules.find(({ kind }) => RULE_KINDS[kind].judgedOn === "meter");
  const situation = situationOf(facts, movement);
  const investor = readField(facts.receiver, RECORD_WORD.investor);
  if (rule === undefined || rule.kind === "mostPurchasers")
    return { subject: 0n, own: rule === undefined ? 0n : investor };
  return { subject: subjectOf({ rule } as LoadedRule, situation), own: 0n };
}

/**
 * The facts of a case at some time: what the meter shows then, and the volumes that are not stale.
 *
 * @param runs Whether a program in force or to come reads the meter.
 */
export function metersAt({ program, movement, facts, meter }: MeteredCase, time = facts.time, runs = true): Facts {
  const metered = program.rules.filter(({ kind }) => RULE_KINDS[kind].judgedOn === "meter");
  const then = { ...facts, time };
  const has = (kind: string) => metered.some((rule) => rule.kind === kind) && time < meter.volumesUntil;
  const situation = situationOf(then, movement);
  const one = bound(program, situation);
  return {
    ...then,
    weeklyVolume: has("mostOutflowShareOrVolume") ? meter.weekly : 0n,
    dailyVolume: has("mostVenueVolume") ? meter.daily : 0n,
    readings: metered.map(() => (one === undefined ? NO_READING : shown(one, situation, meter, time, runs))),
  };
}

function shown(one: LoadedRule, situation: Situation, meter: Metered, time: bigint, runs: boolean): Reading {
  if (subjectOf(one, situation) === 0n) return NO_READING;
  const { kind, window } = one.rule;
  const today = Number(time / DAY);
  const first = window === 0 ? today : windowStart(window, today);
  const flows = runs ? meter.flows : [];
  const used = flows.filter(({ day }) => day >= first).reduce((sum, { units }) => sum + units, 0n);
  const reading = { ...NO_READING, used };
  if (kind === "mostPurchasers") return { ...reading, toWeight: runs && meter.last >= first ? 0n : 1n };
  if (kind === "mostVenueVolume") return { ...reading, toWeight: 1n };
  const personal = kind === "mostInflow" && time < meter.personalUntil;
  return personal ? { ...reading, beside: meter.personal, toWeight: 1n } : reading;
}

/** What is kept after the movement. */
export function meterAfter({ program, movement, facts, meter }: MeteredCase, allowed: boolean): Metered {
  const situation = situationOf(facts, movement);
  const one = bound(program, situation);
  if (!allowed || movement.amount === 0n || one === undefined || subjectOf(one, situation) === 0n) return meter;
  const day = Number(facts.time / DAY);
  const first = day + 1 - KEPT_DAYS;
  if (one.rule.kind !== "mostPurchasers")
    return { ...meter, flows: addFlow(meter.flows, { day, units: movement.amount }, first) };
  if (meter.last === day) return meter;
  const flows = movePurchaser(meter.flows, meter.last === 0 ? null : meter.last, day, first);
  return { ...meter, flows, last: day };
}

/** As they lie in storage: two a slot. */
export function flowSlots(flows: readonly Flow[]): readonly bigint[] {
  const half = (index: number) => {
    const flow = flows[index];
    return flow === undefined ? 0n : packWord(FLOW_WORD, { day: BigInt(flow.day), units: flow.units });
  };
  return Array.from({ length: 4 }, (_, slot) => half(2 * slot) | (half(2 * slot + 1) << 128n));
}

/** Flows that sum up to `used` within a window, on its first day among others; and some from the day before it. */
export function flowsWithin(random: Random, used: bigint, first: number, today: number): readonly Flow[] {
  const days = new Set([first, ...Array.from({ length: random.int(6) }, () => first + random.int(today - first + 1))]);
  let left = used;
  const sorted = [...days].sort((a, b) => a - b);
  const within = sorted.flatMap((day, index) => {
    const units = index === sorted.length - 1 ? left : left === 0n ? 0n : random.amount(left);
    left -= units;
    return units === 0n ? [] : [{ day, units }];
  });
  return random.oneIn(3) ? within : [{ day: first - 1, units: random.amount(10n ** 9n) }, ...within];
}
