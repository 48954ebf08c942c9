import { type Hex, zeroHash } from "viem";
import {
  type ActivityInvalidError,
  type Issue,
  MarginTablesCompileError,
  type RulebookInvalidError,
} from "../errors/index.js";
import { BINDINGS } from "../kinds/index.js";
import {
  basisPoints,
  dayOf,
  type LawDocument,
  type MarginTable,
  type MarginTableRow,
  type MarginTables,
  type PreparedRulebooks,
  prepareRulebooks,
  scaled,
} from "../rulebook/index.js";
import { FigureProof, type LEVELS } from "./figureProof.js";
import type { FigureOrigin, MarginRow } from "./marginRow.js";

export type MarginRowsParameters = {
  /** Unix seconds: the law of that day, in UTC, and acceptances dated that day or before. */
  readonly asOf: bigint;
  /** Ids of the tables wanted; left out: all. */
  readonly only?: readonly string[] | undefined;
};

/** One row, where it belongs, and who says its figures. */
export type CompiledMarginRow = {
  /** Numbers of the table and the class. */
  readonly table: number;
  readonly class: number;
  readonly tier: number;
  readonly row: MarginRow;
  readonly origins: Readonly<Record<(typeof LEVELS)[number], FigureOrigin>>;
};
export type MarginRowsReturnType = readonly CompiledMarginRow[];
export type MarginRowsErrorType = ActivityInvalidError | MarginTablesCompileError | RulebookInvalidError;

/**
 * Makes of margin tables the rows that a leverage registry takes, each with the provision behind it and whether it is law. Every figure that names a
 * provision is proven by the provision itself: on the facts of its table and class it binds, the figure meets it, and a basis point less does not. A
 * figure of a provision that nobody verified stops it until a named person accepts it. Pure: reads no clock, file or chain.
 *
 * @param law Packs with their vocabulary and calendars, or what `prepareRulebooks` made of them.
 * @throws {MarginTablesCompileError} when a figure is not the one of its provision, the provision is not in force or binds somebody else, a table is
 * less strict than a provision of margin that binds its venue, or an unverified figure was accepted by nobody. Lists every issue with its path.
 * @throws {ActivityInvalidError} when a fact of a table or class is not declared, or of another type.
 * @throws {RulebookInvalidError} when the law contradicts itself in form: see `prepareRulebooks`.
 * @example
 * const rows = marginRows(tables, [vocabulary, calendars, ...packs], { asOf: 1795651200n, only: ["broker"] });
 */
export function marginRows(
  tables: MarginTables,
  law: readonly LawDocument[] | PreparedRulebooks,
  { asOf, only }: MarginRowsParameters,
): MarginRowsReturnType {
  const prepared = "books" in law ? law : prepareRulebooks(law);
  const day = dayOf(asOf);
  const proof = new FigureProof(prepared, tables, day);
  const wanted = tables.tables.flatMap((table, index) =>
    only === undefined || only.includes(table.id) ? [{ table, path: `tables[${index}]` }] : [],
  );
  const issues: Issue[] = (only ?? []).flatMap((id, index) =>
    tables.tables.some((table) => table.id === id)
      ? []
      : [{ path: `only[${index}]`, message: "names no table of the document", value: id }],
  );
  const rows = wanted.flatMap(({ table, path }) =>
    table.rows.map((row, index) => compiled(proof, { table, row, tables, path: `${path}.rows[${index}]` }, issues)),
  );
  if (issues.length > 0) throw new MarginTablesCompileError({ tables: tables.id, day, issues });
  return rows;
}

type Place = {
  readonly table: MarginTable;
  readonly row: MarginTableRow;
  readonly tables: MarginTables;
  readonly path: string;
};

function compiled(proof: FigureProof, place: Place, issues: Issue[]): CompiledMarginRow {
  const { table, row, tables } = place;
  // Parsing made sure that there is one.
  const of = tables.classes.find(({ id }) => id === row.class) as MarginTables["classes"][number];
  const { origins, ban } = proof.prove({ ...place, class: of }, issues);
  const { binding, provisions } = ban ?? origins.initial;
  const [cited] = provisions;
  const provision: Hex = cited?.hash ?? (table.document as Hex | undefined) ?? zeroHash;
  const { cureTime, notice, grace, leverageCap, absoluteCap, banned, longOnly } = row;
  return {
    ...{ table: table.number, class: of.number, tier: row.tier, origins },
    row: {
      ...{ initial: points(row.initial), maintenance: points(row.maintenance), cure: points(row.cure) },
      ...{ closeOut: points(row.closeOut), staleHaircut: points(row.staleHaircut) },
      ...{ cureTime: cureTime.seconds, notice: notice.seconds, grace: grace.seconds },
      leverageCap: leverageCap === undefined ? 0 : points(leverageCap),
      absoluteCap: absoluteCap === undefined ? 0n : (scaled(absoluteCap.dollars, DECIMALS_OF_DOLLAR) ?? 0n),
      ...{ banned: banned !== undefined, longOnly: longOnly !== undefined },
      ...{ binding: BINDINGS[binding], provision },
    },
  };
}

const DECIMALS_OF_DOLLAR = 2;
const MOST_CAP = 2n ** 32n - 1n;

// Parsing made sure that there are no finer parts.
const points = ({ percent }: { readonly percent: string }): number => Number(basisPoints(percent, MOST_CAP) ?? 0n);
