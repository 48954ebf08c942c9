import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address } from "viem";
import { formatPlan, mint, type Plan, type SafeFile } from "../../../sdk/change/index.js";
import { stepOf } from "../../../sdk/change/step.js";
import { madeSince } from "../../fixtures/applied.js";
import { DELAY, delayedAgent, everyKind, keyOf, MINTED, planOf } from "../../fixtures/plans.js";
import { deadUrl, type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";
import { weighbridge } from "./command.js";

type Json = {
  readonly format: string;
  readonly outcome?: string;
  readonly steps?: readonly { readonly state: string; readonly title: string }[];
  readonly next?: readonly { readonly signer: string; readonly act: string; readonly from: number | null }[];
  readonly files?: readonly string[];
  readonly error?: { readonly name: string; readonly path: string | null; readonly message: string };
};

describe("weighbridge status and apply", () => {
  const fresh = freshWalks();
  let w: Walk;
  let server: RpcServer;
  let folder = "";
  let environment: Record<string, string> = {};
  let plan: Plan;

  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const run = async (command: "status" | "apply", argv: readonly string[]) => {
    const ran = await weighbridge([command, ...argv, "--json"], { environment });
    return { ...ran, json: JSON.parse(ran.out) as Json };
  };
  const everybody = ["AUTHOR", "ADMIN", "AGENT", "SPENDER"].flatMap((name) => ["--signer", `env:${name}`]);
  const planFile = (some: Plan = plan) => file("plan.json", formatPlan(some));
  const node = () => ["--rpc-url", server.url];

  beforeEach(async () => {
    w = await fresh();
    await delayedAgent(w);
    plan = await everyKind(w);
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    server = await serve(w.connection.provider);
    environment = {
      ...{ AUTHOR: keyOf(w.author.address), ADMIN: keyOf(w.admin.address) },
      ...{ AGENT: keyOf(w.agent.address), SPENDER: keyOf(w.spender.address), STRANGER: keyOf(w.stranger.address) },
    };
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it("default: what waits is exit code 5, what is done 0", async () => {
    const path = planFile();
    const before = await run("status", [path, ...node()]);
    expect([before.code, before.json.format, before.json.outcome]).to.deep.equal([
      5,
      "weighbridge.status/1",
      "waiting",
    ]);
    const first = await run("apply", [path, ...node(), ...everybody]);
    expect([first.code, first.json.format, first.json.outcome]).to.deep.equal([5, "weighbridge.apply/1", "waiting"]);
    expect(first.json.steps?.map(({ state }) => state)).to.deep.equal(["done", "done", "done", "done", "scheduled"]);
    const [next, ...others] = first.json.next ?? [];
    expect([next?.signer, next?.act, others.length]).to.deep.equal([w.spender.address, "execute", 0]);
    expect(next?.from).to.equal(Number((await w.now()) + DELAY));
    expect(first.err).to.include("step 2 of 5, schedule the program: on its way, 0x");
    await w.networkHelpers.time.increase(DELAY);
    const last = await run("apply", [path, ...node(), ...everybody]);
    expect([last.code, last.json.outcome]).to.deep.equal([0, "done"]);
    expect((await run("status", [path, ...node()])).code).to.equal(0);
    expect(await madeSince(w, plan.seen.number)).to.have.lengthOf(6);
  });

  it("default: for people, where each step stands and who must act next", async () => {
    const { code, out, err } = await weighbridge(["status", planFile(), ...node()]);
    expect({ code, err }).to.deep.equal({ code: 5, err: "" });
    expect(out.split("\n").slice(1, 10)).to.deep.equal([
      "A test's plan",
      `plan       ${plan.id}`,
      "chain      31337",
      `engine     ${w.at.engine}`,
      `token      ${w.at.token}`,
      "─".repeat(100),
      "  1 publish the program: to do",
      `    ${w.author.address}`,
      "  2 schedule the program: waits for another step",
    ]);
    expect(out).to.include(`Who must act next\n    · ${w.author.address} sends: publish the program\n`);
  });

  it("args: project", async () => {
    const project = {
      format: "weighbridge.project/1",
      rulebook: "fund.json",
      environments: {
        here: {
          ...{ chainId: 31_337, rpc: "env:NODE", engine: w.at.engine, token: w.at.token },
          signers: { ruleAuthor: "env:AUTHOR", transferAgent: ["env:AGENT", "env:NOT_HERE"] },
        },
        elsewhere: { chainId: 1, rpc: "env:NODE" },
      },
    };
    const path = file("weighbridge.json", JSON.stringify(project));
    environment = { ...environment, NODE: server.url };
    const argv = [planFile(), "--project", path, "--env", "here"];
    const { code, json, err } = await run("apply", argv);
    expect(code).to.equal(5);
    expect(json.steps?.map(({ state }) => state)).to.deep.equal(["done", "done", "todo", "done", "blocked"]);
    expect(err).to.include("Not set, so whoever it is signs elsewhere: env:NOT_HERE.");
    const other = await run("status", [planFile(), "--project", path, "--env", "elsewhere"]);
    expect([other.code, other.json.error?.name]).to.deep.equal([2, "ParameterInvalidError"]);
    environment = { NODE: server.url };
    const nobody = await run("apply", argv);
    expect([nobody.code, nobody.json.error?.message]).to.deep.equal([
      2,
      "Not set: env:AUTHOR, env:AGENT, env:NOT_HERE.",
    ]);
  });

  it("args: safe, calldata: files, and nothing is sent", async () => {
    const [safeFile, calldataFile] = [join(folder, "batch.json"), join(folder, "calls.json")];
    const argv = [planFile(), ...node(), "--signer", `safe:${w.spender.address}`];
    const { code, json } = await run("apply", [...argv, "--safe", safeFile, "--calldata", calldataFile]);
    const second = join(folder, "batch-2.json");
    expect([code, json.outcome, json.files]).to.deep.equal([0, "written", [safeFile, second, calldataFile]]);
    const batches = [safeFile, second].map((path) => JSON.parse(readFileSync(path, "utf8")) as SafeFile);
    expect(batches.map(({ transactions }) => transactions.length)).to.deep.equal([1, 1]);
    const { calls, ...head } = JSON.parse(readFileSync(calldataFile, "utf8")) as { calls: Record<string, unknown>[] };
    expect(head).to.deep.equal({ format: "weighbridge.calldata/1", plan: plan.id, chainId: 31_337 });
    expect(calls).to.have.lengthOf(6);
    expect(calls[0]).to.deep.equal({
      ...{ step: plan.steps[0]?.id, title: "publish the program", act: "send", round: 0, signer: w.author.address },
      ...{ to: w.at.engine, value: "0", data: plan.steps[0]?.call.data, notBefore: null },
    });
    const nothing = await run("apply", [
      planFile(),
      ...node(),
      "--signer",
      `safe:${w.bob.address}`,
      "--safe",
      safeFile,
    ]);
    expect([nothing.code, nothing.json.error?.name]).to.deep.equal([2, "CommandUsageError"]);
    expect(await madeSince(w, plan.seen.number)).to.deep.equal([]);
  });

  it("behavior: a revert names the step", async () => {
    const call = mint({ token: w.at.token, to: w.stranger.address as Address, amount: MINTED });
    const [, , , minted] = plan.steps;
    const path = planFile(await planOf(w, [stepOf({ ...minted!, call, needs: [] })]));
    const { code, json } = await run("apply", [path, ...node(), ...everybody]);
    expect([code, json.error?.name, json.error?.path]).to.deep.equal([
      ...[1, "RevertError", `${path}, step 1 of 1, mint to alice`],
    ]);
  });

  it("behavior: what is wrong with the input is exit code 2, a silent chain 4", async () => {
    const text = formatPlan(plan);
    const failed = async (path: string, argv: readonly string[] = [...node(), ...everybody]) => {
      const { code, json } = await run("apply", [path, ...argv]);
      return [code, json.error?.name];
    };
    const edited = file("edited.json", text.replace("at most 1,000,000 units", "at most 9,000,000 units"));
    expect(await failed(edited)).to.deep.equal([2, "PlanInvalidError"]);
    expect(await failed(join(folder, "none.json"))).to.deep.equal([2, "FileMissingError"]);
    const path = planFile();
    expect(await failed(path, [...node(), "--signer", "env:NOBODY"])).to.deep.equal([2, "ParameterInvalidError"]);
    expect(await failed(path, [...node(), ...everybody, "--confirmations", "0"])).to.deep.equal([
      2,
      "ParameterInvalidError",
    ]);
    expect(await failed(path, ["--rpc-url", await deadUrl(), ...everybody])).to.deep.equal([
      4,
      "ChainUnreachableError",
    ]);
    const [publish] = plan.steps;
    const notHis = await planOf(w, [
      stepOf({ ...plan.steps[3]!, signer: w.stranger.address as Address, needs: [] }),
      stepOf({ ...publish!, signer: w.stranger.address as Address }),
    ]);
    expect(await failed(planFile(notHis), [...node(), "--signer", "env:STRANGER"])).to.deep.equal([
      2,
      "RoleMissingError",
    ]);
  });

  it("behavior: what moved under the plan is exit code 3, and says what", async () => {
    const [, , , minted] = plan.steps;
    const path = planFile(await planOf(w, [stepOf({ ...minted!, needs: [] })]));
    await w.token.connect(w.agent).mint(w.alice, 1n);
    const { code, json } = await run("apply", [path, ...node(), ...everybody]);
    expect([code, json.error?.name]).to.deep.equal([3, "PlanOutdatedError"]);
    expect(json.error?.message).to.include("it is no more so that alice has nothing");
  });

  it("behavior: interrupted is exit code 130, with what is on its way", async () => {
    await w.connection.provider.request({ method: "evm_setAutomine", params: [false] });
    const interrupted = new AbortController();
    let err = "";
    const argv = ["apply", planFile(), ...node(), ...everybody, "--json"];
    const { code, out } = await weighbridge(argv, {
      environment,
      err: (text) => {
        err += text;
        if (err.includes("on its way")) setTimeout(() => interrupted.abort(), 10);
      },
      interruption: () => interrupted.signal,
    });
    const json = JSON.parse(out) as Json;
    expect([code, json.outcome, json.steps?.[0]?.state]).to.deep.equal([130, "interrupted", "sent"]);
    await w.connection.provider.request({ method: "evm_setAutomine", params: [true] });
    await w.networkHelpers.mine();
  });
});
