import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { keccak256, stringToHex } from "viem";
import { expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { OTHER_REGISTRY, otherIssuer } from "../fixtures/issuer.js";
import { investorOf, NO_RECORD, recordOf, recordWith, someWallet } from "../fixtures/registers.js";
import { FACTS, freshWalks, NOTICE, someFacts, type Walk } from "../fixtures/walk.js";

describe("registries", () => {
  const fresh = freshWalks();
  const asRegistrar = (w: Walk) => w.engine.connect(w.registrar);

  describe("two registries", () => {
    it("behavior: the same wallet in both is two people", async () => {
      const w = await fresh();
      const manager = await w.ethers.deployContract("AccessManager", [w.stranger.address]);
      const token = (await otherIssuer(w, await manager.getAddress())).connect(w.stranger);
      const engine = w.engine.connect(w.stranger);
      const facts = someFacts({ country: 36, lane: 1 });
      await engine.enrol(OTHER_REGISTRY, { wallets: [w.carol.address], facts });
      await engine.enrol(OTHER_REGISTRY, { wallets: [w.bob.address, w.alice.address], facts });
      expect(await investorOf(w, w.bob.address, OTHER_REGISTRY)).to.equal(2n);
      expect(await investorOf(w, w.alice.address, OTHER_REGISTRY)).to.equal(2n);
      expect(await recordOf(w, w.bob.address)).to.deep.equal(recordWith(FACTS.bob, { investor: 2n, wallets: 1 }));
      expect(await recordOf(w, w.alice2.address, OTHER_REGISTRY)).to.deep.equal(NO_RECORD);

      await token.mint(w.bob.address, 5n);
      await make(w, { kind: "mint", to: w.alice, amount: 5n });
      expect((await recordOf(w, w.bob.address, OTHER_REGISTRY)).tokensHeld).to.equal(1n);
      expect((await recordOf(w, w.bob.address)).tokensHeld).to.equal(0n);
      expect((await recordOf(w, w.alice.address, OTHER_REGISTRY)).tokensHeld).to.equal(0n);
      expect(await w.engine.tokensOf(OTHER_REGISTRY, w.alice.address)).to.equal(1n);

      await engine.update(OTHER_REGISTRY, w.alice.address, { ...facts, states: 1 });
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 5n });
      await expect(token.mint(w.alice.address, 1n)).to.be.revertedWithCustomError(w.reasons, "InvestorBlocked");
      await asRegistrar(w).unbind(w.registry, w.alice2.address, []);
      await asRegistrar(w).unbind(w.registry, w.alice.address, []);
      expect(await investorOf(w, w.alice.address, OTHER_REGISTRY)).to.equal(2n);
      const refusal = { reason: "WalletUnknown", subject: w.alice, measured: 0n, limit: 1n };
      await expectRefused(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 1n }, refusal);
    });
  });

  describe("authorities", () => {
    it("default: anybody opens a registry, under the next number and a scheme that stays", async () => {
      const w = await fresh();
      const scheme = keccak256(stringToHex("another scheme"));
      await expect(w.engine.connect(w.stranger).createRegistry(w.at.manager, scheme))
        .to.emit(w.engine, "RegistryCreated")
        .withArgs(2, w.at.manager, scheme);
      expect([...(await w.engine.registryInfo(2))]).to.deep.equal([w.at.manager, scheme, 0n]);
      expect([...(await w.engine.registryInfo(3))]).to.deep.equal([ZeroAddress, ZeroHash, 0n]);
      expect(await w.engine.connect(w.stranger).createRegistry.staticCall(w.at.manager, scheme)).to.equal(3n);
    });

    it("behavior: who hands a registry or a token over may act no more, and the other may", async () => {
      const w = await fresh();
      const managers = await Promise.all(
        [w.stranger, w.spender].map(({ address }) => w.ethers.deployContract("AccessManager", [address])),
      );
      const [old, next] = await Promise.all(managers.map((manager) => manager.getAddress()));
      const token = await (await otherIssuer(w, old!)).getAddress();
      const [former, heir] = [w.engine.connect(w.stranger), w.engine.connect(w.spender)];
      await expect(former.setRegistryAuthority(OTHER_REGISTRY, next!))
        .to.emit(w.engine, "RegistryAuthoritySet")
        .withArgs(OTHER_REGISTRY, old, next);
      const somebody = { wallets: [someWallet(0)], facts: someFacts() };
      const refused = (attempt: Promise<unknown>) =>
        expect(attempt).to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized");
      await refused(former.enrol(OTHER_REGISTRY, somebody));
      await refused(former.setRegistryAuthority(OTHER_REGISTRY, old!));
      await heir.enrol(OTHER_REGISTRY, somebody);

      // The token is still the former's: a registry's authority is none over its tokens.
      await refused(heir.cancel(token));
      await expect(former.cancel(token)).to.be.revertedWithCustomError(w.engine, "NothingScheduled");
      await expect(former.setTokenAuthority(token, next!))
        .to.emit(w.engine, "TokenAuthoritySet")
        .withArgs(token, old, next);
      await refused(former.cancel(token));
      await expect(heir.cancel(token)).to.be.revertedWithCustomError(w.engine, "NothingScheduled");
      expect(await w.engine.tokenAuthority(token)).to.equal(next);
    });

    it("error: AuthorityInvalid, for what is no contract", async () => {
      const w = await fresh();
      const manager = await w.ethers.deployContract("AccessManager", [w.stranger.address]);
      const token = await (await otherIssuer(w, await manager.getAddress())).getAddress();
      const contract = await w.ethers.deployContract("SecurityToken", [
        w.at.surfaces,
        w.at.manager,
        "Further",
        "FUR",
        0,
      ]);
      const further = await contract.getAddress();
      const engine = w.engine.connect(w.stranger);
      for (const nobody of [ZeroAddress, w.stranger.address]) {
        for (const attempt of [
          () => engine.createRegistry(nobody, ZeroHash),
          () => engine.setRegistryAuthority(OTHER_REGISTRY, nobody),
          () => engine.setTokenAuthority(token, nobody),
          () => engine.admit(OTHER_REGISTRY, further, nobody, NOTICE),
        ]) {
          await expect(attempt()).to.be.revertedWithCustomError(w.engine, "AuthorityInvalid").withArgs(nobody);
        }
      }
    });

    it("error: RegistryUnknown, by every function that writes to one", async () => {
      const w = await fresh();
      const engine = asRegistrar(w);
      const [registry, somebody] = [9, { wallets: [someWallet(0)], facts: someFacts() }];
      for (const attempt of [
        () => engine.setRegistryAuthority(registry, w.at.manager),
        () => engine.enrol(registry, somebody),
        () => engine.enrolBatch(registry, [somebody]),
        () => engine.bind(registry, w.alice.address, someWallet(0)),
        () => engine.unbind(registry, w.alice.address, []),
        () => engine.update(registry, w.alice.address, someFacts()),
        () => engine.reclassify(registry, w.alice.address, someFacts(), []),
        () => engine.merge(registry, w.alice.address, w.bob.address, []),
        () => engine.setRegistrar(registry, w.spender.address, 1, 1),
        () => engine.admit(registry, w.at.token, w.at.manager, NOTICE),
        () => engine.enrol(0, somebody),
      ]) {
        await expect(attempt()).to.be.revertedWithCustomError(w.engine, "RegistryUnknown");
      }
    });
  });
});
