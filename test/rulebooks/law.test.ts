import { readFileSync } from "node:fs";
import { expect } from "chai";
import { lawFiles, SHIPPED_LAW } from "../../sdk/cli/readLaw.js";
import type { Pack, Provision } from "../../sdk/index.js";

const packs = lawFiles(SHIPPED_LAW)
  .map((path) => JSON.parse(readFileSync(path, "utf8")) as Pack)
  .filter(({ format }) => format === "weighbridge.pack/1");
const provisions = packs.flatMap((pack) => pack.provisions);
const ids = provisions.map(({ id }) => id);
const readme = readFileSync("rulebooks/us/README.md", "utf8");
const named = new Set([...readme.matchAll(/`(us\/[a-z0-9./-]+)`/g)].map(([, id = ""]) => id));

/** What a provision says, without who says it. */
const said = ({ effect, scope }: Provision) => JSON.stringify({ effect, when: scope.when });
const provision = (id: string) => {
  const found = provisions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no pack has ${id}`);
  return found;
};

describe("rulebooks/us", () => {
  it("behavior: no two packs have a provision of the same id", () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([]);
  });

  it("behavior: the README says of every provision for which row it stands, and names no other", () => {
    const packIds = packs.map(({ id }) => id);
    expect(ids.filter((id) => !named.has(id))).to.deep.equal([]);
    expect([...named].filter((id) => !ids.includes(id) && !packIds.includes(id))).to.deep.equal([]);
  });

  it("behavior: the README lists every unverified provision of the sections on issue, holding and classification", () => {
    const listed = /^## Unverified\n(.*?)^## /ms.exec(readme)?.[1] ?? "";
    const sections = readme.slice(
      readme.indexOf("## Issue, holding, transfer"),
      readme.indexOf("## Margin and leverage"),
    );
    const unverified = provisions.filter(
      ({ id, verification }) => verification === "unverified" && sections.includes(`\`${id}\``),
    );
    expect(unverified.filter(({ id }) => !listed.includes(`\`${id}\``)).map(({ id }) => id)).to.deep.equal([]);
  });

  it("behavior: provisions that others name are there, in whichever pack", () => {
    const refs = provisions.flatMap(({ id, effect, over = [], dependsOn = [] }) =>
      [...over.map((row) => row.provision), ...dependsOn, ...(effect.type === "exempt" ? effect.from : [])].map(
        (ref) => [id, ref] as const,
      ),
    );
    expect(refs.filter(([, ref]) => !ids.includes(ref))).to.deep.equal([]);
  });

  it("behavior: both agencies define narrow-based indices, mixed swaps and security futures alike", () => {
    for (const name of ["narrow-based-index", "mixed-swap", "security-future"])
      expect(said(provision(`us/cftc/${name}`)), name).to.equal(said(provision(`us/sec/${name}`)));
  });

  it("behavior: what is proposed has no day in force, and what is superseded has its last", () => {
    for (const { id, status, effective } of provisions) {
      if (status === "proposed") expect(effective, id).to.equal(undefined);
      if (status === "superseded") expect(effective?.through, id).to.not.equal(undefined);
    }
  });
});
