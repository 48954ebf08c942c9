import { expect } from "chai";
import { readAudit } from "../../../../sdk/cli/readAudit.js";
import { lawFiles, readLaw, SHIPPED_LAW } from "../../../../sdk/cli/readLaw.js";
import {
  assess,
  audit,
  type AuditDocument,
  type AuditReport,
  combine,
  type Pack,
  prepareRulebooks,
  type Provision,
  questionActivity,
  type SharedVocabulary,
} from "../../../../sdk/rulebook/index.js";
import { factsRead } from "../../../../sdk/rulebook/values/reads.js";
import { CONFLICTS } from "../../../fixtures/conflicts.js";
import { AS_OF } from "../../../fixtures/smallPacks.js";

const law = readLaw(lawFiles(SHIPPED_LAW));
const shipped = readAudit([]);
const report = audit(shipped, { asOf: AS_OF });

/** Whether a report says of all these provisions together that they conflict, are settled, or must move together. */
const tells = ({ findings, resolved, agreements }: AuditReport, ids: readonly string[]) => {
  const all = (list: readonly string[]) => ids.every((id) => list.includes(id));
  return (
    findings.some(
      ({ provisions, witness, code, declared }) =>
        all(provisions) && declared?.derived !== false && (witness !== null || code === "undefined-term"),
    ) ||
    resolved.some(({ prevails, over }) => all([prevails, over])) ||
    agreements.some(({ provisions }) => all(provisions))
  );
};

/** The packs with other ids, blank citations, another order, and all in one. */
function disguised(documents: readonly AuditDocument[]) {
  const packs = documents.filter((one): one is Pack => one.format === "weighbridge.pack/1");
  const ids = packs.flatMap(({ provisions }) => provisions.map(({ id }) => id));
  const names = new Map(ids.map((id, index) => [id, `x${((index + 1) * 7919) % 99991}`] as const));
  const other = (id: string) => names.get(id) ?? id;
  const provisions = packs
    .flatMap((pack) => pack.provisions)
    .map((one): Provision => ({
      ...one,
      id: other(one.id),
      citation: "-",
      ...(one.over === undefined ? {} : { over: one.over.map((row) => ({ ...row, provision: other(row.provision) })) }),
      ...(one.effect.type === "exempt" ? { effect: { ...one.effect, from: one.effect.from.map(other) } } : {}),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const [first] = packs;
  const rest = documents.filter(
    (one) => one.format !== "weighbridge.pack/1" && one.format !== "weighbridge.conflicts/1",
  );
  return { documents: [...rest, { ...(first as Pack), provisions }], other };
}

describe("audit: what is shipped", () => {
  const derived = CONFLICTS.filter(({ how }) => how === "derived");

  for (const { id, title, anyOf } of derived)
    it(`args: ${id}, ${title}`, () => {
      expect(anyOf.some((ids) => tells(report, ids))).to.equal(true);
    });

  it("behavior: what no rule derives is declared", () => {
    const declared = report.findings.filter((finding) => finding.declared?.derived === false);
    for (const { anyOf } of CONFLICTS.filter(({ how }) => how === "declared"))
      expect(
        declared.some(({ provisions }) => anyOf.some((ids) => ids.every((id) => provisions.includes(id)))),
      ).to.equal(true);
  });

  it("behavior: what nobody with authority has decided stays an error, is known, and nothing else is one", () => {
    const errors = report.findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ provisions, declared }) => [declared?.id, ...provisions])).to.have.deep.members([
      ["one-account-two-estates", "us/cftc/rule-1-20", "us/sec/rule-15c3-3-account"],
      ["one-account-two-estates", "us/cftc/rule-22-2", "us/sec/rule-15c3-3-account"],
      ["one-account-two-estates", "us/cftc/rule-30-7", "us/sec/rule-15c3-3-account"],
      ["advised-clients-and-pool", "us/sec/rule-206-4-2", "us/sec/order-34-106402-pool"],
      ["futures-funds-and-pool", "us/cftc/rule-1-20b", "us/sec/order-34-106402-pool"],
      ["netting-of-swaps", "us/cftc/rule-23-154-netting", "us/sec/rule-18a-3-method"],
      ["gaming-law-sixth-circuit", "us/cftc/exclusive-jurisdiction", "us/court/kalshi-sixth-circuit"],
      ["gaming-law-ninth-circuit", "us/cftc/exclusive-jurisdiction", "us/court/kalshi-ninth-circuit"],
    ]);
    for (const { declared } of errors) expect(declared).to.include({ kind: "contradictory", decision: null });
    expect(report.findings.filter(({ declared }) => (declared?.decision ?? null) !== null)).to.deep.equal([]);
  });

  it("behavior: a decision of a named person lowers a finding to a warning, and a record alone does not", () => {
    const decided = { by: "A. Person", role: "General Counsel", on: "2026-11-26", decided: "No common account." };
    const documents = shipped.map((one) =>
      one.format === "weighbridge.conflicts/1"
        ? {
            ...one,
            conflicts: one.conflicts.map((known) =>
              known.id === "one-account-two-estates" ? { ...known, decision: decided } : known,
            ),
          }
        : one,
    );
    const { findings } = audit(documents, { asOf: AS_OF });
    const accounts = findings.filter(
      ({ code, declared }) => code === "contradiction" && declared?.id === "one-account-two-estates",
    );
    expect(accounts.map(({ severity, declared }) => [severity, declared?.decision])).to.deep.equal(
      Array.from({ length: 3 }, () => ["warning", decided]),
    );
    expect(findings.filter(({ severity }) => severity === "error").length).to.equal(5);
  });

  it("behavior: on 5 October 2026 comments on three proposals could still be made, each until its day", () => {
    const { upcoming } = audit(shipped, { asOf: BigInt(Date.parse("2026-10-05") / 1000) });
    expect(
      upcoming.filter(({ what }) => what === "commentsClose").map(({ day, provision }) => `${day} ${provision}`),
    ).to.have.members([
      "2026-10-15 us/sec/sr-coin-2026-001",
      "2026-10-20 us/sec/reg-crypto-startup",
      "2026-10-20 us/sec/reg-crypto-fundraising",
      "2026-10-20 us/sec/safe-harbour-reg-crypto",
      "2026-11-03 us/sec/transfer-agent-proposal-2026",
    ]);
    const { upcoming: before } = audit(shipped, { asOf: BigInt(Date.parse("2026-07-27") / 1000) });
    expect(before[0]).to.include({ day: "2026-07-27", what: "commentsClose" });
  });

  it("behavior: ids, citations, order and packs decide nothing", () => {
    const { documents, other } = disguised(shipped);
    const again = audit(documents, { asOf: AS_OF });
    const found = derived.filter(({ anyOf }) => anyOf.some((ids) => tells(again, ids.map(other)))).map(({ id }) => id);
    expect(found).to.deep.equal(derived.map(({ id }) => id));
    expect(again.findings.filter(({ code }) => code === "overlap-without-precedence").length).to.equal(
      report.findings.filter(
        ({ code, declared }) => code === "overlap-without-precedence" && declared?.derived !== false,
      ).length,
    );
  });

  it("behavior: when both sides of a conflict ask the same it disappears, and only then", () => {
    const byId = new Map(
      shipped.flatMap((one) => ("provisions" in one ? one.provisions : [])).map((one) => [one.id, one] as const),
    );
    const vocabularies = shipped.filter((one) => one.format === "weighbridge.vocabulary/1");
    const [first] = shipped.filter((one): one is Pack => one.format === "weighbridge.pack/1");
    const definitions = [...byId.values()].filter(
      ({ effect, status }) => effect.type === "define" && status === "in_force",
    );
    /** What the facts that provisions name are made of, without what goes before it. */
    const madeOf = (pair: readonly Provision[]): readonly Provision[] => {
      const found = new Map(pair.map((one) => [one.id, one] as const));
      for (const one of found.values()) {
        const named = new Set(factsRead(one.effect));
        for (const definition of definitions)
          if (definition.effect.type === "define" && named.has(definition.effect.fact) && !found.has(definition.id))
            found.set(definition.id, { ...definition, over: undefined });
      }
      return [...found.values()];
    };
    const OF_VALUES = ["contradiction", "overlap-without-precedence", "differs-by-class"];
    const indexOf = (path: string | undefined) => Number(/requires\[(\d+)\]$/.exec(path ?? "")?.[1]);
    let tried = 0;
    for (const { code, provisions, paths } of report.findings) {
      const [one, other] = provisions.map((id) => byId.get(id));
      const [mine, theirs] = paths.map(indexOf);
      if (!OF_VALUES.includes(code) || one === undefined || other === undefined) continue;
      if (mine === undefined || theirs === undefined) continue;
      if (!("requires" in one.effect) || !("requires" in other.effect)) continue;
      const test = one.effect.requires[mine]?.test;
      if (test === undefined) continue;
      const requires = other.effect.requires.map((row, index) => (index === theirs ? { ...row, test } : row));
      const found = (pair: readonly Provision[]) =>
        audit([...vocabularies, { ...(first as Pack), provisions: madeOf(pair) }], { asOf: AS_OF }).findings.some(
          (finding) =>
            OF_VALUES.includes(finding.code) &&
            finding.paths[0]?.endsWith(`[0].effect.requires[${mine}]`) === true &&
            finding.paths[1]?.endsWith(`[1].effect.requires[${theirs}]`) === true,
        );
      tried += 1;
      expect(found([one, other]), `${one.id}, ${other.id}`).to.equal(true);
      expect(found([one, { ...other, effect: { ...other.effect, requires } }]), `${one.id}, ${other.id}`).to.equal(
        false,
      );
    }
    expect(tried).to.be.greaterThan(100);
  });

  it("behavior: the assessor answers each witness as the finding says", () => {
    const { facts } = law.find(
      (one): one is SharedVocabulary => one.format === "weighbridge.vocabulary/1",
    ) as SharedVocabulary;
    const prepared = prepareRulebooks(law);
    let [asked, same] = [0, 0];
    const opposite: string[] = [];
    for (const { witness } of report.findings)
      for (const question of witness?.on === report.asOf ? witness.questions : []) {
        const activity = questionActivity(question, { on: report.asOf, facts, calendars: prepared.calendars });
        const { findings } = assess(prepared, activity, { asOf: AS_OF });
        for (const { provision, requirement, answer } of question.answers) {
          const found = findings.find((one) => one.provision === provision);
          const result = found?.requirements.find(({ id }) => id === requirement)?.result ?? found?.result;
          asked += 1;
          if (result === answer) same += 1;
          else if (result !== "unknown") opposite.push(`${provision}: ${result}, and not ${answer}`);
        }
      }
    expect(opposite).to.deep.equal([]);
    expect(same / asked).to.be.greaterThan(0.98);
  });

  it("behavior: the combined view keeps to one class, and says each step", () => {
    const { rows } = combine(shipped, { asOf: AS_OF });
    const margin = rows.filter(
      ({ measure, products }) => measure === "initialMargin" && products.includes("securityFuture"),
    );
    expect(margin.flatMap(({ trace }) => trace.map(({ step }) => step))).to.include("alike");
    for (const { stands } of margin)
      for (const { products } of stands)
        expect(products === "any" || products.includes("securityFuture")).to.equal(true);
  });
});
