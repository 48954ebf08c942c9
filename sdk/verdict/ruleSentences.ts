import { maxUint256, numberToHex } from "viem";
import { EVIDENCES, maskOf, MODES, MOST_UNITS, NEVER, type Rule, type RuleKind, STRICTLY } from "../kinds/index.js";
import type { SentenceContext } from "./context.js";
import { countryName, countryNames } from "./countries.js";
import type { Finding } from "./types.js";
import {
  contracts,
  grouped,
  laneNames,
  listed,
  moment,
  months,
  percent,
  span,
  stateNames,
  statusNames,
  times,
  tokens,
} from "./words.js";

type Say = (finding: Finding, rule: Rule, context: SentenceContext) => string;

const the = ({ party }: Finding) => `The ${party}`;
/** Within a sentence. */
const lower = (subject: string) => subject.replace("The", "the");
const toOrFrom = ({ party }: Finding) => (party === "sender" ? "from" : "to");
const mayDo = ({ party }: Finding) => (party === "sender" ? "send" : "receive");

/** What a rule on a time speaks of. */
function who({ party }: Finding): string {
  if (party === "token") return "This movement is allowed";
  return `The ${party} may ${party === "sender" ? "send" : "receive"}`;
}

/** "resides in France" */
function resides({ measured }: Finding): string {
  return measured === 0n ? "has no recorded residence" : `resides in ${countryName(Number(measured))}`;
}

function setName(limit: bigint, { program, setNames }: SentenceContext): string {
  const index = Number(limit);
  return setNames?.[index] ?? countryNames(program?.countrySets[index] ?? [], "or");
}

/** "is recorded in Idaho" */
function isOf({ measured }: Finding, { scheme }: SentenceContext): string {
  if (measured === 0n) return "has no recorded region";
  return `is recorded in ${scheme.regions?.find(({ number }) => number === Number(measured))?.label ?? `region ${measured}`}`;
}

const regionSet = (limit: bigint, { setNames }: SentenceContext) => setNames?.[Number(limit)] ?? "the regions named";

/** "2,000 holders classified as "US accredited" in the receiver's country" */
function counted({ measured, party }: Finding, { lanes, modes, countrySet }: Rule, context: SentenceContext): string {
  const classed = lanes === 0 ? "" : ` classified as ${listed(laneNames(lanes, context.scheme), "or")}`;
  const where =
    modes & maskOf(MODES, ["perCountry"])
      ? ` in the ${party}'s country`
      : modes & maskOf(MODES, ["together"])
        ? ` in ${setName(BigInt(countrySet?.set ?? 0), context)}`
        : "";
  const noun = modes & maskOf(MODES, ["beneficial"]) ? "beneficial owner" : "holder";
  return `${grouped(measured)} ${noun}${measured === 1n ? "" : "s"}${classed}${where}`;
}

/** "The sender would have sent 1,200 WBF within 3 months; it may send at most 1,000 WBF" */
const sent = (finding: Finding, { window }: Rule, context: SentenceContext): string =>
  `${the(finding)} would have sent ${tokens(finding.measured, context)} within ${span(window)}; it may send at most ${tokens(finding.limit, context)}`;

/** What each kind says when it refuses. */
export const RULE_SENTENCES: Readonly<Record<RuleKind, Say>> = {
  forbiddenStates: (finding, _rule, { scheme }) => {
    const recorded = `${the(finding)} is recorded as ${listed(stateNames(finding.measured, scheme))}`;
    return finding.party === "spender"
      ? `${recorded}, and nobody so recorded may move another's units.`
      : `${recorded}, and no units may move ${toOrFrom(finding)} an investor so recorded.`;
  },
  requiredStatuses: (finding, _rule, { scheme }) => {
    const missing = statusNames(finding.limit & ~finding.measured, scheme);
    return `${the(finding)} has not shown what this movement requires of it: ${listed(missing)}.`;
  },
  laneInSet: (finding, _rule, { scheme }) => {
    const [own = ""] = laneNames(1 << Number(finding.measured), scheme);
    const admitted = listed(laneNames(Number(finding.limit), scheme), "or");
    return `${the(finding)} is classified as ${own}; only an investor classified as ${admitted} may ${mayDo(finding)}.`;
  },
  countryIn: (finding, _rule, context) =>
    `${the(finding)} ${resides(finding)}; only a resident of ${setName(finding.limit, context)} may ${mayDo(finding)}.`,
  countryNotIn: (finding, _rule, context) => {
    const named = context.setNames?.[Number(finding.limit)];
    return `${the(finding)} ${resides(finding)}, and no units may move ${toOrFrom(finding)} a resident of ${named ?? "that country"}.`;
  },
  evidenceFresh: (finding, { limit }) => {
    const identity = Number(limit) === EVIDENCES.identity;
    const what = identity ? "verification of the receiver's identity" : "evidence of the receiver's status";
    return finding.limit === 0n
      ? `The register has no dated ${what}.`
      : `The ${what} lapsed on ${moment(finding.limit)}; it is now ${moment(finding.measured)}.`;
  },
  regionIn: (finding, _rule, context) =>
    `${the(finding)} ${isOf(finding, context)}; only an investor of ${regionSet(finding.limit, context)} may ${mayDo(finding)}.`,
  regionNotIn: (finding, _rule, context) =>
    `${the(finding)} ${isOf(finding, context)}, and no units may move ${toOrFrom(finding)} an investor of ${context.setNames?.[Number(finding.limit)] ?? "that region"}.`,
  spenderRegistered: () => "Who moves the sender's units is not in the token's registry.",
  mostUnits: (finding, _rule, context) =>
    `${the(finding)} would hold ${tokens(finding.measured, context)}; it may hold at most ${tokens(finding.limit, context)}.`,
  mostShare: (finding, { window, limit }, context) =>
    `${the(finding)} would hold ${tokens(finding.measured, context)}; it may hold at most ${tokens(finding.limit, context)}, ` +
    `which is ${percent(window)} of the supply, or of ${tokens(limit, context)} while the supply is smaller.`,
  leastHolding: (finding, _rule, context) => {
    const [would, must] = finding.party === "sender" ? ["keep", "keep"] : ["hold", "hold"];
    const otherwise = finding.party === "sender" ? " or nothing" : "";
    return `${the(finding)} would ${would} ${tokens(finding.measured, context)}; it must ${must} at least ${tokens(finding.limit, context)}${otherwise}.`;
  },
  wholeHoldingOnly: (finding, _rule, context) =>
    `${the(finding)} would keep ${tokens(finding.measured, context)}; it may only move all that it holds.`,
  mostHolders: (finding, rule, context) =>
    `There would be ${counted(finding, rule, context)}; there may be at most ${grouped(finding.limit)}.`,
  fewestHolders: (finding, rule, context) =>
    `There would be ${counted(finding, rule, context)}; there must be at least ${grouped(finding.limit)}.`,
  notBefore: (finding) =>
    `${who(finding)} only from ${moment(finding.limit)} on; it is now ${moment(finding.measured)}.`,
  notAfter: (finding) => `${who(finding)} only before ${moment(finding.limit)}; it is now ${moment(finding.measured)}.`,
  holdingPeriod: (finding, { window }) =>
    `${the(finding)} must have held what it moves for ${months(window)}, which is so from ${moment(finding.limit)} on; it is now ${moment(finding.measured)}.`,
  trancheClosedSince: (finding, { window }) =>
    finding.limit === NEVER
      ? "The end of the offering from which these units come has not been certified; until it has been, and for the time after it, they may not move like this."
      : `The offering from which these units come must have ended ${months(window)} ago, which is so from ${moment(finding.limit)} on; it is now ${moment(finding.measured)}.`,
  notHalted: () => "Trading of the token is halted.",
  mostOutflow: (finding, rule, context) => `${sent(finding, rule, context)}.`,
  mostOutflowShare: (finding, rule, context) =>
    `${sent(finding, rule, context)}, which is ${percent(Number(rule.limit))} of the supply.`,
  mostOutflowShareOrVolume: (finding, rule, context) =>
    `${sent(finding, rule, context)}, which is the greater of ${percent(Number(rule.limit))} of the supply and the average weekly volume of trading that was reported.`,
  mostInflow: (finding, { window, limit }, context) =>
    `${the(finding)} would have acquired ${tokens(finding.measured, context)} within ${span(window)}; it may acquire at most ${tokens(finding.limit, context)}` +
    `${finding.limit === limit ? "" : ", its own limit"}.`,
  mostPurchasers: (finding, { window, lanes }, context) => {
    const classed = lanes === 0 ? "" : ` classified as ${listed(laneNames(lanes, context.scheme), "or")}`;
    const noun = `purchaser${finding.measured === 1n ? "" : "s"}`;
    return `There would be ${grouped(finding.measured)} ${noun}${classed} within ${span(window)}; there may be at most ${grouped(finding.limit)}.`;
  },
  mostVenueVolume: (finding, { limit }, context) =>
    finding.limit === 0n
      ? "No average daily volume that counts has been reported, and without one nothing may move through a venue."
      : `${tokens(finding.measured, context)} would have moved through the venue today; at most ${tokens(finding.limit, context)} may, ` +
        `which is ${percent(Number(limit))} of the average daily volume that was reported.`,
  mostGroupShare: (finding, { window, limit, otherBits }, context) => {
    const share = window % STRICTLY;
    const below = window >= STRICTLY ? `less than ${percent(share)}` : percent(share);
    const without =
      otherBits === 0
        ? ""
        : ` without what those recorded as ${listed(statusNames(BigInt(otherBits), context.scheme), "or")} hold`;
    return (
      `The group to which the receiver belongs would hold ${tokens(finding.measured, context)}; it may hold at most ${tokens(finding.limit, context)}, ` +
      `which is ${below} of the supply${without}, or of ${tokens(limit, context)} while that is smaller.`
    );
  },
  leastPerMovement: (finding, _rule, context) =>
    `${tokens(finding.measured, context)} would move; at least ${tokens(finding.limit, context)} must move at once.`,
  mostPerMovement: (finding, _rule, context) =>
    `${tokens(finding.measured, context)} would move; at most ${tokens(finding.limit, context)} may move at once.`,
  mostEmbeddedLeverage: (finding) =>
    `The token has ${times(finding.measured)} leverage of its own; ${lower(the(finding))} may acquire products of at most ${times(finding.limit)}.`,
  mostLeverage: (finding) =>
    finding.measured === maxUint256
      ? `How highly ${lower(the(finding))} is leveraged cannot be told, and unless it is told ${lower(the(finding))} acquires nothing.`
      : `${the(finding)} is leveraged ${times(finding.measured)} over all venues; who acquires may be leveraged at most ${times(finding.limit)}.`,
  encumberedStays: (finding, _rule, context) =>
    finding.limit === MOST_UNITS
      ? `How many of its units serve as collateral cannot be told, and unless it is told all that ${lower(the(finding))} holds stays.`
      : `${the(finding)} would keep ${tokens(finding.measured, context)}; ${tokens(finding.limit, context)} are pledged or serve as collateral, and stay.`,
  plugIn: ({ measured, limit }, rule) => {
    const contract = numberToHex(rule.limit, { size: 20 });
    if (measured === 0n && limit === 0n)
      return `The contract ${contract}, which the rules ask, refuses this movement, or does not answer as it must.`;
    return `The contract ${contract}, which the rules ask, refuses this movement: it measured ${grouped(measured)} beside ${grouped(limit)}.`;
  },
  positionLimit: (finding, rule, { audience }) => {
    const { subject, measured, limit } = finding;
    const book = `the position book ${numberToHex(rule.limit, { size: 20 })}`;
    if (subject === 0n)
      return measured === maxUint256
        ? `What the position would be cannot be told: ${book} does not answer as it must.`
        : `The position cannot be told: ${book} does not count the token.`;
    // Whose position it is, the movement alone does not say: it may be of somebody behind a party.
    const whose = audience === "agent" ? `The position of investor ${subject}` : "A position";
    return `${whose} would grow to ${contracts(measured)}; at most ${contracts(limit)} are allowed.`;
  },
};
