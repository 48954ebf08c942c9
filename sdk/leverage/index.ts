export type { AskedIncrease } from "./askIncrease.js";
export { bandData, type BandDataErrorType, type BandDataParameters, type BandDataReturnType } from "./bandData.js";
export {
  buyingPower,
  type ClassPower,
  type BuyingPowerErrorType,
  type BuyingPowerParameters,
  type BuyingPowerReturnType,
} from "./buyingPower.js";
export {
  closeAccount,
  type CloseAccountErrorType,
  type CloseAccountParameters,
  type CloseAccountReturnType,
} from "./closeAccount.js";
export {
  closeOutQuote,
  type CloseOutQuoteErrorType,
  type CloseOutQuoteParameters,
  type CloseOutQuoteReturnType,
} from "./closeOutQuote.js";
export {
  configureLeverage,
  type ConfigureLeverageErrorType,
  type ConfigureLeverageParameters,
  type ConfigureLeverageReturnType,
  LEVERAGE_ROLES,
} from "./configureLeverage.js";
export {
  explainIncrease,
  type CitedIncrease,
  type LeverageAudience,
  type ExplainIncreaseErrorType,
  type ExplainIncreaseParameters,
  type ExplainIncreaseReturnType,
} from "./explainIncrease.js";
export {
  type Aggregate,
  type Exposure,
  type ExposureBand,
  type Leg,
  LEVERAGE_REASONS,
  type LeverageFinding,
  type LeveragePolicy,
  type LeverageReason,
  type VenueAccount,
} from "./exposure.js";
export {
  exposureData,
  type ExposureDataErrorType,
  type ExposureDataParameters,
  type ExposureDataReturnType,
} from "./exposureData.js";
export type { IncreaseRemedy } from "./increaseWords.js";
export {
  type Growth,
  type IncreaseFacts,
  judgeIncrease,
  type JudgeIncreaseErrorType,
  type JudgeIncreaseReturnType,
  leverageOf,
  NO_EQUITY,
} from "./judgeIncrease.js";
export { type LeverageActions } from "./leverageActionsOf.js";
export {
  mapProduct,
  type MapProductErrorType,
  type MapProductParameters,
  type MapProductReturnType,
} from "./mapProduct.js";
export {
  marginCalls,
  type MarginCall,
  type MarginCallsErrorType,
  type MarginCallsParameters,
  type MarginCallsReturnType,
} from "./marginCalls.js";
export type { FigureOrigin, MarginRow } from "./marginRow.js";
export {
  marginRows,
  type CompiledMarginRow,
  type MarginRowsErrorType,
  type MarginRowsParameters,
  type MarginRowsReturnType,
} from "./marginRows.js";
export {
  markPosition,
  type MarkPositionErrorType,
  type MarkPositionParameters,
  type MarkPositionReturnType,
} from "./markPosition.js";
export {
  openAccount,
  type OpenAccountErrorType,
  type OpenAccountParameters,
  type OpenAccountReturnType,
} from "./openAccount.js";
export { openVenue, type OpenVenueErrorType, type OpenVenueParameters, type OpenVenueReturnType } from "./openVenue.js";
export { type Growing, type Held, type LeverageRoom, powerOf } from "./powerOf.js";
export type { MarketSession, PricedProduct } from "./pricedProduct.js";
export {
  readAccount,
  type AccountPlace,
  type MarginLevels,
  type OpenCall,
  type VenueView,
  type ReadAccountErrorType,
  type ReadAccountParameters,
  type ReadAccountReturnType,
} from "./readAccount.js";
export {
  reportBand,
  type ReportBandErrorType,
  type ReportBandParameters,
  type ReportBandReturnType,
} from "./reportBand.js";
export {
  reportExposure,
  type ReportExposureErrorType,
  type ReportExposureParameters,
  type ReportExposureReturnType,
} from "./reportExposure.js";
export {
  rotateReporter,
  type RotateReporterErrorType,
  type RotateReporterParameters,
  type RotateReporterReturnType,
} from "./rotateReporter.js";
export {
  scheduleLeveragePolicy,
  type ScheduleLeveragePolicyErrorType,
  type ScheduleLeveragePolicyParameters,
  type ScheduleLeveragePolicyReturnType,
} from "./scheduleLeveragePolicy.js";
export {
  scheduleMarginRow,
  type ScheduleMarginRowErrorType,
  type ScheduleMarginRowParameters,
  type ScheduleMarginRowReturnType,
} from "./scheduleMarginRow.js";
export { setHead, type SetHeadErrorType, type SetHeadParameters, type SetHeadReturnType } from "./setHead.js";
export {
  setLeverageTier,
  type SetLeverageTierErrorType,
  type SetLeverageTierParameters,
  type SetLeverageTierReturnType,
} from "./setLeverageTier.js";
export {
  setVenueState,
  type SetVenueStateErrorType,
  type SetVenueStateParameters,
  type SetVenueStateReturnType,
} from "./setVenueState.js";
export {
  setVenueTerms,
  type SetVenueTermsErrorType,
  type SetVenueTermsParameters,
  type SetVenueTermsReturnType,
} from "./setVenueTerms.js";
export {
  transferLeverage,
  type TransferLeverageErrorType,
  type TransferLeverageParameters,
  type TransferLeverageReturnType,
} from "./transferLeverage.js";
export {
  venueShares,
  type ShareReason,
  type VenueShare,
  type VenueSharesErrorType,
  type VenueSharesParameters,
  type VenueSharesReturnType,
} from "./venueShares.js";
export type { VenueTerms } from "./venueTerms.js";
export { type AccountFacts, type SaidExposure, type WeighedExposure, weighExposure } from "./weighExposure.js";
