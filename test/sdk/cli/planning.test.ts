import { expect } from "chai";
import { network } from "hardhat";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, type Hex, keccak256, numberToHex, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { CREATE2_DEPLOYER, type Plan } from "../../../sdk/change/index.js";
import { checkTransfer } from "../../../sdk/check/index.js";
import { type Reader } from "../../../sdk/reader/index.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { enforce, mostUnits } from "../rulebook/small.js";
import { type Ran, weighbridge } from "./command.js";

const keyOf = (name: string): Hex => keccak256(stringToHex(`test ${name}`));
const account = (name: string) => privateKeyToAccount(keyOf(name)).address;
const NAMES = ["admin", "author", "registrar", "agent", "guardian"] as const;

/** The walk of an issuer, from nothing, by commands alone. */
describe("weighbridge init, plan, apply, enrol, mint, freeze, recover", () => {
  let server: RpcServer;
  let reader: Reader;
  let folder = "";
  let helpers: Awaited<ReturnType<typeof network.create>>["networkHelpers"];
  const environment = Object.fromEntries(NAMES.map((name) => [`${name.toUpperCase()}_KEY`, keyOf(name)]));
  const at = (name: string) => join(folder, name);
  const write = (name: string, value: unknown) =>
    writeFileSync(at(name), typeof value === "string" ? value : JSON.stringify(value));
  const readBack = (name: string) => JSON.parse(readFileSync(at(name), "utf8")) as ProjectText;
  type ProjectText = { environments: { main: Record<string, unknown> & { engine: Address; token: Address } } };

  const run = async (...argv: readonly string[]): Promise<Ran> =>
    weighbridge([...argv, "--project", at("weighbridge.json")], { environment: { ...environment, RPC: server.url } });
  /** A plan, as a command writes and prints it. */
  const planned = async (...argv: readonly string[]): Promise<Plan & { readonly file: string }> => {
    const { code, out, err } = await run(...argv, "--json");
    expect(code, `${out}${err}`).to.equal(0);
    const plan = JSON.parse(out) as Plan;
    return { ...plan, file: join(folder, "plans", `${plan.id}.json`) };
  };
  const applied = async (file: string, wanted = 0): Promise<readonly string[]> => {
    const { code, out, err } = await run("apply", file, "--json");
    expect(code, `${out.slice(0, 2000)}${err}`).to.equal(wanted);
    return (JSON.parse(out) as { steps: { state: string }[] }).steps.map(({ state }) => state);
  };
  const all = (states: readonly string[]) => [...new Set(states)];

  before(async () => {
    const connection = await network.create();
    helpers = connection.networkHelpers;
    reader = connection.provider;
    for (const name of NAMES)
      await reader.request({ method: "hardhat_setBalance", params: [account(name), numberToHex(10n ** 21n)] });
    const { transaction } = CREATE2_DEPLOYER;
    await reader.request({
      method: "hardhat_setBalance",
      params: [transaction.from, numberToHex(transaction.funding)],
    });
    await reader.request({ method: "eth_sendRawTransaction", params: [transaction.serialized] });
    server = await serve(reader);
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    write("rulebook.json", fundOfTest());
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it("default: from nothing to a token whose rules are in force", async () => {
    const asked = [
      "--rulebook",
      at("rulebook.json"),
      "--rpc-url",
      "env:RPC",
      "--name",
      "Fund",
      "--symbol",
      "FND",
      "--notice",
      "3600",
    ];
    const { code: made, err } = await run("init", ...asked, "--admin", account("admin"));
    expect(made, err).to.equal(0);
    const project = readBack("weighbridge.json");
    Object.assign(project.environments.main, {
      signers: {
        admin: "env:ADMIN_KEY",
        ruleAuthor: "env:AUTHOR_KEY",
        registrar: "env:REGISTRAR_KEY",
        transferAgent: "env:AGENT_KEY",
        guardian: "env:GUARDIAN_KEY",
      },
      roles: {
        admin: [{ account: account("admin"), delay: 0 }],
        ruleAuthor: [{ account: account("author"), delay: 0 }],
        registrar: [{ account: account("registrar"), delay: 0 }],
        transferAgent: [{ account: account("agent"), delay: 0 }],
        guardian: [{ account: account("guardian"), delay: 0 }],
        steward: [{ account: account("admin"), delay: 172_800 }],
      },
    });
    write("weighbridge.json", project);
    const plan = await planned("plan");
    expect(plan.steps.length).to.be.greaterThan(10);
    expect(readBack("weighbridge.json").environments.main.token).to.equal(plan.token);
    // Deployment alone takes minutes elsewhere: a second run of the same plan has nothing to send.
    expect(all(await applied(plan.file))).to.deep.equal(["done"]);
    const height = await reader.request({ method: "eth_blockNumber" });
    expect(all(await applied(plan.file))).to.deep.equal(["done"]);
    expect(await reader.request({ method: "eth_blockNumber" })).to.equal(height);
    await helpers.time.increase(3_700);
    const found = await run("drift");
    expect(found.code, `${found.out}${found.err}`).to.equal(0);
  });

  it("behavior: nothing to plan where all is as it should be", async () => {
    const { steps } = await planned("plan");
    expect(steps).to.deep.equal([]);
    const { out } = await run("plan");
    expect(out).to.match(/NOTHING TO DO/);
  });

  const wallets = { ann: account("ann"), ann2: account("ann2"), ben: account("ben") };
  const row = (investor: number, wallet: Address) =>
    `${investor},${wallet},US,3,qualifiedPurchaser,2039-01-01,2039-01-01`;

  it("default: enrol, by a table; whoever is in the registry is left out", async () => {
    const head = "investor,wallet,country,lane,statuses,kycUntil,statusUntil";
    write("register.csv", [head, row(1, wallets.ann), row(1, wallets.ann2), row(2, wallets.ben)].join("\r\n"));
    const plan = await planned("enrol", at("register.csv"));
    expect(plan.title).to.equal("enrol 2 investors with 3 wallets");
    expect(await applied(plan.file)).to.deep.equal(["done"]);
    const again = await run("enrol", at("register.csv"));
    expect([again.code, again.err]).to.deep.equal([
      2,
      "weighbridge: 2 of 2 investors are in the registry already\nweighbridge: `enrolments` is nobody, and must be at least one investor.\n  Give at least one investor.\n",
    ]);
  });

  it("default: mint; a plan that was made before is out of date (exit code 3)", async () => {
    const plan = await planned("mint", "--to", wallets.ann, "--amount", "300");
    const other = await planned("mint", "--to", wallets.ben, "--amount", "100");
    expect(await applied(plan.file)).to.deep.equal(["done"]);
    expect(await applied(plan.file)).to.deep.equal(["done"]);
    const { code, err } = await run("apply", other.file);
    expect(code, err).to.equal(3);
    expect(err).to.match(/the supply is 0 FND/);
    expect(await applied((await planned("mint", "--to", wallets.ben, "--amount", "100")).file)).to.deep.equal(["done"]);
  });

  it("error: ParameterInvalidError, what would be refused is not planned (exit code 2)", async () => {
    const before = readdirSync(join(folder, "plans")).length;
    const stranger = account("stranger");
    const other = ["--replacement", wallets.ben, "--instrument", keccak256("0x00")];
    for (const [argv, words] of [
      [["mint", "--to", stranger, "--amount", "1"], /`--to` is 0x.* refused: walletUnknown/],
      [["mint", "--to", wallets.ben, "--amount", String(2n ** 112n)], /`--to` is 0x.* refused: /],
      [["freeze", "--wallet", wallets.ben, "--units", String(2n ** 112n)], /`--units` is .*UnitsAboveCapacity/],
      [["recover", "--lost", wallets.ann, ...other], /`--replacement` is 0x.*InvestorsDiffer/],
      [["recover", "--lost", stranger, ...other], /`lost` is 0x.*, which is empty/],
    ] as const) {
      const { code, out, err } = await run(...argv);
      expect([code, out]).to.deep.equal([2, ""]);
      expect(err).to.match(words);
    }
    expect(readdirSync(join(folder, "plans")).length).to.equal(before);
  });

  it("error: ParameterInvalidError, a key in place of a reference is not repeated", async () => {
    const { steps, file } = await planned("freeze", "--wallet", wallets.ben);
    expect(steps.length).to.equal(1);
    for (const reference of [keyOf("admin"), keyOf("admin").slice(2), `env:${keyOf("admin")}`]) {
      const { code, out, err } = await run("apply", file, "--signer", reference);
      expect([code, out]).to.deep.equal([2, ""]);
      expect(err).to.not.contain(keyOf("admin").slice(2));
    }
  });

  it("behavior: files for other tools are not written of a plan that is out of date (exit code 3)", async () => {
    const { file } = await planned("freeze", "--wallet", wallets.ben, "--units", "7");
    const other = await planned("freeze", "--wallet", wallets.ben, "--units", "8");
    expect(await applied(other.file)).to.deep.equal(["done"]);
    expect((await run("apply", file, "--calldata", at("calls.json"))).code).to.equal(3);
    expect(existsSync(at("calls.json"))).to.equal(false);
    expect(await applied((await planned("freeze", "--wallet", wallets.ben, "--units", "0")).file)).to.deep.equal([
      "done",
    ]);
  });

  it("default: freeze units and a wallet, and end it", async () => {
    const units = await planned("freeze", "--wallet", wallets.ben, "--units", "40");
    expect(units.changes).to.deep.equal([
      { path: `wallets.${wallets.ben}.frozenUnits`, from: "0 FND", to: "40 FND", loosens: false },
    ]);
    expect(await applied(units.file)).to.deep.equal(["done"]);
    expect(await applied((await planned("freeze", "--wallet", wallets.ben)).file)).to.deep.equal(["done"]);
    const { token } = readBack("weighbridge.json").environments.main;
    const move = { kind: "transfer", token, from: wallets.ben, to: wallets.ann, amount: 1n } as const;
    expect((await checkTransfer(reader, move)).allowed).to.equal(false);
    expect(await applied((await planned("freeze", "--wallet", wallets.ben, "--release")).file)).to.deep.equal(["done"]);
    expect((await checkTransfer(reader, move)).allowed).to.equal(true);
    expect((await checkTransfer(reader, { ...move, amount: 61n })).allowed).to.equal(false);
    expect((await planned("freeze", "--wallet", wallets.ben, "--release")).steps).to.deep.equal([]);
  });

  it("default: recover, after the token's notice (exit code 5 until then)", async () => {
    write("affidavit.txt", "I lost it.");
    const plan = await planned(
      "recover",
      "--lost",
      wallets.ann,
      "--replacement",
      wallets.ann2,
      "--instrument",
      at("affidavit.txt"),
    );
    expect(await applied(plan.file, 5)).to.deep.equal(["done", "waiting"]);
    expect(await applied(plan.file, 5)).to.deep.equal(["done", "waiting"]);
    await helpers.time.increase(3_600);
    expect(await applied(plan.file)).to.deep.equal(["done", "done"]);
    expect(await applied(plan.file)).to.deep.equal(["done", "done"]);
  });

  it("default: change a limit; the plan says whom it finds over, and time puts it in force", async () => {
    const rulebook = fundOfTest({
      uses: [enforce(mostUnits({ most: { num: "200", unit: "unit" } })), fundOfTest().uses[1]],
    });
    // Other rules of a product of which nobody says what it is.
    write("rulebook.json", { ...rulebook, product: undefined });
    const { code, err } = await run("plan", "--out", at("strict.json"));
    expect([code, existsSync(at("strict.json"))], err).to.deep.equal([3, false]);
    write("rulebook.json", rulebook);
    const { out } = await run("plan", "--out", at("strict.json"));
    expect(out).to.match(/Who would be over/);
    expect(out).to.match(/investor 1 · mostUnits \(rule \d\): 300 FND, limit 200 FND, 100 FND over ·/);
    const plan = JSON.parse(readFileSync(at("strict.json"), "utf8")) as Plan;
    expect(
      plan.impact?.over.filter(({ isNew }) => isNew).map(({ holder, excess }) => [Number(holder), String(excess)]),
    ).to.deep.equal([[1, "100"]]);
    expect(await applied(at("strict.json"))).to.deep.equal(["done", "done"]);
    // It waits; what is planned is what was planned.
    expect((await planned("plan")).steps).to.deep.equal([]);
    await helpers.time.increase(3 * 3_600);
    expect((await planned("plan")).steps).to.deep.equal([]);
    expect((await run("drift")).code).to.equal(0);
    expect(readdirSync(join(folder, "plans")).length).to.be.greaterThan(5);
  });
});
