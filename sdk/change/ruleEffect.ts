import {
  type CountryScope,
  maskOf,
  MODES,
  type Rule,
  RULE_KINDS,
  type RuleKind,
  type RuleKindEntry,
  SPAN_MONTHS,
  STRICTLY,
} from "../kinds/index.js";
import { type CountrySet, type ProgramParts } from "../program/index.js";
import { type RuleEffect } from "./planned.js";

/** A rule beside the sets that it names. */
export type RuleIn = { readonly rule: Rule; readonly program: Pick<ProgramParts, "countrySets"> };

const ALL_LANES = 0xff;
const ALL_COUNTRIES = 1024;

/** What a limit that grows does to what passes. */
const GROWTH = {
  ...{ forbiddenStates: "stricter", requiredStatuses: "stricter", laneInSet: "looser" },
  ...{ countryIn: "looser", countryNotIn: "stricter", regionIn: "looser", regionNotIn: "stricter" },
  ...{ evidenceFresh: "both", spenderRegistered: "neutral", wholeHoldingOnly: "neutral" },
  ...{ mostUnits: "looser", mostShare: "looser", leastHolding: "stricter" },
  ...{ mostHolders: "looser", fewestHolders: "stricter", notBefore: "stricter", notAfter: "looser" },
  ...{ holdingPeriod: "stricter", trancheClosedSince: "stricter" },
  ...{ leastPerMovement: "stricter", mostPerMovement: "looser" },
  ...{ notHalted: "neutral", mostOutflow: "looser", mostOutflowShare: "looser", mostOutflowShareOrVolume: "looser" },
  ...{ mostInflow: "looser", mostPurchasers: "looser", mostVenueVolume: "looser", mostGroupShare: "looser" },
  mostEmbeddedLeverage: "looser",
  mostLeverage: "looser",
  encumberedStays: "neutral",
  // Nobody knows what another contract asks, or what another book keeps.
  plugIn: "both",
  positionLimit: "both",
} as const satisfies Readonly<Record<RuleKind, RuleEffect>>;

/** Rules whose scopes say what their meter counts: another count may be lower or higher. */
const COUNTING = new Set<RuleKind>(["mostPurchasers", "mostGroupShare"]);

/** Limits of these meanings are sets of bits; the others are numbers, or an index of a country set. */
const BITS = new Set<string>(["states", "statuses", "lanes", "origins"]);

/**
 * @internal
 * What putting `after` in the place of `before`, a rule of the same kind and side, does to what passes. It is `stricter` or `looser` only where that is
 * so whatever the facts are; where it depends on them, `both`.
 */
export function ruleEffect(before: RuleIn, after: RuleIn): RuleEffect {
  const [a, b] = [before.rule, after.rule];
  const binding = RULE_KINDS[a.kind].judgedOn === "counts" || COUNTING.has(a.kind) ? differs : widens;
  const opposing = COUNTING.has(a.kind) ? differs : widens;
  const effects: readonly RuleEffect[] = [
    a.modes === b.modes ? "neutral" : "both",
    superset(bits(b.movements), bits(a.movements), "stricter"),
    binding(bits(a.lanes || ALL_LANES), bits(b.lanes || ALL_LANES)),
    countriesEffect(a.countrySet, b.countrySet, before, after, binding),
    opposing(bits(a.otherLanes || ALL_LANES), bits(b.otherLanes || ALL_LANES)),
    countriesEffect(a.otherCountrySet, b.otherCountrySet, before, after, opposing),
    COUNTING.has(a.kind)
      ? opposing(bits(a.liftedBy), bits(b.liftedBy))
      : superset(bits(b.liftedBy), bits(a.liftedBy), "looser"),
    COUNTING.has(a.kind) ? opposing(bits(a.otherBits), bits(b.otherBits)) : otherBits(a, b),
    limitEffect(before, after),
    windowEffect(a, b),
  ];
  return together(effects);
}

/** Of several changes at once. */
export function together(effects: readonly RuleEffect[]): RuleEffect {
  const kinds = new Set(effects.filter((effect) => effect !== "neutral"));
  const [only] = kinds;
  return only === undefined ? "neutral" : kinds.size === 1 ? only : "both";
}

const opposite = (effect: RuleEffect): RuleEffect =>
  effect === "stricter" ? "looser" : effect === "looser" ? "stricter" : effect;

type Members = ReadonlySet<number>;

/** `growth` if `now` holds all of `before` and more, the opposite if it holds less. */
function superset(now: Members, before: Members, growth: RuleEffect): RuleEffect {
  const gains = [...now].some((one) => !before.has(one));
  const loses = [...before].some((one) => !now.has(one));
  if (gains && loses) return "both";
  return gains ? growth : loses ? opposite(growth) : "neutral";
}

/** Whom a rule binds: the more, the stricter. */
const widens = (before: Members, now: Members): RuleEffect => superset(now, before, "stricter");
/** Whom a rule counts: another count may be lower or higher. */
const differs = (before: Members, now: Members): RuleEffect =>
  superset(now, before, "stricter") === "neutral" ? "neutral" : "both";

function bits(mask: number | bigint): Members {
  const found = new Set<number>();
  for (let rest = BigInt(mask), bit = 0; rest !== 0n; rest >>= 1n, bit++) if (rest & 1n) found.add(bit);
  return found;
}

const setOf = (index: number, { program }: RuleIn): CountrySet => program.countrySets[index] ?? [];

function countriesEffect(
  a: CountryScope | null,
  b: CountryScope | null,
  before: RuleIn,
  after: RuleIn,
  compare: (before: Members, now: Members) => RuleEffect,
): RuleEffect {
  if (a === null && b === null) return "neutral";
  return compare(countriesOf(a, before), countriesOf(b, after));
}

function countriesOf(scope: CountryScope | null, one: RuleIn): Members {
  const set = new Set(scope === null ? [] : setOf(scope.set, one));
  if (scope !== null && !scope.outside) return set;
  return new Set(Array.from({ length: ALL_COUNTRIES }, (_, country) => country).filter((country) => !set.has(country)));
}

/** The other party's bits narrow a rule (none: it binds always; the more, the more often), or lift it. */
function otherBits(a: Rule, b: Rule): RuleEffect {
  if (a.otherBits === b.otherBits) return "neutral";
  const lifts = (b.modes & maskOf(MODES, ["otherLifts"])) !== 0;
  if (lifts) return superset(bits(b.otherBits), bits(a.otherBits), "looser");
  if (a.otherBits === 0) return "looser";
  if (b.otherBits === 0) return "stricter";
  return superset(bits(b.otherBits), bits(a.otherBits), "stricter");
}

function limitEffect(before: RuleIn, after: RuleIn): RuleEffect {
  const [a, b] = [before.rule, after.rule];
  const { meaning } = RULE_KINDS[a.kind].limit;
  const growth = GROWTH[a.kind];
  if (meaning === "setIndex")
    return superset(new Set(setOf(Number(b.limit), after)), new Set(setOf(Number(a.limit), before)), growth);
  if (BITS.has(meaning)) return superset(bits(b.limit), bits(a.limit), growth);
  return a.limit === b.limit ? "neutral" : b.limit > a.limit ? growth : opposite(growth);
}

/** Basis points of a share; months to wait; a span, in which the more has moved the longer it is. */
function windowEffect(a: Rule, b: Rule): RuleEffect {
  if (a.window === b.window) return "neutral";
  const { window }: RuleKindEntry = RULE_KINDS[a.kind];
  if (window?.meaning === "basisPointsOrBelow") return bound(b.window) > bound(a.window) ? "looser" : "stricter";
  // No number of days is as long as so many months in every year.
  if (window?.meaning === "span" && a.window >= SPAN_MONTHS !== b.window >= SPAN_MONTHS) return "both";
  const growth = window?.meaning === "basisPoints" ? "looser" : "stricter";
  return b.window > a.window ? growth : opposite(growth);
}

/** Of a share that may be reached, or not quite: the more, the looser. */
const bound = (window: number): number => (window % STRICTLY) * 2 - (window >= STRICTLY ? 1 : 0);
