import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { lawFiles, readLaw, SHIPPED_LAW } from "../../sdk/cli/readLaw.js";
import { Activities } from "../../sdk/rulebook/assess/activity.js";
import { assess } from "../../sdk/rulebook/assess/assess.js";
import { prepareRulebooks } from "../../sdk/rulebook/assess/prepareRulebooks.js";

const EXAMPLES = "rulebooks/examples";
const law = prepareRulebooks(readLaw(lawFiles(SHIPPED_LAW)));
const offerings = readdirSync(EXAMPLES).filter((name) => existsSync(`${EXAMPLES}/${name}/activities.json`));

describe("assess: expected answers of offerings", () => {
  for (const name of offerings) {
    const path = `${EXAMPLES}/${name}/activities.json`;
    const { asOf, provenance, activities } = Activities.parse(JSON.parse(readFileSync(path, "utf8")));

    it(`args: ${name}, ${activities.length} activities`, () => {
      expect(activities.length).to.be.at.least(20);
      for (const { id, expected, activity } of activities) {
        const answer = assess(law, { provenance, ...activity }, { asOf: BigInt(Date.parse(asOf) / 1000) });
        const speaking = [...answer.findings, ...answer.duties].map(({ provision }) => provision);
        expect(answer.outcome, id).to.equal(expected.outcome);
        expect(speaking, id).to.include.members([...expected.because]);
      }
    });
  }
});
