import { bindsParty } from "./binds.js";
import { NOTHING_KNOWN } from "./amounts.js";
import type { LoadedRule, LoadedRules, OpenRules, Rules } from "./loadProgram.js";
import type { Opened } from "./party.js";
import { type InvestorRecord, NOBODY } from "./record.js";
import type { Situation } from "./situation.js";

/** Of these rules nothing is known. */
export const unknownOf = (list: readonly LoadedRule[]): Rules =>
  list.length === 0 ? NO_RULES : { list, bounds: NOTHING_KNOWN };
export const NO_RULES: Rules = { list: [], bounds: NOTHING_KNOWN };
export const NO_OPEN: OpenRules = { always: NO_RULES, paths: [] };

/**
 * The rules on one party, or on the movement and its spender, that record and time do not settle, in program order. What binds others, and what the
 * record has for the time being, need not be asked of each movement anew: as the engine skips the rules of a guard that passes.
 */
export function openRules(rules: LoadedRules, side: "sender" | "receiver" | "others", situation: Situation): OpenRules {
  if (side === "others") {
    const known = rules.memo.others;
    if (known !== undefined && isWithin(known, situation)) return known.open;
    return (rules.memo.others = opened(rules, NOBODY, situation, isOnOther)).open;
  }
  const party = situation[side];
  if (party === null) return NO_OPEN;
  const known = party.memo[side];
  if (known !== undefined && known.rules === rules && isWithin(known, situation)) return known.open;
  return (party.memo[side] = opened(rules, party, situation, ({ rule }) => rule.side === side)).open;
}

const isWithin = ({ from, until }: Opened, { time }: Situation): boolean => from <= time && time < until;

const isOnOther = ({ rule: { side } }: LoadedRule): boolean => side === "token" || side === "spender";

/** @param isOn Whether a rule is on whom the record is of. */
function opened(
  rules: LoadedRules,
  own: InvestorRecord,
  situation: Situation,
  isOn: (one: LoadedRule) => boolean,
): Opened {
  let [from, until] = [0, Infinity];
  const isOpen = (one: LoadedRule): boolean => {
    const { rule, judge } = one;
    if (rule.side === "spender") return true;
    if (!bindsParty(one, own)) return false;
    if (judge.byRecord === true) return judge.refused(one, own, situation);
    const passes = judge.passes?.(one, own);
    if (passes === undefined || situation.time < passes.from || situation.time >= passes.until) return true;
    from = Math.max(from, passes.from);
    until = Math.min(until, passes.until);
    return false;
  };
  const left = (list: readonly LoadedRule[]) => unknownOf(list.filter((one) => isOn(one) && isOpen(one)));
  return { rules, open: { always: left(rules.always), paths: rules.paths.map(left) }, from, until };
}
