import type { Hash } from "viem";
import type { Signer } from "../reader/index.js";
import { admitToken } from "./admitToken.js";
import { announceRecovery } from "./announceRecovery.js";
import { approve } from "./approve.js";
import { attestInvestor } from "./attestInvestor.js";
import { batchTransmit } from "./batchTransmit.js";
import { bindWallet } from "./bindWallet.js";
import { burn } from "./burn.js";
import { cancelProgram } from "./cancelProgram.js";
import { cancelRecovery } from "./cancelRecovery.js";
import { claimEnrolment } from "./claimEnrolment.js";
import { closeTranche } from "./closeTranche.js";
import { completeLots } from "./completeLots.js";
import { completeMeters } from "./completeMeters.js";
import { createRegistry } from "./createRegistry.js";
import { enforceHold } from "./enforceHold.js";
import { enrol } from "./enrol.js";
import { enrolBatch } from "./enrolBatch.js";
import { enrolByAttestation } from "./enrolByAttestation.js";
import { fileInstrument } from "./fileInstrument.js";
import { fileOrder } from "./fileOrder.js";
import { forcedTransfer } from "./forcedTransfer.js";
import { forcedTransferToSuspense } from "./forcedTransferToSuspense.js";
import { freezeUnits } from "./freezeUnits.js";
import { freezeWallet } from "./freezeWallet.js";
import { haltBySignature } from "./haltBySignature.js";
import { haltTrading } from "./haltTrading.js";
import { hold } from "./hold.js";
import { joinFlows } from "./joinFlows.js";
import { licensedTransfer } from "./licensedTransfer.js";
import { mergeInvestors } from "./mergeInvestors.js";
import { mint } from "./mint.js";
import { openFacades } from "./openFacades.js";
import { pause } from "./pause.js";
import { permit } from "./permit.js";
import { publishProgram } from "./publishProgram.js";
import { publishRoot } from "./publishRoot.js";
import { reclassifyInvestor } from "./reclassifyInvestor.js";
import { recover } from "./recover.js";
import { releaseFromSuspense } from "./releaseFromSuspense.js";
import { releaseHold } from "./releaseHold.js";
import { releasePart } from "./releasePart.js";
import { releaseHoldByOrder } from "./releaseHoldByOrder.js";
import { removeDocument } from "./removeDocument.js";
import { resumeTrading } from "./resumeTrading.js";
import { reportVolumes } from "./reportVolumes.js";
import { revokeRoot } from "./revokeRoot.js";
import { scheduleProgram } from "./scheduleProgram.js";
import { seedWallets } from "./seedWallets.js";
import { setAttester } from "./setAttester.js";
import { setDocument } from "./setDocument.js";
import { setGroupWeight } from "./setGroupWeight.js";
import { setHaltSource } from "./setHaltSource.js";
import { setLeverageSource } from "./setLeverageSource.js";
import { setFlows } from "./setFlows.js";
import { setLots } from "./setLots.js";
import { setPersonalLimit } from "./setPersonalLimit.js";
import { setRegistrar } from "./setRegistrar.js";
import { setRegistryAuthority } from "./setRegistryAuthority.js";
import { settleProgram } from "./settleProgram.js";
import { setTokenAuthority } from "./setTokenAuthority.js";
import { stateOwners } from "./stateOwners.js";
import { syncGroup } from "./syncGroup.js";
import { transfer } from "./transfer.js";
import { transferFrom } from "./transferFrom.js";
import { transmit } from "./transmit.js";
import { transmitToSuspense } from "./transmitToSuspense.js";
import { unbindWallet } from "./unbindWallet.js";
import { unpause } from "./unpause.js";
import { updateBits } from "./updateBits.js";
import { updateInvestor } from "./updateInvestor.js";
import { withdrawOrder } from "./withdrawOrder.js";
import { type Call } from "./call.js";

/** Every builder of one call. Deployments and the setting up of a manager are several calls, for a `Signer`. */
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
  completeMeters,
  createRegistry,
  enforceHold,
  enrol,
  enrolBatch,
  enrolByAttestation,
  fileInstrument,
  fileOrder,
  forcedTransfer,
  forcedTransferToSuspense,
  freezeUnits,
  freezeWallet,
  haltBySignature,
  haltTrading,
  hold,
  joinFlows,
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
  releasePart,
  releaseHoldByOrder,
  removeDocument,
  resumeTrading,
  reportVolumes,
  revokeRoot,
  scheduleProgram,
  seedWallets,
  setAttester,
  setDocument,
  setGroupWeight,
  setHaltSource,
  setLeverageSource,
  setFlows,
  setLots,
  setPersonalLimit,
  setRegistrar,
  setRegistryAuthority,
  settleProgram,
  setTokenAuthority,
  stateOwners,
  syncGroup,
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

/**
 * @internal
 * The actions of a client: one table of builders, whatever the client.
 *
 * @param signer Asked for at each action; what it throws, the action rejects with.
 */
export function issuerActionsOf(signer: () => Signer): IssuerActions {
  const send = async (build: (parameters: never) => Call, parameters: unknown) =>
    signer().send(build(parameters as never));
  const actions = Object.entries(BUILDERS).map(([name, build]) => [
    name,
    (parameters: unknown) => send(build, parameters),
  ]);
  return Object.fromEntries(actions) as IssuerActions;
}
