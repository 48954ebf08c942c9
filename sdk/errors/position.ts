import { BaseError } from "./base.js";

const REMEDIES: Readonly<Record<string, string>> = {
  UnderlyingUnknown: "Check the underlying's number: they count from 1, and `UnderlyingOpened` tells each.",
  ProductUnknown: "Check the token, or let the book's authority open it as a product.",
  WalletNotRecorded: "Check the wallet, or let the registrar enrol it.",
  LotsAboveCapacity: "Ask about fewer units: a book counts less than 2 ** 36 lots of one product for one person.",
  NoPositionRule: "Name the book, or a token whose program in force has a rule of kind `positionLimit`.",
};

/** A position book cannot answer a question: it does not know the underlying, the product or the wallet, or cannot count so much. */
export class PositionQuestionError extends BaseError {
  /** As Solidity declares it: "ProductUnknown". `NoPositionRule`: the token's program names no book. */
  readonly errorName: string;
  readonly args: Readonly<Record<string, unknown>>;

  constructor({ book, errorName, args, cause }: PositionQuestionErrorParameters) {
    const list = Object.entries(args).map(([name, value]) => `${name} ${String(value)}`);
    const which = book === null ? "There is no position book that" : `The position book ${book}`;
    super(
      `${which} can${book === null ? "" : "not"} answer: ${errorName}${list.length === 0 ? "" : ` (${list.join(", ")})`}.`,
      {
        name: "PositionQuestionError",
        metaMessages: [REMEDIES[errorName] ?? "Correct what it names; nothing was sent."],
        cause,
      },
    );
    this.errorName = errorName;
    this.args = args;
  }
}
type PositionQuestionErrorParameters = {
  /** Null: the question leads to none. */
  readonly book: string | null;
  readonly errorName: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
};
