import type { Issue } from "../errors/index.js";
import { type Path, pathText } from "../rulebook/issues.js";

/** An object or list that is open while the text is gone through. */
type Open = {
  /** Of an object. */
  readonly keys: Set<string> | undefined;
  /** Where the text is in it. */
  at: string | number;
};

/** Fields that an object names twice, of which `JSON.parse` keeps the last without a word. @param text JSON that parses. */
export function repeatedKeys(text: string): readonly Issue[] {
  const issues: Issue[] = [];
  const open: Open[] = [];
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;
  let string = "";
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [one] = found;
    const inner = open.at(-1);
    if (one === "{" || one === "[") open.push({ keys: one === "{" ? new Set() : undefined, at: 0 });
    else if (one === "}" || one === "]") open.pop();
    else if (one === "," && typeof inner?.at === "number") inner.at += 1;
    else if (one === ":" && inner?.keys !== undefined) {
      const key = string.includes("\\") ? String(JSON.parse(string)) : string.slice(1, -1);
      inner.at = key;
      if (inner.keys.has(key)) {
        const path: Path = open.map(({ at }) => at);
        issues.push({ path: pathText(path), message: "is named twice in its object: keep one", value: key });
      }
      inner.keys.add(key);
    } else string = one;
  }
  return issues;
}
