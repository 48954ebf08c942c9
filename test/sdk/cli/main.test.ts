import { expect } from "chai";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { EXIT, exitCodeOf } from "../../../sdk/cli/exitCode.js";
import { BaseError, ChainUnreachableError, TransactionFailedError } from "../../../sdk/errors/index.js";
import { deadUrl, serve } from "../../fixtures/rpcServer.js";
import { weighbridge } from "./command.js";

/** Runs the program itself. */
async function main(...argv: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "sdk/cli/main.ts", ...argv]);
  let [out, err] = ["", ""];
  child.stdout.on("data", (part: Buffer) => (out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (err += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out, err };
}

const ADDRESS = `0x${"11".repeat(20)}`;
const QUESTION = ["--token", ADDRESS, "--kind", "transfer", "--from", ADDRESS, "--to", ADDRESS, "--amount", "1"];

describe("weighbridge", () => {
  it("default: the program itself, against a dead node", async () => {
    const url = await deadUrl();
    const { code, out, err } = await main("check", "--rpc-url", url, ...QUESTION, "--json");
    expect({ code, err }).to.deep.equal({ code: 4, err: "" });
    expect(JSON.parse(out)).to.deep.equal({
      format: "weighbridge.error/1",
      error: {
        name: "ChainUnreachableError",
        message: `No node answers at ${url}.`,
        path: null,
        issues: [],
        remedy: "Check the address, the network and that the node runs; then ask again.",
      },
    });
    const words = await main("check", "--rpc-url", url, ...QUESTION);
    expect(words).to.deep.equal({
      code: 4,
      out: "",
      err: `weighbridge: No node answers at ${url}.\n  Check the address, the network and that the node runs; then ask again.\n`,
    });
  });

  it("behavior: interrupted is exit code 130", async () => {
    const started: { child?: ReturnType<typeof spawn> } = {};
    // A node that never answers, and by the first question shows that the program has started.
    const server = await serve({
      request: () => {
        started.child?.kill("SIGINT");
        return new Promise(() => undefined);
      },
    });
    const child = spawn(process.execPath, [
      "--import",
      "tsx",
      "sdk/cli/main.ts",
      "check",
      "--rpc-url",
      server.url,
      ...QUESTION,
    ]);
    started.child = child;
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    await server.close();
    expect(code).to.equal(130);
  });

  it("behavior: help and version are exit code 0", async () => {
    const help = await weighbridge(["--help"]);
    expect({ code: help.code, err: help.err }).to.deep.equal({ code: 0, err: "" });
    for (const word of ["demo", "compile", "check", "explain", "Exit codes"]) expect(help.out).to.include(word);
    for (const command of ["demo", "compile", "check", "explain"]) {
      const { code, out } = await weighbridge([command, "--help"]);
      expect(code).to.equal(0);
      expect(out).to.include("--json");
    }
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await weighbridge(["--version"])).to.deep.equal({ code: 0, out: `${version}\n`, err: "" });
  });

  it("error: no command, or another one, is exit code 2", async () => {
    for (const argv of [[], ["weigh"], ["--fast"]]) {
      const { code, out, err } = await weighbridge(argv);
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
      expect(err).to.match(/^weighbridge: .*\n {2}Usage: weighbridge <command> --help\n$/);
    }
  });

  it("behavior: exit codes of errors", () => {
    expect(exitCodeOf(new ChainUnreachableError())).to.equal(EXIT.chain);
    expect(exitCodeOf(new TransactionFailedError({ hash: "0x", what: "it reverted" }))).to.equal(EXIT.fault);
    expect(exitCodeOf(new BaseError("What nobody expected."))).to.equal(EXIT.fault);
    expect(exitCodeOf(new TypeError("a bug"))).to.equal(EXIT.fault);
  });
});
