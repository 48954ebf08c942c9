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

const REMEDIES: Readonly<Record<string, string>> = {
  VenueUnknown: "Check the venue's number: they count from 1, and `VenueAdmitted` tells each.",
  AccountUnknown: "The investor opens the account first: no venue speaks of who has none with it.",
  WalletNotRecorded: "Check the wallet and the registry's number, or let the registrar enrol the wallet.",
  ModeMismatch: "Ask what fits the venue: of an on-chain one the position is read, others report figures, or bands.",
};

/** A leverage registry cannot answer a question, or take a report: it does not know the venue or the account, or the figures are none. */
export class LeverageQuestionError extends BaseError {
  /** As Solidity declares it: "AccountUnknown". */
  readonly errorName: string;
  readonly args: Readonly<Record<string, unknown>>;

  constructor({ leverage, errorName, args, cause }: LeverageQuestionErrorParameters) {
    const list = Object.entries(args).map(([name, value]) => `${name} ${String(value)}`);
    super(
      `The leverage registry ${leverage} cannot answer: ${errorName}${list.length === 0 ? "" : ` (${list.join(", ")})`}.`,
      {
        name: "LeverageQuestionError",
        metaMessages: [REMEDIES[errorName] ?? "Correct the figures that it names; nothing was sent."],
        cause,
      },
    );
    this.errorName = errorName;
    this.args = args;
  }
}
type LeverageQuestionErrorParameters = {
  readonly leverage: string;
  readonly errorName: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
};
