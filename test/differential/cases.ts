import type { Address, Hex } from "viem";
import {
  maskOf,
  MOST_METERED,
  MOST_PLUG_INS,
  MOST_POSITIONS,
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
import { someSource, type Source, withLeverage } from "./leverage.js";
import { lotWord, startDay } from "./lots.js";
import { type Gathered, gathered } from "./gathered.js";
import { isOnMeter, metersAt, type Running, runningOf, type Stated } from "./meters.js";
import { answersOf, type Behaviour } from "./plugIns.js";
import { type BookBehaviour, positionOf } from "./positions.js";
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
  /** The meters that rules of the program in force and of the coming one read. */
  readonly running: readonly Running[];
  readonly stated: Stated;
  /** How the two contracts answer that rules may ask. */
  readonly plugIns: readonly Behaviour[];
  /** How the position book answers that a rule may name. */
  readonly book: BookBehaviour;
  /** How the token's source of leverage answers. */
  readonly source: Source;
  /** The coming program; awaits: it takes effect once somebody settles it, though its time may have come. */
  readonly next?: { readonly program: Program; readonly from: bigint; readonly awaits: boolean } | undefined;
  /** Tokens held according to the list of wallets of each investor. */
  readonly tokens: number;
  /** Whether the engine is asked for headroom, too. */
  readonly asksHeadroom?: boolean | undefined;
  /** Whether its program is scheduled anew in the end. */
  readonly isScheduled?: boolean | undefined;
  /** Bytes that may be a program, or none: whether `publish` takes them. */
  readonly published?: Hex | undefined;
};

const PROVISIONS = ["11", "33", "44", "55"].map((byte): Hex => `0x${byte.repeat(32)}`);
/** Rules of a long program, beside the one that a case turns on: more than headroom leaves room for findings that are no rule's. */
const LONG = 17;
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
  const beside = gathered(random);
  // Another path never excuses the target: it is on none, or on the only one.
  const withPaths = random.oneIn(3);
  const targetPath = withPaths ? random.int(2) : 0;
  const otherPath = () => (!withPaths ? 0 : random.int(targetPath === 0 ? 4 : 2));
  const provisions = random.oneIn(2) ? 1 : PROVISIONS.length;
  const isLong = random.oneIn(50);
  for (let i = 0; i <= (isLong ? LONG : random.int(4)); i++) {
    const isTarget = i === 0;
    const delta = isTarget ? random.int(3) - 1 : random.oneIn(isLong ? 4 * LONG : 6) ? random.int(3) - 1 : null;
    let other = random.pick(CASE_KINDS);
    // A token whose program judges lots keeps them. And a program asks two other contracts at most, and moves one book.
    while ((!metered && isOnLots(other)) || isFull(rules, other)) other = random.pick(CASE_KINDS);
    const path = isTarget ? targetPath : otherPath();
    const further = isTarget || !random.oneIn(4) ? undefined : beside.further(facts);
    const steered = further ?? steeredRule(random, isTarget ? target : other, facts, movement, delta, groups);
    const rule = beside.take(steered, movement);
    rules.push({
      ...rule,
      path: RULE_KINDS[rule.kind].limit.meaning === "address" ? 0 : path,
      provision: random.int(provisions),
    });
    facts = steered.facts;
  }
  const next = random.oneIn(beside.reads() ? 3 : 12)
    ? comingProgram(random, facts, movement, groups, beside)
    : undefined;
  if (isUnruled(movement.kind)) facts = withStates(random, facts, movement);
  if (random.oneIn(6)) facts = withTrouble(random, facts, movement);
  const states = facts.senderState | facts.receiverState;
  const flags =
    maskOf(TOKEN_FLAGS, facts.paused ? ["paused"] : []) |
    maskOf(TOKEN_FLAGS, facts.importing === 0n ? [] : ["importing"]) |
    maskOf(TOKEN_FLAGS, metered ? ["metered"] : []) |
    maskOf(TOKEN_FLAGS, next !== undefined && runningOf([next.program], new Map()).length > 0 ? ["nextMeters"] : []) |
    maskOf(TOKEN_FLAGS, next?.awaits === true ? ["nextAwaits"] : []) |
    maskOf(TOKEN_FLAGS, facts.halted ? ["halted"] : []) |
    maskOf(TOKEN_FLAGS, facts.lookedThrough !== 0n || random.oneIn(8) ? ["lookedThrough"] : []) |
    maskOf(TOKEN_FLAGS, states !== 0n || random.oneIn(8) ? ["walletStates"] : []);
  const program = assembleProgram({
    rules,
    countrySets: SETS,
    provisions: PROVISIONS,
    rulebook: RULEBOOK,
    lots: random.oneIn(2) ? undefined : randomTerms(random),
  });
  const agreed = { ...inAgreement(facts, movement), groups: groupsOf(program, groups) };
  const isKept = (lots: readonly bigint[], holding: bigint) =>
    lots[0] !== lotWord(startDay(now), 0, holding) || random.oneIn(2);
  const senderKept = isKept(agreed.senderLots, agreed.senderHolding);
  const within = readField(agreed.sender, RECORD_WORD.investor) === readField(agreed.receiver, RECORD_WORD.investor);
  const receiverKept = within ? senderKept : isKept(agreed.receiverLots, agreed.receiverHolding);
  const { kept, stated, plugIns, book } = beside.all(within);
  const running = runningOf(next === undefined ? [program] : [program, next.program], kept);
  const source = someSource(random, agreed, movement, flags);
  const heard = withLeverage(agreed, movement, flags, source);
  const answered = { ...heard, ...othersIn({ program, movement, facts: heard, plugIns, book }) };
  const known = { program, movement, facts: answered, running, stated, plugIns, book, source, next };
  const one = { target, ...state, ...known, facts: metersAt(known), flags, metered, senderKept, receiverKept };
  // A program cannot come that is there already.
  return next?.program.id === program.id ? withoutNext(one) : one;
}

/** The case without a coming program. */
export function withoutNext(one: Case): Case {
  const running = one.running.filter(({ program }) => program === one.program);
  const flags = one.flags & ~maskOf(TOKEN_FLAGS, ["nextMeters", "nextAwaits"]);
  return { ...one, running, flags, next: undefined };
}

/** What other contracts say of a movement. */
export const othersIn = (
  one: Pick<Case, "program" | "movement" | "facts" | "plugIns" | "book">,
): Pick<Facts, "plugIns" | "positions"> => ({
  plugIns: answersOf(one.program, one.movement, one.plugIns),
  positions: positionOf(one),
});

/** The case in which the contracts that rules may ask answer otherwise. */
export function withOthers(one: Case, others: Pick<Case, "plugIns" | "book">): Case {
  const other = { ...one, ...others };
  return { ...other, facts: { ...one.facts, ...othersIn(other) } };
}

const MOST: Partial<Record<RuleKind, number>> = { plugIn: MOST_PLUG_INS, positionLimit: MOST_POSITIONS };
/** Whether a program has as many rules of a kind as it may, or as many metered ones. */
const isFull = (rules: readonly Rule[], kind: RuleKind): boolean =>
  rules.filter((rule) => rule.kind === kind).length === MOST[kind] ||
  (RULE_KINDS[kind].judgedOn === "meter" && rules.filter(isOnMeter).length === MOST_METERED);

/** A program that is not in force yet: its rules refuse nothing, and meters run for it. */
function comingProgram(
  random: Random,
  facts: Facts,
  movement: Movement,
  groups: readonly bigint[],
  beside: Gathered,
): NonNullable<Case["next"]> {
  const rules = Array.from({ length: 1 + random.int(3) }, () => {
    const kind = random.pick(random.oneIn(3) ? OTHER_KINDS : METERED_KINDS);
    const further = random.oneIn(2) ? beside.further(facts) : undefined;
    return beside.take(further ?? steeredRule(random, kind, facts, movement, null, groups), movement);
  });
  const program = assembleProgram({ rules, countrySets: SETS, provisions: PROVISIONS, rulebook: RULEBOOK });
  const awaits = random.oneIn(3);
  return { program, awaits, from: facts.time + (awaits ? BigInt(random.int(3) - 1) : 1n + BigInt(random.int(3))) };
}

const METERED_KINDS = CASE_KINDS.filter((kind) => RULE_KINDS[kind].judgedOn === "meter");
const OTHER_KINDS = CASE_KINDS.filter((kind) => RULE_KINDS[kind].judgedOn !== "meter" && MOST[kind] === undefined);
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
