export {
  aggregate,
  type AggregateErrorType,
  type AggregateParameters,
  type AggregateReturnType,
  type PreviousAggregation,
} from "./aggregate.js";
export type {
  Aggregation,
  AggregationGround,
  AggregationReason,
  AggregationStep,
  AppliedExemption,
  Closure,
} from "./aggregation.js";
export { AggregationGraph } from "./aggregationGraph.js";
export {
  closeProduct,
  type CloseProductErrorType,
  type CloseProductParameters,
  type CloseProductReturnType,
} from "./closeProduct.js";
export { exempt, type ExemptErrorType, type ExemptParameters, type ExemptReturnType } from "./exempt.js";
export { lotOf, type LotOfErrorType, type LotOfParameters, type LotOfReturnType } from "./lotOf.js";
export {
  openProduct,
  type OpenProductErrorType,
  type OpenProductParameters,
  type OpenProductReturnType,
  type PositionSettlement,
} from "./openProduct.js";
export {
  openUnderlying,
  type OpenUnderlyingErrorType,
  type OpenUnderlyingParameters,
  type OpenUnderlyingReturnType,
} from "./openUnderlying.js";
export { orderHalt, type OrderHaltErrorType, type OrderHaltParameters, type OrderHaltReturnType } from "./orderHalt.js";
export {
  parseAggregationGraph,
  type ParseAggregationGraphErrorType,
  type ParseAggregationGraphReturnType,
} from "./parseAggregationGraph.js";
export type { CitedProvision, LimitOrigin } from "./limitOrigin.js";
export {
  positionLimits,
  type PositionLimitsErrorType,
  type PositionLimitsParameters,
  type PositionLimitsReturnType,
} from "./positionLimits.js";
export {
  retirePage,
  type RetirePageErrorType,
  type RetirePageParameters,
  type RetirePageReturnType,
} from "./retirePage.js";
export {
  setMonthLimits,
  type SetMonthLimitsErrorType,
  type SetMonthLimitsParameters,
  type SetMonthLimitsReturnType,
} from "./setMonthLimits.js";
export { setRatio, type SetRatioErrorType, type SetRatioParameters, type SetRatioReturnType } from "./setRatio.js";
export {
  setUnderlying,
  type SetUnderlyingErrorType,
  type SetUnderlyingParameters,
  type SetUnderlyingReturnType,
} from "./setUnderlying.js";
export {
  stateAggregators,
  type StateAggregatorsErrorType,
  type StateAggregatorsParameters,
  type StateAggregatorsReturnType,
  type StatedClosure,
} from "./stateAggregators.js";
export {
  syncPositions,
  type SyncPositionsErrorType,
  type SyncPositionsParameters,
  type SyncPositionsReturnType,
} from "./syncPositions.js";
export type { MonthLimits, SpotStep, UnderlyingTerms } from "./terms.js";
export { judgePosition, type JudgePositionErrorType, type JudgePositionReturnType } from "./judgePosition.js";
export type {
  BookFacts,
  BookProduct,
  BookUnderlying,
  CountedLots,
  CountedPage,
  PersonStanding,
  PositionExemption,
  PositionFinding,
  PositionMove,
} from "./positionFacts.js";
export {
  configurePositions,
  POSITION_ROLES,
  type ConfigurePositionsErrorType,
  type ConfigurePositionsParameters,
  type ConfigurePositionsReturnType,
} from "./configurePositions.js";
export {
  explainPosition,
  type CitedPosition,
  type ExplainPositionErrorType,
  type ExplainPositionParameters,
  type ExplainPositionReturnType,
} from "./explainPosition.js";
export {
  positionHeadroom,
  type PositionHeadroomErrorType,
  type PositionHeadroomParameters,
  type PositionHeadroomReturnType,
} from "./positionHeadroom.js";
export {
  readPosition,
  type ReadPositionErrorType,
  type ReadPositionParameters,
  type ReadPositionReturnType,
} from "./readPosition.js";
export {
  readProduct,
  type ProductView,
  type ReadProductErrorType,
  type ReadProductParameters,
  type ReadProductReturnType,
} from "./readProduct.js";
export {
  readUnderlying,
  type ReadUnderlyingErrorType,
  type ReadUnderlyingParameters,
  type ReadUnderlyingReturnType,
} from "./readUnderlying.js";
export {
  unsynced,
  type UnsyncedPerson,
  type UnsyncedErrorType,
  type UnsyncedParameters,
  type UnsyncedReturnType,
} from "./unsynced.js";
export type { GraceRule } from "./graceOf.js";
export { type PositionActions } from "./positionActionsOf.js";
export type { BucketView, ClosureView, ExemptionView, SideView, StandingView } from "./positionViews.js";
