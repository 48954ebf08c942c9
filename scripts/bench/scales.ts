import { network } from "hardhat";
import { type Address, concatHex, type Hex, keccak256, numberToHex, stringToHex, zeroAddress } from "viem";
import * as change from "../../sdk/change/index.js";
import { type Rule, RULE_KINDS } from "../../sdk/kinds/index.js";
import { assembleProgram, type CountrySet } from "../../sdk/program/index.js";
import { walk } from "../../test/fixtures/walk.js";
import { LONG_FRESH, QUALIFIED } from "./rules.js";
import { codeWithoutGuards } from "./withoutGuards.js";

/** Gas of one transaction each. */
export type Movements = Readonly<
  Record<"steady" | "newHolder" | "exit" | "mint" | "burn" | "transferFrom" | "twoWallets" | "eightWallets", number>
>;

/** What a program consists of, and whether its guards are used. */
export type Measured = {
  readonly rules: readonly Rule[];
  readonly countrySets?: readonly CountrySet[] | undefined;
  readonly guards?: boolean | undefined;
};

/** Units: each holder's, what a steady transfer moves, and more than anybody moves. */
const HOLDING = 1_000_000n;
const AMOUNT = 150_000n;
const PLENTY = 10n ** 15n;
/** The instant at which the fund is measured lies within its term. */
const RULEBOOK: Hex = keccak256(stringToHex("bench"));

type Wallet = { readonly address: string };
const walletOf = (name: string): Wallet => ({ address: `0x${keccak256(stringToHex(name)).slice(26)}` });

/** Deploys everything once; each program is measured from one snapshot, so that no row leaves traces in the next. */
export async function startBench() {
  const connection = await network.create();
  const w = await walk(connection);
  const { ethers, networkHelpers } = connection;
  const signers = await ethers.getSigners();
  type Signer = typeof w.alice;
  const [a, b, e, g] = signers.slice(-4) as [Signer, Signer, Signer, Signer];
  // These never send.
  const [c, d, e2, f, f2, h] = ["c", "d", "e2", "f", "f2", "h"].map(walletOf) as [
    ...[Wallet, Wallet, Wallet, Wallet, Wallet, Wallet],
  ];
  const { spender } = w;
  const { token, engine } = w;
  const plain = await ethers.deployContract("PlainToken", ["Fund", "FND"]);
  const facts: change.InvestorFacts = {
    ...{ ...QUALIFIED, region: 0, states: 0, kycUntil: LONG_FRESH, statusUntil: LONG_FRESH },
  };
  const addresses = (...accounts: readonly Wallet[]) => accounts.map(({ address }) => address as Address);
  // Two who have eight wallets each: one that signs, and seven that hold.
  const further = (name: string) => addresses(...Array.from({ length: 7 }, (_, i) => walletOf(`${name} ${i}`)));
  const [gs, hs] = [further("g"), further("h")];
  const enrolments = [
    ...[[a], [b], [c], [d], [e, e2], [f, f2], [spender]].map((accounts) => addresses(...accounts)),
    [...addresses(g), ...gs],
    [...addresses(h), ...hs],
  ].map((wallets) => ({ wallets, facts }));
  await w.send(w.registrar, change.enrolBatch({ engine: w.at.engine, registry: w.registry, enrolments }));
  // A further holder, so that no count and no word of holders begins or ends at zero.
  for (const one of [...addresses(a, b, d, e, e2, f, f2, g, h), ...gs, ...hs]) {
    await (await token.connect(w.agent).mint(one, HOLDING)).wait();
    await (await plain.mint(one, HOLDING)).wait();
  }
  await (await token.connect(a).approve(spender.address, PLENTY)).wait();
  await (await plain.connect(a).approve(spender.address, PLENTY)).wait();
  type Sent = Promise<{ wait: () => Promise<{ gasUsed: bigint } | null> }>;
  const gas = async (sent: Sent) => {
    const receipt = await (await sent).wait();
    return Number(receipt?.gasUsed ?? 0n);
  };
  const clone = await cloned();
  const start = await networkHelpers.takeSnapshot();

  /** Each from the same state. */
  const alone = async (sent: () => Sent) => {
    const before = await networkHelpers.takeSnapshot();
    const used = await gas(sent());
    await before.restore();
    return used;
  };

  const enforce = async ({ rules, countrySets = [], guards = true }: Measured) => {
    await start.restore();
    const numbered = rules.map((rule) => ({ ...rule, provision: 0 }));
    const program = assembleProgram({ rules: numbered, countrySets, provisions: [RULEBOOK], rulebook: RULEBOOK });
    const id = await w.enforce([...program.rules], program.countrySets, program.lots);
    if (!guards) await networkHelpers.setCode(await engine.programAddress(id), codeWithoutGuards(program.bytes));
    const [current] = await engine.programsOf(w.at.token);
    const onLots = current !== (await engine.programAddress(id));
    if (!onLots && !rules.some(({ kind }) => RULE_KINDS[kind].judgedOn === "meter")) return;
    if (onLots) {
      // There were holders before lots were kept.
      await w.send(w.agent, change.completeLots({ engine: w.at.engine, token: w.at.token }));
      await w.send(w.author, change.settleProgram({ engine: w.at.engine, token: w.at.token }));
    }
    // Whoever moves units for the first time after that has its lots and flows written: that is not what a movement costs.
    await (await token.connect(a).transfer(b.address, AMOUNT)).wait();
    await (await token.connect(b).transfer(a.address, AMOUNT)).wait();
  };

  const sends: Readonly<Record<keyof Movements, () => Sent>> = {
    steady: () => token.connect(a).transfer(b.address, AMOUNT),
    newHolder: () => token.connect(a).transfer(c.address, AMOUNT),
    exit: () => token.connect(a).transfer(b.address, HOLDING),
    mint: () => token.connect(w.agent).mint(c.address, AMOUNT),
    burn: () => token.connect(w.agent).burn(a.address, AMOUNT),
    transferFrom: () => token.connect(spender).transferFrom(a.address, b.address, AMOUNT),
    twoWallets: () => token.connect(e).transfer(f.address, AMOUNT),
    eightWallets: () => token.connect(g).transfer(h.address, AMOUNT),
  };

  const movements = async (measured: Measured): Promise<Movements> => {
    await enforce(measured);
    const gasOf: Partial<Record<keyof Movements, number>> = {};
    for (const [name, send] of Object.entries(sends)) gasOf[name as keyof Movements] = await alone(send);
    return gasOf as Movements;
  };

  /** One movement under each of some programs. */
  const each = async (movement: keyof Movements, programs: readonly Measured[]): Promise<readonly number[]> => {
    const used: number[] = [];
    for (const measured of programs) {
      await enforce(measured);
      used.push(await alone(sends[movement]));
    }
    return used;
  };

  /** A token of the same program that is a clone, with the same two holders. */
  async function cloned() {
    const terms = [keccak256(stringToHex("clone")), w.at.manager, "Clone", "CLN", 0] as const;
    const at = await w.factory.predictClone(w.admin.address, ...terms);
    const deployed = await gas(w.factory.connect(w.admin).clone(...terms));
    const its = await ethers.getContractAt("SecurityToken", at);
    const [tokenAt, manager] = [at as Address, w.at.manager] as const;
    for (const call of change.configureToken({ manager, token: tokenAt })) await w.send(w.admin, call);
    const { engine: engineAt, manager: authority } = w.at;
    const admission = { engine: engineAt, registry: w.registry, token: tokenAt, authority, notice: 0n };
    await w.send(w.admin, change.admitToken(admission));
    return { token: its, at: tokenAt, deployed };
  }

  /** A steady transfer of a clone. */
  const cloneSteady = async ({ rules, countrySets = [] }: Measured) => {
    await start.restore();
    const numbered = rules.map((rule) => ({ ...rule, provision: 0 }));
    const program = assembleProgram({ rules: numbered, countrySets, provisions: [RULEBOOK], rulebook: RULEBOOK });
    const id = await w.enforce([...program.rules], program.countrySets);
    const at = { engine: w.at.engine, token: clone.at } as const;
    const effectiveFrom = (await w.now()) + 60n;
    await w.send(w.author, change.scheduleProgram({ ...at, programId: id, effectiveFrom }));
    await networkHelpers.time.increaseTo(effectiveFrom);
    await w.send(w.author, change.settleProgram(at));
    for (const one of [a, b, d]) await (await clone.token.connect(w.agent).mint(one.address, HOLDING)).wait();
    return alone(() => clone.token.connect(a).transfer(b.address, AMOUNT));
  };

  const floor = async (): Promise<Movements> => {
    await start.restore();
    return {
      steady: await alone(() => plain.connect(a).transfer(b.address, AMOUNT)),
      newHolder: await alone(() => plain.connect(a).transfer(c.address, AMOUNT)),
      exit: await alone(() => plain.connect(a).transfer(b.address, HOLDING)),
      mint: await alone(() => plain.connect(w.agent).mint(c.address, AMOUNT)),
      burn: await alone(() => plain.connect(w.agent).burn(a.address, AMOUNT)),
      transferFrom: await alone(() => plain.connect(spender).transferFrom(a.address, b.address, AMOUNT)),
      twoWallets: await alone(() => plain.connect(e).transfer(f.address, AMOUNT)),
      eightWallets: await alone(() => plain.connect(g).transfer(h.address, AMOUNT)),
    };
  };

  const enrol = async () => {
    const fresh = (i: number): change.Enrolment => ({
      wallets: [`0x${keccak256(numberToHex(i)).slice(2, 42)}`],
      facts,
    });
    const send = async (call: change.Call) => w.registrar.sendTransaction({ to: call.to, data: call.data });
    const at = { engine: w.at.engine, registry: w.registry } as const;
    const batch = Array.from({ length: 50 }, (_, i) => fresh(i));
    // One of a million, so that the proof is twenty hashes long; and not the first of its word of claims.
    const first = (await engine.registryInfo(w.registry)).investors + 1n;
    const { chainId } = await ethers.provider.getNetwork();
    const proof = Array.from({ length: 20 }, (_, height) => keccak256(numberToHex(1_000 + height)));
    const pair = (low: Hex, high: Hex) => keccak256(concatHex(low < high ? [low, high] : [high, low]));
    const leaves = [2n, 3n].map((i) =>
      change.enrolmentLeaf({ chainId, ...at, number: first + i, ...fresh(Number(i)) }),
    ) as [Hex, Hex];
    const root = proof.slice(1).reduce(pair, pair(...leaves));
    const until = LONG_FRESH;
    const claim = (i: 0 | 1) =>
      send(
        change.claimEnrolment({
          ...{ ...at, root, number: first + 2n + BigInt(i), ...fresh(2 + i) },
          proof: [leaves[1 - i] as Hex, ...proof.slice(1)],
        }),
      );
    const published = await networkHelpers.takeSnapshot();
    await (await send(change.publishRoot({ ...at, root, first, count: 1_000_000, until }))).wait();
    await (await claim(0)).wait();
    const claimed = await gas(claim(1));
    await published.restore();
    return {
      direct: await alone(() => send(change.enrol({ ...at, ...fresh(0) }))),
      claim: claimed,
      batch50: Math.round((await alone(() => send(change.enrolBatch({ ...at, enrolments: batch })))) / 50),
    };
  };

  const views = async (measured: Measured) => {
    await enforce(measured);
    const movement = {
      kind: 0,
      token: w.at.token,
      spender: zeroAddress,
      from: a.address,
      to: b.address,
      amount: AMOUNT,
    };
    return {
      check: Number(await engine.check.estimateGas(movement)),
      explain: Number(await engine.explain.estimateGas(movement)),
    };
  };

  /** What an issuer pays: a manager once, and each token in full. */
  const deploy = async () => {
    const manager = await ethers.deployContract("AccessManager", [w.admin.address]);
    const { artifacts } = await import("hardhat");
    const { bytecode } = await artifacts.readArtifact("SecurityToken");
    const salt = keccak256(stringToHex("another"));
    return {
      manager: await gas(Promise.resolve(manager.deploymentTransaction() as never)),
      full: await gas(w.factory.deploy(bytecode, salt, w.at.manager, "Another fund", "AFND", 0)),
      clone: clone.deployed,
    };
  };

  return { floor, movements, each, cloneSteady, enrol, views, deploy };
}
