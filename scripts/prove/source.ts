import { readFileSync } from "node:fs";
import { join, posix } from "node:path";

type Sources = Readonly<Record<string, { readonly content: string }>>;

const CONSTANTS = "contracts/types/Kinds.sol";

/**
 * A proof and all that it imports, put so that the checker can follow, and meaning the same: what is `unchecked` is checked, so that an overflow is found;
 * constants of the generated libraries stand as numbers; and a field of a word is told by division and remainder, which unlike shifts and masks is arithmetic
 * to it. Of a rule's word a field is any number of its width, the same whenever that word is asked for it: what holds of every such number holds of the one
 * that stands there, and a product of two fields is one product, not another each time that they are divided out.
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

/** A function of the word of which nothing is known but the width of its answers, as the checker takes `ecrecover`, which none of these sources calls. */
const told = (offset: bigint, mask: bigint): string =>
  `uint256 told = uint160(ecrecover(bytes32(Rule.unwrap(rule)), ${offset}, 0, 0)); require(told <= ${mask}); return told;`;

const isPowerOfTwo = (value: bigint): boolean => value > 0n && (value & (value - 1n)) === 0n;

function inArithmetic(text: string, constants: ReadonlyMap<string, bigint>): string {
  const valueOf = (name: string): bigint => constants.get(name) ?? 0n;
  return text
    .replaceAll("unchecked {", "{")
    .replace(/return [^;\n]*Rule\.unwrap\(rule\)[^;\n]*\bRuleField\.(\w+)_(?:OFFSET|MASK);/g, (_, field: string) =>
      told(valueOf(`RuleField.${field}_OFFSET`), valueOf(`RuleField.${field}_MASK`)),
    )
    .replace(/& \((\w+\.[A-Z_]+) - 1\)/g, (same, name: string) => (isPowerOfTwo(valueOf(name)) ? `% ${name}` : same))
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
