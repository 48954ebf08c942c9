import { expect } from "chai";
import { readFileSync } from "node:fs";
import { activity, exempt, is, limit, pack, provenance, provision } from "../rulebook/assess/law.js";
import { weighbridge } from "./command.js";
import { folderOfTests } from "./folder.js";

type Json = Record<string, unknown>;

const usd = (num: string) => ({ num, unit: "USD" });
const RICH = provision("a", limit(is("counterparty.wealth", usd("1000"), ">=")));

describe("weighbridge assess", () => {
  const { file } = folderOfTests();
  const ask = (rows: Json[], facts: Json, some: Json = {}, ...argv: readonly string[]) =>
    weighbridge([
      ...["assess", file("activity.json", activity(facts, some)), "--law", file("law.json", pack(rows))],
      ...["--as-of", "2026-06-15", ...argv],
    ]);

  it("default: the law that Weighbridge ships", async () => {
    const { activities } = JSON.parse(readFileSync("rulebooks/examples/startup-506b/activities.json", "utf8")) as {
      readonly activities: readonly { readonly activity: Json }[];
    };
    const asked = { ...activities[0]?.activity, provenance };
    const { code, out, err } = await weighbridge(["assess", file("shipped.json", asked), "--as-of", "2026-11-20"]);
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    expect(out).to.match(/^─+\nWEIGHBRIDGE +ALLOW\n─+\nNo encoded provision stands against it \(\d+ of \d+ packs;/);
    expect(out).to.include("not covered: ");
    expect(out).not.to.match(/compl(y|ies|iant)/i);
  });

  it("default: what binds, with both numbers, and what is missing", async () => {
    const refused = await ask([RICH], { "counterparty.wealth": "999.99" });
    expect(refused.code).to.equal(3);
    const rule = "─".repeat(100);
    expect(refused.out).to.equal(
      [
        rule,
        `WEIGHBRIDGE${" ".repeat(83)}REFUSE`,
        rule,
        "An encoded provision stands against it (1 of 1 packs).",
        "law of     2026-06-15; the activity is of 2026-06-15",
        "",
        "Provisions that bind, or may (1)",
        "  · failed    Act, a, limit: something that it requires is not met",
        "              some: 999.99 beside >= 1000",
        "",
      ].join("\n"),
    );
    const { out } = await ask([RICH], {});
    expect(out).to.include("Missing (1)\n  · counterparty.wealth: absent\n");
  });

  it("args: --json: one value with its format; the exit code says whether it may be done", async () => {
    const duty = provision("a", { type: "consequence", when: is("counterparty.good", true), duties: [FILE] });
    const cases: readonly (readonly [Json[], Json, string, number])[] = [
      [[RICH], { "counterparty.wealth": "1000" }, "allow", 0],
      [[duty], { "counterparty.good": true }, "duty", 0],
      [[RICH], { "counterparty.wealth": "999" }, "refuse", 3],
      [[RICH], {}, "ambiguous", 3],
      [[], {}, "ungoverned", 3],
    ];
    for (const [rows, facts, outcome, code] of cases) {
      const ran = await ask(rows, facts, {}, "--json");
      expect({ code: ran.code, err: ran.err }, outcome).to.deep.equal({ code, err: "" });
      expect(JSON.parse(ran.out)).to.deep.include({ format: "weighbridge.assess/1", outcome, asOf: "2026-06-15" });
    }
  });

  it("args: --as-of: the law of that day", async () => {
    const ended = { status: "expired", effective: { from: "2026-06-01", through: "2026-06-14" } };
    const rows = [{ ...RICH, ...ended }];
    const facts = { "counterparty.wealth": "1" };
    expect((await ask(rows, facts, {}, "--json")).out).to.include('"outcome": "ungoverned"');
    const { code, out } = await ask(rows, facts, {}, "--json", "--as-of", "2026-06-14");
    expect(code).to.equal(3);
    expect(JSON.parse(out)).to.include({ outcome: "refuse", asOf: "2026-06-14", on: "2026-06-14" });
  });

  it("args: --as-if-adopted: says that it judges by a proposal", async () => {
    const rows = [{ ...RICH, status: "proposed", effective: undefined }];
    const facts = { "counterparty.wealth": "1" };
    expect((await ask(rows, facts)).out).to.include("UNGOVERNED");
    const { code, out } = await ask(rows, facts, {}, "--as-if-adopted", "a");
    expect(code).to.equal(3);
    expect(out).to.include("as if      a were law: it is a proposal, and is not\n");
  });

  it("behavior: an exemption is shown as open until it is claimed", async () => {
    const rows = [
      provision("ban", { type: "prohibit" }),
      provision("way", exempt("ban", is("counterparty.good", true))),
    ];
    const good = { "counterparty.good": true };
    const open = await ask(rows, good);
    expect([open.code, open.out.includes("· met       Act, way: open, and not claimed")]).to.deep.equal([3, true]);
    const claimed = await ask(rows, good, { claims: ["way"] });
    expect([claimed.code, claimed.out.includes("· met       Act, way: claimed")]).to.deep.equal([0, true]);
  });

  it("error: of the activity: its path, the place, the value and the remedy", async () => {
    const cases: readonly (readonly [unknown, string, string])[] = [
      [activity({ "counterparty.unheard": true }), 'facts["counterparty.unheard"]', "declared"],
      [activity({ "counterparty.wealth": 5 } as Json), 'facts["counterparty.wealth"]', "none of the forms"],
      [activity({ "counterparty.wealth": "1e3" }), 'facts["counterparty.wealth"]', "decimal number as a string"],
      [activity({}, { claims: ["a"] }), "claims[0]", "is no exemption, but of effect limit"],
      [activity({}, { claims: ["zzz"] }), "claims[0]", "names no provision"],
      [{ ...activity(), kind: "give" }, "kind", "must be "],
      [{ ...activity(), surprise: 1 }, "surprise", "is not a field here"],
      [{ format: "weighbridge.activities/1", activities: [] }, "kind", "is missing"],
      [[], "", "must be an object"],
      [null, "", "must be an object"],
    ];
    const law = file("law.json", pack([RICH]));
    for (const [input, place, message] of cases) {
      const path = file("bad.json", input);
      const ran = await weighbridge(["assess", path, "--law", law, "--json"]);
      expect({ code: ran.code, err: ran.err }).to.deep.equal({ code: 2, err: "" });
      const { error } = JSON.parse(ran.out) as {
        error: { path: string; remedy: string; name: string; issues: Json[] };
      };
      expect({ name: error.name, path: error.path }).to.deep.equal({ name: "ActivityInvalidError", path });
      const issue = error.issues.find((one) => one["path"] === place);
      expect(String(issue?.["message"]), JSON.stringify(error.issues)).to.include(message);
      expect(error.remedy).to.equal("Correct each place; nothing was assessed.");
      const words = await weighbridge(["assess", path, "--law", law]);
      expect({ code: words.code, out: words.out }).to.deep.equal({ code: 2, out: "" });
      expect(words.err.startsWith(`weighbridge: ${path}: `), words.err).to.equal(true);
      expect(words.err).not.to.match(/\n\s+at /);
    }
    const unknown = await ask([RICH], {}, {}, "--as-if-adopted", "zzz");
    expect([unknown.code, unknown.err.includes("asIfAdopted: names no provision")]).to.deep.equal([2, true]);
  });
});

const FILE = { who: "issuer", what: "File." };
