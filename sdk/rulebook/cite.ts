import type { Provision } from "./provision.js";

export type CiteReturnType = string;

const STATUS_WORDS = {
  in_force: undefined,
  proposed: "proposed, not law",
  withdrawn: "withdrawn",
  superseded: "superseded",
  expired: "expired",
} as const;

const VERIFICATION_WORDS = { primary: undefined, secondary: undefined, unverified: "unverified" } as const;

/**
 * Cites a provision for people: its citation, and beside it what a reader must not miss (proposed, superseded, unverified).
 *
 * @param provision As a parsed rulebook or pack holds it.
 * @example cite(provision) // "29 U.S.C. 1002(42) (unverified)"
 */
export function cite(provision: Provision): CiteReturnType {
  const words = [STATUS_WORDS[provision.status], VERIFICATION_WORDS[provision.verification]].filter(
    (word) => word !== undefined,
  );
  return words.length === 0 ? provision.citation : `${provision.citation} (${words.join("; ")})`;
}
