import { expect } from "chai";
import { jsonText } from "../../../../sdk/cli/json.js";
import { auditPage } from "../../../../sdk/cli/report/index.js";
import type { AuditReport } from "../../../../sdk/rulebook/audit/index.js";
import { auditedDocuments, auditReport } from "../../../fixtures/auditReport.js";

const plain = (text: string) =>
  text
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

/** Every value of the page that says where it comes from. */
const dataOf = (page: string) =>
  [...page.matchAll(/<data value="([^"]*)" data-from="([^"]*)">(.*?)<\/data>/g)].map(
    ([, value = "", from = "", shown = ""]) => ({
      value: plain(value),
      from: plain(from),
      shown: plain(shown),
    }),
  );

/** What a JSON pointer leads to; after `#`, how many entries of a list, of those with the given fields. */
function resolve(json: unknown, from: string): unknown {
  const [path = "", count] = from.split("#", 2);
  const steps = path
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], json);
  if (count === undefined) return found;
  const wanted = [...new URLSearchParams(count)];
  return (found as readonly Record<string, unknown>[]).filter((one) =>
    wanted.every(([key, value]) => one[key] === value),
  ).length;
}

describe("auditPage", () => {
  const page = auditPage(auditReport, auditedDocuments);
  const with_ = (over: Partial<AuditReport>) => auditPage({ ...auditReport, ...over }, auditedDocuments);

  it("default: a whole page, which fetches nothing and runs only its own script", () => {
    expect(page).to.match(/^<!doctype html>\n<html lang="en-GB">/);
    expect(page).to.match(/default-src 'none'; style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}'/);
    expect(page).to.not.match(/@import|url\((?!#hatch)/);
    expect(page.match(/<script/g)).to.have.length(1);
    const tags = page.match(/<[a-z][^>]*>/g) ?? [];
    expect(
      tags.filter((tag) => /^<(link|img|iframe|object|embed|video|audio|source|base)\b|\s(src|style|on\w+)=/.test(tag)),
    ).to.deep.equal([]);
  });

  it("default: says everything that the report says", () => {
    const text = plain(page);
    for (const { what, suggestion } of auditReport.findings) expect(text).to.include(what).and.to.include(suggestion);
    for (const words of [
      ...["at least 50 %", "at least 15 %", "Margin put up at the start", "The counterparty is a retail customer"],
      ...["not met", "does not matter", "number of purchasers (purchase) in any 90 days", "1,235 persons"],
      ...[
        "Takes effect",
        "4 January 2027",
        "Last day in force",
        "Known as C1: a text says which prevails",
        "a text says so",
        "they must move together",
      ],
    ])
      expect(text.toLowerCase()).to.include(words.toLowerCase());
  });

  it("behavior: each number is that of the JSON, and each number of the JSON is there", () => {
    const json: unknown = JSON.parse(jsonText(auditReport));
    const data = dataOf(page);
    for (const { value, from, shown } of data) {
      const found = resolve(json, from);
      if (from.endsWith("/says")) expect(String(found).replaceAll(/[$,]/g, "").split(" "), from).to.include(value);
      else expect(String(found), from).to.equal(value);
      // What is shown has the same digits.
      if (/^\d+$/.test(value)) expect(shown.replaceAll(/\D/g, ""), from).to.equal(value);
    }
    const froms = data.map(({ from }) => from);
    expect(froms).to.include.members([
      ...["/inForce", "/provisions", "/findings#", "/coverage/covered", "/coverage/expected"],
      ...[0, 1].flatMap((finding) => [0, 1].map((side) => `/findings/${finding}/sides/${side}/says`)),
      ...["0/facts/activity.initialMargin", "0/facts/counterparty.retail", "0/facts/activity.day"].map(
        (one) => `/findings/0/witness/questions/${one}`,
      ),
      ...["1/facts/activity.initialMargin", "1/meters/0/value"].map((one) => `/findings/0/witness/questions/${one}`),
    ]);
    const byKind = data.filter(({ from }) => from.startsWith("/findings#code="));
    expect(byKind.reduce((sum, { value }) => sum + Number(value), 0)).to.equal(auditReport.findings.length);
  });

  it("behavior: a number that the report does not say is not shown as one of its sides", () => {
    const [first] = auditReport.findings;
    const changed = {
      ...first!,
      sides: first!.sides.map((side) => ({ ...side, says: "initial margin is at least 60 %" })),
    };
    const froms = dataOf(with_({ findings: [changed] })).map(({ from }) => from);
    expect(froms.filter((from) => from.endsWith("/says"))).to.deep.equal([]);
  });

  it("behavior: what people wrote stays text", () => {
    expect(page).to.not.include("<img").and.to.not.include("<script>alert").and.to.not.include("<b>");
    expect(plain(page))
      .to.include(`<img src=x onerror="alert(1)"> & "Sons"`)
      .and.to.include("</script><script>alert(2)</script>");
  });

  it("behavior: ids are unique, and every reference leads somewhere", () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    const refs = [
      ...page.matchAll(/(?:href="#|popovertarget="|aria-labelledby="|aria-describedby=")([^"]*)"/g),
    ].flatMap(([, list = ""]) => list.split(" "));
    expect(refs.filter((ref) => !ids.includes(ref))).to.deep.equal([]);
  });

  it("behavior: provisions that are cited alike are told apart by their names", () => {
    expect(plain(page)).to.include("Example test/coming (coming)").and.to.include("Example test/coming (proposal)");
  });

  it("behavior: a provision that no document has is named by its id", () => {
    expect(page).to.include("<code>test/unknown</code>");
  });

  it("behavior: the same report makes the same page", () => {
    expect(auditPage(auditReport, auditedDocuments)).to.equal(page);
  });

  it("args: asIfAdopted", () => {
    expect(plain(with_({ asIfAdopted: ["test/proposal"] }))).to.include(
      "Under proposals, taken as adopted: test/proposal.",
    );
  });

  it("args: a report of nothing", () => {
    const empty = { findings: [], upcoming: [], resolved: [], agreements: [], coverage: null };
    const text = plain(auditPage({ ...auditReport, ...empty }, []));
    for (const words of [
      "Nothing was found.",
      "Nothing is known to come.",
      "No coverage matrix was given",
      "Nothing begins, ends or is proposed",
    ])
      expect(text).to.include(words);
  });
});
