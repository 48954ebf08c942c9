import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { Activities } from "../../sdk/rulebook/assess/activity.js";
import { assess } from "../../sdk/rulebook/assess/assess.js";
import type { Assessment } from "../../sdk/rulebook/assess/assessment.js";
import { prepareRulebooks } from "../../sdk/rulebook/assess/prepareRulebooks.js";
import type { LawDocument } from "../../sdk/rulebook/packs/lawDocument.js";

const LAW = "rulebooks/us";
const EXAMPLES = "rulebooks/examples";

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const foldersOf = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const packs = foldersOf(LAW).flatMap((folder) =>
  readdirSync(`${LAW}/${folder}`).map((file) => read(`${LAW}/${folder}/${file}`)),
);
const documents = [read(`${LAW}/vocabulary.json`), read(`${LAW}/calendars.json`), ...packs] as LawDocument[];
const offerings = foldersOf(EXAMPLES).filter((name) => readdirSync(`${EXAMPLES}/${name}`).includes("activities.json"));

/** The provisions that an answer may be said to follow. */
function deciding({ outcome, findings, paths, duties }: Assessment): readonly string[] {
  const speaking = findings.filter(({ binds }) => binds !== false);
  const ids = (all: readonly { readonly provision: string }[]) => all.map(({ provision }) => provision);
  if (outcome === "refuse") return ids(speaking.filter(({ result, decides }) => result === "failed" && decides));
  if (outcome === "ambiguous")
    return ids(
      speaking.filter(({ result, decides, effect }) => result === "unknown" || effect === "discretion" || !decides),
    );
  const met = paths.filter(({ claimed, result }) => claimed && result === "met").map(({ exemption }) => exemption);
  return [...ids(outcome === "duty" ? duties : speaking), ...met];
}

describe("rulebooks/examples: what the law is expected to answer", () => {
  const law = prepareRulebooks(documents);
  for (const offering of offerings) {
    const { asOf, provenance, activities } = read(`${EXAMPLES}/${offering}/activities.json`) as Activities;
    it(`default: ${offering} has 20 activities or more`, () => expect(activities.length).to.be.at.least(20));
    for (const { id, title, expected, activity } of activities)
      it(`behavior: ${offering}/${id}: ${title}: ${expected.outcome}`, () => {
        const answer = assess(law, { provenance, ...activity }, { asOf: BigInt(Date.parse(asOf) / 1000) });
        expect(answer.outcome, JSON.stringify(answer.missing)).to.equal(expected.outcome);
        expect(deciding(answer)).to.include.members([...expected.because]);
      });
  }
});
