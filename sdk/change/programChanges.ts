import { type LotTerms, type Program, type ProgramParts, ruleInWords, type RuleWords } from "../program/index.js";
import { countryName } from "../verdict/index.js";
import { laneNames, listed, statusNames } from "../verdict/words.js";
import { type Change, type RuleEffect } from "./planned.js";
import { ruleEffect, type RuleIn } from "./ruleEffect.js";

export type ProgramChangesParameters = {
  /** In force; null: none is. */
  readonly current: ProgramParts | null;
  readonly wanted: Program;
  /** What people call the parts of the wanted program: a compiled program has them. */
  readonly words: RuleWords;
};
/** In the order of the wanted program; what goes away last. Empty: the two let the same pass, for the same reasons. */
export type ProgramChangesReturnType = readonly Change[];
export type ProgramChangesErrorType = never;

/**
 * Says in words what another program would change: which rule, for whom, from what to what, and whether more or less would pass. Pure.
 *
 * Rules are matched by what they are about, not by their place. A change is called stricter, or looser, only if it is so whatever the facts are.
 *
 * @example
 * for (const { from, to, effect } of programChanges({ current: observed.program, wanted: compiled, words: compiled }))
 *   console.log(effect, from, "→", to);
 */
export function programChanges({ current, wanted, words }: ProgramChangesParameters): ProgramChangesReturnType {
  const before = current === null ? [] : rulesOf(current);
  const after = rulesOf(wanted);
  const ways = pairWays(before, after);
  const pairs = match(before, after, ways);
  const say = (one: Entry | undefined) =>
    one === undefined
      ? null
      : ruleInWords(one.rule, one.program === wanted ? words : wordsOf(one.program, wanted, words));
  const changes = pairs.flatMap(([from, to]): readonly Change[] => {
    if (from !== undefined && to !== undefined && sameRule(from, to)) return [];
    const effect = effectOf(from, to, ways);
    const path = to === undefined ? `current.rules[${from?.index}]` : `program.rules[${to.index}]`;
    return [{ path, from: say(from), to: say(to), loosens: effect === "looser" || effect === "both", effect }];
  });
  return [...changes, ...lotChanges(current, wanted, words)];
}

/** Countries or regions of a set that has no name, as far as they are listed. */
const MOST_NAMED = 4;

type Entry = RuleIn & { readonly program: ProgramParts; readonly index: number; readonly about: string };

const rulesOf = (program: ProgramParts): readonly Entry[] =>
  program.rules.map((rule, index) => ({ rule, program, index, about: `${rule.kind} ${rule.side}` }));

const provisionOf = ({ rule, program }: Entry) => program.provisions[rule.provision];

const sameRule = (a: Entry, b: Entry): boolean =>
  ruleEffect(a, b) === "neutral" && provisionOf(a) === provisionOf(b) && (a.rule.path === 0) === (b.rule.path === 0);

/** Paths of the program before, and those of the one after that take their place; 0, what always binds, is its own. */
type Ways = {
  readonly pairs: ReadonlyMap<number, number>;
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
};

function pairWays(before: readonly Entry[], after: readonly Entry[]): Ways {
  const numbers = (entries: readonly Entry[]) =>
    new Set(entries.map(({ rule }) => rule.path).filter((path) => path > 0));
  const [from, to] = [numbers(before), numbers(after)];
  const pairs = new Map([[0, 0]]);
  const free = new Set(to);
  const within = (entries: readonly Entry[], path: number) => entries.filter(({ rule }) => rule.path === path);
  const alike = (a: number, b: number) =>
    within(before, a).filter((one) =>
      within(after, b).some((other) => one.about === other.about && sameRule(one, other)),
    ).length;
  for (const path of from) {
    const [best] = [...free].sort((x, y) => alike(path, y) - alike(path, x));
    if (best === undefined || alike(path, best) === 0) continue;
    pairs.set(path, best);
    free.delete(best);
  }
  return { pairs, before: from, after: to };
}

type Pair = readonly [from: Entry | undefined, to: Entry | undefined];

/** Equal rules first, then those of one provision, then those about the same; of one path each. */
function match(before: readonly Entry[], after: readonly Entry[], { pairs }: Ways): readonly Pair[] {
  const left = new Set(before);
  const found = new Map<Entry, Entry>();
  const closer: readonly ((a: Entry, b: Entry) => boolean)[] = [
    sameRule,
    (a, b) => provisionOf(a) === provisionOf(b) && ruleEffect(a, b) !== "both",
    (a, b) => provisionOf(a) === provisionOf(b),
    () => true,
  ];
  for (const close of closer)
    for (const to of after) {
      if (found.has(to)) continue;
      const from = [...left].find(
        (one) => one.about === to.about && pairs.get(one.rule.path) === to.rule.path && close(one, to),
      );
      if (from === undefined) continue;
      found.set(to, from);
      left.delete(from);
    }
  return [...after.map((to): Pair => [found.get(to), to]), ...[...left].map((from): Pair => [from, undefined])];
}

function effectOf(from: Entry | undefined, to: Entry | undefined, { pairs, before, after }: Ways): RuleEffect {
  if (from !== undefined && to !== undefined) return ruleEffect(from, to);
  const path = (from ?? to)?.rule.path ?? 0;
  if (to !== undefined) {
    // A further way opens something, unless there was none and no way was asked for.
    const furtherWay = path > 0 && ![...pairs.values()].includes(path) && before.size > 0;
    return furtherWay ? "looser" : "stricter";
  }
  const lostWay = path > 0 && !pairs.has(path) && after.size > 0;
  return lostWay ? "stricter" : "looser";
}

/** The parts of the program before, as far as the wanted one has names for them. */
function wordsOf(program: ProgramParts, wanted: ProgramParts, words: RuleWords): RuleWords {
  const key = (set: readonly number[]) => set.join();
  const names = new Map(wanted.countrySets.map((set, index) => [key(set), words.setNames[index]]));
  const regions = new Map((words.scheme.regions ?? []).map(({ number, label }) => [number, label]));
  const nameOf = (index: number) =>
    program.rules.some(({ kind, limit }) => kind.startsWith("region") && limit === BigInt(index))
      ? (region: number) => regions.get(region) ?? `region ${region}`
      : countryName;
  const listOf = (set: readonly number[], index: number) => {
    const named = set.slice(0, MOST_NAMED).map(nameOf(index));
    return set.length > MOST_NAMED ? `${named.join(", ")} and ${set.length - MOST_NAMED} more` : named.join(", ");
  };
  return { ...words, setNames: program.countrySets.map((set, index) => names.get(key(set)) ?? listOf(set, index)) };
}

function lotChanges(current: ProgramParts | null, wanted: ProgramParts, words: RuleWords): readonly Change[] {
  const [from, to] = [current?.lots, wanted.lots].map((lots) => (lots === undefined ? null : lotsInWords(lots, words)));
  if (from === undefined || to === undefined) return [];
  return from === to ? [] : [{ path: "program.lots", from, to, loosens: true, effect: "both" }];
}

function lotsInWords({ origins, clockRunsOn, clockKeptBy }: LotTerms, { scheme, originNames }: RuleWords): string {
  const buyers = [...new Set(origins)].map((origin) => {
    const lanes = origins.reduce((mask, one, lane) => (one === origin ? mask | (1 << lane) : mask), 0);
    return `${originNames[origin] ?? `origin ${origin}`} if the buyer is classified as ${listed(laneNames(lanes, scheme), "or")}`;
  });
  const sold = buyers.length === 0 ? "" : `What the issuer sells counts as ${buyers.join("; as ")}. `;
  const kept =
    clockKeptBy === 0
      ? ""
      : ` unless the seller is recorded as ${listed(statusNames(BigInt(clockKeptBy), scheme), "or")}`;
  return `${sold}${clockRunsOn ? "A resale starts no holding period anew." : `A resale starts the buyer's holding period anew${kept}.`}`;
}
