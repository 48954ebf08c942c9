import type { Issue } from "../../errors/index.js";
import { hashPack, type Pack, type Provision, type Rulebook, type Scheme, schemeNamed } from "../../rulebook/index.js";

export type Resolved = {
  /** By id: the rulebook's own and those of its packs. */
  readonly provisions: ReadonlyMap<string, Provision>;
  readonly scheme: Scheme | undefined;
  readonly issues: readonly Issue[];
};

/** What the rulebook refers to outside itself: packs by their hashes, the scheme by its id. */
export function resolve(rulebook: Rulebook, packs: readonly Pack[], given: Scheme | undefined): Resolved {
  const issues: Issue[] = [];
  const provisions = new Map(rulebook.provisions.map((provision) => [provision.id, provision]));
  rulebook.packs.forEach(({ id, hash }, index) => {
    const path = `packs[${index}]`;
    const pack = packs.find((one) => one.id === id);
    if (pack === undefined) return issues.push({ path, message: "was not given to the compiler", value: id });
    const found = hashPack(pack);
    if (found !== hash)
      issues.push({ path: `${path}.hash`, message: `is not that of the pack given, ${found}`, value: hash });
    for (const provision of pack.provisions) {
      if (provisions.has(provision.id))
        issues.push({ path, message: `brings a provision that exists already: ${provision.id}` });
      provisions.set(provision.id, provision);
    }
    return undefined;
  });
  const scheme = given ?? schemeNamed(rulebook.scheme);
  if (scheme?.id !== rulebook.scheme) {
    const found = scheme === undefined ? "none is shipped under it" : `the one given is "${scheme.id}"`;
    issues.push({ path: "scheme", message: `names another scheme: ${found}`, value: rulebook.scheme });
  }
  return { provisions, scheme, issues };
}
