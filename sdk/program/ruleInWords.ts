import { numberToHex } from "viem";
import {
  type CountryScope,
  EVIDENCES,
  maskOf,
  MODES,
  ORIGINS,
  MOVEMENT_NAMES,
  PARTY_NAMES,
  type Rule,
  RULE_KINDS,
  type RuleKind,
  type RuleKindEntry,
  STRICTLY,
} from "../kinds/index.js";
import {
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
} from "../verdict/words.js";
import type { CompiledProgram } from "./compiled.js";

/** What people call the parts of a program. */
export type RuleWords = Pick<CompiledProgram, "decimals" | "scheme" | "setNames" | "pathNames" | "originNames">;

/** What a rule asks for, of the judged party or of the movement. */
type Say = (rule: Rule, program: RuleWords) => string;

const units = (amount: bigint, { decimals }: RuleWords) => tokens(amount, { decimals, symbol: "tokens" });
const setName = (index: number | bigint, { setNames }: RuleWords) => setNames[Number(index)] ?? `set ${index}`;
const moves = ({ side }: Rule) => (side === "sender" ? "send" : side === "receiver" ? "receive" : "move");
const isMovement = ({ side }: Rule) => side === "token";

const SAY: Readonly<Record<RuleKind, Say>> = {
  forbiddenStates: ({ limit }, { scheme }) => `must not be recorded as ${listed(stateNames(limit, scheme), "or")}`,
  requiredStatuses: ({ limit }, { scheme }) => `must have shown: ${listed(statusNames(limit, scheme))}`,
  laneInSet: ({ limit }, program) => `must ${notIfFewer(Number(limit), "be ", program)}`,
  countryIn: ({ limit }, program) => `must reside in ${setName(limit, program)}`,
  countryNotIn: ({ limit }, program) => `must not reside in ${setName(limit, program)}`,
  evidenceFresh: ({ limit }) =>
    `must have fresh evidence of ${Number(limit) === EVIDENCES.identity ? "its identity" : "its status"}`,
  regionIn: ({ limit }, program) => `must be of ${setName(limit, program)}`,
  regionNotIn: ({ limit }, program) => `must not be of ${setName(limit, program)}`,
  spenderRegistered: () => "must be in the token's registry",
  mostUnits: ({ limit }, program) => `must hold at most ${units(limit, program)} afterwards`,
  mostShare: ({ window, limit }, program) =>
    `must hold at most ${percent(window)} of the supply afterwards, which counts as at least ${units(limit, program)}`,
  leastHolding: ({ limit }, program) => `must hold at least ${units(limit, program)} afterwards, or nothing`,
  wholeHoldingOnly: () => "must move all that it holds",
  mostHolders: (rule, program) =>
    `must not become a holder if there would be more than ${grouped(rule.limit)} ${counted(rule, program)}`,
  fewestHolders: (rule, program) =>
    `must not cease to be a holder if there would be fewer than ${grouped(rule.limit)} ${counted(rule, program)}`,
  notBefore: (rule) => `${isMovement(rule) ? "is allowed" : "may take part"} only from ${moment(rule.limit)} on`,
  notAfter: (rule) => `${isMovement(rule) ? "is allowed" : "may take part"} only before ${moment(rule.limit)}`,
  holdingPeriod: (rule, program) =>
    `must have held what it moves for ${months(rule.window)}${ofOrigins(rule, program)}`,
  trancheClosedSince: (rule, program) =>
    `must move only what was offered in a tranche that was closed at least ${months(rule.window)} ago${ofOrigins(rule, program)}`,
  notHalted: () => "is allowed only while trading of the token is not halted",
  mostOutflow: ({ limit, window }, program) => `must send at most ${units(limit, program)} within ${span(window)}`,
  mostOutflowShare: ({ limit, window }) =>
    `must send at most ${percent(Number(limit))} of the supply within ${span(window)}`,
  mostOutflowShareOrVolume: ({ limit, window }) =>
    `must send at most, within ${span(window)}, the greater of ${percent(Number(limit))} of the supply and the average weekly volume of trading as reported`,
  mostInflow: ({ limit, window }, program) =>
    `must acquire at most ${units(limit, program)} within ${span(window)}, or what its own limit says, if one is attested`,
  mostPurchasers: (rule, program) =>
    `must not become a purchaser if there would be more than ${grouped(rule.limit)} purchasers${classed(rule, program)} within ${span(rule.window)}`,
  mostVenueVolume: ({ limit }) =>
    `must not bring what moves through a venue in one day above ${percent(Number(limit))} of the average daily volume as reported`,
  mostGroupShare: (rule, program) => {
    const share = percent(rule.window % STRICTLY);
    const excluded = listed(statusNames(BigInt(rule.otherBits), program.scheme), "or");
    return (
      `must not bring what ${membersOf(rule, program)} hold together ${rule.window >= STRICTLY ? `to ${share}` : `above ${share}`} of the supply` +
      `${rule.otherBits === 0 ? "" : ` without what those recorded as ${excluded} hold`}, which counts as at least ${units(rule.limit, program)}`
    );
  },
  leastPerMovement: (rule, program) => `must ${moves(rule)} at least ${units(rule.limit, program)} at once`,
  mostPerMovement: (rule, program) => `must ${moves(rule)} at most ${units(rule.limit, program)} at once`,
  mostEmbeddedLeverage: ({ window, limit }) =>
    `must not acquire a product of more than ${times(limit)} leverage, of which this one has ${times(BigInt(window) * 100n)}`,
  mostLeverage: ({ limit }) => `must be leveraged at most ${times(limit)} over all venues, if it has margin accounts`,
  encumberedStays: () => "must keep the units that are pledged or serve as collateral, if it has margin accounts",
  plugIn: ({ limit }) => `is allowed only if the contract ${numberToHex(limit, { size: 20 })} allows it`,
  positionLimit: ({ limit }) =>
    `must not bring anybody's position further above its limit, as the position book ${numberToHex(limit, { size: 20 })} keeps it`,
};

const classed = ({ lanes }: Rule, { scheme }: RuleWords) =>
  lanes === 0 ? "" : ` classified as ${listed(laneNames(lanes, scheme), "or")}`;

/** "investors classified as "US accredited" and resident in Iran and not recorded as X" */
function membersOf(rule: Rule, program: RuleWords): string {
  const { countrySet, liftedBy } = rule;
  const scopes = [
    ...(rule.lanes === 0 ? [] : [notIfFewer(rule.lanes, "", program)]),
    ...(countrySet === null ? [] : [residence(countrySet, program)]),
    ...(liftedBy === 0 ? [] : [`not recorded as ${listed(statusNames(BigInt(liftedBy), program.scheme), "or")}`]),
  ];
  return scopes.length === 0 ? "all investors" : `investors ${listed(scopes)}`;
}

/** "holders classified as "US accredited" in its country" */
function counted(rule: Rule, program: RuleWords): string {
  const { modes, countrySet } = rule;
  const noun = modes & maskOf(MODES, ["beneficial"]) ? "beneficial owners" : "holders";
  const own = modes & maskOf(MODES, ["perCountry"]) ? " in its country" : "";
  const group = modes & maskOf(MODES, ["together"]) ? ` in ${setName(countrySet?.set ?? 0, program)}` : "";
  return `${noun}${classed(rule, program)}${own}${group}`;
}

const ALL_ORIGINS = (1n << BigInt(ORIGINS)) - 1n;
function ofOrigins({ limit }: Rule, { originNames }: RuleWords): string {
  if (limit === ALL_ORIGINS) return "";
  const origins = Array.from({ length: ORIGINS }, (_, origin) => origin).filter(
    (origin) => (limit >> BigInt(origin)) & 1n,
  );
  return `, as far as it comes from ${listed(
    origins.map((origin) => originNames[origin] ?? `origin ${origin}`),
    "or",
  )}`;
}

/** A rule of a program in one sentence: "On a transfer or mint, the receiver must …". */
export function ruleInWords(rule: Rule, program: RuleWords): string {
  const movements = listed(movementsOf(rule), "or");
  const says = SAY[rule.kind](rule, program);
  const way = rule.path === 0 ? "" : `By way of "${program.pathNames[rule.path - 1] ?? `path ${rule.path}`}": `;
  if (isMovement(rule)) return `${way}${way === "" ? "A" : "a"} ${movements} ${says}.`;
  return `${way}${way === "" ? "On" : "on"} a ${movements}, the ${rule.side}${scopeOf(rule, program)} ${says}${conditionsOf(rule, program)}.`;
}

/** Names of the movement kinds that a rule binds. */
export const movementsOf = ({ movements }: Rule) =>
  MOVEMENT_NAMES.filter((_, number) => ((movements >> number) & 1) === 1);

/** Names the lanes of a mask or, where they are fewer, the others: "be classified as", "not be classified as". */
function notIfFewer(mask: number, verb: string, { scheme }: RuleWords): string {
  const lanes = laneNames(mask, scheme);
  const others = laneNames(mask ^ 0xff, scheme);
  const [not, names] = others.length > 0 && others.length < lanes.length ? ["not ", others] : ["", lanes];
  return `${not}${verb}classified as ${listed(names, "or")}`;
}

const residence = ({ set, outside }: CountryScope, program: RuleWords) =>
  `resident ${outside ? "outside" : "in"} ${setName(set, program)}`;

const COUNTING: ReadonlySet<RuleKind> = new Set(["mostHolders", "fewestHolders", "mostPurchasers"]);
const isOfGroup = (kind: RuleKind): boolean => (RULE_KINDS[kind] as RuleKindEntry).groups === true;

/** A rule that counts names its lanes among what it counts. */
function scopeOf({ kind, lanes, countrySet }: Rule, program: RuleWords): string {
  if (isOfGroup(kind)) return "";
  const scopes = [
    ...(lanes === 0 || COUNTING.has(kind) ? [] : [notIfFewer(lanes, "", program)]),
    ...(countrySet === null ? [] : [residence(countrySet, program)]),
  ];
  return scopes.length === 0 ? "" : `, if ${listed(scopes)},`;
}

function conditionsOf(rule: Rule, program: RuleWords): string {
  if (isOfGroup(rule.kind)) return "";
  const { side, liftedBy, otherLanes, otherCountrySet, otherBits } = rule;
  const otherLifts = (rule.modes & maskOf(MODES, ["otherLifts"])) !== 0;
  const other = PARTY_NAMES[side === "sender" ? 1 : 0] ?? "other party";
  const scopes = [
    ...(otherBits === 0 || otherLifts
      ? []
      : [`has the role ${listed(statusNames(BigInt(otherBits), program.scheme), "or")}`]),
    ...(otherLanes === 0 ? [] : [`is ${notIfFewer(otherLanes, "", program)}`]),
    ...(otherCountrySet === null ? [] : [`is ${residence(otherCountrySet, program)}`]),
  ];
  const lifted =
    liftedBy === 0 ? "" : `, unless it is recorded as ${listed(statusNames(BigInt(liftedBy), program.scheme), "or")}`;
  const byOther = otherLifts
    ? `, unless the ${other} is recorded as ${listed(statusNames(BigInt(otherBits), program.scheme), "or")}`
    : "";
  return `${scopes.length === 0 ? "" : `, where the ${other} ${listed(scopes)}`}${lifted}${byOther}`;
}
