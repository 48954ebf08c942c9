import {
  ActivityInvalidError,
  AggregationGraphError,
  AggregatorsAboveMostError,
  BlockUnknownError,
  CallInvalidError,
  ChainUnreachableError,
  CommandUsageError,
  ContractInvalidError,
  DeploymentMissingError,
  FileInaccessibleError,
  FileInvalidError,
  FileMissingError,
  LeverageQuestionError,
  MarginTablesCompileError,
  ParameterInvalidError,
  PlanInvalidError,
  PlanOutdatedError,
  PositionQuestionError,
  PositionTablesCompileError,
  ProductNotAcceptedError,
  ProgramUnknownError,
  ProvisionUnknownError,
  ReaderError,
  RegisterIncompleteError,
  RegisterInvalidError,
  RoleMissingError,
  RulebookCompileError,
  RulebookInvalidError,
  RulebookMismatchError,
  TokenUnknownError,
  TransactionPendingError,
  TransactionUnknownError,
  WrongChainError,
} from "../errors/index.js";

/** What a command's exit code says. */
export const EXIT = {
  /** Done; yes. */
  done: 0,
  /** Our fault, or a transaction failed. */
  fault: 1,
  /** The input or the way of calling it is wrong. */
  input: 2,
  /** No; or it differs. */
  no: 3,
  /** The chain cannot be asked. */
  chain: 4,
  /** For a delay to end, or another signer. */
  waiting: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const CHAIN = [ChainUnreachableError, ReaderError, TransactionUnknownError];

/** Whoever called can do something about these. */
const INPUT = [
  ...[CommandUsageError, ParameterInvalidError, CallInvalidError],
  ...[FileMissingError, FileInvalidError, FileInaccessibleError],
  ...[RulebookInvalidError, RulebookCompileError, RulebookMismatchError, ProvisionUnknownError],
  ...[MarginTablesCompileError, LeverageQuestionError, PositionQuestionError],
  ...[PositionTablesCompileError, AggregationGraphError, AggregatorsAboveMostError],
  ...[RegisterInvalidError, RegisterIncompleteError, ActivityInvalidError],
  ...[TokenUnknownError, ProgramUnknownError, ContractInvalidError, DeploymentMissingError],
  ...[BlockUnknownError, WrongChainError],
  ...[PlanInvalidError, RoleMissingError],
];

/** The exit code of a command that ended with this error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (CHAIN.some((Class) => error instanceof Class)) return EXIT.chain;
  if (error instanceof PlanOutdatedError || error instanceof ProductNotAcceptedError) return EXIT.no;
  if (error instanceof TransactionPendingError) return EXIT.waiting;
  return INPUT.some((Class) => error instanceof Class) ? EXIT.input : EXIT.fault;
}
