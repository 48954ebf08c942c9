import { expect } from "chai";
import { readFileSync } from "node:fs";
import { type Address } from "viem";
import * as change from "../../../sdk/change/index.js";
import { compile } from "../../../sdk/program/index.js";
import { type Holder, impact, parseRegister, readRegister } from "../../../sdk/register/index.js";
import { parseRulebook } from "../../../sdk/rulebook/index.js";
import { packsOf } from "../../../sdk/cli/packsOf.js";
import { someWallet } from "../../fixtures/registers.js";
import { someProgram } from "../../fixtures/rules.js";
import { FACTS, freshWalks, someFacts, type Walk } from "../../fixtures/walk.js";
import { seeded } from "../../differential/random.js";
import { inForceAt, lotsOfDaysAgo, scheduled, settleIn, type Somebody } from "./onChain.js";
import { expectImpact, type Seen } from "./proof.js";
import { FRESH_UNTIL, randomProgram } from "./randomProgram.js";

const CASES = Number(process.env["IMPACT_CASES"] ?? 60);
const SEED = Number(process.env["IMPACT_SEED"] ?? 20_261_126);
const fresh = freshWalks();
const read = (path: string): unknown => JSON.parse(readFileSync(`rulebooks/examples/private-fund/${path}`, "utf8"));

/** Alice's second wallet gives its units to the first, so that one movement is of all. */
const gather = async ({ send, alice, alice2, token, at }: Walk) =>
  send(
    alice2,
    change.transfer({ token: at.token, to: alice.address as Address, amount: await token.balanceOf(alice2.address) }),
  );

const nobody = (investor: bigint, facts: Partial<change.InvestorFacts>, address: Address): Holder => {
  const { country, region, lane, statuses, states, kycUntil, statusUntil } = someFacts(facts);
  const wallets = [{ address, units: 0n, frozen: 0n, held: 0n, walletFrozen: false }];
  return {
    ...{ investor, country, region, lane, statuses, states, kycUntil, statusUntil, wallets },
    lots: [],
    owners: 0n,
  };
};

describe("impact and the chain", () => {
  it("default: the private fund, put in force over its register: the chain says the same of every holder", async () => {
    const w = await fresh();
    const random = seeded(SEED);
    const { holders } = parseRegister(read("register.json"));
    const units = [0n, 1n, 49_999n, 50_000n, 50_001n, 250_000n, 4_000_000n];
    const people = holders
      .slice(0, 90)
      .filter((_, index) => index % 3 === 0 || index < 9)
      .map(({ investor: _investor, wallets, lots: _lots, owners: _owners, ...facts }): Somebody => {
        return { ...facts, wallets: wallets.map(({ address }) => address), units: random.pick(units) };
      });
    const wallets = await settleIn(w, people);
    await w.send(w.agent, change.mint({ token: w.at.token, to: w.alice.address as Address, amount: 60_000n }));
    await w.send(w.agent, change.mint({ token: w.at.token, to: w.alice2.address as Address, amount: 40_000n }));
    const rulebook = parseRulebook(read("rulebook.json"));
    const wanted = compile(rulebook, { asOf: await w.now(), packs: packsOf([rulebook], []) });
    const asOf = await scheduled(w, wanted);
    const old = people.findIndex((one) => one.units === 4_000_000n);
    await lotsOfDaysAgo(w, wallets[old]!, [
      [900, 1_000_000n],
      [400, 1_000_000n],
      [30, 2_000_000n],
    ]);
    await w.send(w.agent, change.completeLots({ engine: w.at.engine, token: w.at.token }));

    const reader = w.connection.provider;
    const register = await readRegister(reader, { token: w.at.token });
    const found = impact(register, someProgram([]), wanted, { asOf });
    await gather(w);
    await inForceAt(w, asOf);
    const seen: Seen = new Map();
    const buyers = wallets.filter((_, index) => index % 8 === 0);
    await expectImpact(w, { register, impact: found, program: wanted, buyers, sellers: wallets.slice(0, 2) }, seen);
    for (const what of [
      "receives nothing",
      "receives",
      "whole sold to some",
      "over requiredStatuses",
      "over leastHolding",
    ])
      expect(seen.get(what) ?? 0, what).to.be.at.least(1);
    expect(found.holders.every(({ before }) => before?.receive.findings.every(({ provision }) => provision === null)))
      .to.be.true;
  });

  it(`behavior: ${CASES} programs around the numbers of a register, each put in force by time (seed ${SEED})`, async () => {
    const w = await fresh();
    const random = seeded(SEED);
    const start = await w.now();
    const countries = [840, 276, 826, 0];
    const people = Array.from({ length: 9 }, (_, index): Somebody => ({
      country: countries[index % 4]!,
      lane: 1 + (index % 4),
      region: index % 3,
      statuses: [0, 1, 3, 7, 1 << 24][index % 5]!,
      states: [0, 0, 2, 0, 16][index % 5]!,
      // They lapse one after the other, while programs follow each other a day apart.
      kycUntil: start + BigInt(index * CASES * 12_000) + 1n,
      statusUntil: FRESH_UNTIL,
      units: [1000n, 600n, 600n, 250n, 40n, 7n, 1n, 0n, 0n][index]!,
    }));
    const wallets = await settleIn(w, people);
    const { token, engine } = w.at;
    await w.send(w.agent, change.mint({ token, to: w.alice.address as Address, amount: 300n }));
    await w.send(w.agent, change.mint({ token, to: w.alice2.address as Address, amount: 50n }));
    await w.send(w.agent, change.freezeUnits({ token, wallet: wallets[2]!, units: 200n }));
    await w.send(w.agent, change.freezeWallet({ token, wallet: wallets[5]!, frozen: true }));
    const owners = { 2: 4, 5: 1 };
    await w.send(
      w.registrar,
      change.stateOwners({ engine, token, wallet: wallets[1]!, owners, instrument: `0x${"17".repeat(32)}` }),
    );
    // From the first program on that judges lots, the token keeps them.
    const lots = someProgram([{ kind: "holdingPeriod", side: "sender", window: 600, limit: 64n }]);
    const first = await scheduled(w, lots);
    await w.send(
      w.agent,
      change.closeTranche({ engine, token, origin: 0, day: 20_000, instrument: `0x${"17".repeat(32)}` }),
    );
    await lotsOfDaysAgo(w, wallets[0]!, [
      [400, 500n],
      [100, 300n],
      [1, 200n],
    ]);
    await w.send(w.agent, change.completeLots({ engine, token }));
    await inForceAt(w, first);

    const holding = await readRegister(w.connection.provider, { token });
    expect(holding.holders.map(({ investor }) => investor)).to.deep.equal([1n, 4n, 5n, 6n, 7n, 8n, 9n, 10n]);
    // As in a file, who holds nothing stands beside them.
    const others = [
      ...people.slice(7).map((facts, index) => nobody(11n + BigInt(index), facts, wallets[7 + index]!)),
      nobody(2n, FACTS.bob, w.bob.address as Address),
    ];
    const register = { ...holding, holders: [...holding.holders, ...others] };
    await gather(w);
    const seen: Seen = new Map();
    let current = lots;
    for (let done = 0; done < CASES; done++) {
      const wanted = randomProgram(random, register, await w.now());
      const asOf = await scheduled(w, wanted);
      const found = impact(register, current, wanted, { asOf });
      await inForceAt(w, asOf);
      const buyers = [wallets[random.int(9)]!, someWallet(random.int(9))];
      await expectImpact(w, { register, impact: found, program: wanted, buyers, sellers: wallets.slice(0, 2) }, seen);
      current = wanted;
    }
    if (process.env["IMPACT_SEEN"] !== undefined) console.log(seen);
    for (const to of ["anybody", "some", "nobody"])
      expect(seen.get(`whole sold to ${to}`) ?? 0, to).to.be.at.least(CASES / 4);
  });
});
