export { combine, type CombineErrorType, type CombineParameters, type CombineReturnType } from "./combine.js";
export type { CombinedRow, CombinedView, CombineStep } from "./view.js";
