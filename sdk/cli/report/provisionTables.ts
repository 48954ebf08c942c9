import { nameInWords, spaced } from "../../rulebook/words/index.js";
import { columnHeads, counted, dayMarkup, h, type Markup } from "./markup.js";
import { rowId } from "./provisionLink.js";
import type { Shown, ShownProvision } from "./shown.js";

const COLUMNS = ["Citation", "What it says", "In force", "Known from"];
const VERIFIED = {
  primary: "the text",
  secondary: "what others say of it",
  unverified: "nothing that was read",
} as const;

/** Every provision, a table for each pack. */
export const provisionTables = ({ provisions, packs }: Shown): Markup =>
  packs.map(({ id, title, hash }) => {
    const rows = [...provisions.values()].filter(({ pack }) => pack.id === id);
    if (rows.length === 0) return null;
    return h(
      "details",
      { class: "pack" },
      h("summary", {}, title, " ", h("span", { class: "is" }, counted(rows.length, "provision"))),
      h("p", { class: "about" }, h("code", {}, id), ...(hash === undefined ? [] : [" ", h("code", {}, hash)])),
      h("table", { class: "list" }, columnHeads(COLUMNS), h("tbody", {}, rows.map(row))),
    );
  });

const row = ({
  id,
  citation,
  summary,
  status,
  effective,
  verification,
  authority,
  level,
  sources,
  effect,
}: ShownProvision): Markup =>
  h(
    "tr",
    { id: rowId(id), tabindex: -1 },
    h(
      "th",
      { scope: "row" },
      citation,
      h("span", { class: "sub" }, `${authority} ${level} · ${effect.type}`),
      h("code", { class: "sub" }, id),
    ),
    h(
      "td",
      {},
      summary,
      sources.map(({ quotation }) => (quotation === undefined ? null : h("q", { class: "sub" }, quotation))),
    ),
    h(
      "td",
      {},
      effective === undefined
        ? nameInWords(status)
        : [
            "from ",
            dayMarkup(effective.from),
            ...(effective.through === undefined ? [] : [" through ", dayMarkup(effective.through)]),
          ],
      status === "in_force" ? null : h("span", { class: "sub" }, spaced(status)),
    ),
    h(
      "td",
      {},
      VERIFIED[verification],
      sources.map(({ name, url, seenOn }) =>
        h(
          "span",
          { class: "sub" },
          url === undefined ? name : h("a", { href: url, rel: "noreferrer" }, name),
          ", seen ",
          dayMarkup(seenOn),
        ),
      ),
    ),
  );
