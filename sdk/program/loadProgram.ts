import {
  BASIS_POINTS,
  maskOf,
  MODES,
  type MovementKind,
  MOVEMENTS,
  type Rule,
  RULE_KINDS,
  type RuleKindEntry,
  ruleMovements,
  SET_COUNTRIES,
  type Unit,
} from "../kinds/index.js";
import type { Hex } from "viem";
import type { Bounds } from "./amounts.js";
import type { Opened } from "./party.js";
import { JUDGES } from "./rules/index.js";
import type { Judge } from "./rules/judge.js";
import type { CountrySet, ProgramParts } from "./types.js";

/** A rule made ready to be judged many times. */
export type LoadedRule = {
  readonly index: number;
  readonly rule: Rule;
  readonly judge: Judge;
  /** Of the finding: in what it measures, and the hash of the provision. */
  readonly unit: Unit;
  readonly provision: Hex | null;
  /** Of a metered rule, and of one that asks another contract: the how manyth of its sort it is; else -1. */
  readonly meter: number;
  readonly plugIn: number;
  /** The word's limit as a number; exact for masks, times and counts. */
  readonly limit: number;
  /** Of a share rule, the share of the floor that its limit names, in token units. */
  readonly floor: bigint;
  /** Of a rule on holders: whom it counts. */
  readonly counts: "all" | "perCountry" | "together" | "beneficial";
  /** `judge.refused`, at hand. */
  readonly refused: Judge["refused"];
  /** Whether the rule turns on the party opposite the judged one. */
  readonly narrowed: boolean;
  /** Whether `otherBits` lift the rule, instead of narrowing it. */
  readonly otherLifts: boolean;
  /** Members of the scopes' sets and of the set of countries or regions that the limit names; null: none. */
  readonly countries: Uint8Array | null;
  readonly otherCountries: Uint8Array | null;
  readonly limitCountries: Uint8Array | null;
};

/** Some rules, in program order, and which amounts each is known to pass; no bounds: nothing is known. */
export type Rules = { readonly list: readonly LoadedRule[]; readonly bounds: Bounds };
/** Those that must always hold, and those of each path that the program has. */
export type OpenRules = { readonly always: Rules; readonly paths: readonly Rules[] };
/** The rules that can bind a movement, in program order: those that must always hold, and those of each path that the program has. */
export type LoadedRules = {
  readonly always: readonly LoadedRule[];
  readonly paths: readonly (readonly LoadedRule[])[];
  /** Those that ask another contract, or a position book: last. */
  readonly asking: readonly LoadedRule[];
  readonly memo: { others: Opened | undefined };
};
/** By the movement's kind. */
export type LoadedProgram = Readonly<Record<MovementKind, LoadedRules>>;

const loaded = new WeakMap<ProgramParts, LoadedProgram>();

/** Makes a program ready to be evaluated, once. */
export function loadProgram(program: ProgramParts): LoadedProgram {
  return loaded.get(program) ?? load(program);
}

function load(program: ProgramParts): LoadedProgram {
  const sets = program.countrySets.map(membersOf);
  const places = { meters: placesOf(program.rules, "meters"), plugIns: placesOf(program.rules, "plugIns") };
  const provisions = program.provisions;
  const rules = program.rules.map((rule, index) => loadRule(rule, index, { sets, provisions, ...places }));
  const pathNumbers = [...new Set(program.rules.map(({ path }) => path))].filter((path) => path !== 0);
  const of = (kind: MovementKind): LoadedRules => {
    const those = rules.filter(({ rule }) => canBind(rule, kind));
    const asks = ({ rule }: LoadedRule) => RULE_KINDS[rule.kind].limit.meaning === "address";
    const on = (path: number) => those.filter((one) => one.rule.path === path && !asks(one));
    // A path none of whose rules can bind the movement stays: it is open.
    return { always: on(0), paths: pathNumbers.map(on), asking: those.filter(asks), memo: { others: undefined } };
  };
  const byKind: LoadedProgram = {
    transfer: of("transfer"),
    mint: of("mint"),
    burn: of("burn"),
    forced: of("forced"),
    transmission: of("transmission"),
    recovery: of("recovery"),
    settlement: of("settlement"),
    licensed: of("licensed"),
  };
  loaded.set(program, byKind);
  return byKind;
}

const canBind = ({ movements, side }: Rule, kind: MovementKind): boolean =>
  (movements & ruleMovements(side) & (1 << MOVEMENTS[kind])) !== 0;

const COUNTED = ["perCountry", "together", "beneficial"] as const;

/** Of each rule that has the need, in program order: its place among them; of others -1. */
function placesOf(rules: readonly Rule[], need: "meters" | "plugIns"): readonly number[] {
  let next = 0;
  return rules.map(({ kind }) => ((RULE_KINDS[kind] as RuleKindEntry).needs.includes(need) ? next++ : -1));
}

type Named = Pick<ProgramParts, "provisions"> & {
  readonly sets: readonly Uint8Array[];
  readonly meters: readonly number[];
  readonly plugIns: readonly number[];
};

/** @param named What rules name by index, and which rules read a meter or ask another contract. */
function loadRule(rule: Rule, index: number, { sets, provisions, meters, plugIns }: Named): LoadedRule {
  const setOf = (set: number | undefined) => (set === undefined ? null : (sets[set] ?? null));
  const namesSet = RULE_KINDS[rule.kind].limit.meaning === "setIndex";
  return {
    index,
    rule,
    judge: JUDGES[rule.kind],
    unit: RULE_KINDS[rule.kind].unit,
    provision: provisions[rule.provision] ?? null,
    meter: meters[index] ?? -1,
    plugIn: plugIns[index] ?? -1,
    limit: Number(rule.limit),
    floor: (BigInt(rule.window) * rule.limit) / BASIS_POINTS,
    counts: COUNTED.find((mode) => rule.modes & maskOf(MODES, [mode])) ?? "all",
    refused: JUDGES[rule.kind].refused,
    // Of a rule on a group, `otherBits` say who is excluded from it.
    narrowed:
      rule.kind !== "mostGroupShare" &&
      (rule.otherBits !== 0 || rule.otherLanes !== 0 || rule.otherCountrySet !== null),
    otherLifts: (rule.modes & maskOf(MODES, ["otherLifts"])) !== 0,
    countries: setOf(rule.countrySet?.set),
    otherCountries: setOf(rule.otherCountrySet?.set),
    limitCountries: namesSet ? setOf(Number(rule.limit)) : null,
  };
}

function membersOf(set: CountrySet): Uint8Array {
  const members = new Uint8Array(SET_COUNTRIES);
  for (const country of set) members[country] = 1;
  return members;
}
