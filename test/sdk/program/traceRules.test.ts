import { expect } from "chai";
import { ProvisionUnknownError, RulebookCompileError, RulebookMismatchError } from "../../../sdk/errors/index.js";
import { assembleProgram, compile, traceRules } from "../../../sdk/program/index.js";
import { hashPack, parsePack, parseRulebook, type Rulebook } from "../../../sdk/rulebook/index.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { example, EXAMPLES, packsOfExample } from "../rulebook/small.js";

/** 2026-11-25 12:00 UTC */
const asOf = 1_795_608_000n;

describe("traceRules", () => {
  for (const name of EXAMPLES) {
    it(`default: finds of every rule of ${name} what the compiler wrote down`, () => {
      const rulebook = parseRulebook(example(name));
      const packs = packsOfExample(name);
      const program = compile(rulebook, { asOf, packs });
      const { originOf, setNames, scheme } = traceRules(program, rulebook, { packs });
      const known = ({ provision, citation, power, binding }: ReturnType<typeof originOf>) => {
        return { provision, citation, power, binding };
      };
      expect(program.rules.map((_, index) => known(originOf(index)))).to.deep.equal(program.origins.map(known));
      expect(setNames).to.deep.equal(program.setNames);
      expect(scheme).to.deep.equal(program.scheme);
    });
  }

  it("behavior: a rule that today's compiler would word otherwise has its provision all the same", () => {
    const rulebook = fundOfTest();
    const { rules, countrySets, provisions, rulebook: hash } = compile(rulebook, { asOf });
    const older = assembleProgram({
      ...{ countrySets, provisions, rulebook: hash },
      rules: rules.map((rule) => (rule.kind === "mostUnits" ? { ...rule, limit: 999n } : rule)),
    });
    const origin = traceRules(older, rulebook).originOf(older.rules.findIndex(({ kind }) => kind === "mostUnits"));
    expect(origin).to.deep.include({ provision: "terms/most", citation: "Terms, clause 1", binding: "policy" });
  });

  it("behavior: without a program only the words are there", () => {
    const { scheme, setNames, originOf } = traceRules(null, fundOfTest());
    expect(scheme.id).to.equal("us");
    expect(setNames).to.deep.equal([]);
    expect(() => originOf(0)).to.throw(ProvisionUnknownError);
  });

  it("error: RulebookMismatchError", () => {
    const program = compile(fundOfTest(), { asOf });
    expect(() => traceRules(program, fundOfTest({ title: "Another" }))).to.throw(RulebookMismatchError);
  });

  it("error: RulebookCompileError, of a pack that is missing or another one, and of a scheme that nobody ships", () => {
    const pack = parsePack({
      ...{ format: "weighbridge.pack/1", id: "more", title: "More", vocabulary: { facts: [], measures: [] } },
      provisions: [],
    });
    const withPack: Rulebook = { ...fundOfTest(), packs: [{ id: "more", hash: hashPack(pack) }] };
    const program = compile(withPack, { asOf, packs: [pack] });
    expect(traceRules(program, withPack, { packs: [pack] }).scheme.id).to.equal("us");
    expect(() => traceRules(program, withPack)).to.throw(RulebookCompileError);
    expect(() => traceRules(program, withPack, { packs: [{ ...pack, title: "Less" }] })).to.throw(RulebookCompileError);
    expect(() => traceRules(null, { ...fundOfTest(), scheme: "none" })).to.throw(RulebookCompileError);
  });
});
