export { ActivityInvalidError } from "./activity.js";
export { AggregationGraphError, AggregatorsAboveMostError } from "./aggregation.js";
export { BaseError, type BaseErrorParameters } from "./base.js";
export { CallInvalidError } from "./call.js";
export {
  DeploymentMissingError,
  PlanInvalidError,
  PlanOutdatedError,
  RoleMissingError,
  StepIneffectiveError,
  TransactionFailedError,
  TransactionPendingError,
  TransactionRefusedError,
  TransactionUnknownError,
} from "./change.js";
export { CommandUsageError, FileInvalidError, FileMissingError, ParameterInvalidError } from "./command.js";
export { ContractInvalidError, ReasonUnknownError } from "./contract.js";
export { FileInaccessibleError } from "./file.js";
export { IdentifierInvalidError, type IdentifierScheme } from "./identifier.js";
export type { Issue } from "./issue.js";
export { LeverageQuestionError, MarginTablesCompileError } from "./leverage.js";
export { PositionTablesCompileError } from "./positionTables.js";
export { PositionQuestionError } from "./position.js";
export { ProductNotAcceptedError } from "./product.js";
export { type ProgramErrorName, type ProgramFault, ProgramInvalidError, ProgramUnknownError } from "./program.js";
export { ProvisionUnknownError } from "./provision.js";
export {
  BlockUnknownError,
  ChainUnreachableError,
  ReaderError,
  RevertUndecodedError,
  TokenUnknownError,
  WrongChainError,
} from "./reader.js";
export { RegisterIncompleteError, RegisterInvalidError } from "./register.js";
export { RevertError } from "./revert.js";
export { RulebookCompileError, RulebookInvalidError, RulebookMismatchError } from "./rulebook.js";
