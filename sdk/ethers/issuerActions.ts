import { type IssuerActions } from "../change/index.js";
import { issuerActionsOf } from "../change/issuerActionsOf.js";
import { type SendingSigner, signerOf, type SignerOfErrorType } from "./signerOf.js";

export type IssuerActionsReturnType = IssuerActions;
export type IssuerActionsErrorType = SignerOfErrorType;

/**
 * What an issuer, its registrar and its transfer agent do, by a signer of ethers, which must have the role that the call asks for. The same actions as
 * those of `weighbridge/viem`.
 *
 * Each action rejects with `CallInvalidError` if a value cannot be sent, and as `Signer.send` of `signerOf` does.
 *
 * @throws {ParameterInvalidError} when the signer does not say its address at once.
 * @example
 * const hash = await issuerActions(new Wallet(key, provider)).mint({ token, to, amount: 250_000n });
 */
export function issuerActions(signer: SendingSigner): IssuerActionsReturnType {
  const own = signerOf(signer);
  return issuerActionsOf(() => own);
}
