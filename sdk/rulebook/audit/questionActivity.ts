import type { Activity, FactValue, Ledger } from "../assess/index.js";
import { type CalendarBook, monthBefore } from "../values/periods.js";
import { FISCAL_YEAR_END } from "../values/wellKnown.js";
import type { FactDeclaration, FactId } from "../vocabulary.js";
import { type CellValue, dayNumber, dayText, decimalText, solve, Variables } from "./cells/index.js";
import { partsOf } from "./asks.js";
import { groupBy } from "./groupBy.js";
import type { Question } from "./report.js";

export type QuestionActivityParameters = {
  /** The day of the witness. */
  readonly on: string;
  /** The vocabulary's facts. */
  readonly facts: readonly FactDeclaration[];
  /** By which periods of business days are counted, as `prepareRulebooks` has them. */
  readonly calendars: CalendarBook;
};
export type QuestionActivityReturnType = Activity;

type Metered = Question["meters"][number];

/** Facts of a line that a meter's test counts: a cell of that test. */
function lineFacts(
  { meter }: Metered,
  question: Question,
  { on, facts, calendars }: QuestionActivityParameters,
): Record<string, FactValue> {
  const variables = new Variables(new Map(facts.map((fact) => [fact.id, fact])), calendars);
  const formula = variables.formula(meter.where);
  const given = new Map<number, CellValue>();
  for (const { number, fact } of variables.list) {
    const value = fact === undefined ? undefined : question.facts[fact];
    if (typeof value === "boolean") given.set(number, value);
    else if (typeof value === "string" && variables.list[number]?.declaration?.type === "enum")
      given.set(number, value);
  }
  const found = solve([{ formula, holds: true }], {
    ...{ variables: variables.list, given, days: [dayNumber(on)], accept: () => true },
  });
  const cell = found === "tooMany" ? null : found.found;
  const line: Record<string, FactValue> = {};
  for (const { number, fact } of variables.list) {
    const value = cell?.get(number);
    if (fact?.startsWith("entry.") !== true || value === undefined) continue;
    line[fact] = typeof value === "bigint" ? decimalText(value) : typeof value === "number" ? dayText(value) : value;
  }
  for (const fact of meter.per) line[fact] = keyValue(fact, question, facts);
  return line;
}

/** What keeps the counter of the question apart from others: as the question has it, else whatever the fact may be. */
function keyValue(fact: string, question: Question, facts: readonly FactDeclaration[]): FactValue {
  const given = question.facts[fact];
  if (given !== undefined) return given;
  const [bearer = "", name] = fact.split(".");
  if (name === "id" && Object.hasOwn(PARTIES, bearer)) return PARTIES[bearer as keyof typeof PARTIES];
  const declared = facts.find(({ id }) => id === fact);
  return declared?.type === "bool" ? true : (declared?.values?.[0] ?? "one");
}

const PARTIES = {
  actor: "actor",
  counterparty: "counterparty",
  issuer: "issuer",
  firm: "firm",
  venue: "venue",
} as const;

/** Lines that make a meter read what the witness says: as many as it counts, or one of the whole sum. */
function linesOf(metered: Metered, question: Question, parameters: QuestionActivityParameters): Ledger["entries"] {
  const { meter, value } = metered;
  const facts = lineFacts(metered, question, parameters);
  const on = "previous" in meter.window ? monthBefore(parameters.on).last : parameters.on;
  const line = (party: string, quantity: string) => ({ on, party, quantity, facts });
  if (meter.take === "sum") return value === "0" ? [] : [line("actor", value)];
  return Array.from({ length: Number(value) }, (_, index) => line(`party ${index}`, "1"));
}

/** What the other meters of a ledger ask of its lines: the same counter, and nothing else of what they look for. */
function otherFacts(list: readonly Metered[], question: Question, facts: readonly FactDeclaration[]) {
  const keys = list.flatMap(({ meter }) => meter.per).map((fact) => [fact, keyValue(fact, question, facts)] as const);
  const types = new Map<string, string>(facts.map(({ id, type }) => [id, type]));
  const looked = list
    .flatMap(({ meter }) => partsOf(meter.where).facts)
    .flatMap((fact) => (fact.startsWith("entry.") && types.get(fact) === "bool" ? [[fact, false] as const] : []));
  return Object.fromEntries([...looked, ...keys]);
}

/**
 * The activity that a witness's question is: what `assess` answers. Where meters read a ledger, it has one that makes them read what the witness says.
 *
 * @param question Of a witness.
 * @example
 * assess(law, questionActivity(question, { on: witness.on, facts, calendars: law.calendars }), { asOf }).findings;
 */
export function questionActivity(
  question: Question,
  parameters: QuestionActivityParameters,
): QuestionActivityReturnType {
  const { activity, product, meters } = question;
  const keys = meters.flatMap(({ meter }) => meter.per).filter((fact) => !fact.endsWith(".id"));
  const yearEnd = meters.some(({ meter: { window } }) => "at" in window && window.at === "fiscalYearEnd");
  const facts = {
    ...(yearEnd ? { [FISCAL_YEAR_END]: parameters.on } : {}),
    ...Object.fromEntries(keys.map((fact) => [fact, keyValue(fact, question, parameters.facts)])),
    ...question.facts,
  };
  const ledgers = [...groupBy(meters, ({ meter }) => `${meter.base}/${meter.basis}`).values()].flatMap(
    (list): readonly Ledger[] => {
      const [first] = list;
      if (first === undefined) return [];
      const { base, basis, unit } = first.meter;
      const rest = otherFacts(list, question, parameters.facts);
      const entries = list
        .flatMap((one) => linesOf(one, question, parameters))
        .map((line) => ({ ...line, facts: { ...rest, ...line.facts } }));
      return [
        {
          base,
          basis,
          unit,
          entries,
          adds: { party: "actor", quantity: "0", facts: { ...rest, ...lineFacts(first, question, parameters) } },
        },
      ];
    },
  );
  return {
    kind: activity,
    product: { id: "product", classes: [product] },
    parties: PARTIES,
    provenance: { asOf: parameters.on, source: "the audit's witness", evidence: "verified" },
    facts: facts as Readonly<Partial<Record<FactId, FactValue>>>,
    ledgers,
    attributions: { "150.4": [], "13d": [], household: [] },
    claims: [],
  };
}
