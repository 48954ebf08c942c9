import { BaseError } from "./base.js";
import { type Issue, issueCount, issueLines } from "./issue.js";

/** Position tables are well formed, but say something that the law of the day does not. Lists every issue with its path; no limit is made. */
export class PositionTablesCompileError extends BaseError {
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
    super(`The position tables "${tables}" do not compile by the law of ${day}: ${issueCount(issues)}.`, {
      name: "PositionTablesCompileError",
      metaMessages: [...issueLines(issues), "Correct each figure, source or date, or say `policy` with the reason."],
    });
    this.issues = issues;
  }
}
