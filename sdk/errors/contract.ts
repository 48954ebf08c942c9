import { BaseError } from "./base.js";

/** There is a contract at an address, but another one than is needed there. */
export class ContractInvalidError extends BaseError {
  readonly address: string;

  constructor({ address, wanted, functionName, cause }: ContractInvalidErrorParameters) {
    super(`The contract at ${address} is no ${wanted}: it does not answer \`${functionName}\` as one does.`, {
      name: "ContractInvalidError",
      metaMessages: ["Check the address and the chain."],
      cause,
    });
    this.address = address;
  }
}
type ContractInvalidErrorParameters = {
  readonly address: string;
  /** As "security token of Weighbridge". */
  readonly wanted: string;
  readonly functionName: string;
  readonly cause?: unknown;
};

/** An engine refuses for a reason that this version of the SDK does not know, or of a rule that the program does not have. */
export class ReasonUnknownError extends BaseError {
  /** Selector of the error. */
  readonly reason: string;

  constructor({ reason, rule }: { readonly reason: string; readonly rule: number }) {
    super(`The engine refuses for a reason that is unknown here: ${reason}, rule ${rule}.`, {
      name: "ReasonUnknownError",
      metaMessages: ["Use a version of the SDK that is as new as the engine. The movement is refused in any case."],
    });
    this.reason = reason;
  }
}
