import { type Hex, zeroAddress } from "viem";
import { NEEDS } from "../kinds/index.js";
import { needsOf, type Program } from "../program/index.js";
import { type Finding } from "../verdict/index.js";
import { type Judging, type Standing, standingOf } from "./answers.js";
import { booksOf, type Common, groupsOf, holdingOf, partyFacts } from "./books.js";
import { type Breach, breachesOf, standingRules } from "./breaches.js";
import { type CountImpact, countsOf } from "./counts.js";
import { isNews } from "./news.js";
import { saleRules } from "./sales.js";
import { type Holder, type Register } from "./types.js";

export type ImpactParameters = {
  /** Unix seconds: when the wanted program takes effect. */
  readonly asOf: bigint;
  /**
   * Unix seconds since which the token keeps lots, if the register does not say: units whose lots nobody knows count as acquired on that day. Default:
   * `asOf`. On chain it is when the first program that judges lots is scheduled.
   */
  readonly lotsFrom?: bigint | undefined;
};

/** A rule of the wanted program that stands against a holder. */
export type Over = Breach & {
  /** Number of the investor. */
  readonly holder: bigint;
  /** Whether it does not stand against it under the current program. */
  readonly isNew: boolean;
};

/** What a holder may do, before and after. */
export type HolderImpact = {
  /** Number of the investor. */
  readonly holder: bigint;
  /** Token units, over all wallets. */
  readonly units: bigint;
  /** Under the current program; null: there is none, or it is not known. */
  readonly before: Standing | null;
  readonly after: Standing;
  /** Findings of `after` that have none like them in `before`: of the same kind about the same party or, of statuses and states, of others. */
  readonly news: readonly Finding[];
};

export type Impact = {
  /** Unix seconds. */
  readonly asOf: bigint;
  /** Id of the current program; null: there is none, or it is not known. */
  readonly current: Hex | null;
  /** Id of the wanted one. */
  readonly wanted: Hex;
  /** Ascending by holder; then who may hold, then who may sell, each in program order. */
  readonly over: readonly Over[];
  /** By name: `rules[3]`, or `rules[3].US` of a rule that counts each country by itself. */
  readonly counts: Readonly<Record<string, CountImpact>>;
  /** Everybody in the register, ascending. */
  readonly holders: readonly HolderImpact[];
  /** Wallets that are in no registry, and their token units: they may neither receive nor send, under any program. */
  readonly unrecorded: { readonly wallets: number; readonly units: bigint };
  /**
   * What the wanted program asks and the register does not say. `lots`: units count as acquired when lots began to be kept; `tranches`: none counts as
   * closed; `owners`: nobody counts as standing behind an intermediary, unless the register says so; `meters`: nothing has moved within any window, no
   * volume and no limit of an investor's own was reported, and of a group's share nothing is said; `plugIns`: other contracts count as allowing;
   * `positions`: nobody's position counts as above a limit; `leverage`: nobody counts as leveraged, and no unit as collateral.
   */
  readonly assumed: readonly ("lots" | "tranches" | "owners" | "meters" | "plugIns" | "positions" | "leverage")[];
};
export type ImpactReturnType = Impact;

/**
 * Finds what a program would mean for everybody who holds: who is over, by how much and what becomes of them, which counts, and what each holder may do
 * before and after. Pure; judged by `evaluate` and the rules' own judges, so that the chain says the same once the program is in force.
 *
 * A holder is **over** if a rule of the wanted program stands against it as it is, while nothing moves:
 *
 * - `mostUnits`, `mostShare`: it holds more than the limit. `leastHolding`: it holds less than the least.
 * - `requiredStatuses`, `laneInSet`, `countryIn`, `countryNotIn`, `regionIn`, `regionNotIn`, `forbiddenStates`, `evidenceFresh` of receivers: it would
 *   not be admitted today.
 * - All kinds on senders, and `notBefore` and `notAfter` on the movement: it could not sell all that it holds to anybody. `holdingPeriod`,
 *   `trancheClosedSince`, `notBefore`: not yet.
 *
 * Rules that turn on the other party, or stand on a path, or bind mints only, are no matter of who holds: they are in `holders`. So are
 * `leastPerMovement`, `mostPerMovement` and `wholeHoldingOnly`, which say how units move, and rules on leverage; `spenderRegistered` is about nobody who holds. `mostHolders`
 * and `fewestHolders` are in `counts`: no holder is the one too many. Rules on flows say how much moves within a window, as rules on size do of a
 * movement: they are in `holders` only.
 *
 * A holder is taken as if all its units were in one wallet: within one investor they move under no rule. Pauses, halts and imports are left out, blocks
 * and freezes are not. A suspense account is counted, and is never over.
 *
 * @param register As `parseRegister`, `parseRegisterCsv` or `readRegister` returns it.
 * @param current In force; null: none is, or it is not known.
 *
 * @example
 * const { over, counts } = impact(await readRegister(client, { token }), current, compile(rulebook, { asOf }), { asOf });
 */
export function impact(
  register: Register,
  current: Program | null,
  wanted: Program,
  { asOf, lotsFrom = asOf }: ImpactParameters,
): ImpactReturnType {
  const books = booksOf(register);
  const under = (program: Program): Judging & { readonly common: Common } => ({
    ...{ program, sales: saleRules(program), standing: standingRules(program) },
    common: {
      ...{ register, books, groups: groupsOf(program, books), asOf },
      lotsFrom: register.lotsSince ?? Number(lotsFrom / DAY),
    },
  });
  const before = current && under(current);
  const after = under(wanted);
  const judged = register.holders.map((holder) => {
    const was = before && judge(holder, before);
    const is = judge(holder, after);
    const { investor } = holder;
    const breaches = is.breaches.map((breach): Over => {
      return { ...breach, holder: investor, isNew: was === null || isNews(breach, was.breaches) };
    });
    const known = was === null ? [] : findingsIn(was.standing);
    const news = findingsIn(is.standing).filter((finding) => was === null || isNews(finding, known));
    const units = holdingOf(holder);
    return {
      breaches,
      holder: { holder: investor, units, before: was?.standing ?? null, after: is.standing, news: once(news) },
    };
  });
  return {
    ...{ asOf, current: current?.id ?? null, wanted: wanted.id },
    over: judged.flatMap(({ breaches }) => breaches),
    counts: countsOf(wanted, after.common),
    holders: judged.map(({ holder }) => holder),
    unrecorded: {
      wallets: register.unrecorded.length,
      units: register.unrecorded.reduce((sum, { units }) => sum + units, 0n),
    },
    assumed: assumedOf(register, wanted),
  };
}

const DAY = 86_400n;

function judge(holder: Holder, { common, ...judging }: Judging & { readonly common: Common }) {
  const facts = partyFacts(holder, common);
  const standing = standingOf(holder, judging, facts, common.register.token ?? zeroAddress);
  return { standing, breaches: breachesOf(holder, judging, standing, facts) };
}

const findingsIn = ({ receive, redeem, sell }: Standing): readonly Finding[] =>
  [receive, redeem?.part, redeem?.whole, sell?.part, sell?.whole].flatMap((answer) => answer?.findings ?? []);

/** Several answers have the same finding. */
const once = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [`${finding.rule} ${finding.kind} ${finding.party}`, finding])).values(),
];

function assumedOf({ at, holders, tranches, lotsSince }: Register, { rules }: Program): Impact["assumed"] {
  const needs = needsOf(rules);
  const asks = (need: keyof typeof NEEDS) => (needs & (1 << NEEDS[need])) !== 0;
  const untold = lotsSince === null && holders.some((holder) => holder.lots.length === 0 && holdingOf(holder) > 0n);
  const unstated = at === null && holders.every(({ owners }) => owners === 0n);
  return [
    ...(asks("lots") && untold ? (["lots"] as const) : []),
    ...(asks("tranches") && tranches === null ? (["tranches"] as const) : []),
    ...(asks("owners") && unstated ? (["owners"] as const) : []),
    ...(asks("meters") ? (["meters"] as const) : []),
    ...(asks("plugIns") ? (["plugIns"] as const) : []),
    ...(asks("positions") ? (["positions"] as const) : []),
    ...(asks("leverage") ? (["leverage"] as const) : []),
  ];
}
