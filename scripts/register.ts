// Writes rulebooks/examples/private-fund/register.json: the investors of the worked offerings, made up from a seed.
//
//   tsx scripts/register.ts [--check]
//
// The same seed gives the same bytes. Nobody in it exists: there are no names, and the keys of its wallets are known to everybody.
// With --check nothing is written, and a stale file makes the exit code 1.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { keccak256, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";

const FILE = "rulebooks/examples/private-fund/register.json";
const SEED = 2026;

type Investor = {
  readonly number: number;
  country: string;
  /** State, by its name in the scheme; null: none is recorded, as of everybody abroad. */
  readonly region: string | null;
  readonly lane: number;
  readonly statuses: Set<string>;
  readonly states: Set<string>;
  kycUntil: string;
  statusUntil: string;
  wallets: number;
};

/** How many investors there are in each lane, apart from the issuer and its intermediaries. */
const LANES: readonly (readonly [lane: number, investors: number])[] = [
  [3, 220],
  [6, 155],
  [2, 40],
  [5, 40],
  [4, 20],
  [1, 12],
  [0, 4],
];
/** Lane 7: the issuer's inventory first. */
const UNCOUNTED: readonly (readonly string[])[] = [
  ["issuer"],
  ["dealer", "accredited", "qualifiedPurchaser", "qib", "ecp", "screened"],
  ["dealer", "accredited", "qualifiedPurchaser", "qib", "ecp", "screened"],
  // A dealer that is a qualified institutional buyer at $10,000,000 is no qualified purchaser.
  ["dealer", "accredited", "qib", "ecp", "screened"],
  ["custodian", "accredited", "qualifiedPurchaser", "qib", "ecp", "screened"],
  ["custodian", "accredited", "qualifiedPurchaser", "qib", "ecp", "screened"],
  ["custodian", "accredited", "qualifiedPurchaser", "qib", "ecp", "screened"],
  // Has not certified that everyone for whom it holds is a qualified purchaser.
  ["custodian", "accredited", "qib", "ecp", "screened"],
  ["venue", "accredited", "ecp", "screened"],
];
/** Where non-US investors live, by weight; with the United States 20 countries. */
const ABROAD: Readonly<Record<string, number>> = {
  ...{ GB: 9, CA: 8, DE: 7, CH: 7, SG: 6, LU: 6, JP: 6, FR: 6, NL: 5, HK: 5, IE: 4, AU: 4, SE: 4, AE: 4, KR: 4 },
  ...{ BR: 6, MX: 5, IR: 3, CU: 2 },
};
/** In which states US investors live, by weight. */
const STATES: Readonly<Record<string, number>> = {
  ...{ california: 12, newYork: 9, texas: 9, massachusetts: 6, illinois: 6, washington: 5, colorado: 4, virginia: 4 },
  ...{ delaware: 3, districtOfColumbia: 2, florida: 6, newJersey: 4, pennsylvania: 4, oregon: 3 },
  ...{ ohio: 4, georgia: 4, nevada: 3, hawaii: 1 },
};
/** How many investors have so many wallets more than one: 120 in all. */
const FURTHER_WALLETS: readonly (readonly [further: number, investors: number])[] = [
  [7, 1],
  [4, 4],
  [2, 8],
  [1, 81],
];
const LAPSED = ["2023-11-30", "2024-05-31", "2024-12-31", "2025-03-31", "2025-06-30"];

/** mulberry32: 32 bits of state, the same on every machine. Returns 0 ≤ x < 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function invent(): readonly Investor[] {
  const next = random(SEED);
  const below = (most: number) => Math.floor(next() * most);
  const chance = (share: number) => next() < share;
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const byWeight = (of: Readonly<Record<string, number>>) =>
    Object.entries(of).flatMap(([name, weight]) => Array.from({ length: weight }, () => name));
  const abroad = byWeight(ABROAD);
  const states = byWeight(STATES);
  // Of its own seed, so that nobody else changes when states do.
  const nextState = random(SEED + 1);
  const stateOf = () => states[Math.floor(nextState() * states.length)] ?? null;
  const later = () => `${2035 + below(5)}-${pick(["03-31", "06-30", "09-30", "12-31"])}`;

  const lanes = LANES.flatMap(([lane, investors]) => Array.from({ length: investors }, () => lane));
  for (let index = lanes.length - 1; index > 0; index--) {
    const other = below(index + 1);
    [lanes[index], lanes[other]] = [lanes[other] as number, lanes[index] as number];
  }
  const evidence = (lane: number): string[] => [
    ...(lane === 2 || lane === 3 || lane === 5 || lane === 6 ? ["accredited"] : []),
    ...(lane === 3 || lane === 6 ? ["qualifiedPurchaser"] : []),
    ...((lane === 3 || lane === 6) && chance(0.15) ? ["qib"] : []),
    ...(chance({ 3: 0.6, 6: 0.7, 2: 0.5, 5: 0.6, 4: 0.5, 1: 0.4 }[lane] ?? 0) ? ["ecp"] : []),
    ...(lane === 4 || lane === 5 || lane === 6 ? ["certifiedNonUS"] : []),
    ...(chance(0.97) ? ["notAffiliate"] : []),
    ...(chance(0.85) ? ["notBenefitPlan"] : []),
    ...(lane === 0 ? [] : ["screened"]),
  ];
  const investors: Investor[] = [
    ...UNCOUNTED.map((statuses) => ({ lane: 7, country: "US", statuses })),
    ...lanes.map((lane) => ({ lane, country: lane >= 4 ? pick(abroad) : "US", statuses: evidence(lane) })),
  ].map(({ lane, country, statuses }, index) => ({
    number: index + 1,
    country,
    region: country === "US" ? stateOf() : null,
    lane,
    statuses: new Set(statuses),
    states: new Set<string>(),
    kycUntil: later(),
    statusUntil: later(),
    wallets: 1,
  }));

  // What goes wrong with registers: each with its own investors, so that every refusal has one reason to begin with.
  const spare = new Map<number, Investor[]>();
  for (const investor of investors.slice(UNCOUNTED.length)) {
    spare.set(investor.lane, [...(spare.get(investor.lane) ?? []), investor]);
  }
  const spoil = (lane: number, count: number, how: (investor: Investor) => unknown, fits = (_: Investor) => true) => {
    const all = spare.get(lane) ?? [];
    for (const investor of all.filter(fits).slice(0, count)) {
      how(investor);
      all.splice(all.indexOf(investor), 1);
    }
  };
  const lacks = (status: string) => (investor: Investor) => investor.statuses.delete(status);
  const is = (state: string) => (investor: Investor) => investor.states.add(state);
  const ordinary = ({ country, statuses }: Investor) =>
    !["BR", "MX", "IR", "CU"].includes(country) && statuses.has("ecp");
  for (const lane of [3, 6]) {
    spoil(lane, 7, (investor) => (investor.kycUntil = pick(LAPSED)), ordinary);
    spoil(lane, 7, (investor) => (investor.statusUntil = pick(LAPSED)), ordinary);
    spoil(lane, 5, lacks("screened"), ordinary);
    spoil(lane, 5, lacks("qualifiedPurchaser"), ordinary);
    spoil(lane, 5, is("restricted"), ordinary);
    spoil(lane, 4, is("blocked"), ordinary);
    // With these nothing is wrong: whoever is spoiled after them stays the same. Leverage is told by venues, not by a register.
    spoil(lane, 7, () => undefined, ordinary);
  }
  spoil(3, 8, lacks("accredited"), ordinary);
  spoil(6, 7, lacks("certifiedNonUS"), ordinary);
  spoil(3, 2, (investor) => investor.statuses.add("knowledgeableEmployee"));
  spoil(4, 3, lacks("certifiedNonUS"));

  const several = investors.slice(UNCOUNTED.length).filter(({ lane }) => lane !== 0);
  for (const [further, count] of FURTHER_WALLETS) {
    for (let made = 0; made < count;) {
      const investor = pick(several);
      if (investor.wallets > 1) continue;
      investor.wallets += further;
      made++;
    }
  }
  return investors;
}

/** The address of wallet 1, 2, 3, …: its key is the hash of a sentence, so that a demonstration can sign for it. */
const walletAddress = (wallet: number) =>
  privateKeyToAddress(keccak256(stringToHex(`weighbridge demo wallet ${wallet}`)));

async function register(): Promise<string> {
  let wallet = 0;
  const investors = invent().map(({ statuses, states, wallets, ...facts }) => ({
    ...facts,
    statuses: [...statuses],
    states: [...states],
    wallets: Array.from({ length: wallets }, () => walletAddress(++wallet)),
  }));
  const text = JSON.stringify({
    format: "weighbridge.register/1",
    note: "Generated by scripts/register.ts from a seed, do not edit. Nobody in it exists.",
    scheme: "us",
    seed: SEED,
    investors,
  });
  const path = join(dirname(import.meta.dirname), FILE);
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

const [flag] = process.argv.slice(2);
if (flag !== undefined && flag !== "--check") {
  console.error("usage: tsx scripts/register.ts [--check]");
  process.exit(2);
}
const path = join(dirname(import.meta.dirname), FILE);
const text = await register();
const stale = !existsSync(path) || readFileSync(path, "utf8") !== text;
if (stale && flag === "--check") {
  console.error(`${FILE} is stale: run tsx scripts/register.ts`);
  process.exitCode = 1;
} else if (stale) {
  writeFileSync(path, text);
  console.error(`wrote ${FILE}`);
}
