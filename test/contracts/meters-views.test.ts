import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { type Address, zeroAddress } from "viem";
import { readFacts } from "../../sdk/check/readFacts.js";
import { evaluate, headroomOf, meterKeyOf, type ProgramParts } from "../../sdk/program/index.js";
import { type Movement } from "../../sdk/verdict/index.js";
import { type Reader } from "../../sdk/reader/index.js";
import { asMovement, type Attempt, expectAllowed, INSTRUMENT, make } from "../fixtures/attempt.js";
import { today } from "../fixtures/lots.js";
import { INFLOW, meterOf, moveTo, OUTFLOW, PURCHASERS, scheduleMeters, startOf } from "../fixtures/meters.js";
import { someProgram, type SomeRule } from "../fixtures/rules.js";
import { FACTS, freshWalks, type Walk } from "../fixtures/walk.js";

const RULES: readonly SomeRule[] = [
  OUTFLOW,
  { kind: "mostOutflowShare", side: "sender", window: 90, limit: 500n },
  { kind: "mostOutflowShareOrVolume", side: "sender", window: 90, limit: 400n },
  INFLOW,
  PURCHASERS,
  { kind: "mostVenueVolume", side: "token", limit: 2_500n },
];

describe("what the views say of meters", () => {
  const fresh = freshWalks();
  const send = (w: Walk, amount: bigint) => ({ kind: "transfer", from: w.alice, to: w.bob, amount }) as const;

  async function ruled(rules = RULES) {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await (await make(w, { kind: "mint", to, amount: 1_000n })).wait();
    await w.enforce(rules);
    return w;
  }

  it("default: facts hold what the decision reads, and evaluate and headroomOf decide on them as the engine does", async () => {
    const w = await ruled();
    const program: ProgramParts = someProgram(RULES);
    const until = (await w.now()) + 10_000n;
    await w.engine.connect(w.agent).reportVolumes(w.at.token, 90n, until, 300n, until, INSTRUMENT);
    await w.engine.connect(w.agent).setPersonalLimit(w.at.token, w.bob, 70n, until, INSTRUMENT);
    await expectAllowed(w, send(w, 40n));
    const asked: readonly Attempt[] = [
      send(w, 30n),
      send(w, 31n),
      send(w, 51n),
      send(w, 61n),
      { kind: "transfer", from: w.bob, to: w.alice, amount: 91n },
      { kind: "transfer", from: w.alice, to: w.alice2, amount: 500n },
      { kind: "mint", to: w.carol, amount: 101n },
      { kind: "burn", from: w.alice, amount: 60n },
      { kind: "burn", from: w.alice, amount: 61n },
    ];
    for (const attempt of asked) {
      const movement = movementOf(w, attempt);
      const [found] = await w.engine.facts(asMovement(w, attempt));
      expect(found.readings.length).to.equal(RULES.length);
      const { facts } = await readFacts(w.connection.provider as unknown as Reader, movement);
      const { allowed, first } = await w.engine.check(asMovement(w, attempt));
      const decision = evaluate(program, facts, movement);
      expect(decision.allowed, `${attempt.kind} of ${attempt.amount}`).to.equal(allowed);
      if (!decision.allowed) {
        const { rule, measured, limit } = decision.first;
        expect([rule, measured, limit]).to.deep.equal([Number(first.rule), first.measured, first.limit]);
      }
      const [room] = await w.engine.headroom(asMovement(w, attempt));
      const own = headroomOf(program, facts, movement);
      expect([room.least, room.most, room.whole, room.tried]).to.deep.equal([
        own.least,
        own.most,
        own.whole,
        own.tried,
      ]);
      for (const [amount, expected] of [
        [room.most, true],
        [room.most + 1n, false],
      ] as const) {
        if (room.most === 0n) continue;
        const edge = await w.engine.check({ ...asMovement(w, attempt), amount });
        expect(edge.allowed, `${attempt.kind}: ${amount}`).to.equal(expected);
      }
    }
  });

  it("default: the SDK's keys are the engine's", async () => {
    const sets = [[276], [276, 840]];
    const rules: readonly SomeRule[] = [
      ...RULES,
      { ...OUTFLOW, lanes: 6, liftedBy: 33, otherBits: 1 << 24, otherLanes: 5, movements: 1 },
      { ...OUTFLOW, countrySet: { set: 1, outside: true }, otherCountrySet: { set: 0, outside: false } },
      { ...PURCHASERS, modes: 1, otherBits: 2 },
    ];
    const w = await fresh();
    const program = someProgram(rules, sets);
    await (await w.engine.publish(program.bytes)).wait();
    const place = await w.engine.programAddress(program.id);
    const keys = await Promise.all(program.rules.map((_, index) => w.engine.meterOf(place, index)));
    expect(program.rules.map((_, index) => meterKeyOf(program, index))).to.deep.equal(keys);
    expect(new Set(keys).size, "three outflows of one scope are one").to.equal(rules.length - 2);
  });

  it("behavior: a rehearsal shows what runs already, at another time what will have left the window, and else nothing", async () => {
    const w = await ruled([OUTFLOW]);
    await expectAllowed(w, send(w, 60n));
    const day = await today(w);
    const stricter = someProgram([{ ...OUTFLOW, limit: 70n }]);
    const other = someProgram([{ ...OUTFLOW, liftedBy: 2 }]);
    for (const { bytes } of [stricter, other]) await (await w.engine.publish(bytes)).wait();
    const ask = async (id: string, amount: bigint, asOf = 0n) => {
      const { allowed, first } = await w.engine.checkAs(w.at.token, id, asMovement(w, send(w, amount)), asOf);
      return allowed ? null : first.measured;
    };
    expect(await ask(stricter.id, 10n)).to.equal(null);
    expect(await ask(stricter.id, 11n)).to.equal(71n);
    expect(await ask(ZeroHash, 41n)).to.equal(101n);
    expect(await ask(ZeroHash, 41n, startOf(day + 90n) - 1n)).to.equal(101n);
    expect(await ask(ZeroHash, 100n, startOf(day + 90n))).to.equal(null);
    expect(await ask(other.id, 100n)).to.equal(null);
    expect(await ask(other.id, 101n)).to.equal(101n);
    // From when it is scheduled it runs.
    await scheduleMeters(w, [{ ...OUTFLOW, liftedBy: 2 }]);
    await expectAllowed(w, send(w, 5n));
    expect(await ask(other.id, 96n)).to.equal(101n);
  });

  it("behavior: headroom names no time at which more may move where a meter decides what passes then", async () => {
    const later: SomeRule = { kind: "notBefore", side: "token", limit: 4_000_000_000n };
    const w = await ruled([later, OUTFLOW]);
    const room = async (from: Walk["alice"]) => {
      const [found] = await w.engine.headroom(asMovement(w, { kind: "transfer", from, to: w.carol, amount: 0n }));
      return [found.most, found.from];
    };
    expect(await room(w.alice)).to.deep.equal([0n, 0n]);
    await w.enforce([later, { ...OUTFLOW, lanes: 1 << 7 }]);
    expect(await room(w.alice), "no meter binds").to.deep.equal([0n, 4_000_000_000n]);
  });

  it("behavior: headroom names when what must always hold and one path have both opened", async () => {
    const opens = 4_000_000_000n;
    const before = (path: number, limit: bigint): SomeRule => ({ kind: "notBefore", side: "token", path, limit });
    const from = async (...rules: readonly SomeRule[]) => {
      const w = await ruled(rules);
      const [room] = await w.engine.headroom(asMovement(w, send(w, 0n)));
      return room.from;
    };
    expect(await from(before(0, opens), before(1, opens - 5n))).to.equal(opens);
    expect(await from(before(0, opens), before(1, opens + 5n))).to.equal(opens + 5n);
    expect(await from(before(0, opens), before(1, opens + 5n), before(2, opens - 5n))).to.equal(opens);
  });

  it("behavior: a rule that does not bind whom it is asked about shows nothing", async () => {
    const w = await ruled([{ ...OUTFLOW, otherLanes: 1 << FACTS.bob.lane }]);
    await expectAllowed(w, send(w, 60n));
    const shown = async (to: Walk["bob"]) => {
      const [{ readings }] = await w.engine.facts(asMovement(w, { kind: "transfer", from: w.alice, to, amount: 1n }));
      return readings.map(({ used }) => used);
    };
    expect(await shown(w.bob)).to.deep.equal([60n]);
    expect(await shown(w.carol)).to.deep.equal([0n]);
  });

  it("behavior: readings tell of whatever program is named, and of a wallet that nobody recorded nothing", async () => {
    const w = await ruled([OUTFLOW]);
    await expectAllowed(w, send(w, 60n));
    const program = await w.engine.programAddress(someProgram([OUTFLOW]).id);
    const shown = async (attempt: Attempt, asOf: bigint) => {
      const { shown: all } = await w.engine.readings(asMovement(w, attempt), program, asOf);
      return all.map(({ used }) => used);
    };
    const now = await w.now();
    expect(await shown(send(w, 0n), now)).to.deep.equal([60n]);
    expect(await shown({ kind: "transfer", from: w.stranger, to: w.bob, amount: 1n }, now)).to.deep.equal([0n]);
    expect(await shown({ kind: "mint", to: w.bob, amount: 1n }, now)).to.deep.equal([0n]);
    expect(await shown({ kind: "forced", from: w.alice, to: w.bob, amount: 1n }, now)).to.deep.equal([0n]);
    const nowhere = { ...asMovement(w, send(w, 1n)), token: w.alice.address };
    expect((await w.engine.readings(nowhere, program, now)).shown.map(({ used }) => used)).to.deep.equal([0n]);
    expect(await w.engine.flowsOf(w.at.token, await meterOf(w, [OUTFLOW]), w.stranger.address)).to.deep.equal([]);
    expect(await w.engine.volumes(ZeroAddress)).to.deep.equal([0n, 0n, 0n, 0n]);
    await moveTo(w, now + 1n);
  });
});

/** As the SDK takes it. */
const movementOf = (w: Walk, { kind, from, to, amount }: Attempt): Movement => ({
  ...{ kind, token: w.at.token, amount },
  from: (from?.address ?? zeroAddress) as Address,
  to: (to?.address ?? zeroAddress) as Address,
});
