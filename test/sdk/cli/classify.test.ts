import { expect } from "chai";
import { define, is, pack, provenance, provision } from "../rulebook/assess/law.js";
import { weighbridge } from "./command.js";
import { folderOfTests } from "./folder.js";

type Json = Record<string, unknown>;

const LAW = pack([
  provision("rich", define("counterparty.rich", is("counterparty.wealth", { num: "1000", unit: "USD" }, ">"))),
]);
const profile = (facts: Json) => ({ provenance, facts });
const AT = ["--as-of", "2026-11-20"];

describe("weighbridge classify", () => {
  const { file, path } = folderOfTests();
  const investor = (facts: Json, ...argv: readonly string[]) =>
    weighbridge([
      ...["classify", file("investor.json", profile(facts)), "--what", "investor", ...AT],
      ...["--law", file("law.json", LAW), ...argv],
    ]);

  it("default: an investor: each status by each route, with both numbers", async () => {
    const { code, out, err } = await investor({ "counterparty.wealth": "1000" });
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    expect(out).to.include("law of     2026-11-20\n\ncounterparty.rich: no\n");
    expect(out).to.include("  · failed    Act, rich: 1000 beside > 1000\n");
    expect((await investor({})).out).to.include("counterparty.rich: unknown\n");
    expect((await investor({})).out).to.include("  missing: counterparty.rich, counterparty.wealth\n");
  });

  it("args: --json: one value with its format", async () => {
    const { code, out, err } = await investor({ "counterparty.wealth": "1000.01" }, "--json");
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    const value = JSON.parse(out) as { readonly statuses: readonly Json[] };
    expect(value).to.deep.include({ format: "weighbridge.classify/1", what: "investor", asOf: "2026-11-20" });
    expect(value.statuses[0]).to.deep.include({ fact: "counterparty.rich", value: true });
  });

  it("args: --as-of: before the law there is no status", async () => {
    const { out } = await investor({ "counterparty.wealth": "1001" }, "--json", "--as-of", "2019-12-31");
    expect(JSON.parse(out)).to.deep.include({ asOf: "2019-12-31", statuses: [] });
  });

  it("args: --what product: by the table that Weighbridge ships; what is ambiguous or restricted is a no", async () => {
    const product = (facts: Json, ...argv: readonly string[]) =>
      weighbridge(["classify", file("product.json", profile(facts)), "--what", "product", ...AT, ...argv]);
    const fraud = await product({ "product.fraud": true }, "--json");
    expect({ code: fraud.code, err: fraud.err }).to.deep.equal({ code: 3, err: "" });
    const value = JSON.parse(fraud.out) as { readonly wagerLikeFactors: readonly Json[] };
    expect(value).to.deep.include({ format: "weighbridge.classify/1", what: "product", class: "restricted" });
    expect(value.wagerLikeFactors).not.to.deep.equal([]);
    const misspelt = await product({ "product.tokenModel": "synthetik" });
    expect(misspelt.code).to.equal(2);
    expect(misspelt.err).to.include('facts["product.tokenModel"]: must be one of issuerSponsored, custodial');
    const open = await product({});
    expect(open.code).to.equal(3);
    expect(open.out).to.match(/^─+\nWEIGHBRIDGE +ambiguous\n/);
    expect(open.out).to.include("What may make it like a wager: a proposal, not law\n");
  });

  it("error: of the input: exit code 2, its path, the place and the remedy", async () => {
    const law = ["--law", file("law.json", LAW)];
    const what = ["--what", "investor"];
    const [good, table] = [
      file("good.json", profile({})),
      file("table.json", { format: "weighbridge.classification/1" }),
    ];
    const cases: readonly (readonly [readonly string[], string, string])[] = [
      [[path("none.json"), ...what], "FileMissingError", `There is no profile at ${path("none.json")}.`],
      [[file("half.json", "{"), ...what], "FileInvalidError", "is not valid JSON"],
      [[file("unheard.json", profile({ "counterparty.unheard": true })), ...what], "ActivityInvalidError", "unheard"],
      [[file("shape.json", { facts: {}, kind: "transfer" }), ...what], "ActivityInvalidError", "is not a field here"],
      [[file("bare.json", { facts: { "counterparty.good": true } }), ...what], "ActivityInvalidError", "no provenance"],
      [[good, "--what", "product", "--table", table], "RulebookInvalidError", "vocabulary"],
      [[good], "CommandUsageError", "--what"],
      [[good, "--what", "token"], "CommandUsageError", "investor, product"],
    ];
    for (const [argv, name, message] of cases) {
      const ran = await weighbridge(["classify", ...argv, ...law, "--json"]);
      expect({ code: ran.code, err: ran.err }, message).to.deep.equal({ code: 2, err: "" });
      const { error } = JSON.parse(ran.out) as { error: { name: string; path: string | null; remedy: string | null } };
      expect(error.name).to.equal(name);
      expect(error.remedy, name).to.be.a("string");
      if (name !== "CommandUsageError") expect([...argv]).to.include(error.path);
      const words = await weighbridge(["classify", ...argv, ...law]);
      expect({ code: words.code, out: words.out }).to.deep.equal({ code: 2, out: "" });
      expect(words.err).to.include(message);
    }
  });
});
