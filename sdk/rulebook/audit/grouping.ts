import type { DeclaredConflicts } from "./documents.js";
import { groupBy } from "./groupBy.js";
import type { RawFinding } from "./found.js";
import type { Law, Placed } from "./law.js";
import type { Authority } from "../provision.js";
import { factInWords, spaced } from "../words/index.js";
import { type AuditFinding, type AuditGroup, type FindingCode, type KnownConflict, SEVERITIES } from "./report.js";

/** What many texts need, whatever they are about: one story each, with a finding for each authority. */
const OF_TEXTS: Readonly<Partial<Record<FindingCode, string>>> = {
  "stale-source": "Texts to read again",
  "unverified-source": "Provisions that nobody has verified",
  "not-enforceable-on-chain": "What no program can hold",
  "undefined-term": "Left to judgement",
  undecided: "Questions with too many cells",
};

const ofTexts = ({ measure, code }: RawFinding) => (measure === null ? OF_TEXTS[code] : undefined);

const storyOf = (finding: RawFinding): string => {
  const { measure, exposure, authorities, code } = finding;
  return ofTexts(finding) === undefined ? [measure ?? code, exposure ?? "-", authorities.join(", ")].join(" · ") : code;
};

/** What a story is about, in words: "Initial margin, price of stocks: FRB, SEC". */
function titleOf(finding: RawFinding, authorities: readonly Authority[]): string {
  const { measure, exposure, code } = finding;
  const texts = ofTexts(finding);
  if (texts !== undefined) return texts;
  const named = measure?.includes(".") === true ? factInWords(measure) : spaced(measure ?? code.replaceAll("-", " "));
  const about = code === "gap" ? `no rule found: ${named}` : named;
  const whole = [about, ...(exposure === null ? [] : [exposure])].join(", ");
  const title = `${whole.charAt(0).toUpperCase()}${whole.slice(1)}`;
  return authorities.length === 0 ? title : `${title}: ${authorities.join(", ")}`;
}

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
  const findings = all.map((finding) => ({ ...finding, group: storyOf(finding) }));
  const groups = [...stories].flatMap(([id, list]): readonly AuditGroup[] => {
    const [first] = list;
    if (first === undefined) return [];
    const { measure, exposure } = first;
    const authorities = [...new Set(list.flatMap((one) => one.authorities))].sort();
    const title = titleOf(first, authorities);
    const severity = SEVERITIES.find((grave) => list.some((one) => one.severity === grave)) ?? "note";
    const codes = [...new Set(list.map(({ code }) => code))].sort();
    return [{ id, title, measure, exposure, authorities, codes, severity, findings: list.length }];
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
    .filter(({ provisions }) => !provisions.some((one) => goesBefore(byId.get(one), provisions)))
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

/** Whether a text says that it prevails over one of the others: what is settled is no conflict. */
const goesBefore = (placed: Placed | undefined, others: readonly string[]): boolean =>
  placed?.provision.over?.some(({ provision }) => others.includes(provision)) === true;
