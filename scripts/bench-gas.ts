// What Weighbridge costs, beside OpenZeppelin's plain ERC-20 with the same compiler and settings: `gasUsed` of a transaction of its own each.
//
//   npm run --silent bench:gas -- [--json]
//
// Row "12" is the private fund's program as shipped, which has more than 12 rules that bind the steady transfer; the other rows are the first
// rules of one list, all of which bind it. Views are estimates of a call, 21,000 included.
import { readdirSync } from "node:fs";
import { artifacts } from "hardhat";
import { RULE_KIND_NAMES, type RuleKind } from "../sdk/kinds/index.js";
import { bindingRules, KIND_SETS, kindRule, privateFund } from "./bench/rules.js";
import { type Movements, startBench } from "./bench/scales.js";
import { printTable } from "./bench/table.js";
import config from "../hardhat.config.js";

const ROWS = [0, 4, 8, 24] as const;
/** Reach of the issues; a bench that misses one says so and fails. */
const REACH = {
  ...{ steady12: 1.95, newHolder12: 2.05, contract: 24_576 },
  enrol: { direct: 75_000, batch50: 32_000 },
} as const;

/** Where a kind is judged that a steady transfer does not ask. */
const JUDGED_BY: Partial<Record<RuleKind, keyof Movements>> = {
  mostHolders: "newHolder",
  fewestHolders: "exit",
  spenderRegistered: "transferFrom",
};

const bench = await startBench();
const floor = await bench.floor();
const rules: Record<string, Movements> = {};
for (const count of ROWS) rules[count] = await bench.movements(bindingRules.slice(0, count));
const fund = await bench.movements(privateFund.rules, privateFund.countrySets);
rules["12"] = fund;
const clone12 = await bench.cloneSteady(privateFund.rules, privateFund.countrySets);

// A kind costs what a program of 8 rules costs more with one rule of the kind that binds and passes.
const perKind = {} as Record<RuleKind, number>;
const base = bindingRules.slice(0, 8);
const beside = await bench.movements(base);
for (const kind of RULE_KIND_NAMES) {
  const movement = JUDGED_BY[kind] ?? "steady";
  perKind[kind] = (await bench.movements([...base, kindRule(kind)], KIND_SETS))[movement] - beside[movement];
}

const ratio = (gas: number, plain: number) => Math.round((gas / plain) * 1000) / 1000;
const ratios = {
  steady12: ratio(fund.steady, floor.steady),
  newHolder12: ratio(fund.newHolder, floor.newHolder),
  clone12: ratio(clone12, floor.steady),
  perRule: Math.round(Object.values(perKind).reduce((sum, gas) => sum + gas, 0) / RULE_KIND_NAMES.length),
};
const contract = await sizes();
const enrol = await bench.enrol();
const missed = [
  ...(ratios.steady12 > REACH.steady12 ? [`steady12 is ${ratios.steady12}, above ${REACH.steady12}`] : []),
  ...(ratios.newHolder12 > REACH.newHolder12
    ? [`newHolder12 is ${ratios.newHolder12}, above ${REACH.newHolder12}`]
    : []),
  ...(["direct", "batch50"] as const)
    .filter((way) => enrol[way] > REACH.enrol[way])
    .map((way) => `enrol.${way} is ${enrol[way]}, above ${REACH.enrol[way]}`),
  ...Object.entries(contract)
    .filter(([, bytes]) => bytes > REACH.contract)
    .map(([name, bytes]) => `${name} has ${bytes} bytes, above ${REACH.contract}`),
];
const { version, settings } = config.solidity as { version: string; settings: Record<string, unknown> };
const report = {
  format: "weighbridge.bench-gas/1",
  ok: missed.length === 0,
  missed,
  settings: { solc: version, ...settings, rulesOfPrivateFund: privateFund.rules.length },
  floor,
  weighbridge: { rules, clone12 },
  ratios,
  perKind,
  enrol,
  deploy: await bench.deploy(),
  views: await bench.views(privateFund.rules, privateFund.countrySets),
  sizes: { contract },
};
if (process.argv.includes("--json")) console.log(JSON.stringify(report));
else printTable(report);
for (const miss of missed) console.error(`bench: missed: ${miss}`);
if (missed.length > 0) process.exitCode = 1;

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
