import { type Address, keccak256 } from "viem";
import { COUNT_BITS, ORIGINS, type RuleKind, TRANCHE_BITS } from "../../../sdk/kinds/index.js";
import { meterKeyOf, type ProgramParts, readFlow } from "../../../sdk/program/index.js";
import { countrySetDigits } from "../../../sdk/program/countrySetWords.js";
import { ask, askWord, balanceWord, codeOf, mapOf, slot } from "./chain.js";
import { type MeterRow, type TokenState, type WalletBinding } from "./state.js";
import { BENEFICIARIES, COUNTRIES, ENGINE, type Memory, TOKEN, type World } from "./world.js";

export const lanesOf = (word: bigint): readonly bigint[] =>
  Array.from({ length: 8 }, (_, lane) => (word >> BigInt(COUNT_BITS * lane)) & ((1n << BigInt(COUNT_BITS)) - 1n));

/** Everything of one token. */
export async function readToken(
  world: World,
  memory: Memory,
  at: Address,
  first: ReadonlyMap<bigint, Address>,
  holders: ReadonlySet<bigint>,
): Promise<TokenState> {
  const { wallets, w } = world;
  const view = async (of: "engine" | "token", name: string, ...args: readonly unknown[]) =>
    (await (of === "engine"
      ? ask(world, w.at.engine, ENGINE, name, args)
      : ask(world, at, TOKEN, name, args))) as unknown[];
  const word = (name: string, ...args: readonly unknown[]) => askWord(world, at, TOKEN, name, ...args);
  const holdIds = Array.from({ length: memory.holds.get(at) ?? 0 }, (_, i) => BigInt(i + 1));
  const [config, programs, metering, holds, suspended, supply, paused] = await Promise.all([
    slot(world, "tokenConfig", at),
    view("engine", "programsOf", at) as Promise<[Address, Address, bigint]>,
    view("engine", "metering", at) as Promise<[bigint, boolean, boolean]>,
    mapOf(holdIds, (id) => view("token", "holdOf", id) as Promise<[Address, Address, bigint]>),
    mapOf(BENEFICIARIES, (who) => word("suspenseOf", who)),
    word("totalSupply"),
    word("paused"),
  ]);
  const [[current, next, nextFrom], [lotsFrom, lotsComplete, nextAwaits]] = [programs, metering];
  const program = await codeOf(world, current);
  const sets = (program?.rules ?? []).filter(({ modes }) => (modes & 8) !== 0).map((rule) => rule.countrySet!.set);
  const group = async (set: number) => {
    const countries = program!.countrySets[set]!;
    const key = keccak256(`0x${countrySetDigits(countries)}`);
    return { set: countries, lanes: lanesOf(await slot(world, "group", at, key)) };
  };
  const [balances, free, bindings, counts, totals, owners, lookedThrough, behind, lots, tranches, groups, meters] =
    await Promise.all([
      mapOf(wallets, (wallet) => balanceWord(world, at, wallet)),
      mapOf(wallets, (wallet) => word("freeUnits", wallet)),
      mapOf(wallets, async (wallet) => bindingOf(await slot(world, "walletState", at, wallet))),
      mapOf([...COUNTRIES, 826], async (country) => lanesOf(await slot(world, "counts", at, country))),
      slot(world, "totals", at),
      slot(world, "owners", at),
      slot(world, "lookedThrough", at),
      mapOf(((config >> 246n) & 1n) === 0n ? [] : [...first.keys()], async (n) =>
        lanesOf(await slot(world, "ownersBehind", at, n)),
      ),
      mapOf(lotsFrom === 0n ? [] : [...first.keys()], async (n) => [
        ...((await view("engine", "lotsOf", at, first.get(n)!))[0] as bigint[]),
      ]),
      slot(world, "tranches", at),
      Promise.all([...new Set(sets)].map(group)),
      program === undefined ? [] : readMeters(world, at, program, first),
    ]);
  return {
    ...{ at, holders, config, current, next, nextFrom, nextAwaits, program, lotsFrom, lotsComplete, groups },
    ...{ supply, balances, free, bindings, counts, lots, behind, meters, paused: paused === 1n },
    ...{ totals: lanesOf(totals), owners: lanesOf(owners), lookedThrough: lanesOf(lookedThrough) },
    closed: closedIn(tranches),
    holds: [...holds.values()].map(([holder, pledgee, units]) => ({ holder, pledgee, units })),
    suspended: [...suspended.values()].reduce((sum, units) => sum + units, 0n),
  };
}

/** Of each origin the day on which its tranche was closed; 0: it is open. */
const closedIn = (word: bigint): readonly number[] =>
  Array.from({ length: ORIGINS }, (_, origin) =>
    Number((word >> BigInt(TRANCHE_BITS * origin)) & ((1n << BigInt(TRANCHE_BITS)) - 1n)),
  );

const bindingOf = (word: bigint): WalletBinding => ({
  frozen: word & ((1n << 112n) - 1n),
  held: (word >> 112n) & ((1n << 112n) - 1n),
  whole: ((word >> 224n) & 1n) === 1n,
});

async function readMeters(
  world: World,
  at: Address,
  program: ProgramParts,
  first: ReadonlyMap<bigint, Address>,
): Promise<readonly MeterRow[]> {
  const engine = async (name: string, ...args: readonly unknown[]) =>
    (await ask(world, world.w.at.engine, ENGINE, name, args)) as unknown[];
  const row = async (rule: number): Promise<MeterRow> => {
    const { kind } = program.rules[rule]!;
    const group = kind === "mostGroupShare";
    const key = meterKeyOf(program, rule);
    const people = [...first.keys()];
    const flows = async (wallet: string) =>
      ((await engine("flowsOf", at, key, wallet)) as [bigint[]])[0].map((word) => readFlow(word));
    const mark = async (wallet: string) => {
      const [counted, excluded, weight] = (await engine("groupMark", at, key, wallet)) as [boolean, boolean, bigint];
      return { counted, excluded, weight };
    };
    const [[, , since, keptDays], marks, its, all, sums] = await Promise.all([
      engine("meterState", at, key) as Promise<[boolean, bigint, bigint, bigint]>,
      mapOf(group ? people : [], (n) => mark(first.get(n)!)),
      mapOf(group ? [] : people, (n) => flows(first.get(n)!)),
      kind === "mostPurchasers" ? flows(`0x${"00".repeat(20)}`) : [],
      group ? (engine("groupSums", at, key) as Promise<[[bigint, bigint, bigint]]>) : undefined,
    ]);
    return { rule, key, since, keptDays, marks, flows: its, all, ...(sums && { sums: sumsIn(sums[0]) }) };
  };
  const metered = [...program.rules.keys()].filter((rule) => METERED.has(program.rules[rule]!.kind));
  return Promise.all(metered.map(row));
}
/** Kinds that read a meter. */
export const METERED: ReadonlySet<string> = new Set<RuleKind>([
  ...(["mostOutflow", "mostOutflowShare", "mostOutflowShareOrVolume", "mostInflow"] as const),
  ...(["mostPurchasers", "mostVenueVolume", "mostGroupShare"] as const),
]);

const sumsIn = ([weighted, excluded, counted]: readonly [bigint, bigint, bigint]) => ({ weighted, excluded, counted });
