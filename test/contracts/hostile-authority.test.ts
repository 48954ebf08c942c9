import { expect } from "chai";
import { ZeroHash } from "ethers";
import { toFunctionSelector } from "viem";
import { OTHER_REGISTRY as OTHER, otherIssuer } from "../fixtures/issuer.js";
import { freshWalks, NOTICE, someFacts, STEWARD_DELAY } from "../fixtures/walk.js";

const CONSUMING = toFunctionSelector("isConsumingScheduledOp()");
const NOT_CONSUMING = "0x00000000";
/** Answers to everything with what it was given: read as `canCall`, that is a yes. */
const IDENTITY_PRECOMPILE = "0x0000000000000000000000000000000000000004";

describe("a hostile authority", () => {
  const fresh = freshWalks();

  /** The stranger's registry 2 and token, under an authority of his making. */
  async function hostile() {
    const w = await fresh();
    const authority = await w.ethers.deployContract("HostileAuthority");
    const at = await authority.getAddress();
    const token = await otherIssuer(w, at);
    const enrolment = { wallets: [w.stranger.address], facts: { ...someFacts(), kycUntil: 1, statusUntil: 1 } };
    const enrol = (registry: number) => w.engine.connect(w.stranger).enrol(registry, enrolment);
    return { w, authority, at, token, enrol, enrolment };
  }

  it("error: AuthorityInvalid, for an address without code: a precompile could read as a yes", async () => {
    const { w, authority, at, token } = await hostile();
    await authority.answerWith(1n, 0n);
    const engine = w.engine.connect(w.stranger);
    for (const none of [w.stranger.address, IDENTITY_PRECOMPILE]) {
      const third = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "", "", 0]);
      for (const attempt of [
        engine.createRegistry(none, ZeroHash),
        engine.setRegistryAuthority(OTHER, none),
        engine.admit(OTHER, await third.getAddress(), none, NOTICE),
        engine.setTokenAuthority(await token.getAddress(), none),
      ]) {
        await expect(attempt).to.be.revertedWithCustomError(w.engine, "AuthorityInvalid").withArgs(none);
      }
    }
    expect(await token.authority()).to.equal(at);
  });

  it("error: AccessManagedUnauthorized, when it is no authority, or its delay is none", async () => {
    const { w, authority, enrol, enrolment } = await hostile();
    await w.engine.createRegistry(w.at.factory, ZeroHash);
    await expect(w.engine.connect(w.stranger).enrol(3, enrolment))
      .to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized")
      .withArgs(w.stranger.address);
    for (const delay of [0n, 2n ** 32n, 2n ** 256n - 1n]) {
      await authority.answerWith(0n, delay);
      await expect(enrol(OTHER)).to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized");
    }
    await authority.answerWith(0n, 2n ** 32n - 1n);
    await (await enrol(OTHER)).wait();
  });

  it("behavior: one that lies about consuming opens what is its own, and nothing else", async () => {
    const { w, token, enrol } = await hostile();
    await (await enrol(OTHER)).wait();
    await expect(enrol(1))
      .to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized")
      .withArgs(w.stranger.address);
    await (await token.connect(w.stranger).pause()).wait();
    expect(await w.token.paused()).to.be.false;
    await expect(w.token.connect(w.stranger).pause()).to.be.revertedWithCustomError(
      w.token,
      "AccessManagedUnauthorized",
    );
  });

  it("behavior: it alone is told that an operation is consumed, and only meanwhile", async () => {
    const { w, authority, token, enrol } = await hostile();
    for (const [target, attempt] of [
      [w.at.engine, () => enrol(OTHER)],
      [await token.getAddress(), () => token.connect(w.stranger).pause()],
    ] as const) {
      await (await attempt()).wait();
      expect(await authority.before()).to.equal(CONSUMING);
      expect(await authority.toWitness()).to.equal(NOT_CONSUMING);
      expect(await authority.later()).to.equal(CONSUMING);
      const restricted = await w.ethers.getContractAt("Restricted", target);
      expect(await restricted.isConsumingScheduledOp()).to.equal(NOT_CONSUMING);
      const asAuthority = { from: await authority.getAddress() };
      expect(await restricted.connect(w.ethers.provider).isConsumingScheduledOp(asAuthority), "afterwards").to.equal(
        NOT_CONSUMING,
      );
    }
  });

  it("behavior: it cannot call back into what another authority keeps", async () => {
    const { w, authority, at, enrol, enrolment } = await hostile();
    const calls = [
      [w.at.engine, w.engine.interface.encodeFunctionData("enrol", [1, enrolment])],
      [w.at.engine, w.engine.interface.encodeFunctionData("setTokenAuthority", [w.at.token, at])],
      [w.at.token, w.token.interface.encodeFunctionData("mint", [w.alice.address, 1n])],
    ] as const;
    for (const [index, [target, data]] of calls.entries()) {
      await authority.callBack(target, data);
      const wallet = { ...enrolment, wallets: [w.ethers.Wallet.createRandom().address] };
      await (await w.engine.connect(w.stranger).enrol(OTHER, wallet)).wait();
      expect(await authority.calledBack(), String(index)).to.be.false;
      expect(await authority.answer()).to.equal(w.token.interface.encodeErrorResult("AccessManagedUnauthorized", [at]));
    }
    await (await enrol(OTHER)).wait();
  });

  it("behavior: it may call back into what is its own; the outer call is consumed as before", async () => {
    const { w, authority, enrol, enrolment } = await hostile();
    const inner = { ...enrolment, wallets: [w.spender.address] };
    await authority.callBack(w.at.engine, w.engine.interface.encodeFunctionData("enrol", [OTHER, inner]));
    await (await enrol(OTHER)).wait();
    expect(await authority.calledBack()).to.be.true;
    expect(await authority.later(), "the inner call has not ended the outer one").to.equal(CONSUMING);
    const { investors } = await w.engine.registryInfo(OTHER);
    expect(investors).to.equal(2n);
  });

  it("behavior: a mint within a mint keeps balances, supply and holders in step", async () => {
    const { w, authority, token, enrol } = await hostile();
    await (await enrol(OTHER)).wait();
    const at = await token.getAddress();
    await authority.callBack(at, token.interface.encodeFunctionData("mint", [w.stranger.address, 7n]));
    await (await token.connect(w.stranger).mint(w.stranger.address, 5n)).wait();
    expect(await authority.calledBack()).to.be.true;
    expect(await token.balanceOf(w.stranger.address)).to.equal(12n);
    expect(await token.totalSupply()).to.equal(12n);
    expect(await w.engine.tokensOf(OTHER, w.stranger.address)).to.equal(1n);
    expect(await w.engine.totals(at)).to.equal(1n);
  });

  it("error: AccessManagerNotScheduled, when it poses as the engine at another manager", async () => {
    const { w, authority } = await hostile();
    const data = w.engine.interface.encodeFunctionData("setTokenAuthority", [w.at.token, w.at.manager]);
    await w.manager.connect(w.steward).schedule(w.at.engine, data, 0);
    const id = await w.manager.hashOperation(w.steward.address, w.at.engine, data);
    await w.networkHelpers.time.increase(STEWARD_DELAY);
    await expect(authority.consumeAt(w.at.manager, w.steward.address, data)).to.be.revertedWithCustomError(
      w.manager,
      "AccessManagerNotScheduled",
    );
    expect(await w.manager.getSchedule(id), "still waits").not.to.equal(0n);
  });
});
