import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "../../../sdk/program/index.js";
import { hashPack, parsePack } from "../../../sdk/rulebook/index.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { provision, small } from "../rulebook/small.js";
import { NOW, weighbridge } from "./command.js";

describe("weighbridge compile", () => {
  let folder = "";
  const file = (name: string, value: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
    return path;
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("default: the program, and its rules in words", async () => {
    const path = file("fund.json", fundOfTest());
    const { code, out, err } = await weighbridge(["compile", path]);
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    const { id } = compile(fundOfTest(), { asOf: NOW });
    const rule = "─".repeat(100);
    expect(out).to.equal(
      [
        rule,
        `WEIGHBRIDGE${" ".repeat(81)}COMPILED`,
        rule,
        "Fund of Test",
        `rulebook   ${compile(fundOfTest(), { asOf: NOW }).rulebook}`,
        `program    ${id}`,
        "size       416 bytes, 2 rules",
        "as of      25 November 2026 at 12:00 UTC",
        rule,
        "Enforced by rules (2)",
        "  0  On a transfer or mint, the receiver must have shown: qualified purchaser, unless it is recorded",
        "     as issuer.",
        "     law · requiredStatuses · 15 U.S.C. 80a-3(c)(7)(A) · Terms, clause 2",
        "  1  On a transfer or mint, the receiver must hold at most 1,000 tokens afterwards.",
        "     policy · mostUnits · Terms, clause 1 · Terms, clause 1",
        "",
      ].join("\n"),
    );
  });

  it("args: --json: one value, the same as in --out", async () => {
    const out = join(folder, "out.json");
    const ran = await weighbridge(["compile", file("fund.json", fundOfTest()), "--json", "--out", out]);
    expect({ code: ran.code, err: ran.err }).to.deep.equal({ code: 0, err: "" });
    expect(readFileSync(out, "utf8")).to.equal(ran.out);
    const value = JSON.parse(ran.out) as Record<string, unknown>;
    const { id, bytes, provisions, rulebook: hash } = compile(fundOfTest(), { asOf: NOW });
    expect(value).to.deep.include({
      format: "weighbridge.compile/1",
      rulebook: { id: "fund-of-test", hash },
      scheme: "us",
      asOf: Number(NOW),
      decimals: 0,
      program: { id, bytes, size: 416, countrySets: [], provisions },
      ...{ builtIn: [], duties: [], notEnforced: [] },
    });
    expect((value["rules"] as readonly unknown[])[1]).to.deep.include({
      ...{ index: 1, kind: "mostUnits", movements: ["transfer", "mint"], side: "receiver", limit: "1000" },
      words: "On a transfer or mint, the receiver must hold at most 1,000 tokens afterwards.",
      ...{ provision: "terms/most", citation: "Terms, clause 1", binding: "policy" },
      power: { id: "terms-1", instrument: "Terms", clause: "clause 1" },
    });
  });

  it("args: --as-of: what is in force then; the rest is not dropped", async () => {
    const until = { effective: { from: "2024-01-01", through: "2026-12-31" } };
    const path = file("ending.json", small({ provisions: [provision(until)] }));
    const rules = async (day: string) => {
      const { code, out } = await weighbridge(["compile", path, "--json", "--as-of", day]);
      expect(code).to.equal(0);
      const value = JSON.parse(out) as { rules: unknown[]; notEnforced: { reason: string }[]; asOf: number };
      return [value.rules.length, value.notEnforced.map(({ reason }) => reason), value.asOf];
    };
    expect(await rules("2026-12-31")).to.deep.equal([1, [], 1_798_675_200]);
    expect(await rules("2027-01-01T06:30:00Z")).to.deep.equal([
      0,
      ["Not applied on 2027-01-01: it was in force through 2026-12-31 only."],
      1_798_785_000,
    ]);
  });

  it("args: --pack", async () => {
    const vocabulary = small()["vocabulary"];
    const pack = { format: "weighbridge.pack/1", id: "terms", title: "Terms", vocabulary, provisions: [provision()] };
    const path = file(
      "packed.json",
      small({
        packs: [{ id: "terms", hash: hashPack(parsePack(pack)) }],
        vocabulary: { facts: [], measures: [] },
        provisions: [],
      }),
    );
    expect((await weighbridge(["compile", path, "--pack", file("pack.json", pack)])).code).to.equal(0);
    const { code, err } = await weighbridge(["compile", path]);
    expect(code).to.equal(2);
    expect(err).to.include(`${path}: The rulebook "small" does not compile`);
    expect(err).to.include("packs[0]: was not given to the compiler");
  });

  it("error: of the input: exit code 2, one fact, the next step, and nothing else", async () => {
    const missing = join(folder, "none.json");
    const cases: readonly (readonly [readonly string[], string, string])[] = [
      [[missing], "FileMissingError", `There is no rulebook at ${missing}.`],
      [[folder], "FileInaccessibleError", `The file ${folder} cannot be read.`],
      [[file("half.json", "{")], "FileInvalidError", `The file ${join(folder, "half.json")} is not valid JSON.`],
      [[file("empty.json", "{}")], "RulebookInvalidError", "The rulebook has"],
      [[file("fund.json", fundOfTest()), "--as-of", "2026-02-30"], "ParameterInvalidError", "`--as-of` is 2026-02-30"],
      [[file("fund.json", fundOfTest()), "--as-of", "1 May"], "ParameterInvalidError", "`--as-of` is 1 May"],
      [
        [file("fund.json", fundOfTest()), "--out", folder],
        "FileInaccessibleError",
        `The file ${folder} cannot be written.`,
      ],
      [[], "CommandUsageError", "Missing required argument 'rulebook'."],
      [["a", "b"], "CommandUsageError", "Too many arguments for 'compile'."],
      [["a", "--fast"], "CommandUsageError", "Unknown option '--fast'."],
    ];
    for (const [argv, name, message] of cases) {
      const ran = await weighbridge(["compile", ...argv, "--json"]);
      expect({ code: ran.code, err: ran.err }).to.deep.equal({ code: 2, err: "" });
      const value = JSON.parse(ran.out) as { format: string; error: Record<string, unknown> };
      expect(value.format).to.equal("weighbridge.error/1");
      expect(Object.keys(value.error)).to.deep.equal(["name", "message", "path", "issues", "remedy"]);
      expect(value.error["name"]).to.equal(name);
      expect((value.error["message"] as string).startsWith(message), String(value.error["message"])).to.be.true;
      const words = await weighbridge(["compile", ...argv]);
      expect({ code: words.code, out: words.out }).to.deep.equal({ code: 2, out: "" });
      expect(words.err).to.match(/^weighbridge: .*\n/);
      expect(words.err).to.include(value.error["message"]);
      expect(words.err).not.to.match(/\n\s+at /);
    }
  });

  it("error: RulebookInvalidError: every issue with its path, and the file's", async () => {
    const path = file("wrong.json", small({ title: 5, surprise: true }));
    const { out } = await weighbridge(["compile", path, "--json"]);
    const { error } = JSON.parse(out) as { error: { path: string; issues: { path: string }[] } };
    expect(error.path).to.equal(path);
    expect(error.issues.map((issue) => issue.path)).to.include.members(["title", "surprise"]);
    const { err } = await weighbridge(["compile", path]);
    expect(err.startsWith(`weighbridge: ${path}: The rulebook has `)).to.be.true;
    for (const issue of error.issues) expect(err).to.include(`\n  ${issue.path}: `);
  });
});
