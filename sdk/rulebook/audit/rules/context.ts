import { type Ask, scopeOf } from "../asks.js";
import type { RawFinding } from "../found.js";
import type { Inquiry } from "../inquiry.js";
import type { Law, Placed } from "../law.js";
import type { Agreement, Resolved } from "../report.js";
import type { Subjects } from "../subjects.js";

/** What every rule of the audit reads, and where it writes. */
export type Audit = {
  readonly law: Law;
  readonly inquiry: Inquiry;
  readonly subjects: Subjects;
  /** Of everything in force. */
  readonly asks: readonly Ask[];
  readonly findings: RawFinding[];
  readonly resolved: Map<string, Resolved>;
  readonly agreements: Agreement[];
};

/** Whether a text says which of two provisions prevails; if so the pair is noted as resolved. */
export function precedence(audit: Audit, one: Placed, other: Placed, group: string): boolean {
  const stated = [[one, other] as const, [other, one] as const].flatMap(([upper, lower]) =>
    (upper.provision.over ?? [])
      .filter(({ provision }) => provision === lower.provision.id)
      .map(({ because }) => ({ prevails: upper.provision.id, over: lower.provision.id, because, group })),
  );
  for (const one of stated) audit.resolved.set(`${one.prevails} ${one.over}`, one);
  return stated.length > 0;
}

/** Two provisions in the order of the documents: what is found does not depend on how pairs came up. */
export const inOrder = (one: Ask, other: Ask): readonly [Ask, Ask] =>
  one.placed.index <= other.placed.index ? [one, other] : [other, one];

/** Every precedence that a text states between provisions in force that can both apply. */
export function statedPrecedence(audit: Audit): void {
  const byId = new Map(audit.law.inForce.map((placed) => [placed.provision.id, placed] as const));
  for (const upper of audit.law.inForce)
    for (const { provision } of upper.provision.over ?? []) {
      const lower = byId.get(provision);
      if (lower === undefined || audit.resolved.has(`${upper.provision.id} ${provision}`)) continue;
      const scopes = [upper, lower].map((placed) => ({ predicate: scopeOf(placed), holds: true }));
      const exposure = upper.provision.scope.exposure ?? lower.provision.scope.exposure ?? "-";
      const authorities = [...new Set([upper, lower].map((placed) => placed.provision.authority))].sort();
      if (audit.inquiry.ask(scopes) !== null)
        precedence(audit, upper, lower, [exposure, authorities.join(", ")].join(" · "));
    }
}
