import type { ParameterInvalidError, RulebookInvalidError } from "../../errors/index.js";
import { type Ask, asksOf, scopeOf } from "../audit/asks.js";
import type { AuditDocument } from "../audit/documents.js";
import { sideOf } from "../audit/found.js";
import { groupBy } from "../audit/groupBy.js";
import { Inquiry } from "../audit/inquiry.js";
import { type AsOf, lawOf, productsOf } from "../audit/law.js";
import type { ActivityKind, ProductClass } from "../vocabulary.js";
import { Resolver } from "./resolve.js";
import type { CombinedRow, CombinedView } from "./view.js";

export type CombineParameters = AsOf;
export type CombineReturnType = CombinedView;
export type CombineErrorType = ParameterInvalidError | RulebookInvalidError;

/**
 * Puts what several rulebooks ask into one view: for each measure, activity and class of product the provisions that stand, and how the others give way, step
 * by step. Within one class the stricter stands where one is stricter in every cell; a stated precedence goes before that; nothing is ever taken from another
 * class. It informs: it is no rulebook, and nothing compiles it. Pure; reads no chain and no clock.
 *
 * @param rulebooks Packs and rulebooks with their vocabularies.
 * @throws {ParameterInvalidError} when `asIfAdopted` names what is no proposal of the documents.
 * @throws {RulebookInvalidError} when a provision stands in them twice, or provisions go in a circle.
 * @example
 * const { rows } = combine([vocabulary, ...packs], { asOf: 1795651200n });
 */
export function combine(
  rulebooks: readonly AuditDocument[],
  { asOf, asIfAdopted = [] }: CombineParameters,
): CombineReturnType {
  const law = lawOf(rulebooks, { asOf, asIfAdopted });
  const asks = law.inForce
    .filter(({ provision }) => provision.effect.type === "limit")
    .flatMap(asksOf)
    .filter(({ measure }) => measure !== undefined);
  const resolver = new Resolver(new Inquiry(law));
  const cells = asks.flatMap((ask) =>
    productsOf(ask.placed.provision).flatMap((product) =>
      ask.placed.provision.scope.activities.map((activity) => ({ ask, activity, product })),
    ),
  );
  const rows = [...groupBy(cells, ({ ask, activity, product }) => `${ask.measure} ${activity} ${product}`).values()];
  const merged = groupBy(rows, (row) => row.map(({ ask }) => ask.path).join(" "));
  return {
    ...{ format: "weighbridge.combine/1", asOf: law.asOf, asIfAdopted, provisions: law.inForce.length },
    rows: [...merged.values()].flatMap((alike) => rowOf(alike, resolver)),
  };
}

type Cell = { readonly ask: Ask; readonly activity: ActivityKind; readonly product: ProductClass };

/** One row for all activities and classes that the same provisions speak of. */
function rowOf(alike: readonly (readonly Cell[])[], resolver: Resolver): readonly CombinedRow[] {
  const asks = (alike[0] ?? []).map(({ ask }) => ask);
  const [first] = asks;
  if (first === undefined) return [];
  const { stands, trace } = resolver.resolve(asks);
  const all = alike.flat();
  return [
    {
      measure: first.measure ?? "",
      activities: [...new Set(all.map(({ activity }) => activity))],
      products: [...new Set(all.map(({ product }) => product))],
      exposures: [...new Set(asks.flatMap(({ placed }) => placed.provision.scope.exposure ?? []))],
      stands: stands.map((ask) => ({ ...sideOf(ask), when: resolver.words(scopeOf(ask.placed)) })),
      trace,
    },
  ];
}
