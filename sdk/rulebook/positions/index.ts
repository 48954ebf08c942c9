export {
  parsePositionTables,
  type ParsePositionTablesErrorType,
  type ParsePositionTablesReturnType,
} from "./parsePositionTables.js";
export { PositionFigure, PositionSource, PositionTables, PositionUnderlying } from "./positionTables.js";
