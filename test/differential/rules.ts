import {
  EVIDENCES,
  hasReceiver,
  hasSender,
  LANES,
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
  writeField,
} from "../../sdk/kinds/index.js";
import type { Random } from "./random.js";
import type { Facts } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";

export const COUNTRIES = [840, 250, 276, 364, 1023, 4];
export const SETS = [[4, 364], [250, 276, 840], [840], [1023]];

/** A rule and the facts it is steered to: at limit + delta where the kind has a limit; in or out where it has a set. */
export type Steered = { readonly rule: Rule; readonly facts: Facts };

/**
 * @param delta Measured less limit, −1, 0 or 1; null: well inside the limit.
 */
export function steeredRule(
  random: Random,
  kind: RuleKind,
  facts: Facts,
  movement: Movement,
  delta: number | null,
): Steered {
  const { sides } = RULE_KINDS[kind] as RuleKindEntry;
  const there = (side: Party) =>
    side === "token" || (side === "sender" ? hasSender(movement.kind) : hasReceiver(movement.kind));
  const possible = sides.filter(there);
  const side = random.pick(possible.length > 0 && !random.oneIn(10) ? possible : sides);
  const scoped = scopeOf(random, kind, side, facts);
  const field = steer(random, kind, side, scoped, facts, movement, delta);
  const { least, most } = (RULE_KINDS[kind] as RuleKindEntry).limit;
  const limit = field.limit < least ? least : field.limit > most ? most : field.limit;
  const all = ruleMovements(side) & RULE_MOVEMENTS;
  const some = random.oneIn(4) ? all & random.int(0x80) : all;
  const rule: Rule = { ...scoped, limit, window: field.window ?? 0, movements: some || all };
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
    modes: modes.includes("perCountry") && random.oneIn(2) ? 1 << MODES.perCountry : 0,
    lanes: random.oneIn(2) ? lanesAround(party) : 0,
    countrySet: random.oneIn(6) ? scope() : null,
    liftedBy: conditional && random.oneIn(6) ? 1 << random.int(24) : 0,
    otherLanes: conditional && random.oneIn(6) ? lanesAround(other) : 0,
    otherCountrySet: conditional && random.oneIn(10) ? scope() : null,
    otherBits: conditional && random.oneIn(6) ? ((random.int(16) << 24) & ROLE_STATUSES) >>> 0 : 0,
  };
}

type Field = { readonly limit: bigint; readonly window?: number; readonly facts?: Facts };

function steer(
  random: Random,
  kind: RuleKind,
  side: Party,
  rule: Rule,
  facts: Facts,
  movement: Movement,
  delta: number | null,
): Field {
  const party = side === "sender" ? facts.sender : facts.receiver;
  const read = (field: { offset: number; bits: number }) => readField(party, field);
  const { amount } = movement;
  const room = random.amount(1_000_000n);
  const out = delta !== null && delta > 0;
  const below = (measured: bigint) => measured + (delta === null ? room : BigInt(-delta)); // an upper limit around the measured
  const above = (measured: bigint) => measured - (delta === null ? room : BigInt(delta)); // a lower limit around the measured
  const receiverAfter = facts.receiverHolding + amount;
  const senderAfter = facts.senderHolding > amount ? facts.senderHolding - amount : 0n;
  switch (kind) {
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
      const supplyAfter = facts.supply + (movement.kind === "mint" ? amount : movement.kind === "burn" ? -amount : 0n);
      if (random.oneIn(2))
        return { limit: (below(receiverAfter) * 10_000n) / BigInt(window) + BigInt(random.int(2)), window };
      // The supply is the base, and the share lies next to what is held.
      const bps = supplyAfter > 0n ? (below(receiverAfter) * 10_000n) / supplyAfter + BigInt(random.int(2)) : 1n;
      return { limit: 1n, window: Number(bps < 1n ? 1n : bps > 10_000n ? 10_000n : bps) };
    }
    case "leastHolding":
      return { limit: above(side === "sender" ? senderAfter : receiverAfter) };
    case "mostHolders": {
      const word = rule.modes === 0 ? facts.totals : facts.receiverCounts;
      let count = 1n;
      for (let lane = 0; lane < LANES; lane++)
        if (rule.lanes === 0 || (rule.lanes >> lane) & 1) count += (word >> BigInt(32 * lane)) & 0xffffffffn;
      return { limit: below(count) };
    }
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

/** Two wallets of one investor say the same of him. */
function sameInvestorAlike(facts: Facts, side: Party): Facts {
  const { investor, tokensHeld } = RECORD_WORD;
  if (readField(facts.sender, investor) !== readField(facts.receiver, investor)) return facts;
  const from = side === "sender" ? facts.sender : facts.receiver;
  const keep = (record: bigint) => writeField(from, tokensHeld, readField(record, tokensHeld));
  return { ...facts, sender: keep(facts.sender), receiver: keep(facts.receiver) };
}
