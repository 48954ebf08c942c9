import { type Ask, partsOf, scopeOf } from "../asks.js";
import { aboutAsks, type Answered, authoritiesOf, exposureOf, witnessOf, witnessOfTwo } from "../found.js";
import { common } from "../inquiry.js";
import { eachPair } from "../pairs.js";
import { type Audit, precedence } from "./context.js";

const REFUSES = new Set(["limit", "prohibit"]);

/** What a test measures, so that two tests of one quantity meet: what meters count, and the amounts that are compared. */
function quantitiesOf({ test }: Ask): readonly string[] {
  const { meters, amounts } = partsOf(test);
  return [...new Set([...meters.map(({ base, basis, unit }) => `${base} ${basis} ${unit}`), ...amounts])];
}

/** One quantity that one provision refuses above a number and of which another only draws a consequence. */
export function consequences(audit: Audit): void {
  const asks = audit.asks.filter(({ placed }) => ["limit", "consequence"].includes(placed.provision.effect.type));
  eachPair(asks, quantitiesOf, (first, second) => {
    const [limit, consequence] = first.placed.provision.effect.type === "limit" ? [first, second] : [second, first];
    if (limit.placed.provision.effect.type === "limit" && consequence.placed.provision.effect.type === "consequence")
      compare(audit, limit, consequence);
  });
}

function compare(audit: Audit, limit: Ask, consequence: Ask): void {
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
  const refused = wish(false);
  const cells = refused ?? wish(true);
  if (cells === null || cells === "tooMany") return;
  const measure = limit.measure ?? null;
  const group = [measure, exposureOf([limit, consequence]) ?? "-", authoritiesOf([limit, consequence]).join(", ")];
  if (precedence(audit, limit.placed, consequence.placed, group.join(" · "))) return;
  const answered: readonly Answered[] = [
    [limit, refused === null ? "met" : "failed"],
    [consequence, "met"],
  ];
  audit.findings.push({
    code: "limit-against-consequence",
    severity: "note",
    measure,
    ...aboutAsks([limit, consequence]),
    witness: witnessOf(audit.law, cells, [{ activity, product, answered }]),
    what: "One refuses, the other only has a consequence, and both look at the same quantity.",
    suggestion: "Refuse by the limit alone; show the consequence as a duty.",
  });
}

/** What one provision forbids or limits, and of which another says that an agency may decide. */
export function discretions(audit: Audit): void {
  const asks = audit.asks.filter(
    ({ placed: { provision } }) => REFUSES.has(provision.effect.type) || provision.effect.type === "discretion",
  );
  const keys = ({ placed: { provision } }: Ask) => {
    const { exposure, activities } = provision.scope;
    return exposure === undefined ? [] : activities.map((activity) => `${exposure} ${activity}`);
  };
  eachPair(asks, keys, (first, second) => {
    const [limit, discretion] = first.placed.provision.effect.type === "discretion" ? [second, first] : [first, second];
    if (discretion.placed.provision.effect.type !== "discretion") return;
    if (limit.placed.provision.effect.type === "discretion") return;
    const { activities, products } = common(limit.placed, discretion.placed);
    const [activity, product] = [activities[0], products[0]];
    if (activity === undefined || product === undefined) return;
    const cells = audit.inquiry.ask([
      ...[limit, discretion].map(({ placed }) => ({ predicate: scopeOf(placed), holds: true })),
      { predicate: discretion.test, holds: true },
      { predicate: limit.test, holds: false },
    ]);
    if (cells === null || cells === "tooMany") return;
    const measure = limit.measure ?? null;
    const group = [measure, exposureOf([limit, discretion]) ?? "-", authoritiesOf([limit, discretion]).join(", ")];
    if (precedence(audit, limit.placed, discretion.placed, group.join(" · "))) return;
    audit.findings.push({
      code: "limit-against-discretion",
      severity: "warning",
      measure,
      ...aboutAsks([limit, discretion]),
      witness: witnessOfTwo(audit.law, cells, { activity, product }, [limit, "failed"], [discretion, "unknown"]),
      what: "One text refuses outright what another leaves to an agency's decision.",
      suggestion: "Treat as ambiguous until the agency has decided or one of the texts is changed.",
    });
  });
}
