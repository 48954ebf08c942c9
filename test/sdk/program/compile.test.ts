import { expect } from "chai";
import { type Issue, RulebookCompileError } from "../../../sdk/errors/index.js";
import {
  compile,
  type CompileParameters,
  decodeProgram,
  encodeProgram,
  traceRules,
} from "../../../sdk/program/index.js";
import { hashPack, hashProvision, parsePack, parseRulebook, schemeNamed } from "../../../sdk/rulebook/index.js";
import {
  EXAMPLES,
  countrySet,
  enforce,
  example,
  mostUnits,
  packsOfExample,
  provision,
  rule,
  small,
  upTo,
  withRules,
} from "../rulebook/small.js";

/** 2026-11-25 12:00 UTC */
const AS_OF = 1_795_608_000n;

const compiled = (input: unknown, some: Partial<CompileParameters> = {}) =>
  compile(parseRulebook(input), { asOf: AS_OF, ...some });

function issuesOf(input: unknown, some: Partial<CompileParameters> = {}): readonly string[] {
  try {
    compiled(input, some);
  } catch (error) {
    if (error instanceof RulebookCompileError)
      return error.issues.map(({ path, message }: Issue) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

const unverified = { verification: "unverified", sources: [] };
const proposed = { status: "proposed", effective: undefined, ...unverified };
const requires = (provision()["effect"] as { readonly requires: readonly unknown[] }).requires;
const exempt = { type: "exempt", from: ["terms/most"], requires };
const duty = { provision: "terms/most", power: "terms-1", how: { duty: "Do it." } };
const accepted = (on: string) => [
  { provision: "terms/most", by: "A. Example, counsel", on, what: "Read and accepted." },
];

describe("compile", () => {
  it("default", () => {
    const program = compiled(small());
    expect(program.rules).to.deep.equal([
      {
        kind: "mostUnits",
        movements: 0b11,
        side: "receiver",
        path: 0,
        provision: 0,
        modes: 0,
        lanes: 0,
        countrySet: null,
        liftedBy: 0,
        otherLanes: 0,
        otherCountrySet: null,
        otherBits: 0,
        window: 0,
        limit: 100_000n,
      },
    ]);
    expect(program.origins).to.deep.equal([
      {
        provision: "terms/most",
        citation: "Terms, clause 1",
        power: { id: "terms-1", instrument: "Terms", clause: "clause 1" },
        binding: "policy",
        path: "uses[0].how.enforce[0]",
      },
    ]);
    expect(program.provisions).to.deep.equal([hashProvision(parseRulebook(small()).provisions[0]!)]);
    expect(program).to.include({ asOf: AS_OF, decimals: 2, scheme: schemeNamed("us") });
  });

  it("behavior: decompiles to the same program", () => {
    for (const name of EXAMPLES) {
      const packs = packsOfExample(name);
      const program = compiled(example(name), { packs });
      const { id, bytes, rules, countrySets, provisions, rulebook, lots } = program;
      const terms = lots === undefined ? {} : { lots };
      expect(decodeProgram(bytes)).to.deep.equal({ id, bytes, rules, countrySets, provisions, rulebook, ...terms });
      expect(encodeProgram(program)).to.equal(bytes);
      expect(program.origins).to.have.length(rules.length);
      const cited = [parseRulebook(example(name)), ...packs].flatMap(({ provisions: some }) => some);
      program.rules.forEach((one, index) => {
        const found = cited.find(({ id: provisionId }) => provisionId === program.origins[index]?.provision);
        expect(hashProvision(found!)).to.equal(provisions[one.provision]);
      });
    }
  });

  it("behavior: drops no use", () => {
    for (const name of EXAMPLES) {
      const packs = packsOfExample(name);
      const program = compiled(example(name), { packs });
      const rules = new Set(program.origins.map(({ path }) => path.replace(/\.how.*/, "")));
      const others = [program.builtIn, program.duties, program.notEnforced].flat().map(({ path }) => path);
      const all = parseRulebook(example(name)).uses.map((_, index) => `uses[${index}]`);
      expect([...rules, ...others]).to.have.members(all);
    }
  });

  it("behavior: gives the same bytes whatever the order of uses, sets and provisions", () => {
    const rulebook = parseRulebook(example("crowdfunding"));
    const packs = packsOfExample("crowdfunding");
    const turned = {
      ...rulebook,
      uses: rulebook.uses.toReversed(),
      countrySets: rulebook.countrySets.toReversed(),
      provisions: rulebook.provisions.toReversed(),
    };
    const [one, other] = [rulebook, turned].map((input) => compile(input, { asOf: AS_OF, packs }));
    const rulesOf = (bytes: string) => bytes.slice(0, -64);
    expect(rulesOf(other!.bytes)).to.equal(rulesOf(one!.bytes));
    expect(other!.setNames).to.deep.equal(one!.setNames);
  });

  it("behavior: writes every field of a word", () => {
    const program = compiled(
      small({
        countrySets: [countrySet("europe", "FR", "DE"), countrySet("asia", "JP")],
        uses: [
          enforce(
            rule("mostShare", {
              movements: ["mint", "settlement"],
              lanes: ["usAccredited", "uncounted"],
              countries: { outside: "europe" },
              liftedBy: ["qib", "issuer"],
              counterparty: { roles: ["dealer"], lanes: ["nonUsAccredited"], countries: { set: "asia" } },
              share: { num: "12.5", unit: "percent" },
              floor: { num: "10.5", unit: "unit" },
            }),
          ),
        ],
      }),
    );
    expect(program.countrySets).to.deep.equal([[392], [250, 276]]);
    expect(program.setNames).to.deep.equal(["asia", "europe"]);
    expect(program.rules[0]).to.deep.include({
      kind: "mostShare",
      movements: 0x42,
      side: "receiver",
      lanes: 0b1000_0100,
      countrySet: { set: 1, outside: true },
      liftedBy: 2 ** 24 + 4,
      otherLanes: 0b10_0000,
      otherCountrySet: { set: 0, outside: false },
      otherBits: 2 ** 27,
      window: 1250,
      limit: 1050n,
    });
  });

  it("behavior: takes all eight lanes for no scope, and fewer than 2,000 holders for 1,999", () => {
    const lanes = schemeNamed("us")!.lanes.map(({ name }) => name);
    const holders = rule("mostHolders", { lanes, fewerThan: { num: "2000", unit: "holder" }, perCountry: true });
    expect(compiled(withRules(holders)).rules[0]).to.include({ lanes: 0, limit: 1999n, modes: 2 });
  });

  it("behavior: keeps what is not in force on the day, with the reason", () => {
    const later = small({ provisions: [provision({ effective: { from: "2026-11-26" } })] });
    expect(compiled(later).rules).to.deep.equal([]);
    expect(compiled(later).notEnforced).to.deep.include({
      provision: "terms/most",
      citation: "Terms, clause 1",
      power: { id: "terms-1", instrument: "Terms", clause: "clause 1" },
      path: "uses[0]",
      reason: "Not applied on 2026-11-25: it is in force only from 2026-11-26 on.",
    });
    expect(compiled(later, { asOf: 1_795_651_200n }).rules).to.have.length(1);

    const over = small({
      provisions: [provision({ status: "superseded", effective: { from: "2020-01-01", through: "2026-11-24" } })],
    });
    expect(compiled(over).notEnforced[0]?.reason).to.equal(
      "Not applied on 2026-11-25: it was in force through 2026-11-24 only.",
    );
    expect(compiled(over, { asOf: 1_795_564_799n }).rules).to.have.length(1);
  });

  it("behavior: never applies what is proposed", () => {
    const program = compiled(small({ provisions: [provision(proposed)], uses: [duty] }));
    expect(program.duties).to.deep.equal([]);
    expect(program.notEnforced[0]?.reason).to.equal(
      "Not applied on 2026-11-25: it is proposed, and what is proposed never decides.",
    );
  });

  it("behavior: refuses by law only where a provision at the level of law forbids", () => {
    const bindingOf = (some: Record<string, unknown>) =>
      compiled(small({ provisions: [provision(some)], vocabulary })).origins[0]?.binding;
    const { facts, measures } = small()["vocabulary"] as {
      readonly facts: readonly unknown[];
      readonly measures: unknown;
    };
    const holder = { id: "counterparty.holder", meaning: "Holds.", type: "bool" };
    const vocabulary = { facts: [...facts, holder], measures };
    const forbids = [provision()["effect"], { type: "prohibit" }];
    for (const level of ["statute", "rule", "order", "sro"])
      for (const effect of forbids) expect(bindingOf({ level, effect }), level).to.equal("law");
    for (const level of ["staff", "case", "policy", "contract"])
      for (const effect of forbids) expect(bindingOf({ level, effect }), level).to.equal("policy");
    const as = { left: { bool: true }, cmp: "==", right: { bool: true } };
    const others = [
      exempt,
      { type: "define", fact: "counterparty.holder", as },
      { type: "consequence", when: as, duties: [{ who: "issuer", what: "Register." }] },
    ];
    for (const effect of others) expect(bindingOf({ level: "statute", effect }), effect.type).to.equal("policy");
  });

  it("behavior: applies an unverified limit that a named person accepted", () => {
    const input = small({ provisions: [provision(unverified)], decisions: accepted("2026-11-25") });
    expect(compiled(input).origins[0]?.citation).to.equal("Terms, clause 1 (unverified)");
  });

  it("behavior: lists an unverified exemption that is not relied on", () => {
    const input = small({
      provisions: [provision(), provision({ id: "terms/way", effect: exempt, ...unverified })],
      uses: [enforce(mostUnits()), { ...duty, provision: "terms/way", how: { notEnforced: "Not available." } }],
    });
    expect(compiled(input).notEnforced.map(({ provision: id }) => id)).to.deep.equal(["terms/way"]);
  });

  it("behavior: takes provisions from packs", () => {
    const pack = parsePack({
      format: "weighbridge.pack/1",
      id: "terms",
      title: "Terms",
      vocabulary: small()["vocabulary"],
      provisions: [provision()],
    });
    const input = (hash: string) => small({ packs: [{ id: "terms", hash }], provisions: [] });
    expect(compiled(input(hashPack(pack)), { packs: [pack] }).rules).to.have.length(1);

    const other = `0x${"00".repeat(32)}`;
    expect(issuesOf(input(other), { packs: [pack] })).to.deep.equal([
      `packs[0].hash: is not that of the pack given, ${hashPack(pack)}`,
    ]);
    expect(issuesOf(input(other))).to.deep.equal([
      "packs[0]: was not given to the compiler",
      "uses[0].provision: names no provision of the rulebook or its packs",
    ]);
    expect(issuesOf(small({ packs: [{ id: "terms", hash: hashPack(pack) }] }), { packs: [pack] })).to.deep.equal([
      "packs[0]: brings a provision that exists already: terms/most",
    ]);
  });

  it("args: asIfAdopted: a proposal is taken as if it were law, with its name on the program; what is unverified still needs somebody", () => {
    const read = { ...proposed, verification: "secondary", sources: provision()["sources"] };
    const input = small({ provisions: [provision(read)] });
    const program = compiled(input, { asIfAdopted: ["terms/most"] });
    expect(program.rules).to.have.length(1);
    expect(program.asIfAdopted).to.deep.equal(["terms/most"]);
    expect(compiled(small())).to.not.have.property("asIfAdopted");
    const { originOf } = traceRules(program, parseRulebook(input));
    expect(originOf(0)).to.include({ provision: "terms/most" });
    expect(issuesOf(small({ provisions: [provision(proposed)] }), { asIfAdopted: ["terms/most"] })[0]).to.match(
      /is unverified/,
    );
  });

  it("error: RulebookCompileError for what is taken as if it were adopted and is no proposal", () => {
    expect(issuesOf(small(), { asIfAdopted: ["terms/most", "terms/none"] })).to.deep.equal([
      "asIfAdopted[0]: is no proposal: it is in_force",
      "asIfAdopted[1]: names no provision of the rulebook or its packs",
    ]);
  });

  it("error: RulebookCompileError for a proposed provision that is enforced", () => {
    expect(issuesOf(small({ provisions: [provision(proposed)] }))).to.deep.equal([
      "uses[0].how.enforce: cannot be enforced: it is proposed, and what is proposed never decides",
    ]);
  });

  it("error: RulebookCompileError for an unverified limit that nobody accepted in time", () => {
    const wanted =
      "uses[0].provision: is unverified: verify it, or let a named person accept it in `decisions`, dated 2026-11-25 or before";
    const provisions = [provision(unverified)];
    expect(issuesOf(small({ provisions }))).to.deep.equal([wanted]);
    expect(issuesOf(small({ provisions, decisions: accepted("2026-11-26") }))).to.deep.equal([wanted]);
    expect(issuesOf(small({ provisions, uses: [duty] }))).to.deep.equal([wanted]);
  });

  it("error: RulebookCompileError for an unverified exemption that is relied on", () => {
    const input = small({
      provisions: [provision({ effect: exempt, ...unverified })],
      decisions: accepted("2026-01-01"),
    });
    expect(issuesOf(input)).to.deep.equal([
      "uses[0].provision: is an unverified exemption, which is not available: verify it, or say `notEnforced`",
    ]);
  });

  it("error: RulebookCompileError for an agency's discretion that nobody decided on", () => {
    const when = { left: { bool: true }, cmp: "==", right: { bool: true } };
    expect(
      issuesOf(small({ provisions: [provision({ effect: { type: "discretion", by: "SEC", when } })] })),
    ).to.deep.equal([
      "uses[0].provision: is at an agency's discretion, and so ambiguous: verify it, or let a named person accept it in `decisions`, dated 2026-11-25 or before",
    ]);
  });

  it("error: RulebookCompileError for the same rule by two powers", () => {
    const input = small({
      powers: [...(small()["powers"] as object[]), { id: "terms-2", instrument: "Terms", clause: "clause 2" }],
      uses: [enforce(mostUnits()), { ...enforce(mostUnits({ movements: ["mint", "transfer"] })), power: "terms-2" }],
    });
    expect(issuesOf(input)).to.deep.equal(["uses[1].how.enforce[0]: is the same rule as uses[0].how.enforce[0]"]);
  });

  it("error: RulebookCompileError for another scheme", () => {
    const scheme = { ...schemeNamed("us")!, id: "uk" };
    expect(issuesOf(small(), { scheme })).to.deep.equal(['scheme: names another scheme: the one given is "uk"']);
  });

  it("error: RulebookCompileError for more rules than a program holds", () => {
    const rules = Array.from({ length: 257 }, (_, index) => upTo(String(index + 1)));
    expect(issuesOf(withRules(...rules)))
      .to.have.length(1)
      .and.to.match(/^uses: /);
  });
});
