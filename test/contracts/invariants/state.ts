import { type Address, type Hex } from "viem";
import { HOLDERS_PER_WORD, RECORD_WORD, unpackWord } from "../../../sdk/kinds/index.js";
import { type Flow, type ProgramParts } from "../../../sdk/program/index.js";
import { ask, askWord, balanceWord, mapOf, request, slot } from "./chain.js";
import { readToken } from "./tokens.js";
import { ENGINE, type Memory, type World } from "./world.js";

export type RecordFields = Readonly<Record<keyof typeof RECORD_WORD, bigint>>;
export type WalletBinding = { readonly frozen: bigint; readonly held: bigint; readonly whole: boolean };
export type MeterRow = {
  readonly rule: number;
  readonly key: Hex;
  readonly since: bigint;
  readonly keptDays: bigint;
  readonly flows: ReadonlyMap<bigint, readonly Flow[]>;
  readonly all: readonly Flow[];
  readonly sums?: { readonly weighted: bigint; readonly excluded: bigint; readonly counted: bigint };
  readonly marks: ReadonlyMap<
    bigint,
    { readonly counted: boolean; readonly excluded: boolean; readonly weight: bigint }
  >;
};

/** What token and engine have of one token. */
export type TokenState = {
  readonly at: Address;
  readonly supply: bigint;
  readonly balances: ReadonlyMap<Address, bigint>;
  readonly free: ReadonlyMap<Address, bigint>;
  readonly bindings: ReadonlyMap<Address, WalletBinding>;
  readonly holders: ReadonlySet<bigint>;
  readonly counts: ReadonlyMap<number, readonly bigint[]>;
  readonly totals: readonly bigint[];
  readonly config: bigint;
  readonly paused: boolean;
  /** The program in force, and the one that waits. */
  readonly current: Address;
  readonly next: Address;
  readonly nextFrom: bigint;
  readonly nextAwaits: boolean;
  readonly program: ProgramParts | undefined;
  readonly holds: readonly { readonly holder: Address; readonly pledgee: Address; readonly units: bigint }[];
  /** First day of keeping; 0: it keeps no lots. */
  readonly lotsFrom: bigint;
  readonly lotsComplete: boolean;
  readonly lots: ReadonlyMap<bigint, readonly bigint[]>;
  /** By origin the day on which the tranche was closed; 0: it is open. */
  readonly closed: readonly number[];
  readonly groups: readonly { readonly set: readonly number[]; readonly lanes: readonly bigint[] }[];
  readonly owners: readonly bigint[];
  readonly lookedThrough: readonly bigint[];
  readonly behind: ReadonlyMap<bigint, readonly bigint[]>;
  readonly meters: readonly MeterRow[];
  readonly suspended: bigint;
};

export type State = {
  readonly time: bigint;
  readonly investors: bigint;
  readonly records: ReadonlyMap<Address, RecordFields>;
  /** Of each investor who has wallets: which, and how many tokens the engine says that it holds. */
  readonly people: ReadonlyMap<bigint, { readonly wallets: readonly Address[]; readonly tokens: bigint }>;
  readonly tokens: readonly TokenState[];
  /** Bits of the hostile token and of the imported one. */
  readonly hostileHolders: ReadonlySet<bigint>;
  readonly heldHolders: ReadonlySet<bigint>;
  readonly imported: { readonly importing: boolean; readonly seeded: bigint; readonly supply: bigint };
  readonly seeded: ReadonlyMap<Address, bigint>;
  readonly heldBalances: ReadonlyMap<Address, bigint>;
};

/** Reads everything of the register and of the tokens, out of storage where it is one word, by a view where it is more. */
export async function readState(world: World, memory: Memory): Promise<State> {
  const { w, wallets, hostileAt, heldAt } = world;
  const engine = (name: string, ...args: readonly unknown[]) => ask(world, w.at.engine, ENGINE, name, args);
  const [block, records, [, , investors], [importing, seeded, supply], heldBalances, seededWallets] = await Promise.all(
    [
      request<{ timestamp: Hex }>(world, "eth_getBlockByNumber", ["latest", false]),
      mapOf(wallets, async (wallet) => unpackWord(RECORD_WORD, await slot(world, "record", w.registry, wallet))),
      engine("registryInfo", w.registry),
      engine("importState", heldAt),
      mapOf(wallets, (wallet) => balanceWord(world, heldAt, wallet)),
      mapOf(wallets, (wallet) => slot(world, "seededWallet", heldAt, wallet)),
    ],
  );
  const first = new Map<bigint, Address>();
  for (const [wallet, { investor }] of records)
    if (investor !== 0n && !first.has(investor)) first.set(investor, wallet);
  const numbers = Array.from({ length: Number(investors) }, (_, i) => BigInt(i + 1));
  const holders = async (token: string): Promise<Set<bigint>> => {
    const words = await mapOf(
      Array.from({ length: Number(investors) / HOLDERS_PER_WORD + 1 }, (_, i) => i),
      (i) => slot(world, "holders", token, i * HOLDERS_PER_WORD),
    );
    return new Set(numbers.filter((n) => ((words.get(Number(n) >> 7) ?? 0n) >> (2n * (n & 127n))) & 1n));
  };
  const person = async (wallet: Address) => {
    const [[its], tokens] = await Promise.all([
      engine("walletsOf", w.registry, wallet),
      askWord(world, w.at.engine, ENGINE, "tokensOf", w.registry, wallet),
    ]);
    return { wallets: [...(its as Address[])], tokens };
  };
  const [people, tokens, hostileHolders, heldHolders] = await Promise.all([
    mapOf([...first.keys()], (n) => person(first.get(n)!)),
    Promise.all(world.tokens.map(async (token) => readToken(world, memory, token, first, await holders(token)))),
    holders(hostileAt),
    holders(heldAt),
  ]);
  return {
    ...{ time: BigInt(block.timestamp), investors: investors as bigint, records, people, tokens },
    ...{ hostileHolders, heldHolders, heldBalances, seeded: seededWallets },
    imported: { importing, seeded, supply } as State["imported"],
  };
}
