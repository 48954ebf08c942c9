import { BaseError } from "./base.js";
import { type Issue, issueCount, issueLines } from "./issue.js";

/** What was asked of a rulebook cannot be judged: a fact that nothing declares, a value of the wrong type, a claim of no exemption. */
export class ActivityInvalidError extends BaseError {
  readonly issues: readonly Issue[];

  constructor({ issues }: { readonly issues: readonly Issue[] }) {
    super(`The activity has ${issueCount(issues)}.`, {
      name: "ActivityInvalidError",
      metaMessages: [...issueLines(issues), "Correct each place; nothing was assessed."],
    });
    this.issues = issues;
  }
}
