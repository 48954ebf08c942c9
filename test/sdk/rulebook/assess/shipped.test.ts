import { expect } from "chai";
import fc from "fast-check";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { lawFiles, readLaw, SHIPPED_LAW } from "../../../../sdk/cli/readLaw.js";
import {
  type Activity,
  assess,
  type AssessFinding,
  type LawDocument,
  type Pack,
  parseActivities,
  prepareRulebooks,
  type Provision,
  secondsOf,
} from "../../../../sdk/rulebook/index.js";

const SEED = 20_261_126;
const RUNS = 150;

const documents = readLaw(lawFiles(SHIPPED_LAW));
const LAW = prepareRulebooks(documents);
const packs = documents.filter((one): one is Pack => one.format === "weighbridge.pack/1");
const rows = packs.flatMap(({ provisions }) => provisions);
const PROPOSED = rows.filter(({ status }) => status === "proposed" || status === "withdrawn");

const FOLDER = new URL("../../../../rulebooks/examples/", import.meta.url);
const EXAMPLES = readdirSync(FOLDER)
  .map((name) => new URL(`${name}/activities.json`, FOLDER))
  .filter((file) => existsSync(file))
  .flatMap((file): readonly Activity[] => {
    const { provenance, activities } = parseActivities(JSON.parse(readFileSync(file, "utf8")));
    return activities.map(({ activity }) => ({ ...(provenance === undefined ? {} : { provenance }), ...activity }));
  });

const secondsOn = (day: string) => secondsOf(`${day}T00:00:00Z`);
/** Days about the first and last of every text that ever changed, and others. */
const DAYS = [...new Set(rows.flatMap(({ effective }) => [effective?.from, effective?.through]))]
  .filter((day) => day !== undefined && day >= "1990-01-01")
  .concat("2026-11-26", "2030-12-31", "2031-01-02") as string[];
const day = fc.constantFrom(...DAYS).map(secondsOn);

/** An activity of the worked offerings, with some of its facts, and without its ledgers or not. */
const asked = fc.record({
  example: fc.constantFrom(...EXAMPLES),
  kept: fc.func(fc.integer({ min: 0, max: 5 })),
  ledgers: fc.boolean(),
});
const activityOf = ({ example, kept, ledgers }: Parameters<Parameters<typeof asked.map>[0]>[0]): Activity => {
  const facts = Object.fromEntries(Object.entries(example.facts).filter(([id]) => kept(id) > 0));
  return { ...example, facts, ledgers: ledgers ? example.ledgers : undefined };
};
const question = asked.map(activityOf);
const whole = fc.constantFrom(...EXAMPLES);
const check = <Values extends [unknown, ...unknown[]]>(property: fc.IProperty<Values>, numRuns = RUNS) =>
  fc.assert(property, { seed: SEED, numRuns });

/** Packs that say the same, with a row more or fewer of others. */
const withRows = (change: (provisions: readonly Provision[]) => readonly Provision[]): readonly LawDocument[] =>
  documents.map((one) => (one.format === "weighbridge.pack/1" ? { ...one, provisions: change(one.provisions) } : one));
const extra = (provision: Provision): readonly LawDocument[] => [
  ...documents,
  { format: "weighbridge.pack/1", id: "extra", title: "Extra", vocabulary: "us", provisions: [provision] },
];

describe("assess, of the law that is shipped", function () {
  this.timeout(60_000);

  it("behavior: an answer does not depend on what was asked before, and nobody can change what answers share", () => {
    check(
      fc.property(question, whole, day, (one, other, asOf) => {
        const before = structuredClone(assess(LAW, one, { asOf }));
        assess(LAW, other, { asOf });
        const again = assess(LAW, one, { asOf });
        expect(structuredClone(again)).to.deep.equal(before);
        const shared = again.findings.filter((finding) => Object.isFrozen(finding));
        for (const finding of shared) expect(() => Object.assign(finding, { result: "met" })).to.throw(TypeError);
      }),
      30,
    );
    const asOf = secondsOn("2026-11-26");
    for (const one of EXAMPLES.filter((_, index) => index % 40 === 0))
      expect(assess(prepareRulebooks([...documents]), one, { asOf })).to.deep.equal(assess(LAW, one, { asOf }));
  });

  it("behavior: each provision in force that speaks of the activity and the product occurs once, and no other", () => {
    check(
      fc.property(question, day, (one, asOf) => {
        const { findings, asOf: on } = assess(LAW, one, { asOf });
        const speaking = rows.filter(({ status, effective, scope: { activities, products } }) => {
          const decides = status !== "proposed" && status !== "withdrawn" && effective !== undefined;
          const inForce = decides && effective.from <= on && (effective.through ?? on) >= on;
          const matches = products === "any" || products.some((each) => one.product.classes.includes(each));
          return inForce && matches && activities.includes(one.kind);
        });
        expect(findings.map(({ provision }) => provision)).to.deep.equal(speaking.map(({ id }) => id));
      }),
    );
  });

  it("behavior: no proposed row changes a decision", () => {
    const ids = new Set(PROPOSED.map(({ id }) => id));
    expect(ids.size).to.be.greaterThan(3);
    const without = prepareRulebooks(withRows((all) => all.filter(({ id }) => !ids.has(id))));
    check(
      fc.property(question, day, (one, asOf) => {
        const claims = one.claims.filter((id) => !ids.has(id));
        const { coverage, ...found } = assess(LAW, { ...one, claims }, { asOf });
        const { coverage: fewer, ...wanted } = assess(without, { ...one, claims }, { asOf });
        expect(found).to.deep.equal(wanted);
        expect(coverage.speaking).to.deep.equal(fewer.speaking);
      }),
    );
  });

  const restricts = (type: string) => type === "prohibit" || type === "limit";

  it("behavior: a provision in force more never turns a refusal into an allowance, unless it exempts, defines or goes before", () => {
    const kinds = ["prohibit", "limit", "consequence", "discretion"];
    const others = rows.filter(({ effect, over }) => kinds.includes(effect.type) && over === undefined);
    const laws = others
      .filter((_, index) => index % 16 === 0)
      .map((row) => {
        const scope = { ...row.scope, products: "any" as const, when: undefined };
        const provision = { ...row, id: "extra/row", status: "in_force", effective: { from: "1900-01-01" }, scope };
        return prepareRulebooks(extra(provision as Provision));
      });
    check(
      fc.property(question, fc.constantFrom(...laws), day, (one, more, asOf) => {
        const before = assess(LAW, one, { asOf }).outcome;
        const after = assess(more, one, { asOf }).outcome;
        if (before === "refuse") expect(after).to.equal("refuse");
        if (before === "ambiguous") expect(after).to.be.oneOf(["ambiguous", "refuse"]);
      }),
    );
  });

  it("behavior: a fact more never turns a refusal into an allowance, nor one into the other", () => {
    check(
      fc.property(asked, day, ({ example, kept, ledgers }, asOf) => {
        const some = activityOf({ example, kept, ledgers });
        const { findings } = assess(LAW, some, { asOf });
        const full = assess(LAW, { ...some, facts: example.facts }, { asOf });
        const by = new Map(full.findings.map((one) => [one.provision, one]));
        // What was told without them stays, of all that no derived fact was taken from closer to its source.
        const told = findings.filter((one) => restricts(one.effect) && one.decides && one.binds === true);
        const turned = (one: AssessFinding) => one.result === "failed" && by.get(one.provision)?.result === "met";
        expect(told.filter(turned).map(({ provision }) => provision)).to.deep.equal([]);
      }),
    );
  });

  it("behavior: more purchases before never turn a refusal into an allowance", () => {
    const metered = EXAMPLES.filter(({ ledgers = [] }) => ledgers.some(({ basis }) => basis === "purchase"));
    expect(metered.length).to.be.greaterThan(20);
    const added = fc.array(
      fc.record({
        party: fc.constantFrom("one", "two", "three"),
        quantity: fc.constantFrom("0", "1", "250000", "9999999"),
      }),
      { minLength: 1, maxLength: 40 },
    );
    check(
      fc.property(fc.constantFrom(...metered), added, day, (one, more, asOf) => {
        const ledgers = (one.ledgers ?? []).map((ledger) => {
          const like = ledger.entries[0] ?? ledger.adds;
          if (ledger.basis !== "purchase" || like === undefined) return ledger;
          const lines = more.map((line) => ({ ...like, ...line, on: one.on ?? "2026-11-20" }));
          return { ...ledger, entries: [...ledger.entries, ...lines] };
        });
        if (assess(LAW, one, { asOf }).outcome !== "refuse") return;
        expect(assess(LAW, { ...one, ledgers }, { asOf }).outcome).to.equal("refuse");
      }),
    );
  });

  it("behavior: on every day both agencies ask the same margin of security futures", () => {
    const margin = (authority: string, on: string, initialMargin: string) => {
      const provenance = { asOf: on, source: "a test", evidence: "verified" } as const;
      const facts = { "activity.initialMargin": initialMargin } as Activity["facts"];
      const asks = { kind: "extendCredit", product: { classes: ["securityFuture"] }, provenance, facts, claims: [] };
      const { findings } = assess(LAW, asks as unknown as Activity, { asOf: secondsOn(on) });
      return findings
        .filter(
          ({ provision, effect }) => effect === "limit" && LAW.byId.get(provision)?.provision.authority === authority,
        )
        .flatMap((one) => one.requirements.filter(({ measure }) => measure === "initialMargin"))
        .map(({ result, measured, cmp, limit }) => [result, measured, cmp, limit].join(" "))
        .sort();
    };
    const near = DAYS.flatMap((one) => {
      const at = Date.parse(`${one}T00:00:00Z`);
      return [-1, 0, 1].map((days) => new Date(at + days * 86_400_000).toISOString().slice(0, 10));
    }).filter((one) => one >= "2003-01-01");
    let asked = 0;
    for (const on of near)
      for (const percent of ["14.99", "15", "19.99", "20"]) {
        const [sec, cftc] = [margin("SEC", on, percent), margin("CFTC", on, percent)];
        expect(sec, `${on}: ${percent} %`).to.deep.equal(cftc);
        asked += sec.length;
      }
    expect(asked).to.be.greaterThan(500);
  });
});
