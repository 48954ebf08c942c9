import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "../../../sdk/program/index.js";
import { publishProgram, scheduleProgram } from "../../../sdk/change/index.js";
import { formatRegister, formatRegisterCsv } from "../../../sdk/register/index.js";
import { enforceRulebook } from "../../fixtures/enforceRulebook.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { deadUrl, type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { freshWalks, NOTICE, type Walk } from "../../fixtures/walk.js";
import { holder, register } from "../register/some.js";
import { enforce, mostUnits } from "../rulebook/small.js";
import { weighbridge } from "./command.js";

/** At most 100 units each. */
const stricter = fundOfTest({
  uses: [enforce(mostUnits({ most: { num: "100", unit: "unit" } })), fundOfTest().uses[1]],
});

describe("weighbridge impact", () => {
  const fresh = freshWalks();
  let w: Walk;
  let server: RpcServer;
  let folder = "";
  let [fund, strict] = ["", ""];
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    fund = file("fund.json", JSON.stringify(fundOfTest()));
    strict = file("strict.json", JSON.stringify(stricter));
    w = await fresh();
    await w.token.connect(w.agent).mint(w.alice, 101n);
    await w.token.connect(w.agent).mint(w.bob, 100n);
    await enforceRulebook(w, fundOfTest());
    server = await serve(w.connection.provider);
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const onChain = () => ["--rpc-url", server.url, "--token", w.at.token];
  const impact = (...argv: readonly string[]) => weighbridge(["impact", ...argv]);
  type Json = Readonly<Record<string, unknown>> & { readonly over: readonly Readonly<Record<string, unknown>>[] };
  const json = async (...argv: readonly string[]) => {
    const { code, out, err } = await impact(...argv, "--json");
    return { code, err, value: JSON.parse(out) as Json };
  };

  it("default: who is over, from the chain, in words with the law behind them", async () => {
    const { code, out } = await impact("--rulebook", strict, ...onChain());
    expect(code).to.equal(3);
    const lines = out.split("\n").map((line) => line.trim());
    expect(lines[1]).to.match(/^WEIGHBRIDGE +2 OF 2 HOLDERS OVER$/);
    expect(out).to.match(/mostUnits · receiver · rule 1 · policy · 1 holder, 1 new/);
    expect(out).to.match(/because of +Terms, clause 1/);
    expect(out).to.match(/investor 1 +New: The receiver would hold 101 FND; it may hold at most 100 FND\./);
    expect(out).to.match(/requiredStatuses · receiver · rule 0 · law · 2 holders, 0 new/);
    expect(out).to.match(/sell all to anybody admitted +2 before, 2 after/);
  });

  it("args: json: one value, with everybody", async () => {
    const { code, err, value } = await json("--rulebook", strict, ...onChain());
    expect(code).to.equal(3);
    expect(err).to.equal("");
    expect(value).to.include({ format: "weighbridge.impact/1", decimals: 0, asOf: Number(await w.now()) });
    expect(
      value.over.map(({ holder: who, kind, excess, cure, isNew, binding }) => [
        who,
        kind,
        excess,
        cure,
        isNew,
        binding,
      ]),
    ).to.deep.equal([
      ["1", "requiredStatuses", "0", "grandfathered", false, "law"],
      ["1", "mostUnits", "1", "grandfathered", true, "policy"],
      ["2", "requiredStatuses", "0", "grandfathered", false, "law"],
    ]);
    expect(value["current"]).to.equal(compile(fundOfTest(), { asOf: await w.now() }).id);
    expect(value).to.have.nested.property("holders[1].units", "100");
  });

  it("args: register: a table or JSON in a file, without a chain", async () => {
    const some = register([holder(1, 101n, { statuses: 2 }), holder(2, 100n, { statuses: 2 })]);
    const csv = file("register.csv", formatRegisterCsv(some, {}));
    const other = file("register.json", JSON.stringify(formatRegister(some)));
    for (const path of [csv, other]) {
      const { code, value } = await json("--rulebook", strict, "--register", path, "--current", fund);
      expect(code).to.equal(3);
      expect(value.over.map(({ holder: who, isNew }) => [who, isNew])).to.deep.equal([["1", true]]);
      expect((await impact("--rulebook", fund, "--register", path)).code).to.equal(0);
    }
    expect((await impact("--rulebook", fund, "--register", csv)).out).to.match(/NOBODY OVER/);
  });

  it("args: as-if-adopted: what a proposal would mean, said at the top; without it the rulebook is no program", async () => {
    const [first, ...others] = stricter.provisions;
    const { effective: _effective, ...terms } = first!;
    const proposal = { ...stricter, provisions: [{ ...terms, status: "proposed" }, ...others] };
    const some = register([holder(1, 101n, { statuses: 2 }), holder(2, 100n, { statuses: 2 })]);
    const given = ["--register", file("some.json", JSON.stringify(formatRegister(some)))];
    const args = ["--rulebook", file("proposal.json", JSON.stringify(proposal)), ...given];
    expect((await impact(...args)).code).to.equal(2);
    const { code, out } = await impact(...args, "--as-if-adopted", terms.id);
    expect(code).to.equal(3);
    expect(out).to.match(/as if law +terms\/most/);
    const { value } = await json(...args, "--as-if-adopted", terms.id);
    expect(value["asIfAdopted"]).to.deep.equal([terms.id]);
    expect(value.over.map(({ holder: who, citation }) => [who, citation])).to.deep.equal([
      ["1", "Terms, clause 1 (proposed, not law)"],
    ]);
    expect((await impact(...args, "--as-if-adopted", "terms/none")).err).to.match(/names no provision/);
    const waits = ["--scheduled", "--as-if-adopted", terms.id];
    expect((await impact(...waits, ...onChain())).err).to.match(/--as-if-adopted needs --rulebook/);
  });

  it("args: scheduled: the program that waits, as of its time, in force or not", async () => {
    const { engine, token } = w.at;
    expect((await impact("--scheduled", ...onChain())).code).to.equal(2);
    const program = compile(stricter, { asOf: await w.now() });
    await w.send(w.author, publishProgram({ engine, program: program.bytes }));
    const from = (await w.now()) + NOTICE + 60n;
    await w.send(w.author, scheduleProgram({ engine, token, programId: program.id, effectiveFrom: from }));
    const { code, value } = await json("--scheduled", ...onChain());
    expect(code).to.equal(3);
    expect(value).to.include({ asOf: Number(from), wanted: program.id });
    expect(value.over[1]).to.include({
      kind: "mostUnits",
      sentence: "The receiver would hold 101 FND; it may hold at most 100 FND.",
    });
    expect(value.over[1]).not.to.have.property("citation");
    const cited = await json("--scheduled", "--rulebook", strict, ...onChain());
    expect(cited.value.over[1]).to.include({ citation: "Terms, clause 1" });
    const wrong = await impact("--scheduled", "--rulebook", fund, ...onChain());
    expect(wrong.code).to.equal(2);
    expect(wrong.err).to.match(/compiled from/);
  });

  it("args: as-of: evidence lapses by then", async () => {
    const kyc = register([holder(1, 1n, { statuses: 2 })]);
    const path = file("kyc.json", JSON.stringify(formatRegister(kyc)));
    const { value } = await json("--rulebook", fund, "--register", path, "--as-of", "2030-01-01");
    expect(value["asOf"]).to.equal(1_893_456_000);
    expect((await impact("--rulebook", fund, "--register", path, "--as-of", "2030-02-30")).code).to.equal(2);
  });

  it("error: a register with a duplicate wallet, an unknown country, a holder without a record", async () => {
    const head = "investor,wallet,country,lane,units";
    const wallet = "0x00000000000000000000000000000000000000a1";
    const path = file(
      "bad.csv",
      [head, `1,${wallet},US,3,5`, `2,${wallet},ZZ,3,5`, `,0x${"ab".repeat(20)},US,3,5`].join("\r\n"),
    );
    const { code, out, err } = await impact("--rulebook", fund, "--register", path);
    expect({ code, out }).to.deep.equal({ code: 2, out: "" });
    expect(err.split("\n").map((line) => line.trim())).to.deep.equal([
      `weighbridge: ${path}: The register has 2 issues.`,
      "row 3, country: must be a country's code of ISO 3166-1 alpha-2, as US",
      "row 4, investor: is missing, and must be the investor's number in the registry, 1 or more: enrol who has none, or leave the wallet out",
      "Correct each place; nothing of the register was used.",
      "",
    ]);
    const twice = file(
      "twice.csv",
      [head, `1,${wallet},US,3,5`, `2,${wallet.toUpperCase().replace("X", "x")},US,3,5`].join("\n"),
    );
    expect((await impact("--rulebook", fund, "--register", twice)).err).to.match(/row 3, wallet/);
    const { value } = await json("--rulebook", fund, "--register", path);
    expect(value).to.have.nested.property("error.issues.length", 2);
  });

  it("error: decimals of a register unlike the rulebook's", async () => {
    const path = file("six.json", JSON.stringify(formatRegister(register([holder(1, 1n)], { decimals: 6 }))));
    const { code, err } = await impact("--rulebook", fund, "--register", path);
    expect(code).to.equal(2);
    expect(err).to.match(/6 decimals/);
  });

  it("error: bad calls exit with 2, a dead node with 4", async () => {
    for (const argv of [
      [],
      ["--rulebook", fund],
      ["--scheduled", "--register", fund],
      ["--rulebook", fund, "--rpc-url", server.url],
      ["--rulebook", fund, "--token", w.at.token],
      ["--rulebook", fund, "--register", join(folder, "none.csv")],
      ["--rulebook", fund, "--register", join(folder, "none.json")],
      ["--rulebook", fund, "--register", folder],
      ["--rulebook", fund, "--register", fund],
    ])
      expect((await impact(...argv)).code, argv.join(" ")).to.equal(2);
    const dead = await impact("--rulebook", fund, "--rpc-url", await deadUrl(), "--token", w.at.token);
    expect(dead.code).to.equal(4);
  });
});
