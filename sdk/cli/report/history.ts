import { scaleLinear, scaleUtc } from "d3-scale";
import { area, curveStepAfter } from "d3-shape";
import { dayInWords } from "../../rulebook/words/index.js";
import { counted, h, type Markup } from "./markup.js";
import type { Shown } from "./shown.js";

const WIDTH = 1080;
const LABELS = 120;
const NUMBERS = 60;
const ROW = 34;
const HEAD = 22;

const yearOf = (day: string) => Number(day.slice(0, 4));
const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);

/** How many provisions were in force at a time, a strip for each authority on one scale. */
export function history({ provisions, report: { asOf } }: Shown): Markup {
  const dated = [...provisions.values()].flatMap(({ status, authority, effective }) =>
    effective === undefined || status === "proposed" || status === "withdrawn" ? [] : [{ authority, ...effective }],
  );
  const first = dated.reduce((least, { from }) => (from < least ? from : least), asOf);
  const lanes = [...new Set(dated.map(({ authority }) => authority))]
    .map((authority) => {
      const spans = dated.filter((one) => one.authority === authority);
      return { authority, steps: stepsOf(spans, asOf), now: countOn(spans, asOf) };
    })
    .sort((one, other) => other.now - one.now || (one.authority < other.authority ? -1 : 1));
  const most = Math.max(1, ...lanes.flatMap(({ steps }) => steps.map(({ count }) => count)));
  const x = scaleUtc([dateOf(`${Math.floor(yearOf(first) / 10) * 10}-01-01`), dateOf(asOf)], [LABELS, WIDTH - NUMBERS]);
  // Areas that speak of numbers must have them in proportion to their height; a strip of few stays visible by its outline.
  const y = scaleLinear([0, most], [0, ROW * 1.7]);
  const height = HEAD + ROW + lanes.length * ROW;
  return h(
    "div",
    { class: "scroll", role: "region", "aria-label": "Provisions in force over time, drawn", tabindex: 0 },
    h(
      "svg",
      {
        class: "history",
        viewBox: `0 0 ${WIDTH} ${height}`,
        role: "img",
        "aria-labelledby": "history-title history-text",
      },
      h("title", { id: "history-title" }, `Encoded provisions in force until ${dayInWords(asOf)}, by authority`),
      h(
        "desc",
        { id: "history-text" },
        lanes.map(({ authority, now }) => `${authority}: ${counted(now, "provision")}`).join("; "),
      ),
      x
        .ticks(10)
        .map((tick) =>
          h(
            "g",
            { class: "tick" },
            h("line", { x1: x(tick), x2: x(tick), y1: HEAD - 4, y2: height }),
            x(tick) > WIDTH - 2 * NUMBERS - 40
              ? null
              : h("text", { x: x(tick), y: HEAD - 9, "text-anchor": "middle" }, tick.getUTCFullYear()),
          ),
        ),
      h("text", { class: "until", x: WIDTH, y: HEAD - 9, "text-anchor": "end" }, dayInWords(asOf)),
      lanes.map(({ authority, steps, now }, index) => {
        const base = HEAD + ROW + (index + 1) * ROW - 6;
        const shape = area<(typeof steps)[number]>()
          .x(({ day }) => x(dateOf(day)))
          .y0(base)
          .y1(({ count }) => base - y(count))
          .curve(curveStepAfter);
        return h(
          "g",
          { class: "strip" },
          h("line", { x1: 0, x2: WIDTH, y1: base, y2: base }),
          h("path", { d: shape([...steps]) ?? "" }),
          h("text", { x: 0, y: base - 6 }, authority),
          h("text", { class: "number", x: WIDTH, y: base - 6, "text-anchor": "end" }, now),
        );
      }),
    ),
  );
}

type Dated = { readonly from: string; readonly through?: string | undefined };

const countOn = (spans: readonly Dated[], day: string) =>
  spans.filter(({ from, through }) => from <= day && (through === undefined || day <= through)).length;

/** The number from each day on which it changes. The day after the last one is near enough the last one to be drawn as it. */
function stepsOf(spans: readonly Dated[], asOf: string): readonly { readonly day: string; readonly count: number }[] {
  const days = new Set(
    spans.flatMap(({ from, through }) => (through === undefined ? [from] : [from, dayAfter(through)])),
  );
  const past = [...days].filter((day) => day <= asOf).sort();
  return [...past, asOf].map((day) => ({ day, count: countOn(spans, day) }));
}

const dayAfter = (day: string) => new Date(dateOf(day).getTime() + 86_400_000).toISOString().slice(0, 10);
