import { BaseError } from "./base.js";

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
