import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { type Address, hashTypedData, type Hex } from "viem";
import * as change from "../../sdk/change/index.js";
import { MOVEMENTS } from "../../sdk/kinds/index.js";
import { type TypedData } from "../../sdk/reader/index.js";
import { type Attempt, expectAllowed, expectRefused, INSTRUMENT, make } from "../fixtures/attempt.js";
import { admitFurther } from "../fixtures/further.js";
import { freshWalks, LONG_FRESH, type Walk } from "../fixtures/walk.js";

/** Of the chain that the tests run on. */
const CHAIN = 31337n;
/** Order of secp256k1. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const HALTED = 1n << 244n;
const RULE = { kind: "notHalted", side: "token", movements: 1 << MOVEMENTS.transfer } as const;

describe("halts", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each; transfers, and nothing else, stand still while the token is halted. */
  async function trading(): Promise<Walk> {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 100n });
    await w.enforce([RULE]);
    return w;
  }

  /** The spender, an account outside of every registry, is the source. */
  async function mirrored(): Promise<Walk> {
    const w = await trading();
    await w.engine.connect(w.admin).setHaltSource(w.at.token, w.spender.address);
    return w;
  }

  const sale = (w: Walk): Attempt => ({ kind: "transfer", from: w.alice, to: w.bob, amount: 1n });
  const expectHalted = (w: Walk) =>
    expectRefused(w, sale(w), { reason: "TradingHalted", rule: 0, subject: 0n, measured: 1n, limit: 0n });
  const halt = (w: Walk, by = w.guardian) => w.engine.connect(by).haltTrading(w.at.token, INSTRUMENT);
  const resume = (w: Walk, by = w.agent) => w.engine.connect(by).resumeTrading(w.at.token, INSTRUMENT);
  const stateOf = async (w: Walk) => {
    const [source, asOf, byAuthority, bySource] = await w.engine.haltOf(w.at.token);
    expect((await w.engine.tokenConfig(w.at.token)) & HALTED, "the flag").to.equal(
      byAuthority || bySource ? HALTED : 0n,
    );
    return { source, asOf, byAuthority, bySource };
  };

  const message = async (w: Walk, but: Partial<change.HaltMessage> = {}): Promise<change.HaltMessage> => ({
    ...{ token: w.at.token, halted: true, asOf: await w.now(), deadline: LONG_FRESH, ...but },
  });
  const dataOf = (w: Walk, said: change.HaltMessage, domain: Partial<change.AttestationDomain> = {}) =>
    change.haltData({ chainId: CHAIN, engine: w.at.engine, ...domain, ...said });
  const sign = async (account: Account, { domain, types, message: signed }: TypedData) =>
    (await account.signTypedData(domain, types as never, signed)) as Hex;
  /** Brought by a stranger; signed by the source, unless a signature is given. */
  async function bring(w: Walk, said: change.HaltMessage, given?: Hex) {
    const signature = given ?? (await sign(w.spender, dataOf(w, said)));
    const { to, data } = change.haltBySignature({ engine: w.at.engine, ...said, signature });
    return w.stranger.sendTransaction({ to, data });
  }
  const refused = (w: Walk, attempt: Promise<unknown>, error: string, ...args: readonly unknown[]) =>
    expect(attempt, error)
      .to.be.revertedWithCustomError(w.engine, error)
      .withArgs(...args);

  const unauthorized = (w: Walk, attempt: Promise<unknown>, by: Account) =>
    expect(attempt).to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized").withArgs(by.address);

  describe("haltTrading and resumeTrading", () => {
    it("default: the guardian halts, the transfer agent resumes; what the rule does not bind goes on", async () => {
      const w = await trading();
      await expectAllowed(w, sale(w));
      await expect(halt(w)).to.emit(w.engine, "TradingHalted").withArgs(w.at.token, w.guardian.address, INSTRUMENT);
      expect(await stateOf(w)).to.deep.include({ byAuthority: true, bySource: false });
      await expectHalted(w);
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 1n }); // within one investor
      await expectAllowed(w, { kind: "mint", to: w.bob, amount: 1n });
      await expectAllowed(w, { kind: "burn", from: w.bob, amount: 1n });
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 0n });
      await make(w, { kind: "forced", from: w.alice, to: w.bob, amount: 1n });
      await expect(resume(w)).to.emit(w.engine, "TradingResumed").withArgs(w.at.token, w.agent.address, INSTRUMENT);
      await expectAllowed(w, sale(w));
    });

    it("behavior: it halts that token only, and a token without the rule not at all", async () => {
      const w = await trading();
      await halt(w);
      const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
      const at = await admitFurther(w, other, [RULE]);
      await other.mint(w.alice.address, 5n);
      await other.connect(w.alice).transfer(w.bob.address, 5n);
      await w.engine.connect(w.guardian).haltTrading(at, INSTRUMENT);
      await expect(other.connect(w.bob).transfer(w.alice.address, 5n)).to.be.revertedWithCustomError(
        w.reasons,
        "TradingHalted",
      );
      await w.enforce([]);
      await expectAllowed(w, sale(w));
    });

    it("error: TradingAlreadyHalted, TradingNotHalted, EvidenceMissing, TokenUnknown", async () => {
      const w = await trading();
      const { token } = w.at;
      await refused(w, resume(w), "TradingNotHalted", token);
      await refused(w, w.engine.connect(w.guardian).haltTrading(token, ZeroHash), "EvidenceMissing");
      expect(await stateOf(w)).to.deep.include({ byAuthority: false });
      await halt(w);
      await refused(w, halt(w), "TradingAlreadyHalted", token);
      await refused(w, w.engine.connect(w.agent).resumeTrading(token, ZeroHash), "EvidenceMissing");
      const { address } = w.stranger;
      await refused(w, w.engine.connect(w.guardian).haltTrading(address, INSTRUMENT), "TokenUnknown", address);
      await refused(w, w.engine.connect(w.admin).setHaltSource(address, address), "TokenUnknown", address);
    });

    it("error: AccessManagedUnauthorized: the guardian, who starts nothing, does not resume", async () => {
      const w = await trading();
      await halt(w);
      for (const by of [w.guardian, w.author, w.registrar, w.alice, w.stranger])
        await unauthorized(w, resume(w, by), by);
      for (const by of [w.agent, w.author, w.stranger]) await unauthorized(w, halt(w, by), by);
    });
  });

  describe("setHaltSource", () => {
    it("default: names, replaces and strikes off; a halt outlives its source unless there is none", async () => {
      const w = await mirrored();
      const set = (source: string) => w.engine.connect(w.admin).setHaltSource(w.at.token, source);
      await bring(w, await message(w));
      await expect(set(w.carol.address))
        .to.emit(w.engine, "HaltSourceSet")
        .withArgs(w.at.token, w.spender.address, w.carol.address);
      await expectHalted(w);
      const over = await message(w, { halted: false });
      await refused(w, bring(w, over), "SignatureInvalid", w.carol.address, hashTypedData(dataOf(w, over) as never));
      await set(ZeroAddress);
      await expectAllowed(w, sale(w));
      await refused(w, bring(w, over), "HaltSourceMissing", w.at.token);
    });

    it("behavior: a source that comes back cannot bring what is older than the last word", async () => {
      const w = await mirrored();
      const early = await message(w);
      const signature = await sign(w.spender, dataOf(w, early));
      await bring(w, await message(w, { halted: false }));
      const { asOf } = await stateOf(w);
      await w.engine.connect(w.admin).setHaltSource(w.at.token, ZeroAddress);
      await w.engine.connect(w.admin).setHaltSource(w.at.token, w.spender.address);
      await refused(w, bring(w, early, signature), "HaltStale", w.at.token, early.asOf, asOf);
    });
  });

  describe("haltBySignature", () => {
    it("default: anybody brings the source's word, and it halts and resumes", async () => {
      const w = await mirrored();
      const said = await message(w);
      await expect(bring(w, said))
        .to.emit(w.engine, "HaltReported")
        .withArgs(w.at.token, w.spender.address, true, said.asOf);
      expect(await stateOf(w)).to.deep.equal({
        ...{ source: w.spender.address, asOf: said.asOf, byAuthority: false, bySource: true },
      });
      await expectHalted(w);
      await bring(w, await message(w, { halted: false }));
      await expectAllowed(w, sale(w));
    });

    it("behavior: neither the source nor the authority lifts the other's halt", async () => {
      const w = await mirrored();
      await halt(w);
      await bring(w, await message(w, { halted: false }));
      await expectHalted(w);
      await bring(w, await message(w));
      await resume(w);
      await expectHalted(w);
      await refused(w, resume(w), "TradingNotHalted", w.at.token);
      await bring(w, await message(w, { halted: false }));
      await expectAllowed(w, sale(w));
    });

    it("error: HaltStale, for one brought twice, of the same second, or older", async () => {
      const w = await mirrored();
      const asOf = (await w.now()) - 10n;
      const said = await message(w, { asOf });
      const signature = await sign(w.spender, dataOf(w, said));
      await bring(w, said, signature);
      await refused(w, bring(w, said, signature), "HaltStale", w.at.token, asOf, asOf);
      for (const stale of [asOf, asOf - 1n, 0n]) {
        const attempt = bring(w, await message(w, { halted: false, asOf: stale }));
        await refused(w, attempt, "HaltStale", w.at.token, stale, asOf);
      }
      await bring(w, await message(w, { halted: false, asOf: asOf + 1n }));
      await expectAllowed(w, sale(w));
    });

    it("error: HaltEarly before its second, HaltExpired after its deadline", async () => {
      const w = await mirrored();
      const time = (await w.now()) + 100n;
      const said = await message(w, { asOf: time, deadline: time });
      const signature = await sign(w.spender, dataOf(w, said));
      await w.networkHelpers.time.setNextBlockTimestamp(time - 1n);
      await refused(w, bring(w, said, signature), "HaltEarly", time, time - 1n);
      const snapshot = await w.networkHelpers.takeSnapshot();
      await w.networkHelpers.time.setNextBlockTimestamp(time);
      await bring(w, said, signature);
      await snapshot.restore();
      await w.networkHelpers.time.setNextBlockTimestamp(time + 1n);
      await refused(w, bring(w, said, signature), "HaltExpired", time);
    });

    it("error: HaltSourceMissing, for a token without one, also if it is unknown", async () => {
      const w = await trading();
      await refused(w, bring(w, await message(w)), "HaltSourceMissing", w.at.token);
      const token = w.stranger.address as Address;
      await refused(w, bring(w, await message(w, { token })), "HaltSourceMissing", token);
    });

    it("error: SignatureInvalid, for another chain, engine, token, or any other word than was signed", async () => {
      const w = await mirrored();
      const said = await message(w);
      const signed = dataOf(w, said);
      const digest = hashTypedData(signed as never);
      for (const other of [
        dataOf(w, said, { chainId: 1n }),
        dataOf(w, said, { engine: w.at.factory }),
        { ...signed, domain: { ...signed.domain, version: "2" } },
        dataOf(w, { ...said, token: w.at.factory }),
        dataOf(w, { ...said, halted: false }),
        dataOf(w, { ...said, asOf: said.asOf - 1n }),
        dataOf(w, { ...said, deadline: said.deadline + 1n }),
      ]) {
        const attempt = bring(w, said, await sign(w.spender, other));
        await refused(w, attempt, "SignatureInvalid", w.spender.address, digest);
      }
      const bySomebody = bring(w, said, await sign(w.guardian, signed));
      await refused(w, bySomebody, "SignatureInvalid", w.spender.address, digest);
      expect(await stateOf(w), "nothing half done").to.deep.include({ asOf: 0n, bySource: false });
      await bring(w, said);
    });

    it("error: SignatureInvalid, for the malleable twin, other lengths, and nonsense", async () => {
      const w = await mirrored();
      const said = await message(w);
      const signature = await sign(w.spender, dataOf(w, said));
      const [r, s, v] = [signature.slice(2, 66), BigInt(`0x${signature.slice(66, 130)}`), signature.slice(130)];
      const high = (ORDER - s).toString(16).padStart(64, "0");
      for (const bad of [
        `0x${r}${high}${v === "1b" ? "1c" : "1b"}`,
        `${signature}00`,
        signature.slice(0, 130),
        "0x",
        `0x${"00".repeat(65)}`,
      ] as Hex[])
        await expect(bring(w, said, bad), bad).to.be.revertedWithCustomError(w.engine, "SignatureInvalid");
      await bring(w, said, signature);
    });

    it("behavior: a contract is a source by ERC-1271, and only if it answers with the one word", async () => {
      const w = await mirrored();
      const wallet = await w.ethers.deployContract("SigningWallet");
      const source = await wallet.getAddress();
      await w.engine.connect(w.admin).setHaltSource(w.at.token, source);
      const said = await message(w);
      const digest = hashTypedData(dataOf(w, said) as never);
      await refused(w, bring(w, said, "0x1234"), "SignatureInvalid", source, digest);
      await wallet.misbehave(`0x${"ff".repeat(4096)}`, false);
      await refused(w, bring(w, said, "0x1234"), "SignatureInvalid", source, digest);
      await wallet.misbehave("0x", false);
      await wallet.approve(digest);
      await bring(w, said, "0x1234");
      await expectHalted(w);
      await refused(w, bring(w, said, "0x1234"), "HaltStale", w.at.token, said.asOf, said.asOf);
    });
  });
});
