import type { AssessFinding, DutyFinding, Outcome } from "./assessment.js";

/** Effects that refuse. */
const isRestriction = ({ effect }: AssessFinding) => effect === "prohibit" || effect === "limit";

/** An unverified restriction answers nothing, also where it would allow: its number may be another one. */
export function isDoubt(finding: AssessFinding): boolean {
  const { effect, result, binds, decides } = finding;
  if (result === "displaced" || binds === false) return false;
  if (effect === "discretion") return true;
  return isRestriction(finding) && (result === "unknown" || (!decides && (effect === "limit" || result !== "met")));
}

/** What the findings come to: a refusal before a doubt, a doubt before a duty; and nothing where nothing speaks. */
export function outcomeOf(findings: readonly AssessFinding[], duties: readonly DutyFinding[]): Outcome {
  if (findings.some((one) => isRestriction(one) && one.result === "failed" && one.decides)) return "refuse";
  if (findings.some(isDoubt)) return "ambiguous";
  if (duties.length > 0) return "duty";
  return findings.some((one) => isRestriction(one) && one.result === "met" && one.binds === true)
    ? "allow"
    : "ungoverned";
}
