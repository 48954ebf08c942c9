import { BaseError } from "./base.js";

/** A call cannot be built from the values given: an address is none, or a number does not fit. */
export class CallInvalidError extends BaseError {
  readonly functionName: string;

  constructor({ functionName, cause, details }: CallInvalidErrorParameters) {
    super(`No call of \`${functionName}\` can be built from these values.`, {
      name: "CallInvalidError",
      metaMessages: ["Correct the value that the details name; nothing was sent."],
      cause,
      details,
    });
    this.functionName = functionName;
  }
}
type CallInvalidErrorParameters = {
  readonly functionName: string;
  readonly cause?: unknown;
  readonly details?: string | undefined;
};
