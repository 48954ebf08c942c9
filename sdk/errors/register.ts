import { BaseError } from "./base.js";
import { type Issue, issueCount, issueLines } from "./issue.js";

/** An input is no register of holders. Lists every issue with its place; nothing of it is used. */
export class RegisterInvalidError extends BaseError {
  readonly issues: readonly Issue[];

  constructor({ issues }: { readonly issues: readonly Issue[] }) {
    super(`The register has ${issueCount(issues)}.`, {
      name: "RegisterInvalidError",
      metaMessages: [...issueLines(issues), "Correct each place; nothing of the register was used."],
    });
    this.issues = issues;
  }
}

/** The wallets that a token's events name do not hold what the token says is in existence. */
export class RegisterIncompleteError extends BaseError {
  /** Token units. */
  readonly found: bigint;
  /** Token units. */
  readonly supply: bigint;

  constructor({ token, found, supply, wallets, fromBlock }: RegisterIncompleteErrorParameters) {
    const more = found > supply;
    super(`The ${wallets} wallets found of the token ${token} hold ${found} units; its supply is ${supply}.`, {
      name: "RegisterIncompleteError",
      metaMessages: [
        more
          ? "The token tells more balances than units: one of the two is wrong, and no register can be made of it."
          : `Events were read from block ${fromBlock} on. Read from the block in which the token was made, or earlier; a token that emits no Transfer for some units has no register that can be read.`,
      ],
    });
    this.found = found;
    this.supply = supply;
  }
}
type RegisterIncompleteErrorParameters = {
  readonly token: string;
  readonly found: bigint;
  readonly supply: bigint;
  readonly wallets: number;
  readonly fromBlock: bigint;
};
