export { FigureSource, MarginClass, MarginFigure, MarginTable, MarginTableRow, MarginTables } from "./marginTables.js";
export {
  basisPoints,
  parseMarginTables,
  type ParseMarginTablesErrorType,
  type ParseMarginTablesReturnType,
} from "./parseMarginTables.js";
