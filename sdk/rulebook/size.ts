import type { Issue } from "../errors/index.js";

/** Provisions that one document may have, far more than any law that was encoded. Checking ten times as many takes a minute, and nobody waits so long. */
export const MOST_PROVISIONS = 10_000;

/** Whether a document is longer than it may be; looks at nothing else of it. */
export function tooLong(input: unknown): readonly Issue[] {
  if (typeof input !== "object" || input === null || !("provisions" in input)) return [];
  const { provisions } = input;
  if (!Array.isArray(provisions) || provisions.length <= MOST_PROVISIONS) return [];
  const message = `has ${provisions.length} provisions, and may have ${MOST_PROVISIONS}: split it into several packs`;
  return [{ path: "provisions", message, value: provisions.length }];
}
