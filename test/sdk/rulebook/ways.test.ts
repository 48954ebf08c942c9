import { expect } from "chai";
import { compile, traceRules } from "../../../sdk/program/index.js";
import { type Rulebook, parseRulebook, schemeNamed } from "../../../sdk/rulebook/index.js";
import { type Case, itRefuses, lines } from "./issues.js";
import { countrySet, enforce, mostUnits, rule, small, upTo, withRules } from "./small.js";

type Json = Record<string, unknown>;

const path = (id: string): Json => ({ id, title: `By ${id}` });
const ofPath = (id: string, some: Json = {}) => upTo("10", { path: id, ...some });
const LOTS = {
  origins: [
    { number: 1, id: "rule-506", title: "Rule 506(b)" },
    { number: 6, id: "regulation-s", title: "Regulation S" },
  ],
  soldAs: { usAccredited: "rule-506", nonUsAccredited: "regulation-s", uncounted: "unspecified" },
  clock: { keptBy: ["notAffiliate", "dealer"] },
};
const lotRule = (some: Json = {}) => rule("holdingPeriod", { party: "sender", months: 6, ...some });
const withLots = (lots: unknown, ...rules: Json[]) => small({ lots, uses: [enforce(...rules)] });
const E0 = "uses[0].how.enforce[0]";

/** Paths, lots, regions, whom a rule counts, who lifts it and who is the spender. */
const CASES: readonly Case[] = [
  ["an unknown path", withRules(ofPath("rule-144")), [`${E0}.path: names no path that is declared`]],
  [
    "a path that no rule takes",
    small({ paths: [path("one"), path("two")], uses: [enforce(ofPath("one"))] }),
    ["paths[1]: has no rule: it would always be open"],
  ],
  [
    "a path twice",
    small({ paths: [path("one"), path("one")], uses: [enforce(ofPath("one"))] }),
    ["paths[1].id: is the id of another path"],
  ],
  [
    "more paths than a word can number",
    small({
      paths: Array.from({ length: 16 }, (_, n) => path(`p${n}`)),
      uses: [enforce(...Array.from({ length: 16 }, (_, n) => ofPath(`p${n}`)))],
    }),
    ["paths: are too many: a program has at most 15"],
  ],

  [
    "an unknown region set",
    withRules(rule("regionIn", { set: "west" })),
    [`${E0}.set: names no region set that is declared`],
  ],
  [
    "a country set where regions are meant",
    small({ countrySets: [countrySet("europe", "FR")], uses: [enforce(rule("regionIn", { set: "europe" }))] }),
    [`${E0}.set: names no region set that is declared`],
  ],
  [
    "a region set that no rule names",
    small({ regionSets: [{ id: "west", title: "West", regions: ["idaho", "atlantis"] }] }),
    ["regionSets[0]: is named by no rule", 'regionSets[0].regions[1]: is no region of the scheme "us"'],
  ],

  [
    "an unknown origin",
    withLots(LOTS, lotRule({ origins: ["rule-506", "crowd"] })),
    [`${E0}.origins[1]: names no origin of the lots that is declared`],
  ],
  [
    "an origin where nothing is said of lots",
    withRules(lotRule({ origins: ["rule-506"] })),
    [`${E0}.origins[0]: names no origin of the lots that is declared`],
  ],
  [
    "units sold to an unknown lane, and of an unknown origin",
    withLots({ ...LOTS, soldAs: { rich: "rule-506", usAccredited: "crowd" } }, lotRule()),
    [
      'lots.soldAs[0]: is no lane of the scheme "us"',
      "lots.soldAs.usAccredited: names no origin of the lots that is declared",
    ],
  ],
  [
    "a clock that is kept by an unknown status",
    withLots({ ...LOTS, clock: { keptBy: ["notAffiliate", "rich"] } }, lotRule()),
    ['lots.clock.keptBy[1]: is no status of the scheme "us"'],
  ],
  [
    "an origin twice, by id or by number, and one that takes the name of none",
    withLots(
      {
        ...LOTS,
        origins: [
          ...LOTS.origins,
          { number: 6, id: "rule-506", title: "Again" },
          { number: 2, id: "unspecified", title: "None" },
        ],
      },
      lotRule(),
    ),
    [
      "lots.origins[2].id: is the id of another origin",
      "lots.origins[3].id: is the id of another origin",
      "lots.origins[2].number: is the number of another origin",
    ],
  ],
  ["no month", withRules(lotRule({ months: 0 })), [`${E0}.months: must be at least 1`]],
  ["more months than fifty years", withRules(lotRule({ months: 601 })), [`${E0}.months: is too large: at most 600`]],
  [
    "more months since a tranche was closed",
    withRules(rule("trancheClosedSince", { party: "sender", months: 601 })),
    [`${E0}.months: is too large: at most 600`],
  ],
  ["lots of a receiver", withRules(lotRule({ party: "receiver" })), [`${E0}.party: must be "sender"`]],

  [
    "holders counted in two ways",
    withRules(rule("mostHolders", { most: { num: "5", unit: "holder" }, perCountry: true, beneficial: true })),
    [`${E0}: counts in two ways: perCountry, beneficial`],
  ],
  [
    "holders together of no set",
    withRules(rule("mostHolders", { most: { num: "5", unit: "holder" }, together: true })),
    [`${E0}.together: needs \`countries\` with the \`set\` that is counted as one group`],
  ],
  [
    "holders together outside of a set",
    small({
      countrySets: [countrySet("europe", "FR")],
      uses: [
        enforce(
          rule("mostHolders", {
            ...{ most: { num: "5", unit: "holder" }, together: true, countries: { outside: "europe" } },
          }),
        ),
      ],
    }),
    [`${E0}.together: needs \`countries\` with the \`set\` that is counted as one group`],
  ],
  [
    "owners among fewest holders",
    withRules(rule("fewestHolders", { party: "sender", least: { num: "5", unit: "holder" }, beneficial: true })),
    [`${E0}.beneficial: is not a field here`],
  ],

  [
    "a counterparty that lifts beside roles of it",
    withRules(mostUnits({ counterparty: { roles: ["dealer"] }, counterpartyLifts: ["qib"] })),
    [`${E0}.counterpartyLifts: cannot stand beside \`counterparty.roles\``],
  ],
  [
    "an unknown status of the counterparty that lifts",
    withRules(mostUnits({ counterpartyLifts: ["rich"] })),
    [`${E0}.counterpartyLifts[0]: is no status of the scheme "us"`],
  ],
  [
    "a counterparty of the movement itself",
    withRules(
      rule("mostPerMovement", { party: "token", most: { num: "5", unit: "unit" }, counterpartyLifts: ["qib"] }),
    ),
    [`${E0}.counterpartyLifts: is about a party, and the rule judges the movement itself (party: token)`],
  ],

  [
    "where a spender resides, and who is opposite",
    small({
      countrySets: [countrySet("europe", "FR")],
      uses: [
        enforce(
          rule("forbiddenStates", {
            ...{ party: "spender", states: ["restricted"], lanes: ["usAccredited"] },
            ...{ countries: { set: "europe" }, counterparty: { roles: ["dealer"] }, liftedBy: ["qib"] },
          }),
        ),
      ],
    }),
    ["lanes", "countries", "counterparty"].map(
      (field) => `${E0}.${field}: is about an investor, and a spender need not be one`,
    ),
  ],
  [
    "a spender of a mint",
    withRules(rule("spenderRegistered", { party: "spender", movements: ["transfer", "mint", "burn"] })),
    [`${E0}.movements[1]: has no spender`, `${E0}.movements[2]: has no spender`],
  ],
  [
    "a spender of another kind",
    withRules(mostUnits({ party: "spender", movements: ["transfer"] })),
    [`${E0}.party: must be "receiver"`],
  ],
];

describe("parseRulebook: ways, lots and counts", () => {
  CASES.forEach(itRefuses);

  it("behavior: limits on two paths contradict nobody; on one path they do", () => {
    const least = (some: Json) => rule("leastHolding", { least: { num: "20", unit: "unit" }, ...some });
    const with_ = (...rules: Json[]) => small({ paths: [path("one"), path("two")], uses: [enforce(...rules)] });
    expect(lines(with_(ofPath("one"), least({ path: "two" })))).to.deep.equal([]);
    const contradiction = /contradicts .*: nobody could hold/;
    expect(lines(with_(ofPath("one"), least({ path: "one" }), ofPath("two")))[0]).to.match(contradiction);
    expect(lines(with_(ofPath("one"), least({}), ofPath("two")))[0]).to.match(contradiction);
  });
});

describe("compile: ways, lots and regions", () => {
  const asOf = 1_795_608_000n;
  const ways = small({
    paths: [path("rule-144"), path("offshore")],
    lots: LOTS,
    uses: [
      enforce(
        mostUnits(),
        lotRule({ path: "rule-144", origins: ["rule-506", "unspecified"], counterpartyLifts: ["qib"] }),
        rule("trancheClosedSince", { party: "sender", months: 12, path: "offshore", origins: ["regulation-s"] }),
        rule("spenderRegistered", { party: "spender", path: "offshore" }),
      ),
    ],
  });

  it("default: paths and origins are numbered as they are written, terms are in the header", () => {
    const rulebook = parseRulebook(ways);
    const program = compile(rulebook, { asOf });
    expect(
      program.rules.map(({ kind, path: number, window, limit, modes, otherBits }) => [
        kind,
        number,
        window,
        limit,
        modes,
        otherBits,
      ]),
    ).to.deep.equal([
      ["mostUnits", 0, 0, 100_000n, 0, 0],
      ["holdingPeriod", 1, 6, 0b11n, 1, 0b100],
      ["spenderRegistered", 2, 0, 0n, 0, 0],
      ["trancheClosedSince", 2, 12, 0b100_0000n, 0, 0],
    ]);
    // usAccredited is lane 2, nonUsAccredited lane 5; notAffiliate is bit 5, dealer bit 27.
    expect(program.lots).to.deep.equal({
      origins: [0, 0, 1, 0, 0, 6, 0, 0],
      clockRunsOn: false,
      clockKeptBy: (1 << 5) | (1 << 27),
    });
    expect(program.pathNames).to.deep.equal(["By rule-144", "By offshore"]);
    expect(traceRules(program, rulebook).pathNames).to.deep.equal(program.pathNames);
    expect(program.rules.map((_, index) => traceRules(program, rulebook).originOf(index).path)).to.deep.equal(
      program.origins.map(({ path: where }) => where),
    );
  });

  it("behavior: a clock that runs on, every origin where none is named", () => {
    const program = compile(parseRulebook(withLots({ ...LOTS, clock: "runsOn" }, lotRule())), { asOf });
    expect(program.lots).to.include({ clockRunsOn: true, clockKeptBy: 0 });
    expect(program.rules[0]?.limit).to.equal(127n);
  });

  it("behavior: without terms of lots there are none, and a rule on lots is one of every origin", () => {
    const program = compile(parseRulebook(withRules(lotRule())), { asOf });
    expect(program.lots).to.equal(undefined);
    expect(program.rules[0]?.limit).to.equal(127n);
  });

  it("behavior: regions are those of the scheme, in sets of their own", () => {
    const us = schemeNamed("us")!;
    const scheme = { ...us, regions: ["idaho", "ohio"].map((name, n) => ({ number: 16 + n, name, label: name })) };
    const parsed = parseRulebook(
      small({
        countrySets: [countrySet("europe", "FR", "DE")],
        uses: [enforce(rule("countryIn", { set: "europe" }))],
      }),
    );
    const [use] = parsed.uses;
    const region = { ...rule("regionNotIn", { set: "west" }), movements: ["transfer"] };
    const rulebook = {
      ...parsed,
      regionSets: [{ id: "west", title: "the western states", regions: ["ohio", "idaho"] }],
      uses: [{ ...use, how: { enforce: [...(use?.how as { enforce: object[] }).enforce, region] } }],
    } as unknown as Rulebook;
    const program = compile(rulebook, { asOf, scheme });
    const [countries, regions] = program.rules;
    expect(program.countrySets[Number(countries?.limit)]).to.deep.equal([250, 276]);
    expect(program.countrySets[Number(regions?.limit)]).to.deep.equal([16, 17]);
    expect(program.setNames[Number(regions?.limit)]).to.equal("the western states");
  });
});
