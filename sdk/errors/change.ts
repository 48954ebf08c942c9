import { BaseError } from "./base.js";
import { type Issue, issueLines } from "./issue.js";

/** A contract that a step needs is not deployed where it should be. */
export class DeploymentMissingError extends BaseError {
  constructor({ contract, address, chainId }: DeploymentMissingErrorParameters) {
    const where = address === undefined ? "" : ` at ${address}`;
    super(`${contract} is not deployed${where}${chainId === undefined ? "" : ` on chain ${chainId}`}.`, {
      name: "DeploymentMissingError",
      metaMessages: ["Deploy it first, or check the address and the chain."],
    });
  }
}
type DeploymentMissingErrorParameters = {
  readonly contract: string;
  readonly address?: string | undefined;
  readonly chainId?: number | undefined;
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
