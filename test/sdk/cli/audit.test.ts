import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { amount, limit, packOf, provision } from "../../fixtures/smallPacks.js";
import { weighbridge } from "./command.js";
import { folderOfTests } from "./folder.js";

type Json = Readonly<Record<string, unknown>>;

const margin = (cmp: string, num: string) => ({ effect: limit("margin", amount("activity.margin", cmp, num)) });
const cftc = { authority: "CFTC" };
const AT_MOST = provision("b", { ...cftc, ...margin("<", "50") });
const AT_LEAST = provision("a", margin(">=", "50"));
const AT = ["--as-of", "2026-11-26"];

describe("weighbridge audit", () => {
  const { file, path } = folderOfTests();
  const audit = (rows: readonly Json[], ...argv: readonly string[]) =>
    weighbridge(["audit", file("pack.json", packOf(...rows)), ...AT, ...argv]);

  it("default: each finding with both sides and its witness; exit code 3 where somebody must resolve one", async () => {
    const { code, out, err } = await audit([AT_LEAST, AT_MOST]);
    expect({ code, err }).to.deep.equal({ code: 3, err: "" });
    expect(out).to.include("provisions 2, of which 2 in force\n");
    expect(out).to.include("findings   1 error, 0 warnings, 0 notes\n");
    expect(out).to.include(
      [
        "error contradiction margin · CFTC, SEC",
        "  No value of margin meets both where both apply.",
        "    · a: margin is at least 50 %",
        "    · b: margin is below 50 %",
        "    as: extendCredit of equity; activity.margin 50 → a met, b failed",
        "",
      ].join("\n"),
    );
    expect(out.replaceAll("\n", " ")).to.match(/no legal advice, and no finding is no promise\. $/);
  });

  it("args: --json: one value with its format; exit code 0 without an error", async () => {
    const ran = await audit([AT_LEAST], "--json");
    expect({ code: ran.code, err: ran.err }).to.deep.equal({ code: 0, err: "" });
    expect(JSON.parse(ran.out)).to.deep.include({ format: "weighbridge.audit/1", asOf: "2026-11-26", findings: [] });
    // A warning is for people to know, and no error.
    const warned = await audit([AT_LEAST, { ...AT_MOST, ...margin(">=", "51") }], "--json");
    expect([warned.code, warned.out.includes('"severity": "warning"')]).to.deep.equal([0, true]);
  });

  it("args: --as-of: the law of that day", async () => {
    const { code, out } = await audit([AT_LEAST, AT_MOST], "--json", "--as-of", "2019-12-31");
    expect(code).to.equal(0);
    expect(JSON.parse(out)).to.deep.include({ asOf: "2019-12-31", provisions: 2, inForce: 0, findings: [] });
  });

  const PROPOSED = { ...AT_MOST, status: "proposed", effective: undefined, commentsUntil: "2026-12-24" };

  it("args: --as-if-adopted: finds what a proposal would conflict with, and says that it is one", async () => {
    expect((await audit([AT_LEAST, PROPOSED])).code).to.equal(0);
    const { code, out } = await audit([AT_LEAST, PROPOSED], "--as-if-adopted", "b");
    expect(code).to.equal(3);
    expect(out).to.include("as if      adopted: b\n");
    expect(out).to.include("error contradiction");
    const none = await audit([AT_LEAST, PROPOSED], "--as-if-adopted", "a");
    expect(none.code).to.equal(2);
    expect(none.err).to.include("must be the id of a proposed provision");
  });

  it("args: --upcoming: only what is known to come, and never an exit code of 3", async () => {
    const rows = [AT_LEAST, AT_MOST, { ...PROPOSED, id: "c", citation: "Rule c" }];
    const { code, out } = await audit(rows, "--upcoming");
    expect(code).to.equal(0);
    expect(out).to.include("2026-12-24  comments close: Rule c (proposed)\n");
    expect(out).not.to.include("contradiction");
    const json = JSON.parse((await audit(rows, "--upcoming", "--json")).out) as Json;
    expect(Object.keys(json)).to.deep.equal(["format", "asOf", "upcoming"]);
    const later = await audit(rows, "--upcoming", "--as-of", "2026-12-25");
    expect(later.out).to.include("Nothing is known to come.\n");
  });

  it("args: --html: one page, beside what is printed", async () => {
    const html = path("report.html");
    const { code, out } = await audit([AT_LEAST, AT_MOST], "--html", html, "--json");
    expect(code).to.equal(3);
    expect(JSON.parse(out)).to.include({ format: "weighbridge.audit/1" });
    const page = readFileSync(html, "utf8");
    expect(page).to.match(/^<!doctype html>/i);
    expect(page).to.include("activity.margin");
  });

  it("error: nothing is written by --html", async () => {
    const html = path("never.html");
    const broken = file("broken.json", { ...packOf(AT_LEAST), provisions: [{ ...AT_LEAST, authority: "FBI" }] });
    const cases = [
      [path("none.json")],
      [broken],
      [file("good.json", packOf(AT_LEAST)), "--as-if-adopted", "zzz"],
      [file("good.json", packOf(AT_LEAST)), broken],
    ];
    for (const argv of cases) {
      const { code, out, err } = await weighbridge(["audit", ...argv, ...AT, "--html", html]);
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
      expect(err).to.match(/^weighbridge: /);
      expect(existsSync(html)).to.equal(false);
    }
    const { code, out, err } = await audit([AT_LEAST], "--html", path("no/such/folder.html"));
    expect({ code, out }).to.deep.equal({ code: 2, out: "" });
    expect(err).to.include("cannot be written");
  });
});
