import { type Ask, scopeOf } from "../asks.js";
import { aboutAsks, authoritiesOf, exposureOf, witnessOfTwo } from "../found.js";
import { common } from "../inquiry.js";
import { eachPair } from "../pairs.js";
import { type Audit, precedence } from "./context.js";

const REFUSES = new Set(["limit", "prohibit"]);

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
    if (limit.placed.provision.effect.type === "discretion" || !audit.subjects.same(limit, discretion)) return;
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
