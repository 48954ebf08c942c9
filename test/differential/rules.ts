import {
  hasReceiver,
  hasSender,
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
} from "../../sdk/kinds/index.js";
import type { Facts } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { someRule } from "../fixtures/rules.js";
import { type CaseKind, KINDS } from "./kinds/index.js";
import type { Kept, Stated } from "./meters.js";
import type { Behaviour } from "./plugIns.js";
import type { BookBehaviour } from "./positions.js";
import type { Random } from "./random.js";
import { SETS } from "./sets.js";

/** A rule and the facts it is steered to: at limit + delta where the kind has a limit; in or out where it has a set. */
export type Steered = {
  readonly rule: Rule;
  readonly facts: Facts;
  /** Of a rule that reads one. */
  readonly meter?: (Kept & Partial<Stated>) | undefined;
  /** Of a rule that asks another contract. */
  readonly answers?: Behaviour | undefined;
  /** Of one that moves a position book. */
  readonly book?: BookBehaviour | undefined;
};

/**
 * @param delta Measured less limit, −1, 0 or 1; null: well inside the limit.
 * @param groups Holders in each of SETS.
 */
export function steeredRule(
  random: Random,
  kind: CaseKind,
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
  const field = KINDS[kind].steer({ random, side, rule: scoped, facts, movement, delta, groups });
  const { least, most } = (RULE_KINDS[kind] as RuleKindEntry).limit;
  const limit = field.limit < least ? least : field.limit > most ? most : field.limit;
  const all = ruleMovements(side) & RULE_MOVEMENTS;
  const some = random.oneIn(4) ? all & random.int(0x80) : all;
  const rule: Rule = { ...scoped, limit, window: field.window ?? 0, movements: some || all, ...field.scope };
  return { rule, facts: field.facts ?? facts, meter: field.meter, answers: field.answers, book: field.book };
}

/** Whom the rule binds: mostly the party that is there. */
function scopeOf(random: Random, kind: RuleKind, side: Party, facts: Facts): Rule {
  const none = someRule({ kind, side, movements: 0 });
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
  if (conditional || random.oneIn(3)) return {};
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
