import { expect } from "chai";
import { type Address } from "viem";
import * as change from "../../../sdk/change/index.js";
import { RegisterIncompleteError } from "../../../sdk/errors/index.js";
import { readField, LOT_WORD, STATES } from "../../../sdk/kinds/index.js";
import { pin, type Reader } from "../../../sdk/reader/index.js";
import { formatRegister, parseRegister, readRegister } from "../../../sdk/register/index.js";
import { filed, INSTRUMENT, make } from "../../fixtures/attempt.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { enrol, someWallet } from "../../fixtures/registers.js";
import { FACTS, freshWalks, NOTICE, SCHEME, someFacts, type Walk } from "../../fixtures/walk.js";

describe("readRegister", () => {
  const fresh = freshWalks();
  const addressOf = ({ address }: { readonly address: string }) => address as Address;

  /** Alice holds 100 and 20, bob 50, carol held 30 once. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.carol, amount: 30n });
    await make(w, { kind: "transfer", from: w.carol, to: w.bob, amount: 30n });
    await make(w, { kind: "mint", to: w.bob, amount: 20n });
    await make(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 20n });
    await make(w, { kind: "mint", to: w.alice, amount: 20n });
    return w;
  }
  const read = (w: Walk, some: Partial<Parameters<typeof readRegister>[1]> = {}) =>
    readRegister(w.connection.provider, { token: w.at.token, ...some });

  it("default: who holds, with all wallets", async () => {
    const w = await held();
    const wallet = (account: { readonly address: string }, units: bigint) => {
      return { address: addressOf(account), units, frozen: 0n, held: 0n, walletFrozen: false };
    };
    const found = await read(w);
    expect(found).to.deep.equal({
      token: w.at.token,
      at: await pin(w.connection.provider),
      scheme: SCHEME,
      decimals: 0,
      supply: 170n,
      holders: [
        { investor: 1n, ...FACTS.alice, wallets: [wallet(w.alice, 100n), wallet(w.alice2, 20n)], lots: [], owners: 0n },
        { investor: 2n, ...FACTS.bob, wallets: [wallet(w.bob, 50n)], lots: [], owners: 0n },
      ],
      unrecorded: [],
      lotsSince: null,
      tranches: 0n,
    });
    expect(parseRegister(JSON.parse(JSON.stringify(formatRegister(found))))).to.deep.equal(found);
  });

  it("args: block: as it was then", async () => {
    const w = await held();
    const block = BigInt(await w.ethers.provider.getBlockNumber());
    await make(w, { kind: "burn", from: w.bob, amount: 50n });
    expect((await read(w, { block })).holders).to.have.length(2);
    expect((await read(w)).holders.map(({ investor }) => investor)).to.deep.equal([1n]);
  });

  it("behavior: freezes, holds, lots, tranches, owners, and wallets that never received", async () => {
    const w = await held();
    const { engine, token } = w.at;
    await w.send(w.agent, change.freezeUnits({ token, wallet: addressOf(w.alice), units: 7n }));
    await w.send(w.agent, change.freezeWallet({ token, wallet: addressOf(w.alice2), frozen: true }));
    await w.send(
      w.registrar,
      change.bindWallet({ engine, registry: w.registry, known: addressOf(w.bob), wallet: someWallet(1) }),
    );
    const instrument = INSTRUMENT as `0x${string}`;
    await w.send(
      w.registrar,
      change.stateOwners({ engine, token, wallet: addressOf(w.bob), owners: { 3: 2 }, instrument }),
    );
    await w.enforce([{ kind: "holdingPeriod", side: "sender", window: 1, limit: 1n }]);
    await w.send(w.agent, change.closeTranche({ engine, token, origin: 2, day: 20_000, instrument }));
    const found = await read(w);
    const [alice, bob] = found.holders;
    expect(alice!.wallets.map(({ frozen, walletFrozen }) => [frozen, walletFrozen])).to.deep.equal([
      [7n, false],
      [0n, true],
    ]);
    expect(bob!.wallets.map(({ address, units }) => [address, units])).to.deep.equal([
      [w.bob.address, 50n],
      [someWallet(1), 0n],
    ]);
    expect(bob!.owners).to.equal(2n << 96n);
    expect(alice!.lots.map((lot) => readField(lot, LOT_WORD.units))).to.deep.equal([120n]);
    expect(found.lotsSince).to.equal(Number(readField(alice!.lots[0]!, LOT_WORD.day)));
    expect(found.tranches).to.equal(20_000n << 64n);
  });

  it("behavior: units in suspense stand under the number of the token's own address", async () => {
    const w = await held();
    const facts = someFacts({ lane: 7, states: 1 << STATES.suspense });
    await w.send(
      w.registrar,
      change.enrol({ engine: w.at.engine, registry: w.registry, wallets: [w.at.token], facts }),
    );
    const estate = "0x000000000000000000000000000000000000E57a";
    await (await filed(w, "forcedTransferToSuspense", [w.bob.address, estate, 50n, INSTRUMENT])).wait();
    const { holders } = await read(w);
    expect(holders.map(({ investor, states }) => [investor, states])).to.deep.equal([
      [1n, 0],
      [4n, 8],
    ]);
  });

  it("behavior: a token that is being imported has units that no record says anything about", async () => {
    const w = await fresh();
    const wallets = [w.alice.address, w.stranger.address];
    const token = await w.ethers.deployContract("HeldToken", [w.at.engine, wallets, 40n]);
    const at = (await token.getAddress()) as Address;
    await w.engine.connect(w.admin).admit(w.registry, at, w.at.manager, NOTICE);
    const found = await read(w, { token: at, engine: w.at.engine });
    expect(found.supply).to.equal(80n);
    expect(found.holders.map(({ investor }) => investor)).to.deep.equal([1n]);
    expect(found.unrecorded.map(({ address, units }) => [address, units])).to.deep.equal([[w.stranger.address, 40n]]);
    await enrol(w, [w.stranger.address]);
    expect((await read(w, { token: at, engine: w.at.engine })).unrecorded).to.deep.equal([]);
  });

  it("behavior: more holders than questions at once", async () => {
    const w = await fresh();
    for (let index = 0; index < 60; index++) {
      await enrol(w, [someWallet(index)]);
      await w.token.connect(w.agent).mint(someWallet(index), BigInt(index + 1));
    }
    const { holders } = await read(w);
    expect(holders.map(({ wallets }) => wallets[0]!.units)).to.deep.equal(
      Array.from({ length: 60 }, (_, index) => BigInt(index + 1)),
    );
  });

  it("behavior: nobody holds", async () => {
    expect(await read(await fresh())).to.deep.include({ supply: 0n, holders: [], unrecorded: [] });
  });

  it("error: RegisterIncompleteError: events were read from too late a block on", async () => {
    const w = await held();
    const fromBlock = BigInt(await w.ethers.provider.getBlockNumber());
    // The last mint names a wallet of alice, whose other one is found by her record.
    const error = await errorOf(read(w, { fromBlock }));
    expect(error).to.be.instanceOf(RegisterIncompleteError);
    expect(error).to.include({ found: 120n, supply: 170n });
    expect(error.message).to.match(new RegExp(`from block ${fromBlock} on`));
    expect((await read(w, { fromBlock: 1n })).supply).to.equal(170n);
  });

  it("error: RegisterIncompleteError: a node that keeps events back is found out", async () => {
    const w = await held();
    type Log = { readonly topics: readonly string[] };
    const telling = (change: (logs: readonly Log[]) => unknown): Reader => ({
      request: async ({ method, params }) => {
        const answer = await w.connection.provider.request({ method, params: params as readonly unknown[] });
        return method === "eth_getLogs" ? change(answer as readonly Log[]) : answer;
      },
    });
    const lies: readonly ((logs: readonly Log[]) => unknown)[] = [
      (logs) => logs.slice(0, 1),
      (logs) => logs.map((log) => ({ ...log, topics: log.topics.slice(0, 2) })),
      (logs) => logs.map((log) => ({ ...log, topics: log.topics.map(() => "0x12") })),
    ];
    for (const lie of lies)
      expect(await errorOf(readRegister(telling(lie), { token: w.at.token }))).to.be.instanceOf(
        RegisterIncompleteError,
      );
    const twice = await readRegister(
      telling((logs) => [...logs, ...logs]),
      { token: w.at.token },
    );
    expect(twice).to.deep.equal(await read(w));
  });

  it("error: of what is there instead", async () => {
    const w = await fresh();
    const other = await w.ethers.deployContract("PlainToken", ["Plain", "PLN"]);
    const token = (await other.getAddress()) as Address;
    expect((await errorOf(read(w, { token, engine: w.at.engine }))).name).to.equal("TokenUnknownError");
    expect((await errorOf(read(w, { token }))).name).to.equal("ContractInvalidError");
    expect((await errorOf(read(w, { token: addressOf(w.stranger) }))).name).to.equal("DeploymentMissingError");
    expect((await errorOf(read(w, { chainId: 1 }))).name).to.equal("WrongChainError");
  });
});
