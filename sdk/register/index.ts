export { type Answer, type SaleAnswer, type Standing } from "./answers.js";
export { type Breach, type Cure } from "./breaches.js";
export { type CountImpact } from "./counts.js";
export { formatRegister, type FormatRegisterParameters, type FormatRegisterReturnType } from "./formatRegister.js";
export { formatRegisterCsv, type FormatRegisterCsvReturnType } from "./formatRegisterCsv.js";
export {
  impact,
  type HolderImpact,
  type Impact,
  type ImpactParameters,
  type ImpactReturnType,
  type Over,
} from "./impact.js";
export {
  parseRegister,
  type ParseRegisterErrorType,
  type ParseRegisterParameters,
  type ParseRegisterReturnType,
} from "./parseRegister.js";
export {
  parseRegisterCsv,
  type ParseRegisterCsvErrorType,
  type ParseRegisterCsvParameters,
  type ParseRegisterCsvReturnType,
} from "./parseRegisterCsv.js";
export {
  prepareRegister,
  type PreparedRegister,
  type PrepareRegisterParameters,
  type PrepareRegisterReturnType,
} from "./prepareRegister.js";
export {
  readRegister,
  type ReadRegisterErrorType,
  type ReadRegisterParameters,
  type ReadRegisterReturnType,
} from "./readRegister.js";
export { type Holder, type HolderWallet, type Register } from "./types.js";
