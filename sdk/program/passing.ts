import { isRuled, MOST_UNITS, type MovementKind } from "../kinds/index.js";
import { bindsOpposite, type Opposed } from "./binds.js";
import { builtInRoom, judgeBuiltIn } from "./builtInFindings.js";
import { type Open, refusesParty } from "./evaluate.js";
import { ruleLeaves } from "./headroomOf.js";
import { type LoadedRule, type LoadedRules, type OpenRules } from "./loadProgram.js";
import { openRules } from "./openRules.js";
import { type Order, situationOfHalf } from "./orders.js";
import type { PreparedProgram } from "./prepareProgram.js";
import type { PassingName, PreparedWallet } from "./prepareWallet.js";
import type { Room } from "./rules/judge.js";
import type { Situation } from "./situation.js";

/**
 * Of which amounts it is known that one party is no reason to refuse them, whoever is opposite: from `least` to `most`, and `whole`, if it is no
 * negative number: all that is in the sender's wallet. Nothing is known of others.
 */
type Amounts = Room & { readonly whole: bigint };
type Known = Amounts & { readonly one: LoadedRule };
/** The same of several rules, but for those that turn on who is opposite: of each by itself, if it binds. */
type Passed = Amounts & {
  readonly narrowed: readonly Known[];
  /** Those of the party itself, in program order, that do not pass all that the engine's own reasons leave. */
  readonly own: readonly Known[];
};

/** By the engine's own reasons; by these and the rules that must always hold; by the rules of each path that the program has. */
export type Passing = { readonly builtIn: Amounts; readonly always: Passed; readonly paths: readonly Passed[] };

const NONE: Passed = { least: 1n, most: 0n, whole: -1n, narrowed: [], own: [] };
const NOTHING: Passing = { builtIn: NONE, always: NONE, paths: [] };
const NO_RULES: OpenRules = { always: [], paths: [] };

const NAMES = {
  forced: ["forcedOut", "forcedIn"],
  transmission: ["transmissionOut", "transmissionIn"],
  licensed: ["licensedOut", "licensedIn"],
} as const;

/**
 * Whether it is known at once that an order is allowed: which amounts its parties pass was found out before, of each alone, by the rules' own judges.
 * False: every rule must be asked. As the engine does by the guards of a program.
 */
export function passes(prepared: PreparedProgram, order: Order): boolean {
  const { movement, sender, receiver } = order;
  const { kind, amount } = movement;
  if (kind === "transfer") return passesTransfer(prepared, order);
  if (kind === "mint") return isOf(receiver, prepared) && passesAlone(amount, of(receiver, "mintIn"));
  if (kind === "burn") return isOf(sender, prepared) && passesAlone(amount, of(sender, "burnOut"));
  if (kind === "recovery" || kind === "settlement" || !isOf(sender, prepared) || !isOf(receiver, prepared))
    return false;
  const [out, into] = NAMES[kind];
  return has(of(sender, out).always, amount) && has(of(receiver, into).always, amount);
}

function passesTransfer(prepared: PreparedProgram, { movement, sender, receiver, spender, allowance }: Order): boolean {
  const { amount } = movement;
  if (!isOf(sender, prepared) || !isOf(receiver, prepared)) return false;
  // Within one investor no rule is asked, but this says more than that.
  const out = of(sender, "transferOut");
  const into = of(receiver, "transferIn");
  const opposed: Opposed = { sender: sender.party, receiver: receiver.party, time: prepared.seconds };
  if (!hasOf(out.always, amount, opposed) || !hasOf(into.always, amount, opposed)) return false;
  let by: Passing | undefined;
  if (movement.spender !== undefined) {
    if (spender?.prepared !== prepared || allowance === undefined || allowance < amount) return false;
    by = of(spender, "transferBy");
    if (!has(by.always, amount)) return false;
  }
  if (out.paths.length === 0) return true;
  for (let path = 0; path < out.paths.length; path++)
    if (
      hasOf(out.paths[path] ?? NONE, amount, opposed) &&
      hasOf(into.paths[path] ?? NONE, amount, opposed) &&
      (by === undefined || has(by.paths[path] ?? NONE, amount))
    )
      return true;
  return false;
}

/**
 * Which rules of the parties may refuse a transfer that is not known to be allowed; null: also the engine's own reasons, or those on the movement or its
 * spender may.
 */
export function openOrder(prepared: PreparedProgram, order: Order, situation: Situation): Open | null {
  const { movement, sender, receiver, allowance = 0n } = order;
  const { kind, amount, spender } = movement;
  if (kind !== "transfer" || situation.within || sender === null || receiver === null) return null;
  if (spender !== undefined && allowance < amount) return null;
  const out = of(sender, "transferOut");
  const into = of(receiver, "transferIn");
  if (!has(out.builtIn, amount) || !has(into.builtIn, amount)) return null;
  const rules = prepared.loaded.transfer;
  return [openIn(out, amount), openIn(into, amount), openRules(rules, "others", situation)];
}

const openIn = ({ always, paths }: Passing, amount: bigint): OpenRules => ({
  always: openOf(always, amount),
  paths: paths.map((path) => openOf(path, amount)),
});

function openOf({ own }: Passed, amount: bigint): readonly LoadedRule[] {
  const open: LoadedRule[] = [];
  for (const known of own) if (!has(known, amount)) open.push(known.one);
  return open;
}

const isOf = (wallet: PreparedWallet | null, prepared: PreparedProgram): wallet is PreparedWallet =>
  wallet !== null && wallet.prepared === prepared;

const has = ({ least, most, whole }: Amounts, amount: bigint): boolean =>
  (amount <= most && amount >= least) || amount === whole;

function hasOf(passed: Passed, amount: bigint, opposed: Opposed): boolean {
  if (!has(passed, amount)) return false;
  for (const some of passed.narrowed) if (!has(some, amount) && bindsOpposite(some.one, opposed)) return false;
  return true;
}

function passesAlone(amount: bigint, { always, paths }: Passing): boolean {
  if (!has(always, amount)) return false;
  if (paths.length === 0) return true;
  for (const path of paths) if (has(path, amount)) return true;
  return false;
}

const of = (wallet: PreparedWallet, name: PassingName): Passing => (wallet.passing[name] ??= found(wallet, name));

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
  if (!isRuled(kind)) return { builtIn, always: { ...builtIn, narrowed: [], own: [] }, paths: [] };
  const rules = wallet.prepared.loaded[kind];
  // Another contract is asked about each movement.
  if (rules.plugIns.length > 0) return NOTHING;
  const ofRule = (rule: LoadedRule): Known =>
    // What a meter shows, the order says. What a rule leaves says nothing of the whole balance.
    ({ one: rule, ...common(amounts, rule.meter >= 0 ? NONE : ruleLeaves(rule, one)), whole: wholeOf(rule) });
  const wholeOf = (rule: LoadedRule) => whole((all) => rule.meter < 0 && !refusesParty(rule, all));
  const ofRules = (list: readonly LoadedRule[]): Passed => {
    const known = list.map(ofRule).filter((some) => !covers(some, builtIn));
    const turns = ({ one: { narrowed, rule } }: Known) => narrowed && rule.side === side && kind === "transfer";
    return {
      ...known.filter((some) => !turns(some)).reduce<Amounts>(both, builtIn),
      narrowed: known.filter(turns),
      own: known.filter(({ one: { rule } }) => rule.side === side),
    };
  };
  const open = askedOf(rules, side, one);
  return { builtIn, always: ofRules(open.always), paths: open.paths.map(ofRules) };
}

/** Whether all of some amounts are among others. */
const covers = (others: Amounts, some: Amounts): boolean =>
  (some.most < some.least || (others.least <= some.least && others.most >= some.most)) &&
  (some.whole < 0n || others.whole === some.whole);

const enough = (): true => true;

/** The rules that are asked together with this party: those on the movement with whoever has a part in it. */
function askedOf(rules: LoadedRules, side: Side, one: Situation): OpenRules {
  const others = openRules(rules, "others", one);
  const own = side === "spender" ? NO_RULES : openRules(rules, side, one);
  const beside = side === "spender" ? "spender" : "token";
  const isBeside = ({ rule }: LoadedRule) => rule.side === beside;
  return {
    always: [...own.always, ...others.always.filter(isBeside)],
    paths: others.paths.map((list, path) => [...(own.paths[path] ?? []), ...list.filter(isBeside)]),
  };
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
