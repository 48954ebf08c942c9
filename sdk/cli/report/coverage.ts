import type { CoverageCell } from "../../rulebook/audit/index.js";
import { nameInWords } from "../../rulebook/words/index.js";
import { coverageCard } from "./coverageCard.js";
import { coverageGaps } from "./coverageGaps.js";
import { columnHeads, h, type Markup, unseen } from "./markup.js";
import type { Shown } from "./shown.js";
import { ActivityKind, ProductClass } from "../../rulebook/index.js";

type State = "full" | "part" | "none" | "unasked";

const STATES: Readonly<Record<State, { readonly example: string; readonly meaning: string }>> = {
  full: { example: "3/3", meaning: "every expected rule is there" },
  part: { example: "1/3", meaning: "some are missing" },
  none: { example: "0/3", meaning: "all are missing" },
  unasked: { example: "·", meaning: "no rule is expected" },
};

/** Activities by product classes. In each cell: of the concerns for which a rule is expected, how many have one. */
export function coverage(shown: Shown): Markup {
  const { coverage: found } = shown.report;
  if (found === null) return h("p", {}, "No coverage matrix was given, so that nothing is said of gaps.");
  const has = <Key extends "activity" | "product">(key: Key) => new Set<string>(found.cells.map((cell) => cell[key]));
  const activities = ActivityKind.options.filter((one) => has("activity").has(one));
  const products = ProductClass.options.filter((one) => has("product").has(one));
  const cells = new Map<string, CoverageCell[]>();
  for (const cell of found.cells) {
    const key = `${cell.activity} ${cell.product}`;
    cells.set(key, [...(cells.get(key) ?? []), cell]);
  }
  const caption = "Concerns with a rule, of the concerns for which one is expected. Press a cell to read which.";
  const table = h(
    "table",
    { class: "matrix" },
    h("caption", { id: "coverage-caption" }, caption),
    columnHeads(["Activity", ...products.map(nameInWords)]),
    h(
      "tbody",
      {},
      activities.map((activity) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, nameInWords(activity)),
          products.map((product) => matrixCell(cells.get(`${activity} ${product}`) ?? [], shown)),
        ),
      ),
    ),
  );
  return [
    h("div", { class: "scroll", role: "region", "aria-labelledby": "coverage-caption", tabindex: 0 }, table),
    legend(),
    coverageGaps(found, shown),
  ];
}

function matrixCell(cells: readonly CoverageCell[], shown: Shown): Markup {
  const wanted = cells.filter(({ expected }) => expected);
  const covered = wanted.filter(({ provisions }) => provisions.length > 0).length;
  const [first] = wanted;
  if (first === undefined)
    return h("td", { class: "unasked" }, h("span", { "aria-hidden": "true" }, "·"), unseen(STATES.unasked.meaning));
  const state: State = covered === wanted.length ? "full" : covered === 0 ? "none" : "part";
  const id = `cell/${first.activity}/${first.product}`;
  const title = `${nameInWords(first.activity)} · ${nameInWords(first.product)}`;
  return h(
    "td",
    { class: state },
    h(
      "button",
      { type: "button", popovertarget: id },
      `${covered}/${wanted.length}`,
      unseen(` expected rules, ${title}`),
    ),
    coverageCard(cells, { id, title, shown }),
  );
}

const legend = (): Markup =>
  h(
    "ul",
    { class: "legend", "aria-label": "Meaning of the cells" },
    Object.entries(STATES).map(([state, { example, meaning }]) =>
      h("li", {}, h("span", { class: `swatch ${state}`, "aria-hidden": "true" }, example), meaning),
    ),
  );
