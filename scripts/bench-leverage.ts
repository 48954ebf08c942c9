// What leverage costs, in gas: `gasUsed` of a transaction of its own each, and the size of each contract.
//
//   npm run --silent bench:leverage -- [--json]
//
// `steady` is what a venue sends most: an account with one leg, at other prices; `first` the first report of an account that was opened, and `increase` a later
// one of more units, which are judged; `signed` is as steady, signed by the venue's key and brought by somebody else; `venue2` and `venue200` as steady, of an
// investor's second and two hundredth venue. `idleTransfer` is a transfer between two holders of whom no venue reports, with a rule of each leverage kind and without any.
// A number that is missed says so, and the exit code is 3.
import { artifacts, network } from "hardhat";
import { type Hex } from "viem";
import { type Exposure, exposureData, openAccount, reportExposure } from "../sdk/leverage/index.js";
import { make } from "../test/fixtures/attempt.js";
import { CLASS, leverageOf, MOST_AGE, TABLE, TABLE_NOTICE } from "../test/fixtures/leverage.js";
import { type SomeRule } from "../test/fixtures/rules.js";
import { enrol } from "../test/fixtures/registers.js";
import { FACTS, walk } from "../test/fixtures/walk.js";

const REACH = {
  steady: 60_000,
  first: 140_000,
  signed: 75_000,
  moreVenues: 1_000,
  idle: 3_000,
  contract: 24_576,
} as const;
const VENUES = 200;
const MISSED = 3;
const CONTRACTS = ["LeverageRegistry", "LeverageAdmin", "LeverageViews", "MarginVault", "PostedPriceFeed"] as const;

/** Rules that bind the idle transfer, and those of leverage. */
const BASE: readonly SomeRule[] = [
  { kind: "forbiddenStates", limit: 2n },
  { kind: "mostUnits", limit: 10n ** 12n },
];
const OF_LEVERAGE: readonly SomeRule[] = [
  { kind: "mostEmbeddedLeverage", window: 100, limit: 20_000n },
  { kind: "mostLeverage", limit: 30_000n },
  { kind: "encumberedStays", side: "sender" },
];

const connection = await network.create();
const w = await walk(connection);
const { at, venue } = await leverageOf(w);
const chainId = BigInt((await w.ethers.provider.getNetwork()).chainId);
const last = new Map<number, number>();

/** Bob's account at a venue, with so many units of one security. */
async function exposureAt(id: number, quantity: bigint, price = 10_000n): Promise<Exposure> {
  const sequence = (last.get(id) ?? 0) + 1;
  last.set(id, sequence);
  return {
    ...{ venue: id, registry: w.registry, investor: 2n, wallet: w.bob.address as Hex, sequence, asOf: await w.now() },
    ...{ collateral: quantity * price, debt: quantity * 4_000n, drawn: 0n },
    legs: [{ class: CLASS.marginSecurity, quantity, notional: quantity * price }],
  };
}
async function gasOf(sender: typeof w.bob, call: { readonly to: string; readonly data: Hex }): Promise<number> {
  const receipt = await (await sender.sendTransaction(call)).wait();
  return Number(receipt?.gasUsed ?? 0n);
}
const report = async (id: number, quantity: bigint, price?: bigint) =>
  gasOf(w.spender, reportExposure({ leverage: at, exposure: await exposureAt(id, quantity, price) }));

const reports: Record<string, number> = {};
for (let id = 1; id <= VENUES; id++) {
  await venue(w.spender, TABLE.broker, "portable");
  await w.send(w.bob, openAccount({ leverage: at, venue: id, registry: w.registry }));
  const first = await report(id, 100n);
  if (id === 1) {
    reports["first"] = first;
    reports["steady"] = await report(id, 100n, 10_100n);
    reports["increase"] = await report(id, 110n);
    const exposure = await exposureAt(id, 110n, 10_200n);
    const { domain, types, message } = exposureData({ chainId, leverage: at, exposure });
    const signature = (await w.spender.signTypedData(domain, types as never, message)) as Hex;
    reports["signed"] = await gasOf(w.stranger, reportExposure({ leverage: at, exposure, signature }));
  } else if (id === 2 || id === VENUES) reports[`venue${id}`] = await report(id, 100n, 10_100n);
}

await w.engine.connect(w.admin).setLeverageSource(w.at.token, at);
await enrol(w, [w.stranger.address], FACTS.carol);
for (const to of [w.stranger, w.carol]) await make(w, { kind: "mint", to, amount: 1_000n });
const transfer = async (rules: readonly SomeRule[]): Promise<number> => {
  await w.enforce(rules);
  const moved = await make(w, { kind: "transfer", from: w.stranger, to: w.carol, amount: 10n });
  return Number((await moved.wait())?.gasUsed ?? 0n);
};
const idleTransfer = { without: await transfer(BASE), with: await transfer([...BASE, ...OF_LEVERAGE]) };

const sizes: Record<string, number> = {};
for (const name of CONTRACTS) sizes[name] = ((await artifacts.readArtifact(name)).deployedBytecode.length - 2) / 2;

const { first = 0, steady = 0, increase = 0, signed = 0, venue2 = 0, venue200 = 0 } = reports;
const missed = [
  ...(steady > REACH.steady ? [`steady ${steady} > ${REACH.steady}`] : []),
  ...(first > REACH.first ? [`first ${first} > ${REACH.first}`] : []),
  ...(signed > REACH.signed ? [`signed ${signed} > ${REACH.signed}`] : []),
  ...(venue200 - venue2 > REACH.moreVenues ? [`venue200 ${venue200} > venue2 ${venue2} + ${REACH.moreVenues}`] : []),
  ...(idleTransfer.with - idleTransfer.without > REACH.idle ? [`idleTransfer ${JSON.stringify(idleTransfer)}`] : []),
  ...Object.entries(sizes).flatMap(([name, size]) =>
    size > REACH.contract ? [`${name} ${size} > ${REACH.contract}`] : [],
  ),
];
const settings = {
  legs: 1,
  venues: VENUES,
  mostAge: MOST_AGE,
  notice: Number(TABLE_NOTICE),
  compiler: "solc 0.8.37, via IR",
};
const ok = missed.length === 0;
console.log(
  JSON.stringify(
    {
      format: "weighbridge.bench-leverage/1",
      ok,
      report: { steady, first, increase, signed, venue2, venue200 },
      idleTransfer,
      sizes,
      missed,
      settings,
    },
    undefined,
    process.argv.includes("--json") ? 0 : 2,
  ),
);
if (!ok) process.exitCode = MISSED;
