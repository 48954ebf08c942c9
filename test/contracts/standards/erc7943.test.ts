import { expect } from "chai";
import { Contract, MaxUint256, ZeroAddress } from "ethers";
import { updateInvestor } from "../../../sdk/change/index.js";
import { STATES } from "../../../sdk/kinds/index.js";
import { asMovement, INSTRUMENT, make } from "../../fixtures/attempt.js";
import { surfaceOf } from "../../fixtures/surfaces.js";
import { FACTS, freshWalks, type Walk } from "../../fixtures/walk.js";

/** The fungible interface as a client knows it from the standard. */
const ABI = [
  "event ForcedTransfer(address indexed from, address indexed to, uint256 amount)",
  "event Frozen(address indexed account, uint256 amount)",
  "function forcedTransfer(address from, address to, uint256 amount) returns (bool)",
  "function setFrozenTokens(address account, uint256 amount) returns (bool)",
  "function canSend(address account) view returns (bool)",
  "function canReceive(address account) view returns (bool)",
  "function getFrozenTokens(address account) view returns (uint256)",
  "function canTransfer(address from, address to, uint256 amount) view returns (bool)",
];

describe("ERC-7943, fungible", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each; the client acts for the transfer agent. */
  async function held() {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    const client = new Contract(w.at.token, ABI, w.agent);
    const can = (name: "canSend" | "canReceive", account: { readonly address: string }) =>
      client.getFunction(name)(account.address) as Promise<boolean>;
    const canTransfer = (from: { readonly address: string }, to: { readonly address: string }, amount: bigint) =>
      client.getFunction("canTransfer")(from.address, to.address, amount) as Promise<boolean>;
    return { w, client, can, canTransfer };
  }

  const NOBODY = { address: ZeroAddress };

  async function block(w: Walk): Promise<void> {
    const facts = { ...FACTS.alice, states: 1 << STATES.blocked };
    const wallet = w.alice.address as `0x${string}`;
    await w.send(w.registrar, updateInvestor({ engine: w.at.engine, registry: w.registry, wallet, facts }));
  }

  it("MUST answer true for its interface id, and false for the other two", async () => {
    const { w } = await held();
    const selectors = ABI.flatMap((line) => new Contract(w.at.token, [line]).interface.fragments)
      .filter((fragment) => fragment.type === "function")
      .map((fragment) => Number((fragment as unknown as { readonly selector: string }).selector));
    const id = selectors.reduce((sum, selector) => (sum ^ selector) >>> 0, 0);
    expect(id).to.equal(0x3edbb4c4);
    expect(await w.token.supportsInterface("0x3edbb4c4")).to.be.true;
    expect(await w.token.supportsInterface("0xbf1ef5fe")).to.be.false;
    expect(await w.token.supportsInterface("0x41c4fbad")).to.be.false;
  });

  describe("canSend and canReceive", () => {
    it("say who may take part at all, whatever is moved", async () => {
      const { w, can } = await held();
      for (const name of ["canSend", "canReceive"] as const) {
        for (const account of [w.alice, w.alice2, w.bob, w.carol]) expect(await can(name, account)).to.be.true;
        for (const account of [w.stranger, w.spender, NOBODY, { address: w.at.token }]) {
          expect(await can(name, account)).to.be.false;
        }
      }
      await block(w);
      for (const name of ["canSend", "canReceive"] as const) {
        expect(await can(name, w.alice)).to.be.false;
        expect(await can(name, w.alice2)).to.be.false;
      }
    });

    it("MUST NOT encode rules of one transfer: limits, balances and a pause say nothing", async () => {
      const { w, can } = await held();
      await w.enforce([{ kind: "mostUnits", limit: 1n }]);
      await w.token.connect(w.agent).setWalletFrozen(w.alice.address, true);
      await w.token.connect(w.guardian).pause();
      for (const account of [w.alice, w.carol]) {
        expect(await can("canSend", account)).to.be.true;
        expect(await can("canReceive", account)).to.be.true;
      }
    });

    it("MUST NOT revert: not for a token that no engine admits either", async () => {
      const { w } = await held();
      const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
      const surface = surfaceOf(w, w.stranger, await other.getAddress());
      expect(await surface.canSend(w.alice.address)).to.be.false;
      expect(await surface.canReceive(w.alice.address)).to.be.false;
      expect(await surface.canTransfer(w.alice.address, w.bob.address, 0n)).to.be.false;
      expect(await surface.getFrozenTokens(w.alice.address)).to.equal(0n);
    });
  });

  describe("canTransfer", () => {
    it("is the engine's decision: a transfer succeeds where it says true, and fails where it says false", async () => {
      const { w, canTransfer } = await held();
      await w.enforce([{ kind: "mostUnits", limit: 150n }]);
      await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 30n);
      for (const amount of [0n, 50n, 51n, 70n, 71n, 100n, 101n, MaxUint256]) {
        for (const to of [w.bob, w.carol, w.alice, w.alice2, w.stranger]) {
          const attempt = { kind: "transfer", from: w.alice, to, amount } as const;
          const said = await canTransfer(w.alice, to, amount);
          expect(said).to.equal((await w.engine.check(asMovement(w, attempt))).allowed);
          const made = w.token.connect(w.alice).transfer.staticCall(to.address, amount);
          expect(said).to.equal(
            await made.then(
              () => true,
              () => false,
            ),
          );
        }
      }
    });

    it("MUST validate the unfrozen amount", async () => {
      const { w, client, canTransfer } = await held();
      await client.getFunction("setFrozenTokens")(w.alice.address, 60n);
      expect(await canTransfer(w.alice, w.bob, 40n)).to.be.true;
      expect(await canTransfer(w.alice, w.bob, 41n)).to.be.false;
    });

    it("MUST perform canSend and canReceive", async () => {
      const { w, canTransfer } = await held();
      for (const [from, to] of [
        [w.stranger, w.bob],
        [w.bob, w.stranger],
        [NOBODY, w.bob],
        [w.bob, NOBODY],
      ] as const) {
        expect(await canTransfer(from, to, 0n)).to.be.false;
      }
      await block(w);
      expect(await canTransfer(w.alice, w.bob, 1n)).to.be.false;
      expect(await canTransfer(w.bob, w.alice, 1n)).to.be.false;
    });

    it("MUST return false while a pause would stop it, and asks for no allowance", async () => {
      const { w, canTransfer } = await held();
      expect(await canTransfer(w.alice, w.bob, 1n)).to.be.true;
      await w.token.connect(w.guardian).pause();
      expect(await canTransfer(w.alice, w.bob, 1n)).to.be.false;
    });
  });

  describe("setFrozenTokens", () => {
    it("MUST emit Frozen, overwrites, and returns true", async () => {
      const { w, client } = await held();
      const freeze = client.getFunction("setFrozenTokens");
      expect(await freeze.staticCall(w.alice.address, 60n)).to.be.true;
      for (const amount of [60n, 20n, 0n]) {
        await expect(freeze(w.alice.address, amount)).to.emit(client, "Frozen").withArgs(w.alice.address, amount);
        expect(await client.getFunction("getFrozenTokens")(w.alice.address)).to.equal(amount);
        expect(await w.token.frozenUnits(w.alice.address)).to.equal(amount);
      }
    });

    it("MUST allow freezing more than is held, also of nobody's", async () => {
      const { w, client } = await held();
      for (const account of [w.alice, w.stranger]) {
        await client.getFunction("setFrozenTokens")(account.address, 1000n);
        expect(await client.getFunction("getFrozenTokens")(account.address)).to.equal(1000n);
      }
    });

    it("emits Frozen whichever name it is called by", async () => {
      const { w, client } = await held();
      await expect(w.token.connect(w.agent).setFrozenUnits(w.alice.address, 7n))
        .to.emit(client, "Frozen")
        .withArgs(w.alice.address, 7n);
    });
  });

  describe("forcedTransfer", () => {
    const file = (w: Walk, amount: bigint, instrument = INSTRUMENT) =>
      surfaceOf(w, w.agent2).fileInstrument(w.alice.address, w.bob.address, amount, instrument);

    it("moves units by the instrument that was filed, emits both events, and returns true", async () => {
      const { w, client } = await held();
      await expect(file(w, 60n))
        .to.emit(surfaceOf(w, w.agent), "InstrumentFiled")
        .withArgs(w.agent2.address, w.alice.address, w.bob.address, 60n, INSTRUMENT);
      expect(await surfaceOf(w, w.stranger).filedInstrument(w.alice.address, w.bob.address, 60n)).to.equal(INSTRUMENT);
      const force = client.getFunction("forcedTransfer");
      expect(await force.staticCall(w.alice.address, w.bob.address, 60n)).to.be.true;
      await expect(force(w.alice.address, w.bob.address, 60n))
        .to.emit(client, "ForcedTransfer")
        .withArgs(w.alice.address, w.bob.address, 60n)
        .to.emit(w.token, "Transfer")
        .withArgs(w.alice.address, w.bob.address, 60n)
        .to.emit(w.token, "OrderExecuted")
        .withArgs(w.agent.address, w.alice.address, w.bob.address, 60n, INSTRUMENT);
      expect(await w.token.balanceOf(w.bob.address)).to.equal(160n);
    });

    it("error: InstrumentMissing, for a movement without one, of another amount, a second time, or withdrawn", async () => {
      const { w, client } = await held();
      const force = (amount: bigint) => client.getFunction("forcedTransfer")(w.alice.address, w.bob.address, amount);
      const missing = (amount: bigint) =>
        expect(force(amount)).to.be.revertedWithCustomError(w.token, "InstrumentMissing");
      await missing(10n);
      await file(w, 10n);
      await missing(9n);
      await force(10n);
      await missing(10n);
      await file(w, 10n);
      await file(w, 10n, `0x${"00".repeat(32)}`);
      await missing(10n);
    });

    it("MUST emit Frozen before Transfer where it takes frozen units", async () => {
      const { w, client } = await held();
      await client.getFunction("setFrozenTokens")(w.alice.address, 80n);
      await file(w, 50n);
      const sent = await client.getFunction("forcedTransfer")(w.alice.address, w.bob.address, 50n);
      const { logs } = (await sent.wait()) as { readonly logs: readonly { address: string; topics: string[] }[] };
      const names = logs
        .filter(({ address }) => address === w.at.token)
        .map(
          ({ topics, ...log }) =>
            (
              client.interface.parseLog({ topics, ...log } as never) ??
              w.token.interface.parseLog({ topics, ...log } as never)
            )?.name,
        );
      expect(names).to.deep.equal(["Frozen", "Transfer", "ControllerTransfer", "ForcedTransfer", "OrderExecuted"]);
      expect(await client.getFunction("getFrozenTokens")(w.alice.address)).to.equal(50n);
    });

    it("emits no Frozen where free units suffice", async () => {
      const { w, client } = await held();
      await client.getFunction("setFrozenTokens")(w.alice.address, 80n);
      await file(w, 20n);
      await expect(client.getFunction("forcedTransfer")(w.alice.address, w.bob.address, 20n)).not.to.emit(
        client,
        "Frozen",
      );
    });

    it("MUST revert where canReceive is false, or the balance does not suffice", async () => {
      const { w, client } = await held();
      const surface = surfaceOf(w, w.agent2);
      await surface.fileInstrument(w.alice.address, w.stranger.address, 1n, INSTRUMENT);
      await expect(
        client.getFunction("forcedTransfer")(w.alice.address, w.stranger.address, 1n),
      ).to.be.revertedWithCustomError(w.reasons, "WalletUnknown");
      await file(w, 101n);
      await expect(
        client.getFunction("forcedTransfer")(w.alice.address, w.bob.address, 101n),
      ).to.be.revertedWithCustomError(w.reasons, "UnitsNotFree");
    });
  });
});
