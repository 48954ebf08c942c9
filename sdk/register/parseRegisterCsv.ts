import { CsvError, parse } from "csv-parse/sync";
import { type Issue, RegisterInvalidError } from "../errors/index.js";
import { hashScheme, type Scheme } from "../rulebook/index.js";
import { type Column, COLUMNS, findSumFault, readRows, type Row } from "./rows.js";
import { type Register } from "./types.js";

export type ParseRegisterCsvParameters = {
  /** Which names lanes, statuses, states and regions. Left out: they are written as numbers. */
  readonly scheme?: Scheme | undefined;
  /** Of the token; needed where amounts are in the column `tokens`. */
  readonly decimals?: number | undefined;
  /** Token units in existence; left out: as many as the wallets hold together. */
  readonly supply?: bigint | undefined;
};
export type ParseRegisterCsvReturnType = Register;
export type ParseRegisterCsvErrorType = RegisterInvalidError;

const NEEDED: readonly Column[] = ["investor", "wallet", "country", "lane"];
const SEPARATORS = [",", ";", "\t"] as const;

/**
 * Reads a register from a table, one row a wallet, as spreadsheets write it: separated by comma, semicolon or tab, with or without a byte order mark
 * and quotes. Pure.
 *
 * The first row names the columns, in any order: `investor`, `wallet`, `country` (alpha-2) and `lane` (number, name or label) are needed; `region`,
 * `statuses` and `states` (names of the scheme, separated by blanks), `kycUntil` and `statusUntil` (days, or unix seconds), `units` (base units) or
 * `tokens`, `frozen`, `held`, `walletFrozen`, `lots` (day:origin:units) and `owners` (eight numbers) may be left out. An empty cell says nothing: no
 * country, no status, evidence that never was, no units.
 *
 * @throws {RegisterInvalidError} when anything is wrong. Lists every issue with row and column.
 * @example const register = parseRegisterCsv(readFileSync("register.csv", "utf8"), { scheme: schemeNamed("us"), decimals: 18 });
 */
export function parseRegisterCsv(
  text: string,
  { scheme, decimals, supply }: ParseRegisterCsvParameters = {},
): ParseRegisterCsvReturnType {
  const { header, records } = tableOf(text);
  const columns = header.map((name) => COLUMNS.find((column) => column.toLowerCase() === name.trim().toLowerCase()));
  const unfit = headerIssues(header, columns);
  if (unfit.length > 0) throw new RegisterInvalidError({ issues: unfit });

  const rows = records.map(({ line, cells }): Row => ({
    text: Object.fromEntries(columns.map((column, index) => [column, (cells[index] ?? "").trim()])),
    place: (column) => `row ${line}, ${column}`,
  }));
  const wide = records.flatMap(({ line, cells }): readonly Issue[] =>
    cells.length === columns.length
      ? []
      : [{ path: `row ${line}`, message: `has ${cells.length} cells, and the first row has ${columns.length}` }],
  );
  const { holders, issues } = readRows(rows, { scheme: scheme ?? null, decimals: decimals ?? null });
  const sum = holders.reduce((all, { wallets }) => wallets.reduce((own, { units }) => own + units, all), 0n);
  const sound = wide.length === 0 && issues.length === 0;
  const found = [...wide, ...issues, ...(sound ? findSumFault(sum, supply, "supply") : [])];
  if (found.length > 0) throw new RegisterInvalidError({ issues: found });
  return {
    ...{ token: null, at: null, scheme: scheme === undefined ? null : hashScheme(scheme) },
    ...{ decimals: decimals ?? null, supply: sum, holders, unrecorded: [], lotsSince: null, tranches: null },
  };
}

type Table = {
  readonly header: readonly string[];
  readonly records: readonly { readonly line: number; readonly cells: readonly string[] }[];
};

function tableOf(text: string): Table {
  const [first = ""] = text.split(/\r\n|\r|\n/, 1);
  const count = (separator: string) => first.split(separator).length;
  const delimiter = SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
  let parsed: readonly { readonly info: { readonly lines: number }; readonly record: readonly string[] }[];
  try {
    parsed = parse(text, {
      ...{ bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true },
      // A spreadsheet leaves rows of separators below a table.
      skip_records_with_empty_values: true,
    }) as unknown as typeof parsed;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line: unknown = error["lines"];
    const path = typeof line === "number" ? `row ${line}` : "";
    throw new RegisterInvalidError({ issues: [{ path, message: `is no row of a table: ${error.message}` }] });
  }
  const [head, ...rest] = parsed;
  return {
    header: head?.record ?? [],
    records: rest.map(({ info, record }) => ({ line: info.lines, cells: record })),
  };
}

function headerIssues(header: readonly string[], columns: readonly (Column | undefined)[]): readonly Issue[] {
  const unknown = header.flatMap((name, index): readonly Issue[] => {
    const column = columns[index];
    if (column === undefined)
      return [{ path: "row 1", message: `"${name}" is no column: use ${COLUMNS.join(", ")}`, value: name }];
    return columns.indexOf(column) < index ? [{ path: "row 1", message: `has the column ${column} twice` }] : [];
  });
  const missing = NEEDED.filter((column) => !columns.includes(column));
  return [
    ...unknown,
    ...missing.map((column) => ({ path: "row 1", message: `has no column ${column}, which is needed` })),
    ...(columns.includes("units") && columns.includes("tokens")
      ? [{ path: "row 1", message: "has the columns units and tokens: amounts stand in one of them" }]
      : []),
  ];
}
