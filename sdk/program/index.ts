export {
  assembleProgram,
  type AssembleProgramErrorType,
  type AssembleProgramParameters,
  type AssembleProgramReturnType,
} from "./assembleProgram.js";
export { bookkeeping, type Books } from "./bookkeeping.js";
export { compile, type CompileErrorType, type CompileParameters, type CompileReturnType } from "./compile.js";
export type {
  AppliedProvision,
  CompiledProgram,
  DutyOffChain,
  EnforcedByEngine,
  NotEnforced,
  RuleOrigin,
} from "./compiled.js";
export { decodeProgram, type DecodeProgramErrorType, type DecodeProgramReturnType } from "./decodeProgram.js";
export { decodeRule, type DecodeRuleErrorType, type DecodeRuleReturnType } from "./decodeRule.js";
export { encodeProgram, type EncodeProgramErrorType, type EncodeProgramReturnType } from "./encodeProgram.js";
export { encodeRule, type EncodeRuleErrorType, type EncodeRuleReturnType } from "./encodeRule.js";
export { evaluate, type EvaluateOptions, type EvaluateReturnType } from "./evaluate.js";
export { evaluateAll, type EvaluateAllErrorType, type EvaluateAllReturnType } from "./evaluateAll.js";
export { evaluateFirst, type EvaluateFirstErrorType, type EvaluateFirstReturnType } from "./evaluateFirst.js";
export { findProgramFault } from "./findProgramFault.js";
export { headroomOf, type HeadroomOfParameters, type HeadroomOfReturnType } from "./headroomOf.js";
export { judgedRules } from "./judgedRules.js";
export { compareFlows, type Flow, packFlow, readFlow } from "./flows/flow.js";
export { usedWithin } from "./flows/usedWithin.js";
export { windowStart } from "./flows/windowStart.js";
export { compareLots, type Lot, packLot, readLot } from "./lots/lot.js";
export { monthsPassed } from "./lots/monthsPassed.js";
export { meterKeyOf, type MeterKeyOfErrorType, type MeterKeyOfReturnType } from "./meterKeyOf.js";
export { needsOf } from "./needsOf.js";
export type { Order } from "./orders.js";
export {
  type PreparedProgram,
  prepareProgram,
  type PrepareProgramReturnType,
  type TokenFacts,
} from "./prepareProgram.js";
export { type PreparedWallet, prepareWallet, type PrepareWalletReturnType, type WalletFacts } from "./prepareWallet.js";
export { decodeRecord, type InvestorRecord } from "./record.js";
export { movementsOf, ruleInWords, type RuleWords } from "./ruleInWords.js";
export {
  traceRules,
  type TraceRulesErrorType,
  type TraceRulesParameters,
  type TraceRulesReturnType,
} from "./traceRules.js";
export type {
  CountrySet,
  Facts,
  LotTerms,
  PlugInAnswer,
  PositionAnswer,
  Program,
  ProgramParts,
  Reading,
} from "./types.js";
