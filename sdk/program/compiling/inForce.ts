import type { Provision } from "../../rulebook/index.js";

/** Why a provision does not decide on a day; undefined: it is in force, or judged as if it were. @param adopted Ids of proposals. */
export function whyNotInForce(
  { id, status, effective }: Provision,
  day: string,
  adopted: ReadonlySet<string>,
): string | undefined {
  if (adopted.has(id)) return undefined;
  if (status === "proposed") return "it is proposed, and what is proposed never decides";
  if (status === "withdrawn") return "it was withdrawn and never decides";
  if (effective === undefined) return "it says no day from which it is in force";
  const { from, through } = effective;
  if (day < from) return `it is in force only from ${from} on`;
  if (through !== undefined && day > through) return `it was in force through ${through} only`;
  return undefined;
}

/** Proposed and withdrawn provisions decide on no day at all. */
export const neverDecides = ({ status }: Provision): boolean => status === "proposed" || status === "withdrawn";
