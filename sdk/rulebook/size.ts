import type { Issue } from "../errors/index.js";

/** Provisions that one document may have, far more than any law that was encoded. Checking ten times as many takes a minute, and nobody waits so long. */
export const MOST_PROVISIONS = 10_000;

/** How many provisions a document has that was not looked at yet. */
export function provisionsIn(input: unknown): number {
  if (typeof input !== "object" || input === null || !("provisions" in input)) return 0;
  return Array.isArray(input.provisions) ? input.provisions.length : 0;
}

/** Whether a document is longer than it may be, or documents together; looks at nothing else of them. */
export function tooLong(...inputs: readonly unknown[]): readonly Issue[] {
  const length = inputs.reduce<number>((sum, input) => sum + provisionsIn(input), 0);
  if (length <= MOST_PROVISIONS) return [];
  const several = inputs.length > 1;
  const remedy = several ? "ask about fewer files at once" : "split it into several packs";
  const message = `${several ? "have" : "has"} ${length} provisions, and may have ${MOST_PROVISIONS}: ${remedy}`;
  return [{ path: "provisions", message, value: length }];
}
