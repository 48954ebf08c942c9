import { expect } from "chai";
import { AbiCoder, ZeroAddress } from "ethers";
import { type Address, concat, getAddress, keccak256, numberToHex } from "viem";
import { deployToken } from "../../sdk/change/index.js";
import { creationCodeOf, freshWalks } from "../fixtures/walk.js";

const SALT = numberToHex(7, { size: 32 });
const AUTHORITY = getAddress("0x00000000000000000000000000000000000000aa");
const TERMS = [AUTHORITY, "Note", "NTE", 18] as const;

describe("TokenFactory", () => {
  const fresh = freshWalks();

  it("default: deploys a token of its engine where it said, and says so", async () => {
    const w = await fresh();
    const code = await creationCodeOf("SecurityToken");
    const token = await w.factory.predict(w.stranger.address, code, SALT, ...TERMS);
    await expect(w.factory.connect(w.stranger).deploy(code, SALT, ...TERMS))
      .to.emit(w.factory, "TokenDeployed")
      .withArgs(token, w.stranger.address, SALT, ...TERMS.slice(1));
    const deployed = await w.ethers.getContractAt("SecurityToken", token);
    expect(await deployed.engine()).to.equal(w.at.engine);
    expect(await deployed.initialAuthority()).to.equal(AUTHORITY);
    expect([await deployed.name(), await deployed.symbol(), await deployed.decimals()]).to.deep.equal([
      "Note",
      "NTE",
      18n,
    ]);
    expect(await deployed.totalSupply()).to.equal(0n);
  });

  it("default: nobody owns it, and its engine and code never change", async () => {
    const w = await fresh();
    expect(await w.factory.engine()).to.equal(w.at.engine);
    expect(await w.factory.creationCodeHash()).to.equal(keccak256(await creationCodeOf("SecurityToken")));
    const writes = w.factory.interface.fragments.filter(
      (fragment) => fragment.type === "function" && !("constant" in fragment && fragment.constant),
    );
    expect(writes.map((fragment) => "name" in fragment && fragment.name)).to.have.members(["deploy", "clone"]);
  });

  it("default: gives the deployer no right over the token", async () => {
    const w = await fresh();
    const code = await creationCodeOf("SecurityToken");
    const address = await w.factory.predict(w.stranger.address, code, SALT, ...TERMS);
    await w.factory.connect(w.stranger).deploy(code, SALT, ...TERMS);
    const token = await w.ethers.getContractAt("SecurityToken", address);
    expect(await token.authority()).to.equal(ZeroAddress);
    await expect(token.connect(w.stranger).mint(w.alice.address, 1n))
      .to.be.revertedWithCustomError(token, "AccessManagedUnauthorized")
      .withArgs(w.stranger.address);
  });

  it("behavior: the address is bound to the caller and to every parameter", async () => {
    const w = await fresh();
    const code = await creationCodeOf("SecurityToken");
    const addresses = await Promise.all([
      w.factory.predict(w.alice.address, code, SALT, AUTHORITY, "A", "B", 0),
      w.factory.predict(w.bob.address, code, SALT, AUTHORITY, "A", "B", 0),
      w.factory.predict(w.alice.address, code, numberToHex(8, { size: 32 }), AUTHORITY, "A", "B", 0),
      w.factory.predict(w.alice.address, code, SALT, AUTHORITY, "AB", "", 0),
      w.factory.predict(w.alice.address, code, SALT, w.at.manager, "A", "B", 0),
      w.factory.predict(w.alice.address, code, SALT, AUTHORITY, "A", "C", 0),
      w.factory.predict(w.alice.address, code, SALT, AUTHORITY, "A", "B", 1),
    ]);
    expect(new Set(addresses).size).to.equal(addresses.length);
  });

  it("behavior: the SDK predicts the same address", async () => {
    const w = await fresh();
    const creationCode = await creationCodeOf("SecurityToken");
    const [name, symbol, decimals] = ["Ünïcode, and longer than a word of 32 bytes", "", 255] as const;
    const { factory, surfaces } = w.at;
    const deployer = w.stranger.address as Address;
    const { address, call } = deployToken({
      factory,
      surfaces,
      creationCode,
      deployer,
      initialAuthority: AUTHORITY,
      name,
      symbol,
      decimals,
      salt: SALT,
    });
    expect(await w.factory.predict(deployer, creationCode, SALT, AUTHORITY, name, symbol, decimals)).to.equal(address);
    await w.send(w.stranger, call);
    expect(await (await w.ethers.getContractAt("SecurityToken", address)).name()).to.equal(name);
  });

  it("error: CreationCodeUnknown, for any other code", async () => {
    const w = await fresh();
    const code = await creationCodeOf("SecurityToken");
    const args = AbiCoder.defaultAbiCoder().encode(["uint256"], [1n]) as `0x${string}`;
    for (const other of [
      "0x",
      await creationCodeOf("AccessManager"),
      concat([code, "0x00"]),
      concat([code, args]),
    ] as const) {
      await expect(w.factory.deploy(other, SALT, ...TERMS))
        .to.be.revertedWithCustomError(w.factory, "CreationCodeUnknown")
        .withArgs(keccak256(other), keccak256(code));
    }
  });

  it("error: TokenExists, a second time", async () => {
    const w = await fresh();
    const code = await creationCodeOf("SecurityToken");
    await w.factory.connect(w.stranger).deploy(code, SALT, ...TERMS);
    const token = await w.factory.predict(w.stranger.address, code, SALT, ...TERMS);
    await expect(w.factory.connect(w.stranger).deploy(code, SALT, ...TERMS))
      .to.be.revertedWithCustomError(w.factory, "TokenExists")
      .withArgs(token);
  });
});
