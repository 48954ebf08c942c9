import type { Address, Hex } from "viem";
import {
  maskOf,
  MODES,
  type MovementKind,
  readField,
  RECORD_WORD,
  type Rule,
  RULE_KINDS,
  type RuleKind,
  type RuleKindEntry,
  TOKEN_FLAGS,
} from "../../sdk/kinds/index.js";
import { assembleProgram, type Facts, type LotTerms, type Program } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { CASE_KINDS, type CaseKind, KINDS } from "./kinds/index.js";
import { lotWord, startDay } from "./lots.js";
import { type Metered, metersAt, NO_METER } from "./meters.js";
import type { Random } from "./random.js";
import { steeredRule } from "./rules.js";
import { SETS } from "./sets.js";
import { randomState } from "./state.js";
import { inAgreement, withStates, withTrouble } from "./trouble.js";

/** One movement in one state under one program. Of the state, `facts` is what a decision reads. */
export type Case = {
  readonly target: CaseKind;
  readonly program: Program;
  readonly movement: Movement;
  readonly facts: Facts;
  readonly flags: number;
  /** Units in the last further wallet of each investor. */
  readonly senderElsewhere: bigint;
  readonly receiverElsewhere: bigint;
  /** Whether the token keeps lots, and whether those of the investors are written already. */
  readonly metered: boolean;
  readonly senderKept: boolean;
  readonly receiverKept: boolean;
  /** What the meter has that a rule reads, if one does. */
  readonly meter: Metered;
  /** Tokens held according to the list of wallets of each investor. */
  readonly tokens: number;
  /** Whether the engine is asked for headroom, too. */
  readonly asksHeadroom?: boolean | undefined;
  /** Bytes that may be a program, or none: whether `publish` takes them. */
  readonly published?: Hex | undefined;
};

const PROVISION = `0x${"11".repeat(32)}` as const;
const RULEBOOK = `0x${"22".repeat(32)}` as const;

/**
 * A case that turns on one rule of kind `target`, at its limit − 1, its limit, or its limit + 1; other rules mostly pass.
 *
 * @param now Unix seconds at which the chain will judge it.
 */
export function randomCase(random: Random, target: CaseKind, token: Address, now: bigint): Case {
  const kind = kindFor(random, target);
  const metered = isOnLots(target) || random.oneIn(4);
  const state = randomState(random, kind, token, now, target, metered);
  const { movement, groups } = state;
  let { facts } = state;
  const rules: Rule[] = [];
  let meter: Metered | undefined;
  // Another path never excuses the target: it is on none, or on the only one.
  const withPaths = random.oneIn(3);
  const targetPath = withPaths ? random.int(2) : 0;
  const otherPath = () => (!withPaths ? 0 : random.int(targetPath === 0 ? 4 : 2));
  for (let i = 0; i <= random.int(4); i++) {
    const isTarget = i === 0;
    const delta = isTarget ? random.int(3) - 1 : random.oneIn(6) ? random.int(3) - 1 : null;
    let other = random.pick(CASE_KINDS);
    // A token whose program judges lots keeps them.
    // And a case has one meter.
    while ((!metered && isOnLots(other)) || (meter !== undefined && isOnMeter(other))) other = random.pick(CASE_KINDS);
    const steered = steeredRule(random, isTarget ? target : other, facts, movement, delta, groups);
    rules.push({ ...steered.rule, path: isTarget ? targetPath : otherPath() });
    facts = steered.facts;
    meter ??= steered.meter;
  }
  if (isUnruled(movement.kind)) facts = withStates(random, facts, movement);
  if (random.oneIn(6)) facts = withTrouble(random, facts, movement);
  const states = facts.senderState | facts.receiverState;
  const flags =
    maskOf(TOKEN_FLAGS, facts.paused ? ["paused"] : []) |
    maskOf(TOKEN_FLAGS, facts.importing === 0n ? [] : ["importing"]) |
    maskOf(TOKEN_FLAGS, metered ? ["metered"] : []) |
    maskOf(TOKEN_FLAGS, facts.halted ? ["halted"] : []) |
    maskOf(TOKEN_FLAGS, facts.lookedThrough !== 0n || random.oneIn(8) ? ["lookedThrough"] : []) |
    maskOf(TOKEN_FLAGS, states !== 0n || random.oneIn(8) ? ["walletStates"] : []);
  const program = assembleProgram({
    rules,
    countrySets: SETS,
    provisions: [PROVISION],
    rulebook: RULEBOOK,
    lots: random.oneIn(2) ? undefined : randomTerms(random),
  });
  const agreed = { ...inAgreement(facts, movement), groups: groupsOf(program, groups) };
  const kept = (lots: readonly bigint[], holding: bigint) =>
    lots[0] !== lotWord(startDay(now), 0, holding) || random.oneIn(2);
  const senderKept = kept(agreed.senderLots, agreed.senderHolding);
  const within = readField(agreed.sender, RECORD_WORD.investor) === readField(agreed.receiver, RECORD_WORD.investor);
  const receiverKept = within ? senderKept : kept(agreed.receiverLots, agreed.receiverHolding);
  const known = { program, movement, facts: agreed, meter: meter ?? NO_METER };
  return { target, ...state, ...known, facts: metersAt(known), flags, metered, senderKept, receiverKept };
}

const isOnMeter = (kind: RuleKind): boolean => RULE_KINDS[kind].judgedOn === "meter";
const isOnLots = (kind: RuleKind): boolean => RULE_KINDS[kind].judgedOn === "lots";

function randomTerms(random: Random): LotTerms {
  const clockRunsOn = random.oneIn(3);
  return {
    origins: Array.from({ length: 8 }, () => random.int(7)),
    clockRunsOn,
    clockKeptBy: clockRunsOn ? 0 : ((random.int(2 ** 16) << 16) | random.int(2 ** 16)) >>> 0,
  };
}

/** The words of those sets that the program counts as groups, in its order; none if it counts none. */
function groupsOf({ rules, countrySets }: Program, words: readonly bigint[]): readonly bigint[] {
  const used = new Set(rules.flatMap(({ modes, countrySet }) => (modes & TOGETHER ? [countrySet?.set] : [])));
  if (used.size === 0) return [];
  const wordOf = (set: readonly number[]) => words[SETS.findIndex((one) => String(one) === String(set))] ?? 0n;
  return countrySets.map((set, index) => (used.has(index) ? wordOf(set) : 0n));
}

const TOGETHER = maskOf(MODES, ["together"]);
/** Kinds of movement that no rule binds, and the one that is not weighed. */
const UNRULED = ["forced", "transmission", "recovery", "recovery", "licensed", "settlement"] as const;

/** Mostly a kind that rules of the target's kind bind. */
function kindFor(random: Random, target: CaseKind): MovementKind {
  if (random.oneIn(12)) return random.pick(UNRULED);
  const { movements } = KINDS[target];
  if (movements !== undefined) return random.pick(movements);
  const { sides }: RuleKindEntry = RULE_KINDS[target];
  if (sides.length === 1 && sides[0] === "sender") return random.pick(["transfer", "transfer", "burn"] as const);
  return random.pick(["transfer", "transfer", "transfer", "mint", "burn"] as const);
}

const isUnruled = (kind: MovementKind): boolean => UNRULED.some((one) => one === kind);
