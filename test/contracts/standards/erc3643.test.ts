import { expect } from "chai";
import { Contract, ZeroAddress } from "ethers";
import { updateInvestor } from "../../../sdk/change/index.js";
import { MOST_UNITS, STATES } from "../../../sdk/kinds/index.js";
import { asMovement, type Attempt, INSTRUMENT, make } from "../../fixtures/attempt.js";
import { surfaceOf } from "../../fixtures/surfaces.js";
import { FACTS, freshWalks } from "../../fixtures/walk.js";

/** The token as a client knows it from the standard, without what is left out. */
const TOKEN = [
  "event IdentityRegistryAdded(address indexed _identityRegistry)",
  "event ComplianceAdded(address indexed _compliance)",
  "event AddressFrozen(address indexed _userAddress, bool indexed _isFrozen, address indexed _owner)",
  "event TokensFrozen(address indexed _userAddress, uint256 _amount)",
  "event TokensUnfrozen(address indexed _userAddress, uint256 _amount)",
  "event Paused(address _userAddress)",
  "event Unpaused(address _userAddress)",
  "function onchainID() view returns (address)",
  "function version() view returns (string)",
  "function identityRegistry() view returns (address)",
  "function compliance() view returns (address)",
  "function paused() view returns (bool)",
  "function isFrozen(address) view returns (bool)",
  "function getFrozenTokens(address) view returns (uint256)",
  "function pause()",
  "function unpause()",
  "function setAddressFrozen(address, bool)",
  "function freezePartialTokens(address, uint256)",
  "function unfreezePartialTokens(address, uint256)",
  "function forcedTransfer(address, address, uint256) returns (bool)",
  "function mint(address, uint256)",
  "function burn(address, uint256)",
  "function batchTransfer(address[], uint256[])",
  "function batchForcedTransfer(address[], address[], uint256[])",
  "function batchMint(address[], uint256[])",
  "function batchBurn(address[], uint256[])",
  "function batchSetAddressFrozen(address[], bool[])",
  "function batchFreezePartialTokens(address[], uint256[])",
  "function batchUnfreezePartialTokens(address[], uint256[])",
];
const REGISTRY = [
  "error FunctionUnsupported(bytes4 selector)",
  "function contains(address) view returns (bool)",
  "function isVerified(address) view returns (bool)",
  "function investorCountry(address) view returns (uint16)",
  "function identity(address) view returns (address)",
  "function issuersRegistry() view returns (address)",
  "function deleteIdentity(address)",
];
const COMPLIANCE = [
  "error FunctionUnsupported(bytes4 selector)",
  "function canTransfer(address, address, uint256) view returns (bool)",
  "function isTokenBound(address) view returns (bool)",
  "function getTokenBound() view returns (address)",
  "function transferred(address, address, uint256)",
  "function bindToken(address)",
];

describe("ERC-3643, token", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each; the client is the transfer agent. */
  async function held() {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    const client = new Contract(w.at.token, TOKEN, w.agent);
    const call = (name: string, ...args: readonly unknown[]) => client.getFunction(name)(...args);
    const balances = async () =>
      Promise.all([w.alice, w.bob, w.carol].map(async ({ address }) => Number(await w.token.balanceOf(address))));
    return { w, client, call, balances };
  }

  it("has a version, and no identity contract", async () => {
    const { call } = await held();
    expect(await call("version")).to.equal("weighbridge-1");
    expect(await call("onchainID")).to.equal(ZeroAddress);
  });

  it("pause and unpause tell who did it", async () => {
    const { w, client, call } = await held();
    const guardian = client.connect(w.guardian) as Contract;
    await expect(guardian.getFunction("pause")()).to.emit(client, "Paused").withArgs(w.guardian.address);
    expect(await call("paused")).to.be.true;
    await expect(call("unpause")).to.emit(client, "Unpaused").withArgs(w.agent.address);
  });

  describe("freezes", () => {
    it("setAddressFrozen: nothing in, nothing out; and one by one in a batch", async () => {
      const { w, client, call } = await held();
      await expect(call("setAddressFrozen", w.alice.address, true))
        .to.emit(client, "AddressFrozen")
        .withArgs(w.alice.address, true, w.agent.address);
      expect(await call("isFrozen", w.alice.address)).to.be.true;
      await expect(w.token.connect(w.alice).transfer(w.bob.address, 1n)).to.be.revertedWithCustomError(
        w.reasons,
        "WalletFrozen",
      );
      await call("batchSetAddressFrozen", [w.alice.address, w.bob.address], [false, true]);
      expect([await call("isFrozen", w.alice.address), await call("isFrozen", w.bob.address)]).to.deep.equal([
        false,
        true,
      ]);
    });

    it("freezePartialTokens adds, unfreezePartialTokens takes away; both tell the sum by Frozen", async () => {
      const { w, client, call } = await held();
      await expect(call("freezePartialTokens", w.alice.address, 60n))
        .to.emit(client, "TokensFrozen")
        .withArgs(w.alice.address, 60n);
      await expect(call("freezePartialTokens", w.alice.address, 50n))
        .to.emit(surfaceOf(w, w.agent), "Frozen")
        .withArgs(w.alice.address, 110n);
      expect(await call("getFrozenTokens", w.alice.address)).to.equal(110n);
      await expect(call("unfreezePartialTokens", w.alice.address, 40n))
        .to.emit(client, "TokensUnfrozen")
        .withArgs(w.alice.address, 40n);
      expect(await call("getFrozenTokens", w.alice.address)).to.equal(70n);
      expect(await w.token.freeUnits(w.alice.address)).to.equal(30n);
    });

    it("in batches, the same wallet twice too", async () => {
      const { w, call } = await held();
      const twice = [w.alice.address, w.bob.address, w.alice.address];
      await call("batchFreezePartialTokens", twice, [1n, 2n, 3n]);
      expect(await call("getFrozenTokens", w.alice.address)).to.equal(4n);
      await call("batchUnfreezePartialTokens", twice, [3n, 1n, 1n]);
      expect(await call("getFrozenTokens", w.alice.address)).to.equal(0n);
      expect(await call("getFrozenTokens", w.bob.address)).to.equal(1n);
    });

    it("error: UnfreezeAboveFrozen and UnitsAboveCapacity", async () => {
      const { w, call } = await held();
      await call("freezePartialTokens", w.alice.address, 5n);
      await expect(call("unfreezePartialTokens", w.alice.address, 6n))
        .to.be.revertedWithCustomError(surfaceOf(w, w.agent), "UnfreezeAboveFrozen")
        .withArgs(w.alice.address, 6n, 5n);
      for (const [amount, sum] of [
        [MOST_UNITS, MOST_UNITS + 5n],
        [2n ** 256n - 1n, 2n ** 256n - 1n],
      ] as const) {
        await expect(call("freezePartialTokens", w.alice.address, amount))
          .to.be.revertedWithCustomError(w.engine, "UnitsAboveCapacity")
          .withArgs(sum, MOST_UNITS);
      }
    });
  });

  describe("batches of movements", () => {
    it("batchTransfer moves units of the caller, whoever that is", async () => {
      const { w, client, balances } = await held();
      const alice = client.connect(w.alice) as Contract;
      await alice.getFunction("batchTransfer")([w.bob.address, w.carol.address], [10n, 20n]);
      expect(await balances()).to.deep.equal([70, 110, 20]);
      await expect(
        (client.connect(w.stranger) as Contract).getFunction("batchTransfer")([w.bob.address], [1n]),
      ).to.be.revertedWithCustomError(w.reasons, "WalletUnknown");
    });

    it("batchMint, batchBurn and batchForcedTransfer do as the single ones", async () => {
      const { w, call, balances } = await held();
      await call("batchMint", [w.alice.address, w.carol.address], [1n, 2n]);
      expect(await balances()).to.deep.equal([101, 100, 2]);
      await call("batchBurn", [w.alice.address, w.carol.address], [2n, 2n]);
      expect(await balances()).to.deep.equal([99, 100, 0]);
      expect(await w.engine.isHolder(w.at.token, 3n)).to.be.false;
      for (const from of [w.alice, w.bob]) {
        await surfaceOf(w, w.agent2).fileInstrument(from.address, w.carol.address, 9n, INSTRUMENT);
      }
      await call("batchForcedTransfer", [w.alice.address, w.bob.address], [w.carol.address, w.carol.address], [9n, 9n]);
      expect(await balances()).to.deep.equal([90, 91, 18]);
    });

    it("each is judged after those before it, and all are undone if one is refused", async () => {
      const { w, client, call, balances } = await held();
      await w.enforce([{ kind: "mostUnits", limit: 105n }]);
      const alice = client.connect(w.alice) as Contract;
      await expect(alice.getFunction("batchTransfer")([w.bob.address, w.bob.address], [5n, 1n]))
        .to.be.revertedWithCustomError(w.reasons, "HoldingAboveLimit")
        .withArgs(0n, 2n, 106n, 105n);
      await expect(call("batchMint", [w.carol.address, w.stranger.address], [1n, 1n])).to.be.revertedWithCustomError(
        w.reasons,
        "WalletUnknown",
      );
      await surfaceOf(w, w.agent2).fileInstrument(w.alice.address, w.carol.address, 9n, INSTRUMENT);
      await expect(
        call("batchForcedTransfer", [w.alice.address, w.alice.address], [w.carol.address, w.carol.address], [9n, 9n]),
      ).to.be.revertedWithCustomError(w.token, "InstrumentMissing");
      expect(await balances()).to.deep.equal([100, 100, 0]);
    });

    it("error: LengthsDiffer, for each of them", async () => {
      const { w, call } = await held();
      const [one, two] = [[w.alice.address], [w.alice.address, w.bob.address]];
      const calls = [
        ...["batchTransfer", "batchMint", "batchBurn", "batchFreezePartialTokens", "batchUnfreezePartialTokens"].map(
          (name) => call(name, two, [1n]),
        ),
        call("batchSetAddressFrozen", two, [true]),
        call("batchForcedTransfer", two, one, [1n, 1n]),
        call("batchForcedTransfer", two, two, [1n]),
      ];
      for (const sent of calls) {
        await expect(sent).to.be.revertedWithCustomError(surfaceOf(w, w.agent), "LengthsDiffer").withArgs(2n, 1n);
      }
    });
  });

  describe("facades", () => {
    async function opened() {
      const { w, client, call } = await held();
      const sent = surfaceOf(w, w.stranger).openFacades();
      await (await sent).wait();
      const [registryAt, complianceAt] = [await call("identityRegistry"), await call("compliance")] as [string, string];
      await expect(sent).to.emit(client, "IdentityRegistryAdded").withArgs(registryAt);
      await expect(sent).to.emit(client, "ComplianceAdded").withArgs(complianceAt);
      const registry = new Contract(registryAt, REGISTRY, w.agent);
      const compliance = new Contract(complianceAt, COMPLIANCE, w.agent);
      return { w, call, registry, compliance };
    }

    it("are zero until anybody opens them, and then stay", async () => {
      const { w, call } = await held();
      expect([await call("identityRegistry"), await call("compliance")]).to.deep.equal([ZeroAddress, ZeroAddress]);
      await surfaceOf(w, w.stranger).openFacades();
      const before = [await call("identityRegistry"), await call("compliance")];
      expect(new Set([...before, ZeroAddress]).size).to.equal(3);
      await expect(surfaceOf(w, w.stranger).openFacades()).to.revert(w.ethers);
      expect([await call("identityRegistry"), await call("compliance")]).to.deep.equal(before);
    });

    it("identityRegistry: who is known, who may take part, and where from", async () => {
      const { w, registry } = await opened();
      const ask = (name: string, account: { readonly address: string }) => registry.getFunction(name)(account.address);
      const facts = { ...FACTS.alice, states: 1 << STATES.blocked };
      const wallet = w.alice.address as `0x${string}`;
      await w.send(w.registrar, updateInvestor({ engine: w.at.engine, registry: w.registry, wallet, facts }));
      for (const [account, known, verified, country] of [
        [w.alice, true, false, 840n],
        [w.alice2, true, false, 840n],
        [w.bob, true, true, 276n],
        [w.stranger, false, false, 0n],
      ] as const) {
        expect(await ask("contains", account)).to.equal(known);
        expect(await ask("isVerified", account)).to.equal(verified);
        expect(await surfaceOf(w, w.agent).canReceive(account.address)).to.equal(verified);
        expect(await ask("investorCountry", account)).to.equal(country);
      }
    });

    it("compliance: the engine's decision of a transfer, a mint and a burn", async () => {
      const { w, compliance } = await opened();
      await w.enforce([{ kind: "mostUnits", limit: 150n }]);
      for (const amount of [1n, 50n, 51n, 100n, 101n]) {
        const attempts: readonly Attempt[] = [
          { kind: "transfer", from: w.alice, to: w.bob, amount },
          { kind: "mint", to: w.bob, amount },
          { kind: "burn", from: w.bob, amount },
        ];
        for (const attempt of attempts) {
          const { from, to } = asMovement(w, attempt);
          const said = await compliance.getFunction("canTransfer")(from, to, amount);
          expect(said).to.equal((await w.engine.check(asMovement(w, attempt))).allowed);
        }
      }
      expect(await compliance.getFunction("getTokenBound")()).to.equal(w.at.token);
      expect(await compliance.getFunction("isTokenBound")(w.at.token)).to.be.true;
      expect(await compliance.getFunction("isTokenBound")(w.at.engine)).to.be.false;
    });

    it("error: FunctionUnsupported, for what nothing stands behind", async () => {
      const { w, registry, compliance } = await opened();
      const { address } = w.alice;
      for (const [facade, name, args] of [
        [registry, "identity", [address]],
        [registry, "issuersRegistry", []],
        [registry, "deleteIdentity", [address]],
        [compliance, "transferred", [address, address, 1n]],
        [compliance, "bindToken", [address]],
      ] as const) {
        const selector = facade.getFunction(name).fragment.selector;
        await expect(facade.getFunction(name).staticCall(...args))
          .to.be.revertedWithCustomError(facade, "FunctionUnsupported")
          .withArgs(selector);
      }
    });
  });
});
