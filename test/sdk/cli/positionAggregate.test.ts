import { expect } from "chai";
import { toFunctionSelector } from "viem";
import { graphOf, isExempt, owns, controls } from "../positions/graphs.js";
import { weighbridge } from "./command.js";
import { folderOfTests } from "./folder.js";

const STATE = "stateAggregators((uint64,uint64[],uint48,bytes32)[])";
type Json = Readonly<Record<string, unknown>>;

describe("weighbridge position aggregate", () => {
  const folder = folderOfTests();
  const graph = (edges: Parameters<typeof graphOf>[0]) => folder.file("graph.json", graphOf(edges));
  const run = (...options: string[]) => weighbridge(["position", "aggregate", "--as-of", "2026-11-26", ...options]);
  const some = { control: [controls(1, 2)], ownership: [owns(2, 3, "12.5")], exemptions: [isExempt(2, 3)] };

  it("default: says to whom positions are attributed, and why", async () => {
    const { code, out } = await run("--graph", graph(some));
    expect(code).to.equal(0);
    expect(out).to.match(/^─+\nWEIGHBRIDGE +2 TO STATE\n/);
    const lines = out.split("\n").slice(6);
    expect(lines).to.deep.equal([
      "",
      "Investor 2: attributed to 1",
      "  · 1: control; 1 controls 2",
      "",
      "Investor 3: attributed to 1",
      "  · 1: an interest of 12.5 %; 1 controls 2, which owns 12.5 % of 3",
      "",
      "Exempt",
      "  · 2 of 3: 17 CFR 150.4(b)(2)",
      "",
    ]);
  });

  it("args: json, previous", async () => {
    const { code, out } = await run("--graph", graph(some), "--json");
    const { format, asOf, day, closures, toState } = JSON.parse(out) as Json & { readonly closures: Json[] };
    expect([code, format, asOf, day]).to.deep.equal([
      0,
      "weighbridge.position-aggregate/1",
      1_795_651_200,
      "2026-11-26",
    ]);
    expect(closures.map(({ investor, aggregators }) => [investor, aggregators])).to.deep.equal([
      ["2", ["1"]],
      ["3", ["1"]],
    ]);
    expect(toState).to.deep.equal(closures);

    const previous = folder.file("previous.json", out);
    const same = await run("--graph", graph(some), "--previous", previous);
    expect([same.code, /NOTHING TO STATE/.test(same.out), /\(as before\)/.test(same.out)]).to.deep.equal([
      0,
      true,
      true,
    ]);
    const other = await run("--graph", graph({ ...some, ownership: [] }), "--previous", previous, "--json");
    const { toState: left } = JSON.parse(other.out) as { readonly toState: Json[] };
    expect([other.code, left.map(({ investor, aggregators }) => [investor, aggregators])]).to.deep.equal([
      3,
      [["3", []]],
    ]);
    const page = await run("--graph", graph({ ...some, ownership: [] }), "--previous", previous);
    expect(page.out).to.include("Investor 3: no aggregator any more");
  });

  it("args: book: the call that states them, if there is anything to state", async () => {
    const book = "0x00000000000000000000000000000000000000b0";
    const { out } = await run("--graph", graph(some), "--book", book, "--json");
    const { call } = JSON.parse(out) as { readonly call: { readonly to: string; readonly data: string } };
    expect([call.to, call.data.slice(0, 10)]).to.deep.equal([book, toFunctionSelector(STATE)]);
    const page = await run("--graph", graph(some), "--book", book);
    expect(page.out).to.match(new RegExp(`send to +${book}`));
    const none = await run("--graph", graph({}), "--book", book, "--json");
    expect((JSON.parse(none.out) as Json)["call"]).to.equal(null);
  });

  it("error: of the graph, of what was said before, and of more aggregators than a book keeps", async () => {
    const wrong = await run("--graph", graph({ control: [controls(1, 11)] }));
    expect([wrong.code, /graph\.json.*1 issue/s.test(wrong.err)]).to.deep.equal([2, true]);
    expect(wrong.err).to.include("control[0].controlled: is none of the persons");
    const before = await run("--graph", graph(some), "--previous", folder.file("previous.json", { format: "x" }));
    expect([before.code, before.err.includes("previous.json")]).to.deep.equal([2, true]);
    const many = await run("--graph", graph({ ownership: [2, 3, 4, 5, 6].map((one) => owns(one, 1, "15")) }), "--json");
    const { error } = JSON.parse(many.out) as { readonly error: Json };
    expect([many.code, error["name"]]).to.deep.equal([2, "AggregatorsAboveMostError"]);
    const late = await weighbridge(["position", "aggregate", "--as-of", "2026-12-01", "--graph", graph(some)]);
    expect([late.code, late.err.includes("completeThrough: is before 2026-12-01")]).to.deep.equal([2, true]);
  });
});
