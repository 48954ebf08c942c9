import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address } from "viem";
import { checkTransfer, explainTransfer, headroom } from "../../../sdk/check/index.js";
import { unpause, pause } from "../../../sdk/change/index.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { enforceRulebook } from "../../fixtures/enforceRulebook.js";
import { deadUrl, type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";
import { small } from "../rulebook/small.js";
import { weighbridge } from "./command.js";

/** As the types say, in JSON: bigints as decimal strings, times as numbers. */
const inJson = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, item: unknown) => {
      if (typeof item !== "bigint") return item;
      return key === "time" || key === "until" || key === "from" ? Number(item) : String(item);
    }),
  );

describe("weighbridge check and explain", () => {
  const fresh = freshWalks();
  let w: Walk;
  let server: RpcServer;
  let folder = "";
  let rulebookFile = "";
  const file = (name: string, value: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    rulebookFile = file("fund.json", fundOfTest());
    w = await fresh();
    await w.token.connect(w.agent).mint(w.alice, 5_000n);
    await enforceRulebook(w, fundOfTest());
    server = await serve(w.connection.provider);
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  type Options = Readonly<Record<string, string | boolean | undefined>>;
  const argv = (command: string, some: Options): string[] => {
    const options: Options = {
      ...{ "rpc-url": server.url, token: w.at.token, kind: "transfer", from: w.alice.address, to: w.bob.address },
      ...{ amount: "0", ...some },
    };
    return Object.entries(options).reduce<string[]>(
      (list, [name, value]) => {
        if (value === undefined || value === false) return list;
        return [...list, `--${name}`, ...(value === true ? [] : [value])];
      },
      [command],
    );
  };
  const check = (some: Options = {}) => weighbridge(argv("check", some));
  const explain = (some: Options = {}) => weighbridge(argv("explain", { rulebook: rulebookFile, ...some }));
  const refused = { amount: "1200" };
  const movement = () =>
    ({ kind: "transfer", token: w.at.token, from: w.alice.address as Address, to: w.bob.address as Address }) as const;

  describe("check", () => {
    it("default: allowed is exit code 0", async () => {
      const { code, out, err } = await check();
      expect({ code, err }).to.deep.equal({ code: 0, err: "" });
      expect(out.split("\n").slice(1, 7)).to.deep.equal([
        `WEIGHBRIDGE${" ".repeat(82)}ALLOWED`,
        "─".repeat(100),
        "transfer   0 FND",
        `token      ${w.at.token}`,
        `from       ${w.alice.address}`,
        `to         ${w.bob.address}`,
      ]);
    });

    it("behavior: refused is exit code 3, with the first reason and its numbers", async () => {
      const { code, out, err } = await check({ ...refused, for: "receiver" });
      expect({ code, err }).to.deep.equal({ code: 3, err: "" });
      expect(out).to.include("REFUSED");
      expect(out.slice(out.indexOf("✗"))).to.equal(
        [
          "✗ requiredStatuses · receiver · rule 0",
          "  The receiver has not shown what this movement requires of it: status 1.",
          "  remedy     Obtain status 1.",
          "",
          "`weighbridge explain --rulebook FILE` gives every reason, with the law behind it.",
          "",
        ].join("\n"),
      );
    });

    it("args: --rulebook: with the law behind it", async () => {
      const { code, out } = await check({ ...refused, for: "agent", rulebook: rulebookFile });
      expect(code).to.equal(3);
      expect(out.slice(out.indexOf("✗"))).to.equal(
        [
          "✗ requiredStatuses · receiver · rule 0 · law",
          "  The receiver has not shown what this movement requires of it: qualified purchaser.",
          "  because of 15 U.S.C. 80a-3(c)(7)(A)",
          "  power      Terms, clause 2",
          "  remedy     Obtain qualified purchaser.",
          "",
        ].join("\n"),
      );
    });

    it("args: --json: the verdict as typed, beside the token's decimals", async () => {
      for (const amount of ["0", "1200"]) {
        const { code, out, err } = await check({ amount, json: true });
        const verdict = await checkTransfer(w.connection.provider, { ...movement(), amount: BigInt(amount) });
        expect({ code, err }).to.deep.equal({ code: verdict.allowed ? 0 : 3, err: "" });
        const wanted = { format: "weighbridge.check/1", decimals: 0, ...(inJson(verdict) as object) };
        expect(JSON.parse(out)).to.deep.equal(wanted);
      }
      const { out } = await check({ ...refused, json: true });
      const { at, first } = JSON.parse(out) as { at: { time: unknown; number: unknown }; first: { measured: unknown } };
      expect([typeof at.time, typeof at.number, typeof first.measured]).to.deep.equal(["number", "string", "string"]);
    });

    it("args: --kind, --spender", async () => {
      const ask = async (some: Options) => JSON.parse((await check({ ...some, json: true })).out) as unknown;
      expect(await ask({ kind: "mint", from: undefined })).to.have.property("allowed", true);
      expect(await ask({ kind: "burn", to: undefined, amount: "5000" })).to.have.property("allowed", true);
      expect(await ask({ kind: "forced", amount: "1200" })).to.have.property("allowed", true);
      expect(await ask({ spender: w.spender.address, amount: "1" })).to.have.nested.property(
        "first.kind",
        "allowanceTooLow",
      );
      for (const kind of ["transmission", "licensed"]) {
        expect(await ask({ kind, amount: "1200" })).to.have.property("allowed", true);
      }
      expect(await ask({ kind: "recovery" })).to.have.nested.property("first.kind", "investorsDiffer");
      expect(await ask({ kind: "settlement" })).to.have.nested.property("first.kind", "kindUnsupported");
    });

    it("args: --block", async () => {
      const before = await w.ethers.provider.getBlock("latest");
      await w.send(w.guardian, pause({ token: w.at.token }));
      expect((await check()).code).to.equal(3);
      for (const block of [String(before?.number), before!.hash!]) expect((await check({ block })).code).to.equal(0);
      await w.send(w.agent, unpause({ token: w.at.token }));
      expect((await check({ block: "latest" })).code).to.equal(0);
    });

    it("args: --tokens, of a token with decimals", async () => {
      const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 6]);
      const token = await other.getAddress();
      // The engine does not know it: what is read before that is its unit.
      const ask = async (amount: string) => (await check({ token, tokens: true, amount })).err;
      expect(await ask("1250.5")).to.include("is not known to the engine");
      expect(await ask("1.0000001")).to.include("`--amount` is 1.0000001, and must be tokens with at most 6 decimals");
      expect(await ask("1e3")).to.include("`--amount` is 1e3, and must be tokens, as decimal digits");
      const whole = await check({ tokens: true, amount: "0.5" });
      expect(whole.err).to.include("must be a whole number of tokens, as this token counts");
      expect((await check({ tokens: true, amount: "0" })).code).to.equal(0);
    });

    it("args: --rpc-url env:NAME", async () => {
      const environment = { NODE_URL: server.url };
      const asked = argv("check", { "rpc-url": "env:NODE_URL" });
      expect((await weighbridge(asked, { environment })).code).to.equal(0);
      const { code, err } = await weighbridge(asked);
      expect(code).to.equal(2);
      expect(err).to.include("`--rpc-url` is env:NODE_URL, which is not set");
    });

    it("behavior: colours and drawing on a terminal only", async () => {
      const { out } = await weighbridge(argv("check", refused), { terminal: true, columns: 60 });
      expect(out).to.include("\u001b[31mREFUSED\u001b[39m");
      expect((await check(refused)).out).not.to.include("\u001b");
    });
  });

  describe("headroom", () => {
    const ask = (some: Options = {}) => weighbridge(argv("headroom", { amount: undefined, ...some }));

    it("default: nothing is exit code 3, with what binds", async () => {
      const { code, out, err } = await ask({ for: "receiver" });
      expect({ code, err }).to.deep.equal({ code: 3, err: "" });
      const lines = out.split("\n");
      expect(lines.slice(1, 4)).to.deep.equal([
        `WEIGHBRIDGE${" ".repeat(82)}NO ROOM`,
        "─".repeat(100),
        "transfer   nothing",
      ]);
      expect(out).to.include("The whole balance may not move at once.\n");
      expect(out).to.match(/Why not [\d,]+ FND:\n\n✗ requiredStatuses · receiver · rule 0\n/);
    });

    it("behavior: an interval, and the whole", async () => {
      const burn = await ask({ kind: "burn", to: undefined });
      expect(burn.code).to.equal(0);
      expect(burn.out).to.include("burn       from 1 FND to 5,000 FND\n");
      expect(burn.out).to.include("The whole balance may move at once.\nNothing binds but the units that are free");
    });

    it("args: --json: as typed, beside the token's decimals", async () => {
      for (const kind of ["transfer", "burn"] as const) {
        const { code, out } = await ask({ kind, to: kind === "burn" ? undefined : w.bob.address, json: true });
        const found = await headroom(w.connection.provider, { ...movement(), kind });
        expect(code).to.equal(kind === "burn" ? 0 : 3);
        const wanted = { format: "weighbridge.headroom/1", decimals: 0, ...(inJson(found) as object) };
        expect(JSON.parse(out)).to.deep.equal(wanted);
      }
    });

    it("error: an amount is no option of it; a token that the engine does not know", async () => {
      expect((await ask({ amount: "1" })).code).to.equal(2);
      const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 6]);
      const { code, out } = await ask({ token: await other.getAddress(), json: true });
      expect([code, JSON.parse(out)]).to.have.deep.nested.property("[1].error.name", "TokenUnknownError");
      expect(code).to.equal(2);
    });
  });

  describe("explain", () => {
    it("default: every reason, with citation, power and remedy", async () => {
      const { code, out, err } = await explain({ ...refused, for: "receiver" });
      expect({ code, err }).to.deep.equal({ code: 3, err: "" });
      expect(out.slice(out.indexOf("✗"))).to.equal(
        [
          "✗ requiredStatuses · receiver · rule 0 · law",
          "  The receiver has not shown what this movement requires of it: qualified purchaser.",
          "  because of 15 U.S.C. 80a-3(c)(7)(A)",
          "  power      Terms, clause 2",
          "  remedy     Obtain qualified purchaser.",
          "",
          "✗ mostUnits · receiver · rule 1 · policy",
          "  The receiver would hold 1,200 FND; it may hold at most 1,000 FND.",
          "  measured   1,200 FND · limit 1,000 FND",
          "  because of Terms, clause 1",
          "  power      Terms, clause 1",
          "  remedy     Move at most 1,000 FND.",
          "",
        ].join("\n"),
      );
    });

    it("args: --json: the explanation as typed, beside the token's decimals", async () => {
      for (const audience of ["sender", "receiver", "agent"] as const) {
        const { code, out } = await explain({ ...refused, for: audience, json: true });
        const asked = { ...movement(), amount: 1_200n, rulebook: fundOfTest(), audience };
        const wanted = inJson(await explainTransfer(w.connection.provider, asked)) as object;
        expect(code).to.equal(3);
        expect(JSON.parse(out)).to.deep.equal({ format: "weighbridge.explain/1", decimals: 0, ...wanted });
      }
    });

    it("behavior: allowed is exit code 0 and has no reasons", async () => {
      const { code, out } = await explain({ json: true });
      expect(code).to.equal(0);
      expect(JSON.parse(out)).to.deep.include({ findings: [] });
      expect((await explain()).out).to.include("ALLOWED");
    });
  });

  /** Says one fact in each form; `text` is how it begins. */
  async function expectError(some: Options, code: number, name: string, text: string, command = "check") {
    const words = await weighbridge(argv(command, some));
    expect({ code: words.code, out: words.out }, words.err).to.deep.equal({ code, out: "" });
    expect(words.err.startsWith(`weighbridge: ${text}`), words.err).to.be.true;
    expect(words.err.trimEnd().split("\n").length, words.err).to.be.most(2);
    const json = await weighbridge(argv(command, { ...some, json: true }));
    expect({ code: json.code, err: json.err }).to.deep.equal({ code, err: "" });
    const { format, error } = JSON.parse(json.out) as { format: string; error: { name: string; message: string } };
    expect({ format, name: error.name }).to.deep.equal({ format: "weighbridge.error/1", name });
    expect(words.err).to.include(error.message);
  }

  it("error: a dead node is exit code 4", async () => {
    const url = await deadUrl();
    await expectError({ "rpc-url": url }, 4, "ChainUnreachableError", `No node answers at ${url}.\n`);
    const secret = `${url}/v1/a-key`;
    await expectError({ "rpc-url": secret }, 4, "ChainUnreachableError", `No node answers at ${url}.\n`);
  });

  it("error: what is no node is exit code 4", async () => {
    const talker = await serve({ request: () => Promise.resolve("hello") });
    await expectError({ "rpc-url": talker.url }, 4, "ReaderError", "The node did not answer eth_chainId as it should.");
    await talker.close();
  });

  it("error: tokens that are none are exit code 2", async () => {
    const nobody = w.stranger.address;
    const missing = `The security token of Weighbridge is not deployed at ${nobody} on chain 31337.`;
    await expectError({ token: nobody }, 2, "DeploymentMissingError", missing);
    const other = `The contract at ${w.at.manager} is no security token of Weighbridge`;
    await expectError({ token: w.at.manager }, 2, "ContractInvalidError", other);
    const contract = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
    const token = await contract.getAddress();
    const unknown = `The token ${token} is not known to the engine ${w.at.engine}.`;
    await expectError({ token }, 2, "TokenUnknownError", unknown);
    await expectError({ token, rulebook: rulebookFile }, 2, "TokenUnknownError", unknown, "explain");
  });

  it("error: malformed options are exit code 2", async () => {
    const flipped = w.at.token.replace(/[a-f]/, (letter) => letter.toUpperCase()).replace(/^0X/, "0x");
    const wrong = flipped === w.at.token ? w.at.token.replace(/[A-F]/, (letter) => letter.toLowerCase()) : flipped;
    const cases: readonly (readonly [Options, string, string])[] = [
      [{ token: "0x12" }, "ParameterInvalidError", "`--token` is 0x12, and must be an address"],
      [{ token: wrong }, "ParameterInvalidError", `\`--token\` is ${wrong}, whose checksum is wrong`],
      [{ from: "alice" }, "ParameterInvalidError", "`--from` is alice, and must be an address"],
      [{ to: `${w.bob.address}0` }, "ParameterInvalidError", `\`--to\` is ${w.bob.address}0`],
      [{ spender: "0x" }, "ParameterInvalidError", "`--spender` is 0x,"],
      [{ kind: "gift" }, "ParameterInvalidError", "`--kind` is gift, and must be one of transfer, mint"],
      [{ amount: "1.5" }, "ParameterInvalidError", "`--amount` is 1.5, and must be whole base units"],
      [{ amount: "-5" }, "ParameterInvalidError", "`--amount` is -5, and must be base units"],
      [{ amount: "1,000" }, "ParameterInvalidError", "`--amount` is 1,000,"],
      [{ amount: "0x10" }, "ParameterInvalidError", "`--amount` is 0x10,"],
      [{ amount: String(1n << 256n) }, "ParameterInvalidError", "`--amount` is 115"],
      [{ for: "me" }, "ParameterInvalidError", "`--for` is me, and must be one of sender, receiver, agent"],
      [{ block: "soon" }, "ParameterInvalidError", "`--block` is soon, and must be a block's number"],
      [{ block: "999999" }, "BlockUnknownError", "The node has no block 999999."],
      [{ "rpc-url": "localhost" }, "ParameterInvalidError", "`--rpc-url` is localhost, and must be the address"],
      [{ "rpc-url": "ftp://node" }, "ParameterInvalidError", "`--rpc-url` is ftp://node,"],
      [{ from: undefined }, "CommandUsageError", "A transfer needs --from."],
      [{ kind: "mint", to: undefined }, "CommandUsageError", "A mint needs --to."],
      [{ kind: "forced", spender: w.spender.address }, "CommandUsageError", "A forced transfer has no --spender."],
      [{ token: undefined }, "CommandUsageError", "Nobody says --token: neither the command nor a project"],
      [{ fast: true }, "CommandUsageError", "Unknown option '--fast'."],
    ];
    for (const [some, name, text] of cases) await expectError(some, 2, name, text);
    await expectError(
      {},
      2,
      "CommandUsageError",
      "Nobody says --rulebook: neither the command nor a project",
      "explain",
    );
  });

  it("error: rulebooks that are missing, none, or another one are exit code 2", async () => {
    const none = join(folder, "none.json");
    const some = { ...refused };
    for (const command of ["check", "explain"]) {
      await expectError(
        { ...some, rulebook: none },
        2,
        "FileMissingError",
        `There is no rulebook at ${none}.`,
        command,
      );
      const another = file("another.json", small());
      await expectError(
        { ...some, rulebook: another },
        2,
        "RulebookMismatchError",
        "The rulebook given has the hash",
        command,
      );
    }
    const pack = join(folder, "pack.json");
    await expectError({ ...some, rulebook: rulebookFile, pack }, 2, "FileMissingError", `There is no pack at ${pack}.`);
  });
});
