import type { CountryScope } from "../kinds/index.js";
import type { LoadedRule } from "./loadProgram.js";
import { type InvestorRecord, NOBODY } from "./record.js";
import type { Situation } from "./situation.js";

/** The judged party's record; nobody's where the movement itself is judged. */
export function ownOf({ rule }: LoadedRule, { sender, receiver }: Situation): InvestorRecord {
  if (rule.side === "token") return NOBODY;
  return (rule.side === "sender" ? sender : receiver) ?? NOBODY;
}

/** Whether the rule's scope matches. The movement kind does: `loadProgram` sorted by it. */
export function binds(one: LoadedRule, own: InvestorRecord, { sender, receiver }: Situation): boolean {
  const { rule } = one;
  if (rule.side === "token") return true;
  if ((own.statuses & rule.liftedBy) !== 0 || !inLanes(rule.lanes, own)) return false;
  if (!inCountries(rule.countrySet, one.countries, own)) return false;
  const other = rule.side === "sender" ? receiver : sender;
  // A mint or burn has no other party: the issuer itself stands there, and every scope of it matches.
  if (other === null) return true;
  if (rule.otherBits !== 0 && (other.statuses & rule.otherBits) === 0) return false;
  return inLanes(rule.otherLanes, other) && inCountries(rule.otherCountrySet, one.otherCountries, other);
}

const inLanes = (lanes: number, { lane }: InvestorRecord): boolean => lanes === 0 || ((lanes >> lane) & 1) !== 0;

const inCountries = (scope: CountryScope | null, members: Uint8Array | null, { country }: InvestorRecord): boolean =>
  scope === null || (members?.[country] === 1) !== scope.outside;
