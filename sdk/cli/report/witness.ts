import type { Question, Witness } from "../../rulebook/audit/index.js";
import type { FactDeclaration } from "../../rulebook/index.js";
import { amountInWords, dayInWords, factInWords, meterInWords, nameInWords } from "../../rulebook/words/index.js";
import { columnHeads, h, type Markup } from "./markup.js";
import { cited } from "./provisionLink.js";
import type { Shown } from "./shown.js";

type Row = { readonly name: string; readonly values: readonly (Cell | undefined)[] };
type Cell = { readonly value: string; readonly from: string; readonly shown: string };

const ANSWERS: Readonly<Record<Question["answers"][number]["answer"], string>> = {
  met: "met",
  failed: "not met",
  unknown: "left open",
};

/** The case in which it happens, as a table: a column for each question, a row for each thing that the provisions ask about. */
export function witness(
  { on, questions }: Witness,
  { from, shown }: { readonly from: string; readonly shown: Shown },
): Markup {
  const rows = new Map<string, Row>();
  for (const [index, question] of questions.entries())
    for (const [key, name, cell] of cellsOf(question, `${from}/questions/${index}`, shown)) {
      const { values } = rows.get(key) ?? { values: questions.map(() => undefined) };
      rows.set(key, { name, values: values.map((value, at) => (at === index ? cell : value)) });
    }
  return h(
    "div",
    {
      class: "scroll",
      role: "region",
      "aria-label": `Witness of finding ${Number(from.split("/")[2]) + 1}`,
      tabindex: 0,
    },
    h(
      "table",
      { class: "witness" },
      h("caption", {}, `A case in which it happens, on ${dayInWords(on)}`),
      columnHeads([
        "What is asked about",
        ...questions.map(({ activity, product }) => `${nameInWords(activity)} · ${nameInWords(product)}`),
      ]),
      h("tbody", {}, [...rows.values()].map(factRow)),
      h("tbody", { class: "answers" }, answerRow(questions, shown)),
    ),
  );
}

const factRow = ({ name, values }: Row): Markup => {
  const differ = new Set(values.map((cell) => cell?.shown)).size > 1;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, name),
    values.map((cell) =>
      cell === undefined
        ? h("td", { class: "open" }, "does not matter")
        : h(
            "td",
            differ ? { class: "differs" } : {},
            h("data", { value: cell.value, "data-from": cell.from }, cell.shown),
          ),
    ),
  );
};

const answerRow = (questions: readonly Question[], shown: Shown): Markup =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, "Answer"),
    questions.map(({ answers }) =>
      h(
        "td",
        {},
        h(
          "ul",
          { class: "plain" },
          answers.map(({ provision, answer }) =>
            h("li", {}, cited(provision, shown), ": ", h("strong", { class: answer }, ANSWERS[answer])),
          ),
        ),
      ),
    ),
  );

function cellsOf(
  { facts, meters }: Question,
  from: string,
  shown: Shown,
): readonly (readonly [string, string, Cell])[] {
  return [
    ...Object.entries(facts).map(([fact, value]) => {
      const declared = shown.facts.get(fact);
      const name = declared === undefined ? factInWords(fact) : declared.meaning.replace(/\.$/, "");
      const cell = {
        value: String(value),
        from: `${from}/facts/${pointer(fact)}`,
        shown: valueInWords(value, declared),
      };
      return [fact, name, cell] as const;
    }),
    ...meters.map(({ meter, value }, index) => {
      const name = meterInWords(meter);
      const cell = { value, from: `${from}/meters/${index}/value`, shown: amountInWords(value, meter.unit) };
      return [JSON.stringify(meter), `${name.charAt(0).toUpperCase()}${name.slice(1)}`, cell] as const;
    }),
  ];
}

const pointer = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1");

function valueInWords(value: Question["facts"][string], declared: FactDeclaration | undefined): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "string") return value.length === 0 ? "none" : value.map(nameInWords).join(", ");
  if (declared?.type === "number") return amountInWords(value, declared.unit);
  if (declared?.type === "day" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayInWords(value);
  return declared?.type === "enum" ? nameInWords(value) : value;
}
