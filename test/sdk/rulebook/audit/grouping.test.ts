import { expect } from "chai";
import { readAudit } from "../../../../sdk/cli/readAudit.js";
import {
  audit,
  type AuditDocument,
  type AuditReport,
  type Pack,
  type Provision,
} from "../../../../sdk/rulebook/index.js";
import { cyclesIn } from "../../../../sdk/rulebook/assess/cycles.js";
import { AS_OF } from "../../../fixtures/smallPacks.js";

const shipped = readAudit([]);
const report = audit(shipped, { asOf: AS_OF });

/** What texts need, whatever they are about: a finding for each authority. */
const OF_TEXTS = new Set(["stale-source", "unverified-source", "not-enforceable-on-chain", "undefined-term"]);
/** Findings that no precedence settles: a term without a meaning, and a rule that is not there. */
const NO_CONFLICT = new Set([...OF_TEXTS, "gap"]);
const MOST_ALONE = 10;

const provisionsOf = (documents: readonly AuditDocument[]) =>
  documents.flatMap((one): readonly Provision[] => (one.format === "weighbridge.pack/1" ? one.provisions : []));

/** The packs with a precedence between any two provisions of each finding: whichever way round makes nothing go in a circle. */
function settled(documents: readonly AuditDocument[], { findings }: AuditReport): readonly AuditDocument[] {
  const because = "A text that the test made up";
  type Row = NonNullable<Provision["over"]>[number];
  type Open = Omit<Provision, "over"> & { readonly over: Row[] };
  const all = new Map<string, Open>(
    provisionsOf(documents).map((one) => [one.id, { ...one, over: [...(one.over ?? [])] }]),
  );
  const goesRound = () =>
    cyclesIn([...all.values()].filter(({ status }) => status !== "proposed" && status !== "withdrawn")).length > 0;
  const put = (upper: string, lower: string): boolean => {
    const over = all.get(upper)?.over;
    if (over === undefined || over.some(({ provision }) => provision === lower)) return over !== undefined;
    over.push({ provision: lower, because });
    if (!goesRound()) return true;
    over.pop();
    return false;
  };
  for (const { provisions, code } of findings)
    for (const one of OF_TEXTS.has(code) && code !== "undefined-term" ? [] : new Set(provisions))
      for (const other of new Set(provisions)) if (one < other && !put(one, other)) put(other, one);
  return documents.map((one) =>
    one.format === "weighbridge.pack/1"
      ? ({ ...one, provisions: one.provisions.map(({ id }) => all.get(id)!) } satisfies Pack)
      : one,
  );
}

describe("audit: grouping", () => {
  it("default: every finding is of a story, which has a title, counts its findings and says how grave the gravest is", () => {
    const titles = report.groups.map(({ title }) => title);
    expect(titles.filter((title) => title === "")).to.deep.equal([]);
    for (const { id, findings, severity } of report.groups) {
      const list = report.findings.filter(({ group }) => group === id);
      expect([id, list.length]).to.deep.equal([id, findings]);
      expect(list.map((one) => one.severity)).to.include(severity);
    }
    expect(new Set(report.findings.map(({ group }) => group))).to.have.members(report.groups.map(({ id }) => id));
  });

  it("behavior: a story is of one measure and exposure, between the same authorities; or of what texts need", () => {
    for (const { id, measure, exposure, authorities } of report.groups)
      for (const finding of report.findings.filter(({ group }) => group === id)) {
        expect([finding.measure, finding.exposure], id).to.deep.equal([measure, exposure]);
        if (measure !== null) expect(finding.authorities, id).to.deep.equal(authorities);
        else expect(authorities, id).to.include.members([...finding.authorities]);
      }
  });

  it("behavior: it stays readable: what is one fact is said once", () => {
    expect(report.findings.length).to.be.at.most(250);
    expect(report.groups.length).to.be.at.most(75);
  });

  it("behavior: where a text settles every conflict none is left, and at most ten stories have one finding", () => {
    const { findings, groups } = audit(settled(shipped, report), { asOf: AS_OF });
    expect(findings.filter(({ code }) => !NO_CONFLICT.has(code)).map(({ what }) => what)).to.deep.equal([]);
    const alone = groups.filter((group) => group.findings === 1);
    expect(alone.length, alone.map(({ title }) => title).join("; ")).to.be.at.most(MOST_ALONE);
  });
});
