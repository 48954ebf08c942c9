import {
  EVIDENCES,
  hasReceiver,
  hasSender,
  LANES,
  type Mode,
  MODES,
  type Party,
  readField,
  RECORD_WORD,
  ROLE_STATUSES,
  type Rule,
  RULE_KINDS,
  RULE_MOVEMENTS,
  type RuleKind,
  type RuleKindEntry,
  ruleMovements,
  TRANCHE_BITS,
  writeField,
} from "../../sdk/kinds/index.js";
import { type Facts, readLot } from "../../sdk/program/index.js";
import { lastDayPassed, lotWord } from "./lots.js";
import type { Random } from "./random.js";
import type { Movement } from "../../sdk/verdict/index.js";

export const COUNTRIES = [840, 250, 276, 364, 1023, 4];
export const REGIONS = [1, 2, 4, 364, 0];
export const SETS = [[1, 2], [4, 364], [250, 276, 840], [840], [1023]];

/** A rule and the facts it is steered to: at limit + delta where the kind has a limit; in or out where it has a set. */
export type Steered = { readonly rule: Rule; readonly facts: Facts };

/**
 * @param delta Measured less limit, −1, 0 or 1; null: well inside the limit.
 * @param groups Holders in each of SETS.
 */
export function steeredRule(
  random: Random,
  kind: RuleKind,
  facts: Facts,
  movement: Movement,
  delta: number | null,
  groups: readonly bigint[],
): Steered {
  const { sides } = RULE_KINDS[kind] as RuleKindEntry;
  const spends =
    movement.spender !== undefined && BigInt(movement.spender) !== 0n && movement.spender !== movement.from;
  const there = (side: Party) => {
    if (side === "spender") return movement.kind === "transfer" && spends;
    return side === "token" || (side === "sender" ? hasSender(movement.kind) : hasReceiver(movement.kind));
  };
  const possible = sides.filter(there);
  const side = random.pick(possible.length > 0 && !random.oneIn(10) ? possible : sides);
  const scoped = scopeOf(random, kind, side, facts);
  const field = steer(random, kind, side, scoped, facts, movement, delta, groups);
  const { least, most } = (RULE_KINDS[kind] as RuleKindEntry).limit;
  const limit = field.limit < least ? least : field.limit > most ? most : field.limit;
  const all = ruleMovements(side) & RULE_MOVEMENTS;
  const some = random.oneIn(4) ? all & random.int(0x80) : all;
  const rule: Rule = { ...scoped, limit, window: field.window ?? 0, movements: some || all, ...field.scope };
  return { rule, facts: field.facts ?? facts };
}

/** Whom the rule binds: mostly the party that is there. */
function scopeOf(random: Random, kind: RuleKind, side: Party, facts: Facts): Rule {
  const none: Rule = {
    kind,
    side,
    movements: 0,
    path: 0,
    provision: 0,
    modes: 0,
    lanes: 0,
    countrySet: null,
    liftedBy: 0,
    otherLanes: 0,
    otherCountrySet: null,
    otherBits: 0,
    window: 0,
    limit: 0n,
  };
  if (side === "token") return none;
  if (side === "spender") return { ...none, liftedBy: kind !== "spenderRegistered" && random.oneIn(6) ? 1 : 0 };
  const { conditional, modes } = RULE_KINDS[kind] as RuleKindEntry;
  const party = side === "sender" ? facts.sender : facts.receiver;
  const other = side === "sender" ? facts.receiver : facts.sender;
  const lanesAround = (record: bigint) => {
    const mask = random.int(0xff) | (random.oneIn(5) ? 0 : 1 << Number(readField(record, RECORD_WORD.lane)));
    return mask === 0xff ? 0xfe : mask;
  };
  const scope = () => ({ set: random.int(SETS.length), outside: random.oneIn(2) });
  return {
    ...none,
    lanes: random.oneIn(2) ? lanesAround(party) : 0,
    countrySet: random.oneIn(6) ? scope() : null,
    ...modeOf(random, conditional, modes, party),
    liftedBy: conditional && random.oneIn(6) ? 1 << random.int(24) : 0,
    otherLanes: conditional && random.oneIn(6) ? lanesAround(other) : 0,
    otherCountrySet: conditional && random.oneIn(10) ? scope() : null,
    ...(conditional && random.oneIn(4) ? otherStatuses(random) : {}),
  };
}

/** Of a rule that counts: where it does. */
function modeOf(
  random: Random,
  conditional: boolean,
  modes: readonly Mode[],
  party: bigint,
): Partial<Pick<Rule, "modes" | "countrySet">> {
  if (conditional || random.oneIn(2)) return {};
  const mode = random.pick(modes);
  if (mode !== "together") return { modes: 1 << MODES[mode] };
  const country = Number(readField(party, RECORD_WORD.country));
  const around = SETS.flatMap((set, index) => (set.includes(country) ? [index] : []));
  const set = around.length > 0 && !random.oneIn(6) ? random.pick(around) : random.int(SETS.length);
  return { modes: 1 << MODES.together, countrySet: { set, outside: false } };
}

/** Roles that narrow, or statuses that lift. */
function otherStatuses(random: Random): Partial<Pick<Rule, "modes" | "otherBits">> {
  const roles = ((random.int(16) << 24) & ROLE_STATUSES) >>> 0;
  if (random.oneIn(2)) return { otherBits: roles };
  return { modes: 1 << MODES.otherLifts, otherBits: (roles | (1 << random.int(24))) >>> 0 };
}

type Field = {
  readonly limit: bigint;
  readonly window?: number;
  readonly facts?: Facts;
  /** So that it does not bind where it could not be passed. */
  readonly scope?: Partial<Rule>;
};

function steer(
  random: Random,
  kind: RuleKind,
  side: Party,
  rule: Rule,
  facts: Facts,
  movement: Movement,
  delta: number | null,
  groups: readonly bigint[],
): Field {
  const party = side === "sender" ? facts.sender : side === "spender" ? facts.spender : facts.receiver;
  const read = (field: { offset: number; bits: number }) => readField(party, field);
  const { amount } = movement;
  const room = random.amount(1_000_000n);
  const out = delta !== null && delta > 0;
  const below = (measured: bigint) => measured + (delta === null ? room : BigInt(-delta)); // an upper limit around the measured
  const above = (measured: bigint) => measured - (delta === null ? room : BigInt(delta)); // a lower limit around the measured
  const receiverAfter = facts.receiverHolding + amount;
  const senderAfter = facts.senderHolding > amount ? facts.senderHolding - amount : 0n;
  switch (kind) {
    case "regionIn":
    case "regionNotIn": {
      const region = Number(read(RECORD_WORD.region));
      const wanted = (kind === "regionIn") !== out;
      const fitting = SETS.flatMap((set, index) => (set.includes(region) === wanted ? [index] : []));
      return { limit: BigInt(fitting.length > 0 ? random.pick(fitting) : random.int(SETS.length)) };
    }
    case "spenderRegistered":
      return delta === null || !out ? { limit: 0n } : { limit: 0n, facts: { ...facts, spender: 0n } };
    case "wholeHoldingOnly": {
      const elsewhere = 0xff ^ (1 << Number(read(RECORD_WORD.lane)));
      // There is no limit to lie around: one case in three passes for it does not bind.
      const passes = delta === null || delta < 0;
      return senderAfter > 0n && passes ? { limit: 0n, scope: { lanes: elsewhere } } : { limit: 0n };
    }
    case "holdingPeriod":
    case "trancheClosedSince":
      return steerLots(random, kind, facts, delta);
    case "forbiddenStates": {
      const states = read(RECORD_WORD.states);
      if (!out || party === 0n) return { limit: ~states & BigInt(1 + random.int(255)) & 0xffn };
      const state = BigInt(2 << random.int(7)); // any but blocked, which the engine refuses itself
      const steered = { ...facts, [side]: writeField(party, RECORD_WORD.states, states | state) };
      return { limit: state | BigInt(random.int(256)), facts: sameInvestorAlike(steered, side) };
    }
    case "requiredStatuses": {
      const statuses = read(RECORD_WORD.statuses);
      return { limit: out ? BigInt(1 + random.int(2 ** 32 - 1)) : statuses & BigInt(1 + random.int(2 ** 32 - 1)) };
    }
    case "laneInSet": {
      const lane = 1n << read(RECORD_WORD.lane);
      const lanes = BigInt(random.int(2 ** LANES));
      return { limit: out ? lanes & ~lane : lanes | lane };
    }
    case "countryIn":
    case "countryNotIn": {
      const country = Number(read(RECORD_WORD.country));
      const wanted = (kind === "countryIn") !== out;
      const fitting = SETS.flatMap((set, index) => (set.includes(country) === wanted ? [index] : []));
      return { limit: BigInt(fitting.length > 0 ? random.pick(fitting) : random.int(SETS.length)) };
    }
    case "evidenceFresh": {
      const evidence = random.int(2);
      const field = evidence === EVIDENCES.identity ? RECORD_WORD.kycUntil : RECORD_WORD.statusUntil;
      const until = facts.time + (delta === null ? room : BigInt(-delta));
      const steered = party === 0n ? facts : { ...facts, [side]: writeField(party, field, until) };
      return { limit: BigInt(evidence), facts: sameInvestorAlike(steered, side) };
    }
    case "mostUnits":
      return { limit: below(receiverAfter) };
    case "mostShare": {
      const window = 1 + random.int(10_000);
      // Rounded either way, but to the refusing side where it is to refuse.
      const up = out ? 0n : BigInt(random.int(2));
      const supplyAfter = facts.supply + (movement.kind === "mint" ? amount : movement.kind === "burn" ? -amount : 0n);
      if (random.oneIn(2)) return { limit: (below(receiverAfter) * 10_000n) / BigInt(window) + up, window };
      // The supply is the base, and the share lies next to what is held.
      const bps = supplyAfter > 0n ? (below(receiverAfter) * 10_000n) / supplyAfter + up : 1n;
      return { limit: 1n, window: Number(bps < 1n ? 1n : bps > 10_000n ? 10_000n : bps) };
    }
    case "leastHolding":
      return { limit: above(side === "sender" ? senderAfter : receiverAfter) };
    case "mostHolders":
      return { limit: below(counted(rule, facts, groups) + 1n) };
    case "fewestHolders":
      return { limit: above(counted(rule, facts, groups) - 1n) };
    case "notBefore":
      return { limit: above(facts.time) };
    case "notAfter":
      return { limit: below(facts.time) };
    case "leastPerMovement":
      return { limit: above(amount) };
    case "mostPerMovement":
      return { limit: below(amount) };
  }
}

/** Holders that the rule counts before the movement. */
function counted({ modes, lanes, side, countrySet }: Rule, facts: Facts, groups: readonly bigint[]): bigint {
  const sum = (word: bigint) => {
    let count = 0n;
    for (let lane = 0; lane < LANES; lane++)
      if (lanes === 0 || (lanes >> lane) & 1) count += (word >> BigInt(32 * lane)) & 0xffffffffn;
    return count;
  };
  if (modes === 1 << MODES.perCountry) return sum(side === "sender" ? facts.senderCounts : facts.receiverCounts);
  if (modes === 1 << MODES.together) return sum(groups[countrySet?.set ?? 0] ?? 0n);
  const owners = modes === 1 << MODES.beneficial ? sum(facts.owners) - sum(facts.lookedThrough) : 0n;
  return sum(facts.totals) + owners;
}

/** The oldest lot of the sender, or the tranche that it comes from, at the last day that passes, or a day later. */
function steerLots(
  random: Random,
  kind: "holdingPeriod" | "trancheClosedSince",
  facts: Facts,
  delta: number | null,
): Field {
  const window = 1 + random.int(24);
  const all = 0x7fn;
  const [first, ...rest] = facts.senderLots;
  if (first === undefined) return { limit: all, window };
  const { origin, units } = readLot(first);
  // Lots of the cases have origins 0 to 5.
  if (delta === null) return { limit: 1n << 6n, window };
  const day = lastDayPassed(facts.time, window) + (delta > 0 ? 1 : 0);
  const own = 1n << BigInt(origin);
  if (kind === "trancheClosedSince") {
    const closed = delta > 0 && random.oneIn(3) ? 0 : day;
    const offset = BigInt(origin * TRANCHE_BITS);
    const others = facts.tranches & ~(BigInt.asUintN(TRANCHE_BITS, -1n) << offset);
    return { limit: own, window, facts: { ...facts, tranches: others | (BigInt(closed) << offset) } };
  }
  // Later lots of the same origin make one lot with it; others are not judged.
  const same = rest.filter((word) => readLot(word).origin === origin);
  const sum = same.reduce((total, word) => total + readLot(word).units, units);
  const others = rest.filter((word) => !same.includes(word));
  const lots = [lotWord(day, origin, sum), ...others].sort((one, other) => {
    const [a, b] = [readLot(one), readLot(other)];
    return a.day - b.day || a.origin - b.origin;
  });
  return { limit: random.oneIn(4) ? all : own, window, facts: { ...facts, senderLots: lots } };
}

/** Two wallets of one investor say the same of him. */
function sameInvestorAlike(facts: Facts, side: Party): Facts {
  if (side === "spender") return facts;
  const { investor, tokensHeld } = RECORD_WORD;
  if (readField(facts.sender, investor) !== readField(facts.receiver, investor)) return facts;
  const from = side === "sender" ? facts.sender : facts.receiver;
  const keep = (record: bigint) => writeField(from, tokensHeld, readField(record, tokensHeld));
  return { ...facts, sender: keep(facts.sender), receiver: keep(facts.receiver) };
}
