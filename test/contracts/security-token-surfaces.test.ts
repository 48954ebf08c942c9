import { expect } from "chai";
import { AbiCoder, encodeBytes32String, keccak256, toBeHex, zeroPadValue } from "ethers";
import { type Address } from "viem";
import { enrol } from "../../sdk/change/index.js";
import { STATES } from "../../sdk/kinds/index.js";
import { filed, INSTRUMENT, make } from "../fixtures/attempt.js";
import { ordersOf, surfaceOf } from "../fixtures/surfaces.js";
import { freshWalks, someFacts } from "../fixtures/walk.js";

const abi = AbiCoder.defaultAbiCoder();

describe("SecurityTokenSurfaces", () => {
  const fresh = freshWalks();

  it("default: is of the token's engine, at an address that the factory knows", async () => {
    const w = await fresh();
    expect(await w.token.surfaces()).to.equal(w.at.surfaces);
    expect(await w.factory.surfaces()).to.equal(w.at.surfaces);
    expect(await surfaceOf(w, w.stranger, w.at.surfaces).engine()).to.equal(w.at.engine);
  });

  it("default: no function of a token is hidden by one of its other parts", async () => {
    const w = await fresh();
    const selectors = ({ fragments }: { readonly fragments: readonly { readonly type: string }[] }) =>
      fragments.flatMap((one) => (one.type === "function" ? [(one as unknown as { selector: string }).selector] : []));
    const own = selectors(w.token.interface);
    const other = selectors(surfaceOf(w, w.stranger).interface);
    const third = selectors(ordersOf(w, w.stranger).interface);
    // Both say which engine, each for itself.
    const engine = w.token.interface.getFunction("engine").selector;
    expect(other.filter((selector) => own.includes(selector))).to.deep.equal([engine]);
    expect(third.filter((selector) => own.includes(selector) || other.includes(selector))).to.deep.equal([]);
  });

  it("behavior: all parts write where the layout says", async () => {
    const w = await fresh();
    const slot = async (position: string | bigint, at = w.at.token) =>
      (await w.connection.provider.request({
        method: "eth_getStorageAt",
        params: [at, typeof position === "string" ? position : `0x${position.toString(16)}`, "latest"],
      })) as string;
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    const at = { engine: w.at.engine, registry: w.registry } as const;
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
    const next = `0x${(BigInt(cell(movement, 8)) + 1n).toString(16)}`;
    expect(BigInt(await slot(next)), "who filed it").to.equal(BigInt(w.agent.address));

    const orders = ordersOf(w, w.agent);
    await w.send(
      w.registrar,
      enrol({ ...at, wallets: [w.at.token], facts: someFacts({ states: 1 << STATES.suspense }) }),
    );
    await filed(w, "forcedTransferToSuspense", [w.alice.address, w.stranger.address, 5n, INSTRUMENT]);
    await ordersOf(w, w.alice).hold(w.bob.address, 7n, INSTRUMENT);
    await orders.fileOrder("0x1234");
    await orders.announceRecovery(w.alice.address, w.alice2.address, INSTRUMENT);
    const { readyAt } = await orders.recoveryOf(w.alice.address);
    const word = (value: string | bigint) => zeroPadValue(toBeHex(BigInt(value)), 32);
    const of = async (key: string | bigint, position: number, offset = 0n) =>
      BigInt(await slot(`0x${(BigInt(cell(word(key), position)) + offset).toString(16)}`));
    expect(await of(keccak256("0x1234"), 12), "orders").to.equal(BigInt(w.agent.address));
    expect(await of(w.stranger.address, 13), "suspense").to.equal(5n);
    expect(await of(w.alice.address, 14), "recoveries").to.equal(BigInt(w.alice2.address) | (readyAt << 160n));
    expect(await of(w.alice.address, 14, 1n), "their instruments").to.equal(BigInt(INSTRUMENT));
    expect(await of(1n, 15), "holds: holder, pledgee, units").to.equal(1n | (2n << 64n) | (7n << 128n));
    expect(await of(1n, 15, 1n), "what they are for").to.equal(BigInt(INSTRUMENT));
    expect(BigInt(await slot(16n)), "numbers of holds and of accounts").to.equal(1n | (2n << 64n));
    expect(await of(w.bob.address, 17), "accounts, by wallet").to.equal(2n);
    expect(await of(2n, 18), "wallets, by account").to.equal(BigInt(w.bob.address));
    const parts = [w.at.surfaces, await surface.orders()];
    for (let position = 0n; position < 20n; ++position) {
      if (position > 18n) expect(BigInt(await slot(position)), "after them nothing").to.equal(0n);
      for (const part of parts)
        expect(BigInt(await slot(position, part as Address)), `slot ${position} of a part`).to.equal(0n);
    }
  });

  it("behavior: at its own address nothing moves, and nobody may do anything", async () => {
    const w = await fresh();
    const half = surfaceOf(w, w.agent, w.at.surfaces);
    await expect(half.batchTransfer([w.bob.address], [0n])).to.be.revertedWithCustomError(w.reasons, "ProgramMissing");
    await expect(half.setFrozenTokens(w.bob.address, 1n))
      .to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized")
      .withArgs(w.agent.address);
    const orders = ordersOf(w, w.alice, await surfaceOf(w, w.alice).orders());
    await expect(orders.hold(w.bob.address, 1n, INSTRUMENT)).to.be.revertedWithCustomError(w.reasons, "ProgramMissing");
    await expect(orders.recover(w.alice.address)).to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized");
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
