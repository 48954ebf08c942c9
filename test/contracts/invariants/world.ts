import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { Interface } from "ethers";
import { type Address, type Hex, numberToHex } from "viem";
import { securityTokenAbi, weighbridgeAbi } from "../../../sdk/abis/index.js";
import * as change from "../../../sdk/change/index.js";
import { ROLES } from "../../../sdk/kinds/index.js";
import { type Program } from "../../../sdk/program/index.js";
import { type HeldToken, type HostileToken, HostileToken__factory, type SigningWallet } from "../../../types/index.js";
import { impersonate } from "../../fixtures/raw.js";
import { someWallets } from "../../fixtures/registers.js";
import { NOTICE, someFacts, type Walk } from "../../fixtures/walk.js";
import { type Acting, contractHolders } from "./contracts.js";
import { type Logged } from "./log.js";
import { programs } from "./programs.js";
import { Reads } from "./reads.js";

/** Engine and token as one list of functions each. */
export const ENGINE = new Interface(JSON.stringify(weighbridgeAbi));
export const TOKEN = new Interface(JSON.stringify(securityTokenAbi));
export const HOSTILE: Interface = HostileToken__factory.createInterface();

export const COUNTRIES = [0, 276, 840, 1023] as const;
/** Units each of them holds of the token that is imported. */
export const HELD = 100n;
/** Whom the registry never knows: for whom units wait in suspense. */
export const BENEFICIARIES = [
  "0x000000000000000000000000000000000000E57a",
  "0x000000000000000000000000000000000000e57b",
];
/** Wallets beside those of people and contracts: six of them in the registry, the others free at first. */
const OTHERS = 12;

const SALT = numberToHex(7, { size: 32 });

/** Whoever may call, by the role that the manager gave. Spenders, attesters and pledgees stand beside them. */
export type Actors = Readonly<Record<change.ManagerRole, Account>> & {
  readonly agent2: Account;
  /** Nobody's: has no role, and no wallet of his is in a registry. */
  readonly nobody: Account;
  /** Spends for others. */
  readonly spender: Account;
  /** Vouches for investors, by its key. */
  readonly attester: Account;
  /** Has bits of its own. */
  readonly desk: Account;
};

/** Everything that random steps act on. Nothing in it changes: what does is read from the chain, or is `Memory`. */
export type World = {
  readonly w: Walk;
  readonly reads: Reads;
  readonly actors: Actors;
  /** Two of one registry, each under a program of its own; the first is the walk's, the second a clone of the factory's. */
  readonly tokens: readonly [Address, Address];
  /** Admitted to the same registry; tells whatever it is told to. */
  readonly hostile: HostileToken;
  readonly hostileAt: Address;
  /** Is being imported. */
  readonly held: HeldToken;
  readonly heldAt: Address;
  /** Has source and attester of its own, and signs as a contract. */
  readonly signer: SigningWallet;
  readonly signerAt: Address;
  /** The first of the contracts. */
  readonly smart: Address;
  /** Contracts that hold units and spend those of others: how each makes a call. */
  readonly contracts: ReadonlyMap<Address, Acting>;
  /** All that may ever be in the registry, the suspense account of the first token among them. */
  readonly wallets: readonly Address[];
  readonly programs: readonly Program[];
  readonly plugIn: Address;
};

/** What a run has done that the chain does not tell again. */
export type Memory = {
  /** How many holds were placed, by token. */
  readonly holds: Map<Address, number>;
  /** Calls that were filed, and by whom. */
  readonly orders: { readonly token: Address; readonly data: Hex }[];
  readonly recoveries: { readonly token: Address; readonly lost: Address }[];
  readonly roots: { readonly root: Hex; readonly leaves: readonly { number: bigint; enrolment: change.Enrolment }[] }[];
  /** Investors whom the hostile token has made holders: of these it may move how many tokens a wallet holds. */
  readonly touched: Set<bigint>;
  /** What rules let pass, of each token since its program took effect: what a meter must never count less of. */
  readonly log: Logged[];
  /** Volumes as they were reported, by token. */
  readonly volumes: Map<
    Address,
    Readonly<Record<"weekly" | "daily", { readonly units: bigint; readonly until: bigint }>>
  >;
  /** Personal limits as they were attested, by token and investor; of who took in another it is not known which one counts. */
  readonly personal: Map<string, { readonly units: bigint; readonly until: bigint } | "joined">;
  /** Whom a merge ended, who went on, and in which tokens its flows were joined. */
  readonly gone: { readonly investor: bigint; readonly into: bigint; readonly tokens: Set<string> }[];
};

export const freshMemory = (): Memory => ({
  ...{ holds: new Map(), orders: [], recoveries: [], roots: [], touched: new Set(), log: [], gone: [] },
  ...{ volumes: new Map(), personal: new Map() },
});

/** Of a token nothing that was moved is known any more. */
export function forgetFlows(memory: Memory, token: Address): void {
  const others = memory.log.filter((one) => one.token !== token);
  memory.log.splice(0, memory.log.length, ...others);
}

/** The walk with four more people, a contract among their wallets, a second token, a hostile one and one that is being imported. */
export async function openWorld(w: Walk): Promise<World> {
  const { engine, manager: authority } = w.at;
  const [nobody, attester, desk, steward] = (await w.ethers.getSigners()).slice(13) as [
    Account,
    Account,
    Account,
    Account,
  ];
  await w.manager.connect(w.admin).grantRole(change.MANAGER_ROLES.steward.id, steward.address, 0);
  const actors = {
    ...{ admin: w.admin, ruleAuthor: w.author, registrar: w.registrar, transferAgent: w.agent, guardian: w.guardian },
    ...{ steward, agent2: w.agent2, nobody, spender: w.spender, attester, desk },
  };
  const contracts = await contractHolders(w);
  const [smart] = contracts.keys() as unknown as [Address];
  const people = [w.alice, w.alice2, w.bob, w.carol].map(({ address }) => address as Address);
  const others = someWallets(0, OTHERS);
  const wallets = [...people, ...contracts.keys(), ...others, w.at.token];
  await impersonate(w, wallets);
  const enrolments = [
    ...[...contracts.keys()].map((wallet) => ({
      wallets: [wallet],
      facts: someFacts({ country: 276, lane: 1, statuses: 1 + 2 ** ROLES.venue }),
    })),
    { wallets: others.slice(0, 3), facts: someFacts({ country: 840, lane: 2, statuses: 1 << 5 }) },
    { wallets: others.slice(3, 5), facts: someFacts({ country: 0, lane: 5, statuses: (1 << 5) | (1 << 6) }) },
    { wallets: others.slice(5, 6), facts: someFacts({ country: 1023, lane: 7, statuses: 2 ** 24 }) },
    { wallets: [w.at.token], facts: someFacts({ country: 840, lane: 7, states: 1 << 3 }) },
  ];
  await w.send(w.registrar, change.enrolBatch({ engine, registry: w.registry, enrolments }));

  const terms = [authority, "Second", "SEC", 0] as const;
  const secondAt = (await w.factory.predictClone(w.admin.address, SALT, ...terms)) as Address;
  await (await w.factory.connect(w.admin).clone(SALT, ...terms)).wait();
  const hostile = await w.ethers.deployContract("HostileToken", [engine]);
  const held = await w.ethers.deployContract("HeldToken", [engine, [w.bob.address, smart, others[0]!], HELD]);
  const [hostileAt, heldAt] = (await Promise.all([hostile, held].map((t) => t.getAddress()))) as [Address, Address];
  for (const call of change.configureToken({ manager: authority, token: secondAt })) await w.send(w.admin, call);
  const tokens = [w.at.token, secondAt] as const;
  const reserve = await w.ethers.deployContract("HostilePlugIn");
  const plugIn = (await reserve.getAddress()) as Address;
  const known = programs(await w.now(), plugIn);
  for (const { bytes } of known) await w.send(w.author, change.publishProgram({ engine, program: bytes }));
  for (const token of [secondAt, hostileAt, heldAt]) {
    const notice = token === secondAt ? 0n : NOTICE;
    await w.send(w.admin, change.admitToken({ engine, registry: w.registry, token, authority, notice }));
    const effectiveFrom = (await w.now()) + 60n;
    await w.send(w.author, change.scheduleProgram({ engine, token, programId: known[0]!.id, effectiveFrom }));
  }
  await w.networkHelpers.time.increase(61);
  for (const token of tokens) {
    for (const [i, wallet] of [...people, ...contracts.keys(), ...others.slice(0, 4)].entries()) {
      if (i % 2 === 1 && token !== w.at.token) continue;
      await w.send(w.agent, change.mint({ token, to: wallet, amount: BigInt(5 + 10 * i) }));
    }
    await w.send(w.alice, change.approve({ token, spender: w.spender.address as Address, amount: 40n }));
  }
  const signer = await w.ethers.deployContract("SigningWallet");
  const views = await w.ethers.deployContract("Views");
  const signerAt = (await signer.getAddress()) as Address;
  await w.engine.connect(w.admin).setAttester(w.registry, attester.address, { mask: 0x61, enrols: true });
  await w.engine.connect(w.admin).setRegistrar(w.registry, desk.address, 0x61, 3);
  for (const token of tokens) await w.engine.connect(w.admin).setHaltSource(token, signerAt);
  return {
    ...{ w, actors, tokens, hostile, hostileAt, held, heldAt, signer, signerAt, smart, contracts, wallets, plugIn },
    reads: new Reads(w.connection.provider, (await views.getAddress()) as Address),
    programs: known,
  };
}
