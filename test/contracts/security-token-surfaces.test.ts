import { expect } from "chai";
import { AbiCoder, encodeBytes32String, keccak256, zeroPadValue } from "ethers";
import { INSTRUMENT, make } from "../fixtures/attempt.js";
import { surfaceOf } from "../fixtures/surfaces.js";
import { freshWalks } from "../fixtures/walk.js";

const abi = AbiCoder.defaultAbiCoder();

describe("SecurityTokenSurfaces", () => {
  const fresh = freshWalks();

  it("default: is of the token's engine, at an address that the factory knows", async () => {
    const w = await fresh();
    expect(await w.token.surfaces()).to.equal(w.at.surfaces);
    expect(await w.factory.surfaces()).to.equal(w.at.surfaces);
    expect(await surfaceOf(w, w.stranger, w.at.surfaces).engine()).to.equal(w.at.engine);
  });

  it("default: no function of a token is hidden by one of its other half", async () => {
    const w = await fresh();
    const selectors = ({ fragments }: { readonly fragments: readonly { readonly type: string }[] }) =>
      fragments.flatMap((one) => (one.type === "function" ? [(one as unknown as { selector: string }).selector] : []));
    const own = selectors(w.token.interface);
    const other = selectors(surfaceOf(w, w.stranger).interface);
    // Both say which engine, each for itself.
    const engine = w.token.interface.getFunction("engine").selector;
    expect(other.filter((selector) => own.includes(selector))).to.deep.equal([engine]);
  });

  it("behavior: both halves write where the layout says", async () => {
    const w = await fresh();
    const slot = async (position: string | bigint, at = w.at.token) =>
      (await w.connection.provider.request({
        method: "eth_getStorageAt",
        params: [at, typeof position === "string" ? position : `0x${position.toString(16)}`, "latest"],
      })) as string;
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    const surface = surfaceOf(w, w.agent);
    await surface.fileInstrument(w.alice.address, w.bob.address, 5n, INSTRUMENT);
    const name = encodeBytes32String("terms");
    await surfaceOf(w, w.author).setDocument(name, "ipfs://1", INSTRUMENT);
    const cell = (key: string, position: number) => keccak256(abi.encode(["bytes32", "uint256"], [key, position]));
    const movement = keccak256(abi.encode(["address", "address", "uint256"], [w.alice.address, w.bob.address, 5n]));
    expect(BigInt(await slot(cell(zeroPadValue(w.alice.address, 32), 0))), "balances").to.equal(100n);
    expect(BigInt(await slot(2n)), "supply").to.equal(100n);
    expect(await slot(cell(movement, 8)), "instruments").to.equal(INSTRUMENT);
    expect(BigInt(await slot(cell(name, 9))), "documents").not.to.equal(0n);
    expect(BigInt(await slot(10n)), "names of documents").to.equal(1n);
    for (let position = 0n; position < 13n; ++position) {
      expect(BigInt(await slot(position, w.at.surfaces)), `slot ${position} of the half itself`).to.equal(0n);
    }
  });

  it("behavior: at its own address nothing moves, and nobody may do anything", async () => {
    const w = await fresh();
    const half = surfaceOf(w, w.agent, w.at.surfaces);
    await expect(half.batchTransfer([w.bob.address], [0n])).to.be.revertedWithCustomError(w.reasons, "ProgramMissing");
    await expect(half.setFrozenTokens(w.bob.address, 1n))
      .to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized")
      .withArgs(w.agent.address);
  });

  it("behavior: what neither half knows reverts, and ether is not taken", async () => {
    const w = await fresh();
    for (const data of ["0x", "0x12345678"]) {
      await expect(w.stranger.call({ to: w.at.token, data })).to.revert(w.ethers);
    }
    const data = surfaceOf(w, w.alice).interface.encodeFunctionData("openFacades");
    await expect(w.alice.call({ to: w.at.token, data, value: 1n })).to.revert(w.ethers);
  });

  it("behavior: an error of the other half comes through as it is", async () => {
    const w = await fresh();
    await expect(surfaceOf(w, w.alice).batchTransfer([w.bob.address], [1n]))
      .to.be.revertedWithCustomError(w.reasons, "UnitsNotFree")
      .withArgs(0xffffn, w.alice.address, 1n, 0n);
  });
});
