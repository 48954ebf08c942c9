import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { encodeAbiParameters, keccak256, type Hex, numberToHex } from "viem";
import { readFacts } from "../../../sdk/check/index.js";
import { MOVEMENTS } from "../../../sdk/kinds/index.js";
import { evaluate } from "../../../sdk/program/index.js";
import { type HostilePlugIn } from "../../../types/index.js";
import { asMovement, type Attempt, expectAllowed, expectRefused, make } from "../../fixtures/attempt.js";
import { type SomeRule } from "../../fixtures/rules.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

/** As `HostilePlugIn.Answers`. */
const ALLOWS = 0;
const REFUSES = 1;
const WRONG = {
  ...{ Nothing: 2, Short: 3, Long: 4, Bomb: 5, Reverts: 6, RevertsHuge: 7, RevertsAllowing: 8, Loops: 9 },
  ...{ NotBoolean: 10, Writes: 11, Fails: 17 },
};
const [ASKS_BACK, GAS, ORIGIN, CALLER, PARTIES] = [12, 13, 14, 15, 16];
/** What a plug-in may use. */
const CAP = 100_000n;

const { transfer, mint, burn } = MOVEMENTS;

describe("plug-ins", () => {
  const fresh = freshWalks();

  const asking = (address: string, rule: Partial<SomeRule> = {}): SomeRule => ({
    ...{ kind: "plugIn", side: "token", limit: BigInt(address), ...rule },
  });

  type Asked = { readonly w: Walk; readonly plugIn: HostilePlugIn; readonly at: string };

  /** Alice and bob hold 100 units each, and a rule on transfers asks a plug-in, which allows everything. */
  async function asked(rules: readonly SomeRule[] = []): Promise<Asked> {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 100n });
    const plugIn = await w.ethers.deployContract("HostilePlugIn");
    const at = await plugIn.getAddress();
    await w.enforce([...rules, asking(at, { movements: 1 << transfer })]);
    return { w, plugIn, at };
  }

  const sale = (w: Walk, amount = 1n): Attempt => ({ kind: "transfer", from: w.alice, to: w.bob, amount });
  const expectNo = (w: Walk, measured = 0n, limit = 0n, attempt = sale(w), rule = 0) =>
    expectRefused(w, attempt, { reason: "PlugInRefused", rule, subject: 0n, measured, limit });

  it("default: what it says decides, with its numbers, in check, explain, facts and enforcement", async () => {
    const { w, plugIn } = await asked();
    await plugIn.answerWith(ALLOWS, 7n);
    await expectAllowed(w, sale(w));
    const { found } = await w.engine.facts(asMovement(w, sale(w)));
    expect(found.plugIns.map((answer) => [...answer])).to.deep.equal([[true, 7n, 7n]]);
    await plugIn.answerWith(REFUSES, 2n ** 256n - 1n);
    await expectNo(w, 2n ** 256n - 1n, 2n ** 256n - 1n);
    const { findings } = await w.engine.explain(asMovement(w, sale(w)));
    expect(findings).to.have.length(1);
    const refusing = await w.engine.facts(asMovement(w, sale(w)));
    expect(refusing.found.plugIns.map(({ allowed }) => allowed)).to.deep.equal([false]);
  });

  it("behavior: evaluate decides on the chain's facts as the chain does", async () => {
    const { w, plugIn } = await asked([{ kind: "mostPerMovement", side: "token", limit: 10n }]);
    for (const answers of [ALLOWS, REFUSES, WRONG.Reverts]) {
      await plugIn.answerWith(answers, 7n);
      for (const amount of [0n, 1n, 11n]) {
        const movement = { ...asMovement(w, sale(w, amount)), kind: "transfer" } as never;
        const { facts, program } = await readFacts(w.connection.provider, movement);
        const decision = evaluate(program, facts, movement);
        const { findings } = await w.engine.explain(asMovement(w, sale(w, amount)));
        const numbers = decision.allowed ? [] : [decision.first, ...decision.rest];
        expect(numbers.map(({ rule, measured, limit }) => [BigInt(rule), measured, limit])).to.deep.equal(
          findings.map(({ rule, measured, limit }) => [rule, measured, limit]),
        );
      }
    }
  });

  it("behavior: it is not asked of other movements, of nothing, within one investor, or by orders", async () => {
    const { w, plugIn } = await asked();
    await plugIn.answerWith(REFUSES, 1n);
    await expectAllowed(w, { kind: "mint", to: w.alice, amount: 1n });
    await expectAllowed(w, { kind: "burn", from: w.alice, amount: 1n });
    await expectAllowed(w, sale(w, 0n));
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 1n });
    await make(w, { kind: "forced", from: w.alice, to: w.bob, amount: 1n });
    await make(w, { kind: "transmission", from: w.alice, to: w.bob, amount: 1n });
    await expectNo(w, 1n, 1n);
    const { found } = await w.engine.facts(asMovement(w, { kind: "mint", to: w.alice, amount: 1n }));
    expect(
      found.plugIns.map((answer) => [...answer]),
      "not bound: not asked",
    ).to.deep.equal([[true, 0n, 0n]]);
  });

  it("behavior: it is asked last: not where anything else refuses, but by explain", async () => {
    const { w, plugIn } = await asked([{ kind: "mostPerMovement", side: "token", limit: 10n }]);
    await plugIn.answerWith(REFUSES, 5n);
    const refusal = { reason: "MovementAboveMost", rule: 0, subject: 0n, measured: 11n, limit: 10n };
    await expectRefused(w, sale(w, 11n), refusal);
    await expectNo(w, 5n, 5n, sale(w, 10n), 1);
    const { findings } = await w.engine.explain(asMovement(w, sale(w, 11n)));
    expect(findings.map(({ rule }) => rule)).to.deep.equal([0n, 1n]);
    // Not asked: with too little gas for it, the other reason is still given.
    const check = (amount: bigint) => w.engine.check(asMovement(w, sale(w, amount)), { gasLimit: 150_000n });
    expect((await check(11n)).first.rule).to.equal(0n);
    await expect(check(10n)).to.be.revertedWithCustomError(w.engine, "GasTooLow");
  });

  it("behavior: two are asked in program order, and both must allow; paths open no way around them", async () => {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 200n });
    const two = await Promise.all([0, 1].map(() => w.ethers.deployContract("HostilePlugIn")));
    const rules = await Promise.all(two.map(async (one) => asking(await one.getAddress())));
    // In the order of their words: of their addresses.
    const [first, second] = rules[0]!.limit! < rules[1]!.limit! ? two : [two[1], two[0]];
    await w.enforce([
      ...rules,
      { kind: "mostPerMovement", side: "token", path: 1, limit: 1n },
      { kind: "mostPerMovement", side: "token", path: 2, limit: 50n },
    ]);
    await expectAllowed(w, sale(w, 50n));
    await second?.answerWith(REFUSES, 2n);
    await expectNo(w, 2n, 2n, sale(w, 50n), 1);
    await first?.answerWith(REFUSES, 1n);
    await expectNo(w, 1n, 1n, sale(w, 50n), 0);
    const { findings } = await w.engine.explain(asMovement(w, sale(w, 40n)));
    expect(findings.map(({ rule }) => rule)).to.deep.equal([0n, 1n]);
    const all = await w.engine.explain(asMovement(w, sale(w, 51n)));
    expect(
      all.findings.map(({ rule }) => rule),
      "last of all, whatever their place",
    ).to.deep.equal([2n, 3n, 0n, 1n]);
  });

  it("behavior: it is told the same by whoever asks and by enforcement", async () => {
    const { w, plugIn } = await asked();
    await plugIn.answerWith(PARTIES, 0n);
    const hashOf = (...parties: readonly string[]) =>
      BigInt(keccak256(encodeAbiParameters(Array(3).fill({ type: "address" }), parties as Hex[])));
    const own = hashOf(ZeroAddress, w.alice.address, w.bob.address);
    await expectNo(w, own, 3n, sale(w, 3n));
    await w.token.connect(w.alice).approve(w.spender.address, 9n);
    await w.token.connect(w.alice).approve(w.alice.address, 9n);
    const others = hashOf(w.spender.address, w.alice.address, w.bob.address);
    await expectNo(w, others, 4n, { ...sale(w, 4n), spender: w.spender });
    await expectNo(w, own, 5n, { ...sale(w, 5n), spender: w.alice });
    await w.enforce([asking(await plugIn.getAddress(), { movements: (1 << mint) | (1 << burn) })]);
    await expectNo(w, hashOf(ZeroAddress, ZeroAddress, w.bob.address), 6n, { kind: "mint", to: w.bob, amount: 6n });
    await expectNo(w, hashOf(ZeroAddress, w.bob.address, ZeroAddress), 7n, { kind: "burn", from: w.bob, amount: 7n });
  });

  it("behavior: its caller is the engine, in whichever half", async () => {
    const { w, plugIn } = await asked();
    await plugIn.answerWith(CALLER, 0n);
    await expectNo(w, BigInt(w.at.engine));
    const { first } = await w.engine.checkAs(w.at.token, `0x${"00".repeat(32)}`, asMovement(w, sale(w)), 0n);
    expect(first.measured).to.equal(BigInt(w.at.engine));
  });

  describe("a hostile one", () => {
    for (const [name, answers] of Object.entries(WRONG)) {
      it(`behavior: ${name} refuses, and no view reverts`, async () => {
        const { w, plugIn } = await asked();
        await plugIn.answerWith(answers, 2n);
        await expectNo(w);
        const [, honest] = await w.engine.checkMany([
          asMovement(w, sale(w)),
          asMovement(w, { kind: "mint", to: w.bob, amount: 1n }),
        ]);
        expect(honest?.allowed, "its neighbour").to.equal(true);
        await w.engine.headroom(asMovement(w, sale(w)));
        await plugIn.answerWith(ALLOWS, 2n);
        await expectAllowed(w, sale(w));
      });
    }

    it("behavior: every first word but 0 and 1 refuses", async () => {
      const { w, plugIn } = await asked();
      for (const word of [2n, 256n, 2n ** 255n, 2n ** 256n - 1n]) {
        await plugIn.answerWith(WRONG.NotBoolean, word);
        await expectNo(w);
      }
      for (const word of [0n, 1n]) {
        await plugIn.answerWith(WRONG.NotBoolean, word);
        const { allowed } = await w.engine.check(asMovement(w, sale(w)));
        expect(allowed).to.equal(word === 1n);
      }
    });

    it("behavior: no code, a destroyed contract, an account, a precompile and the engine itself refuse", async () => {
      const { w, at } = await asked();
      await w.networkHelpers.setCode(at, "0x");
      await expectNo(w);
      const [sha256, identity] = [2n, 4n].map((number) => numberToHex(number, { size: 20 }));
      for (const address of [w.stranger.address, sha256!, identity!, w.at.engine, w.at.token]) {
        await w.enforce([asking(address)]);
        await expectNo(w);
      }
    });

    it("behavior: one that deploys while it is asked refuses; static, all the way down", async () => {
      const w = await fresh();
      await make(w, { kind: "mint", to: w.alice, amount: 9n });
      const plugIn = await w.ethers.deployContract("DeployingPlugIn");
      await w.enforce([asking(await plugIn.getAddress())]);
      await expectNo(w);
    });

    it("behavior: one that asks the engine back gets no deeper than its gas, and changes nothing", async () => {
      const { w, plugIn } = await asked();
      await plugIn.answerWith(ASKS_BACK, 0n);
      await expectAllowed(w, sale(w));
      expect(await w.token.balanceOf(w.bob.address)).to.equal(101n);
    });

    it("behavior: one that goes by who began the transaction deceives its own token only: enforcement asks itself", async () => {
      const { w, plugIn } = await asked();
      await plugIn.answerWith(ORIGIN, BigInt(w.stranger.address));
      const asMe = await w.engine.connect(w.stranger).check(asMovement(w, sale(w)));
      expect(asMe.allowed).to.equal(true);
      await expect(make(w, sale(w))).to.be.revertedWithCustomError(w.reasons, "PlugInRefused");
    });

    it("behavior: at whatever gas a call is made, it is given all of its gas or not asked", async () => {
      const { w, plugIn } = await asked();
      const { current } = await w.engine.programsOf(w.at.token);
      await plugIn.answerWith(GAS, 1n);
      const outcomes = new Set<string>();
      for (let gas = 125_000n; gas <= 145_000n; gas += 125n) {
        try {
          const { first } = await w.engine.askPlugIns(asMovement(w, sale(w)), current, { gasLimit: gas });
          outcomes.add("asked");
          // What the plug-in has used itself, before it looks, is the same each time.
          expect(first.measured, String(gas)).to.be.within(CAP - 500n, CAP);
        } catch (error) {
          const { data } = error as { data?: Hex };
          if (data === undefined) throw error;
          outcomes.add(w.engine.interface.parseError(data)!.name);
        }
      }
      expect([...outcomes].sort()).to.deep.equal(["GasTooLow", "asked"]);
    });

    it("behavior: one that uses up its gas uses no more, and neither do two", async () => {
      const { w, plugIn, at } = await asked();
      const other = await w.ethers.deployContract("HostilePlugIn");
      await w.enforce([asking(at), asking(await other.getAddress())]);
      const { current } = await w.engine.programsOf(w.at.token);
      const attempt = asMovement(w, sale(w));
      for (const answers of [WRONG.Loops, WRONG.Fails, WRONG.Bomb]) {
        for (const one of [plugIn, other]) await one.answerWith(answers, 0n);
        const { count, first, second } = await w.engine.askPlugIns(attempt, current, { gasLimit: 260_000n });
        expect([count, first.allowed, second.allowed]).to.deep.equal([2n, false, false]);
      }
    });

    it("error: GasTooLow, of a transfer with hardly enough: it reverts, and moves nothing", async () => {
      const { w, plugIn } = await asked();
      await plugIn.answerWith(GAS, 1n);
      const outcomes = new Set<string>();
      for (let gasLimit = 80_000n; gasLimit <= 260_000n; gasLimit += 9_000n) {
        try {
          await w.token.connect(w.alice).transfer.staticCall(w.bob.address, 1n, { gasLimit });
          outcomes.add("moved");
        } catch (error) {
          const { data } = error as { data?: Hex };
          outcomes.add(data === undefined ? String(error) : w.engine.interface.parseError(data)!.name);
        }
      }
      expect([...outcomes].sort()).to.deep.equal(["GasTooLow", "moved"]);
    });
  });
});
