import { type Address, getAddress } from "viem";
import { securityTokenAbi, weighbridgeAbi } from "../abis/index.js";
import { ENGINE, TOKEN } from "../check/engine.js";
import { readField, RECORD_WORD, unpackWord, WALLET_STATE_WORD } from "../kinds/index.js";
import { type ReadAt, type Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import { type Holder, type HolderWallet } from "./types.js";

/** Questions that wait for an answer at once: more make public nodes refuse. */
const AT_ONCE = 24;

type Asked = {
  readonly token: Address;
  readonly engine: Address;
  readonly registry: number;
  readonly on: ReadAt;
  /** Whether the token ever had a wallet state, keeps lots, and has owners stated. */
  readonly states: boolean;
  readonly lots: boolean;
  readonly owners: boolean;
};
type Found = { readonly wallet: HolderWallet; readonly record: bigint };

/**
 * @internal
 * Who of the candidates holds the token, with all their wallets, ascending by investor; and wallets with units that have no record.
 */
export async function readHolders(
  reader: Reader,
  candidates: readonly Address[],
  asked: Asked,
): Promise<{ readonly holders: readonly Holder[]; readonly unrecorded: readonly HolderWallet[] }> {
  const { engine, registry, on } = asked;
  const ofEngine = { ...on, abi: weighbridgeAbi, address: engine, wanted: ENGINE } as const;
  const found = (await each(candidates, (address) => readWallet(reader, address, asked))).filter(
    ({ wallet }) => wallet.units > 0n,
  );
  const investors = new Map<bigint, Found>();
  for (const one of found) {
    const investor = readField(one.record, RECORD_WORD.investor);
    if (investor > 0n && !investors.has(investor)) investors.set(investor, one);
  }
  const known = new Map(found.map((one) => [one.wallet.address, one]));
  const holders = await each([...investors], async ([investor, { wallet: first, record }]): Promise<Holder> => {
    const { address } = first;
    const { country, region, lane, wallets, statuses, states, kycUntil, statusUntil } = unpackWord(RECORD_WORD, record);
    const [all, lots, owners] = await Promise.all([
      wallets > 1n
        ? readContract(reader, { ...ofEngine, functionName: "walletsOf", args: [registry, address] })
        : [address],
      asked.lots ? readContract(reader, { ...ofEngine, functionName: "lotsOf", args: [asked.token, address] }) : [],
      asked.owners
        ? readContract(reader, { ...ofEngine, functionName: "ownersOf", args: [asked.token, address] })
        : ([0n] as const),
    ]);
    const own: HolderWallet[] = [];
    for (const one of all.map((each) => getAddress(each)))
      own.push((known.get(one) ?? (await readWallet(reader, one, asked))).wallet);
    return {
      ...{ investor, country: Number(country), region: Number(region), lane: Number(lane), kycUntil, statusUntil },
      ...{ statuses: Number(statuses), states: Number(states), wallets: own, lots, owners: owners[0] },
    };
  });
  const isNobody = ({ record }: Found) => readField(record, RECORD_WORD.investor) === 0n;
  return {
    holders: [...holders].sort((one, other) => (one.investor < other.investor ? -1 : 1)),
    unrecorded: found.filter(isNobody).map(({ wallet }) => wallet),
  };
}

/** What a wallet has, and its record. */
async function readWallet(
  reader: Reader,
  address: Address,
  { token, engine, registry, on, states }: Asked,
): Promise<Found> {
  const ofEngine = { ...on, abi: weighbridgeAbi, address: engine, wanted: ENGINE } as const;
  const [units, state, record] = await Promise.all([
    readContract(reader, {
      ...on,
      ...({
        abi: securityTokenAbi,
        address: token,
        wanted: TOKEN,
        functionName: "balanceOf",
        args: [address],
      } as const),
    }),
    states ? readContract(reader, { ...ofEngine, functionName: "walletState", args: [token, address] }) : 0n,
    readContract(reader, { ...ofEngine, functionName: "record", args: [registry, address] }),
  ]);
  const { frozen, held, whole } = unpackWord(WALLET_STATE_WORD, state);
  return { wallet: { address, units, frozen, held, walletFrozen: whole === 1n }, record };
}

/** The answers, in order, with no more than so many questions at once. */
async function each<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<readonly R[]> {
  const answers: R[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < items.length; index = next++) answers[index] = await ask(items[index] as T);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  return answers;
}
