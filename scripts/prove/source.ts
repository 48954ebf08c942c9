import { readFileSync } from "node:fs";
import { join, posix } from "node:path";

type Sources = Readonly<Record<string, { readonly content: string }>>;

const CONSTANTS = "contracts/types/Kinds.sol";

/**
 * A proof and all that it imports, put so that the checker can follow, and meaning the same: what is `unchecked` is checked, so that an overflow is found;
 * constants of the generated libraries stand as numbers; and a field of a word is told by division and remainder, which unlike shifts and masks is arithmetic
 * to it.
 */
export function sourcesOf(root: string, file: string): Sources {
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const constants = constantsIn(read(CONSTANTS));
  const sources: Record<string, { content: string }> = {};
  const add = (path: string): void => {
    if (path in sources) return;
    const text = read(path);
    sources[path] = { content: path === CONSTANTS ? text : inArithmetic(text, constants) };
    for (const [, imported = ""] of text.matchAll(/from "(\.[^"]+)"/g))
      add(posix.normalize(posix.join(posix.dirname(path), imported)));
  };
  add(file);
  return sources;
}

/** Values by `Library.NAME`, as they stand. */
function constantsIn(text: string): ReadonlyMap<string, bigint> {
  const constants = new Map<string, bigint>();
  for (const [, library = "", body = ""] of text.matchAll(/^library (\w+) \{\n(.*?)^\}/gms))
    for (const [, name = "", value = ""] of body.matchAll(/constant (\w+) = (.*);/g)) {
      const [, bits, less] = /^\(?1 << (\d+)\)?( - 1)?$/.exec(value) ?? [];
      const number = bits === undefined ? BigInt(value) : (1n << BigInt(bits)) - (less === undefined ? 0n : 1n);
      constants.set(`${library}.${name}`, number);
    }
  return constants;
}

function inArithmetic(text: string, constants: ReadonlyMap<string, bigint>): string {
  const valueOf = (name: string): bigint => constants.get(name) ?? 0n;
  return text
    .replaceAll("unchecked {", "{")
    .replace(
      /\(([\w.()]+) >> (\w+Field\.\w+)_OFFSET\) & \2_MASK/g,
      (_, word: string, field: string) =>
        `(${word} / ${2n ** valueOf(`${field}_OFFSET`)}) % ${valueOf(`${field}_MASK`) + 1n}`,
    )
    .replace(
      /([\w.]+\([\w.]*\)) >> (\w+Field\.\w+_OFFSET)\b/g,
      (_, word: string, offset: string) => `${word} / ${2n ** valueOf(offset)}`,
    )
    .replace(/\b[A-Z]\w*\.[A-Z][A-Z_0-9]*\b/g, (name) => {
      const value = constants.get(name);
      return value === undefined ? name : `uint256(${value})`;
    });
}
