import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address } from "viem";
import { openAccount, reportExposure } from "../../../sdk/leverage/index.js";
import { CLASS, type Leverage, leverageOf, TABLE } from "../../fixtures/leverage.js";
import { deadUrl, type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { freshWalks } from "../../fixtures/walk.js";
import { weighbridge } from "./command.js";

type Json = Readonly<Record<string, unknown>>;

describe("weighbridge leverage", () => {
  const fresh = freshWalks();
  let l: Leverage;
  let server: RpcServer;
  let folder = "";
  let venue = 0;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    const w = await fresh();
    l = await leverageOf(w);
    venue = Number(await l.venue(w.spender, TABLE.broker));
    await w.send(w.alice, openAccount({ leverage: l.at, venue, registry: w.registry }));
    server = await serve(w.connection.provider);
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const place = () => ["--rpc-url", server.url, "--leverage", l.at];
  const exposure = (some: Json = {}): string => {
    const path = join(folder, "exposure.json");
    const { w } = l;
    const said = {
      ...{ format: "weighbridge.exposure/1", venue, registry: w.registry, wallet: w.alice.address },
      ...{ collateral: "200000", debt: "100000" },
      legs: [{ class: CLASS.marginSecurity, quantity: "10", notional: "200000" }],
      ...some,
    };
    writeFileSync(path, JSON.stringify(said));
    return path;
  };

  it("behavior: report says that it would be taken, what to sign, and what to send", async () => {
    const { code, out } = await weighbridge(["leverage", "report", exposure(), ...place(), "--json"]);
    const { format, decimals, allowed, counted, call, sign, shares } = JSON.parse(out) as Json;
    expect([code, format, decimals, allowed, counted, shares]).to.deep.equal([
      0,
      "weighbridge.leverageReport/1",
      2,
      true,
      "100000",
      null,
    ]);
    const { primaryType, domain } = sign as { readonly primaryType: string; readonly domain: Json };
    expect([primaryType, domain["verifyingContract"]]).to.deep.equal(["Report", l.at]);
    const { to, data } = call as { readonly to: Address; readonly data: `0x${string}` };
    await l.w.send(l.w.spender, { to, data, value: 0n });
    const page = await weighbridge(["leverage", "report", exposure(), ...place()]);
    expect(page.out)
      .to.match(/TAKEN\n/)
      .and.match(/counts {5}1,000\.00 over all venues/);
  });

  it("behavior: report says why not, by law or policy, what helps, and ends with exit code 3", async () => {
    const path = exposure({ debt: "100001", drawn: "1" });
    const { code, out } = await weighbridge(["leverage", "report", path, ...place()]);
    expect(code).to.equal(3);
    expect(out)
      .to.match(/REFUSED\n/)
      .and.match(/by {9}law\n {2}helps {6}bring in or repay 0\.01 at the venue/);
  });

  it("behavior: account says levels, and how much more of a class", async () => {
    const { w } = l;
    const argv = ["leverage", "account", ...place(), "--registry", String(w.registry), "--venue", String(venue)];
    const asked = [...argv, "--wallet", w.alice.address, "--class", "1"];
    const { code, out } = await weighbridge([...asked, "--json"]);
    const { format, levels, powers, all, at } = JSON.parse(out) as Json;
    expect([code, format, all]).to.deep.equal([0, "weighbridge.leverageAccount/1", null]);
    expect(levels).to.include({ equity: "100000", initial: "100000", maintenance: "50000" });
    expect((powers as readonly Json[]).map(({ most, proven }) => [most, proven])).to.deep.equal([["0", true]]);
    expect((at as Json)["time"]).to.be.a("number");
    const told = await weighbridge([...asked, "--for", "investor"]);
    expect(told.out)
      .to.match(/Over 1 venues\n/)
      .and.match(/of which 1,000\.00 counts \(what/);
  });

  it("behavior: calls lists what is open, and ends with exit code 3 while something is", async () => {
    const { w } = l;
    const argv = ["leverage", "calls", ...place(), "--registry", String(w.registry)];
    expect((await weighbridge(argv)).code).to.equal(0);
    const legs = [{ class: CLASS.marginSecurity, quantity: 10n, notional: 120_000n }];
    const said = await l.said(BigInt(venue), w.alice, { collateral: 120_000n, debt: 100_000n });
    const { wallet, sequence } = said;
    const fallen = { ...said, venue, wallet: wallet as Address, sequence: Number(sequence), legs };
    await w.send(w.spender, reportExposure({ leverage: l.at, exposure: fallen }));
    const { code, out } = await weighbridge([...argv, "--venue", String(venue), "--json"]);
    const { calls } = JSON.parse(out) as { readonly calls: readonly Json[] };
    expect([code, calls.length, calls[0]?.["equity"], typeof calls[0]?.["until"]]).to.deep.equal([
      3,
      1,
      "20000",
      "number",
    ]);
    expect((await weighbridge(argv)).out).to.match(/Venue 1, investor 1\n/);
  });

  it("error: input, and a chain that is not there", async () => {
    const bad = await weighbridge(["leverage", "report", exposure({ debt: 100_000 }), ...place()]);
    expect(bad.code).to.equal(2);
    expect(bad.err).to.match(/debt/);
    const nobody = await weighbridge(["leverage", "report", exposure({ venue: 99 }), ...place()]);
    expect([nobody.code, /VenueUnknown|AccountUnknown/.test(nobody.err)]).to.deep.equal([2, true]);
    expect((await weighbridge(["leverage", "calls", "--rpc-url", server.url])).code).to.equal(2);
    expect((await weighbridge(["leverage"])).code).to.equal(2);
    const dead = ["leverage", "calls", "--rpc-url", await deadUrl(), "--leverage", l.at, "--registry", "1"];
    expect((await weighbridge(dead)).code).to.equal(4);
    const other = ["leverage", "calls", "--rpc-url", server.url, "--leverage", l.at, "--registry", "0"];
    expect((await weighbridge(other)).code).to.equal(2);
  });
});
