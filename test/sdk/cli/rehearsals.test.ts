import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Hex } from "viem";
import { publishProgram } from "../../../sdk/change/index.js";
import { compile } from "../../../sdk/program/index.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { scheduled } from "../../fixtures/rehearsals.js";
import { type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";
import { small } from "../rulebook/small.js";
import { weighbridge } from "./command.js";

describe("weighbridge check and explain, --as-of and --program", () => {
  const fresh = freshWalks();
  let w: Walk;
  let server: RpcServer;
  let folder = "";
  let rulebookFile = "";
  /** From when the fund's program is in force; an empty one is now. */
  let from = 0n;
  let now: Hex;
  let next: Hex;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    rulebookFile = join(folder, "fund.json");
    writeFileSync(rulebookFile, JSON.stringify(fundOfTest()));
    w = await fresh();
    now = await w.enforce([]);
    await w.token.connect(w.agent).mint(w.alice, 5_000n);
    const program = compile(fundOfTest(), { asOf: await w.now() });
    await w.send(w.author, publishProgram({ engine: w.at.engine, program: program.bytes }));
    next = program.id;
    from = await scheduled(w, program);
    server = await serve(w.connection.provider);
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (command: string, some: Readonly<Record<string, string | true>> = {}) => {
    const options: Readonly<Record<string, string | true>> = {
      ...{ "rpc-url": server.url, token: w.at.token, kind: "transfer", from: w.alice.address, to: w.bob.address },
      ...(command === "headroom" ? {} : { amount: "1200" }),
      ...some,
    };
    const argv = Object.entries(options).flatMap(([name, value]) => [`--${name}`, ...(value === true ? [] : [value])]);
    return weighbridge([command, ...argv]);
  };
  const inForce = (time: bigint) => new Date(Number(time) * 1000).toISOString().replace(".000", "");

  it("default: explain --as-of: allowed one second before effectiveFrom, refused at it with the law, as the chain does then", async () => {
    const before = await ask("check", { "as-of": String(from - 1n) });
    expect({ code: before.code, err: before.err }).to.deep.equal({ code: 0, err: "" });
    expect(before.out).to.match(new RegExp(`\nweighed at block \\d+ of .*\nas of      .* UTC\nprogram    ${now}\n`));

    const then = await ask("explain", { "as-of": String(from), rulebook: rulebookFile, for: "receiver" });
    expect({ code: then.code, err: then.err }).to.deep.equal({ code: 3, err: "" });
    expect(then.out).to.include(`\nprogram    ${next}\n`);
    expect(then.out.split("\n").filter((line) => line.startsWith("✗"))).to.deep.equal([
      ...["✗ requiredStatuses · receiver · rule 0 · law", "✗ mostUnits · receiver · rule 1 · policy"],
    ]);

    const snapshot = await w.networkHelpers.takeSnapshot();
    await w.networkHelpers.time.setNextBlockTimestamp(from - 1n);
    await (await w.token.connect(w.alice).transfer(w.bob, 1_200n)).wait();
    await snapshot.restore();
    await w.networkHelpers.time.setNextBlockTimestamp(from);
    await expect(w.token.connect(w.alice).transfer(w.bob, 1_200n))
      .to.be.revertedWithCustomError(w.reasons, "StatusMissing")
      .withArgs(0, 2, 0, 2);
    await snapshot.restore();
  });

  it("args: --as-of: unix seconds, an instant in any zone, a day", async () => {
    const second = inForce(from);
    const zoned = `${inForce(from - 18_000n).slice(0, 19)}-05:00`;
    for (const time of [String(from), second, zoned, inForce(from + 86_400n).slice(0, 10)])
      expect((await ask("check", { "as-of": time })).code, time).to.equal(3);
    expect((await ask("check", { "as-of": inForce(from - 86_400n).slice(0, 10) })).code).to.equal(0);
    expect((await ask("check", { "as-of": "2026-02-28" })).out).to.include(
      "as of      28 February 2026 at 00:00 UTC\n",
    );
  });

  it("args: --program: by its id, in force or not", async () => {
    const { code, out } = await ask("check", { program: next, rulebook: rulebookFile });
    expect(code).to.equal(3);
    expect(out).to.include(`\nprogram    ${next}, as asked\n`).and.not.include("as of");
    expect(out).to.include("because of 15 U.S.C. 80a-3(c)(7)(A)");
    expect((await ask("check", { program: now, "as-of": String(from) })).code).to.equal(0);
  });

  it("args: --json: adds asOf where it was asked, and nothing else", async () => {
    const json = async (command: string, some: Readonly<Record<string, string>>) =>
      JSON.parse((await ask(command, { ...some, json: true })).out) as Readonly<Record<string, unknown>>;
    const plain = await json("check", {});
    const before = { ...plain, asOf: Number(from - 1n) };
    expect(await json("check", { "as-of": String(from - 1n) })).to.deep.equal(before);
    expect(await json("check", { program: now })).to.deep.equal(plain);
    const explained = await json("explain", { rulebook: rulebookFile, "as-of": String(from) });
    expect(Object.keys(explained)).to.deep.equal(["format", "decimals", "asOf", "verdict", "findings"]);
    expect(explained).to.deep.include({ format: "weighbridge.explain/1", asOf: Number(from) });
    expect(explained["verdict"]).to.have.property("programId", next);
  });

  it("error: a program that nobody published, another rulebook, malformed times and ids are exit code 2", async () => {
    const unknown = `0x${"ab".repeat(32)}`;
    const another = join(folder, "another.json");
    writeFileSync(another, JSON.stringify(small()));
    const [asOf, program] = ["`--as-of` is ", "`--program` is "];
    const cases: readonly (readonly [Readonly<Record<string, string>>, string, string])[] = [
      [{ program: unknown }, "ProgramUnknownError", `No program ${unknown} is known to the engine ${w.at.engine}.`],
      [{ program: next, rulebook: another }, "RulebookMismatchError", "The rulebook given has the hash"],
      ...["0", "20260228", "1800000000000", "999999999999", "-1800000000", "2026-02-30", "28.2.2026", "tomorrow"].map(
        (time) => [{ "as-of": time }, "ParameterInvalidError", `${asOf}${time}, and must be unix seconds`] as const,
      ),
      ...["2026-02-28T17:00:00", "2026-02-28T17:00Z", "2026-02-28T17:00:00.5Z", "1969-12-31"].map(
        (time) => [{ "as-of": time }, "ParameterInvalidError", `${asOf}${time}, and must be unix seconds`] as const,
      ),
      ...["0x12", `0x${"0".repeat(64)}`, w.at.engine, unknown.slice(2)].map(
        (id) => [{ program: id }, "ParameterInvalidError", `${program}${id}, and must be the id of a program`] as const,
      ),
    ];
    for (const [some, name, text] of cases) {
      const { code, out, err } = await ask("check", { ...some, json: true });
      expect({ code, err }, out).to.deep.equal({ code: 2, err: "" });
      const { error } = JSON.parse(out) as { readonly error: { readonly name: string; readonly message: string } };
      expect(error.name).to.equal(name);
      expect(error.message.startsWith(text), error.message).to.be.true;
    }
    const { code, err } = await ask("headroom", { "as-of": String(from) });
    expect([code, err.split("\n")[0]]).to.deep.equal([2, "weighbridge: Unknown option '--as-of'."]);
  });
});
