import { expect } from "chai";
import { cite, parseRulebook } from "../../../sdk/rulebook/index.js";
import { provision, small } from "./small.js";

const cited = (some: Record<string, unknown>) =>
  cite(parseRulebook(small({ provisions: [provision(some)] })).provisions[0]!);

describe("cite", () => {
  it("default", () => {
    expect(cited({})).to.equal("Terms, clause 1");
  });

  it("behavior: says what a reader must not miss", () => {
    expect(cited({ verification: "unverified", sources: [] })).to.equal("Terms, clause 1 (unverified)");
    expect(cited({ status: "proposed", effective: undefined })).to.equal("Terms, clause 1 (proposed, not law)");
    expect(
      cited({
        status: "superseded",
        effective: { from: "2020-01-01", through: "2020-12-31" },
        verification: "unverified",
        sources: [],
      }),
    ).to.equal("Terms, clause 1 (superseded; unverified)");
  });
});
