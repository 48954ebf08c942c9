import type { Duty } from "../../effects.js";
import { type Ask, partsOf, scopeOf } from "../asks.js";
import { aboutAsks, type Answered, authoritiesOf, exposureOf, witnessOfTwo } from "../found.js";
import { common } from "../inquiry.js";
import { shared } from "../law.js";
import { eachPair } from "../pairs.js";
import { exposuresDiffer } from "../subjects.js";
import { type Audit, inOrder, precedence } from "./context.js";
import { merge } from "./merge.js";

const effectOf = ({ placed }: Ask) => placed.provision.effect;

/** One thing that one provision refuses and of which another only draws a consequence; and two consequences that ask one duty at other times. */
export function consequences(audit: Audit): void {
  const asks = audit.asks.filter((ask) => ["limit", "consequence"].includes(effectOf(ask).type));
  eachPair(
    asks,
    ({ test }) => partsOf(test).measured,
    (first, second) => {
      if (exposuresDiffer(first, second)) return;
      const [limit, consequence] = effectOf(first).type === "limit" ? [first, second] : [second, first];
      if (effectOf(consequence).type !== "consequence") return;
      if (effectOf(limit).type === "limit") refusedOrNot(audit, limit, consequence);
      else oneDuty(audit, ...inOrder(first, second));
    },
  );
}

function refusedOrNot(audit: Audit, limit: Ask, consequence: Ask): void {
  const { activities, products } = common(limit.placed, consequence.placed);
  const [activity, product] = [activities[0], products[0]];
  if (activity === undefined || product === undefined) return;
  const scopes = [limit, consequence].map(({ placed }) => ({ predicate: scopeOf(placed), holds: true }));
  const wish = (held: boolean) =>
    audit.inquiry.ask([
      ...scopes,
      { predicate: consequence.test, holds: true },
      { predicate: limit.test, holds: held },
    ]);
  const [refused, allowed] = [wish(false), wish(true)];
  const cells = refused ?? allowed;
  if (cells === null || cells === "tooMany") return;
  // Two numbers for one quantity are one story. A condition is part of many, and only of this one if the consequence waits for what is refused.
  if (quantitiesOf(limit, consequence).length === 0 && (refused === null || allowed !== null)) return;
  const about = aboutAsks([limit, consequence]);
  const measure = subjectOf(limit, consequence);
  if (precedence(audit, limit.placed, consequence.placed, [measure, ...about.authorities].join(" · "))) return;
  merge(audit, ["consequence", consequence.path, ...about.authorities].join("|"), {
    code: "limit-against-consequence",
    severity: "note",
    measure,
    ...about,
    exposure: consequence.placed.provision.scope.exposure ?? null,
    witness: witnessOfTwo(
      audit.law,
      cells,
      { activity, product },
      [limit, refused === null ? "met" : "failed"],
      [consequence, "met"],
    ),
    what: "What limits refuse has here only a consequence: they look at the same.",
    suggestion: "Refuse by the limits alone; show the consequence as a duty.",
  });
}

const quantitiesOf = (one: Ask, other: Ask) => shared(partsOf(one.test).quantities, partsOf(other.test).quantities);

/** What two asks both measure, before all a quantity: a fact, or what a meter counts. */
function subjectOf(one: Ask, other: Ask): string | null {
  const both = [...quantitiesOf(one, other), ...shared(partsOf(one.test).measured, partsOf(other.test).measured)];
  return both[0]?.split(" ")[0] ?? null;
}

/** What makes two duties one: who has it, and what it is. */
const nameOf = ({ who, what }: Duty): string => `${who} ${what.trim().toLowerCase()}`;

const dutiesOf = (ask: Ask): readonly Duty[] => {
  const effect = effectOf(ask);
  return effect.type === "consequence" ? effect.duties : [];
};

/** Two provisions that ask one duty of one person: on two days, or, of two authorities, one where the other does not. Of one authority those are cases. */
function oneDuty(audit: Audit, one: Ask, other: Ask): void {
  const pairs = dutiesOf(one).flatMap((mine) =>
    dutiesOf(other).flatMap((theirs) => (nameOf(mine) === nameOf(theirs) ? [{ mine, theirs }] : [])),
  );
  const [duty] = pairs;
  const { activities, products } = common(one.placed, other.placed);
  const [activity, product] = [activities[0], products[0]];
  if (duty === undefined || activity === undefined || product === undefined) return;
  const wish = (mine: boolean, theirs: boolean) => {
    const cells = audit.inquiry.ask([
      ...[one, other].map(({ placed }) => ({ predicate: scopeOf(placed), holds: true })),
      { predicate: one.test, holds: mine },
      { predicate: other.test, holds: theirs },
    ]);
    return cells === "tooMany" ? null : cells;
  };
  const late = pairs.some(({ mine, theirs }) => JSON.stringify(mine.due) !== JSON.stringify(theirs.due));
  const rivals = authoritiesOf([one, other]).length > 1;
  const [both, onlyOne] = [late ? wish(true, true) : null, rivals ? wish(true, false) : null];
  const cells = both ?? onlyOne ?? (rivals ? wish(false, true) : null);
  if (cells === null) return;
  const measure = subjectOf(one, other);
  const group = [measure, exposureOf([one, other]) ?? "-", authoritiesOf([one, other]).join(", ")].join(" · ");
  if (precedence(audit, one.placed, other.placed, group)) return;
  const answers: readonly [Answered, Answered] = [
    [one, both === null && onlyOne === null ? "failed" : "met"],
    [other, both === null && onlyOne !== null ? "failed" : "met"],
  ];
  audit.findings.push({
    code: "overlap-without-precedence",
    severity: rivals ? "warning" : "note",
    measure,
    ...aboutAsks([one, other]),
    witness: witnessOfTwo(audit.law, cells, { activity, product }, ...answers),
    what:
      both === null
        ? `Both ask the same of the ${duty.mine.who}, and one of them where the other does not.`
        : `Both ask the same of the ${duty.mine.who}, and it is due on two days.`,
    suggestion:
      "If a text says which prevails, state it (`over`); otherwise do it by the earlier day and the lower number.",
  });
}
