import fc from "fast-check";
import { type Hex, numberToHex } from "viem";
import {
  type CountryScope,
  maskOf,
  type Mode,
  MODES,
  MOST_METERED,
  MOST_PLUG_INS,
  MOST_POSITIONS,
  MOST_SPAN_DAYS,
  ROLE_STATUSES,
  type Rule,
  RULE_KIND_NAMES,
  RULE_KINDS,
  type RuleKindEntry,
  ruleMovements,
  STRICTLY,
} from "../../../sdk/kinds/index.js";
import { assembleProgram, type Program } from "../../../sdk/program/index.js";
import { RULEBOOK } from "./build.js";

const SETS = 4;
const PROVISIONS = 5;

const mask = (bits: number) => fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((value) => (value & bits) >>> 0);
const lanes = fc.integer({ min: 0, max: 254 });
const scope: fc.Arbitrary<CountryScope | null> = fc.option(
  fc.record({ set: fc.nat(SETS - 1), outside: fc.boolean() }),
  { nil: null },
);

/** Rules of every kind that a program of SETS sets and PROVISIONS provisions may have. */
export const anyRule: fc.Arbitrary<Rule> = fc
  .constantFrom(...RULE_KIND_NAMES)
  .chain((kind) => fc.tuple(fc.constant(kind), fc.constantFrom(...(RULE_KINDS[kind] as RuleKindEntry).sides)))
  .chain(([kind, side]) => {
    const { limit, conditional, window, groups }: RuleKindEntry = RULE_KINDS[kind];
    const ofParty = side === "sender" || side === "receiver";
    const among = <T>(applies: boolean, value: fc.Arbitrary<T>, none: T) => (applies ? value : fc.constant(none));
    return fc.record<Rule>({
      kind: fc.constant(kind),
      movements: mask(ruleMovements(side)).map((movements) => movements || 1),
      side: fc.constant(side),
      path: among(limit.meaning !== "address", fc.oneof(fc.constant(0), fc.nat(15)), 0), // guarded is only what always holds
      provision: fc.nat(PROVISIONS - 1),
      modes: fc.constant(0),
      lanes: among(ofParty, lanes, 0),
      countrySet: among(ofParty, scope, null),
      liftedBy: among(side !== "token" && conditional, mask(0xffff_ffff), 0),
      otherLanes: among(ofParty && conditional && !groups, lanes, 0),
      otherCountrySet: among(ofParty && conditional && !groups, scope, null),
      otherBits: among(ofParty && (conditional || groups === true), mask(groups ? 0xffff_ffff : ROLE_STATUSES), 0),
      window: windowOf(window),
      limit: fc.bigInt(limit.least, limit.meaning === "setIndex" ? BigInt(SETS - 1) : limit.most),
    });
  })
  .chain((one) => fc.constantFrom(...withModes(one)));

/** Of rolling windows: days, or months; of a group: a share, or the same that is refused itself. */
function windowOf(window: RuleKindEntry["window"]): fc.Arbitrary<number> {
  if (window === undefined) return fc.constant(0);
  const { meaning, least, most } = window;
  const first = meaning === "span" ? MOST_SPAN_DAYS : meaning === "basisPointsOrBelow" ? most - STRICTLY : most;
  const lower = fc.integer({ min: least, max: first });
  return first === most ? lower : fc.oneof(lower, fc.integer({ min: STRICTLY + least, max: most }));
}

/** The rules, without those of which a program has no more. */
function withinBounds(rules: readonly Rule[]): readonly Rule[] {
  const mostOf = { meters: MOST_METERED, plugIns: MOST_PLUG_INS, positions: MOST_POSITIONS };
  return rules.filter(({ kind }) => {
    const { needs }: RuleKindEntry = RULE_KINDS[kind];
    const need = (["meters", "plugIns", "positions"] as const).find((one) => needs.includes(one));
    return need === undefined || mostOf[need]-- > 0;
  });
}

/** The rule without a mode, and in every mode that its kind and its fields allow. */
function withModes(one: Rule): readonly Rule[] {
  const { modes }: RuleKindEntry = RULE_KINDS[one.kind];
  const pair = one.side === "sender" || one.side === "receiver";
  const fits: Readonly<Record<Mode, boolean>> = {
    otherLifts: pair && one.otherBits !== 0,
    perCountry: true,
    beneficial: true,
    together: one.countrySet !== null && !one.countrySet.outside,
  };
  return [one, ...modes.filter((mode) => fits[mode]).map((mode) => ({ ...one, modes: maskOf(MODES, [mode]) }))];
}

const hash = (): fc.Arbitrary<Hex> => fc.bigInt(0n, 2n ** 256n - 1n).map((value) => numberToHex(value, { size: 32 }));

const countrySet = fc
  .uniqueArray(fc.nat(1023), { minLength: 1, maxLength: 60 })
  .map((countries) => countries.sort((a, b) => a - b));

/** Programs of up to 40 rules. */
export const anyProgram: fc.Arbitrary<Program> = fc
  .record({
    rules: fc.array(anyRule, { maxLength: 40 }).map(withinBounds),
    countrySets: fc.array(countrySet, { minLength: SETS, maxLength: SETS }),
    provisions: fc.array(hash(), { minLength: PROVISIONS, maxLength: PROVISIONS }),
    rulebook: fc.constant(RULEBOOK),
  })
  .map(assembleProgram);
