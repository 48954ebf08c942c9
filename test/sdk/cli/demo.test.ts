import { expect } from "chai";
import { network } from "hardhat";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeFunctionData, decodeFunctionResult, numberToHex } from "viem";
import { weighbridgeAbi } from "../../../sdk/abis/index.js";
import { observe } from "../../../sdk/change/index.js";
import type { AttemptLine } from "../../../sdk/cli/demo/attempt.js";
import { ATTEMPT_GAS } from "../../../sdk/cli/demo/sender.js";
import type { DemoReport } from "../../../sdk/cli/demo/report.js";
import { MOVEMENT_NAMES, REASONS, RULE_KIND_NAMES, RULE_KINDS } from "../../../sdk/kinds/index.js";
import { decodeRefusal, type Reader, revertData } from "../../../sdk/reader/index.js";
import { deadUrl, type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { weighbridge } from "./command.js";

/** What the demo must show, whatever it says of itself. */
const LEAST = { allowed: 60, refused: 60, kind: 5 };
/** How often the demo runs on one node. */
const RUNS = Number(process.env["DEMO_RUNS"] ?? 1);

describe("weighbridge demo", () => {
  let folder = "";
  let server: RpcServer;
  let reader: Reader;
  let report: DemoReport;
  let lines: readonly AttemptLine[];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    const { provider } = await network.create();
    reader = provider;
    server = await serve(provider);
    const log = join(folder, "attempts.jsonl");
    const { code, out } = await weighbridge(["demo", "--json", "--rpc-url", server.url, "--log", log]);
    expect(code).to.equal(0);
    report = JSON.parse(out) as DemoReport;
    lines = readFileSync(log, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as AttemptLine);
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it("default: shows enough, and every answer agrees with the chain", () => {
    expect(report.ok).to.equal(true);
    expect(report.format).to.equal("weighbridge.demo/1");
    expect(report.movements.allowed).to.be.at.least(LEAST.allowed);
    expect(report.movements.refused).to.be.at.least(LEAST.refused);
    expect(report.agreement).to.deep.equal({ checked: report.movements.attempted, mismatches: 0 });
    expect([report.investors, report.wallets]).to.deep.equal([500, 620]);
    const elsewhere = [
      "notHalted",
      "mostOutflow",
      "mostOutflowShareOrVolume",
      "mostVenueVolume",
      "mostGroupShare",
      "plugIn",
      // It needs a position book.
      "positionLimit",
      // They need a leverage registry and venues that report.
      "mostEmbeddedLeverage",
      "mostLeverage",
      "encumberedStays",
    ];
    expect(Object.keys(report.kinds)).to.deep.equal(RULE_KIND_NAMES.filter((kind) => !elsewhere.includes(kind)));
    for (const [kind, shown] of Object.entries(report.kinds)) {
      const refused = report.refusals.filter((refusal) => refusal.kind === kind).length;
      expect(refused, `${kind} refuses first`).to.be.at.least(LEAST.kind).and.equal(shown.refused);
      expect(shown.passed, `${kind} is passed`).to.be.at.least(LEAST.kind);
    }
  });

  it("behavior: every attempt can be asked again on the block before it, and answers as it did", async () => {
    expect(lines.length).to.equal(report.movements.attempted);
    for (const { block, from, to, data, engine, checkData, check, status, revertData: logged } of lines) {
      const at = numberToHex(block);
      expect(await reader.request({ method: "eth_call", params: [{ to: engine, data: checkData }, at] })).to.equal(
        check,
      );
      const transaction = { from, to, data, gas: numberToHex(ATTEMPT_GAS) };
      const again = await reader.request({ method: "eth_call", params: [transaction, at] }).then(
        () => null,
        (error: unknown) => revertData(error),
      );
      expect(again).to.equal(logged);
      expect(status).to.equal(again === null ? "success" : "reverted");
    }
  });

  it("behavior: no two attempts are the same, and every movement kind that is built occurs", () => {
    const asked = lines.map(({ checkData }) => checkData);
    expect(new Set(asked).size).to.equal(asked.length);
    for (const status of ["success", "reverted"] as const) {
      const kinds = new Set(lines.filter((line) => line.status === status).map(({ kind }) => kind));
      // A recovery and a licensed movement are shown, and pass.
      const shown = MOVEMENT_NAMES.filter((kind) => kind !== "settlement" && (status === "success" || kind !== "burn"));
      const passing = ["recovery", "licensed"];
      expect([...kinds]).to.include.members(shown.filter((kind) => status === "success" || !passing.includes(kind)));
    }
  });

  it("behavior: what check names first is what the transaction reverts with", () => {
    for (const { checkData, check, revertData: reverted } of lines) {
      const { args } = decodeFunctionData({ abi: weighbridgeAbi, data: checkData });
      const [movement] = args as unknown as [{ from: `0x${string}`; to: `0x${string}` }];
      const [allowed, first] = decodeFunctionResult({ abi: weighbridgeAbi, functionName: "check", data: check });
      expect(allowed).to.equal(reverted === null);
      if (reverted === null) continue;
      const found = decodeRefusal(reverted, { movement: { kind: "transfer", ...movement }, program: null });
      const { rule, subject, measured, limit, reason } = first;
      // Without the program only the engine's own reasons are completed; of a rule the words are compared.
      if (found === undefined) {
        const word = (value: bigint | number) => BigInt(value).toString(16).padStart(64, "0");
        expect(reverted).to.equal(`${reason}${[rule, subject, measured, limit].map(word).join("")}`);
      } else {
        expect([found.rule, found.subject, found.measured, found.limit]).to.deep.equal([
          rule,
          subject,
          measured,
          limit,
        ]);
      }
    }
  });

  it("behavior: a refusal by a rule has its law, and one by the engine has none", () => {
    for (const { kind, rule, provision, citation, power, binding, sentence, remedy, token } of report.refusals) {
      expect(report.tokens.map((one) => one.token)).to.include(token);
      expect(sentence).to.match(/^[A-Z0-9].*\.$/s);
      expect(["reduce", "wait", "obtain", "none"]).to.include(remedy.type);
      if (kind in REASONS) expect([rule, provision, citation, power]).to.deep.equal([null, null, null, "engine"]);
      else {
        expect(kind in RULE_KINDS).to.equal(true);
        expect(rule).to.be.a("number");
        expect(provision).to.be.a("string");
        expect(citation).to.be.a("string");
        expect(power).to.have.keys(["instrument", "clause"]);
        expect(binding).to.be.oneOf(["law", "policy"]);
      }
    }
  });

  it("behavior: a rule change was foretold, is in force since its time, and what was planted behind it was found", async () => {
    const { impact, schedule, drift, tokens } = report;
    expect(impact.over.length).to.be.greaterThan(0);
    expect(impact.over.length).to.be.lessThan(impact.holders * 2);
    for (const { kind, measured, limit, excess } of impact.over) {
      expect(kind).to.equal("leastHolding");
      expect(BigInt(limit) - BigInt(measured)).to.equal(BigInt(excess));
      expect(BigInt(excess) > 0n).to.equal(true);
    }
    expect(impact.foretold.checked).to.be.greaterThan(impact.holders);
    expect(impact.foretold.mismatches).to.equal(0);
    expect(drift.planted.length).to.equal(5);
    expect(drift.found).to.deep.equal(drift.planted);
    const observed = await observe(reader, { token: tokens[0]!.token });
    expect(observed.program?.id).to.equal(schedule.programId);
    expect(schedule.programId).not.to.equal(report.program.id);
    expect(observed.at.time >= BigInt(schedule.effectiveFrom)).to.equal(true);
  });

  // As long again as all the others: in the nightly run.
  if (RUNS > 1) {
    it("behavior: a second run on the same node finds the engine there, and shows the same", async () => {
      const { code, out } = await weighbridge(["demo", "--json", "--rpc-url", server.url]);
      expect(code).to.equal(0);
      const second = JSON.parse(out) as DemoReport;
      expect(second.token).not.to.equal(report.token);
      expect(second.program).to.deep.equal(report.program);
      expect(second.agreement.mismatches).to.equal(0);
    });
  }

  it("error: a node that is not there, and a log that cannot be written", async () => {
    const dead = await weighbridge(["demo", "--json", "--rpc-url", await deadUrl()]);
    expect(dead.code).to.equal(4);
    expect((JSON.parse(dead.out) as { format: string }).format).to.equal("weighbridge.error/1");
    const unwritable = await weighbridge(["demo", "--rpc-url", server.url, "--log", join(folder, "none", "log")]);
    expect([unwritable.code, unwritable.out]).to.deep.equal([2, ""]);
  });
});
