import type { Severity } from "../../rulebook/audit/index.js";
import { h, type Markup } from "./markup.js";

/** Each has a word and a shape beside its colour. */
type Words = { readonly one: string; readonly several: string; readonly meaning: string };

export const SEVERITY_WORDS: Readonly<Record<Severity, Words>> = {
  error: { one: "error", several: "errors", meaning: "Whoever keeps the rulebooks must resolve it." },
  warning: { one: "warning", several: "warnings", meaning: "The law itself differs, and people should know." },
  note: { one: "note", several: "notes", meaning: "Worth knowing; nothing has to be done." },
};

const SHAPES: Readonly<Record<Severity, string>> = {
  error: "M8 1 15 14.5H1Z",
  warning: "M8 1 15 8 8 15 1 8Z",
  note: "M8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2Z",
};

/** Its shape, for the eye alone: the word stands beside it. */
export const severityShape = (severity: Severity): Markup =>
  h(
    "svg",
    { class: `shape ${severity}`, viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" },
    h("path", { d: SHAPES[severity] }),
  );

export const severityBadge = (severity: Severity): Markup =>
  h("span", { class: `badge ${severity}` }, severityShape(severity), SEVERITY_WORDS[severity].one);
