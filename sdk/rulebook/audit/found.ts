import type { Authority } from "../provision.js";
import type { Ask } from "./asks.js";
import { productsOf, type Law } from "./law.js";
import type { Found } from "./inquiry.js";
import type { Answer, AuditFinding, FindingSide, Question, Witness } from "./report.js";
import type { ActivityKind, ProductClass } from "../vocabulary.js";
import { predicateInWords } from "../words/index.js";

/** A finding before it has a group, a declaration and a severity of its own. */
export type RawFinding = Omit<AuditFinding, "group" | "declared">;

export const authoritiesOf = (asks: readonly Ask[]): readonly Authority[] =>
  [...new Set(asks.map(({ placed }) => placed.provision.authority))].sort();

/** The exposure that both sides name, or the one that one of them does. */
export function exposureOf(asks: readonly Ask[]): string | null {
  const named = [...new Set(asks.flatMap(({ placed }) => placed.provision.scope.exposure ?? []))].sort();
  return named.length === 0 ? null : named.join(" / ");
}

export const sideOf = ({ placed, test, path }: Ask): FindingSide => {
  const { id, authority, effect, scope } = placed.provision;
  return {
    ...{ provision: id, path, authority, effect: effect.type, products: scope.products },
    says: effect.type === "prohibit" ? "forbidden, unless exempt" : predicateInWords(test),
  };
};

/** What the sides of a finding are, from the asks that it is about. */
export const aboutAsks = (asks: readonly Ask[]) => ({
  exposure: exposureOf(asks),
  authorities: authoritiesOf(asks),
  provisions: asks.map(({ placed }) => placed.provision.id),
  paths: asks.map(({ path }) => path),
  sides: asks.map(sideOf),
});

export type Answered = readonly [ask: Ask, answer: Answer];

const answersOf = (answered: readonly Answered[]) =>
  answered.map(([{ placed, requirement }, answer]) => ({
    provision: placed.provision.id,
    requirement: requirement ?? null,
    answer,
  }));

export type Asked = {
  readonly activity: ActivityKind;
  readonly product: ProductClass;
  readonly answered: readonly Answered[];
};

/** The witness of cells that were found, one question for each. */
export const witnessOf = ({ asOf }: Law, found: readonly Found[], asked: readonly Asked[]): Witness => ({
  on: asOf,
  questions: found.flatMap((one, index): readonly Question[] => {
    const question = asked[index];
    if (question === undefined) return [];
    const { activity, product, answered } = question;
    return [{ activity, product, facts: one.facts, meters: one.meters, answers: answersOf(answered) }];
  }),
});

/** The witness of one cell, to which two asks answer. */
export const witnessOfTwo = (
  law: Law,
  found: readonly Found[],
  place: Pick<Asked, "activity" | "product">,
  ...answered: readonly [Answered, Answered]
): Witness => witnessOf(law, found, [{ ...place, answered }]);

/** The first activity and class that an ask speaks of. */
export const placeOf = ({ placed }: Ask): Pick<Asked, "activity" | "product"> => ({
  activity: placed.provision.scope.activities[0] as ActivityKind,
  product: productsOf(placed.provision)[0] as ProductClass,
});
