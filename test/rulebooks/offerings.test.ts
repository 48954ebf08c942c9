import { expect } from "chai";
import { RULE_KIND_NAMES, RULE_KINDS } from "../../sdk/kinds/index.js";
import { parseRulebook } from "../../sdk/rulebook/index.js";
import { example, EXAMPLES, packsOfExample } from "../sdk/rulebook/small.js";
import { compiled } from "./steady.js";

describe("the worked offerings", () => {
  it("default: among them they have every kind of rule, but those that ask a contract or name a position book, which stand on one chain, and those on leverage", () => {
    const found = new Set(EXAMPLES.flatMap((name) => compiled(name).rules.map(({ kind }) => kind)));
    expect([...found]).to.have.members(
      RULE_KIND_NAMES.filter((kind) => !["plugIn", "positions", "leverage"].includes(RULE_KINDS[kind].judgedOn)),
    );
  });

  for (const name of EXAMPLES) {
    const { provisions, uses, vocabulary, decisions } = parseRulebook(example(name));

    it(`behavior: ${name} enforces nothing that nobody has verified, and needs no decision for anything`, () => {
      const law = packsOfExample(name).flatMap((pack) => pack.provisions);
      const unverified = [...provisions, ...law]
        .filter(({ verification }) => verification === "unverified")
        .map(({ id }) => id);
      const enforced = uses.filter(({ how }) => "enforce" in how).map(({ provision }) => provision);
      expect(enforced.filter((id) => unverified.includes(id))).to.deep.equal([]);
      expect(decisions).to.deep.equal([]);
    });

    it(`behavior: ${name} declares no fact and no measure that nothing names`, () => {
      const text = JSON.stringify(provisions);
      const idle = [...vocabulary.facts, ...vocabulary.measures].filter(({ id }) => !text.includes(`"${id}"`));
      expect(idle.map(({ id }) => id)).to.deep.equal([]);
    });

    it(`behavior: ${name} has no law of its own: what it applies of the law it names by packs`, () => {
      expect(provisions.filter(({ authority }) => authority !== "ISSUER").map(({ id }) => id)).to.deep.equal([]);
      const named = packsOfExample(name).flatMap((pack) => pack.provisions.map(({ id }) => id));
      const law = uses.map(({ provision }) => provision).filter((id) => id.startsWith("us/"));
      expect(law.filter((id) => !named.includes(id))).to.deep.equal([]);
      expect(law).not.to.be.empty;
    });
  }
});
