import type { z } from "zod";
import { Prose } from "./text.js";

/** No citation is longer; a longer one is a text. */
const MOST_CHARACTERS = 300;

/** Codes that are cited by title and section, as 17 CFR 230.506(c) and 15 U.S.C. 77e. */
const CODE = /\b(?:CFR|C\.F\.R\.|USC|U\.S\.C\.)/g;
const CODED = /\b\d+ (?:CFR|C\.F\.R\.|USC|U\.S\.C\.) (?:§+ ?|[Pp]arts? |[Ss]ections? )?\d/g;

/** Whether each bracket that opens closes, and none closes that did not open. */
function isClosed(text: string): boolean {
  let open = 0;
  for (const character of text.replaceAll(/[^()]/g, "")) {
    open += character === "(" ? 1 : -1;
    if (open < 0) return false;
  }
  return open === 0;
}

/** What is wrong with a citation, of whatever law; undefined: it can be looked up. */
function faultOf(text: string): string | undefined {
  if (text.length > MOST_CHARACTERS) return `must not be longer than ${MOST_CHARACTERS} characters`;
  if (/\p{Cc}/u.test(text)) return "must be one line, without control characters";
  if (!/\p{L}/u.test(text) || !/\p{L}[^]*[\s§][^]*[\p{L}\p{N}]|\p{N}/u.test(text))
    return "must cite a text that can be looked up, by its name and a number or by two words, as 17 CFR 230.506(c)";
  if (!isClosed(text)) return "has a bracket that does not close, or closes none";
  if ((text.match(CODE)?.length ?? 0) > (text.match(CODED)?.length ?? 0))
    return "must name the title before a code, and the section after it, as 17 CFR 230.506(c) or 15 U.S.C. 77e";
  return undefined;
}

/** How lawyers cite a text. Laws differ too much for one grammar: it is refused where nobody could look it up. */
export const Citation = Prose.check((context) => {
  const fault = faultOf(context.value);
  if (fault !== undefined) context.issues.push({ code: "custom", message: fault, input: context.value });
});
export type Citation = z.infer<typeof Citation>;
