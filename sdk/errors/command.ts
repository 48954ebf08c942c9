import { BaseError } from "./base.js";
import { type Issue, issueLines } from "./issue.js";

/** A command was called as it cannot be. */
export class CommandUsageError extends BaseError {
  constructor({ fact, usage, cause }: { readonly fact: string; readonly usage: string; readonly cause?: unknown }) {
    super(fact, { name: "CommandUsageError", metaMessages: [`Usage: ${usage}`], cause });
  }
}

/** A file that was named does not exist. */
export class FileMissingError extends BaseError {
  readonly path: string;

  constructor({ path, what, cause }: { readonly path: string; readonly what: string; readonly cause?: unknown }) {
    super(`There is no ${what} at ${path}.`, {
      name: "FileMissingError",
      metaMessages: ["Check the path; it is taken from the folder in which the command runs."],
      cause,
    });
    this.path = path;
  }
}

/** A file could be read, but does not hold what it should. */
export class FileInvalidError extends BaseError {
  readonly path: string;
  readonly issues: readonly Issue[];

  constructor({ path, what, issues = [], cause }: FileInvalidErrorParameters) {
    super(`The file ${path} is not ${what}.`, {
      name: "FileInvalidError",
      metaMessages: [...issueLines(issues), "Correct the file; nothing of it was used."],
      cause,
    });
    this.path = path;
    this.issues = issues;
  }
}
type FileInvalidErrorParameters = {
  readonly path: string;
  /** As "a rulebook", "valid JSON". */
  readonly what: string;
  readonly issues?: readonly Issue[] | undefined;
  readonly cause?: unknown;
};

/** A parameter of a function has a value that it cannot have. */
export class ParameterInvalidError extends BaseError {
  constructor({ parameter, value, wanted }: ParameterInvalidErrorParameters) {
    super(`\`${parameter}\` is ${value}, and must be ${wanted}.`, {
      name: "ParameterInvalidError",
      metaMessages: [`Give ${wanted}.`],
    });
  }
}
type ParameterInvalidErrorParameters = {
  readonly parameter: string;
  readonly value: string;
  /** As "an amount of token units, 0 or more". */
  readonly wanted: string;
};
