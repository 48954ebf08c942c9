// What Weighbridge costs, beside OpenZeppelin's plain ERC-20 with the same compiler and settings: `gasUsed` of a transaction of its own each.
//
//   npm run --silent bench:gas -- [--json] [--write]
//
// Row "12" is the private fund's program as shipped, which has more than 12 rules that bind the steady transfer; the other rows are the first
// rules of one list, all of which bind it. Views are estimates of a call, 21,000 included. All gas is compared with docs/gas.json, which --write
// writes anew: the chain is deterministic, and a number that moved without it fails.
import { readdirSync } from "node:fs";
import { artifacts } from "hardhat";
import { RULE_KIND_NAMES, RULE_KINDS, type RuleKind } from "../sdk/kinds/index.js";
import { bindingRules, KIND_SETS, kindRule, MANY_SETS, manyRules, privateFund, setRules } from "./bench/rules.js";
import { type Measured, type Movements, startBench } from "./bench/scales.js";
import { compareSnapshot, writeSnapshot } from "./bench/snapshot.js";
import { printTable } from "./bench/table.js";
import config from "../hardhat.config.js";

const ROWS = [0, 4, 8, 24] as const;
/** Rules of a program that is as long as one may be, and of a quarter of it. */
const LONG_ROWS = [64, 256] as const;
/** Reach of the issues; a bench that misses one says so and fails. */
const REACH = {
  ...{ steady12: 1.7, newHolder12: 1.85, perRule: 450, eachRule: 1_200, contract: 24_576, eightWallets: 150_000 },
  ...{ direct: 75_000, batch50: 32_000, explain: 60_000 },
} as const;

/** Where a kind is judged that a steady transfer does not ask. */
const JUDGED_BY: Partial<Record<RuleKind, keyof Movements>> = {
  mostHolders: "newHolder",
  fewestHolders: "exit",
  spenderRegistered: "transferFrom",
};
/** Gas of a slot that a kind reads and no movement reads otherwise: it is counted apart from what the rule itself costs. */
const COLD_SLOT = 2_100;
const READS_SLOT: readonly RuleKind[] = ["spenderRegistered"];
const STATELESS: readonly string[] = ["record", "holding", "counts", "time", "amount", "leverage"];

const bench = await startBench();
const floor = await bench.floor();
const { rules: fundRules, countrySets: fundSets } = privateFund;
const fundProgram: Measured = { rules: fundRules, countrySets: fundSets };
const rules: Record<string, Movements> = {};
for (const count of ROWS) rules[count] = await bench.movements({ rules: bindingRules.slice(0, count) });
const fund = await bench.movements(fundProgram);
rules["12"] = fund;
for (const count of LONG_ROWS) rules[count] = await bench.movements({ rules: manyRules(count) });
rules["32 sets"] = await bench.movements({ rules: setRules, countrySets: MANY_SETS });
const clone12 = await bench.cloneSteady(fundProgram);

// The same, if no rule were guarded: what is paid where a guard does not hold.
const judged: Record<string, Movements> = {};
judged["12"] = await bench.movements({ ...fundProgram, guards: false });
for (const count of LONG_ROWS) judged[count] = await bench.movements({ rules: manyRules(count), guards: false });

// A kind costs what a program of 8 rules costs more with one rule of the kind that binds and passes; of a rule on lots or counts, beside another one.
const base = bindingRules.slice(0, 8);
const onLots = [...base, { ...kindRule("holdingPeriod"), window: 6 }];
const onCounts = [...base, { ...kindRule("mostHolders"), limit: 1_998n }, { ...kindRule("fewestHolders"), limit: 2n }];
const [beside, besideLots] = [await bench.movements({ rules: base }), await bench.movements({ rules: onLots })];
// Of a rule that reads a meter, on a day on which something has flowed already. What a group costs turns on its members, and another contract on itself.
const kinds = RULE_KIND_NAMES.filter(
  (kind) => kind !== "mostGroupShare" && [...STATELESS, "lots", "meter"].includes(RULE_KINDS[kind].judgedOn),
);
const stateless = kinds.filter((kind) => STATELESS.includes(RULE_KINDS[kind].judgedOn));
const perKind = await costs(kinds, true);
const perKindJudged = await costs(stateless, false);
const own = (cost: Readonly<Record<string, number>>) =>
  stateless.map((kind) => (cost[kind] ?? NaN) - (READS_SLOT.includes(kind) ? COLD_SLOT : 0));
const average = (gas: readonly number[]) => Math.round(gas.reduce((sum, one) => sum + one, 0) / gas.length);

const ratio = (gas: number, plain: number) => Math.round((gas / plain) * 1000) / 1000;
const ratios = {
  steady12: ratio(fund.steady, floor.steady),
  newHolder12: ratio(fund.newHolder, floor.newHolder),
  clone12: ratio(clone12, floor.steady),
  /** A program of 9 rules, one of them on lots, and the same without that one. */
  lots: ratio(besideLots.steady, floor.steady),
  withoutLots: ratio(beside.steady, floor.steady),
  /** Over the kinds that keep no books of their own, without the cold slot that one of them reads; the last two where no rule is guarded. */
  perRule: average(own(perKind)),
  mostPerRule: Math.max(...own(perKind)),
  perRuleJudged: average(own(perKindJudged)),
  mostPerRuleJudged: Math.max(...own(perKindJudged)),
};
const contract = await sizes();
const enrol = await bench.enrol();
const deploy = await bench.deploy();
const views = await bench.views(fundProgram);
const numbers = { floor, rules, judged, clone12, lots: besideLots, withoutLots: beside, perKind, perKindJudged };
const gas = { ...numbers, enrol, deploy, views };
if (process.argv.includes("--write")) writeSnapshot(gas);

const above = (name: string, value: number, reach: number) =>
  value > reach ? [`${name} is ${value}, above ${reach}`] : [];
const missed = [
  ...above("steady12", ratios.steady12, REACH.steady12),
  ...above("newHolder12", ratios.newHolder12, REACH.newHolder12),
  ...above("perRule", ratios.perRule, REACH.perRule),
  ...above("mostPerRule", ratios.mostPerRule, REACH.eachRule),
  ...above("eightWallets", fund.eightWallets, REACH.eightWallets),
  ...above("enrol.direct", enrol.direct, REACH.direct),
  ...above("enrol.batch50", enrol.batch50, REACH.batch50),
  ...above("views.explain", views.explain, REACH.explain),
  ...Object.entries(contract).flatMap(([name, bytes]) => above(`bytes of ${name}`, bytes, REACH.contract)),
  ...compareSnapshot(gas),
];
const { version, settings } = config.solidity as { version: string; settings: Record<string, unknown> };
const report = {
  format: "weighbridge.bench-gas/1",
  ok: missed.length === 0,
  missed,
  settings: { solc: version, ...settings, rulesOfPrivateFund: fundRules.length },
  floor,
  weighbridge: { rules, judged, clone12, lots: besideLots, withoutLots: beside },
  ratios,
  perKind,
  perKindJudged,
  enrol,
  deploy,
  views,
  sizes: { contract },
};
if (process.argv.includes("--json")) console.log(JSON.stringify(report));
else printTable(report);
for (const miss of missed) console.error(`bench: missed: ${miss}`);
if (missed.length > 0) process.exitCode = 1;

/** What one rule more of each kind costs. */
async function costs(of: readonly RuleKind[], guards: boolean): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const kind of of) {
    const { judgedOn } = RULE_KINDS[kind];
    const rest = judgedOn === "lots" ? onLots : judgedOn === "counts" ? onCounts : base;
    const [without = NaN, more = NaN] = await bench.each(JUDGED_BY[kind] ?? "steady", [
      { rules: rest, countrySets: KIND_SETS, guards },
      { rules: [...rest, kindRule(kind)], countrySets: KIND_SETS, guards },
    ]);
    found[kind] = more - without;
  }
  return found;
}

/** Bytes of the runtime code of every contract that is deployed. */
async function sizes(): Promise<Record<string, number>> {
  const folders = ["contracts", "contracts/token"];
  const names = folders.flatMap((folder) => readdirSync(folder).filter((file) => file.endsWith(".sol")));
  const found: Record<string, number> = {};
  for (const name of names.map((file) => file.slice(0, -".sol".length))) {
    const { deployedBytecode } = await artifacts.readArtifact(name);
    const bytes = (deployedBytecode.length - 2) / 2;
    if (bytes > 0) found[name] = bytes;
  }
  return found;
}
