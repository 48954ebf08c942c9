import { type Issue, RulebookInvalidError } from "../../errors/index.js";
import { LEVERAGE } from "../../kinds/index.js";
import { repeats } from "../checks/repeats.js";
import { unreadable } from "../depth.js";
import { issuesOf } from "../issues.js";
import { scaled } from "../quantities.js";
import { type MarginFigure, type MarginTable, type MarginTableRow, MarginTables } from "./marginTables.js";

export type ParseMarginTablesReturnType = MarginTables;
export type ParseMarginTablesErrorType = RulebookInvalidError;

/**
 * Checks that a value is a set of margin tables, and types it. Pure; nothing is filled in or dropped. Whether its figures are those of the law,
 * `marginRows` checks, which has the packs.
 *
 * @param input What `JSON.parse` made of its file.
 * @throws {RulebookInvalidError} when anything is wrong: a class that is not there, a number used twice, a level that a call could never reach. Lists
 * every issue with its path.
 * @example
 * const tables = parseMarginTables(JSON.parse(readFileSync("rulebooks/us/margin-tables.json", "utf8")));
 */
export function parseMarginTables(input: unknown): ParseMarginTablesReturnType {
  const deep = unreadable(input);
  if (deep.length > 0) throw new RulebookInvalidError({ issues: deep });
  const result = MarginTables.safeParse(input);
  const issues = result.success ? checked(result.data) : issuesOf(result.error, input);
  if (!result.success || issues.length > 0) throw new RulebookInvalidError({ issues });
  return result.data;
}

function checked({ classes, tables }: MarginTables): readonly Issue[] {
  const known = new Set(classes.map(({ id }) => id));
  return [
    ...twice(classes, "classes"),
    ...twice(tables, "tables"),
    ...tables.flatMap((table, index) => ofTable(table, known, `tables[${index}]`)),
  ];
}

const twice = (list: readonly { readonly number: number; readonly id: string }[], path: string): readonly Issue[] =>
  (["number", "id"] as const).flatMap((field) =>
    repeats(list.map((one) => String(one[field]))).map((index) => ({
      path: `${path}[${index}].${field}`,
      message: "is that of another one before",
      value: list[index]?.[field],
    })),
  );

function ofTable({ rows }: MarginTable, known: ReadonlySet<string>, path: string): readonly Issue[] {
  const places = rows.map((row) => `${row.class} ${row.tier}`);
  return [
    ...repeats(places).map((index) => ({
      path: `${path}.rows[${index}]`,
      message: "is of the class and tier of another row",
      value: places[index],
    })),
    ...rows.flatMap((row, index) => ofRow(row, known, `${path}.rows[${index}]`)),
  ];
}

/** Ratios are kept in basis points, 16 bits each. */
const MOST_BASIS_POINTS = 65_535n;
const DECIMALS_OF_PERCENT = 2;

/** A percentage in basis points; undefined: it has a finer part, or is out of range. */
export function basisPoints(percent: string, most: bigint = MOST_BASIS_POINTS): bigint | undefined {
  const points = scaled(percent, DECIMALS_OF_PERCENT);
  return points === undefined || points > most ? undefined : points;
}

/** Of cap over equity, 32 bits. */
const MOST_CAP = 4_294_967_295n;
const WHOLE = 10_000n;
const MOST: Readonly<Record<string, readonly [bigint, string]>> = {
  staleHaircut: [WHOLE, "100 %"],
  leverageCap: [MOST_CAP, "42,949,672.95 %"],
};

function ofPercent(percent: string, path: string, field: string): readonly Issue[] {
  const [most, inWords] = MOST[field] ?? [MOST_BASIS_POINTS, "655.35 %"];
  if (basisPoints(percent, most) !== undefined) return [];
  const message = `must be whole basis points, of at most ${inWords}`;
  return [{ path: `${path}.${field}.percent`, message, value: percent }];
}

/** Cents over all venues: the most that one account may have, at every one of them. */
const MOST_CENTS = BigInt(LEVERAGE.mostCents) * BigInt(LEVERAGE.mostVenues);
const DECIMALS_OF_DOLLAR = 2;

function ofDollars(dollars: string, path: string): readonly Issue[] {
  const cents = scaled(dollars, DECIMALS_OF_DOLLAR);
  if (cents !== undefined && cents <= MOST_CENTS) return [];
  return [
    { path: `${path}.dollars`, message: "must be whole cents, and no more than all venues can report", value: dollars },
  ];
}

function ofRow(row: MarginTableRow, known: ReadonlySet<string>, path: string): readonly Issue[] {
  const issues: Issue[] = [];
  if (!known.has(row.class)) {
    issues.push({ path: `${path}.class`, message: "names no class of the document", value: row.class });
  }
  for (const level of ["initial", "maintenance", "cure", "closeOut", "staleHaircut"] as const)
    issues.push(...ofPercent(row[level].percent, path, level));
  if (row.leverageCap !== undefined) issues.push(...ofPercent(row.leverageCap.percent, path, "leverageCap"));
  if (row.absoluteCap !== undefined) issues.push(...ofDollars(row.absoluteCap.dollars, `${path}.absoluteCap`));
  if (issues.length > 0) return issues;
  // A call that opens below maintenance closes no lower; what is sold at once is worse than what is called.
  const at = ({ percent }: Pick<MarginFigure, "percent">) => basisPoints(percent) ?? 0n;
  if (at(row.cure) < at(row.maintenance)) {
    issues.push({ path: `${path}.cure`, message: "is below maintenance", value: row.cure.percent });
  }
  if (at(row.closeOut) > at(row.maintenance)) {
    issues.push({ path: `${path}.closeOut`, message: "is above maintenance", value: row.closeOut.percent });
  }
  return issues;
}
