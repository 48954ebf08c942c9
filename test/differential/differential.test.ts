import { expect } from "chai";
import { builtCodes, openChain } from "./chain.js";
import { fuzz } from "./fuzz.js";
import { roundsOn } from "./rounds.js";

/** A short form of `npm run fuzz`, which CI runs with 100,000 cases. */
const CASES = Number(process.env["DIFFERENTIAL_CASES"] ?? 2_000);
const SEED = Number(process.env["DIFFERENTIAL_SEED"] ?? 20_261_126);

describe("evaluate and the engine", () => {
  it(`behavior: ${CASES} cases, none judged differently, all findings, facts and books alike (seed ${SEED})`, async () => {
    const report = await fuzz({ judge: roundsOn(openChain(builtCodes()), SEED), cases: CASES, most: 1 });
    expect(report.examples).to.deep.equal([]);
    expect(report.rare, "kinds that decide, on each side of their limits; movements that are allowed").to.deep.equal(
      [],
    );
    expect(report.cases).to.equal(CASES);
  });
});
