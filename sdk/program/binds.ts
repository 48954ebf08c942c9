import { type CountryScope, ROLE_STATUSES } from "../kinds/index.js";
import type { LoadedRule } from "./loadProgram.js";
import { EVERYTHING, type InvestorRecord, NOBODY } from "./record.js";
import type { Situation } from "./situation.js";

/** The judged party's record; nobody's where the movement itself is judged. */
export function ownOf({ rule }: LoadedRule, { sender, receiver, spender }: Situation): InvestorRecord {
  if (rule.side === "token") return NOBODY;
  if (rule.side === "spender") return spender ?? EVERYTHING;
  return (rule.side === "sender" ? sender : receiver) ?? NOBODY;
}

/** Whether the rule's scope matches. The movement kind does: `loadProgram` sorted by it. */
export const binds = (one: LoadedRule, own: InvestorRecord, situation: Situation): boolean =>
  bindsParty(one, own) && bindsOpposite(one, situation);

/** Whether the scope of the judged party matches. */
export function bindsParty(one: LoadedRule, own: InvestorRecord): boolean {
  const { rule } = one;
  // Of a rule on a group, the scope says who is a member, not whom it binds.
  if (rule.side === "token" || rule.kind === "mostGroupShare") return true;
  if ((own.statuses & rule.liftedBy) !== 0 || !inLanes(rule.lanes, own)) return false;
  return rule.side === "spender" || inCountries(rule.countrySet, one.countries, own);
}

/** What the scope of the other party turns on. */
export type Opposed = Pick<Situation, "sender" | "receiver" | "time">;

/** Whether the scope of the party opposite the judged one matches. */
export function bindsOpposite(one: LoadedRule, { sender, receiver, time }: Opposed): boolean {
  if (!one.narrowed) return true;
  const { rule } = one;
  const other = rule.side === "sender" ? receiver : sender;
  // A mint or burn has no other party: the issuer itself stands there, and every scope of it matches.
  if (other === null) return true;
  if (rule.otherBits !== 0 && isExcepted(one, other, time)) return false;
  return inLanes(rule.otherLanes, other) && inCountries(rule.otherCountrySet, one.otherCountries, other);
}

/**
 * Whether the other party's statuses keep the rule from binding: none of the roles that it asks for, or one that lifts it. Evidence of who acquires
 * lifts while it is fresh; evidence of who leaves lifts for ever, since what lapses refuses no exit.
 */
function isExcepted({ rule, otherLifts }: LoadedRule, other: InvestorRecord, time: number): boolean {
  const bits = other.statuses & rule.otherBits;
  if (!otherLifts) return bits === 0;
  const fresh = rule.side === "receiver" || time < other.statusUntil;
  return (fresh ? bits : bits & ROLE_STATUSES) !== 0;
}

const inLanes = (lanes: number, { lane }: InvestorRecord): boolean => lanes === 0 || ((lanes >> lane) & 1) !== 0;

const inCountries = (scope: CountryScope | null, members: Uint8Array | null, { country }: InvestorRecord): boolean =>
  scope === null || (members?.[country] === 1) !== scope.outside;
