import { expect } from "chai";
import { type Address } from "viem";
import { pageOf } from "../../../sdk/cli/page.js";
import { behindPosition, positionLines } from "../../../sdk/cli/position/behind.js";
import { pin } from "../../../sdk/reader/index.js";
import type { Audience, Finding } from "../../../sdk/verdict/index.js";
import { hashOf } from "../../fixtures/leverage.js";
import { cornBook } from "../../fixtures/positionBook.js";
import { deadUrl, type RpcServer, serve } from "../../fixtures/rpcServer.js";
import { freshWalks } from "../../fixtures/walk.js";
import { weighbridge } from "./command.js";

type Json = Readonly<Record<string, unknown>>;

describe("weighbridge position, of a book", () => {
  const fresh = freshWalks();
  let corn: Awaited<ReturnType<typeof cornBook>>;
  let server: RpcServer;

  before(async () => {
    corn = await cornBook(await fresh());
    await corn.enforce();
    await corn.w.token.connect(corn.w.agent).mint(corn.wallets.alice, 60n);
    await corn.w.token.connect(corn.w.agent).mint(corn.wallets.bob, 10n);
    server = await serve(corn.w.connection.provider);
  });
  after(async () => {
    await server.close();
  });

  const place = () => ["--rpc-url", server.url, "--book", corn.book];
  const show = (...rest: readonly string[]) => ["position", "show", ...place(), "--underlying", "1", ...rest];
  const headroom = (wallet: Address, ...rest: readonly string[]) => [
    "position",
    "headroom",
    ...place(),
    "--token",
    corn.token,
    "--wallet",
    wallet,
    ...rest,
  ];

  it("behavior: show says what is held and allowed, and ends with exit code 3 while something is in excess", async () => {
    const asked = show("--month", "2026-12", "--wallet", corn.wallets.alice);
    const { code, out } = await weighbridge([...asked, "--json"]);
    const { format, decimals, investor, isInExcess, buckets, name } = JSON.parse(out) as Json;
    expect([code, format, decimals, investor, isInExcess, name]).to.deep.equal([
      ...[0, "weighbridge.position-show/1", 6, "1", false, "corn"],
    ]);
    const [single] = buckets as readonly { readonly long: Json }[];
    expect(single?.long).to.include({ own: "60000000", limit: "60000000", excess: "0", graceUntil: null });
    const page = await weighbridge(show("--investor", "1", "--month", "2026-12"));
    expect(page.out)
      .to.match(/WITHIN\n/)
      .and.match(/Single month, 2026-12\n {2}long {7}60 contracts; at most 60 contracts; own 60 contracts/);
    await corn.month({ steps: [{ from: 4_000_000_000n, limit: 50n }] });
    const then = await weighbridge([...asked, "--as-of", "4000000000", "--grace", "us/cftc/rule-150-1-one-day"]);
    expect([then.code, /IN EXCESS\n/.test(then.out), /10\s+contracts\s+too\s+many/.test(then.out)]).to.deep.equal([
      3,
      true,
      true,
    ]);
  });

  it("behavior: headroom says how much more, and what binds, and ends with exit code 3 if there is none", async () => {
    const { code, out } = await weighbridge(headroom(corn.wallets.bob, "--json"));
    const { format, decimals, most, give, binding } = JSON.parse(out) as Json;
    expect([code, format, decimals, most, give]).to.deep.equal([0, "weighbridge.position-headroom/1", 0, "50", "0"]);
    expect((binding as readonly Json[])[0]).to.include({ bucket: "singleMonth", side: "long", limit: "60000000" });
    const none = await weighbridge(headroom(corn.wallets.alice));
    expect([none.code, /NO MORE\n/.test(none.out)]).to.deep.equal([3, true]);
    expect(none.out).to.match(/binds {6}long in December 2026, investor 1: 61 contracts, at most 60 contracts; law/);
  });

  it("behavior: explain tells the person what stands behind a refusal, and the other party only rule and numbers", async () => {
    const { w, token, wallets } = corn;
    const reader = w.connection.provider;
    const units = { decimals: 0, symbol: "FND" };
    const question = {
      ...{ reader, units, rulebook: undefined, packs: [], at: await pin(reader) },
      movement: { kind: "transfer", token, from: wallets.bob, to: wallets.alice, amount: 1n },
    } as const;
    const refused: readonly Finding[] = [
      {
        rule: 0,
        kind: "positionLimit",
        party: "token",
        subject: 1n,
        measured: 61n,
        limit: 60n,
        unit: "contracts",
        provision: null,
      },
    ];
    const told = async (audience: Audience) => {
      const behind = await behindPosition({ ...question, audience }, refused);
      return behind === null ? "" : positionLines(behind, units, pageOf({ terminal: false, columns: 200 })).join("\n");
    };
    expect(await told("receiver"))
      .to.match(/Investor 1 would be long/)
      .and.match(/own 61 contracts, attributed 0 contracts/);
    expect(await told("sender"))
      .to.match(/A position of somebody else/)
      .and.not.match(/own|Investor/);
    // What is asked about another program, or refused for something else, has nothing behind it.
    const agent = { ...question, audience: "agent" } as const;
    expect(await behindPosition(agent, [])).to.equal(null);
    expect(await behindPosition({ ...agent, programId: hashOf("another") }, refused)).to.equal(null);
  });

  it("error: input, and a chain that is not there", async () => {
    const wrong = [
      show(),
      show("--investor", "1", "--wallet", corn.wallets.bob),
      show("--investor", "0"),
      show("--investor", "1", "--month", "2026-13"),
      show("--investor", "1", "--grace", "us/none"),
      show("--investor", "1", "--last-trading-day", "soon"),
      show("--wallet", corn.book),
      ["position", "show", "--rpc-url", server.url, "--book", corn.token, "--underlying", "1", "--investor", "1"],
      ["position", "show", ...place(), "--underlying", "7", "--investor", "1"],
      headroom(corn.book),
      ["position", "headroom", ...place(), "--token", corn.book, "--wallet", corn.wallets.bob],
      ["position"],
    ];
    for (const argv of wrong) expect((await weighbridge(argv)).code, argv.join(" ")).to.equal(2);
    const dead = ["position", "show", "--rpc-url", await deadUrl(), "--book", corn.book, "--underlying", "1"];
    expect((await weighbridge([...dead, "--investor", "1"])).code).to.equal(4);
  });
});
