import type { RawFinding } from "../found.js";
import type { Audit } from "./context.js";

type Story = { readonly index: number; readonly paths: Set<string> };

/** Of each audit, where the finding of a fact is, and which paths it has. */
const stories = new WeakMap<Audit, Map<string, Story>>();

/** What is one fact about many provisions is one finding, with each of them as a side; the witness is that of the first two. */
export function merge(audit: Audit, key: string, finding: RawFinding): void {
  const known = stories.get(audit) ?? new Map<string, Story>();
  stories.set(audit, known);
  const story = known.get(key);
  if (story === undefined) {
    known.set(key, { index: audit.findings.length, paths: new Set(finding.paths) });
    audit.findings.push(finding);
    return;
  }
  const fresh = finding.sides.filter(({ path }) => !story.paths.has(path));
  const former = audit.findings[story.index];
  if (fresh.length === 0 || former === undefined) return;
  for (const { path } of fresh) story.paths.add(path);
  audit.findings[story.index] = {
    ...former,
    sides: [...former.sides, ...fresh],
    provisions: [...former.provisions, ...fresh.map(({ provision }) => provision)],
    paths: [...former.paths, ...fresh.map(({ path }) => path)],
  };
}
