import { BaseError } from "./base.js";
import { type Issue, issueCount, issueLines } from "./issue.js";

/** Margin tables are well formed, but say something that the law of the day does not. Lists every issue with its path; no row is made. */
export class MarginTablesCompileError extends BaseError {
  readonly issues: readonly Issue[];

  constructor({
    tables,
    day,
    issues,
  }: {
    readonly tables: string;
    readonly day: string;
    readonly issues: readonly Issue[];
  }) {
    super(`The margin tables "${tables}" do not compile by the law of ${day}: ${issueCount(issues)}.`, {
      name: "MarginTablesCompileError",
      metaMessages: [...issueLines(issues), "Correct each figure or its source, or say `policy` with the reason."],
    });
    this.issues = issues;
  }
}
