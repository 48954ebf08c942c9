import { expect } from "chai";
import { parseClassification } from "../../../sdk/rulebook/index.js";
import { amount, limit, packOf, provision } from "../../fixtures/smallPacks.js";
import { activity } from "../rulebook/assess/law.js";
import { weighbridge } from "./command.js";
import { folderOfTests } from "./folder.js";

type Json = Readonly<Record<string, unknown>>;

const AT = ["--as-of", "2026-06-15"];
const LAW = packOf(provision("a", { effect: limit("margin", amount("activity.margin", ">=", "50")) }));
const ASKED = activity({ "activity.margin": "50" });

describe("files that assess, audit and classify refuse", () => {
  const { file } = folderOfTests();
  const law = (text: string) => file("law.json", text);
  const text = (value: unknown) => JSON.stringify(value);

  /** Each line that is printed, of what is wrong and of the remedy. */
  async function refused(argv: readonly string[]): Promise<string> {
    const { code, out, err } = await weighbridge([...argv, ...AT]);
    expect({ code, out }, err).to.deep.equal({ code: 2, out: "" });
    expect(err).to.match(/^weighbridge: /);
    expect(err).to.match(/\n {2}Correct (?:the file|each place); nothing of it was used|; nothing /);
    expect(err).not.to.match(/\n\s+at |RangeError|SyntaxError|TypeError/);
    return err;
  }
  const ofLaw = (changed: string) => refused(["audit", law(changed)]);
  const ofActivity = (changed: string | Buffer) =>
    refused(["assess", file("asked.json", changed), "--law", law(text(LAW))]);

  it("error: FileInvalidError: a field named twice, also in other letters", async () => {
    const twice = text(ASKED).replace('"50"', '"50","activity.margin":"10"');
    expect(await ofActivity(twice)).to.include('facts["activity.margin"]: is named twice in its object: keep one');
    const escaped = text(ASKED).replace('"50"', '"50","activity.m\\u0061rgin":"10"');
    expect(await ofActivity(escaped)).to.include('facts["activity.margin"]: is named twice');
    const rule = text(LAW).replace('"authority":', '"effect":{"type":"prohibit"},"authority":');
    expect(await ofLaw(rule)).to.include("provisions[0].effect: is named twice");
    // Braces, commas and colons of texts are none of the file.
    const prose = text({ ...LAW, title: 'A "pack": {"a":1,"a":2}, [' });
    expect((await weighbridge(["audit", law(prose), ...AT])).code).to.equal(0);
  });

  it("error: FileInvalidError: bytes that are no UTF-8", async () => {
    const latin = Buffer.from(text(ASKED).replace("a test", "un été"), "latin1");
    expect(await ofActivity(latin))
      .to.include("is not text in UTF-8")
      .and.to.include("save it in that encoding");
    expect(await ofActivity(Buffer.from(text(ASKED), "utf16le"))).to.match(/UTF-8|valid JSON/);
  });

  it("error: fields that stand for an object's prototype", async () => {
    for (const [place, inner] of [
      ["__proto__", text(ASKED).replace("{", '{"__proto__":{"claims":["a"]},')],
      ["facts.__proto__", text(ASKED).replace('"facts":{', '"facts":{"__proto__":{"activity.margin":"50"},')],
      ["product.__proto__", text(ASKED).replace('"product":{', '"product":{"__proto__":{},')],
    ] as const)
      expect(await ofActivity(inner)).to.include(`  ${place}: is no name of a field\n`);
    const inLaw = text(LAW).replace('"effect":{', '"effect":{"__proto__":{"type":"define"},');
    expect(await ofLaw(inLaw)).to.include("provisions[0].effect.__proto__: is no name of a field");
    const named = text(ASKED).replace('"facts":{', '"facts":{"constructor":true,');
    expect(await ofActivity(named)).to.include("facts.constructor: must name a fact by bearer and name");
  });

  it("error: what nests too deep, at once", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const start = performance.now();
    expect(await ofActivity(text(ASKED).replace('"50"', deep))).to.include("lies deeper than 64 levels");
    expect(await ofLaw(text(LAW).replace('"sources":', `"sources":${deep},"x":`))).to.include("deeper than 64 levels");
    const rows: unknown = JSON.parse(deep);
    const vocabulary = { format: "weighbridge.vocabulary/1", id: "v", title: "V", facts: [], measures: [] } as const;
    expect(() => parseClassification({ rows }, { vocabulary })).to.throw("lies deeper than 64 levels");
    expect(performance.now() - start).to.be.lessThan(30_000);
  });

  it("error: numbers of JSON instead of text, and of too many digits", async () => {
    const number = text(ASKED).replace('"50"', "50");
    expect(await ofActivity(number))
      .to.include('facts["activity.margin"]: ')
      .and.to.include('as text, as "50"');
    expect(await ofLaw(text(LAW).replace('"num":"50"', '"num":50'))).to.include("test.right.num: must be a string");
    expect(await ofActivity(text(ASKED).replace('"50"', `"${"9".repeat(101)}"`))).to.include("decimal number as a");
  });

  const citations: readonly (readonly [string, string])[] = [
    ["?", "must cite a text that can be looked up"],
    ["TBD", "must cite a text that can be looked up"],
    ["17", "must cite a text that can be looked up"],
    ["Rule 1(a", "has a bracket that does not close"],
    ["Rule 1)a(", "has a bracket that does not close"],
    ["CFR 240.1", "must name the title before a code, and the section after it"],
    ["17 CFR", "must name the title before a code"],
    ["Act § 1, U.S.C. 78c", "must name the title before a code"],
    ["Rule 1\nRule 2", "must be one line"],
    [`Rule ${"1".repeat(300)}`, "must not be longer than 300 characters"],
  ];
  for (const [citation, message] of citations)
    it(`error: a citation that does not parse: ${JSON.stringify(citation).slice(0, 30)}`, async () => {
      const changed = { ...LAW, provisions: LAW.provisions.map((one) => ({ ...one, citation })) };
      expect(await ofLaw(text(changed))).to.include(`provisions[0].citation: ${message}`);
    });

  it("behavior: citations of other laws are taken as they are", async () => {
    for (const citation of [
      "Bylaws § 3.4",
      "§ 32 KWG",
      "金融商品取引法 第2条",
      "Regulation (EU) 2017/1129, Article 3(2)(b)",
    ]) {
      const changed = { ...LAW, provisions: LAW.provisions.map((one) => ({ ...one, citation })) };
      expect((await weighbridge(["audit", law(text(changed)), ...AT])).code, citation).to.equal(0);
    }
  });

  it("error: several files with too many provisions together, before any is looked at", async () => {
    const rows = Array.from({ length: 4_000 }, () => ({}));
    const files = ["one", "two", "three"].map((id) => file(`${id}.json`, { ...LAW, id, provisions: rows } as Json));
    const start = performance.now();
    expect(await refused(["audit", ...files])).to.include(
      "provisions: have 12000 provisions, and may have 10000: ask about fewer files at once",
    );
    expect(performance.now() - start).to.be.lessThan(10_000);
  });

  it("error: periods and days that cannot be", async () => {
    const after = { after: { fact: "product.firstDay" }, period: { n: 1e12, unit: "day" } };
    const test = { left: { fact: "activity.day" }, cmp: ">=", right: after };
    const rows = [provision("a", { effect: { type: "limit", requires: [{ id: "r", measure: "time", test }] } })];
    const place = "provisions[0].effect.requires[0].test.right.period.n";
    expect(await ofLaw(text({ ...LAW, provisions: rows }))).to.include(`${place}: must be at most 36525`);
    expect(await ofActivity(text({ ...ASKED, on: "2026-02-30" }))).to.include("on: must be a day of the calendar");
    const early = { ...ASKED, provenance: { ...ASKED.provenance, until: "2026-05-31" } };
    expect(await ofActivity(text(early))).to.include("provenance.until: is before 2026-06-01");
  });
});
