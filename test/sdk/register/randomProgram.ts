import {
  maskOf,
  type Mode,
  MODES,
  type Rule,
  RULE_KIND_NAMES,
  RULE_KINDS,
  type RuleKindEntry,
  ruleMovements,
} from "../../../sdk/kinds/index.js";
import { assembleProgram, type Program } from "../../../sdk/program/index.js";
import { type Register } from "../../../sdk/register/index.js";
import { type Random } from "../../differential/random.js";
import { DAY } from "../../fixtures/walk.js";
import { RULEBOOK } from "../program/build.js";

/** Unix seconds, later than any test. */
export const FRESH_UNTIL = 4_000_000_000n;
/** An impact does not know what meters show, and what other contracts and position books answer. */
const KINDS = RULE_KIND_NAMES.filter((kind) => !["meter", "plugIn", "positions"].includes(RULE_KINDS[kind].judgedOn));
const SETS = [[0], [0, 276], [276, 826], [1, 2, 840]];
const PROVISION = `0x${"11".repeat(32)}` as const;

/** A program of one to four rules whose numbers lie at those of a register, or one beside them. */
export function randomProgram(random: Random, register: Register, now: bigint): Program {
  const withPaths = random.oneIn(3);
  const rules = Array.from({ length: 1 + random.int(4) }, () => randomRule(random, register, now, withPaths));
  const countrySets = SETS;
  return assembleProgram({ rules, countrySets, provisions: [PROVISION], rulebook: RULEBOOK });
}

function randomRule(random: Random, register: Register, now: bigint, withPaths: boolean): Rule {
  const kind = random.pick(KINDS);
  const { sides, conditional, modes: possible, window, limit }: RuleKindEntry = RULE_KINDS[kind];
  const side = random.pick(sides);
  const ofParty = side === "sender" || side === "receiver";
  const scope = () => (ofParty && random.oneIn(4) ? { set: random.int(SETS.length), outside: random.oneIn(3) } : null);
  const narrowed = ofParty && conditional && random.oneIn(3);
  const all = ruleMovements(side) & 7;
  const movements = random.oneIn(3) ? all & (1 + random.int(7)) || all : all;
  const countrySet = scope();
  const otherBits = narrowed && random.oneIn(2) ? 1 << (random.oneIn(2) ? 24 : random.int(3)) : 0;
  const fits = (mode: Mode) =>
    mode === "otherLifts" ? otherBits !== 0 : mode !== "together" || (countrySet !== null && !countrySet.outside);
  const fitting = possible.filter(fits);
  // Evidence lifts and only roles narrow.
  const lifts = otherBits !== 0 && (otherBits < 1 << 24 || random.oneIn(2));
  const counting = fitting.filter((mode) => mode !== "otherLifts");
  const modes = lifts
    ? maskOf(MODES, ["otherLifts"])
    : counting.length > 0 && random.oneIn(2)
      ? maskOf(MODES, [random.pick(counting)])
      : 0;
  return {
    ...{ kind, side, movements, modes, countrySet, otherBits },
    path: withPaths ? random.int(4) : 0,
    provision: 0,
    lanes: ofParty && random.oneIn(4) ? 1 + random.int(254) : 0,
    liftedBy: side !== "token" && conditional && random.oneIn(4) ? 1 << random.int(3) : 0,
    otherLanes: narrowed && random.oneIn(2) ? 1 + random.int(254) : 0,
    otherCountrySet: narrowed ? scope() : null,
    window: window === undefined ? 0 : window.meaning === "months" ? 1 + random.int(14) : 500 + random.int(4000),
    limit: within(limitOf(random, kind, register, now), limit),
  };
}

function limitOf(random: Random, kind: Rule["kind"], register: Register, now: bigint): bigint {
  const near = (value: bigint) => value + BigInt(random.int(3)) - 1n;
  const holding = () => random.pick(register.holders).wallets.reduce((sum, { units }) => sum + units, 0n);
  switch (RULE_KINDS[kind].limit.meaning) {
    case "states":
      return BigInt(random.pick([2, 16, 18]));
    case "statuses":
      return BigInt(random.pick([1, 2, 3, 4, 6]));
    case "lanes":
      return BigInt(2 + random.int(252));
    case "setIndex":
      return BigInt(random.int(SETS.length));
    case "evidence":
      return BigInt(random.oneIn(4) ? 1 : 0);
    case "origins":
      return BigInt(1 + random.int(127));
    case "units":
      return near(holding());
    case "floor":
      return near(holding() * BigInt(1 + random.int(8)));
    case "holders":
      return near(BigInt(random.pick([1, 2, 7, 8, 9, 12])));
    case "time":
      return now + DAY + 60n + BigInt(random.int(2 * 86_400)) - DAY;
    case "none":
    case "purchasers":
    case "basisPoints":
    case "leverage":
    case "address":
      return 0n;
  }
}

const within = (value: bigint, { least, most }: { readonly least: bigint; readonly most: bigint }): bigint =>
  value < least ? least : value > most ? most : value;
