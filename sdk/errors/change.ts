import { BaseError } from "./base.js";
import { type Issue, issueLines } from "./issue.js";

/** A contract that a step needs is not deployed where it should be. */
export class DeploymentMissingError extends BaseError {
  constructor({ contract, address, chainId, remedy }: DeploymentMissingErrorParameters) {
    const where = address === undefined ? "" : ` at ${address}`;
    super(`${contract} is not deployed${where}${chainId === undefined ? "" : ` on chain ${chainId}`}.`, {
      name: "DeploymentMissingError",
      metaMessages: [remedy ?? "Deploy it first, or check the address and the chain."],
    });
  }
}
type DeploymentMissingErrorParameters = {
  readonly contract: string;
  readonly address?: string | undefined;
  readonly chainId?: number | undefined;
  /** How it gets there, where that is known. */
  readonly remedy?: string | undefined;
};

/** A transaction was mined and failed. */
export class TransactionFailedError extends BaseError {
  readonly hash: string;

  constructor({ hash, what, cause }: { readonly hash: string; readonly what: string; readonly cause?: unknown }) {
    super(`The transaction ${hash} failed: ${what}.`, {
      name: "TransactionFailedError",
      metaMessages: ["Nothing of it took effect. Read the reason, then send it again."],
      cause,
    });
    this.hash = hash;
  }
}

/** What a plan was made on is so no more. */
export class PlanOutdatedError extends BaseError {
  readonly plan: string;
  readonly moved: readonly string[];

  constructor({ plan, moved }: { readonly plan: string; readonly moved: readonly string[] }) {
    super(`The plan ${plan} is out of date: ${moved.join("; ")}.`, {
      name: "PlanOutdatedError",
      metaMessages: ["Plan again: the new plan starts from what is there now."],
    });
    this.plan = plan;
    this.moved = moved;
  }
}

/** A plan is none that the SDK made: a part is missing, or somebody changed it. */
export class PlanInvalidError extends BaseError {
  readonly issues: readonly Issue[];

  constructor({ issues }: { readonly issues: readonly Issue[] }) {
    super("This is no plan as it was made.", {
      name: "PlanInvalidError",
      metaMessages: [
        ...issueLines(issues),
        "Plan again, and leave the file as it is: its id is the hash of all of it.",
      ],
    });
    this.issues = issues;
  }
}

/** Nobody who could sign a step has the role that it needs. */
export class RoleMissingError extends BaseError {
  readonly role: string;

  constructor({ role, account, manager }: RoleMissingErrorParameters) {
    const who = account === undefined ? "Nobody" : account;
    super(`${who} has${account === undefined ? "" : " not"} the role ${role} under the manager ${manager}.`, {
      name: "RoleMissingError",
      metaMessages: ["Have the administrator grant the role first, or name another signer."],
    });
    this.role = role;
  }
}
type RoleMissingErrorParameters = {
  readonly role: string;
  readonly account?: string | undefined;
  readonly manager: string;
};

/** A transaction of an account is on its way, and nothing can be said before it is mined or gone. */
export class TransactionPendingError extends BaseError {
  readonly account: string;
  /** Of the first transaction that is not mined. */
  readonly nonce: number;
  readonly hash: string | undefined;

  constructor({ account, nonce, hash, seconds }: TransactionPendingErrorParameters) {
    const which = hash === undefined ? "" : `, ${hash},`;
    super(`The transaction of ${account} with nonce ${nonce}${which} was not confirmed within ${seconds} seconds.`, {
      name: "TransactionPendingError",
      metaMessages: [
        "Wait for it, or speed it up or cancel it in the wallet that sent it; then apply the plan again: what is done is not sent twice.",
      ],
    });
    this.account = account;
    this.nonce = nonce;
    this.hash = hash;
  }
}
type TransactionPendingErrorParameters = {
  readonly account: string;
  readonly nonce: number;
  readonly hash?: string | undefined;
  /** How long was waited. */
  readonly seconds: number;
};

/** The node did not say whether it took a transaction. */
export class TransactionUnknownError extends BaseError {
  readonly account: string;
  readonly nonce: number;

  constructor({ account, nonce, what, cause }: TransactionUnknownErrorParameters) {
    super(`Nobody knows whether the transaction of ${account} with nonce ${nonce} was sent: ${what}.`, {
      name: "TransactionUnknownError",
      metaMessages: [
        "Apply the plan again: it waits for what is on its way, looks at the chain, and sends only what is not done.",
      ],
      cause,
    });
    this.account = account;
    this.nonce = nonce;
  }
}
type TransactionUnknownErrorParameters = {
  readonly account: string;
  readonly nonce: number;
  /** What it does, in one line. */
  readonly what: string;
  readonly cause?: unknown;
};

/** Whoever signs, or the node, refused to send a transaction. */
export class TransactionRefusedError extends BaseError {
  readonly account: string;

  constructor({ account, what, cause }: { readonly account: string; readonly what: string; readonly cause?: unknown }) {
    super(`The transaction of ${account} was not sent: ${what}.`, {
      name: "TransactionRefusedError",
      metaMessages: ["Read the reason, put it right, and apply the plan again."],
      cause,
    });
    this.account = account;
  }
}

/** A transaction succeeded, and what it was sent for is not so. */
export class StepIneffectiveError extends BaseError {
  readonly step: string;
  readonly hash: string;

  constructor({ step, title, hash }: { readonly step: string; readonly title: string; readonly hash: string }) {
    super(`The transaction ${hash} succeeded, and yet this is not done: ${title}.`, {
      name: "StepIneffectiveError",
      metaMessages: [
        `Compare the probe of the step ${step} with the chain, then plan again: another transaction may have changed it back.`,
      ],
    });
    this.step = step;
    this.hash = hash;
  }
}
