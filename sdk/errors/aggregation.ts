import { BaseError } from "./base.js";
import { type Issue, issueCount, issueLines } from "./issue.js";

/** A graph of control, agreement and ownership cannot be used. Lists every issue with its path; no closure is made of it. */
export class AggregationGraphError extends BaseError {
  readonly issues: readonly Issue[];

  constructor({ issues }: { readonly issues: readonly Issue[] }) {
    super(`The graph of control, agreement and ownership is invalid: ${issueCount(issues)}.`, {
      name: "AggregationGraphError",
      metaMessages: [...issueLines(issues), "Correct the graph by its documents."],
    });
    this.issues = issues;
  }
}

/** Positions of somebody count with more persons than a position book attributes them to: all of them, or nothing is said of anybody. */
export class AggregatorsAboveMostError extends BaseError {
  /** Everybody of whom it is so, ascending. */
  readonly above: readonly { readonly investor: bigint; readonly aggregators: readonly bigint[] }[];
  readonly most: number;

  constructor({ above, most }: Pick<AggregatorsAboveMostError, "above" | "most">) {
    const named = above.map(({ investor, aggregators }) => {
      const shown = aggregators.slice(0, MOST_LISTED).join(", ");
      return `Investor ${investor}: ${aggregators.length} persons, ${shown}${aggregators.length > MOST_LISTED ? ", …" : "."}`;
    });
    const who = above.length === 1 ? "one investor count" : `${above.length} investors count`;
    super(
      `Positions of ${who} with those of more than ${most} persons, and a position book attributes them to ${most}.`,
      {
        name: "AggregatorsAboveMostError",
        metaMessages: [
          ...named.slice(0, MOST_LISTED),
          ...(named.length > MOST_LISTED ? [`… and ${named.length - MOST_LISTED} more.`] : []),
          "Leave nobody out: let one person that all of them control or own hold the position, or let those who are exempt say so by notice.",
        ],
      },
    );
    this.above = above;
    this.most = most;
  }
}

const MOST_LISTED = 20;
