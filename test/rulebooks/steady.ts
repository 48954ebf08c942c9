import { packsOf } from "../../sdk/cli/packsOf.js";
import { readRulebook } from "../../sdk/cli/readFiles.js";
import { countryNumber, schemeBits, schemeNamed } from "../../sdk/rulebook/index.js";
import { bookkeeping, compile, evaluate, type Facts, type Lot, packLot, readLot } from "../../sdk/program/index.js";
import type { ProgramParts, Reading } from "../../sdk/program/index.js";
import { NO_READING } from "../../sdk/program/readingOf.js";
import { maskOf, RULE_KINDS, type RuleKind, type RuleKindEntry } from "../../sdk/kinds/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { facts, movement, NOW, record } from "../sdk/program/build.js";
import type { EXAMPLES } from "../sdk/rulebook/small.js";

// What tests of the worked offerings share.

export function compiled(name: (typeof EXAMPLES)[number]) {
  const rulebook = readRulebook(`rulebooks/examples/${name}/rulebook.json`);
  return compile(rulebook, { asOf: NOW, packs: packsOf([rulebook], []) });
}

const { lanes, statuses, states, regions } = schemeBits(schemeNamed("us")!);

export type Person = {
  readonly investor: number;
  readonly lane: string;
  readonly country?: string;
  readonly region?: string;
  readonly has?: readonly string[];
  readonly is?: readonly string[];
  readonly lapsed?: readonly ("identity" | "statuses")[];
};

/** The record word of somebody who qualifies for everything named, with evidence that is fresh for a second more. */
export const person = (
  { investor, lane, country = "US", region, has = [], is = [], lapsed = [] }: Person,
  time = NOW,
): bigint =>
  record({
    investor,
    lane: lanes[lane] ?? NaN,
    country: countryNumber(country) ?? NaN,
    region: region === undefined ? 0 : (regions[region] ?? NaN),
    statuses: maskOf(statuses, has),
    states: maskOf(states, is),
    kycUntil: lapsed.includes("identity") ? time : time + 1n,
    statusUntil: lapsed.includes("statuses") ? time : time + 1n,
  });

/** Nothing of lots, owners, groups and spenders. */
const NOTHING_KEPT = {
  ...{ spender: 0n, senderLots: [], receiverLots: [], tranches: 0n, groups: [] },
  ...{ senderOwners: 0n, owners: 0n, lookedThrough: 0n },
};

/** What meters show, by the kind of the rule that reads them; every other meter is empty. */
export const readings = (
  program: ProgramParts,
  shown: Partial<Readonly<Record<RuleKind, Partial<Reading>>>>,
): readonly Reading[] =>
  program.rules
    .filter(({ kind }) => (RULE_KINDS[kind] as RuleKindEntry).needs.includes("meters"))
    .map(({ kind }) => ({ ...NO_READING, ...shown[kind] }));

/** What one person's movement to another is judged on, at the time of `some`. */
export const between = (sender: Person, receiver: Person, some: Partial<Facts> = {}): Facts =>
  facts({
    ...NOTHING_KEPT,
    sender: person(sender, some.time),
    receiver: person(receiver, some.time),
    ...some,
  });

/** Days since 1970-01-01, UTC. */
export const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
/** Unix seconds. @param time With its zone; of a day alone its first second in UTC. */
export const at = (time: string): bigint => BigInt(Date.parse(time) / 1000);
export const lot = (acquired: string, units: bigint, origin = 1): bigint =>
  packLot({ day: day(acquired), origin, units });
/** The tranche of one origin closed on a day, all others open. */
export const closed = (origin: number, on: string): bigint => BigInt(day(on)) << BigInt(32 * origin);

/** What refuses, as "kind party", and the path behind it if it is one of several. */
export const refusals = (program: ProgramParts, given: Facts, some: Partial<Movement> = {}): readonly string[] => {
  const decision = evaluate(program, given, movement(some));
  if (decision.allowed) return [];
  return [decision.first, ...decision.rest].map(({ kind, party, rule }) => {
    const path = program.rules[rule]?.path ?? 0;
    return path === 0 ? `${kind} ${party}` : `${kind} ${party} (path ${path})`;
  });
};

/** What the receiver holds of lots after a movement. */
export const lotsAfter = (program: ProgramParts, given: Facts, some: Partial<Movement> = {}): readonly Lot[] =>
  bookkeeping(program, given, movement(some), true).receiverLots.map(readLot);
