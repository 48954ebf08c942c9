import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashRulebook } from "../../../sdk/rulebook/index.js";
import { enforceRulebook } from "../../fixtures/enforceRulebook.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { deadUrl, type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { DAY, freshWalks, NOTICE, STEWARD_DELAY, type Walk } from "../../fixtures/walk.js";
import { weighbridge } from "./command.js";

describe("weighbridge drift", () => {
  const fresh = freshWalks();
  let w: Walk;
  let server: RpcServer;
  let folder = "";
  let fund = "";
  const file = (name: string, value: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };
  let snapshot: Awaited<ReturnType<Walk["networkHelpers"]["takeSnapshot"]>>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    fund = file("fund.json", fundOfTest());
    w = await fresh();
    await enforceRulebook(w, fundOfTest());
    await w.engine.connect(w.admin).setRegistrar(w.registry, w.carol, 1n, 1n);
    await w.engine.connect(w.admin).setAttester(w.registry, w.bob, { mask: 3n, enrols: true });
    server = await serve(w.connection.provider);
    snapshot = await w.networkHelpers.takeSnapshot();
  });
  afterEach(() => snapshot.restore());
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const member = (account: { readonly address: string }, delay = 0) => ({ account: account.address, delay });
  const expected = (some: Readonly<Record<string, unknown>> = {}) => ({
    format: "weighbridge.expected/1",
    ...{ engine: w.at.engine, manager: w.at.manager, registryAuthority: w.at.manager, notice: Number(NOTICE) },
    roles: {
      ...{ admin: [member(w.admin)], ruleAuthor: [member(w.author)], registrar: [member(w.registrar)] },
      ...{ transferAgent: [member(w.agent), member(w.agent2)], guardian: [member(w.guardian)] },
      steward: [member(w.steward, Number(STEWARD_DELAY))],
    },
    registrars: [{ account: w.carol.address, statuses: ["accredited"], states: ["blocked"] }],
    attesters: [{ account: w.bob.address, evidence: ["accredited", "qualifiedPurchaser"], enrols: true }],
    ...{ roots: [], operations: [] },
    ...some,
  });
  const drift = (...argv: readonly string[]) =>
    weighbridge(["drift", "--rpc-url", server.url, "--token", w.at.token, "--rulebook", fund, ...argv]);
  const json = async (...argv: readonly string[]) => {
    const { code, out, err } = await drift("--json", ...argv);
    expect(err).to.equal("");
    return { code, value: JSON.parse(out) as Readonly<Record<string, unknown>> };
  };

  it("default: no drift is exit code 0", async () => {
    const { code, out, err } = await drift("--expected", file("expected.json", expected()));
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    expect(out).to.contain("NO DRIFT").and.contain(w.at.token);
    expect(out).to.contain("Everything that is compared is as it should be.");
  });

  it("behavior: what differs is exit code 3, each with what was wanted and found", async () => {
    await w.manager.connect(w.admin).grantRole(3n, w.stranger, 60n);
    const { code, out } = await drift("--expected", file("expected.json", expected()));
    expect(code).to.equal(3);
    const lines = out.split("\n").map((line) => line.trim().replaceAll(/ +/g, " "));
    const at = lines.indexOf(`≠ roles.transferAgent.${w.stranger.address}`);
    expect(lines.slice(at + 1, at + 3)).to.deep.equal(["wanted nothing", "found member, delay 60 seconds"]);
    expect(out).to.contain("DRIFT (1)");
  });

  it("args: --json: one value", async () => {
    await w.manager.connect(w.admin).setTargetClosed(w.at.token, true);
    const { number, hash, timestamp } = (await w.ethers.provider.getBlock("latest")) ?? {};
    const { chainId } = await w.ethers.provider.getNetwork();
    expect(await json()).to.deep.equal({
      code: 3,
      value: {
        ...{ format: "weighbridge.drift/1", token: w.at.token, rulebook: hashRulebook(fundOfTest()) },
        at: { chainId: Number(chainId), number: String(number), hash, time: timestamp },
        compiledOn: null,
        differences: [{ path: "closed.token", wanted: "open", found: "closed" }],
      },
    });
  });

  it("args: --block and --from-block", async () => {
    const block = await w.ethers.provider.getBlockNumber();
    await w.manager.connect(w.admin).setTargetClosed(w.at.token, true);
    expect((await json("--block", String(block))).code).to.equal(0);
    const { code, out } = await drift("--json", "--from-block", String(block));
    expect(code).to.equal(2);
    expect(out).to.contain("fromBlock").and.contain("is not later than the first event of");
  });

  it("args: --as-of: the program of the same rulebook, of another day", async () => {
    const [first, ...others] = fundOfTest().provisions;
    const effective = { from: "2020-01-01", through: "2030-12-31" };
    const rulebook = fundOfTest({ provisions: [{ ...first, effective }, ...others] });
    await enforceRulebook(w, rulebook);
    const passing = file("passing.json", rulebook);
    const argv = ["drift", "--rpc-url", server.url, "--token", w.at.token, "--rulebook", passing, "--as-of"];
    expect((await weighbridge([...argv, "2030-12-31"])).code).to.equal(0);
    const { code, out } = await weighbridge([...argv, "2031-01-01"]);
    expect(code).to.equal(3);
    expect(out).to.contain("≠ program.id").and.not.contain("program.rulebook");
    expect(out).to.match(/compiled as of another day:\s+--as-of\s+20[012]\d-\d\d-\d\d\s+gives\s+it\./);
  });

  describe("error: FileInvalidError", () => {
    const issuesOf = async (value: unknown) => {
      const { code, out } = await drift("--json", "--expected", file("wrong.json", value));
      expect(code).to.equal(2);
      const { error } = JSON.parse(out) as {
        readonly error: { readonly name: string; readonly issues: readonly { readonly path: string }[] };
      };
      expect(error.name).to.equal("FileInvalidError");
      return error.issues.map(({ path }) => path);
    };

    it("says each place", async () => {
      expect(await issuesOf({ format: "weighbridge.expected/2" })).to.deep.equal(["format"]);
      expect(await issuesOf(expected({ roles: { agent: [] } }))).to.deep.equal(["roles"]);
      expect(await issuesOf(expected({ notice: -1, engine: "0x12", roots: ["0x12"] }))).to.have.members([
        ...["notice", "engine", "roots.0"],
      ]);
      expect(await issuesOf(expected({ next: { programId: `0x${"1".repeat(64)}`, from: 1.5 } }))).to.deep.equal([
        "next.from",
      ]);
    });

    it("an account twice in one list, also in other letters", async () => {
      const account = w.carol.address;
      const roles = { guardian: [member(w.guardian), member(w.carol), { account: account.toLowerCase(), delay: 1 }] };
      const one = { account, statuses: [], states: [] };
      expect(await issuesOf(expected({ roles, registrars: [one, one] }))).to.deep.equal([
        ...["roles.guardian.2.account", "registrars.1.account"],
      ]);
    });

    it("a name that the scheme does not have, also one that every object has", async () => {
      const registrars = [{ account: w.carol.address, statuses: ["accredited", "rich"], states: ["constructor"] }];
      expect(await issuesOf(expected({ registrars }))).to.deep.equal([
        ...["registrars.0.statuses.1", "registrars.0.states.0"],
      ]);
    });

    it("a role as evidence of an attester, which no registry takes", async () => {
      const attesters = [{ account: w.bob.address, evidence: ["issuer"], enrols: false }];
      expect(await issuesOf(expected({ attesters }))).to.deep.equal(["attesters.0.evidence.0"]);
    });
  });

  it("error: ChainUnreachableError is exit code 4", async () => {
    const argv = ["drift", "--rpc-url", await deadUrl(), "--token", w.at.token, "--rulebook", fund];
    expect((await weighbridge(argv)).code).to.equal(4);
  });

  it("error: TokenUnknownError, DeploymentMissingError are exit code 2", async () => {
    const token = w.stranger.address;
    const argv = ["drift", "--rpc-url", server.url, "--token", token, "--rulebook", fund, "--json"];
    const { code, out } = await weighbridge(argv);
    expect(code).to.equal(2);
    expect(out).to.contain("DeploymentMissingError");
  });

  it("behavior: time: an operation that a file allows, until another one waits", async () => {
    const data = w.engine.interface.encodeFunctionData("setTokenAuthority", [w.at.token, w.stranger.address]);
    await w.manager.connect(w.steward).schedule(w.at.engine, data, 0n);
    const operations = [await w.manager.hashOperation(w.steward, w.at.engine, data)];
    const allowing = file("allowing.json", expected({ operations }));
    expect((await drift("--expected", allowing)).code).to.equal(0);
    await w.networkHelpers.time.increase(DAY);
    await w.manager.connect(w.steward).schedule(w.at.engine, `${data}00`, 0n);
    expect((await drift("--expected", allowing)).code).to.equal(3);
  });
});
