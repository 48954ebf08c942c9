export { checkAs, type CheckAsErrorType, type CheckAsParameters, type CheckAsReturnType } from "./checkAs.js";
export {
  checkTransfer,
  type CheckTransferErrorType,
  type CheckTransferParameters,
  type CheckTransferReturnType,
} from "./checkTransfer.js";
export {
  checkTransfers,
  type CheckTransfersErrorType,
  type CheckTransfersParameters,
  type CheckTransfersReturnType,
} from "./checkTransfers.js";
export {
  citeFindings,
  type CiteFindingsErrorType,
  type CiteFindingsParameters,
  type CiteFindingsReturnType,
} from "./citeFindings.js";
export { type AskParameters } from "./engine.js";
export {
  explainTransfer,
  type ExplainTransferErrorType,
  type ExplainTransferParameters,
  type ExplainTransferReturnType,
} from "./explainTransfer.js";
export { headroom, type HeadroomErrorType, type HeadroomParameters, type HeadroomReturnType } from "./headroom.js";
export { readFacts, type ReadFactsErrorType, type ReadFactsParameters, type ReadFactsReturnType } from "./readFacts.js";
export {
  readProgram,
  type ReadProgramErrorType,
  type ReadProgramParameters,
  type ReadProgramReturnType,
} from "./readProgram.js";
export { type RehearsalParameters } from "./rehearsal.js";
export { type VenueActions } from "./venueActionsOf.js";
export { NO_PROGRAM } from "./verdictOf.js";
