import { expect } from "chai";
import { amount, count, limit, packOf, provision } from "../../fixtures/smallPacks.js";
import { activity, define, is } from "../rulebook/assess/law.js";
import { weighbridge } from "./command.js";
import { folderOfTests } from "./folder.js";

type Json = Readonly<Record<string, unknown>>;
type ErrorValue = {
  readonly format: string;
  readonly error: {
    readonly name: string;
    readonly message: string;
    readonly path: string | null;
    readonly remedy: string | null;
    readonly issues: readonly { readonly path: string; readonly message: string; readonly value?: unknown }[];
  };
};

const effect = limit("margin", amount("activity.margin", ">=", "50"));
const a = (fields: Json = {}) => provision("a", { effect, ...fields });
const b = (fields: Json = {}) => provision("b", { effect, ...fields });
const over = (id: string) => ({ over: [{ provision: id, because: "the text says so" }] });
const tests = (test: unknown) => ({ effect: { type: "limit", requires: [{ id: "r", measure: "margin", test }] } });
const R = "provisions[0].effect.requires[0]";

describe("files of law that audit, combine and assess read", () => {
  const { file, path } = folderOfTests();

  /** What each of the commands makes of the files. */
  async function errorsOf(...files: readonly string[]): Promise<readonly ErrorValue["error"][]> {
    const asked = file("activity.json", activity());
    const commands = [
      ["audit", ...files],
      ["combine", ...files],
      ["assess", asked, ...files.flatMap((one) => ["--law", one])],
    ];
    const errors: ErrorValue["error"][] = [];
    for (const argv of commands) {
      const ran = await weighbridge([...argv, "--as-of", "2026-11-26", "--json"]);
      expect({ code: ran.code, err: ran.err }, argv[0]).to.deep.equal({ code: 2, err: "" });
      const { format, error } = JSON.parse(ran.out) as ErrorValue;
      expect(format).to.equal("weighbridge.error/1");
      expect(error.remedy, argv[0]).to.be.a("string");
      const words = await weighbridge([...argv, "--as-of", "2026-11-26"]);
      expect({ code: words.code, out: words.out }).to.deep.equal({ code: 2, out: "" });
      expect(words.err.startsWith("weighbridge: ")).to.equal(true);
      expect(words.err).not.to.match(/\n\s+at /);
      for (const issue of error.issues) expect(words.err).to.include(issue.message);
      errors.push(error);
    }
    return errors;
  }

  it("error: FileMissingError", async () => {
    for (const error of await errorsOf(path("none.json")))
      expect(error).to.include({ name: "FileMissingError", path: path("none.json") });
  });

  it("error: FileInvalidError: malformed JSON", async () => {
    const half = file("half.json", '{ "format": ');
    for (const error of await errorsOf(half)) expect(error).to.include({ name: "FileInvalidError", path: half });
  });

  it("error: FileInaccessibleError: a folder", async () => {
    for (const error of await errorsOf(path("."))) expect(error.name).to.equal("FileInaccessibleError");
  });

  const cases: readonly (readonly [string, readonly Json[], string, string, unknown?])[] = [
    ["an unknown authority", [a({ authority: "FBI" })], "provisions[0].authority", 'must be "SEC" or ', "FBI"],
    ["an unknown fact", [a(tests(is("activity.unheard", true)))], `${R}.test.left.fact`, "no fact", "activity.unheard"],
    [
      "an unknown measure",
      [a({ effect: limit("unheard", amount("activity.margin", ">=", "5")) })],
      `${R}.measure`,
      "no measure",
      "unheard",
    ],
    [
      "a window without a unit",
      [a(tests(windowed({ last: { n: 90 } })))],
      `${R}.test.left.meter.window.last.unit`,
      "is missing",
    ],
    [
      "a window of no kind",
      [a(tests(windowed({ last: { n: 90, unit: "moon" } })))],
      `${R}.test.left.meter.window.last.unit`,
      "must be ",
      "moon",
    ],
    [
      "a number without a unit",
      [a(tests({ left: { fact: "activity.margin" }, cmp: ">=", right: { num: "50" } }))],
      `${R}.test`,
      "compares percent with no unit",
    ],
    [
      "an untyped literal",
      [a(tests({ left: { fact: "activity.margin" }, cmp: ">=", right: 50 }))],
      `${R}.test.right`,
      "none of the forms",
      50,
    ],
    ["a number with an exponent", [a(tests(amount("activity.margin", ">=", "5e1")))], `${R}.test.right.num`, "", "5e1"],
    ["a citation of blanks", [a({ citation: " " })], "provisions[0].citation", "must be text", " "],
    [
      "an id twice",
      [a(), a({ effective: { from: "2021-01-01" } })],
      "provisions[1].id",
      "is the id of another provision",
      "a",
    ],
    [
      "a last day before the first",
      [a({ status: "expired", effective: { from: "2026-01-02", through: "2026-01-01" } })],
      "provisions[0].effective.through",
      "is before the first day",
    ],
    [
      "no day of the calendar",
      [a({ effective: { from: "2026-02-30" } })],
      "provisions[0].effective.from",
      "",
      "2026-02-30",
    ],
  ];
  for (const [name, provisions, place, message, value] of cases)
    it(`error: RulebookInvalidError: ${name}`, async () => {
      const pack = file("pack.json", { ...packOf(), provisions });
      for (const error of await errorsOf(pack)) {
        expect(error).to.include({ name: "RulebookInvalidError", path: pack });
        const issue = error.issues.find((one) => one.path === place);
        expect(issue?.message, JSON.stringify(error.issues)).to.include(message);
        expect(issue?.value).to.equal(value);
      }
    });

  const circles: readonly (readonly [string, readonly Json[], string])[] = [
    ["precedence", [a(over("b")), b(over("a"))], "goes before itself: a → b → a"],
    ["dependence", [a({ dependsOn: ["b"] }), b({ dependsOn: ["a"] })], "depends on itself: a → b → a"],
    [
      "definitions",
      [
        a({ effect: define("product.red", { ...is("product.green", true) }) }),
        b({ effect: define("product.green", { ...is("product.red", true) }) }),
      ],
      "is defined by itself: product.red → product.green → product.red",
    ],
  ];
  for (const [name, rows, message] of circles)
    it(`error: RulebookInvalidError: circular ${name}`, async () => {
      for (const error of await errorsOf(file("circle.json", packOf(...rows)))) {
        expect(error.name).to.equal("RulebookInvalidError");
        expect(error.issues.map((issue) => issue.message)).to.deep.equal([message]);
      }
    });

  it("error: RulebookInvalidError: a provision in two files", async () => {
    const two = file("two.json", { ...packOf(a()), id: "test/other" });
    for (const error of await errorsOf(file("one.json", packOf(a())), two))
      expect(error.issues).to.deep.equal([
        { path: "a", message: 'stands in "test/pack" and again in "test/other"', value: "a" },
      ]);
  });

  it("error: RulebookInvalidError: 100,000 provisions", async () => {
    const provisions = Array.from({ length: 100_000 }, () => ({}));
    const start = performance.now();
    for (const error of await errorsOf(file("long.json", { ...packOf(), provisions })))
      expect(error.issues).to.deep.equal([
        {
          path: "provisions",
          message: "has 100000 provisions, and may have 10000: split it into several packs",
          value: 100_000,
        },
      ]);
    // Seconds, six times: a busy machine may be slow, and one that reads every provision takes minutes.
    expect(performance.now() - start).to.be.lessThan(30_000);
  });

  it("behavior: as many provisions as a document may have are looked at", () => {
    const rows = (length: number) => () => packOf(...Array.from({ length }, () => ({})));
    expect(rows(10_001)).to.throw("The rulebook has 1 issue.");
    expect(rows(2)).to.throw("The rulebook has 20 issues.");
  });

  it("error: RulebookInvalidError: neither pack nor any other file of law", async () => {
    for (const input of [{}, [], 1, null, { format: "weighbridge.activities/1" }])
      for (const error of await errorsOf(file("other.json", input)))
        expect(error.issues[0]?.message).to.match(/^must be one of weighbridge\.vocabulary\/1, /);
  });

  it("error: RulebookInvalidError: a vocabulary that is not among the files", async () => {
    const pack = file("shared.json", { ...packOf(), vocabulary: "elsewhere" });
    for (const error of await errorsOf(pack))
      expect(error.issues).to.deep.equal([
        { path: "vocabulary", message: "names a vocabulary that is not among the files", value: "elsewhere" },
      ]);
  });

  it("behavior: versions that overlap are a finding that somebody must resolve", async () => {
    const older = a({ status: "superseded", effective: { from: "2019-01-01", through: "2020-01-01" } });
    const newer = b({ effect: limit("margin", amount("activity.margin", ">=", "15")) });
    const { code, out } = await weighbridge(["audit", file("versions.json", packOf(older, newer))]);
    expect(code).to.equal(3);
    expect(out).to.include("error date-overlap margin · SEC\n  On 2020-01-01 both versions are in force.\n");
  });
});

function windowed(window: unknown) {
  const { left, ...rest } = count("record", "<", "9") as { readonly left: { readonly meter: object } };
  return { ...rest, left: { meter: { ...left.meter, window } } };
}
