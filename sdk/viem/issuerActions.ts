import { type IssuerActions } from "../change/index.js";
import { issuerActionsOf } from "../change/issuerActionsOf.js";
import { signerOf, type SigningClient } from "./signerOf.js";

export type IssuerActionsReturnType = (client: SigningClient) => IssuerActions;

/**
 * Puts what an issuer, its registrar and its transfer agent do on a viem client with an account, which must have the role that the call asks for.
 *
 * Each action rejects with `CallInvalidError` if a value cannot be sent, and as `Signer.send` of `signerOf` does.
 *
 * @example
 * const client = createWalletClient({ account, chain, transport: http(url) }).extend(issuerActions());
 * const hash = await client.mint({ token, to, amount: 250_000n });
 */
export function issuerActions(): IssuerActionsReturnType {
  return (client) => issuerActionsOf(() => signerOf(client));
}
