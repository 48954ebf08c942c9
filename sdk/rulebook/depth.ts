import type { Issue } from "../errors/index.js";
import { type Path, pathText } from "./issues.js";

/** How deep a document may nest. Real predicates stay far below; a deeper one would exhaust the stack of every reader. */
export const MOST_DEPTH = 64;

/** The first place that no schema may look at: one that lies too deep, or a field that would stand for an object's prototype. */
export function unreadable(input: unknown): readonly Issue[] {
  const rest: { readonly value: unknown; readonly path: Path }[] = [{ value: input, path: [] }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { value, path } = next;
    if (typeof value !== "object" || value === null) continue;
    if (path.length > MOST_DEPTH)
      return [{ path: pathText(path), message: `lies deeper than ${MOST_DEPTH} levels, as nothing may` }];
    if (Object.hasOwn(value, "__proto__"))
      return [{ path: pathText([...path, "__proto__"]), message: "is no name of a field" }];
    for (const [key, inner] of Object.entries(value))
      rest.push({ value: inner, path: [...path, Array.isArray(value) ? Number(key) : key] });
  }
  return [];
}
