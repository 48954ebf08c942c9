import { expect } from "chai";
import { type Address, zeroAddress } from "viem";
import { checkTransfer, headroom, NO_PROGRAM, readFacts } from "../../../sdk/check/index.js";
import { freezeUnits, pause } from "../../../sdk/change/index.js";
import { BlockUnknownError, DeploymentMissingError, ParameterInvalidError } from "../../../sdk/errors/index.js";
import { MOST_UNITS } from "../../../sdk/kinds/index.js";
import { headroomOf } from "../../../sdk/program/index.js";
import { pin, type Reader } from "../../../sdk/reader/index.js";
import type { Movement } from "../../../sdk/verdict/index.js";
import { make } from "../../fixtures/attempt.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { freshWalks, NOTICE, type Walk } from "../../fixtures/walk.js";
import { someProgram } from "../../fixtures/rules.js";

type Asked = Omit<Movement, "amount">;

describe("headroom", () => {
  const fresh = freshWalks();
  const readerOf = ({ connection }: Walk): Reader => connection.provider;
  const asked = (w: Walk, some: Partial<Asked> = {}): Asked => ({
    ...{ kind: "transfer", token: w.at.token, from: w.alice.address as Address, to: w.bob.address as Address },
    ...some,
  });

  /** Alice holds 1,000 units, and bob 500. */
  async function held(rules: Parameters<Walk["enforce"]>[0]): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 1000n });
    await make(w, { kind: "mint", to: w.bob, amount: 500n });
    await w.enforce(rules);
    return w;
  }

  /** Asks the chain; what it says is what `headroomOf` finds on its facts, and `checkTransfer` bears it out. */
  async function room(w: Walk, movement: Asked) {
    const found = await headroom(readerOf(w), movement);
    const { facts, program } = await readFacts(readerOf(w), { ...movement, amount: 0n });
    const { programId, at, ...numbers } = found;
    expect(numbers).to.deep.equal(headroomOf(program, facts, movement));
    expect([programId, at]).to.deep.equal([program?.id, await pin(readerOf(w))]);
    const { least, most, whole, tried } = found;
    const allows = async (amount: bigint) => (await checkTransfer(readerOf(w), { ...movement, amount })).allowed;
    if (most > 0n)
      expect([await allows(least), await allows(most), await allows(most + 1n)]).to.deep.equal([true, true, false]);
    if (least > 1n) expect(await allows(least - 1n)).to.equal(false);
    if (facts.senderBalance > 0n) expect(await allows(facts.senderBalance)).to.equal(whole);
    expect(await allows(tried)).to.equal(false);
    return found;
  }

  it("default: an interval, what binds beyond it, and the whole apart", async () => {
    const w = await held([
      { kind: "leastPerMovement", limit: 10n },
      { kind: "leastHolding", side: "sender", limit: 300n },
    ]);
    const { least, most, whole, proven, tried, binding, from } = await room(w, asked(w));
    expect({ least, most, whole, proven, tried, from }).to.deep.equal({
      ...{ least: 10n, most: 700n, whole: true, proven: true, tried: 701n, from: null },
    });
    expect(binding).to.include({ kind: "leastHolding", party: "sender", measured: 299n, limit: 300n, unit: "units" });
  });

  it("behavior: mints, burns and orders; a spender; several wallets; within one investor", async () => {
    const w = await held([
      { kind: "mostShare", window: 5000, limit: 100n },
      { kind: "mostPerMovement", side: "token", limit: 600n },
    ]);
    const short = async (some: Partial<Asked>) => {
      const { least, most, whole, binding } = await room(w, asked(w, some));
      return [least, most, whole, binding?.kind ?? null];
    };
    expect(await short({})).to.deep.equal([1n, 250n, false, "mostShare"]);
    // 500 + a <= 1/2 (1,500 + a)
    expect(await short({ kind: "mint", from: zeroAddress })).to.deep.equal([1n, 500n, false, "mostShare"]);
    expect(await short({ kind: "mint", from: w.bob.address as Address }), "it has no sender").to.deep.equal([
      1n,
      500n,
      false,
      "mostShare",
    ]);
    expect(await short({ kind: "burn", to: zeroAddress })).to.deep.equal([1n, 600n, false, "mostPerMovement"]);
    expect(await short({ kind: "forced" })).to.deep.equal([1n, 1000n, true, null]);
    const spender = w.spender.address as Address;
    await (await w.token.connect(w.alice).approve(spender, 100n)).wait();
    expect(await short({ spender })).to.deep.equal([1n, 100n, false, "allowanceTooLow"]);
    const to = w.alice2.address as Address;
    expect(await short({ to })).to.deep.equal([1n, 1000n, true, null]);
    await (await w.token.connect(w.alice).transfer(to, 400n)).wait();
    await w.enforce([{ kind: "leastHolding", side: "sender", limit: 500n }]);
    expect(await short({}), "of 600 in this wallet, 400 are in the other").to.deep.equal([
      1n,
      500n,
      false,
      "leastHolding",
    ]);
    expect(await short({ from: to })).to.deep.equal([1n, 400n, true, null]);
    await w.send(w.agent, freezeUnits({ token: w.at.token, wallet: to, units: 399n }));
    expect(await short({ from: to })).to.deep.equal([1n, 1n, false, null]);
  });

  it("behavior: where a rule asks another contract it is not proven: what that confirmed is told, and headroomOf leaves it out", async () => {
    const w = await held([]);
    const reserve = await w.ethers.deployContract("ReservePlugIn", [w.carol.address, NOTICE * 90n]);
    await w.enforce([
      { kind: "plugIn", side: "token", limit: BigInt(await reserve.getAddress()) },
      { kind: "mostPerMovement", side: "token", limit: 600n },
    ]);
    await (await reserve.connect(w.carol).state(w.at.token, 1700n)).wait();
    const minted = { ...asked(w), kind: "mint", from: zeroAddress } as const;
    const { least, most, proven, tried, binding } = await headroom(readerOf(w), minted);
    expect({ least, most, proven, tried }).to.deep.equal({ least: 1n, most: 200n, proven: false, tried: 201n });
    expect(binding).to.include({ kind: "plugIn", party: "token", measured: 1701n, limit: 1700n, unit: "plugIn" });
    const { facts, program } = await readFacts(readerOf(w), { ...minted, amount: 0n });
    const left = headroomOf(program, facts, minted);
    expect([left.most, left.proven, left.binding?.kind]).to.deep.equal([600n, false, "mostPerMovement"]);
    const forced = await room(w, asked(w, { kind: "forced" }));
    expect([forced.most, forced.proven], "it is not asked of orders").to.deep.equal([1000n, true]);
  });

  it("behavior: two ways, of which one opens with time", async () => {
    const w = await held([]);
    const opens = (await w.now()) + 100n * NOTICE;
    await w.enforce([
      { kind: "mostPerMovement", path: 1, limit: 20n },
      { kind: "notBefore", path: 2, limit: opens },
      { kind: "leastPerMovement", path: 2, limit: 30n },
    ]);
    const before = await room(w, asked(w));
    expect([before.least, before.most, before.whole, before.from]).to.deep.equal([1n, 20n, false, null]);
    expect(before.tried, "too little for the other way").to.equal(21n);
    await w.networkHelpers.time.increaseTo(opens);
    const after = await room(w, asked(w));
    expect([after.least, after.most, after.whole]).to.deep.equal([30n, 1000n, true]);
  });

  it("behavior: nothing, with the reason: paused, unknown, no program, a kind without code", async () => {
    const w = await held([]);
    const kind = async (movement: Asked) => {
      const { least, most, whole, binding } = await headroom(readerOf(w), movement);
      expect([least, most, whole]).to.deep.equal([0n, 0n, false]);
      return binding?.kind;
    };
    expect(await kind(asked(w, { to: w.stranger.address as Address }))).to.equal("walletUnknown");
    expect(await kind(asked(w, { from: w.carol.address as Address }))).to.equal(undefined);
    expect(await kind(asked(w, { kind: "settlement" }))).to.equal("kindUnsupported");
    await w.send(w.guardian, pause({ token: w.at.token }));
    expect(await kind(asked(w))).to.equal("tokenPaused");
    const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
    const token = (await other.getAddress()) as Address;
    expect(await kind(asked(w, { token }))).to.equal("programMissing");
    expect((await headroom(readerOf(w), asked(w, { token }))).programId).to.equal(NO_PROGRAM);
  });

  it("behavior: whatever a token answers, it does not revert", async () => {
    const w = await fresh();
    const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await hostile.getAddress();
    await (await w.engine.connect(w.admin).admit(w.registry, at, w.at.manager, NOTICE)).wait();
    const from = (await w.now()) + 60n;
    await (await w.engine.connect(w.author).schedule(at, someProgram([]).id, from)).wait();
    await w.networkHelpers.time.increaseTo(from);
    const { alice, bob, spender, engine } = w;
    const movement = { kind: 0, token: at, spender: spender.address, from: alice.address, to: bob.address, amount: 7n };
    const unreadable = w.reasons.interface.getError("TokenUnreadable")?.selector;
    for (let answers = 1; answers <= 6; answers++) {
      await hostile.answerWith(answers, 0n);
      for (const kind of [0, 1, 2, 3]) {
        const { room: found } = await engine.headroom({ ...movement, kind }, { gasLimit: 15_000_000n });
        expect([found.least, found.most, found.whole, found.tried, found.binding.reason]).to.deep.equal([
          ...[0n, 0n, false, 1n, unreadable],
        ]);
      }
    }
    for (const word of [0n, 1n, 2n, MOST_UNITS, MOST_UNITS + 1n]) {
      await hostile.answerWith(0, word);
      for (const kind of [0, 1, 2, 3, 4, 255]) {
        const { room: found } = await engine.headroom({ ...movement, kind });
        for (const amount of [found.least, found.most].filter((one) => one > 0n))
          expect((await engine.check({ ...movement, kind, amount })).allowed, `kind ${kind}, ${word}`).to.equal(true);
        expect((await engine.check({ ...movement, kind, amount: found.tried })).allowed).to.equal(false);
      }
    }
  });

  it("args: block", async () => {
    const w = await held([]);
    const block = await w.ethers.provider.getBlockNumber();
    await w.send(w.guardian, pause({ token: w.at.token }));
    expect((await headroom(readerOf(w), { ...asked(w), block: BigInt(block) })).most).to.equal(1000n);
    expect((await headroom(readerOf(w), asked(w))).most).to.equal(0n);
  });

  it("error: ParameterInvalidError, DeploymentMissingError, BlockUnknownError", async () => {
    const w = await held([]);
    const ask = (some: object) => errorOf(headroom(readerOf(w), { ...asked(w), ...some }));
    expect(await ask({ from: "0x12" })).to.be.instanceOf(ParameterInvalidError);
    expect(await ask({ token: w.stranger.address })).to.be.instanceOf(DeploymentMissingError);
    expect(await ask({ block: 10_000_000n })).to.be.instanceOf(BlockUnknownError);
  });
});
