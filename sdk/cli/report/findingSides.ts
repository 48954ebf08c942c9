import { scaleLinear } from "d3-scale";
import type { AuditFinding, FindingSide } from "../../rulebook/audit/index.js";
import type { Provision } from "../../rulebook/index.js";
import {
  amountInWords,
  boundInWords,
  dayInWords,
  nameInWords,
  numbersIn,
  predicateInWords,
} from "../../rulebook/words/index.js";
import { type Bound, boundsOf, testsOf } from "./bounds.js";
import { columnHeads, h, type Markup } from "./markup.js";
import { cited } from "./provisionLink.js";
import type { Shown } from "./shown.js";

/** Numbers that one side shows large; the others are in its text. */
const MOST_BOUNDS = 2;
/** Letters, from which on a bound is set smaller. */
const LONG = 24;
/** Letters of a test that stand above the summary; a longer one is left to it. */
const MOST_ASKED = 160;

type Side = {
  readonly side: FindingSide;
  readonly bounds: readonly Bound[];
  /** What it asks in words, where it asks for no number. */
  readonly asks: string | undefined;
  readonly provision: Provision | undefined;
};

/** What the provisions of a finding say, beside each other. */
export function findingSides(
  { sides, measure }: AuditFinding,
  { from, shown }: { readonly from: string; readonly shown: Shown },
): Markup {
  const all = sides.map((side): Side => {
    const provision = shown.provisions.get(side.provision);
    // Only numbers that the report itself says: what it leaves out, the page does not add.
    const said = numbersIn(side.says);
    const bounds = boundsOf(side, provision, measure).filter(({ number }) => said.has(number));
    const tests = bounds.length > 0 ? [] : testsOf(side, provision, measure).map((test) => predicateInWords(test));
    return { side, provision, bounds, asks: tests.length === 0 ? undefined : tests.join("; ") };
  });
  if (all.length > MOST_BESIDE) return sideTable(all, from, shown);
  return [
    h(
      "div",
      { class: `sides of-${Math.min(all.length, 3)}` },
      all.map((side, index) => oneSide(side, `${from}/sides/${index}/says`, shown)),
    ),
    scale(all),
  ];
}

/** More than these are rows of a table. */
const MOST_BESIDE = 3;

const sideTable = (all: readonly Side[], from: string, shown: Shown): Markup =>
  h(
    "table",
    { class: "list" },
    columnHeads(["Authority", "Provision", "Asks", "Of"]),
    h(
      "tbody",
      {},
      all.map(({ side, bounds, asks, provision }, index) =>
        h(
          "tr",
          {},
          h("td", {}, side.authority),
          h("th", { scope: "row" }, cited(side.provision, shown)),
          h(
            "td",
            {},
            largeOf(bounds).map((bound) =>
              h("span", { class: "row-bound" }, boundMarkup(bound, `${from}/sides/${index}/says`)),
            ),
            bounds.length === 0 ? (asks ?? side.says) : null,
          ),
          h("td", { class: "terms" }, termsOf(side, provision)),
        ),
      ),
    ),
  );

const boundMarkup = ({ cmp, number, words }: Bound, from: string): Markup => [
  h("span", { class: "cmp" }, boundInWords[cmp]),
  " ",
  h("data", { value: number, "data-from": from }, words),
];

function oneSide({ side, bounds, asks, provision }: Side, from: string, shown: Shown): Markup {
  return h(
    "section",
    { class: "side" },
    h("p", { class: "who" }, h("span", { class: "authority" }, side.authority), " ", cited(side.provision, shown)),
    largeOf(bounds).map((bound) =>
      h("p", { class: bound.words.length > LONG ? "bound long" : "bound" }, boundMarkup(bound, from)),
    ),
    asks === undefined || asks.length > MOST_ASKED ? null : h("p", { class: "bound long" }, asks),
    provision === undefined ? h("p", {}, side.says) : h("p", { class: "summary" }, provision.summary),
    h("p", { class: "terms" }, termsOf(side, provision)),
  );
}

/** The first ones, without those that read the same. */
const largeOf = (bounds: readonly Bound[]): readonly Bound[] =>
  bounds
    .filter(({ cmp, words }, index) => bounds.findIndex((one) => one.cmp === cmp && one.words === words) === index)
    .slice(0, MOST_BOUNDS);

function termsOf({ products, effect }: FindingSide, provision: Provision | undefined): string {
  const classes = products === "any" ? "any product" : products.map(nameInWords).join(", ");
  const dates = provision?.effective;
  const days =
    dates === undefined
      ? (provision?.status ?? "")
      : `from ${dayInWords(dates.from)}${dates.through === undefined ? "" : ` through ${dayInWords(dates.through)}`}`;
  return [effect, classes, days].filter((one) => one !== "").join(" · ");
}

const WIDTH = 480;
const LABELS = 150;
const ROW = 26;

/** The first numbers of all sides on one scale, from zero; nothing, if they do not count the same. */
function scale(all: readonly Side[]): Markup {
  const rows = all.flatMap(({ side, bounds: [bound] }) => (bound?.alone === true ? [{ side, bound }] : []));
  const units = new Set(rows.map(({ bound }) => bound.unit));
  const numbers = rows.map(({ bound }) => Number(bound.number));
  if (rows.length < all.length || rows.length < 2 || units.size !== 1 || numbers.some((one) => one < 0)) return null;
  const most = Math.max(...numbers);
  if (most === 0 || new Set(numbers).size < 2) return null;
  const x = scaleLinear([0, most], [LABELS, WIDTH - 110]);
  return h(
    "svg",
    { class: "compare", viewBox: `0 0 ${WIDTH} ${rows.length * ROW + 4}`, "aria-hidden": "true" },
    h("line", { class: "zero", x1: LABELS, x2: LABELS, y1: 0, y2: rows.length * ROW }),
    rows.map(({ side, bound: { cmp, number, unit } }, index) => {
      const [y, end] = [index * ROW, x(Number(number))];
      return h(
        "g",
        { class: index === 0 ? "first" : "other" },
        h("text", { x: LABELS - 8, y: y + 17, "text-anchor": "end" }, `${side.authority}, ${boundInWords[cmp]}`),
        h("rect", { x: LABELS, y: y + 5, width: Math.max(end - LABELS, 1), height: ROW - 10 }),
        h("text", { class: "value", x: Math.max(end, LABELS + 1) + 6, y: y + 17 }, amountInWords(number, unit)),
      );
    }),
  );
}
