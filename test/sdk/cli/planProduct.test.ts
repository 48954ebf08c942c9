import { expect } from "chai";
import { network } from "hardhat";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { numberToHex } from "viem";
import { CREATE2_DEPLOYER, parsePlan, type Plan } from "../../../sdk/change/index.js";
import { pin } from "../../../sdk/reader/index.js";
import { dayOf } from "../../../sdk/rulebook/index.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { product } from "../rulebook/small.js";
import { type Ran, weighbridge } from "./command.js";

type Json = Record<string, unknown>;

const DAY = 86_400n;
const ADMIN = `0x${"a1".repeat(20)}`;
const { facts: fund } = product() as { readonly facts: Json };
const ofFacts = (facts: Json) => ({ product: product({ facts: { ...fund, ...facts } }) });
const WAR = ofFacts({ "product.instrument": "eventContract", "product.eventSubject": "war" });

describe("weighbridge plan, of products", () => {
  let server: RpcServer;
  let folder = "";
  /** Of the last block, and of the next day. */
  let [today, tomorrow] = ["", ""];
  const at = (name: string) => join(folder, name);
  const run = (...argv: readonly string[]): Promise<Ran> =>
    weighbridge([...argv, "--project", at("weighbridge.json")], { environment: { RPC: server.url } });
  const planOf = (some: Json, ...argv: readonly string[]) => {
    writeFileSync(at("rulebook.json"), JSON.stringify(fundOfTest(some)));
    return run("plan", ...argv);
  };
  const decided = (of: string, on: string): Json => ({
    decisions: [{ product: of, by: "Ada Counsel", on, what: "Offered to a closed list." }],
  });
  /** Refused, with nothing written: the issues, as "path: message". */
  const refused = async (some: Json, ...argv: readonly string[]): Promise<readonly string[]> => {
    const { code, out, err } = await planOf(some, "--json", ...argv);
    expect({ code, err }).to.deep.equal({ code: 3, err: "" });
    const { error } = JSON.parse(out) as { error: { name: string; issues: { path: string; message: string }[] } };
    expect(error.name).to.equal("ProductNotAcceptedError");
    expect(existsSync(at("plans"))).to.equal(false);
    return error.issues.map(({ path, message }) => `${path}: ${message}`);
  };

  before(async () => {
    const { provider } = await network.create();
    const { transaction } = CREATE2_DEPLOYER;
    const params = [transaction.from, numberToHex(transaction.funding)];
    await provider.request({ method: "hardhat_setBalance", params });
    await provider.request({ method: "eth_sendRawTransaction", params: [transaction.serialized] });
    server = await serve(provider);
    const { time } = await pin(provider, {});
    [today, tomorrow] = [dayOf(time), dayOf(time + DAY)];
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    writeFileSync(at("rulebook.json"), JSON.stringify(fundOfTest()));
    const named = ["--rpc-url", "env:RPC", "--name", "Fund", "--symbol", "FND", "--notice", "3600", "--admin", ADMIN];
    const { code, err } = await run("init", "--rulebook", at("rulebook.json"), ...named);
    expect(code, err).to.equal(0);
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it("error: ProductNotAcceptedError, nobody says what is offered: the remedy shows how", async () => {
    expect(await refused({ product: undefined })).to.deep.equal([
      "product: is missing: nobody classified what is offered",
    ]);
    const { out, err } = await run("plan");
    expect(out).to.equal("");
    expect(err).to.include("The product is classified as ambiguous");
    expect(err).to.include('"facts": { "product.instrument": "share", … }');
  });

  it("error: ProductNotAcceptedError, a fact that would tell is missing, and is named", async () => {
    const { "product.fraud": _fraud, ...facts } = fund;
    const issues = await refused({ product: product({ facts }) });
    expect(issues.join("\n")).to.include('product.facts["product.fraud"]: is missing');
  });

  it("error: ProductNotAcceptedError, a contract on war, one on gaming, a synthetic stock for the public", async () => {
    const event = { "product.instrument": "eventContract", "product.investmentContract": false };
    expect((await refused(WAR)).join()).to.match(/^product: is restricted by /);
    expect((await refused(ofFacts({ ...event, "product.eventSubject": "gaming" }))).join()).to.match(
      /^product: is ambiguous by /,
    );
    const synthetic = {
      ...{ "product.instrument": "swap", "product.tokenModel": "synthetic", "product.reference": "singleSecurity" },
      ...{ "product.alsoOtherReference": false, "product.registrationStatementFor10a": false },
      ...{ "offering.toEligibleContractParticipantsOnly": false, "venue.type": "offExchange" },
    };
    expect((await refused(ofFacts(synthetic))).join()).to.match(/^product: is restricted by /);
  });

  it("error: ProductNotAcceptedError, a decision about another class, and one that is not made yet", async () => {
    expect((await refused({ ...WAR, ...decided("ambiguous", today) })).at(-1)).to.equal(
      "decisions[0].product: accepts what is ambiguous, and the product is restricted",
    );
    // In force in a month, and decided tomorrow: today nobody has decided anything.
    const later = String(BigInt(Date.parse(today) / 1000) + 30n * DAY);
    for (const argv of [[], ["--effective-from", later]])
      expect((await refused({ ...WAR, ...decided("restricted", tomorrow) }, ...argv)).at(-1)).to.equal(
        `decisions[0].on: is after ${today}: Ada Counsel had decided nothing then`,
      );
  });

  it("error: RulebookInvalidError, a fact that is not of its type, in the rulebook's file", async () => {
    const { code, err } = await planOf(ofFacts({ "product.fraud": "no" }));
    expect(code).to.equal(2);
    expect(err).to.include(`${at("rulebook.json")}: The rulebook has 1 issue.`);
    expect(err).to.include('product.facts["product.fraud"]: must be true or false');
  });

  it("args: --table, that by which it is classified", async () => {
    const { code, err } = await planOf({}, "--table", at("none.json"));
    expect(code).to.equal(2);
    expect(err).to.include(at("none.json"));
  });

  it("behavior: what somebody accepted, on the very day, is planned; the plan says so first", async () => {
    const some = { ...WAR, ...decided("restricted", today) };
    const { code, out, err } = await planOf(some, "--out", at("accepted.json"));
    expect(code, err).to.equal(0);
    const accepted = `THE PRODUCT IS RESTRICTED. Ada Counsel accepted that on ${today}: Offered to a closed list.`;
    expect(out.replaceAll(/\s+/g, " ")).to.include(accepted);
    expect(out.indexOf("THE PRODUCT")).to.be.lessThan(out.indexOf("\nplan "));
    const { out: text } = await planOf(some, "--json", "--out", at("accepted.json"));
    const plan = parsePlan(JSON.parse(text));
    expect(plan.product?.decision).to.deep.equal(decided("restricted", today)["decisions"]?.[0 as never]);
    expect(plan.product).to.deep.include({ class: "restricted", agencies: { ALL: ["restricted"] } });
    expect(plan.product?.because[0]).to.match(/^product is restricted by 17 CFR 40\.11/);
    const { out: status } = await run("status", at("accepted.json"));
    expect(status.replaceAll(/\s+/g, " ")).to.include(accepted);
  });

  it("default: a product that is clear: the plan says what it is, and whose", async () => {
    const { code, out, err } = await planOf({}, "--out", at("clear.json"));
    expect(code, err).to.equal(0);
    expect(out).to.match(/\nproduct +security \(SEC\), offered as fundInterest; law of \d{4}-/);
    const { out: text } = await planOf({}, "--json", "--out", at("clear.json"));
    const { product: found } = JSON.parse(text) as Plan;
    expect(found).to.deep.include({ class: "security", offeredAs: ["fundInterest"], agencies: { SEC: ["security"] } });
    expect(found).to.deep.include({ because: [] });
  });
});
