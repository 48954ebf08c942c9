export {
  admitToken,
  type AdmitTokenErrorType,
  type AdmitTokenParameters,
  type AdmitTokenReturnType,
} from "./admitToken.js";
export {
  announceRecovery,
  type AnnounceRecoveryErrorType,
  type AnnounceRecoveryParameters,
  type AnnounceRecoveryReturnType,
} from "./announceRecovery.js";
export { approve, type ApproveErrorType, type ApproveParameters, type ApproveReturnType } from "./approve.js";
export { type Attestation, type AttestationDomain, type EnrolmentAttestation } from "./attestation.js";
export {
  attestationData,
  type AttestationDataErrorType,
  type AttestationDataParameters,
  type AttestationDataReturnType,
} from "./attestationData.js";
export {
  attestInvestor,
  type AttestInvestorErrorType,
  type AttestInvestorParameters,
  type AttestInvestorReturnType,
} from "./attestInvestor.js";
export {
  batchTransmit,
  type BatchTransmitErrorType,
  type BatchTransmitParameters,
  type BatchTransmitReturnType,
} from "./batchTransmit.js";
export {
  bindWallet,
  type BindWalletErrorType,
  type BindWalletParameters,
  type BindWalletReturnType,
} from "./bindWallet.js";
export { burn, type BurnErrorType, type BurnParameters, type BurnReturnType } from "./burn.js";
export { type Call } from "./call.js";
export {
  cancelProgram,
  type CancelProgramErrorType,
  type CancelProgramParameters,
  type CancelProgramReturnType,
} from "./cancelProgram.js";
export {
  cancelRecovery,
  type CancelRecoveryErrorType,
  type CancelRecoveryParameters,
  type CancelRecoveryReturnType,
} from "./cancelRecovery.js";
export {
  chunkEnrolments,
  type ChunkEnrolmentsErrorType,
  type ChunkEnrolmentsParameters,
  type ChunkEnrolmentsReturnType,
} from "./chunkEnrolments.js";
export {
  claimEnrolment,
  type ClaimEnrolmentErrorType,
  type ClaimEnrolmentParameters,
  type ClaimEnrolmentReturnType,
} from "./claimEnrolment.js";
export {
  closeTranche,
  type CloseTrancheErrorType,
  type CloseTrancheParameters,
  type CloseTrancheReturnType,
} from "./closeTranche.js";
export {
  completeLots,
  type CompleteLotsErrorType,
  type CompleteLotsParameters,
  type CompleteLotsReturnType,
} from "./completeLots.js";
export {
  configureManager,
  type ConfigureManagerErrorType,
  type ConfigureManagerParameters,
  type ConfigureManagerReturnType,
  type RoleMember,
} from "./configureManager.js";
export {
  configureToken,
  type ConfigureTokenErrorType,
  type ConfigureTokenParameters,
  type ConfigureTokenReturnType,
} from "./configureToken.js";
export { CREATE2_DEPLOYER } from "./create2Deployer.js";
export {
  createRegistry,
  type CreateRegistryErrorType,
  type CreateRegistryParameters,
  type CreateRegistryReturnType,
} from "./createRegistry.js";
export {
  deployClone,
  type DeployCloneErrorType,
  type DeployCloneParameters,
  type DeployCloneReturnType,
} from "./deployClone.js";
export {
  deployContract,
  type DeployContractErrorType,
  type DeployContractParameters,
  type DeployContractReturnType,
  type Deployment,
} from "./deployContract.js";
export {
  deployEngine,
  type DeployEngineErrorType,
  type DeployEngineParameters,
  type DeployEngineReturnType,
} from "./deployEngine.js";
export {
  deployManager,
  type DeployManagerErrorType,
  type DeployManagerParameters,
  type DeployManagerReturnType,
} from "./deployManager.js";
export {
  deployToken,
  type DeployTokenErrorType,
  type DeployTokenParameters,
  type DeployTokenReturnType,
} from "./deployToken.js";
export { enrol, type EnrolErrorType, type EnrolParameters, type EnrolReturnType } from "./enrol.js";
export {
  enrolBatch,
  type EnrolBatchErrorType,
  type EnrolBatchParameters,
  type EnrolBatchReturnType,
} from "./enrolBatch.js";
export {
  enrolByAttestation,
  type EnrolByAttestationErrorType,
  type EnrolByAttestationParameters,
  type EnrolByAttestationReturnType,
} from "./enrolByAttestation.js";
export {
  enrolmentAttestationData,
  type EnrolmentAttestationDataErrorType,
  type EnrolmentAttestationDataParameters,
  type EnrolmentAttestationDataReturnType,
} from "./enrolmentAttestationData.js";
export {
  enrolmentLeaf,
  type EnrolmentLeafErrorType,
  type EnrolmentLeafParameters,
  type EnrolmentLeafReturnType,
} from "./enrolmentLeaf.js";
export {
  enrolmentTree,
  type EnrolmentTreeErrorType,
  type EnrolmentTreeParameters,
  type EnrolmentTreeReturnType,
} from "./enrolmentTree.js";
export {
  fileInstrument,
  type FileInstrumentErrorType,
  type FileInstrumentParameters,
  type FileInstrumentReturnType,
} from "./fileInstrument.js";
export { fileOrder, type FileOrderErrorType, type FileOrderParameters, type FileOrderReturnType } from "./fileOrder.js";
export {
  forcedTransfer,
  type ForcedTransferErrorType,
  type ForcedTransferParameters,
  type ForcedTransferReturnType,
} from "./forcedTransfer.js";
export {
  forcedTransferToSuspense,
  type ForcedTransferToSuspenseErrorType,
  type ForcedTransferToSuspenseParameters,
  type ForcedTransferToSuspenseReturnType,
} from "./forcedTransferToSuspense.js";
export {
  freezeUnits,
  type FreezeUnitsErrorType,
  type FreezeUnitsParameters,
  type FreezeUnitsReturnType,
} from "./freezeUnits.js";
export {
  freezeWallet,
  type FreezeWalletErrorType,
  type FreezeWalletParameters,
  type FreezeWalletReturnType,
} from "./freezeWallet.js";
export { hold, type HoldErrorType, type HoldParameters, type HoldReturnType } from "./hold.js";
export { type Enrolment, type InvestorFacts } from "./investorFacts.js";
export {
  licensedTransfer,
  type LicensedTransferErrorType,
  type LicensedTransferParameters,
  type LicensedTransferReturnType,
} from "./licensedTransfer.js";
export {
  type EngineFunction,
  MANAGER_ROLE_NAMES,
  MANAGER_ROLES,
  type ManagerRole,
  type ManagerRoleEntry,
  type TokenFunction,
} from "./managerRoles.js";
export {
  mergeInvestors,
  type MergeInvestorsErrorType,
  type MergeInvestorsParameters,
  type MergeInvestorsReturnType,
} from "./mergeInvestors.js";
export { mint, type MintErrorType, type MintParameters, type MintReturnType } from "./mint.js";
export {
  openFacades,
  type OpenFacadesErrorType,
  type OpenFacadesParameters,
  type OpenFacadesReturnType,
} from "./openFacades.js";
export { pause, type PauseErrorType, type PauseParameters, type PauseReturnType } from "./pause.js";
export { permit, type PermitErrorType, type PermitParameters, type PermitReturnType } from "./permit.js";
export {
  permitData,
  type PermitDataErrorType,
  type PermitDataParameters,
  type PermitDataReturnType,
} from "./permitData.js";
export {
  publishProgram,
  type PublishProgramErrorType,
  type PublishProgramParameters,
  type PublishProgramReturnType,
} from "./publishProgram.js";
export {
  publishRoot,
  type PublishRootErrorType,
  type PublishRootParameters,
  type PublishRootReturnType,
} from "./publishRoot.js";
export {
  reclassifyInvestor,
  type ReclassifyInvestorErrorType,
  type ReclassifyInvestorParameters,
  type ReclassifyInvestorReturnType,
} from "./reclassifyInvestor.js";
export { recover, type RecoverErrorType, type RecoverParameters, type RecoverReturnType } from "./recover.js";
export {
  releaseFromSuspense,
  type ReleaseFromSuspenseErrorType,
  type ReleaseFromSuspenseParameters,
  type ReleaseFromSuspenseReturnType,
} from "./releaseFromSuspense.js";
export {
  releaseHold,
  type ReleaseHoldErrorType,
  type ReleaseHoldParameters,
  type ReleaseHoldReturnType,
} from "./releaseHold.js";
export {
  releaseHoldByOrder,
  type ReleaseHoldByOrderErrorType,
  type ReleaseHoldByOrderParameters,
  type ReleaseHoldByOrderReturnType,
} from "./releaseHoldByOrder.js";
export {
  removeDocument,
  type RemoveDocumentErrorType,
  type RemoveDocumentParameters,
  type RemoveDocumentReturnType,
} from "./removeDocument.js";
export {
  revokeRoot,
  type RevokeRootErrorType,
  type RevokeRootParameters,
  type RevokeRootReturnType,
} from "./revokeRoot.js";
export {
  roleSelectors,
  type RoleSelectorsErrorType,
  type RoleSelectorsParameters,
  type RoleSelectorsReturnType,
} from "./roleSelectors.js";
export {
  scheduleProgram,
  type ScheduleProgramErrorType,
  type ScheduleProgramParameters,
  type ScheduleProgramReturnType,
} from "./scheduleProgram.js";
export {
  seedWallets,
  type SeedWalletsErrorType,
  type SeedWalletsParameters,
  type SeedWalletsReturnType,
} from "./seedWallets.js";
export {
  setAttester,
  type SetAttesterErrorType,
  type SetAttesterParameters,
  type SetAttesterReturnType,
} from "./setAttester.js";
export {
  setDocument,
  type SetDocumentErrorType,
  type SetDocumentParameters,
  type SetDocumentReturnType,
} from "./setDocument.js";
export { setLots, type SetLotsErrorType, type SetLotsParameters, type SetLotsReturnType } from "./setLots.js";
export {
  setRegistrar,
  type SetRegistrarErrorType,
  type SetRegistrarParameters,
  type SetRegistrarReturnType,
} from "./setRegistrar.js";
export {
  setRegistryAuthority,
  type SetRegistryAuthorityErrorType,
  type SetRegistryAuthorityParameters,
  type SetRegistryAuthorityReturnType,
} from "./setRegistryAuthority.js";
export {
  settleProgram,
  type SettleProgramErrorType,
  type SettleProgramParameters,
  type SettleProgramReturnType,
} from "./settleProgram.js";
export {
  setTokenAuthority,
  type SetTokenAuthorityErrorType,
  type SetTokenAuthorityParameters,
  type SetTokenAuthorityReturnType,
} from "./setTokenAuthority.js";
export {
  stateOwners,
  type StateOwnersErrorType,
  type StateOwnersParameters,
  type StateOwnersReturnType,
} from "./stateOwners.js";
export { transfer, type TransferErrorType, type TransferParameters, type TransferReturnType } from "./transfer.js";
export {
  transferFrom,
  type TransferFromErrorType,
  type TransferFromParameters,
  type TransferFromReturnType,
} from "./transferFrom.js";
export { transmit, type TransmitErrorType, type TransmitParameters, type TransmitReturnType } from "./transmit.js";
export {
  transmitToSuspense,
  type TransmitToSuspenseErrorType,
  type TransmitToSuspenseParameters,
  type TransmitToSuspenseReturnType,
} from "./transmitToSuspense.js";
export {
  unbindWallet,
  type UnbindWalletErrorType,
  type UnbindWalletParameters,
  type UnbindWalletReturnType,
} from "./unbindWallet.js";
export { unpause, type UnpauseErrorType, type UnpauseParameters, type UnpauseReturnType } from "./unpause.js";
export {
  updateBits,
  type UpdateBitsErrorType,
  type UpdateBitsParameters,
  type UpdateBitsReturnType,
} from "./updateBits.js";
export {
  updateInvestor,
  type UpdateInvestorErrorType,
  type UpdateInvestorParameters,
  type UpdateInvestorReturnType,
} from "./updateInvestor.js";
export {
  withdrawOrder,
  type WithdrawOrderErrorType,
  type WithdrawOrderParameters,
  type WithdrawOrderReturnType,
} from "./withdrawOrder.js";
