import { expect } from "chai";
import { z } from "zod";
import { RulebookInvalidError } from "../../../sdk/errors/index.js";
import { parsePack, parseRulebook, Rulebook } from "../../../sdk/rulebook/index.js";
import { issuesOf, lines } from "./issues.js";
import {
  EXAMPLES,
  countrySet,
  enforce,
  example,
  leastHolding,
  mostUnits,
  provision,
  rule,
  small,
  upTo,
  withEffect,
  withRules,
} from "./small.js";

describe("parseRulebook", () => {
  it("default", () => {
    expect(parseRulebook(small())).to.deep.equal(small());
  });

  it("behavior: changes nothing of the worked offerings", () => {
    for (const name of EXAMPLES) expect(parseRulebook(example(name))).to.deep.equal(example(name));
  });

  it("behavior: has a JSON Schema of what is written", () => {
    const schema = z.toJSONSchema(Rulebook, { io: "input" });
    expect(schema).to.include({ type: "object", additionalProperties: false });
  });

  it("behavior: takes limits of different investors for no contradiction", () => {
    const input = withRules(
      leastHolding("2000", { lanes: ["usAccredited"] }),
      upTo("1000", { lanes: ["nonUsAccredited"] }),
      rule("notBefore", { from: "2100-01-01T00:00:00Z", party: "sender" }),
      rule("notAfter", { until: "2030-01-01T00:00:00Z" }),
    );
    expect(lines(input)).to.deep.equal([]);
  });

  it("behavior: takes limits of different countries for no contradiction", () => {
    const input = small({
      countrySets: [countrySet("europe", "FR", "DE"), countrySet("asia", "JP")],
      uses: [
        enforce(
          leastHolding("2000", { countries: { set: "europe" } }),
          upTo("1000", { countries: { set: "asia" } }),
          upTo("999", { countries: { outside: "europe" } }),
        ),
      ],
    });
    expect(lines(input)).to.deep.equal([]);
  });

  it("behavior: lets a use name a provision of a pack", () => {
    const input = small({
      packs: [{ id: "us/sec", hash: `0x${"00".repeat(32)}` }],
      uses: [enforce(mostUnits()), { provision: "us/sec/rule-506c", power: "terms-1", how: { duty: "Verify." } }],
    });
    expect(lines(input)).to.deep.equal([]);
  });

  it("error: RulebookInvalidError with every issue of several places", () => {
    const input = small({
      colour: 1,
      provisions: [provision({ effective: { from: "2026-02-30" }, level: "decree" })],
      uses: [
        enforce(mostUnits({ lanes: ["usRich"], most: "1000", colour: 1 }), leastHolding("2000.001")),
        { provision: "terms/other", power: "terms-9", how: { duty: "" } },
      ],
    });
    expect(issuesOf(input).map(({ path }) => path)).to.have.members([
      "colour",
      "provisions[0].effective.from",
      "provisions[0].level",
      "uses[0].how.enforce[0].most",
      "uses[0].how.enforce[0].colour",
      "uses[0].how.enforce[0].lanes[0]",
      "uses[0].how.enforce[1].least.num",
      "uses[1].how.duty",
      "uses[1].provision",
      "uses[1].power",
    ]);
  });

  it("error: RulebookInvalidError for nesting that would exhaust the stack", () => {
    let test: object = { left: { bool: true }, cmp: "==", right: { bool: true } };
    for (let depth = 0; depth < 100_000; depth++) test = { not: test };
    const found = issuesOf(withEffect({ type: "define", fact: "counterparty.unitsAfter", as: test }));
    expect(found).to.have.length(1);
    expect(found[0]?.path).to.match(/^provisions\[0\]\.effect\.as(\.not){61}$/);
  });

  it("behavior: lists a thousand issues", () => {
    const provisions = Array.from({ length: 1000 }, (_, index) => provision({ id: `terms/${index}` }));
    const input = small({ provisions: [provision(), ...provisions] });
    expect(issuesOf(input)).to.have.length(1000);
  });

  it("error: RulebookInvalidError names the value and the next step", () => {
    expect(() => parseRulebook(small({ scheme: "uk" }))).to.throw(RulebookInvalidError, /The rulebook has 1 issue/);
    expect(issuesOf(small({ scheme: "uk" }))[0]?.value).to.equal("uk");
  });
});

describe("parsePack", () => {
  const pack = {
    format: "weighbridge.pack/1",
    id: "us/sec",
    title: "SEC",
    vocabulary: small()["vocabulary"],
    provisions: [provision()],
  };

  it("default", () => {
    expect(parsePack(pack)).to.deep.equal(pack);
  });

  it("error: RulebookInvalidError", () => {
    expect(() => parsePack({ ...pack, provisions: [provision(), provision()], uses: [] })).to.throw(
      RulebookInvalidError,
    );
  });
});
