export type { FigureOrigin, MarginRow } from "./marginRow.js";
export {
  type CompiledMarginRow,
  marginRows,
  type MarginRowsErrorType,
  type MarginRowsParameters,
  type MarginRowsReturnType,
} from "./marginRows.js";
