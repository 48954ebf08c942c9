import type { DeclaredConflicts } from "./documents.js";
import { groupBy } from "./groupBy.js";
import type { RawFinding } from "./found.js";
import type { Law } from "./law.js";
import { type AuditFinding, type AuditGroup, type KnownConflict, SEVERITIES } from "./report.js";

const storyOf = ({ measure, exposure, authorities, code }: RawFinding): string =>
  [measure ?? code, exposure ?? "-", authorities.join(", ")].join(" · ");

/** Adds to each finding the story that it is part of, and what somebody has recorded of it. */
export function grouped(
  raw: readonly RawFinding[],
  law: Law,
): Readonly<{ findings: readonly AuditFinding[]; groups: readonly AuditGroup[] }> {
  const conflicts = law.declared.flatMap((document) => document.conflicts);
  const recorded = raw.map((finding): RawFinding & Pick<AuditFinding, "declared"> => {
    const known = conflicts.find(
      ({ provisions }) => finding.provisions.length > 1 && finding.provisions.every((id) => provisions.includes(id)),
    );
    if (known === undefined) return { ...finding, declared: null };
    const declared = onRecord(known, true);
    // A note that a conflict is known hides no error: a decision of a named person does.
    const severity = finding.severity === "error" && declared.decision !== null ? "warning" : finding.severity;
    return { ...finding, severity, declared };
  });
  const all = [...recorded, ...underived(recorded, law)];
  const stories = groupBy(all, storyOf);
  const findings = all.map((finding) => {
    const story = storyOf(finding);
    return { ...finding, group: (stories.get(story)?.length ?? 0) > 1 ? story : null };
  });
  const groups = [...stories].flatMap(([id, list]): readonly AuditGroup[] => {
    const [first] = list;
    if (first === undefined || list.length < 2) return [];
    const { measure, exposure, authorities } = first;
    const severity = SEVERITIES.find((grave) => list.some((one) => one.severity === grave)) ?? "note";
    const codes = [...new Set(list.map(({ code }) => code))].sort();
    return [{ id, measure, exposure, authorities, codes, severity, findings: list.length }];
  });
  return { findings, groups };
}

const onRecord = (
  { id, kind, discussedIn, meanwhile, decision }: DeclaredConflicts["conflicts"][number],
  derived: boolean,
): KnownConflict => ({ id, kind, discussedIn, meanwhile, decision: decision ?? null, derived });

/** Recorded conflicts between provisions in force that no rule of the audit has found. */
function underived(
  found: readonly (RawFinding & Pick<AuditFinding, "declared">)[],
  { declared, inForce }: Law,
): readonly (RawFinding & Pick<AuditFinding, "declared">)[] {
  const byId = new Map(inForce.map((placed) => [placed.provision.id, placed] as const));
  const derived = new Set(found.map((finding) => finding.declared?.id));
  return declared
    .flatMap(({ conflicts }) => conflicts)
    .filter(({ id, provisions }) => !derived.has(id) && provisions.every((one) => byId.has(one)))
    .map((known) => {
      const { code, provisions, what, kind, meanwhile, decision } = known;
      const severity = kind === "contradictory" && decision === undefined ? "error" : "note";
      const placed = provisions.flatMap((one) => byId.get(one) ?? []);
      return {
        ...{ code, severity, measure: null, exposure: null, provisions, witness: null, what },
        authorities: [...new Set(placed.map(({ provision }) => provision.authority))].sort(),
        paths: placed.map(({ path }) => path),
        sides: placed.map(({ provision, path }) => ({
          ...{ provision: provision.id, path, authority: provision.authority, effect: provision.effect.type },
          ...{ products: provision.scope.products, says: provision.summary },
        })),
        suggestion: meanwhile,
        declared: onRecord(known, false),
      };
    });
}
