import { BaseError, type Issue } from "../errors/index.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";

/** An error with the file that it is about. */
export class InFile {
  readonly path: string;
  readonly error: unknown;

  constructor(path: string, error: unknown) {
    this.path = path;
    this.error = error;
  }
}

/** Does `act`; what it throws is about the file. */
export function inFile<Result>(path: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw new InFile(path, error);
  }
}

type Report = {
  readonly name: string;
  readonly message: string;
  readonly path: string | null;
  readonly issues: readonly Issue[];
  readonly remedy: string | null;
};

function reportOf(thrown: unknown): Report {
  const [error, file] = thrown instanceof InFile ? [thrown.error, thrown.path] : [thrown, undefined];
  if (!(error instanceof Error))
    return { name: "Error", message: String(error), path: file ?? null, issues: [], remedy: null };
  const own = error as { readonly path?: unknown; readonly issues?: unknown };
  return {
    name: error.name,
    message: error instanceof BaseError ? error.shortMessage : error.message,
    path: file ?? (typeof own.path === "string" ? own.path : null),
    issues: Array.isArray(own.issues) ? (own.issues as readonly Issue[]) : [],
    remedy: error instanceof BaseError ? (error.metaMessages.at(-1) ?? null) : null,
  };
}

/** Says what went wrong: with `json` as one value on stdout, else in words on stderr. */
export function report(thrown: unknown, { json, out, err }: Io & { readonly json: boolean }): void {
  const found = reportOf(thrown);
  if (json) return out(jsonText({ format: "weighbridge.error/1", error: found }));
  const { message, path, issues, remedy } = found;
  const where = path === null || message.includes(path) ? "" : `${path}: `;
  const lines = issues.map((issue) => `  ${issue.path === "" ? "" : `${issue.path}: `}${issue.message}`);
  err([`weighbridge: ${where}${message}`, ...lines, ...(remedy === null ? [] : [`  ${remedy}`]), ""].join("\n"));
}
