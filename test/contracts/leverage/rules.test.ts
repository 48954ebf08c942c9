import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import { type Address } from "viem";
import { headroom, readFacts } from "../../../sdk/check/index.js";
import { setLeverageSource } from "../../../sdk/change/index.js";
import { MOST_UNITS, STATES } from "../../../sdk/kinds/index.js";
import { evaluate } from "../../../sdk/program/index.js";
import { type DifferentialPlugIn } from "../../../types/index.js";
import { asMovement, type Attempt, expectAllowed, expectRefused, make } from "../../fixtures/attempt.js";
import { someRules } from "../../fixtures/leverageRules.js";
import { recordOf, someWallet } from "../../fixtures/registers.js";
import { type SomeRule } from "../../fixtures/rules.js";
import { SLOTS } from "../../fixtures/slots.js";
import { ordersOf } from "../../fixtures/surfaces.js";
import { entered } from "../../fixtures/traces.js";
import { FACTS, freshWalks, type Walk } from "../../fixtures/walk.js";

const LEVERAGED = 1 << STATES.leveraged;
const [ANSWERS, REVERTS, WRITES] = [0n, 1n, 2n];
const TWICE: SomeRule = { kind: "mostLeverage", limit: 20_000n };
const STAYS: SomeRule = { kind: "encumberedStays", side: "sender" };

describe("rules on leverage", () => {
  const fresh = freshWalks();

  type Asked = { readonly w: Walk; readonly source: DifferentialPlugIn; readonly at: Address };

  /** Alice and bob hold 100 units each, the stranger may write the state `leveraged`, and the source says what it is told to. */
  async function asked(rules: readonly SomeRule[]): Promise<Asked> {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 100n });
    await w.engine.connect(w.admin).setRegistrar(w.registry, w.stranger.address, 0, LEVERAGED);
    const source = await w.ethers.deployContract("DifferentialPlugIn");
    const at = (await source.getAddress()) as Address;
    await w.send(w.admin, setLeverageSource({ engine: w.at.engine, token: w.at.token, source: at }));
    await w.enforce(rules);
    return { w, source, at };
  }

  const mark = (w: Walk, who: Walk["alice"], states = LEVERAGED) =>
    w.engine.connect(w.stranger).updateBits(w.registry, who.address, 0, states, 0);
  const say = (source: DifferentialPlugIn, leverage: bigint, encumbered: bigint, how = ANSWERS, size = 64n) =>
    source.behave({ how: how | (size << 8n), words: [leverage, encumbered, 0n] });
  const sale = (w: Walk, amount = 10n): Attempt => ({ kind: "transfer", from: w.alice, to: w.bob, amount });

  it("default: who is over the cap acquires no more, and may leave; the cap itself is allowed", async () => {
    const { w, source } = await asked([TWICE]);
    await mark(w, w.bob);
    await say(source, 20_001n, 0n);
    await expectRefused(w, sale(w), {
      reason: "LeverageAboveLimit",
      rule: 0,
      subject: 2n,
      measured: 20_001n,
      limit: 20_000n,
    });
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 10n });
    await say(source, 20_000n, 0n);
    await expectAllowed(w, sale(w));
  });

  it("default: encumbered units stay, over all wallets of the investor, and headroom says how much may go", async () => {
    const { w, source } = await asked([STAYS]);
    await mark(w, w.alice);
    await make(w, { kind: "mint", to: w.alice2, amount: 50n });
    await say(source, 0n, 130n);
    await expectRefused(w, sale(w, 21n), {
      ...{ reason: "HoldingBelowEncumbered", rule: 0, subject: 1n, measured: 129n, limit: 130n },
    });
    const { token } = w.at;
    const asking = { kind: "transfer", token, from: w.alice.address as Address, to: w.bob.address as Address } as const;
    const { least, most, whole, binding } = await headroom(w.connection.provider, asking);
    expect([least, most, whole, binding?.kind]).to.deep.equal([1n, 20n, false, "encumberedStays"]);
    await expectAllowed(w, sale(w, 20n));
  });

  it("behavior: units that holds of the token bind count with those that venues recorded, in all wallets", async () => {
    const { w, source } = await asked([STAYS]);
    await mark(w, w.alice);
    await make(w, { kind: "mint", to: w.alice2, amount: 50n });
    await ordersOf(w, w.alice2).hold(w.carol.address, 40n, `0x${"00".repeat(32)}`);
    await say(source, 0n, 70n);
    await expectRefused(w, sale(w, 41n), {
      reason: "HoldingBelowEncumbered",
      rule: 0,
      subject: 1n,
      measured: 109n,
      limit: 110n,
    });
    await expectAllowed(w, sale(w, 40n));
  });

  it("default: the product's own leverage, by lane; nothing is asked of anybody", async () => {
    const { w, source } = await asked([{ kind: "mostEmbeddedLeverage", window: 300, limit: 20_000n, lanes: 1 << 5 }]);
    await say(source, 0n, 0n, REVERTS);
    await expectRefused(w, sale(w), {
      ...{ reason: "EmbeddedLeverageAboveLimit", rule: 0, subject: 2n, measured: 30_000n, limit: 20_000n },
    });
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 10n });
    await w.enforce([{ kind: "mostEmbeddedLeverage", window: 200, limit: 20_000n, lanes: 1 << 5 }]);
    await expectAllowed(w, sale(w));
  });

  it("behavior: who is not leveraged is asked nothing about, and the transfer enters no other half", async () => {
    const { w, source, at } = await asked(someRules());
    await say(source, MaxUint256, MaxUint256, WRITES);
    const { hash } = await make(w, sale(w));
    expect(await entered(w.connection, hash)).to.deep.equal([]);
    // Somebody leveraged whom no such rule binds is asked nothing about, either.
    await say(source, 5n, 0n);
    await mark(w, w.bob);
    await w.enforce(someRules().map((rule) => ({ ...rule, lanes: 1 << 7 })));
    expect(await entered(w.connection, (await make(w, sale(w))).hash)).to.deep.equal([]);
    await w.enforce(someRules());
    const halves = await entered(w.connection, (await make(w, sale(w))).hash);
    expect(halves).to.deep.equal([await w.engine.metersHalf()]);
    expect(await w.engine.leverageSource(w.at.token)).to.equal(at);
  });

  for (const [what, how, size] of [
    ["reverts", REVERTS, 64n],
    ["writes", WRITES, 64n],
    ["answers nothing", ANSWERS, 0n],
    ["answers one word", ANSWERS, 32n],
    ["answers a byte too much", ANSWERS, 65n],
    ["answers a bomb", ANSWERS, 1_000_000n],
  ] as const) {
    it(`behavior: a source that ${what} stops those who are leveraged, and nobody else`, async () => {
      const { w, source } = await asked([TWICE, STAYS]);
      await say(source, 0n, 0n, how, size);
      await expectAllowed(w, sale(w));
      await mark(w, w.bob);
      await expectRefused(w, sale(w), {
        reason: "LeverageAboveLimit",
        rule: 0,
        subject: 2n,
        measured: MaxUint256,
        limit: 20_000n,
      });
      await expectRefused(
        w,
        { kind: "transfer", from: w.bob, to: w.alice, amount: 10n },
        {
          ...{ reason: "HoldingBelowEncumbered", rule: 1, subject: 2n, measured: 100n, limit: MOST_UNITS },
        },
      );
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.carol, amount: 10n });
      await mark(w, w.bob, 0);
      await expectAllowed(w, sale(w));
    });
  }

  it("behavior: without a source, or with one that has no code, nobody leveraged passes", async () => {
    const { w } = await asked([TWICE]);
    await mark(w, w.bob);
    for (const nobody of [ZeroAddress, someWallet(1), w.carol.address]) {
      await expect(w.engine.connect(w.admin).setLeverageSource(w.at.token, nobody)).to.emit(
        w.engine,
        "LeverageSourceSet",
      );
      await expectRefused(w, sale(w), {
        reason: "LeverageAboveLimit",
        rule: 0,
        subject: 2n,
        measured: MaxUint256,
        limit: 20_000n,
      });
    }
  });

  it("behavior: with less gas than the source is to have, GasTooLow and no other answer", async () => {
    const { w, source } = await asked([TWICE]);
    await mark(w, w.bob);
    await say(source, 1n, 0n);
    const asking = asMovement(w, sale(w));
    const plugIns = await w.ethers.getContractAt("IPlugIns", w.at.engine);
    for (const gasLimit of [60_000n, 80_000n, 100_000n, 120_000n])
      await w.engine.check.staticCall(asking, { gasLimit }).then(
        ({ allowed }) => expect(allowed, String(gasLimit)).to.be.true,
        (error: unknown) => expect(String(error)).to.match(/GasTooLow|out of gas|reverted without a reason|too low/i),
      );
    await expect(w.engine.check.staticCall(asking, { gasLimit: 130_000n })).to.be.revertedWithCustomError(
      plugIns,
      "GasTooLow",
    );
    expect((await w.engine.check(asking)).allowed).to.be.true;
  });

  it("behavior: a share rule and rules on leverage in one program: the supply and the source are both asked", async () => {
    const { w, source } = await asked([{ kind: "mostShare", window: 7_000, limit: 1n }, TWICE, STAYS]);
    await mark(w, w.bob);
    await mark(w, w.alice);
    await say(source, 20_000n, 90n);
    await expectRefused(w, sale(w, 11n), {
      reason: "HoldingBelowEncumbered",
      rule: 2,
      subject: 1n,
      measured: 89n,
      limit: 90n,
    });
    await expectAllowed(w, sale(w, 10n));
    await say(source, 20_001n, 0n);
    await expectRefused(w, sale(w, 1n), {
      reason: "LeverageAboveLimit",
      rule: 1,
      subject: 2n,
      measured: 20_001n,
      limit: 20_000n,
    });
    const { findings } = await w.engine.explain(asMovement(w, sale(w, 60n)));
    expect(findings.map(({ rule }) => rule)).to.deep.equal([0n, 1n]);
  });

  it("behavior: evaluate decides on the chain's facts as the chain does", async () => {
    const { w, source } = await asked([TWICE, STAYS]);
    const movement = { ...asMovement(w, sale(w, 11n)), kind: "transfer" } as never;
    const told = async () => {
      const { facts, program } = await readFacts(w.connection.provider, movement);
      const decision = evaluate(program, facts, movement);
      const { findings } = await w.engine.explain(asMovement(w, sale(w, 11n)));
      const numbers = decision.allowed ? [] : [decision.first, ...decision.rest];
      expect(numbers.map(({ rule, measured, limit }) => [BigInt(rule), measured, limit])).to.deep.equal(
        findings.map(({ rule, measured, limit }) => [rule, measured, limit]),
      );
      return [facts.receiverLeverage, facts.senderEncumbered, numbers.map(({ kind }) => kind)];
    };
    await say(source, 20_001n, 90n);
    expect(await told()).to.deep.equal([0n, 0n, []]);
    await mark(w, w.bob);
    expect(await told()).to.deep.equal([20_001n, 0n, ["mostLeverage"]]);
    await mark(w, w.alice);
    expect(await told()).to.deep.equal([20_001n, 90n, ["mostLeverage", "encumberedStays"]]);
    await say(source, 0n, 0n, REVERTS);
    expect(await told()).to.deep.equal([MaxUint256, MOST_UNITS, ["mostLeverage", "encumberedStays"]]);
  });

  it("default: slot 34, whom the engine asks", async () => {
    const { w, at } = await asked([]);
    const stored = await w.ethers.provider.getStorage(w.at.engine, SLOTS.leverageSource(w.at.token));
    expect(BigInt(stored)).to.equal(BigInt(at));
    await expect(w.engine.connect(w.admin).setLeverageSource(w.at.token, w.carol.address))
      .to.emit(w.engine, "LeverageSourceSet")
      .withArgs(w.at.token, at, w.carol.address);
  });

  describe("the state leveraged", () => {
    const states = async (w: Walk, who: Walk["alice"]) => (await recordOf(w, who.address)).states;

    it("behavior: update, reclassify and an attestation keep it, whatever their facts say of it", async () => {
      const { w } = await asked([]);
      await mark(w, w.bob);
      const registrar = w.engine.connect(w.registrar);
      await registrar.update(w.registry, w.bob.address, { ...FACTS.bob, states: 2 });
      expect(await states(w, w.bob)).to.equal(6n);
      await registrar.update(w.registry, w.bob.address, { ...FACTS.bob, states: 4 });
      expect(await states(w, w.bob)).to.equal(4n);
      await registrar.reclassify(w.registry, w.bob.address, { ...FACTS.bob, lane: 3 }, [w.at.token]);
      expect(await states(w, w.bob)).to.equal(4n);
      await mark(w, w.bob, 0);
      expect(await states(w, w.bob)).to.equal(0n);
    });

    it("error: LeveragedReserved, when a registrar would set it, at an enrolment or later", async () => {
      const { w } = await asked([]);
      const registrar = w.engine.connect(w.registrar);
      const facts = { ...FACTS.bob, states: 0xff };
      for (const attempt of [
        registrar.update(w.registry, w.bob.address, facts),
        registrar.reclassify(w.registry, w.bob.address, facts, [w.at.token]),
        registrar.enrol(w.registry, { wallets: [someWallet(0)], facts }),
        registrar.enrolBatch(w.registry, [{ wallets: [someWallet(0)], facts }]),
      ])
        await expect(attempt).to.be.revertedWithCustomError(w.engine, "LeveragedReserved").withArgs(0xff);
      await registrar.enrol(w.registry, { wallets: [someWallet(0)], facts: { ...facts, states: 0xfb } });
    });

    it("behavior: every wallet of the investor has it, a further one too", async () => {
      const { w } = await asked([]);
      await mark(w, w.alice);
      await w.engine.connect(w.registrar).bind(w.registry, w.alice.address, someWallet(3));
      for (const wallet of [w.alice.address, w.alice2.address, someWallet(3)])
        expect((await recordOf(w, wallet)).states, wallet).to.equal(4n);
    });

    it("error: BitsOutsideOwn, for a registrar who was given other bits", async () => {
      const { w } = await asked([]);
      await w.engine.connect(w.admin).setRegistrar(w.registry, w.spender.address, 1, 1);
      await expect(w.engine.connect(w.spender).updateBits(w.registry, w.bob.address, 0, LEVERAGED, 0))
        .to.be.revertedWithCustomError(w.engine, "BitsOutsideOwn")
        .withArgs(w.spender.address, 0, LEVERAGED, 1, 1);
    });
  });
});
