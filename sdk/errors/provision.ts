import { BaseError } from "./base.js";

/** A program names a provision that its rulebook does not apply. */
export class ProvisionUnknownError extends BaseError {
  readonly provision: string;

  constructor({ provision, rulebook }: { readonly provision: string; readonly rulebook: string }) {
    super(`The rulebook "${rulebook}" enforces no provision with the hash ${provision}, which the program names.`, {
      name: "ProvisionUnknownError",
      metaMessages: ["Whoever made the program named the rulebook without compiling it: ask for the true one."],
    });
    this.provision = provision;
  }
}
