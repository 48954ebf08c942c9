import { type Interface } from "ethers";
import { type Address, concatHex, type Hex, keccak256, numberToHex } from "viem";
import { decodeProgram, type ProgramParts } from "../../../sdk/program/index.js";
import { SLOTS } from "../../fixtures/slots.js";
import { type World } from "./world.js";

/** A question to the chain. */
export const request = <T>(world: World, method: string, params: readonly unknown[]) =>
  world.w.connection.provider.request({ method, params: [...params] }) as Promise<T>;

/** What a view of engine or token will say in the next block. */
export async function askNext(world: World, to: string, of: Interface, name: string, args: readonly unknown[]) {
  const data = await request<Hex>(world, "eth_call", [{ to, data: of.encodeFunctionData(name, args) }, "pending"]);
  return of.decodeFunctionResult(name, data);
}

/** The same, on the last block. */
export async function ask(world: World, to: string, of: Interface, name: string, args: readonly unknown[]) {
  const data = await world.reads.view(to as Address, of.encodeFunctionData(name, args) as Hex);
  return of.decodeFunctionResult(name, data);
}

/** A word of a contract's storage. */
function wordAt(world: World, of: Address, place: bigint): Promise<bigint> {
  return world.reads.word(of, place);
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

/** A word of the engine's. */
export const slot = <Name extends keyof typeof SLOTS>(
  world: World,
  name: Name,
  ...args: Parameters<(typeof SLOTS)[Name]>
) => wordAt(world, world.w.at.engine, placeOf(name, ...args));

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
export async function askWord(
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
  return BigInt(await world.reads.view(to as Address, data));
}

/** Of each its value; all are asked for at once. */
export const mapOf = async <K, V>(keys: readonly K[], of: (key: K) => Promise<V>): Promise<Map<K, V>> => {
  const values = await Promise.all(keys.map(of));
  return new Map(keys.map((key, i) => [key, values[i]!]));
};

const decoded = new Map<string, ProgramParts>();

/** The rules that are the code of this address; a program never changes. */
export async function codeOf(world: World, program: Address): Promise<ProgramParts | undefined> {
  if (BigInt(program) === 0n) return undefined;
  const known = decoded.get(program);
  if (known !== undefined) return known;
  const code = await request<Hex>(world, "eth_getCode", [program, "latest"]);
  const parts = decodeProgram(`0x${code.slice(4)}`);
  decoded.set(program, parts);
  return parts;
}
