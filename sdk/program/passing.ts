import { isRuled, MOST_UNITS, type MovementKind } from "../kinds/index.js";
import { type Amounts, type Bounds, boundsOf } from "./amounts.js";
import { builtInRoom, judgeBuiltIn } from "./builtInFindings.js";
import { refusesParty } from "./evaluate.js";
import { ruleLeaves } from "./headroomOf.js";
import type { LoadedRule, LoadedRules, OpenRules, Rules } from "./loadProgram.js";
import { NO_OPEN, NO_RULES, openRules } from "./openRules.js";
import { situationOfHalf } from "./orders.js";
import type { PassingName, PreparedWallet } from "./prepareWallet.js";
import type { Room } from "./rules/judge.js";
import type { Situation } from "./situation.js";

type Known = Amounts & { readonly one: LoadedRule };

/** Of which amounts it is known that one party of a movement is no reason to refuse them, whoever is opposite. */
export type Passing = {
  /** Of the engine's own reasons; then, by each path or, where there is none, by the one way that there is, of these and all rules that must hold. */
  readonly bounds: Bounds;
  /** How many ways there are. */
  readonly ways: number;
  /** Rules on the party itself that do not pass all that the engine's own reasons leave. */
  readonly open: OpenRules;
};

/** Place of the bounds. */
export const BUILT_IN = 0;

const NONE: Amounts = { least: 1n, most: 0n, whole: -1n };
const NOTHING: Passing = { bounds: boundsOf([NONE]), ways: 0, open: NO_OPEN };

type Side = "sender" | "receiver" | "spender";

const ASKED: Readonly<Record<PassingName, { readonly kind: MovementKind; readonly side: Side }>> = {
  transferOut: { kind: "transfer", side: "sender" },
  transferIn: { kind: "transfer", side: "receiver" },
  transferBy: { kind: "transfer", side: "spender" },
  mintIn: { kind: "mint", side: "receiver" },
  burnOut: { kind: "burn", side: "sender" },
  forcedOut: { kind: "forced", side: "sender" },
  forcedIn: { kind: "forced", side: "receiver" },
  transmissionOut: { kind: "transmission", side: "sender" },
  transmissionIn: { kind: "transmission", side: "receiver" },
  licensedOut: { kind: "licensed", side: "sender" },
  licensedIn: { kind: "licensed", side: "receiver" },
};

/** What is known of one party, found out when somebody asks first. */
export const passingOf = (wallet: PreparedWallet, name: PassingName): Passing => (wallet[name] ??= found(wallet, name));

/** Asks the rules on one party, and those on the movement as far as the party has a part in it, as if every scope of who is opposite matched. */
function found(wallet: PreparedWallet, name: PassingName): Passing {
  const { kind, side } = ASKED[name];
  const at = (amount: bigint): Situation => situationOfHalf(wallet, side, kind, amount);
  const one = at(1n);
  const all = side === "sender" && wallet.balance > 0n ? at(wallet.balance) : undefined;
  const whole = (passes: (situation: Situation) => boolean) =>
    all !== undefined && passes(all) ? wallet.balance : -1n;
  const amounts = { least: 1n, most: side === "sender" ? smaller(wallet.balance - 1n, MOST_UNITS) : MOST_UNITS };
  const builtIn = { ...common(amounts, builtInLeaves(one, side)), whole: whole((all) => judgeBuiltIn(all, enough)) };
  const rules = wallet.prepared.loaded[kind];
  if (!isRuled(kind)) return { bounds: boundsOf([builtIn, builtIn]), ways: 1, open: NO_OPEN };
  // Another contract is asked about each movement.
  if (rules.asking.length > 0) return NOTHING;
  const ofRule = (rule: LoadedRule): Known =>
    // What a meter shows, the order says. What a rule leaves says nothing of the whole balance.
    ({
      one: rule,
      ...common(amounts, rule.meter >= 0 ? NONE : ruleLeaves(rule, one, MOST_UNITS)),
      whole: wholeOf(rule),
    });
  const wholeOf = (rule: LoadedRule) => whole((all) => rule.meter < 0 && !refusesParty(rule, all));
  const known = (list: readonly LoadedRule[]) => list.map(ofRule).filter((some) => !covers(some, builtIn));
  const asked = askedOf(rules, side, one);
  const [always, paths] = [known(asked.always), asked.paths.map(known)];
  const left = always.reduce<Amounts>(both, builtIn);
  const ways = paths.length === 0 ? [left] : paths.map((path) => path.reduce<Amounts>(both, left));
  const own = (some: readonly Known[]) => rulesOf(some.filter(({ one: { rule } }) => rule.side === side));
  return {
    bounds: boundsOf([builtIn, ...ways]),
    ways: ways.length,
    open: { always: own(always), paths: paths.map(own) },
  };
}

const rulesOf = (known: readonly Known[]): Rules =>
  known.length === 0 ? NO_RULES : { list: known.map(({ one }) => one), bounds: boundsOf(known) };

/** Whether all of some amounts are among others. */
const covers = (others: Amounts, some: Amounts): boolean =>
  (some.most < some.least || (others.least <= some.least && others.most >= some.most)) &&
  (some.whole < 0n || others.whole === some.whole);

const enough = (): true => true;

/** The rules that are asked together with this party: those on the movement with whoever has a part in it. */
function askedOf(rules: LoadedRules, side: Side, one: Situation): Pick<LoadedRules, "always" | "paths"> {
  const others = openRules(rules, "others", one);
  const own = side === "spender" ? NO_OPEN : openRules(rules, side, one);
  const beside = side === "spender" ? "spender" : "token";
  const both = (some: Rules = NO_RULES, { list } = others.always): readonly LoadedRule[] => [
    ...some.list,
    ...list.filter(({ rule }) => rule.side === beside),
  ];
  return { always: both(own.always), paths: others.paths.map((list, path) => both(own.paths[path], list)) };
}

/** What the engine's own reasons leave. */
function builtInLeaves(one: Situation, side: Side): Room {
  if (!judgeBuiltIn(one, enough)) return NONE;
  const bounded = side === "sender" || one.movement.kind === "mint";
  return { least: 1n, most: bounded ? builtInRoom(one) : MOST_UNITS };
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const common = (one: Room, other: Room): Room => ({
  least: one.least > other.least ? one.least : other.least,
  most: smaller(one.most, other.most),
});

const both = (one: Amounts, other: Amounts): Amounts => ({
  ...common(one, other),
  whole: one.whole === other.whole ? one.whole : -1n,
});
