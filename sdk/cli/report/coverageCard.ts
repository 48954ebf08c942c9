import type { CoverageCell } from "../../rulebook/audit/index.js";
import { counted, h, type Markup } from "./markup.js";
import { cited } from "./provisionLink.js";
import type { Shown } from "./shown.js";

type Card = { readonly id: string; readonly title: string; readonly shown: Shown };

/** What a cell of the matrix is made of, concern by concern: shown when the cell is pressed. */
export const coverageCard = (cells: readonly CoverageCell[], { id, title, shown }: Card): Markup =>
  h(
    "div",
    { id, popover: "auto", class: "card", role: "dialog", "aria-label": title },
    h("p", { class: "card-title" }, title),
    h(
      "dl",
      {},
      cells.map((cell) => [
        h("dt", {}, concernTitle(cell.concern, shown), h("span", { class: "is" }, stateOf(cell))),
        h("dd", {}, cell.why),
        cell.provisions.length === 0
          ? null
          : h(
              "dd",
              {},
              h(
                "ul",
                { class: "plain law" },
                cell.provisions.map((one) => h("li", {}, cited(one, shown))),
              ),
            ),
      ]),
    ),
    h("button", { type: "button", popovertarget: id, popovertargetaction: "hide", class: "close" }, "Close"),
  );

const stateOf = ({ expected, provisions }: CoverageCell): string =>
  provisions.length > 0 ? counted(provisions.length, "provision") : expected ? "gap" : "none expected";

export const concernTitle = (id: string, { report }: Shown): string =>
  report.coverage?.concerns.find((one) => one.id === id)?.title ?? id;
