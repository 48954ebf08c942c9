import { type Hex, zeroHash } from "viem";
import {
  type ActivityInvalidError,
  type Issue,
  type ParameterInvalidError,
  PositionTablesCompileError,
  type RulebookInvalidError,
} from "../errors/index.js";
import { hashJson } from "../rulebook/canonicalJson.js";
import {
  dayOf,
  type LawDocument,
  type PositionFigure,
  type PositionTables,
  type PositionUnderlying,
  type PreparedRulebooks,
  prepareRulebooks,
} from "../rulebook/index.js";
import type { Bucket } from "./lawfulPosition.js";
import { LimitProof } from "./limitProof.js";
import { monthNumber } from "./months.js";
import type { LimitOrigin } from "./limitOrigin.js";
import { spotSteps } from "./spotSteps.js";
import type { MonthLimits, UnderlyingTerms } from "./terms.js";

export type PositionLimitsParameters = {
  /** Id of an underlying of the tables. */
  readonly underlying: string;
  /** The contract month, as "2026-12"; left out: of no month, and only what applies in all months is asked for. */
  readonly month?: string | undefined;
  /** Unix seconds: the law of that day, in UTC, and acceptances dated that day or before. */
  readonly asOf: bigint;
  /** Unix seconds from which each step of the spot month is in force, by its id: the calendar of the contract says when, nothing here does. */
  readonly dates?: Readonly<Record<string, bigint>> | undefined;
};

export type PositionLimitsReturnType = {
  readonly underlying: string;
  /** As "2026-12"; null: of no month. */
  readonly month: string | null;
  readonly terms: UnderlyingTerms;
  /** Null: of no month. */
  readonly limits: MonthLimits | null;
  /** Who says each figure; null: there is none. Of the spot month: of all steps. */
  readonly origins: {
    readonly allMonths: LimitOrigin | null;
    readonly accountability: LimitOrigin | null;
    readonly monthAccountability: LimitOrigin | null;
    readonly single: LimitOrigin | null;
    readonly spot: LimitOrigin | null;
  };
};
export type PositionLimitsErrorType =
  ActivityInvalidError | ParameterInvalidError | PositionTablesCompileError | RulebookInvalidError;

/**
 * Makes of position tables the limits that a position book takes for an underlying and one of its months, each with the provision behind it and whether
 * it is law. Every figure that names a provision is proven by it: on the facts of its underlying so many contracts meet it on either side, one more does
 * not, and long and short, months and settlements count together as the table says. What is left out, no provision that is law may limit. Pure: reads no
 * clock, file or chain.
 *
 * @param law Packs with their vocabulary and calendars, or what `prepareRulebooks` made of them.
 * @throws {PositionTablesCompileError} when a figure is not the one of its provision, the provision is not in force or binds somebody else, a limit is
 * looser than one that binds, an unverified figure was accepted by nobody, or the date of a step is missing or out of order. Lists every issue with its path.
 * @throws {ParameterInvalidError} when the month is none.
 * @throws {ActivityInvalidError} when a fact of the tables is not declared, or of another type.
 * @throws {RulebookInvalidError} when the law contradicts itself in form: see `prepareRulebooks`.
 * @example
 * const { terms, limits } = positionLimits(tables, [vocabulary, calendars, ...packs], {
 *   underlying: "corn", month: "2026-12", asOf: 1795651200n, dates: { spotMonth: 1795996800n },
 * });
 */
export function positionLimits(
  tables: PositionTables,
  law: readonly LawDocument[] | PreparedRulebooks,
  { underlying: id, month, asOf, dates = {} }: PositionLimitsParameters,
): PositionLimitsReturnType {
  const prepared = "books" in law ? law : prepareRulebooks(law);
  const day = dayOf(asOf);
  monthNumber(month ?? null);
  const index = tables.underlyings.findIndex((one) => one.id === id);
  const one = tables.underlyings[index];
  if (one === undefined) {
    const issues = [{ path: "underlying", message: "names no underlying of the tables", value: id }];
    throw new PositionTablesCompileError({ tables: tables.id, day, issues });
  }
  const issues: Issue[] = [];
  const made = compiled(new LimitProof(prepared, tables, day), one, `underlyings[${index}]`, issues);
  const { terms, single, origins } = made;
  const spot = spotSteps(one, month === undefined ? undefined : dates, issues);
  if (issues.length > 0) throw new PositionTablesCompileError({ tables: tables.id, day, issues });
  const document = hashJson(tables);
  const { binding: spotBinding, provision: spotProvision } = behind(origins.spot, document);
  const limits: MonthLimits = {
    ...{ single, steps: spot, apart: one.netting.settlements === "apart" },
    ...{ ...behind(origins.single, document), spotBinding, spotProvision },
  };
  const { allMonths, accountability, monthAccountability } = origins;
  return {
    ...{ underlying: id, month: month ?? null, origins },
    terms: { ...terms, ...behind(allMonths ?? accountability ?? monthAccountability, document) },
    limits: month === undefined ? null : limits,
  };
}

function compiled(proof: LimitProof, one: PositionUnderlying, path: string, issues: Issue[]) {
  const prove = (
    bucket: Bucket,
    figure: PositionFigure | undefined,
    at: string,
    isLevel = false,
  ): LimitOrigin | null => {
    const place = { underlying: one, bucket, facts: {}, path: `${path}.${at}` };
    if (figure !== undefined) return proof.prove(place, figure, issues);
    if (!isLevel) proof.proveNone(place, issues);
    return null;
  };
  const { allMonths, singleMonth, spotMonth = [], accountability = {}, netting, countsSpot } = one;
  const steps = spotMonth.map(({ limit, facts }, index) =>
    proof.prove(
      { underlying: one, bucket: "spotMonth", facts, path: `${path}.spotMonth[${index}].limit` },
      limit,
      issues,
    ),
  );
  if (steps.length === 0) prove("spotMonth", undefined, "spotMonth");
  const [spot = null, ...others] = steps;
  // A book keeps one provision for all of them.
  for (const [index, other] of others.entries())
    if (spot !== null && keyOf(other) !== keyOf(spot)) {
      const message = "has another binding, or another provision first, than the first step";
      issues.push({ path: `${path}.spotMonth[${index + 1}].limit`, message, value: keyOf(other) });
    }
  return {
    terms: {
      allMonths: contracts(allMonths),
      accountability: contracts(accountability.allMonths),
      monthAccountability: contracts(accountability.singleMonth),
      ...{ sameSide: netting.sides === "apart", countsSpot: countsSpot !== undefined },
    },
    single: contracts(singleMonth),
    origins: {
      allMonths: prove("allMonths", allMonths, "allMonths"),
      accountability: prove("allMonths", accountability.allMonths, "accountability.allMonths", true),
      monthAccountability: prove("singleMonth", accountability.singleMonth, "accountability.singleMonth", true),
      single: prove("singleMonth", singleMonth, "singleMonth"),
      spot,
    },
  };
}

const contracts = (figure: PositionFigure | undefined): bigint | null =>
  figure === undefined ? null : BigInt(figure.contracts);

const keyOf = ({ binding, provisions: [first] }: LimitOrigin): string => `${binding} ${first?.id ?? "none"}`;

/** What a book is told of a figure: a policy that stands for no provision is the tables'. @param document Their hash. */
function behind(origin: LimitOrigin | null, document: Hex): Pick<UnderlyingTerms, "binding" | "provision"> {
  if (origin === null) return { binding: "policy", provision: zeroHash };
  return { binding: origin.binding, provision: origin.provisions[0]?.hash ?? document };
}
