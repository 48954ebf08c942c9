import { expect } from "chai";
import fc from "fast-check";
import { type Hex, keccak256 } from "viem";
import { maskOf, MODES } from "../../sdk/kinds/index.js";
import { type CountrySet, type Program } from "../../sdk/program/index.js";
import { countrySetDigits } from "../../sdk/program/countrySetWords.js";
import { type Attempt, asMovement, expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { enrol, someWallets } from "../fixtures/registers.js";
import { someProgram, type SomeRule } from "../fixtures/rules.js";
import { FACTS, freshWalks, NOTICE, someFacts, type Walk } from "../fixtures/walk.js";

const one = (lane: number) => 1n << (32n * BigInt(lane));
const together = maskOf(MODES, ["together"]);
/** Germany and the United Kingdom: bob (lane 5) and carol (lane 3). */
const EUROPE: CountrySet = [276, 826];
const AMERICA: CountrySet = [124, 840];

describe("groups of countries", () => {
  const fresh = freshWalks();
  const mostIn = (set: number, limit: bigint, lanes = 0): SomeRule => ({
    ...{ kind: "mostHolders", modes: together, countrySet: { set, outside: false } },
    ...{ lanes, limit },
  });
  const hashOf = (set: CountrySet): Hex => keccak256(`0x${countrySetDigits(set)}`);
  const group = (w: Walk, set: CountrySet) => w.engine.groupCounts(w.at.token, hashOf(set));
  const current = async (w: Walk) => (await w.engine.programsOf(w.at.token)).current;
  const mint = (w: Walk, to: Attempt["to"]) => make(w, { kind: "mint", to: to!, amount: 10n });
  async function scheduled(w: Walk, program: Program): Promise<bigint> {
    await (await w.engine.publish(program.bytes)).wait();
    const from = (await w.now()) + NOTICE + 60n;
    await (await w.engine.connect(w.author).schedule(w.at.token, program.id, from)).wait();
    return from;
  }

  it("default: takes effect by settle after its time, which counts who holds by then", async () => {
    const w = await fresh();
    await mint(w, w.bob);
    const program = someProgram([mostIn(0, 1n)], [EUROPE]);
    const from = await scheduled(w, program);
    expect([...(await w.engine.metering(w.at.token))]).to.deep.equal([0n, false, true]);
    await mint(w, w.carol);
    await w.networkHelpers.time.increaseTo(from + 1000n);
    expect(await current(w)).to.equal(await w.engine.programAddress(someProgram([]).id));
    await make(w, { kind: "burn", from: w.carol, amount: 10n });
    expect(await group(w, EUROPE)).to.equal(0n);
    await expect(w.engine.connect(w.stranger).settle(w.at.token)).to.emit(w.engine, "ProgramSettled");
    expect(await current(w)).to.equal(await w.engine.programAddress(program.id));
    expect(await group(w, EUROPE)).to.equal(one(5));
    const refusal = { reason: "HoldersAboveLimit", rule: 0, subject: 3n, measured: 2n, limit: 1n };
    await expectRefused(w, { kind: "mint", to: w.carol, amount: 1n }, refusal);
    await expectAllowed(w, { kind: "mint", to: w.alice, amount: 1n });
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 10n });
    expect(await group(w, EUROPE), "one took the other's place").to.equal(one(3));
  });

  it("behavior: the countries at both ends count: those whose residence nobody recorded, and the last number", async () => {
    const w = await fresh();
    const ends: CountrySet = [0, 1_023];
    const [unrecorded = "", last = ""] = someWallets(0, 2);
    await enrol(w, [unrecorded], someFacts({ country: 0, lane: 2 }));
    await enrol(w, [last], someFacts({ country: 1_023, lane: 4 }));
    await w.token.connect(w.agent).mint(unrecorded, 10n);
    await w.token.connect(w.agent).mint(last, 10n);
    const from = await scheduled(w, someProgram([mostIn(0, 5n)], [ends]));
    await w.networkHelpers.time.increaseTo(from + 1000n);
    await w.engine.settle(w.at.token);
    expect(await group(w, ends)).to.equal(one(2) + one(4));
  });

  it("behavior: settle before its time does nothing; cancel takes it away, after its time too", async () => {
    const w = await fresh();
    const from = await scheduled(w, someProgram([mostIn(0, 1n)], [EUROPE]));
    await w.networkHelpers.time.increaseTo(from - 10n);
    await expect(w.engine.settle(w.at.token)).not.to.emit(w.engine, "ProgramSettled");
    await w.networkHelpers.time.increaseTo(from + 10n);
    await w.engine.connect(w.guardian).cancel(w.at.token);
    await expect(w.engine.settle(w.at.token)).not.to.emit(w.engine, "ProgramSettled");
    expect(await current(w)).to.equal(await w.engine.programAddress(someProgram([]).id));
    expect((await w.engine.metering(w.at.token)).nextAwaits).to.equal(false);
  });

  it("behavior: a first program that counts groups is in force, and seeded, at once", async () => {
    const w = await fresh();
    const token = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Further", "FUR", 0]);
    const at = await token.getAddress();
    await w.engine.connect(w.admin).admit(w.registry, at, w.at.manager, NOTICE);
    const { id, bytes } = someProgram([mostIn(0, 1n)], [EUROPE]);
    await w.engine.publish(bytes);
    const from = (await w.now()) + 5n;
    await w.networkHelpers.time.setNextBlockTimestamp(from);
    await w.engine.connect(w.author).schedule(at, id, from);
    const { current: now, nextFrom } = await w.engine.programsOf(at);
    expect([now, nextFrom]).to.deep.equal([await w.engine.programAddress(id), 0n]);
  });

  it("behavior: fewest and most, lanes, and what a group does not count", async () => {
    const w = await fresh();
    await mint(w, w.bob);
    await mint(w, w.carol);
    const fewest: SomeRule = { ...mostIn(0, 2n), kind: "fewestHolders", side: "sender" };
    await w.enforce([mostIn(1, 0n, 1 << 2), fewest], [EUROPE, AMERICA]);
    // Sets are sorted in a program; both rules find theirs.
    await expect(mint(w, w.alice)).to.be.revertedWithCustomError(w.reasons, "HoldersAboveLimit");
    await expect(make(w, { kind: "burn", from: w.bob, amount: 10n }))
      .to.be.revertedWithCustomError(w.reasons, "HoldersBelowLeast")
      .withArgs(1, 2, 1, 2);
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 9n });
    const facts = { ...FACTS.alice, lane: 3 };
    await w.engine.connect(w.registrar).update(w.registry, w.alice.address, facts);
    await expectAllowed(w, { kind: "mint", to: w.alice, amount: 1n });
    expect([await group(w, EUROPE), await group(w, AMERICA)]).to.deep.equal([one(5) + one(3), one(3)]);
  });

  it("behavior: left for another program, a group is of before; taken up again, it is counted anew", async () => {
    const w = await fresh();
    const rules = [mostIn(0, 5n)];
    await mint(w, w.bob);
    await w.enforce(rules, [EUROPE]);
    await w.enforce([]);
    await mint(w, w.carol);
    await make(w, { kind: "burn", from: w.bob, amount: 10n });
    expect(await group(w, EUROPE)).to.equal(one(5));
    const facts = { ...FACTS.carol, country: 276, lane: 1 };
    await w.engine.connect(w.registrar).reclassify(w.registry, w.carol.address, facts, [w.at.token]);
    await w.enforce(rules, [EUROPE]);
    expect(await group(w, EUROPE)).to.equal(one(1));
  });

  it("behavior: a program without groups that has taken effect by time counts none, also before settle", async () => {
    const w = await fresh();
    await w.enforce([mostIn(0, 1n)], [EUROPE]);
    await mint(w, w.bob);
    const from = await scheduled(w, someProgram([{ kind: "mostUnits", limit: 500n }]));
    await w.networkHelpers.time.increaseTo(from);
    await expectAllowed(w, { kind: "mint", to: w.carol, amount: 1n });
    const facts = { ...FACTS.bob, country: 840 };
    await w.engine.connect(w.registrar).reclassify(w.registry, w.bob.address, facts, [w.at.token]);
    expect(await group(w, EUROPE), "of before").to.equal(one(5));
    await w.enforce([mostIn(0, 1n)], [EUROPE]);
    expect(await group(w, EUROPE)).to.equal(one(3));
  });

  it("behavior: the largest program settles, of 32 groups with every country but one, within what a transaction may cost", async () => {
    const w = await fresh();
    const all = Array.from({ length: 1024 }, (_, country) => country);
    const sets = Array.from({ length: 32 }, (_, n) => all.filter((country) => country !== 900 + n));
    const program = someProgram(
      sets.map((_, n) => mostIn(n, 500n)),
      sets,
    );
    for (const [first, country] of [1000, 1001, 1002].entries()) {
      const wallet = someWallets(first, first + 1);
      await enrol(w, wallet, someFacts({ country, lane: first }));
      await w.token.connect(w.agent).mint(wallet[0]!, 1n);
    }
    const from = await scheduled(w, program);
    await w.networkHelpers.time.increaseTo(from);
    const rehearsed = await w.engine.explainAs(
      ...[w.at.token, program.id, asMovement(w, { kind: "mint", to: w.bob, amount: 1n }), from],
    );
    expect([rehearsed.program, rehearsed.findings.length], "asked about within a call").to.deep.equal([
      ...[await w.engine.programAddress(program.id), 0],
    ]);
    const receipt = await (await w.engine.settle(w.at.token, { gasLimit: 16_777_216 })).wait();
    expect(receipt!.gasUsed).to.be.below(12_000_000n);
    for (const set of sets) expect(await group(w, set)).to.equal(one(0) + one(1) + one(2));
  });

  it("behavior: after any movements and reclassifications, groups are those counted from nothing", async () => {
    const w = await fresh();
    const sets = [EUROPE, AMERICA, [250, 276]];
    const rules = sets.map((_, set) => mostIn(set, 9n));
    await w.enforce(rules, sets);
    const wallets = [w.alice, w.alice2, w.bob, w.carol];
    const person = (wallet: number) => Math.max(wallet - 1, 0);
    const countries = [840, 276, 826, 250, 124];
    const start = await w.networkHelpers.takeSnapshot();
    const index = (most: number) => fc.integer({ min: 0, max: most });
    const step = fc.oneof(
      fc.record({ from: index(4), to: index(4), all: fc.boolean(), forced: fc.boolean() }),
      fc.record({ who: index(3), country: fc.constantFrom(...countries), lane: index(7) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
        await start.restore();
        const people = [FACTS.alice, FACTS.bob, FACTS.carol].map((facts) => ({ ...facts }));
        const holds = async (who: number) => {
          const balances = wallets.map(({ address }, wallet) =>
            person(wallet) === who ? w.token.balanceOf(address) : Promise.resolve(0n),
          );
          return (await Promise.all(balances)).some((balance) => balance > 0n);
        };
        for (const each of steps) {
          if ("who" in each) {
            const who = person(each.who);
            const facts = { ...people[who]!, country: each.country, lane: each.lane };
            const at = wallets[each.who]!.address;
            await w.engine.connect(w.registrar).reclassify(w.registry, at, facts, [w.at.token]);
            people[who] = facts;
            continue;
          }
          const [sender, receiver] = [wallets[each.from], wallets[each.to]];
          if (each.from === each.to) continue;
          const has = sender === undefined ? 10n : await w.token.balanceOf(sender.address);
          const kind =
            sender === undefined ? "mint" : receiver === undefined ? "burn" : each.forced ? "forced" : "transfer";
          const attempt = { kind, from: sender, to: receiver, amount: each.all ? has : has / 2n } as Attempt;
          expect((await w.engine.check(asMovement(w, attempt))).allowed).to.be.true;
          await make(w, attempt);
        }
        for (const set of sets) {
          let counted = 0n;
          for (const [who, { country, lane }] of people.entries()) {
            if (set.includes(country) && (await holds(who))) counted += one(lane);
          }
          expect(await group(w, set), String(set)).to.equal(counted);
        }
      }),
      { numRuns: 12 },
    );
  });
});
