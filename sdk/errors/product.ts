import { BaseError } from "./base.js";
import { type Issue, issueLines } from "./issue.js";

/** What is offered is classified as restricted or ambiguous, and no named person has accepted it: its rules are not planned. */
export class ProductNotAcceptedError extends BaseError {
  /** What it is classified as. */
  readonly class: string;
  /** What stands against it, what is missing, and decisions that do not count. */
  readonly issues: readonly Issue[];

  constructor({ classified, day, isStated, issues }: ProductNotAcceptedErrorParameters) {
    const decision = `{ "product": "${classified}", "by": "…", "on": "…", "what": "…" }`;
    const accept = `let a named person accept it in \`decisions\`, dated ${day} or before: ${decision}`;
    const example =
      '{ "classes": ["equity"], "provenance": { "asOf": "…", "source": "…", "evidence": "attested" }, "facts": { "product.instrument": "share", … } }';
    const what = isStated ? "Correct what is offered, or the facts of it" : `Say in \`product\` what it is: ${example}`;
    super(`The product is classified as ${classified} by the law of ${day}, and nobody accepted that.`, {
      name: "ProductNotAcceptedError",
      metaMessages: [...issueLines(issues), `Nothing was planned. ${what}; or ${accept}.`],
    });
    this.class = classified;
    this.issues = issues;
  }
}
type ProductNotAcceptedErrorParameters = {
  readonly classified: string;
  /** Whose law was asked. */
  readonly day: string;
  /** Whether the rulebook says what the product is. */
  readonly isStated: boolean;
  readonly issues: readonly Issue[];
};
