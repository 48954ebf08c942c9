import { h, type Markup } from "./markup.js";
import type { Shown } from "./shown.js";

/** The id of a provision's row. */
export const rowId = (provision: string): string => `provision/${provision}`;

/** Its citation, as a link to what is said of it, with its own name if others are cited alike; its bare id, if no document has it. */
export const cited = (id: string, { provisions, ambiguous }: Shown): Markup => {
  const provision = provisions.get(id);
  if (provision === undefined) return h("code", {}, id);
  const { citation } = provision;
  const name = ambiguous.has(citation) ? ` (${id.slice(id.lastIndexOf("/") + 1)})` : "";
  return h("a", { href: `#${rowId(id)}` }, citation, name);
};
