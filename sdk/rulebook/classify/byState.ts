import type { LawOnDay } from "../assess/lawOnDay.js";
import type { ClassificationRow } from "./classification.js";

/** What a court or a text has said for some states, and where it stands. */
export type StateHolding = NonNullable<ClassificationRow["states"]>[number] & { readonly citation: string };

type Classed = Pick<ClassificationRow, "class" | "agencies">;
/** A row, and what is said of it for some states. */
export type Stated = Classed & { readonly states: readonly StateHolding[] };

/** What a row says for some states by texts that are in force and decide; of what is not in force, or was never read, nobody knows. */
export function holdingsOf({ states = [] }: ClassificationRow, { inForce }: LawOnDay): readonly StateHolding[] {
  return states.flatMap((one): readonly StateHolding[] => {
    const said = inForce.find(({ provision, decides }) => decides && provision.id === one.provision);
    return said === undefined ? [] : [{ ...one, citation: said.citation }];
  });
}

/** A row as it is for persons of a state. */
export function rowIn<Row extends Stated>(row: Row, state: string | undefined): Row {
  const holding = row.states.find(({ states }) => state !== undefined && states.includes(state));
  return holding === undefined ? row : { ...row, class: holding.class, agencies: holding.agencies ?? row.agencies };
}

/** The states of which rows say something, together where the same is said. */
export function statesOf(rows: readonly Stated[]): readonly Readonly<{
  states: readonly string[];
  holdings: readonly StateHolding[];
}>[] {
  const found = new Map<string, { readonly states: string[]; readonly holdings: readonly StateHolding[] }>();
  const all = new Set(rows.flatMap(({ states }) => states.flatMap((holding) => holding.states)));
  for (const state of [...all].sort()) {
    const holdings = rows.flatMap(({ states }) => states.filter((holding) => holding.states.includes(state)));
    const key = holdings.map(({ provision }) => provision).join(" ");
    const known = found.get(key);
    if (known === undefined) found.set(key, { states: [state], holdings });
    else known.states.push(state);
  }
  return [...found.values()];
}
