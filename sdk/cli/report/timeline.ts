import { scaleUtc } from "d3-scale";
import { dayInWords } from "../../rulebook/words/index.js";
import { columnHeads, dayMarkup, h, type Markup } from "./markup.js";
import { cited } from "./provisionLink.js";
import type { Shown } from "./shown.js";
import { SPAN_WORDS, type Span, type SpanKind, spansOf, spanTitle } from "./spans.js";

/** Years that are drawn before and after the day of the report. */
const YEARS = { before: 3, after: 2 } as const;
const WIDTH = 1080;
const LABELS = 430;
const ROW = 26;
const HEAD = 34;
/** Characters that fit beside the bars. */
const MOST_LETTERS = 56;

const shift = (day: string, years: number) => `${Number(day.slice(0, 4)) + years}${day.slice(4, 8)}01`;
const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);

/** What begins, ends or is proposed in the years around the day of the report: a bar each, and the same as a table. */
export function timeline(shown: Shown): Markup {
  const { asOf, upcoming } = shown.report;
  const [first, last] = [shift(asOf, -YEARS.before), shift(asOf, YEARS.after)];
  const spans = spansOf(shown, first, last);
  if (spans.length === 0) return h("p", {}, "Nothing begins, ends or is proposed in these years.");
  const x = scaleUtc([dateOf(first), dateOf(last)], [LABELS, WIDTH - 8]).clamp(true);
  const groups = [...new Set(spans.map(({ authority }) => authority))];
  const rows = groups.flatMap((authority) => [
    { authority, span: undefined },
    ...spans.filter((span) => span.authority === authority).map((span) => ({ authority, span })),
  ]);
  const height = HEAD + rows.length * ROW + 8;
  const at = (day: string) => x(dateOf(day));
  const closing = new Map(upcoming.flatMap(({ provision, day }) => [[provision, day] as const]));
  const drawing = h(
    "svg",
    {
      class: "timeline",
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: "img",
      "aria-labelledby": "timeline-title timeline-text",
    },
    h(
      "title",
      { id: "timeline-title" },
      `What begins, ends or is proposed from ${dayInWords(first)} to ${dayInWords(last)}`,
    ),
    h(
      "desc",
      { id: "timeline-text" },
      "A bar for each set of provisions that begin and end together. The table below says the same.",
    ),
    hatching(),
    x
      .ticks(6)
      .map((tick) =>
        h(
          "g",
          { class: "tick" },
          h("line", { x1: x(tick), x2: x(tick), y1: HEAD - 6, y2: height }),
          h(
            "text",
            { x: x(tick) + 4, y: HEAD - 12 },
            tick.getUTCMonth() === 0 ? tick.getUTCFullYear() : monthName(tick),
          ),
        ),
      ),
    rows.map(({ authority, span }, index) => {
      const y = HEAD + index * ROW;
      if (span === undefined)
        return h(
          "g",
          { class: "lane" },
          h("line", { x1: 0, x2: WIDTH, y1: y + ROW - 3, y2: y + ROW - 3 }),
          h("text", { x: 0, y: y + ROW - 9 }, authority),
        );
      const ends = span.provisions.flatMap(({ id }) => closing.get(id) ?? []);
      return bar(span, { y, at, first, last, asOf, marks: [...new Set(ends)] });
    }),
    h(
      "g",
      { class: "today" },
      h("line", { x1: at(asOf), x2: at(asOf), y1: HEAD - 6, y2: height }),
      h("text", { x: at(asOf), y: 9, "text-anchor": "middle" }, dayInWords(asOf)),
    ),
  );
  return [
    h("div", { class: "scroll", role: "region", "aria-label": "Timeline, drawn", tabindex: 0 }, drawing),
    key(),
    table(spans, shown),
  ];
}

const monthName = (date: Date) => date.toLocaleDateString("en-GB", { month: "short", timeZone: "UTC" });

const hatching = (): Markup =>
  h(
    "defs",
    {},
    h(
      "pattern",
      { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      h("line", { class: "hatch", x1: 0, y1: 0, x2: 0, y2: 6 }),
    ),
  );

type Place = {
  readonly y: number;
  readonly at: (day: string) => number;
  readonly first: string;
  readonly last: string;
  readonly asOf: string;
  /** Days to come on which something happens to it. */
  readonly marks: readonly string[];
};

function bar(span: Span, { y, at, first, last, asOf, marks }: Place): Markup {
  // What was never in force has no days: it is drawn beside what is.
  const { from = asOf, through = last } = span;
  const [left, right] = [at(from), at(through)];
  const title = spanTitle(span);
  const short = title.length > MOST_LETTERS ? `${title.slice(0, MOST_LETTERS - 1).trimEnd()}…` : title;
  return h(
    "g",
    { class: `span ${span.kind}` },
    h("title", {}, `${title}: ${datesInWords(span)}`),
    h("text", { x: 14, y: y + 17 }, short),
    h("rect", { x: left, y: y + 6, width: Math.max(right - left, 3), height: ROW - 11, rx: 2 }),
    from > first && span.from !== undefined
      ? h("line", { class: "edge", x1: left, x2: left, y1: y + 3, y2: y + ROW - 2 })
      : null,
    through < last ? h("line", { class: "edge", x1: right, x2: right, y1: y + 3, y2: y + ROW - 2 }) : null,
    marks
      .filter((day) => day >= first && day <= last)
      .map((day) => h("path", { class: "mark", d: `M${at(day)} ${y + 5}l6 7.5-6 7.5-6-7.5Z` })),
  );
}

function datesInWords({ kind, from, through }: Span): string {
  if (from === undefined) return `${SPAN_WORDS[kind]}, without days in force`;
  const until = through === undefined ? "" : ` through ${dayInWords(through)}`;
  return `${SPAN_WORDS[kind]}, from ${dayInWords(from)}${until}`;
}

const key = (): Markup =>
  h(
    "ul",
    { class: "legend", "aria-label": "Meaning of the bars" },
    (Object.keys(SPAN_WORDS) as SpanKind[]).map((kind) =>
      h(
        "li",
        {},
        h(
          "svg",
          { class: `timeline span ${kind}`, viewBox: "0 0 34 14", width: 34, height: 14, "aria-hidden": "true" },
          h("rect", { x: 1, y: 1, width: 32, height: 12, rx: 2 }),
        ),
        SPAN_WORDS[kind],
      ),
    ),
    h(
      "li",
      {},
      h(
        "svg",
        { class: "timeline", viewBox: "0 0 14 16", width: 14, height: 16, "aria-hidden": "true" },
        h("path", { class: "mark", d: "M7 1l6 7-6 7-6-7Z" }),
      ),
      "a day to come",
    ),
  );

const table = (spans: readonly Span[], shown: Shown): Markup =>
  h(
    "details",
    { class: "drawn" },
    h("summary", {}, "The timeline as a table"),
    h(
      "table",
      { class: "list" },
      columnHeads(["Authority", "From", "Through", "State", "Provisions"]),
      h(
        "tbody",
        {},
        spans.map(({ authority, from, through, kind, provisions }) =>
          h(
            "tr",
            {},
            h("td", {}, authority),
            h("td", {}, from === undefined ? "–" : dayMarkup(from)),
            h("td", {}, through === undefined ? "–" : dayMarkup(through)),
            h("td", {}, SPAN_WORDS[kind]),
            h(
              "td",
              {},
              h(
                "ul",
                { class: "plain" },
                provisions.map(({ id }) => h("li", {}, cited(id, shown))),
              ),
            ),
          ),
        ),
      ),
    ),
  );
