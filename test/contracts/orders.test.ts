import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { updateInvestor } from "../../sdk/change/index.js";
import { CAUSES, LAST_CAUSE, MOST_UNITS, STATES } from "../../sdk/kinds/index.js";
import { type Attempt, expectAllowed, expectRefused, filed, INSTRUMENT, make } from "../fixtures/attempt.js";
import { orderCall, ordersOf, surfaceOf } from "../fixtures/surfaces.js";
import { FACTS, freshWalks, type Walk } from "../fixtures/walk.js";

describe("orders", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    return w;
  }

  const transmission = (w: Walk, amount = 60n): Attempt => ({ kind: "transmission", from: w.alice, to: w.bob, amount });
  const gift = (w: Walk, amount = 60n) => [w.alice.address, w.bob.address, amount, CAUSES.gift, INSTRUMENT] as const;

  const block = async (w: Walk, name: "alice" | "bob", blocked = true) => {
    const wallet = w[name].address as `0x${string}`;
    const facts = { ...FACTS[name], states: blocked ? 1 << STATES.blocked : 0 };
    await w.send(w.registrar, updateInvestor({ engine: w.at.engine, registry: w.registry, wallet, facts }));
  };

  describe("fileOrder", () => {
    it("default: remembers who filed exactly this call, until it is executed or withdrawn", async () => {
      const w = await held();
      const { data } = orderCall(w, "transmit", gift(w));
      const orders = ordersOf(w, w.agent2);
      await expect(orders.fileOrder(data))
        .to.emit(orders, "OrderFiled")
        .withArgs(w.agent2.address, w.ethers.keccak256(data), data);
      expect(await orders.filerOf(data)).to.equal(w.agent2.address);
      await ordersOf(w, w.agent).transmit(...gift(w));
      expect(await orders.filerOf(data)).to.equal(ZeroAddress);
      await orders.fileOrder(data);
      await expect(ordersOf(w, w.agent).withdrawOrder(data))
        .to.emit(orders, "OrderWithdrawn")
        .withArgs(w.agent.address, w.ethers.keccak256(data));
      expect(await orders.filerOf(data)).to.equal(ZeroAddress);
    });

    it("error: OrderNotFiled, for another call, a second time, or one that was withdrawn", async () => {
      const w = await held();
      const orders = ordersOf(w, w.agent);
      const missing = async (args: ReturnType<typeof gift>) => {
        const id = w.ethers.keccak256(orderCall(w, "transmit", args).data);
        await expect(orders.transmit(...args))
          .to.be.revertedWithCustomError(orders, "OrderNotFiled")
          .withArgs(id);
      };
      await missing(gift(w));
      const { data } = orderCall(w, "transmit", gift(w));
      await ordersOf(w, w.agent2).fileOrder(data);
      const [from, to, amount, cause, instrument] = gift(w);
      await missing([to, from, amount, cause, instrument]);
      await missing([from, to, amount - 1n, cause, instrument]);
      await missing([from, to, amount, CAUSES.trust as never, instrument]);
      await missing([from, to, amount, cause, `0x${"18".repeat(32)}`]);
      await orders.transmit(...gift(w));
      await missing(gift(w));
      await expect(orders.withdrawOrder(data)).to.be.revertedWithCustomError(orders, "OrderNotFiled");
    });

    it("behavior: what is appended to a call makes it another one", async () => {
      const w = await held();
      const { to, data } = orderCall(w, "transmit", gift(w));
      await ordersOf(w, w.agent2).fileOrder(data);
      await expect(w.agent.sendTransaction({ to, data: `${data}00` })).to.be.revertedWithCustomError(
        ordersOf(w, w.agent),
        "OrderNotFiled",
      );
    });

    it("error: SecondPersonMissing and CallerUnnamed, for one person in whatever way", async () => {
      const w = await held();
      const orders = ordersOf(w, w.agent);
      const { to, data } = orderCall(w, "transmit", gift(w));
      await orders.fileOrder(data);
      await expect(orders.transmit(...gift(w)))
        .to.be.revertedWithCustomError(w.token, "SecondPersonMissing")
        .withArgs(w.agent.address);
      await expect(w.manager.connect(w.agent).execute(to, data))
        .to.be.revertedWithCustomError(w.token, "CallerUnnamed")
        .withArgs(w.at.manager);
      await ordersOf(w, w.agent2).transmit(...gift(w));
    });

    it("behavior: an order is of one token", async () => {
      const w = await held();
      const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
      const { data } = orderCall(w, "transmit", gift(w));
      await ordersOf(w, w.agent2).fileOrder(data);
      expect(await ordersOf(w, w.agent, await other.getAddress()).filerOf(data)).to.equal(ZeroAddress);
    });
  });

  describe("transmit", () => {
    it("default: moves units, with its events, and keeps the books", async () => {
      const w = await held();
      const sent = filed(w, "transmit", [w.alice.address, w.carol.address, 100n, CAUSES.inheritance, INSTRUMENT]);
      const moved = [w.alice.address, w.carol.address, 100n] as const;
      await expect(sent)
        .to.emit(w.token, "Transfer")
        .withArgs(...moved)
        .to.emit(ordersOf(w, w.agent), "Transmitted")
        .withArgs(w.agent.address, ...moved, CAUSES.inheritance, INSTRUMENT)
        .not.to.emit(surfaceOf(w, w.agent), "ForcedTransfer");
      expect(await w.engine.isHolder(w.at.token, 1n)).to.be.false;
      expect(await w.engine.isHolder(w.at.token, 3n)).to.be.true;
    });

    it("behavior: no rule is asked", async () => {
      const w = await held();
      await w.enforce([
        { kind: "mostUnits", limit: 1n },
        { kind: "notBefore", side: "token", limit: 4_000_000_000n },
        { kind: "mostHolders", limit: 0n },
      ]);
      await expectAllowed(w, transmission(w));
      await expectAllowed(w, { kind: "transmission", from: w.alice, to: w.carol, amount: 40n });
    });

    it("behavior: pause, blocks, freezes, pledges and an unknown receiver stand against it", async () => {
      const w = await held();
      const agent = w.token.connect(w.agent);
      await w.token.connect(w.guardian).pause();
      await expectRefused(w, transmission(w), { reason: "TokenPaused", subject: w.at.token, measured: 1n, limit: 0n });
      await agent.unpause();
      await block(w, "bob");
      await expectRefused(w, transmission(w), { reason: "InvestorBlocked", subject: w.bob, measured: 1n, limit: 0n });
      await block(w, "bob", false);
      for (const account of [w.alice, w.bob]) {
        await agent.setWalletFrozen(account.address, true);
        await expectRefused(w, transmission(w), { reason: "WalletFrozen", subject: account, measured: 1n, limit: 0n });
        await agent.setWalletFrozen(account.address, false);
      }
      await agent.setFrozenUnits(w.alice.address, 30n);
      await ordersOf(w, w.alice).hold(w.carol.address, 11n, ZeroHash);
      const refusal = { reason: "UnitsNotFree", subject: w.alice, limit: 59n };
      await expectRefused(w, transmission(w), { ...refusal, measured: 60n });
      await expectAllowed(w, transmission(w, 59n));
      await expectRefused(w, transmission(w, 1n), { ...refusal, measured: 1n, limit: 0n });
      const unknown = { ...transmission(w, 0n), to: w.stranger };
      await expectRefused(w, unknown, { reason: "WalletUnknown", subject: w.stranger, measured: 0n, limit: 1n });
    });

    it("error: CauseUnknown, below 1 and above the last; InstrumentMissing, for a zero hash", async () => {
      const w = await held();
      const [from, to, amount, , instrument] = gift(w);
      for (const cause of [0, LAST_CAUSE + 1, 255]) {
        await expect(filed(w, "transmit", [from, to, amount, cause, instrument]))
          .to.be.revertedWithCustomError(ordersOf(w, w.agent), "CauseUnknown")
          .withArgs(cause, LAST_CAUSE);
      }
      await filed(w, "transmit", [from, to, amount, LAST_CAUSE, instrument]);
      await expect(filed(w, "transmit", [from, to, 1n, 1, ZeroHash])).to.be.revertedWithCustomError(
        w.token,
        "InstrumentMissing",
      );
    });

    it("error: ERC20InvalidSender and ERC20InvalidReceiver: it neither mints nor burns", async () => {
      const w = await held();
      const [, to, amount, cause, instrument] = gift(w);
      await expect(filed(w, "transmit", [ZeroAddress, to, amount, cause, instrument])).to.be.revertedWithCustomError(
        w.token,
        "ERC20InvalidSender",
      );
      await expect(filed(w, "transmit", [to, ZeroAddress, amount, cause, instrument])).to.be.revertedWithCustomError(
        w.token,
        "ERC20InvalidReceiver",
      );
    });

    it("behavior: no amount overflows", async () => {
      const w = await held();
      for (const amount of [MOST_UNITS + 1n, 2n ** 256n - 1n]) {
        const refusal = { reason: "AmountAboveCapacity", subject: w.at.token, measured: amount, limit: MOST_UNITS };
        await expectRefused(w, transmission(w, amount), refusal);
        await expectRefused(w, { ...transmission(w, amount), kind: "licensed" }, refusal);
      }
    });
  });

  describe("batchTransmit", () => {
    const lists = (w: Walk, last: string) =>
      [[w.alice.address, w.alice.address], [w.bob.address, last], [30n, 20n], CAUSES.inheritance, INSTRUMENT] as const;

    it("default: an estate with two heirs is one order", async () => {
      const w = await held();
      await filed(w, "batchTransmit", lists(w, w.carol.address));
      const { token } = w;
      expect([await token.balanceOf(w.bob.address), await token.balanceOf(w.carol.address)]).to.deep.equal([130n, 20n]);
    });

    it("behavior: all or none", async () => {
      const w = await held();
      await expect(filed(w, "batchTransmit", lists(w, w.stranger.address))).to.be.revertedWithCustomError(
        w.reasons,
        "WalletUnknown",
      );
      expect(await w.token.balanceOf(w.bob.address)).to.equal(100n);
    });

    it("error: LengthsDiffer and BeneficiaryMissing", async () => {
      const w = await held();
      const [one, two] = [[w.alice.address], [w.alice.address, w.bob.address]];
      for (const args of [
        [one, two, [1n], 1, INSTRUMENT],
        [one, one, [1n, 2n], 1, INSTRUMENT],
      ]) {
        await expect(filed(w, "batchTransmit", args))
          .to.be.revertedWithCustomError(surfaceOf(w, w.agent), "LengthsDiffer")
          .withArgs(1n, 2n);
      }
      for (const [from, to] of [
        [w.at.token, w.bob.address],
        [w.alice.address, w.at.token],
      ] as const) {
        await expect(filed(w, "batchTransmit", [[from], [to], [0n], 1, INSTRUMENT])).to.be.revertedWithCustomError(
          ordersOf(w, w.agent),
          "BeneficiaryMissing",
        );
      }
    });
  });

  describe("licensedTransfer", () => {
    const licensed = (w: Walk, amount = 60n): Attempt => ({ kind: "licensed", from: w.alice, to: w.bob, amount });

    it("a forced movement of a blocked investor's units is refused, a licensed one passes", async () => {
      const w = await held();
      await block(w, "alice");
      for (const kind of ["forced", "transmission", "transfer"] as const) {
        const refusal = { reason: "InvestorBlocked", subject: w.alice, measured: 1n, limit: 0n };
        await expectRefused(w, { ...licensed(w), kind }, refusal);
      }
      await expect(make(w, licensed(w)))
        .to.emit(ordersOf(w, w.agent), "LicenceUsed")
        .withArgs(w.agent.address, w.alice.address, w.bob.address, 60n, INSTRUMENT);
      await expectAllowed(w, licensed(w, 40n));
      expect(await w.engine.isHolder(w.at.token, 1n)).to.be.false;
    });

    it("behavior: into a blocked investor's wallet as well", async () => {
      const w = await held();
      await block(w, "bob");
      await expectAllowed(w, licensed(w));
    });

    it("behavior: as a forced transfer it passes pause and freezes, takes frozen units last, and tells so", async () => {
      const w = await held();
      await block(w, "alice");
      await w.token.connect(w.guardian).pause();
      const agent = w.token.connect(w.agent);
      await agent.setWalletFrozen(w.alice.address, true);
      await agent.setFrozenUnits(w.alice.address, 80n);
      await expect(make(w, licensed(w, 50n)))
        .to.emit(w.engine, "FrozenUnitsSet")
        .withArgs(w.at.token, w.alice.address, 80n, 50n)
        .to.emit(surfaceOf(w, w.agent), "Frozen")
        .withArgs(w.alice.address, 50n);
    });

    it("behavior: not of pledged units, and not without a licence", async () => {
      const w = await held();
      await ordersOf(w, w.alice).hold(w.carol.address, 41n, ZeroHash);
      await block(w, "alice");
      const refusal = { reason: "UnitsNotFree", subject: w.alice, measured: 60n, limit: 59n };
      await expectRefused(w, licensed(w), refusal);
      const args = [w.alice.address, w.bob.address, 1n, ZeroHash];
      await expect(filed(w, "licensedTransfer", args)).to.be.revertedWithCustomError(w.token, "InstrumentMissing");
    });
  });
});
