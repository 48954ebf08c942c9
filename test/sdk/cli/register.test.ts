import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address } from "viem";
import { formatRegisterCsv, parseRegister, parseRegisterCsv, readRegister } from "../../../sdk/register/index.js";
import { type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";
import { weighbridge } from "./command.js";

describe("weighbridge register show", () => {
  const fresh = freshWalks();
  let w: Walk;
  let server: RpcServer;
  let folder = "";

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    w = await fresh();
    await w.token.connect(w.agent).mint(w.alice, 5_000n);
    await w.token.connect(w.agent).mint(w.alice2, 1n);
    await w.token.connect(w.agent).mint(w.bob, 20n);
    server = await serve(w.connection.provider);
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const show = (...more: readonly string[]) =>
    weighbridge(["register", "show", "--rpc-url", server.url, "--token", w.at.token, ...more]);

  it("default: a page for people", async () => {
    const { code, out, err } = await show();
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    const lines = out.split("\n").map((line) => line.trim());
    expect(lines[1]).to.match(/^WEIGHBRIDGE +2 HOLDERS$/);
    expect(lines).to.include(`token      ${w.at.token}`);
    expect(lines).to.include("supply     5,021 FND");
    expect(lines.some((line) => /^1 {2}US · US accredited · 2 wallets +5,001 FND$/.test(line))).to.be.true;
    expect(lines.some((line) => /^2 {2}DE · non-US accredited +20 FND$/.test(line))).to.be.true;
  });

  it("args: json: one value, which is a register", async () => {
    const { code, out } = await show("--json");
    expect(code).to.equal(0);
    expect(parseRegister(JSON.parse(out))).to.deep.equal(
      await readRegister(w.connection.provider, { token: w.at.token }),
    );
  });

  it("args: csv, out: a table, to a file too", async () => {
    const file = join(folder, "register.csv");
    const { code, out } = await show("--csv", "--out", file);
    expect(code).to.equal(0);
    expect(readFileSync(file, "utf8")).to.equal(out);
    const read = await readRegister(w.connection.provider, { token: w.at.token });
    expect(out).to.equal(formatRegisterCsv(read));
    expect(parseRegisterCsv(out).holders).to.deep.equal(read.holders);
  });

  it("args: from-block: too late a one is told, with what to do", async () => {
    const last = await w.ethers.provider.getBlockNumber();
    const { code, err, out } = await show("--from-block", String(last));
    expect({ code, out }).to.deep.equal({ code: 2, out: "" });
    expect(err)
      .to.match(/hold 20 units; its supply is 5021/)
      .and.to.match(/Read from the block in which the token was made/);
  });

  it("error: bad calls exit with 2, and an empty chain with its reason", async () => {
    expect((await show("--csv", "--json")).code).to.equal(2);
    expect((await show("--from-block", "-1")).code).to.equal(2);
    for (const argv of [["register"], ["register", "shwo"]]) {
      const { code, err } = await weighbridge(argv);
      expect(code).to.equal(2);
      expect(err).to.match(/Usage: weighbridge register/);
    }
    const nowhere = w.stranger.address as Address;
    const { code, out } = await weighbridge([
      "register",
      "show",
      "--rpc-url",
      server.url,
      "--token",
      nowhere,
      "--json",
    ]);
    expect(code).to.equal(2);
    expect(JSON.parse(out)).to.have.nested.property("error.name", "DeploymentMissingError");
  });
});
