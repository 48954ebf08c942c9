import { type Address, type Hex, numberToHex } from "viem";
import { weighbridgeAbi } from "../../abis/index.js";
import { ENGINE } from "../../check/engine.js";
import { type ReadAt, type Reader } from "../../reader/index.js";
import { readContract } from "../../reader/readContract.js";
import { type AttesterTerms, type Observed, type PublishedRoot, type RegistrarTerms } from "../observed.js";
import { readEvents } from "./readEvents.js";

const NAMES = ["RegistryCreated", "RegistrarSet", "AttesterSet", "RootPublished"] as const;

type Registry = { readonly engine: Address; readonly registry: number };
export type RegistryState = Pick<Observed, "registrars" | "attesters" | "roots">;

/**
 * @internal
 * Whose word a registry takes, beside its authority's: the engine keeps no lists, so that its events say whom to ask about, and its state decides.
 */
export async function readRegistry(
  reader: Reader,
  { engine, registry, fromBlock }: Registry & { readonly fromBlock: bigint | undefined },
  on: ReadAt,
): Promise<RegistryState> {
  const first = numberToHex(registry, { size: 32 });
  const events = await readEvents(reader, {
    ...{ abi: weighbridgeAbi, address: engine, names: NAMES, first, fromBlock, at: on.at },
    isFirst: ({ eventName }) => eventName === "RegistryCreated",
  });
  const [registrars, attesters, roots] = [new Set<Address>(), new Set<Address>(), new Set<Hex>()];
  for (const told of events) {
    if (told.eventName === "RegistrarSet") registrars.add(told.args.registrar);
    if (told.eventName === "AttesterSet") attesters.add(told.args.attester);
    if (told.eventName === "RootPublished") roots.add(told.args.root);
  }
  const ask = { ...on, abi: weighbridgeAbi, address: engine, wanted: ENGINE } as const;
  const [registrarTerms, attesterTerms, published] = await Promise.all([
    Promise.all([...registrars].sort().map((account) => registrarOf(reader, ask, [registry, account]))),
    Promise.all([...attesters].sort().map((account) => attesterOf(reader, ask, [registry, account]))),
    Promise.all([...roots].sort().map((root) => rootOf(reader, ask, [registry, root]))),
  ]);
  return { registrars: registrarTerms.flat(), attesters: attesterTerms.flat(), roots: published.flat() };
}

type Ask = ReadAt & { readonly abi: typeof weighbridgeAbi; readonly address: Address; readonly wanted: string };

async function registrarOf(
  reader: Reader,
  ask: Ask,
  args: readonly [number, Address],
): Promise<readonly RegistrarTerms[]> {
  const { statuses, states } = await readContract(reader, { ...ask, functionName: "registrarBits", args });
  return statuses === 0 && states === 0 ? [] : [{ account: args[1], statuses, states }];
}

async function attesterOf(
  reader: Reader,
  ask: Ask,
  args: readonly [number, Address],
): Promise<readonly AttesterTerms[]> {
  const { mask, enrols } = await readContract(reader, { ...ask, functionName: "attesterInfo", args });
  return mask === 0 && !enrols ? [] : [{ account: args[1], mask, enrols }];
}

async function rootOf(reader: Reader, ask: Ask, args: readonly [number, Hex]): Promise<readonly PublishedRoot[]> {
  const { first, count, until, revoked } = await readContract(reader, { ...ask, functionName: "rootInfo", args });
  const open = !revoked && BigInt(until) > ask.at.time;
  return open ? [{ root: args[1], first, count, until: BigInt(until) }] : [];
}
