import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { lawFiles, readLaw, SHIPPED_LAW } from "../../sdk/cli/readLaw.js";
import { Activities } from "../../sdk/rulebook/assess/activity.js";
import { assess } from "../../sdk/rulebook/assess/assess.js";
import type { Assessment } from "../../sdk/rulebook/assess/assessment.js";
import { prepareRulebooks } from "../../sdk/rulebook/assess/prepareRulebooks.js";

const EXAMPLES = "rulebooks/examples";
const law = prepareRulebooks(readLaw(lawFiles(SHIPPED_LAW)));
const offerings = readdirSync(EXAMPLES).filter((name) => existsSync(`${EXAMPLES}/${name}/activities.json`));

/** The provisions that an answer follows: not all that speak, but those that make it what it is. */
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

describe("assess: expected answers of offerings", () => {
  for (const name of offerings) {
    const path = `${EXAMPLES}/${name}/activities.json`;
    const { asOf, provenance, activities } = Activities.parse(JSON.parse(readFileSync(path, "utf8")));

    it(`args: ${name}, ${activities.length} activities`, () => {
      expect(activities.length).to.be.at.least(20);
      for (const { id, expected, activity } of activities) {
        const answer = assess(law, { provenance, ...activity }, { asOf: BigInt(Date.parse(asOf) / 1000) });
        expect(answer.outcome, id).to.equal(expected.outcome);
        expect(deciding(answer), id).to.include.members([...expected.because]);
      }
    });
  }
});
