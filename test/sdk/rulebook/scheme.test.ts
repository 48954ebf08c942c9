import { expect } from "chai";
import {
  ROLES,
  RULE_KIND_NAMES,
  RULE_KINDS,
  type RuleKind,
  type RuleKindEntry,
  RULE_MOVEMENTS,
  MOVEMENTS,
  STATES,
  maskOf,
} from "../../../sdk/kinds/index.js";
import {
  countryNumber,
  countryOf,
  Enforcement,
  RuleMovement,
  schemeBits,
  schemeNamed,
} from "../../../sdk/rulebook/index.js";

describe("scheme", () => {
  const bits = schemeBits(schemeNamed("us")!);

  it("default", () => {
    expect(bits.lanes).to.deep.equal({
      unclassified: 0,
      usNotAccredited: 1,
      usAccredited: 2,
      usQualifiedPurchaser: 3,
      nonUsNotAccredited: 4,
      nonUsAccredited: 5,
      nonUsQualifiedPurchaser: 6,
      uncounted: 7,
    });
    expect(bits.statuses).to.deep.equal({
      accredited: 0,
      qualifiedPurchaser: 1,
      qib: 2,
      ecp: 3,
      certifiedNonUS: 4,
      notAffiliate: 5,
      notBenefitPlan: 6,
      screened: 7,
      knowledgeableEmployee: 8,
      controller: 9,
      ...ROLES,
    });
  });

  it("behavior: has the roles and states of the engine", () => {
    expect(bits.roles).to.deep.equal(ROLES);
    expect(bits.states).to.deep.equal(STATES);
  });

  it("behavior: knows no scheme by a name of Object", () => {
    expect(schemeNamed("constructor")).to.be.undefined;
  });
});

/** Of a rule on a group, the scope says who is a member of it. */
const isConditional = (kind: RuleKind): boolean => {
  const { conditional, groups }: RuleKindEntry = RULE_KINDS[kind];
  return conditional && groups !== true;
};

describe("Enforcement", () => {
  it("behavior: has every kind of rule, with its parties and conditions", () => {
    const found = Enforcement.options.map(({ shape }) => ({
      kind: shape.type.value,
      sides: "options" in shape.party ? [...shape.party.options] : [...shape.party.values],
      conditional: "liftedBy" in shape && "counterparty" in shape,
    }));
    const wanted = RULE_KIND_NAMES.map((kind) => ({
      kind,
      sides: [...RULE_KINDS[kind].sides],
      conditional: isConditional(kind),
    }));
    expect(found).to.have.deep.members(wanted);
  });

  it("behavior: has the movements that rules may bind", () => {
    expect(maskOf(MOVEMENTS, RuleMovement.options)).to.equal(RULE_MOVEMENTS);
  });
});

describe("countryNumber", () => {
  it("default", () => {
    expect(["US", "FR", "AF", "ZZ", "us", "constructor"].map(countryNumber)).to.deep.equal([
      840,
      250,
      4,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("behavior: countryOf is its inverse", () => {
    expect(countryOf(4)?.alpha2).to.equal("AF");
    expect(countryOf(5)).to.be.undefined;
  });
});
