import { expect } from "chai";
import { amount, limit, packOf, provision } from "../../fixtures/smallPacks.js";
import { weighbridge } from "./command.js";
import { folderOfTests } from "./folder.js";

type Json = Readonly<Record<string, unknown>>;

const margin = (num: string) => ({ effect: limit("margin", amount("activity.margin", ">=", num)) });
const LOW = provision("a", margin("50"));
const HIGH = provision("b", { authority: "CFTC", ...margin("60") });
const AT = ["--as-of", "2026-11-26"];

describe("weighbridge combine", () => {
  const { file, path } = folderOfTests();
  const combine = (rows: readonly Json[], ...argv: readonly string[]) =>
    weighbridge(["combine", file("pack.json", packOf(...rows)), ...AT, ...argv]);

  it("default: what stands, and how the rest gave way", async () => {
    const { code, out, err } = await combine([LOW, HIGH]);
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    const rule = "─".repeat(100);
    expect(out).to.equal(
      [
        rule,
        `WEIGHBRIDGE${" ".repeat(76)}COMBINED VIEW`,
        rule,
        "as of      2026-11-26",
        "provisions 2 in force",
        "A combined view of what is encoded. It informs; it is no rulebook, and nothing compiles it.",
        "",
        "margin extendCredit · equity",
        "  · b: margin is at least 60 % (where always)",
        "    → b is stricter than a",
        "",
      ].join("\n"),
    );
  });

  it("behavior: a stated precedence goes before what is stricter; another class takes nothing", async () => {
    const over = [{ provision: "b", because: "the text says so" }];
    const stated = await combine([{ ...LOW, over }, HIGH]);
    expect(stated.out).to.include("  · a: margin is at least 50 % (where always)\n");
    expect(stated.out).to.include("    → a goes before b: the text says so\n");
    const future = { ...HIGH, scope: { ...(HIGH["scope"] as object), products: ["future"] } };
    const apart = await combine([LOW, future]);
    expect(apart.out).to.include("margin extendCredit · equity\n");
    expect(apart.out).to.include("margin extendCredit · future\n");
    expect(apart.out).not.to.include("→");
  });

  it("args: --json, --as-of, --as-if-adopted", async () => {
    const proposed = { ...HIGH, status: "proposed", effective: undefined };
    const stands = async (...argv: readonly string[]) => {
      const { code, out } = await combine([LOW, proposed], "--json", ...argv);
      expect(code).to.equal(0);
      const value = JSON.parse(out) as { format: string; rows: { stands: { provision: string }[] }[] };
      expect(value.format).to.equal("weighbridge.combine/1");
      return value.rows.map((row) => row.stands.map((one) => one.provision));
    };
    expect(await stands()).to.deep.equal([["a"]]);
    expect(await stands("--as-if-adopted", "b")).to.deep.equal([["b"]]);
    expect(await stands("--as-of", "2019-12-31")).to.deep.equal([]);
  });

  it("error: of the input: exit code 2", async () => {
    const missing = await weighbridge(["combine", path("none.json")]);
    expect(missing.code).to.equal(2);
    expect(missing.err).to.include("There is no pack, rulebook, vocabulary, coverage matrix or recorded conflicts at");
    const unknown = await combine([LOW], "--as-if-adopted", "zzz");
    expect({ code: unknown.code, out: unknown.out }).to.deep.equal({ code: 2, out: "" });
  });
});
