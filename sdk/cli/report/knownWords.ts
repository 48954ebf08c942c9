import type { ConflictKind, KnownConflict } from "../../rulebook/audit/index.js";

const KINDS: Readonly<Record<ConflictKind, string>> = {
  contradictory: "no act can satisfy both",
  ambiguous: "no text decides",
  strictestOf: "both apply, and the tighter one is met",
  precedence: "a text says which prevails",
  parallel: "they speak of different things",
};

/** What is on record of a finding, in sentences: what it is, where it is discussed, what follows meanwhile, and whether anybody decided it. */
export function knownWords({ id, kind, discussedIn, meanwhile, decision, derived }: KnownConflict): string {
  const decided =
    decision === null
      ? "Nobody with authority has decided it."
      : `Decided by ${decision.by}, ${decision.role}, on ${decision.on}: ${decision.decided}`;
  const found = derived ? "" : ", and found by no rule";
  return `Known as ${id}${found}: ${KINDS[kind]} (${discussedIn}). Meanwhile: ${meanwhile} ${decided}`;
}
