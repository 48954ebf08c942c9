import { expect } from "chai";
import { FunctionFragment, ZeroHash } from "ethers";
import { artifacts } from "hardhat";
import { type Address, type Hex, keccak256 } from "viem";
import { enrolByAttestation, enrolmentAttestationData, enrolmentLeaf } from "../../sdk/change/index.js";
import {
  FLOW_WORD,
  LOT_WORD,
  packWord,
  RECORD_WORD,
  SEEDING_WORD,
  TOKEN_CONFIG_WORD,
  TOKEN_FLAGS,
  WALLET_STATE_WORD,
} from "../../sdk/kinds/index.js";
import { meterKeyOf } from "../../sdk/program/index.js";
import { countrySetDigits } from "../../sdk/program/countrySetWords.js";
import {
  IWeighbridge__factory,
  Weighbridge__factory,
  WeighbridgeAdmin__factory,
  WeighbridgeEnrolment__factory,
  WeighbridgeHeadroom__factory,
  WeighbridgeMeters__factory,
  WeighbridgeRehearsals__factory,
} from "../../types/index.js";
import { asMovement, INSTRUMENT, make } from "../fixtures/attempt.js";
import { LOTS_RULE, onDay, TERMS, today } from "../fixtures/lots.js";
import { scheduleMeters, setFlows } from "../fixtures/meters.js";
import { enrol, someWallets } from "../fixtures/registers.js";
import { someProgram } from "../fixtures/rules.js";
import { ledgerOf, SLOTS } from "../fixtures/slots.js";
import { FACTS, freshWalks, NOTICE, SCHEME, someFacts, type Walk } from "../fixtures/walk.js";

/** Largest code of a contract, and largest code that creates one, in bytes: EIP-170 and EIP-3860. */
const MOST_CODE = 24_576;
const MOST_CREATION = 49_152;

describe("the layout of the engine", () => {
  const fresh = freshWalks();
  const at = async (w: Walk, slot: bigint) =>
    BigInt(await w.networkHelpers.getStorageAt(w.at.engine, `0x${slot.toString(16)}`));

  /** Alice holds 60 and 40 units in her two wallets, bob 100; 7 of alice's are frozen, all of bob's; a program waits. */
  async function lived() {
    const w = await fresh();
    for (const [to, amount] of [
      [w.alice, 60n],
      [w.alice2, 40n],
      [w.bob, 100n],
    ] as const)
      await make(w, { kind: "mint", to, amount });
    const agent = w.token.connect(w.agent);
    await agent.setFrozenUnits(w.alice.address, 7n);
    await agent.setWalletFrozen(w.bob.address, true);
    const { id, bytes } = someProgram([{ kind: "mostUnits", limit: 500n }]);
    await w.engine.publish(bytes);
    const from = (await w.now()) + 2n * NOTICE;
    await w.engine.connect(w.author).schedule(w.at.token, id, from);
    return { w, id, from };
  }

  it("default: slot 0 and 7, a token's configuration and terms", async () => {
    const { w, id, from } = await lived();
    const [current, next] = await Promise.all([someProgram([]).id, id].map((each) => w.engine.programAddress(each)));
    const { token, manager } = w.at;
    const config = { program: BigInt(current!), registry: BigInt(w.registry), nextFrom: from, flags: 2n };
    expect(await at(w, SLOTS.tokenConfig(token))).to.equal(packWord(TOKEN_CONFIG_WORD, config));
    await w.token.connect(w.guardian).pause();
    expect(await at(w, SLOTS.tokenConfig(token))).to.equal(packWord(TOKEN_CONFIG_WORD, { ...config, flags: 3n }));
    expect(await at(w, SLOTS.terms(token))).to.equal(BigInt(next!) | (NOTICE << 160n));
    expect(await at(w, SLOTS.terms(token) + 1n)).to.equal(BigInt(manager));
    expect(await at(w, SLOTS.terms(token) + 2n)).to.equal(0n);
  });

  it("default: slot 1, records", async () => {
    const { w } = await lived();
    const { country, lane, kycUntil, statusUntil } = FACTS.alice;
    const record = { investor: 1n, country: BigInt(country), lane: BigInt(lane), wallets: 2n, tokensHeld: 1n };
    const expected = packWord(RECORD_WORD, { ...record, kycUntil, statusUntil });
    expect(await at(w, SLOTS.record(w.registry, w.alice2.address))).to.equal(expected);
  });

  it("default: slot 2, wallets of who has several: the first beside the number of tokens, then one slot each", async () => {
    const { w } = await lived();
    const words = async (investor: bigint) =>
      Promise.all(Array.from({ length: 9 }, (_, n) => at(w, SLOTS.wallets(w.registry, investor) + BigInt(n))));
    const none = Array.from({ length: 7 }, () => 0n);
    expect(await words(1n)).to.deep.equal([BigInt(w.alice.address) | (1n << 160n), BigInt(w.alice2.address), ...none]);
    expect(await words(2n), "bob has one wallet").to.deep.equal([0n, 0n, ...none]);
    const wallets = someWallets(0, 8);
    const investor = await enrol(w, wallets);
    expect(await words(investor)).to.deep.equal([...wallets.map(BigInt), 0n]);
    await w.engine.connect(w.registrar).unbind(w.registry, wallets[0]!, []);
    expect(await words(investor), "the last in the place of the first").to.deep.equal([
      ...[wallets[7]!, ...wallets.slice(1, 7)].map(BigInt),
      ...[0n, 0n],
    ]);
    for (const wallet of wallets.slice(1, 7)) await w.engine.connect(w.registrar).unbind(w.registry, wallet, []);
    expect(await words(investor), "one wallet again").to.deep.equal([0n, 0n, ...none]);
  });

  it("default: slots 3, 5 and 6, holders and counts", async () => {
    const { w } = await lived();
    const { token } = w.at;
    const [two, five] = [1n << 64n, 1n << 160n];
    expect(await at(w, SLOTS.holders(token, 1))).to.equal((1n << 2n) | (1n << 4n));
    expect(await at(w, SLOTS.holders(token, 128))).to.equal(0n);
    expect(await at(w, SLOTS.counts(token, 840))).to.equal(two);
    expect(await at(w, SLOTS.counts(token, 276))).to.equal(five);
    expect(await at(w, SLOTS.totals(token))).to.equal(two + five);
  });

  it("default: slot 4, wallet states", async () => {
    const { w } = await lived();
    const { token } = w.at;
    expect(await at(w, SLOTS.walletState(token, w.alice.address))).to.equal(
      packWord(WALLET_STATE_WORD, { frozen: 7n }),
    );
    expect(await at(w, SLOTS.walletState(token, w.bob.address))).to.equal(packWord(WALLET_STATE_WORD, { whole: 1n }));
    const most = 2n ** 112n - 1n;
    await w.token.connect(w.agent).setFrozenUnits(w.bob.address, most);
    const both = packWord(WALLET_STATE_WORD, { frozen: most, whole: 1n });
    expect(await at(w, SLOTS.walletState(token, w.bob.address))).to.equal(both);
  });

  it("default: slots 8, 9 and 10, registries and programs; after them nothing", async () => {
    const { w, id } = await lived();
    const scheme = BigInt(SCHEME);
    expect(await at(w, SLOTS.registry(w.registry))).to.equal(BigInt(w.at.manager) | (3n << 160n));
    expect(await at(w, SLOTS.registry(w.registry) + 1n)).to.equal(scheme);
    expect(await at(w, SLOTS.program(id))).to.equal(BigInt(await w.engine.programAddress(id)));
    await w.engine.createRegistry(w.at.manager, ZeroHash);
    expect(await at(w, SLOTS.registryCount())).to.equal(2n);
    for (let slot = 0n; slot < 30n; slot++) {
      if (slot !== SLOTS.registryCount()) expect(await at(w, slot), `slot ${slot} itself`).to.equal(0n);
    }
  });

  it("default: slots 11 to 14, roots, claims and attestations", async () => {
    const { w } = await lived();
    const { engine, manager: authority } = w.at;
    const until = (await w.now()) + 1_000n;
    const wallets = someWallets(0, 1) as readonly Address[];
    const enrolment = { wallets, facts: someFacts() };
    const leaf = enrolmentLeaf({ chainId: 31337n, engine, registry: w.registry, number: 4n, ...enrolment });
    await w.engine.connect(w.registrar).publishRoot(w.registry, leaf, 4n, 300n, until);
    expect(await at(w, SLOTS.root(w.registry, leaf))).to.equal(4n | (300n << 64n) | (until << 96n));
    await w.engine.claim(w.registry, leaf, 4n, { ...enrolment, wallets: [...wallets] }, []);
    expect(await at(w, SLOTS.claimed(w.registry, 4))).to.equal(1n << 4n);
    await w.engine.connect(w.admin).setAttester(w.registry, authority, { mask: 0xabcdef, enrols: true });
    expect(await at(w, SLOTS.attester(w.registry, authority))).to.equal(0xabcdefn | (1n << 32n));
    await w.engine.connect(w.admin).setAttester(w.registry, w.spender.address, { mask: 0, enrols: true });
    const asOf = (await w.now()) - 1n;
    const attestation = { registry: w.registry, wallets: someWallets(1, 2) as readonly Address[], facts: someFacts() };
    const vouched = { ...attestation, asOf, deadline: asOf + 1_000n };
    const { domain, types, message } = enrolmentAttestationData({ chainId: 31337n, engine, ...vouched });
    const signature = (await w.spender.signTypedData(domain, types as never, message)) as Hex;
    const attester = w.spender.address as Address;
    await w.send(w.stranger, enrolByAttestation({ engine, attestation: vouched, attester, signature }));
    expect(await at(w, SLOTS.attested(w.registry, 304)), "after the reserved numbers").to.equal(asOf << 64n);
  });

  it("default: slots 15 to 18, aliases, bits of registrars and imports", async () => {
    const { w } = await lived();
    const { engine, registry } = w;
    await engine.connect(w.registrar).merge(registry, w.alice.address, w.bob.address, [w.at.token]);
    expect(await at(w, SLOTS.alias(registry, 2))).to.equal(1n);
    await engine.connect(w.admin).setRegistrar(registry, w.stranger.address, 0x8000_0001, 0x83);
    expect(await at(w, SLOTS.registrarBits(registry, w.stranger.address))).to.equal(0x8000_0001n | (0x83n << 32n));
    const holders = [w.alice.address, w.carol.address];
    const held = await w.ethers.deployContract("HeldToken", [w.at.engine, holders, 6n]);
    const token = await held.getAddress();
    await engine.connect(w.admin).admit(registry, token, w.at.manager, NOTICE);
    expect(await at(w, SLOTS.seeded(token))).to.equal(packWord(SEEDING_WORD, { supply: 12n }));
    expect(await at(w, SLOTS.tokenConfig(token))).to.equal(
      packWord(TOKEN_CONFIG_WORD, { registry: BigInt(registry), flags: 4n }),
    );
    await engine.connect(w.registrar).seed(token, [w.carol.address]);
    expect(await at(w, SLOTS.seeded(token))).to.equal(packWord(SEEDING_WORD, { seeded: 6n, supply: 12n }));
    expect(await at(w, SLOTS.seededWallet(token, w.carol.address))).to.equal(1n);
    expect(await at(w, SLOTS.seededWallet(token, w.alice.address))).to.equal(0n);
  });

  it("default: slots 19 to 22, lots, since when, tranches and groups", async () => {
    const w = await fresh();
    const group = { kind: "mostHolders", modes: 8, countrySet: { set: 0, outside: false }, limit: 9n } as const;
    await w.enforce([{ ...LOTS_RULE, movements: 1 }, group], [[276, 840]], TERMS);
    const { token } = w.at;
    const { startDay } = await w.engine.metering(token);
    expect(await at(w, SLOTS.metering(token)), "a day, and that they are complete").to.equal(startDay | (1n << 32n));
    const day = (await today(w)) + 1n;
    await onDay(w, day);
    await make(w, { kind: "mint", to: w.alice, amount: 60n });
    await onDay(w, day + 1n);
    await make(w, { kind: "mint", to: w.alice2, amount: 40n });
    const words = async () => Promise.all(Array.from({ length: 9 }, (_, n) => at(w, SLOTS.lots(token, 1) + BigInt(n))));
    const lot = (on: bigint, units: bigint) => units | (1n << 112n) | (on << 115n);
    expect(await words()).to.deep.equal([lot(day, 60n), lot(day + 1n, 40n), ...Array.from({ length: 7 }, () => 0n)]);
    expect(lot(day, 60n)).to.equal(packWord(LOT_WORD, { day, origin: 1n, units: 60n }));
    const bits = await at(w, SLOTS.holders(token, 1));
    expect(bits, "alice is a holder, and her lots are kept").to.equal(3n << 2n);
    await make(w, { kind: "burn", from: w.alice, amount: 60n });
    expect((await words()).slice(0, 2)).to.deep.equal([lot(day + 1n, 40n), 0n]);
    await w.engine.connect(w.agent).closeTranche(token, 6, day, INSTRUMENT);
    await w.engine.connect(w.agent).closeTranche(token, 0, 20_000n, INSTRUMENT);
    expect(await at(w, SLOTS.tranches(token))).to.equal((day << 192n) | 20_000n);
    const setHash = keccak256(`0x${countrySetDigits([276, 840])}`);
    expect(await at(w, SLOTS.group(token, setHash))).to.equal(1n << 64n);
    const flags = (await at(w, SLOTS.tokenConfig(token))) >> 240n;
    expect(flags, "metered").to.equal(BigInt(1 << TOKEN_FLAGS.metered));
  });

  it("default: slots 23 to 25, owners behind all holders, these holders, and owners behind each", async () => {
    const { w } = await lived();
    const { token } = w.at;
    const [first, second] = [3n << 64n, (1n << 224n) | 5n];
    const registrar = w.engine.connect(w.registrar);
    await registrar.stateOwners(token, w.alice2.address, first, INSTRUMENT);
    await registrar.stateOwners(token, w.bob.address, second, INSTRUMENT);
    expect(await at(w, SLOTS.owners(token))).to.equal(first + second);
    expect(await at(w, SLOTS.lookedThrough(token))).to.equal((1n << 64n) | (1n << 160n));
    expect(await at(w, SLOTS.ownersBehind(token, 1))).to.equal(first);
    expect(await at(w, SLOTS.ownersBehind(token, 2))).to.equal(second);
    expect((await at(w, SLOTS.tokenConfig(token))) >> 240n).to.equal(2n | BigInt(1 << TOKEN_FLAGS.lookedThrough));
  });

  it("default: a program's header, with terms of lots and groups", () => {
    const group = { kind: "mostHolders", modes: 8, countrySet: { set: 0, outside: false }, limit: 9n } as const;
    const { bytes } = someProgram([LOTS_RULE, group], [[276, 840]], TERMS);
    const header = BigInt(bytes.slice(0, 66));
    const [magic, version, needs, rules, sets, provisions] = [0x57425031n, 1n, 0x50n, 2n, 1n, 1n];
    // Lane 2 buys from origin 1, lane 5 from origin 6; status 5 keeps the clock; set 0 is a group.
    const [origins, keptBy, groups] = [0x0060_0100n, 1n << 5n, 1n];
    expect(header).to.equal(
      (magic << 224n) |
        (version << 216n) |
        (needs << 200n) |
        (rules << 184n) |
        (sets << 176n) |
        (provisions << 168n) |
        (origins << 136n) |
        (keptBy << 104n) |
        (groups << 64n),
    );
    const runsOn = someProgram([], [], { origins: [], clockRunsOn: true, clockKeptBy: 0 });
    expect((BigInt(runsOn.bytes.slice(0, 66)) >> 96n) & 0xffn).to.equal(1n);
  });

  it("behavior: both halves read the same words", async () => {
    const { w } = await lived();
    const { token } = w.at;
    await w.token.connect(w.agent).setFrozenUnits(w.bob.address, 5n);
    const { found, program } = await w.engine.facts(
      asMovement(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n }),
    );
    const { engine, registry } = w;
    expect([found.sender, found.receiver]).to.deep.equal([
      await engine.record(registry, w.alice.address),
      await engine.record(registry, w.bob.address),
    ]);
    expect([found.senderState, found.receiverState]).to.deep.equal([
      await engine.walletState(token, w.alice.address),
      await engine.walletState(token, w.bob.address),
    ]);
    expect([found.senderHolds, found.receiverHolds]).to.deep.equal([
      await engine.isHolder(token, 1n),
      await engine.isHolder(token, 2n),
    ]);
    expect([found.senderCounts, found.receiverCounts, found.totals]).to.deep.equal([
      await engine.counts(token, 840),
      await engine.counts(token, 276),
      await engine.totals(token),
    ]);
    expect(found.senderHolding, "the engine finds the wallets that the other half has listed").to.equal(100n);
    expect(program).to.equal((await engine.programsOf(token)).current);
    await w.engine.connect(w.registrar).enrol(registry, { wallets: [w.stranger.address], facts: someFacts() });
    expect((await engine.check(asMovement(w, { kind: "mint", to: w.stranger, amount: 1n }))).allowed).to.be.true;
  });

  it("default: slots 26 to 29, meters, flows two a slot, volumes and personal limits", async () => {
    const w = await fresh();
    const rules = [{ kind: "mostOutflow", side: "sender", window: 90, limit: 5n }] as const;
    await w.enforce(rules);
    const { token } = w.at;
    const meter = meterKeyOf(someProgram(rules), 0);
    const day = Number(await today(w));
    const flows = [day - 2, day - 1, day].map((each) => ({ day: each, units: BigInt(each) }));
    await (await setFlows(w, meter, w.alice, flows)).wait();
    const agent = w.engine.connect(w.agent);
    await (await agent.reportVolumes(token, 1n, 2n, 3n, 4n, INSTRUMENT)).wait();
    await (await agent.setPersonalLimit(token, w.bob.address, 5n, 6n, INSTRUMENT)).wait();
    const { since } = await w.engine.meterState(token, meter);
    expect(await at(w, SLOTS.meter(token, meter))).to.equal(since | (90n << 16n) | (1n << 48n));
    const [first, second, third] = flows.map((flow) =>
      packWord(FLOW_WORD, { day: BigInt(flow.day), units: flow.units }),
    );
    const place = SLOTS.flows(token, meter, 1, 1);
    expect(await at(w, place)).to.equal(first! | (second! << 128n));
    expect([await at(w, place + 1n), await at(w, place + 2n)]).to.deep.equal([third, 0n]);
    expect(await at(w, SLOTS.volumes(token))).to.equal(1n | (2n << 112n));
    expect(await at(w, SLOTS.volumes(token) + 1n)).to.equal(3n | (4n << 112n));
    expect(await at(w, SLOTS.personalLimit(token, 2))).to.equal(5n | (6n << 112n));
  });

  it("behavior: when the window of purchasers grows, from which day on they were kept, and how often it had grown by a purchase", async () => {
    const w = await fresh();
    const [short, long] = [5, 90].map((window) => [{ kind: "mostPurchasers", window, limit: 5n }] as const);
    await w.enforce(short!);
    const { token } = w.at;
    const meter = meterKeyOf(someProgram(short!), 0);
    const day = Number(await today(w));
    await scheduleMeters(w, long!);
    const since = (await w.engine.meterState(token, meter)).since;
    expect(await at(w, SLOTS.meter(token, meter))).to.equal(since | (90n << 16n) | (1n << 32n) | (1n << 48n));
    expect(await at(w, SLOTS.cut(token, ledgerOf(meter, 1), 0))).to.equal(BigInt(day - 4));
    await (await setFlows(w, meter, w.bob, [{ day, units: 1n }])).wait();
    expect(await at(w, SLOTS.flows(token, meter, 1, 0))).to.equal(packWord(FLOW_WORD, { day: BigInt(day), units: 1n }));
    expect(await at(w, SLOTS.flows(token, meter, 1, 2))).to.equal(packWord(FLOW_WORD, { day: BigInt(day), units: 2n }));
  });

  it("behavior: each function is of one half, and together they are the interface", () => {
    type Abi = { readonly fragments: readonly { readonly type: string }[] };
    const selectors = ({ fragments }: Abi) =>
      fragments
        .filter((each): each is FunctionFragment => each instanceof FunctionFragment)
        .map(({ selector }) => selector);
    const engine = selectors(Weighbridge__factory.createInterface());
    const admin = selectors(WeighbridgeAdmin__factory.createInterface());
    // The third half has this one too, and is never asked: the second answers before it.
    const consuming = IWeighbridge__factory.createInterface().getFunction("isConsumingScheduledOp").selector;
    const enrolment = selectors(WeighbridgeEnrolment__factory.createInterface()).filter((each) => each !== consuming);
    // Where the sixth half is, the fourth and the fifth say too, but the first answers before them.
    const meters = IWeighbridge__factory.createInterface().getFunction("metersHalf").selector;
    const headroom = selectors(WeighbridgeHeadroom__factory.createInterface()).filter((each) => each !== meters);
    const fifth = selectors(WeighbridgeRehearsals__factory.createInterface()).filter((each) => each !== meters);
    const sixth = selectors(WeighbridgeMeters__factory.createInterface()).filter((each) => each !== consuming);
    const all = [...engine, ...admin, ...enrolment, ...headroom, ...fifth, ...sixth];
    expect(all.sort(), "none twice").to.deep.equal([...new Set(all)].sort());
    expect(all).to.deep.equal(selectors(IWeighbridge__factory.createInterface()).sort());
  });

  it("behavior: no contract is larger than a chain takes", async () => {
    const names = [...(await artifacts.getAllFullyQualifiedNames())].filter((name) => name.startsWith("contracts/"));
    expect(names).to.include("contracts/Weighbridge.sol:Weighbridge");
    for (const name of names) {
      const { bytecode, deployedBytecode } = await artifacts.readArtifact(name);
      expect((deployedBytecode.length - 2) / 2, name).to.be.at.most(MOST_CODE);
      expect((bytecode.length - 2) / 2, name).to.be.at.most(MOST_CREATION);
    }
  });
});
