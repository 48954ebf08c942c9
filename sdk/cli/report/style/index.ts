import { COLOURS } from "./colours.js";
import { DRAWINGS } from "./drawings.js";
import { FINDINGS } from "./findings.js";
import { LAYOUT } from "./layout.js";
import { PRINT } from "./print.js";
import { TEXT } from "./text.js";

/** The style sheet of the page. */
export const STYLE = [COLOURS, TEXT, LAYOUT, DRAWINGS, FINDINGS, PRINT].join("");
