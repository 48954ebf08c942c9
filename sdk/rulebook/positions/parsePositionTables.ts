import { type Issue, RulebookInvalidError } from "../../errors/index.js";
import { POSITIONS } from "../../kinds/index.js";
import { repeats } from "../checks/repeats.js";
import { unreadable } from "../depth.js";
import { issuesOf } from "../issues.js";
import { decimal, compareDecimals } from "../values/decimal.js";
import { type PositionFigure, PositionTables, type PositionUnderlying } from "./positionTables.js";

export type ParsePositionTablesReturnType = PositionTables;
export type ParsePositionTablesErrorType = RulebookInvalidError;

/**
 * Checks that a value is a set of position tables, and types it. Pure; nothing is filled in or dropped. Whether its figures are those of the law,
 * `positionLimits` checks, which has the packs.
 *
 * @param input What `JSON.parse` made of its file.
 * @throws {RulebookInvalidError} when anything is wrong: an id used twice, more steps than a book keeps, a step that allows more than the one before.
 * Lists every issue with its path.
 * @example
 * const tables = parsePositionTables(JSON.parse(readFileSync("rulebooks/us/position-tables.json", "utf8")));
 */
export function parsePositionTables(input: unknown): ParsePositionTablesReturnType {
  const deep = unreadable(input);
  if (deep.length > 0) throw new RulebookInvalidError({ issues: deep });
  const result = PositionTables.safeParse(input);
  const issues = result.success ? checked(result.data) : issuesOf(result.error, input);
  if (!result.success || issues.length > 0) throw new RulebookInvalidError({ issues });
  return result.data;
}

function checked({ underlyings, aggregation }: PositionTables): readonly Issue[] {
  const { percent } = aggregation.ownership;
  const isShare = compareDecimals(decimal(percent), NONE) > 0 && compareDecimals(decimal(percent), WHOLE) <= 0;
  const path = "aggregation.ownership.percent";
  return [
    ...(isShare ? [] : [{ path, message: "must be more than 0, and at most 100", value: percent }]),
    ...twice(
      aggregation.exemptions.map(({ ground }) => ground),
      (index) => `aggregation.exemptions[${index}].ground`,
    ),
    ...twice(
      underlyings.map(({ id }) => id),
      (index) => `underlyings[${index}].id`,
    ),
    ...underlyings.flatMap((one, index) => ofUnderlying(one, `underlyings[${index}]`)),
  ];
}

const NONE = decimal("0");
const WHOLE = decimal("100");

const twice = (names: readonly string[], pathOf: (index: number) => string): readonly Issue[] =>
  repeats(names).map((index) => ({
    path: pathOf(index),
    message: "is that of another one before",
    value: names[index],
  }));

function ofUnderlying(one: PositionUnderlying, path: string): readonly Issue[] {
  const { allMonths, singleMonth, spotMonth = [], accountability = {} } = one;
  const figures = {
    ...{ allMonths, singleMonth },
    "accountability.allMonths": accountability.allMonths,
    "accountability.singleMonth": accountability.singleMonth,
    ...Object.fromEntries(spotMonth.map(({ limit }, index) => [`spotMonth[${index}].limit`, limit])),
  };
  const issues = Object.entries(figures).flatMap(([name, figure]) => tooMany(figure, `${path}.${name}`));
  if (spotMonth.length > POSITIONS.mostSteps) {
    const message = `must be at most ${POSITIONS.mostSteps} steps: a book keeps no more`;
    issues.push({ path: `${path}.spotMonth`, message, value: spotMonth.length });
  }
  if (Object.values(figures).every((figure) => figure === undefined))
    issues.push({ path, message: "limits nothing: leave it out" });
  return [
    ...issues,
    ...twice(
      spotMonth.map(({ id }) => id),
      (index) => `${path}.spotMonth[${index}].id`,
    ),
    ...spotMonth.flatMap((step, index) => {
      const before = spotMonth[index - 1];
      if (before === undefined || BigInt(step.limit.contracts) <= BigInt(before.limit.contracts)) return [];
      const message = "is more than the step before: limits of the spot month step down";
      return [{ path: `${path}.spotMonth[${index}].limit.contracts`, message, value: step.limit.contracts }];
    }),
  ];
}

function tooMany(figure: PositionFigure | undefined, path: string): Issue[] {
  if (figure === undefined || BigInt(figure.contracts) < BigInt(POSITIONS.noLimit)) return [];
  const message = `must be less than ${POSITIONS.noLimit}, which stands for none`;
  return [{ path: `${path}.contracts`, message, value: figure.contracts }];
}
