export {
  Activities,
  Activity,
  EvidenceLevel,
  type FactValue,
  GivenFact,
  Ledger,
  LedgerEntry,
  Provenance,
} from "./activity.js";
export { assess, type AssessErrorType, type AssessParameters, type AssessReturnType } from "./assess.js";
export type {
  AssessFinding,
  Assessment,
  DutyFinding,
  ExemptionPath,
  Outcome,
  ReadFact,
  RequirementFinding,
} from "./assessment.js";
export { parseActivities, parseActivity, type ParseActivityErrorType } from "./parseActivity.js";
export {
  type PreparedRulebooks,
  prepareRulebooks,
  type PrepareRulebooksErrorType,
  type PrepareRulebooksReturnType,
} from "./prepareRulebooks.js";
