// What position limits cost, in gas: `gasUsed` of a transaction of its own each, and the size of each contract.
//
//   npm run --silent bench:positions -- [--json]
//
// `move` is what a rule on positions adds to a transfer of units that both parties hold: of two persons whom nobody aggregates, and where the receiver's positions
// are attributed to three others. Limits of the spot month, of the month and of all months are in force; both parties and all three have positions before and after. `more`
// has what else may come: both parties aggregated by three, products of a second page, a first position, a closure that was stated since. `idleTransfer` is a
// transfer of a token without such a rule, before there is a book and beside one that counts another token of the same holders.
// A number that is missed says so, and the exit code is 3.
import { artifacts, network } from "hardhat";
import { make } from "../test/fixtures/attempt.js";
import { admitFurther } from "../test/fixtures/further.js";
import { DECEMBER, GRAPH, MARCH, positionsOf, someMonth, someProduct, someTerms } from "../test/fixtures/positions.js";
import { enrol } from "../test/fixtures/registers.js";
import { type SomeRule } from "../test/fixtures/rules.js";
import { FACTS, walk } from "../test/fixtures/walk.js";

const REACH = { noAggregator: 30_000, threeAggregators: 55_000, idle: 0, contract: 24_576 } as const;
const MISSED = 3;
const CONTRACTS = [
  ...["PositionBook", "PositionAdmin", "PositionViews"],
  ...["Weighbridge", "WeighbridgeAdmin", "WeighbridgeEnrolment", "WeighbridgeHeadroom", "WeighbridgeRehearsals"],
  "WeighbridgeMeters",
] as const;
/** Rules that bind the transfer in any case. */
const BASE: readonly SomeRule[] = [
  { kind: "forbiddenStates", limit: 2n },
  { kind: "mostUnits", limit: 10n ** 12n },
];

const connection = await network.create();
const w = await walk(connection);
const { ethers, alice, bob, carol, stranger, spender } = w;
await enrol(w, [stranger.address], FACTS.carol);
await enrol(w, [spender.address], FACTS.carol);
/** Numbers of the investors: bob and carol trade, who have one wallet each; the others aggregate. */
const [ALICE, BOB, CAROL, STRANGER, SPENDER] = [1n, 2n, 3n, 4n, 5n];
const THREE = [ALICE, STRANGER, SPENDER];

const transfer = async (amount = 10n): Promise<number> =>
  Number((await (await make(w, { kind: "transfer", from: bob, to: carol, amount })).wait())?.gasUsed ?? 0n);

await w.enforce(BASE);
for (const to of [alice, bob, carol, stranger, spender]) await make(w, { kind: "mint", to, amount: 10_000n });
const plain = await transfer();

const { book, at } = await positionsOf(w);
const POSITION: SomeRule = { kind: "positionLimit", side: "token", limit: BigInt(at) };
await book.openUnderlying(GRAPH, someTerms({ allMonths: 1_000_000 }));
const first = await w.now();
await book.setMonthLimits(1, DECEMBER, someMonth({ single: 900_000, steps: [{ from: first, limit: 800_000 }] }));
const other = await ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
await admitFurther(w, other, [...BASE, POSITION]);
await book.openProduct(await other.getAddress(), someProduct());
const idleTransfer = { without: plain, with: await transfer() };

await book.openProduct(w.at.token, someProduct());
await w.enforce([...BASE, POSITION]);
const wallets = [alice, bob, carol, stranger, spender].map(({ address }) => address);
const firstPosition = (await transfer()) - plain;
await book.sync(w.at.token, wallets);
const noAggregator = (await transfer()) - plain;
const state = async (...closures: readonly (readonly [bigint, readonly bigint[]])[]) =>
  book.stateAggregators(
    closures.map(([investor, aggregators]) => ({ investor, aggregators: [...aggregators], asOf: first, graph: GRAPH })),
  );
await state([CAROL, THREE]);
const staleClosure = (await transfer()) - plain;
const threeAggregators = (await transfer()) - plain;
await state([BOB, THREE]);
await book.sync(w.at.token, wallets);
const bothAggregated = (await transfer()) - plain;
await state([BOB, []], [CAROL, []]);
await book.sync(w.at.token, wallets);
for (let i = 0; i < 4; i++) {
  const token = await ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Spare", "SPR", 0]);
  const spare = await admitFurther(w, token, BASE);
  await book.openProduct(spare, someProduct({ month: MARCH }));
  for (const to of [bob, carol]) await token.connect(w.agent).mint(to.address, 5n);
  await book.sync(spare, [bob.address, carol.address]);
}
const secondPage = (await transfer()) - plain;

const sizes: Record<string, number> = {};
for (const name of CONTRACTS) sizes[name] = ((await artifacts.readArtifact(name)).deployedBytecode.length - 2) / 2;

const missed = [
  ...(noAggregator > REACH.noAggregator ? [`noAggregator ${noAggregator} > ${REACH.noAggregator}`] : []),
  ...(threeAggregators > REACH.threeAggregators
    ? [`threeAggregators ${threeAggregators} > ${REACH.threeAggregators}`]
    : []),
  ...(idleTransfer.with - idleTransfer.without > REACH.idle ? [`idleTransfer ${JSON.stringify(idleTransfer)}`] : []),
  ...Object.entries(sizes).flatMap(([name, size]) =>
    size > REACH.contract ? [`${name} ${size} > ${REACH.contract}`] : [],
  ),
];
const settings = {
  products: 6,
  pages: 2,
  limits: ["spotMonth", "singleMonth", "allMonths"],
  compiler: "solc 0.8.37, via IR",
};
const ok = missed.length === 0;
console.log(
  JSON.stringify(
    {
      format: "weighbridge.bench-positions/1",
      ok,
      move: { noAggregator, threeAggregators },
      more: { bothAggregated, secondPage, firstPosition, staleClosure },
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
