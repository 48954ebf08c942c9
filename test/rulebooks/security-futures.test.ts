import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import type { Provision } from "../../sdk/index.js";
import { CONFLICTS } from "../fixtures/conflicts.js";

const ROOT = "rulebooks/us";

const provisionsOf = (folder: string): readonly Provision[] =>
  readdirSync(`${ROOT}/${folder}`).flatMap(
    (file) => (JSON.parse(readFileSync(`${ROOT}/${folder}/${file}`, "utf8")) as { provisions: Provision[] }).provisions,
  );

const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const all = folders.flatMap(({ name }) => provisionsOf(name));

/** What the customer margin rules of one agency ask on a day, without who asks it. */
const askedOn = (agency: string, day: string) =>
  (
    JSON.parse(readFileSync(`${ROOT}/${agency}/security-futures-margin.json`, "utf8")) as { provisions: Provision[] }
  ).provisions
    .filter(({ status }) => status === "in_force" || status === "superseded")
    .filter(({ citation }) => /^17 CFR/.test(citation))
    .filter(({ effective }) => effective !== undefined && effective.from <= day && day <= (effective.through ?? day))
    .map(({ scope, effect, level }) => JSON.stringify({ scope, effect, level }))
    .sort();

const day = fc.integer({ min: Date.UTC(2002, 0, 1) / 86_400_000, max: Date.UTC(2030, 11, 31) / 86_400_000 });

describe("rulebooks/us: security futures", () => {
  it("behavior: SEC and CFTC ask the same on every date", () => {
    const same = (date: string) => expect(askedOn("sec", date), date).to.deep.equal(askedOn("cftc", date));
    for (const boundary of ["2002-09-12", "2002-09-13", "2020-12-23", "2020-12-24", "2026-11-26"]) same(boundary);
    fc.assert(fc.property(day, (number) => void same(new Date(number * 86_400_000).toISOString().slice(0, 10))));
  });

  it("behavior: 20 % until 23 December 2020, 15 % from the day after", () => {
    const asks = (date: string, percent: string) =>
      askedOn("sec", date).some((row) => row.includes(`"num":"${percent}"`));
    expect([asks("2020-12-23", "20"), asks("2020-12-23", "15")]).to.deep.equal([true, false]);
    expect([asks("2020-12-24", "20"), asks("2020-12-24", "15")]).to.deep.equal([false, true]);
  });
});

describe("rulebooks/us: the conflicts that an audit must find", () => {
  const byId = new Map(all.map((provision) => [provision.id, provision]));
  for (const { id, anyOf, measure } of CONFLICTS)
    it(`default: ${id} names provisions that are there${measure === undefined ? "" : ` and measure ${measure}`}`, () => {
      for (const ids of anyOf) expect(ids.filter((one) => !byId.has(one))).to.deep.equal([]);
      const [first] = anyOf;
      for (const one of measure === undefined ? [] : (first ?? [])) {
        const effect = byId.get(one)?.effect;
        const requires = effect !== undefined && "requires" in effect ? effect.requires : [];
        expect(
          requires.map((requirement) => requirement.measure),
          one,
        ).to.include(measure);
      }
    });
});
