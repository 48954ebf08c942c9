import type { Hash } from "viem";
import {
  admitToken,
  announceRecovery,
  approve,
  attestInvestor,
  batchTransmit,
  bindWallet,
  burn,
  type Call,
  cancelProgram,
  cancelRecovery,
  claimEnrolment,
  closeTranche,
  completeLots,
  createRegistry,
  enrol,
  enrolBatch,
  enrolByAttestation,
  fileInstrument,
  fileOrder,
  forcedTransfer,
  forcedTransferToSuspense,
  freezeUnits,
  freezeWallet,
  hold,
  licensedTransfer,
  mergeInvestors,
  mint,
  openFacades,
  pause,
  permit,
  publishProgram,
  publishRoot,
  reclassifyInvestor,
  recover,
  releaseFromSuspense,
  releaseHold,
  releaseHoldByOrder,
  removeDocument,
  revokeRoot,
  scheduleProgram,
  seedWallets,
  setAttester,
  setDocument,
  setLots,
  setRegistrar,
  setRegistryAuthority,
  settleProgram,
  setTokenAuthority,
  stateOwners,
  transfer,
  transferFrom,
  transmit,
  transmitToSuspense,
  unbindWallet,
  unpause,
  updateBits,
  updateInvestor,
  withdrawOrder,
} from "../change/index.js";
import { signerOf, type SigningClient } from "./signerOf.js";

/** Every builder of one call. Deployments and the setting up of a manager are several calls, for `signerOf`. */
const BUILDERS = {
  admitToken,
  announceRecovery,
  approve,
  attestInvestor,
  batchTransmit,
  bindWallet,
  burn,
  cancelProgram,
  cancelRecovery,
  claimEnrolment,
  closeTranche,
  completeLots,
  createRegistry,
  enrol,
  enrolBatch,
  enrolByAttestation,
  fileInstrument,
  fileOrder,
  forcedTransfer,
  forcedTransferToSuspense,
  freezeUnits,
  freezeWallet,
  hold,
  licensedTransfer,
  mergeInvestors,
  mint,
  openFacades,
  pause,
  permit,
  publishProgram,
  publishRoot,
  reclassifyInvestor,
  recover,
  releaseFromSuspense,
  releaseHold,
  releaseHoldByOrder,
  removeDocument,
  revokeRoot,
  scheduleProgram,
  seedWallets,
  setAttester,
  setDocument,
  setLots,
  setRegistrar,
  setRegistryAuthority,
  settleProgram,
  setTokenAuthority,
  stateOwners,
  transfer,
  transferFrom,
  transmit,
  transmitToSuspense,
  unbindWallet,
  unpause,
  updateBits,
  updateInvestor,
  withdrawOrder,
} as const;
type Builders = typeof BUILDERS;

/** Each builds the call of that name and sends it; none waits until it is mined. */
export type IssuerActions = {
  readonly [Name in keyof Builders]: (parameters: Parameters<Builders[Name]>[0]) => Promise<Hash>;
};
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
  return (client) => {
    const send = async (build: (parameters: never) => Call, parameters: unknown) =>
      signerOf(client).send(build(parameters as never));
    const actions = Object.entries(BUILDERS).map(([name, build]) => [
      name,
      (parameters: unknown) => send(build, parameters),
    ]);
    return Object.fromEntries(actions) as IssuerActions;
  };
}
