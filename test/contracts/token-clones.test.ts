import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { Signature, ZeroAddress } from "ethers";
import { type Address, numberToHex } from "viem";
import * as change from "../../sdk/change/index.js";
import { type SecurityToken } from "../../types/index.js";
import { INSTRUMENT } from "../fixtures/attempt.js";
import { someProgram } from "../fixtures/rules.js";
import { surfaceOf } from "../fixtures/surfaces.js";
import { freshWalks, type Walk } from "../fixtures/walk.js";

const SALT = numberToHex(7, { size: 32 });
const LONG = "Ünïcode, and longer than a word of 32 bytes";

const PERMIT = {
  Permit: [
    ...[
      { name: "owner", type: "address" },
      { name: "spender", type: "address" },
      { name: "value", type: "uint256" },
    ],
    ...[
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  ],
};

describe("clones of TokenFactory", () => {
  const fresh = freshWalks();

  async function clone(w: Walk, ...terms: readonly [string, string, number]): Promise<SecurityToken> {
    const at = await w.factory.predictClone(w.admin.address, SALT, w.at.manager, ...terms);
    await (await w.factory.connect(w.admin).clone(SALT, w.at.manager, ...terms)).wait();
    return w.ethers.getContractAt("SecurityToken", at);
  }

  /** Two clones of the walk's registry, under an empty program, of which alice holds 100 units each. */
  async function two() {
    const w = await fresh();
    const tokens = [await clone(w, "One", "ONE", 0), await clone(w, "Two", "TWO", 6)] as const;
    const { engine, manager } = w.at;
    const { id } = someProgram([]);
    for (const it of tokens) {
      const token = (await it.getAddress()) as Address;
      for (const call of change.configureToken({ manager, token })) await w.send(w.admin, call);
      await w.send(w.admin, change.admitToken({ engine, registry: w.registry, token, authority: manager, notice: 0n }));
      const effectiveFrom = (await w.now()) + 60n;
      await w.send(w.author, change.scheduleProgram({ engine, token, programId: id, effectiveFrom }));
      await w.networkHelpers.time.increaseTo(effectiveFrom);
      await w.send(w.author, change.settleProgram({ engine, token }));
      await (await it.connect(w.agent).mint(w.alice.address, 100n)).wait();
    }
    return { w, one: tokens[0], two: tokens[1] };
  }

  it("default: a clone has its own name, symbol and decimals, the engine, and no units", async () => {
    const w = await fresh();
    for (const terms of [
      ["Note", "NTE", 18],
      [LONG, "", 255],
      ["", LONG, 0],
    ] as const) {
      const token = await w.factory.predictClone(w.stranger.address, SALT, w.at.manager, ...terms);
      await expect(w.factory.connect(w.stranger).clone(SALT, w.at.manager, ...terms))
        .to.emit(w.factory, "TokenDeployed")
        .withArgs(token, w.stranger.address, SALT, ...terms);
      const deployed = await w.ethers.getContractAt("SecurityToken", token);
      expect(await deployed.initialAuthority()).to.equal(w.at.manager);
      const [name, symbol, decimals] = terms;
      expect([await deployed.name(), await deployed.symbol(), await deployed.decimals()]).to.deep.equal([
        ...[name, symbol, BigInt(decimals)],
      ]);
      expect(await deployed.engine()).to.equal(w.at.engine);
      expect(await deployed.surfaces()).to.equal(w.at.surfaces);
      expect(await deployed.authority()).to.equal(ZeroAddress);
      expect(await deployed.totalSupply()).to.equal(0n);
      expect(await deployed.supportsInterface("0x3edbb4c4")).to.be.true;
    }
  });

  it("default: runs the code of a token without a name", async () => {
    const w = await fresh();
    const implementation = await w.ethers.getContractAt("SecurityToken", await w.factory.implementation());
    expect([await implementation.name(), await implementation.symbol()]).to.deep.equal(["", ""]);
    expect(await implementation.engine()).to.equal(w.at.engine);
    expect(await implementation.authority()).to.equal(ZeroAddress);
  });

  it("behavior: the address is bound to the caller and to every parameter", async () => {
    const { factory, alice, bob } = await fresh();
    const other = numberToHex(8, { size: 32 });
    const addresses = await Promise.all([
      factory.predictClone(alice.address, SALT, alice.address, "A", "B", 0),
      factory.predictClone(bob.address, SALT, alice.address, "A", "B", 0),
      factory.predictClone(alice.address, other, alice.address, "A", "B", 0),
      factory.predictClone(alice.address, SALT, alice.address, "AB", "", 0),
      factory.predictClone(alice.address, SALT, alice.address, "A", "C", 0),
      factory.predictClone(alice.address, SALT, alice.address, "A", "B", 1),
    ]);
    expect(new Set(addresses).size).to.equal(addresses.length);
  });

  it("behavior: the SDK predicts the same address", async () => {
    const w = await fresh();
    const { factory, manager: initialAuthority } = w.at;
    const implementation = (await w.factory.implementation()) as Address;
    for (const [name, symbol, decimals] of [
      ["Note", "NTE", 18],
      [LONG, "", 255],
      ["", LONG, 0],
    ] as const) {
      const { address, call } = change.deployClone({
        ...{ factory, implementation, deployer: w.stranger.address as Address, initialAuthority },
        ...{ name, symbol, decimals, salt: SALT },
      });
      const terms = [name, symbol, decimals] as const;
      expect(await w.factory.predictClone(w.stranger.address, SALT, initialAuthority, ...terms)).to.equal(address);
      await w.send(w.stranger, call);
      expect(await (await w.ethers.getContractAt("SecurityToken", address)).name()).to.equal(name);
    }
  });

  it("error: TokenExists, a second time, and for nobody else", async () => {
    const w = await fresh();
    const token = await (await clone(w, "A", "B", 0)).getAddress();
    await expect(w.factory.connect(w.admin).clone(SALT, w.at.manager, "A", "B", 0))
      .to.be.revertedWithCustomError(w.factory, "TokenExists")
      .withArgs(token);
    await w.factory.connect(w.stranger).clone(SALT, w.at.manager, "A", "B", 0);
  });

  it("error: CloneArgumentsTooLong, for a name that no code can hold", async () => {
    const w = await fresh();
    await expect(
      w.factory.clone(SALT, w.at.manager, "x".repeat(24_600), "B", 0, { gasLimit: 16_000_000 }),
    ).to.be.revertedWithCustomError(w.factory, "CloneArgumentsTooLong");
  });

  it("behavior: each is a token of its own, in both halves", async () => {
    const { w, one, two: other } = await two();
    await (await one.connect(w.alice).transfer(w.bob.address, 30n)).wait();
    expect(await one.balanceOf(w.bob.address)).to.equal(30n);
    expect(await other.balanceOf(w.bob.address)).to.equal(0n);
    const surface = surfaceOf(w, w.agent, await one.getAddress());
    const second = surfaceOf(w, w.agent2, await one.getAddress());
    await second.fileInstrument(w.alice.address, w.bob.address, 70n, INSTRUMENT);
    await surface.forcedTransfer(w.alice.address, w.bob.address, 70n);
    expect(await one.balanceOf(w.bob.address)).to.equal(100n);
    await surface.freezePartialTokens(w.bob.address, 1n);
    expect(await one.frozenUnits(w.bob.address)).to.equal(1n);
    expect(await other.frozenUnits(w.bob.address)).to.equal(0n);
    await surface.openFacades();
    const [opened, closed] = await Promise.all([
      surface.identityRegistry(),
      surfaceOf(w, w.agent, await other.getAddress()).identityRegistry(),
    ]);
    expect([opened === ZeroAddress, closed]).to.deep.equal([false, ZeroAddress]);
  });

  describe("permit", () => {
    /** Signed for the domain that the token tells, by ERC-5267. */
    async function signed(w: Walk, token: SecurityToken, owner: Account, value: bigint) {
      const { name, version, chainId, verifyingContract, salt, fields, extensions } = await token.eip712Domain();
      expect({ name, version, salt, fields, extensions: [...extensions] }).to.deep.equal({
        ...{
          name: "Weighbridge SecurityToken",
          version: "1",
          salt: `0x${"00".repeat(32)}`,
          fields: "0x0f",
          extensions: [],
        },
      });
      expect(verifyingContract).to.equal(await token.getAddress());
      const nonce = await token.nonces(owner.address);
      const message = { owner: owner.address, spender: w.spender.address, value, nonce, deadline: 2n ** 48n };
      const domain = { name, version, chainId, verifyingContract };
      return Signature.from(await owner.signTypedData(domain, PERMIT, message));
    }
    const permit = (w: Walk, token: SecurityToken, value: bigint, { v, r, s }: Signature) =>
      token.connect(w.spender).permit(w.alice.address, w.spender.address, value, 2n ** 48n, v, r, s);

    it("behavior: one for a clone holds there, and not at another clone, nor at their implementation", async () => {
      const { w, one, two: other } = await two();
      const signature = await signed(w, one, w.alice, 40n);
      const implementation = await w.ethers.getContractAt("SecurityToken", await w.factory.implementation());
      for (const wrong of [other, implementation, w.token]) {
        await expect(permit(w, wrong, 40n, signature)).to.be.revertedWithCustomError(wrong, "ERC2612InvalidSigner");
      }
      await (await permit(w, one, 40n, signature)).wait();
      expect(await one.allowance(w.alice.address, w.spender.address)).to.equal(40n);
      expect(await other.allowance(w.alice.address, w.spender.address)).to.equal(0n);
      await (await one.connect(w.spender).transferFrom(w.alice.address, w.bob.address, 40n)).wait();
      await expect(permit(w, one, 40n, signature)).to.be.revertedWithCustomError(one, "ERC2612InvalidSigner");
    });

    it("behavior: the separators of two clones differ, and are those of their domains", async () => {
      const { w, one, two: other } = await two();
      const separators = await Promise.all([
        one.DOMAIN_SEPARATOR(),
        other.DOMAIN_SEPARATOR(),
        w.token.DOMAIN_SEPARATOR(),
      ]);
      expect(new Set(separators).size).to.equal(3);
      await (await permit(w, other, 5n, await signed(w, other, w.alice, 5n))).wait();
      expect(await other.allowance(w.alice.address, w.spender.address)).to.equal(5n);
    });
  });
});
