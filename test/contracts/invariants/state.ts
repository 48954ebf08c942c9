import { type Interface } from "ethers";
import { type Address, concatHex, type Hex, keccak256, numberToHex } from "viem";
import { COUNT_BITS, HOLDERS_PER_WORD, RECORD_WORD, unpackWord } from "../../../sdk/kinds/index.js";
import { decodeProgram, type Flow, meterKeyOf, readFlow, type ProgramParts } from "../../../sdk/program/index.js";
import { countrySetDigits } from "../../../sdk/program/countrySetWords.js";
import { SLOTS } from "../../fixtures/slots.js";
import { BENEFICIARIES, COUNTRIES, ENGINE, type Memory, TOKEN, type World } from "./world.js";

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

export const lanesOf = (word: bigint): readonly bigint[] =>
  Array.from({ length: 8 }, (_, lane) => (word >> BigInt(COUNT_BITS * lane)) & ((1n << BigInt(COUNT_BITS)) - 1n));

const request = <T>(world: World, method: string, params: readonly unknown[]) =>
  world.w.connection.provider.request({ method, params: [...params] }) as Promise<T>;

/** A view of engine or token. */
export async function askAt(
  world: World,
  block: "latest" | "pending",
  to: string,
  of: Interface,
  name: string,
  args: readonly unknown[],
) {
  const data = await request<Hex>(world, "eth_call", [{ to, data: of.encodeFunctionData(name, args) }, block]);
  return of.decodeFunctionResult(name, data);
}

/** The same, on the last block. */
export const ask = (world: World, to: string, of: Interface, name: string, args: readonly unknown[]) =>
  askAt(world, "latest", to, of, name, args);

/** A word of a contract's storage. */
async function wordAt(world: World, of: Address, place: bigint): Promise<bigint> {
  return BigInt(await request<Hex>(world, "eth_getStorageAt", [of, numberToHex(place, { size: 32 }), "latest"]));
}

const places = new Map<string, bigint>();
/** Where the engine keeps something; hashed once. */
function placeOf<Name extends keyof typeof SLOTS>(name: Name, ...args: Parameters<(typeof SLOTS)[Name]>): bigint {
  const key = `${name} ${args.join(" ")}`;
  const known = places.get(key);
  if (known !== undefined) return known;
  const place = (SLOTS[name] as (...all: unknown[]) => bigint)(...args);
  places.set(key, place);
  return place;
}

const slot = <Name extends keyof typeof SLOTS>(world: World, name: Name, ...args: Parameters<(typeof SLOTS)[Name]>) =>
  wordAt(world, world.w.at.engine, placeOf(name, ...args));

const balancePlaces = new Map<string, bigint>();
/** A balance, where OpenZeppelin's ERC-20 keeps it: the first mapping. */
export function balanceWord(world: World, token: Address, wallet: Address): Promise<bigint> {
  let place = balancePlaces.get(wallet);
  if (place === undefined) {
    place = BigInt(keccak256(concatHex([numberToHex(BigInt(wallet), { size: 32 }), numberToHex(0, { size: 32 })])));
    balancePlaces.set(wallet, place);
  }
  return wordAt(world, token, place);
}

const encoded = new Map<string, Hex>();
/** A view that gives one word. */
async function askWord(
  world: World,
  to: string,
  of: Interface,
  name: string,
  ...args: readonly unknown[]
): Promise<bigint> {
  const key = `${name} ${args.join(" ")}`;
  let data = encoded.get(key);
  if (data === undefined) {
    data = of.encodeFunctionData(name, args) as Hex;
    encoded.set(key, data);
  }
  return BigInt(await request<Hex>(world, "eth_call", [{ to, data }, "latest"]));
}

const mapOf = async <K, V>(keys: readonly K[], of: (key: K) => Promise<V>): Promise<Map<K, V>> => {
  const map = new Map<K, V>();
  for (const key of keys) map.set(key, await of(key));
  return map;
};

/** Reads everything of the register and of the tokens, out of storage where it is one word, by a view where it is more. */
export async function readState(world: World, memory: Memory): Promise<State> {
  const { w, wallets, hostileAt, heldAt } = world;
  const engine = (name: string, ...args: readonly unknown[]) => ask(world, w.at.engine, ENGINE, name, args);
  const block = await request<{ timestamp: Hex }>(world, "eth_getBlockByNumber", ["latest", false]);
  const records = await mapOf(wallets, async (wallet) =>
    unpackWord(RECORD_WORD, await slot(world, "record", w.registry, wallet)),
  );
  const first = new Map<bigint, Address>();
  for (const [wallet, { investor }] of records)
    if (investor !== 0n && !first.has(investor)) first.set(investor, wallet);
  const [, , investors] = await engine("registryInfo", w.registry);
  const numbers = Array.from({ length: Number(investors) }, (_, i) => BigInt(i + 1));
  const people = new Map<bigint, { wallets: readonly Address[]; tokens: bigint }>();
  for (const [investor, wallet] of first) {
    const [its] = await engine("walletsOf", w.registry, wallet);
    const tokens = await askWord(world, w.at.engine, ENGINE, "tokensOf", w.registry, wallet);
    people.set(investor, { wallets: [...(its as Address[])], tokens });
  }
  const holders = async (token: string): Promise<Set<bigint>> => {
    const words = await mapOf(
      Array.from({ length: Number(investors) / HOLDERS_PER_WORD + 1 }, (_, i) => i),
      (i) => slot(world, "holders", token, i * HOLDERS_PER_WORD),
    );
    return new Set(numbers.filter((n) => ((words.get(Number(n) >> 7) ?? 0n) >> (2n * (n & 127n))) & 1n));
  };
  const tokens: TokenState[] = [];
  for (const token of world.tokens) tokens.push(await readToken(world, memory, token, first, await holders(token)));
  const [importing, seeded, supply] = await engine("importState", heldAt);
  return {
    ...{ time: BigInt(block.timestamp), investors: investors as bigint, records, people, tokens },
    hostileHolders: await holders(hostileAt),
    heldHolders: await holders(heldAt),
    imported: { importing, seeded, supply } as State["imported"],
    heldBalances: await mapOf(wallets, (wallet) => balanceWord(world, heldAt, wallet)),
    seeded: await mapOf(wallets, async (wallet) => slot(world, "seededWallet", heldAt, wallet)),
  };
}

async function readToken(
  world: World,
  memory: Memory,
  at: Address,
  first: ReadonlyMap<bigint, Address>,
  holders: ReadonlySet<bigint>,
): Promise<TokenState> {
  const { w, wallets } = world;
  const token = async (name: string, ...args: readonly unknown[]) =>
    (await ask(world, at, TOKEN, name, args)) as unknown[];
  const engine = async (name: string, ...args: readonly unknown[]) =>
    (await ask(world, w.at.engine, ENGINE, name, args)) as unknown[];
  const one = <T>(list: unknown[]) => list[0] as T;
  const config = await slot(world, "tokenConfig", at);
  const [current, next, nextFrom] = (await engine("programsOf", at)) as [Address, Address, bigint];
  const [lotsFrom, lotsComplete, nextAwaits] = (await engine("metering", at)) as [bigint, boolean, boolean];
  const program = await codeOf(world, current);
  const people = [...first];
  const holds = Array.from({ length: memory.holds.get(at) ?? 0 }, (_, i) => BigInt(i + 1));
  const held = [...(await mapOf(holds, (id) => token("holdOf", id))).values()] as [Address, Address, bigint][];
  const groupSets = (program?.rules ?? []).filter(({ modes }) => (modes & 8) !== 0).map((rule) => rule.countrySet!.set);
  const groups: { set: readonly number[]; lanes: readonly bigint[] }[] = [];
  for (const set of new Set(groupSets)) {
    const countries = program!.countrySets[set]!;
    groups.push({
      set: countries,
      lanes: lanesOf(await slot(world, "group", at, keccak256(`0x${countrySetDigits(countries)}`))),
    });
  }
  const looked = (config >> 246n) & 1n;
  const suspended = await mapOf(BENEFICIARIES, (who) => askWord(world, at, TOKEN, "suspenseOf", who));
  return {
    ...{ at, holders, config, current, next, nextFrom, nextAwaits, program, lotsFrom, lotsComplete, groups },
    supply: await askWord(world, at, TOKEN, "totalSupply"),
    balances: await mapOf(wallets, (wallet) => balanceWord(world, at, wallet)),
    free: await mapOf(wallets, (wallet) => askWord(world, at, TOKEN, "freeUnits", wallet)),
    bindings: await mapOf(wallets, async (wallet) => bindingOf(await slot(world, "walletState", at, wallet))),
    counts: await mapOf([...COUNTRIES, 826], async (country) => lanesOf(await slot(world, "counts", at, country))),
    totals: lanesOf(await slot(world, "totals", at)),
    paused: (await askWord(world, at, TOKEN, "paused")) === 1n,
    holds: held.map(([holder, pledgee, units]) => ({ holder, pledgee, units })),
    lots:
      lotsFrom === 0n
        ? new Map()
        : new Map(
            await Promise.all(
              people.map(async ([n, wallet]) => [n, one<bigint[]>(await engine("lotsOf", at, wallet))] as const),
            ),
          ),
    owners: lanesOf(await slot(world, "owners", at)),
    lookedThrough: lanesOf(await slot(world, "lookedThrough", at)),
    behind:
      looked === 0n
        ? new Map()
        : await mapOf([...first.keys()], async (n) => lanesOf(await slot(world, "ownersBehind", at, n))),
    meters: program === undefined ? [] : await readMeters(world, at, program, first),
    suspended: [...suspended.values()].reduce((sum, units) => sum + units, 0n),
  };
}

const bindingOf = (word: bigint): WalletBinding => ({
  frozen: word & ((1n << 112n) - 1n),
  held: (word >> 112n) & ((1n << 112n) - 1n),
  whole: ((word >> 224n) & 1n) === 1n,
});

const decoded = new Map<string, ProgramParts>();

/** The rules that are the code of this address; a program never changes. */
async function codeOf(world: World, program: Address): Promise<ProgramParts | undefined> {
  if (BigInt(program) === 0n) return undefined;
  const known = decoded.get(program);
  if (known !== undefined) return known;
  const code = await request<Hex>(world, "eth_getCode", [program, "latest"]);
  const parts = decodeProgram(`0x${code.slice(4)}`);
  decoded.set(program, parts);
  return parts;
}

async function readMeters(
  world: World,
  at: Address,
  program: ProgramParts,
  first: ReadonlyMap<bigint, Address>,
): Promise<readonly MeterRow[]> {
  const engine = async (name: string, ...args: readonly unknown[]) =>
    (await ask(world, world.w.at.engine, ENGINE, name, args)) as unknown[];
  const rows: MeterRow[] = [];
  for (const [rule, { kind }] of program.rules.entries()) {
    const group = kind === "mostGroupShare";
    if (!group && !["mostOutflow", "mostInflow", "mostPurchasers"].includes(kind)) continue;
    const key = meterKeyOf(program, rule);
    const [, , since, keptDays] = (await engine("meterState", at, key)) as [boolean, bigint, bigint, bigint];
    const flows = async (wallet: string) =>
      ((await engine("flowsOf", at, key, wallet)) as [bigint[]])[0].map((word) => readFlow(word));
    const marks = new Map<bigint, { counted: boolean; excluded: boolean; weight: bigint }>();
    if (group)
      for (const [n, wallet] of first) {
        const [counted, excluded, weight] = (await engine("groupMark", at, key, wallet)) as [boolean, boolean, bigint];
        marks.set(n, { counted, excluded, weight });
      }
    rows.push({
      ...{ rule, key, since, keptDays, marks },
      flows: group
        ? new Map()
        : new Map(await Promise.all([...first].map(async ([n, wallet]) => [n, await flows(wallet)] as const))),
      all: kind === "mostPurchasers" ? await flows(`0x${"00".repeat(20)}`) : [],
      ...(group && { sums: sumsIn(((await engine("groupSums", at, key)) as [[bigint, bigint, bigint]])[0]) }),
    });
  }
  return rows;
}

const sumsIn = ([weighted, excluded, counted]: readonly [bigint, bigint, bigint]) => ({ weighted, excluded, counted });
