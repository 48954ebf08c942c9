import type { How, Provision, RecordedDecision } from "../../rulebook/index.js";

/**
 * Why a provision in force may not be used in this way; undefined: it may.
 *
 * What is unverified never allows: an exemption is not available, and a restriction stops the compiler until a named person accepts it.
 *
 * @param day As of which decisions count.
 */
export function whyNotUsable(
  { id, effect, verification }: Provision,
  how: How,
  decisions: readonly RecordedDecision[],
  day: string,
): string | undefined {
  const enforced = "enforce" in how;
  const unverified = verification === "unverified";
  if (unverified && effect.type === "exempt") {
    return enforced ? "is an unverified exemption, which is not available: verify it, or say `notEnforced`" : undefined;
  }
  const restricts = effect.type === "prohibit" || effect.type === "limit";
  const ambiguous = effect.type === "discretion" && enforced;
  if (!(unverified && (restricts || enforced)) && !ambiguous) return undefined;
  if (decisions.some((one) => "provision" in one && one.provision === id && one.on <= day)) return undefined;
  const what = unverified ? "is unverified" : "is at an agency's discretion, and so ambiguous";
  return `${what}: verify it, or let a named person accept it in \`decisions\`, dated ${day} or before`;
}
