import { BaseError } from "./base.js";
import { type Issue, issueCount, issueLines } from "./issue.js";

/** An input is no rulebook. Lists every issue with its path; nothing of it is used. */
export class RulebookInvalidError extends BaseError {
  readonly issues: readonly Issue[];

  constructor({ issues }: { readonly issues: readonly Issue[] }) {
    super(`The rulebook has ${issueCount(issues)}.`, {
      name: "RulebookInvalidError",
      metaMessages: [...issueLines(issues), "Correct each place; nothing of the rulebook was used."],
    });
    this.issues = issues;
  }
}

/** A rulebook is well formed, but says something that no program can. Lists every issue with its path. */
export class RulebookCompileError extends BaseError {
  readonly issues: readonly Issue[];

  constructor({ rulebook, issues }: { readonly rulebook: string; readonly issues: readonly Issue[] }) {
    super(`The rulebook "${rulebook}" does not compile: ${issueCount(issues)}.`, {
      name: "RulebookCompileError",
      metaMessages: [...issueLines(issues), "Correct each place, or say `notEnforced` with the reason."],
    });
    this.issues = issues;
  }
}

/** A token enforces another rulebook than the one given. */
export class RulebookMismatchError extends BaseError {
  constructor({ given, enforced }: { readonly given: string; readonly enforced: string }) {
    super(`The rulebook given has the hash ${given}, the token's program was compiled from ${enforced}.`, {
      name: "RulebookMismatchError",
      metaMessages: ["Give the version of the rulebook that is in force, or apply this one first."],
    });
  }
}
