import { BaseError } from "./base.js";

/** Errors with which the engine refuses malformed programs. */
export type ProgramErrorName =
  | "ProgramTruncated"
  | "ProgramTooLong"
  | "HeaderInvalid"
  | "RulesAboveMost"
  | "SetsAboveMost"
  | "ProvisionsAboveMost"
  | "RuleUnknown"
  | "RuleFieldInvalid"
  | "RulesUnsorted"
  | "MeteredAboveMost"
  | "PlugInsAboveMost"
  | "PositionLimitsAboveMost"
  | "SetInvalid"
  | "SetsUnsorted"
  | "SetUnused"
  | "ProvisionsUnsorted"
  | "ProvisionUnused"
  | "NeedsWrong"
  | "GroupSetsWrong"
  | "GuardWrong";

/** What is wrong with a program's bytes or parts. */
export type ProgramFault = {
  /** With which `publish` reverts on the same bytes; null: not even bytes could be made of it. */
  readonly error: ProgramErrorName | null;
  /** Of that error. */
  readonly args: readonly bigint[];
  /** As "rule 3, field lanes". */
  readonly place: string;
  /** As found. */
  readonly value: string;
  /** What to do. */
  readonly remedy: string;
};

/** Bytes are no program, or parts make none. */
export class ProgramInvalidError extends BaseError {
  readonly fault: ProgramFault;

  constructor(fault: ProgramFault) {
    super(`The program is invalid at ${fault.place}: ${fault.value}.`, {
      name: "ProgramInvalidError",
      metaMessages: [fault.remedy],
    });
    this.fault = fault;
  }
}

/** An address holds no program of the engine, or no program has the id. */
export class ProgramUnknownError extends BaseError {
  constructor({ program, engine }: { readonly program: string; readonly engine?: string | undefined }) {
    super(`No program ${program}${engine === undefined ? "" : ` is known to the engine ${engine}`}.`, {
      name: "ProgramUnknownError",
      metaMessages: ["Publish it first, or check the address or id: a program is named by the hash of its bytes."],
    });
  }
}
