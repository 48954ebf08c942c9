/** Every fact that a predicate, expression or effect names, wherever it stands in it. */
export function factsRead(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(factsRead);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): readonly string[] => {
    if (key === "fact" && typeof inner === "string") return [inner];
    if (key === "per") return inner as readonly string[];
    return factsRead(inner);
  });
}
