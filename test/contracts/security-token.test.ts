import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { MOST_UNITS, STATES } from "../../sdk/kinds/index.js";
import { updateInvestor } from "../../sdk/change/index.js";
import { type Attempt, expectAllowed, expectRefused, INSTRUMENT, make } from "../fixtures/attempt.js";
import { surfaceOf } from "../fixtures/surfaces.js";
import { FACTS, freshWalks, type Walk } from "../fixtures/walk.js";

describe("SecurityToken", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    return w;
  }

  describe("what it is", () => {
    it("default: says its name, its engine and who may act for it", async () => {
      const { token, at, ethers, connection } = await fresh();
      expect(await token.name()).to.equal("Fund");
      expect(await token.symbol()).to.equal("FND");
      expect(await token.decimals()).to.equal(0n);
      expect(await token.engine()).to.equal(at.engine);
      expect(await token.authority()).to.equal(at.manager);
      const other = await ethers.deployContract("SecurityToken", [at.surfaces, at.manager, "Other", "OTH", 18]);
      expect(await other.decimals()).to.equal(18n);
      expect(await other.authority(), "before it is admitted").to.equal(ZeroAddress);
      const { name, version, chainId, verifyingContract, extensions } = await token.eip712Domain();
      expect({ name, version, verifyingContract, extensions: [...extensions] }).to.deep.equal({
        ...{ name: "Weighbridge SecurityToken", version: "1", verifyingContract: at.token, extensions: [] },
      });
      expect(chainId).to.equal(BigInt(await connection.provider.request({ method: "eth_chainId" })));
    });

    it("default: names the standards that it speaks", async () => {
      const { token } = await fresh();
      const spoken = {
        ...{ ERC165: "0x01ffc9a7", ERC20: "0x36372b07", ERC20Metadata: "0xa219a025", ERC20Permit: "0x9d8ff7da" },
        ...{ ERC5267: "0x84b0196e", ERC7943: "0x3edbb4c4" },
      };
      for (const [standard, id] of Object.entries(spoken)) {
        expect(await token.supportsInterface(id), standard).to.be.true;
      }
      expect(await token.supportsInterface("0xffffffff")).to.be.false;
      expect(await token.supportsInterface("0x00000000")).to.be.false;
    });

    it("error: EngineInvalid and SurfacesInvalid, when the engine or the other half is no contract", async () => {
      const { ethers, stranger, token, at } = await fresh();
      await expect(ethers.deployContract("SecurityTokenSurfaces", [stranger.address]))
        .to.be.revertedWithCustomError(token, "EngineInvalid")
        .withArgs(stranger.address);
      await expect(ethers.deployContract("SecurityToken", [stranger.address, at.manager, "Fund", "FND", 0]))
        .to.be.revertedWithCustomError(token, "SurfacesInvalid")
        .withArgs(stranger.address);
    });
  });

  describe("mint", () => {
    it("default: creates units, and makes a holder", async () => {
      const w = await fresh();
      await expect(make(w, { kind: "mint", to: w.alice, amount: 100n }))
        .to.emit(w.token, "Transfer")
        .withArgs(ZeroAddress, w.alice.address, 100n);
      expect(await w.token.totalSupply()).to.equal(100n);
      expect(await w.token.balanceOf(w.alice.address)).to.equal(100n);
      expect(await w.engine.isHolder(w.at.token, 1n)).to.be.true;
    });

    it("behavior: supply fills up to 2^112 - 1 units, and no further", async () => {
      const w = await fresh();
      const mint = (amount: bigint): Attempt => ({ kind: "mint", to: w.alice, amount });
      await expectAllowed(w, mint(MOST_UNITS - 2n));
      await expectAllowed(w, mint(1n));
      const beyond = { reason: "SupplyAboveCapacity", subject: w.at.token, limit: MOST_UNITS };
      await expectRefused(w, mint(2n), { ...beyond, measured: MOST_UNITS + 1n });
      await expectAllowed(w, mint(1n));
      await expectRefused(w, mint(1n), { ...beyond, measured: MOST_UNITS + 1n });
      await expectAllowed(w, mint(0n));
    });

    it("behavior: no amount overflows", async () => {
      const w = await fresh();
      for (const amount of [MOST_UNITS + 1n, 2n ** 256n - 1n]) {
        const refusal = { reason: "AmountAboveCapacity", subject: w.at.token, measured: amount, limit: MOST_UNITS };
        await expectRefused(w, { kind: "mint", to: w.alice, amount }, refusal);
      }
    });

    it("error: ERC20InvalidReceiver, for the zero address", async () => {
      const w = await fresh();
      await expect(w.token.connect(w.agent).mint(ZeroAddress, 1n))
        .to.be.revertedWithCustomError(w.token, "ERC20InvalidReceiver")
        .withArgs(ZeroAddress);
    });
  });

  describe("burn", () => {
    it("default: destroys units; the last one ends a holding", async () => {
      const w = await held();
      await expect(make(w, { kind: "burn", from: w.alice, amount: 99n }))
        .to.emit(w.token, "Transfer")
        .withArgs(w.alice.address, ZeroAddress, 99n);
      expect(await w.engine.isHolder(w.at.token, 1n)).to.be.true;
      await expectAllowed(w, { kind: "burn", from: w.alice, amount: 1n });
      expect(await w.engine.isHolder(w.at.token, 1n)).to.be.false;
      expect(await w.token.totalSupply()).to.equal(100n);
    });

    it("behavior: more than the balance is not free", async () => {
      const w = await held();
      const refusal = { reason: "UnitsNotFree", subject: w.alice, measured: 101n, limit: 100n };
      await expectRefused(w, { kind: "burn", from: w.alice, amount: 101n }, refusal);
    });

    it("error: ERC20InvalidSender, for the zero address", async () => {
      const w = await fresh();
      await expect(w.token.connect(w.agent).burn(ZeroAddress, 1n))
        .to.be.revertedWithCustomError(w.token, "ERC20InvalidSender")
        .withArgs(ZeroAddress);
    });
  });

  describe("forcedTransfer", () => {
    it("default: moves units, and names the instrument", async () => {
      const w = await held();
      await expect(make(w, { kind: "forced", from: w.alice, to: w.bob, amount: 60n }))
        .to.emit(w.token, "Transfer")
        .withArgs(w.alice.address, w.bob.address, 60n)
        .to.emit(w.token, "ForcedTransfer")
        .withArgs(w.alice.address, w.bob.address, 60n)
        .to.emit(w.token, "OrderExecuted")
        .withArgs(w.agent.address, w.alice.address, w.bob.address, 60n, INSTRUMENT);
      expect(await w.token.balanceOf(w.bob.address)).to.equal(160n);
    });

    it("behavior: keeps the books like any other movement", async () => {
      const w = await held();
      await expectAllowed(w, { kind: "forced", from: w.alice, to: w.carol, amount: 100n });
      expect(await w.engine.isHolder(w.at.token, 1n)).to.be.false;
      expect(await w.engine.isHolder(w.at.token, 3n)).to.be.true;
    });

    it("behavior: no rule stops it", async () => {
      const w = await held();
      await w.enforce([{ kind: "mostUnits", limit: 100n }]);
      const refusal = { reason: "HoldingAboveLimit", rule: 0, subject: 2n, measured: 101n, limit: 100n };
      await expectRefused(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n }, refusal);
      await expectAllowed(w, { kind: "forced", from: w.alice, to: w.bob, amount: 100n });
    });

    it("behavior: needs no allowance and takes none", async () => {
      const w = await held();
      await w.token.connect(w.alice).approve(w.agent.address, 70n);
      await expectAllowed(w, { kind: "forced", from: w.alice, to: w.bob, amount: 50n });
      expect(await w.token.allowance(w.alice.address, w.agent.address)).to.equal(70n);
    });

    it("error: InstrumentMissing, for a zero instrument", async () => {
      const w = await held();
      const attempt = w.token
        .connect(w.agent)
        .forcedTransfer(w.alice.address, w.bob.address, 1n, `0x${"00".repeat(32)}`);
      await expect(attempt).to.be.revertedWithCustomError(w.token, "InstrumentMissing");
    });

    it("error: ERC20InvalidSender and ERC20InvalidReceiver: it neither mints nor burns", async () => {
      const w = await held();
      const agent = w.token.connect(w.agent);
      const file = surfaceOf(w, w.agent2).fileInstrument;
      await file(ZeroAddress, w.bob.address, 1n, INSTRUMENT);
      await file(w.alice.address, ZeroAddress, 1n, INSTRUMENT);
      await expect(agent.forcedTransfer(ZeroAddress, w.bob.address, 1n, INSTRUMENT))
        .to.be.revertedWithCustomError(w.token, "ERC20InvalidSender")
        .withArgs(ZeroAddress);
      await expect(agent.forcedTransfer(w.alice.address, ZeroAddress, 1n, INSTRUMENT))
        .to.be.revertedWithCustomError(w.token, "ERC20InvalidReceiver")
        .withArgs(ZeroAddress);
    });
  });

  describe("two persons", () => {
    const order = (w: Walk, amount = 60n) => [w.alice.address, w.bob.address, amount, INSTRUMENT] as const;

    it("default: one account files, another executes, once", async () => {
      const w = await held();
      await surfaceOf(w, w.agent2).fileInstrument(...order(w));
      await w.token.connect(w.agent).forcedTransfer(...order(w));
      expect(await w.token.balanceOf(w.bob.address)).to.equal(160n);
      for (const caller of [w.agent, w.agent2]) {
        const again = w.token.connect(caller).forcedTransfer(...order(w));
        await expect(again).to.be.revertedWithCustomError(w.token, "InstrumentMissing");
      }
    });

    it("error: SecondPersonMissing, for the one who filed, in every form", async () => {
      const w = await held();
      const [from, to, amount] = order(w);
      await surfaceOf(w, w.agent).fileInstrument(...order(w));
      const own = surfaceOf(w, w.agent);
      for (const attempt of [
        w.token.connect(w.agent).forcedTransfer(...order(w)),
        own.forcedTransfer(from, to, amount),
        own.batchForcedTransfer([from], [to], [amount]),
      ]) {
        await expect(attempt).to.be.revertedWithCustomError(w.token, "SecondPersonMissing").withArgs(w.agent.address);
      }
      expect(await own.filedInstrument(from, to, amount), "it still stands").to.equal(INSTRUMENT);
      await surfaceOf(w, w.agent2).batchForcedTransfer([from], [to], [amount]);
    });

    it("error: InstrumentDiffers, for another document than was filed", async () => {
      const w = await held();
      const [from, to, amount] = order(w);
      const other = `0x${"18".repeat(32)}`;
      await surfaceOf(w, w.agent2).fileInstrument(from, to, amount, other);
      await expect(w.token.connect(w.agent).forcedTransfer(...order(w)))
        .to.be.revertedWithCustomError(w.token, "InstrumentDiffers")
        .withArgs(other, INSTRUMENT);
    });

    it("behavior: who files it again is its filer, and a withdrawn one has none", async () => {
      const w = await held();
      const [from, to, amount] = order(w);
      await surfaceOf(w, w.agent).fileInstrument(...order(w));
      await surfaceOf(w, w.agent2).fileInstrument(...order(w));
      await expect(w.token.connect(w.agent2).forcedTransfer(...order(w)))
        .to.be.revertedWithCustomError(w.token, "SecondPersonMissing")
        .withArgs(w.agent2.address);
      await surfaceOf(w, w.agent).fileInstrument(from, to, amount, `0x${"00".repeat(32)}`);
      await expect(w.token.connect(w.agent).forcedTransfer(...order(w))).to.be.revertedWithCustomError(
        w.token,
        "InstrumentMissing",
      );
    });

    it("attack: one person files through the manager and executes directly, or the other way round", async () => {
      const w = await held();
      const manager = w.manager.connect(w.agent);
      const filing = surfaceOf(w, w.agent).interface.encodeFunctionData("fileInstrument", [...order(w)]);
      await expect(manager.execute(w.at.token, filing))
        .to.be.revertedWithCustomError(w.token, "CallerUnnamed")
        .withArgs(w.at.manager);
      await surfaceOf(w, w.agent).fileInstrument(...order(w));
      const execution = w.token.interface.encodeFunctionData("forcedTransfer", [...order(w)]);
      await expect(manager.execute(w.at.token, execution))
        .to.be.revertedWithCustomError(w.token, "CallerUnnamed")
        .withArgs(w.at.manager);
    });
  });

  describe("every movement", () => {
    /** Each kind in which alice takes part, as `in` and `out` say. */
    const kinds = (w: Walk): readonly { readonly name: string; readonly attempt: Attempt; readonly out: boolean }[] => [
      { name: "transfer out", out: true, attempt: { kind: "transfer", from: w.alice, to: w.bob, amount: 1n } },
      { name: "transfer in", out: false, attempt: { kind: "transfer", from: w.bob, to: w.alice, amount: 1n } },
      { name: "mint", out: false, attempt: { kind: "mint", to: w.alice, amount: 1n } },
      { name: "burn", out: true, attempt: { kind: "burn", from: w.alice, amount: 1n } },
      { name: "forced out", out: true, attempt: { kind: "forced", from: w.alice, to: w.bob, amount: 1n } },
      { name: "transmitted out", out: true, attempt: { kind: "transmission", from: w.alice, to: w.bob, amount: 1n } },
      { name: "transmitted in", out: false, attempt: { kind: "transmission", from: w.bob, to: w.alice, amount: 1n } },
      { name: "forced in", out: false, attempt: { kind: "forced", from: w.bob, to: w.alice, amount: 1n } },
    ];

    it("behavior: a blocked investor gives and takes nothing, not even by order, in any wallet", async () => {
      const w = await held();
      await make(w, { kind: "mint", to: w.alice2, amount: 10n });
      const blocked = { ...FACTS.alice, states: 1 << STATES.blocked };
      const wallet = w.alice.address as `0x${string}`;
      await w.send(w.registrar, updateInvestor({ engine: w.at.engine, registry: w.registry, wallet, facts: blocked }));
      for (const { attempt } of kinds(w)) {
        const refusal = { reason: "InvestorBlocked", measured: 1n, limit: 0n };
        await expectRefused(w, attempt, { ...refusal, subject: w.alice });
        await expectRefused(w, { ...attempt, amount: 0n }, { ...refusal, subject: w.alice });
        const other = Object.fromEntries(Object.entries(attempt).map(([k, v]) => [k, v === w.alice ? w.alice2 : v]));
        await expectRefused(w, other as Attempt, { ...refusal, subject: w.alice2 });
      }
    });

    it("behavior: a wallet that no registry knows gives and takes nothing", async () => {
      const w = await held();
      const refusal = { reason: "WalletUnknown", measured: 0n, limit: 1n, subject: w.stranger };
      for (const { attempt } of kinds(w)) {
        const other = Object.fromEntries(Object.entries(attempt).map(([k, v]) => [k, v === w.alice ? w.stranger : v]));
        await expectRefused(w, other as Attempt, refusal);
      }
    });

    it("behavior: of nothing is legal and changes nothing", async () => {
      const w = await held();
      for (const { name, attempt } of kinds(w)) {
        const before = await w.token.balanceOf(w.alice.address);
        await expectAllowed(w, { ...attempt, amount: 0n });
        expect(await w.token.balanceOf(w.alice.address), name).to.equal(before);
      }
      await expectAllowed(w, { kind: "transfer", from: w.carol, to: w.bob, amount: 0n });
      expect(await w.engine.isHolder(w.at.token, 3n)).to.be.false;
      expect(await w.token.totalSupply()).to.equal(200n);
    });

    it("behavior: of units that are not there is refused by the engine, not by the token", async () => {
      const w = await held();
      for (const { attempt, out } of kinds(w).filter(({ attempt }) => attempt.from !== undefined)) {
        const subject = out ? w.alice : w.bob;
        await expectRefused(
          w,
          { ...attempt, amount: 101n },
          { reason: "UnitsNotFree", subject, measured: 101n, limit: 100n },
        );
      }
    });
  });
});
