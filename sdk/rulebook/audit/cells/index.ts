export { type Cell, type Formula, truth, type Variable, Variables } from "./formula.js";
export { MOST_CELLS, type Solution, solve, type SolveOptions, type Wanted } from "./solve.js";
export { type CellValue, dayNumber, dayText, decimalText } from "./values.js";
