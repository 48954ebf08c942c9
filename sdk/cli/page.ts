import { styleText } from "node:util";
import type { Io } from "./io.js";

type Format = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Lines are not made longer than this, so that they can be read. */
const MOST_COLUMNS = 100;
const LEAST_COLUMNS = 48;

/** Lays out what a person reads: a page as wide as the terminal allows, coloured only there. */
export type Page = {
  readonly width: number;
  readonly paint: (format: Format, text: string) => string;
  /** A rule across the page. */
  readonly rule: () => string;
  /** `left` and `right` at the two margins. */
  readonly ends: (left: string, right: string, paintRight: Format) => string;
  /** A label and its text, wrapped beside it. */
  readonly field: (label: string, text: string, indent?: number) => string;
  /** Text wrapped to the page. */
  readonly text: (text: string, indent?: number) => string;
};

/** Columns that labels take. */
const LABEL = 11;

export function pageOf({ terminal, columns }: Pick<Io, "terminal" | "columns">): Page {
  const width = Math.max(LEAST_COLUMNS, Math.min(columns, MOST_COLUMNS));
  const paint: Page["paint"] = (format, text) => (terminal ? styleText(format, text, { validateStream: false }) : text);
  const beside = (text: string, indent: number) => wrap(text, width - indent).join(`\n${" ".repeat(indent)}`);
  return {
    width,
    paint,
    rule: () => paint("dim", "─".repeat(width)),
    ends: (left, right, format) =>
      `${paint("bold", left)}${" ".repeat(Math.max(1, width - left.length - right.length))}${paint(format, right)}`,
    field: (label, text, indent = 0) =>
      `${" ".repeat(indent)}${paint("dim", label.padEnd(LABEL))}${beside(text, indent + LABEL)}`,
    text: (text, indent = 0) => `${" ".repeat(indent)}${beside(text, indent)}`,
  };
}

/**
 * What moves or turns round what a terminal shows: names of tokens and titles of plans are others' words. Left are the formats of `paint`.
 */
const FORMAT = `${String.fromCharCode(27)}\\[(?:1|2|22|31|32|33|36|39)m`;
const CONTROLS = new RegExp(`${FORMAT}|[\\p{Cc}\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]`, "gu");

/** Text in which nothing acts on the terminal. */
export const printable = (text: string): string =>
  text.replaceAll(CONTROLS, (one) => (one.length > 1 ? one : `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`));

/** Lines of at most `width` columns, broken at spaces. */
function wrap(words: string, width: number): readonly string[] {
  const text = printable(words);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
