import { groupBy } from "./groupBy.js";
import { ActivityKind, ProductClass } from "../vocabulary.js";
import type { RawFinding } from "./found.js";
import { type Law, type Placed, productsOf } from "./law.js";
import type { AuditCoverage, CoverageCell } from "./report.js";
import type { Coverage } from "./documents.js";

type Row = Coverage["cells"][number];

const speaksOf = (row: Row, activity: ActivityKind, product: ProductClass) =>
  (row.activities === "any" || row.activities.includes(activity)) &&
  (row.products === "any" || row.products.includes(product));

/** What a provision is about: measures of its requirements, and the fact that it derives. */
function subjectsOf({ provision: { effect } }: Placed): readonly string[] {
  if ("requires" in effect) return effect.requires.map(({ measure }) => measure);
  return effect.type === "define" ? [effect.fact] : [];
}

/** Each cell of activity, class and concern: whether a rule is expected there and why, and which provisions in force speak to it. */
export function coverageOf(law: Law): AuditCoverage | null {
  const [coverage] = law.coverage;
  if (coverage === undefined) return null;
  const bySubject = new Map<string, Placed[]>();
  for (const placed of law.inForce)
    for (const subject of new Set(subjectsOf(placed)))
      bySubject.set(subject, [...(bySubject.get(subject) ?? []), placed]);
  const cells = coverage.concerns.flatMap(({ id, measures = [], facts = [] }) => {
    const rows = coverage.cells.filter(({ concern }) => concern === id);
    const speaking = [...new Set([...measures, ...facts].flatMap((subject) => bySubject.get(subject) ?? []))];
    return ActivityKind.options.flatMap((activity) =>
      ProductClass.options.flatMap((product): readonly CoverageCell[] => {
        const row = rows.find((one) => speaksOf(one, activity, product));
        const provisions = speaking
          .filter(({ provision }) => provision.scope.activities.includes(activity))
          .filter((placed) => productsOf(placed.provision).includes(product))
          .map(({ provision }) => provision.id);
        const expected = row?.expected === true;
        if (!expected && provisions.length === 0) return [];
        return [{ activity, product, concern: id, expected, why: row?.why ?? "no row speaks of it", provisions }];
      }),
    );
  });
  const expected = cells.filter((cell) => cell.expected);
  const covered = expected.filter(({ provisions }) => provisions.length > 0).length;
  const concerns = coverage.concerns.map(({ id, title }) => ({ id, title }));
  return { concerns, cells, expected: expected.length, covered };
}

/** Cells of which a rule is expected and that have none: one finding for each concern and activity. */
export function gapsOf(coverage: AuditCoverage | null): readonly RawFinding[] {
  const empty = (coverage?.cells ?? []).filter(({ expected, provisions }) => expected && provisions.length === 0);
  const stories = groupBy(empty, ({ concern, activity }) => `${concern} ${activity}`);
  return [...stories.values()].flatMap((cells): readonly RawFinding[] => {
    const [first] = cells;
    if (first === undefined) return [];
    const { concern, activity, why } = first;
    const title = coverage?.concerns.find(({ id }) => id === concern)?.title ?? concern;
    return [
      {
        ...{ code: "gap", severity: "warning", measure: concern, exposure: null },
        ...{ authorities: [], provisions: [], paths: [], sides: [], witness: null },
        what: `${title}: no rule for ${activity} of ${cells.map(({ product }) => product).join(", ")}; one is expected: ${why}`,
        suggestion: "Encode the rule, or say in the coverage matrix why none is expected.",
      },
    ];
  });
}
