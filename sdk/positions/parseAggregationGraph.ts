import { AggregationGraphError, type Issue } from "../errors/index.js";
import { unreadable } from "../rulebook/depth.js";
import { issuesOf } from "../rulebook/issues.js";
import { AggregationGraph } from "./aggregationGraph.js";
import { compareFractions, type Fraction, NOTHING, percentFraction, percentText, plus, WHOLE } from "./fraction.js";

export type ParseAggregationGraphReturnType = AggregationGraph;
export type ParseAggregationGraphErrorType = AggregationGraphError;

/**
 * Checks that a value is a graph of control, agreement and ownership, and types it. Pure; nothing is filled in or dropped.
 *
 * @param input What `JSON.parse` made of its file.
 * @throws {AggregationGraphError} when anything is wrong: a person that is not there, days in the wrong order, more than 100 % of somebody owned on one day.
 * Lists every issue with its path.
 * @example
 * const graph = parseAggregationGraph(JSON.parse(readFileSync("graph.json", "utf8")));
 */
export function parseAggregationGraph(input: unknown): ParseAggregationGraphReturnType {
  const deep = unreadable(input);
  if (deep.length > 0) throw new AggregationGraphError({ issues: deep });
  const result = AggregationGraph.safeParse(input);
  const issues = result.success ? checked(result.data) : issuesOf(result.error, input);
  if (!result.success || issues.length > 0) throw new AggregationGraphError({ issues });
  return result.data;
}

type Dated = { readonly from: string; readonly until?: string | undefined };

function checked(graph: AggregationGraph): readonly Issue[] {
  const known = new Set<number>(graph.persons);
  const { control, agreements, ownership, identicalTrading, exemptions } = graph;
  const all = {
    control: control.map((one) => ({ ...one, named: { controller: one.controller, controlled: one.controlled } })),
    agreements: agreements.map((one) => ({ ...one, named: namedMembers(one.members) })),
    ownership: ownership.map((one) => ({ ...one, named: { owner: one.owner, owned: one.owned } })),
    identicalTrading: identicalTrading.map((one) => ({ ...one, named: { person: one.person, account: one.account } })),
    exemptions: exemptions.map((one) => ({ ...one, named: { person: one.person, account: one.account } })),
  };
  const ofEach = Object.entries(all).flatMap(([list, edges]) =>
    edges.flatMap((edge, index) => ofEdge(edge, edge.named, known, `${list}[${index}]`)),
  );
  return [...ofEach, ...tooMuch(ownership)];
}

const namedMembers = (members: readonly number[]): Readonly<Record<string, number>> =>
  Object.fromEntries(members.map((one, index) => [`members[${index}]`, one]));

function ofEdge(
  { from, until }: Dated,
  named: Readonly<Record<string, number>>,
  known: ReadonlySet<number>,
  path: string,
): readonly Issue[] {
  const persons = Object.entries(named);
  const issues = persons.flatMap(([field, person]): Issue[] =>
    known.has(person) ? [] : [{ path: `${path}.${field}`, message: "is none of the persons", value: person }],
  );
  if (new Set(persons.map(([, person]) => person)).size < persons.length)
    issues.push({ path, message: "names one person twice" });
  if (until !== undefined && until < from)
    issues.push({ path: `${path}.until`, message: "is before it begins", value: until });
  return issues;
}

/** What is owned of somebody on the days on which a part of it begins: between these days it only falls. */
function tooMuch(ownership: AggregationGraph["ownership"]): readonly Issue[] {
  const ofOwned = new Map<number, { readonly edge: AggregationGraph["ownership"][number]; readonly index: number }[]>();
  for (const [index, edge] of ownership.entries()) {
    const list = ofOwned.get(edge.owned) ?? [];
    list.push({ edge, index });
    ofOwned.set(edge.owned, list);
  }
  return ownership.flatMap(({ owned, from }, index): Issue[] => {
    const others = ofOwned.get(owned) ?? [];
    const onDay = others.filter(({ edge }) => isOn(edge, from));
    const total = onDay.reduce<Fraction>((sum, { edge }) => plus(sum, percentFraction(edge.percent)), NOTHING);
    // Told of the last one that begins on such a day.
    if (compareFractions(total, WHOLE) <= 0 || onDay.findLast(({ edge }) => edge.from === from)?.index !== index)
      return [];
    const message = `makes ${percentText(total)} % of person ${owned} owned on ${from}: at most 100 % can be`;
    return [{ path: `ownership[${index}].percent`, message, value: ownership[index]?.percent }];
  });
}

/** @internal Whether it is so on a day. */
export const isOn = ({ from, until }: Dated, day: string): boolean =>
  from <= day && (until === undefined || day <= until);
