export { audit, type AuditErrorType, type AuditParameters, type AuditReturnType } from "./audit.js";
export { type AuditDocument, Coverage, DeclaredConflicts } from "./documents.js";
export type {
  Agreement,
  AuditCoverage,
  AuditFinding,
  AuditGroup,
  AuditReport,
  ConflictKind,
  CoverageCell,
  FindingCode,
  FindingSide,
  KnownConflict,
  Question,
  Resolved,
  Severity,
  Upcoming,
  Witness,
} from "./report.js";
export { CONFLICT_KINDS, FINDING_CODES } from "./report.js";
export {
  questionActivity,
  type QuestionActivityParameters,
  type QuestionActivityReturnType,
} from "./questionActivity.js";
export {
  parseCoverage,
  type ParseCoverageErrorType,
  type ParseCoverageReturnType,
  parseDeclaredConflicts,
} from "./parseCoverage.js";
