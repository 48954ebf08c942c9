import { BaseError } from "./base.js";

/** A call reverted with an error of the engine, the token, their factory, the AccessManager or Solidity itself. */
export class RevertError extends BaseError {
  /** As Solidity declares it: "HoldingAboveLimit". */
  readonly errorName: string;
  /** By the names that Solidity gives them; numbers as bigint, or as number where they have at most 48 bits. */
  readonly args: Readonly<Record<string, unknown>>;
  /** As the node gave it. */
  readonly data: string;

  constructor({ errorName, args, data, cause }: RevertErrorParameters) {
    const list = Object.entries(args).map(([name, value]) => `${name} ${text(value)}`);
    super(`The call reverted with ${errorName}${list.length === 0 ? "" : ` (${list.join(", ")})`}.`, {
      name: "RevertError",
      metaMessages: ["Nothing of it took effect. The interface that declares the error says what it means."],
      cause,
    });
    this.errorName = errorName;
    this.args = args;
    this.data = data;
  }
}
type RevertErrorParameters = {
  readonly errorName: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly data: string;
  readonly cause?: unknown;
};

const text = (value: unknown): string =>
  typeof value === "object"
    ? JSON.stringify(value, (_, item) => (typeof item === "bigint" ? String(item) : item))
    : String(value);
