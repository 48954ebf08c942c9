import { expect } from "chai";
import { ZeroHash } from "ethers";
import { readFacts } from "../../../sdk/check/index.js";
import { evaluate } from "../../../sdk/program/index.js";
import { enrol } from "../../../sdk/change/index.js";
import { STATES } from "../../../sdk/kinds/index.js";
import {
  asMovement,
  type Attempt,
  expectAllowed,
  expectRefused,
  filed,
  INSTRUMENT,
  make,
} from "../../fixtures/attempt.js";
import { type Booked, booked, LOT, measuredOf, positionLimit, UNTOLD } from "../../fixtures/positionRule.js";
import { freshWalks, someFacts } from "../../fixtures/walk.js";

const LIMIT = 6_000_000n;

describe("rules on positions", () => {
  const fresh = freshWalks();

  const sale = (w: Booked, amount = 1n): Attempt => ({ kind: "transfer", from: w.alice, to: w.bob, amount });
  const expectNo = (w: Booked, attempt: Attempt, units: bigint, subject = 2n, rule = 0) =>
    expectRefused(w, attempt, {
      reason: "PositionAboveLimit",
      rule,
      subject,
      measured: measuredOf(units),
      limit: LIMIT,
    });
  const lots = async (w: Booked) => Promise.all([1n, 2n].map((investor) => w.book.lotsOf(investor)));

  it("default: a transfer up to the limit passes and is recorded; one unit more is refused, with whose position, measured and limit", async () => {
    const w = await booked(await fresh());
    await expectAllowed(w, sale(w, 20n));
    expect(await lots(w)).to.deep.equal([8n, 12n]);
    await expectNo(w, sale(w), 121n);
    expect(await lots(w), "what is refused is not recorded").to.deep.equal([8n, 12n]);
    const { findings } = await w.engine.explain(asMovement(w, sale(w, 30n)));
    expect(findings.map(({ rule, subject, measured, limit }) => [rule, subject, measured, limit])).to.deep.equal([
      [0n, 2n, measuredOf(150n), LIMIT],
    ]);
  });

  it("default: facts give the book's answer, and evaluate decides on them as the chain does", async () => {
    const w = await booked(await fresh(), 6n, [{ kind: "mostPerMovement", side: "token", limit: 40n }]);
    for (const amount of [0n, 1n, 20n, 21n, 41n]) {
      const movement = { ...asMovement(w, sale(w, amount)), kind: "transfer" } as never;
      const { facts, program } = await readFacts(w.connection.provider, movement);
      expect(facts.positions?.allowed).to.equal(amount <= 20n);
      const decision = evaluate(program, facts, movement);
      const { findings } = await w.engine.explain(asMovement(w, sale(w, amount)));
      const found = decision.allowed ? [] : [decision.first, ...decision.rest];
      const numbers = found.map(({ rule, subject, measured, limit }) => [BigInt(rule), subject, measured, limit]);
      expect(numbers).to.deep.equal(findings.map((one) => [one.rule, one.subject, one.measured, one.limit]));
    }
  });

  it("default: headroom is what the book leaves, at its edge confirmed, with what stands against one unit more", async () => {
    const w = await booked(await fresh());
    const { room } = await w.engine.headroom(asMovement(w, sale(w)));
    expect([room.least, room.most, room.whole, room.tried, room.proven]).to.deep.equal([1n, 20n, false, 21n, false]);
    expect([room.binding.rule, room.binding.subject, room.binding.measured, room.binding.limit]).to.deep.equal([
      ...[0n, 2n, measuredOf(121n), LIMIT],
    ]);
    await expectAllowed(w, sale(w, room.most));
    const { room: full } = await w.engine.headroom(asMovement(w, sale(w)));
    expect([full.least, full.most, full.tried]).to.deep.equal([0n, 0n, 1n]);
    const back = await w.engine.headroom(asMovement(w, { kind: "burn", from: w.bob, amount: 0n }));
    expect([back.room.least, back.room.most, back.room.whole]).to.deep.equal([1n, 120n, true]);
  });

  it("behavior: a part of a lot counts as a whole one", async () => {
    const w = await booked(await fresh());
    await expectAllowed(w, sale(w, 20n - LOT + 1n));
    expect(await lots(w)).to.deep.equal([9n, 12n]);
    await expectAllowed(w, sale(w, LOT - 1n));
    await expectNo(w, sale(w), 121n);
  });

  it("behavior: a reduction passes, whatever is in excess; the book is told of burns and mints, too", async () => {
    const w = await booked(await fresh());
    await w.book.setLimit(1_000_000n, 0n, 0n);
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 30n });
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.carol, amount: 20n });
    expect(await lots(w)).to.deep.equal([8n, 7n]);
    const refusal = { reason: "PositionAboveLimit", rule: 0, subject: 3n, measured: 1_500_000n, limit: 1_000_000n };
    await expectRefused(w, { kind: "mint", to: w.carol, amount: 1n }, refusal);
  });

  it("behavior: what changes no hands is not told: nothing, one person's wallets, a recovery", async () => {
    const w = await booked(await fresh(), 0n);
    await expectAllowed(w, sale(w, 0n));
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 60n });
    expect(await lots(w)).to.deep.equal([0n, 0n]);
  });

  it("behavior: the book is told what an investor holds over all wallets", async () => {
    const w = await booked(await fresh(), 20n);
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 60n });
    await expectAllowed(w, { kind: "transfer", from: w.alice2, to: w.bob, amount: 5n });
    expect(await lots(w)).to.deep.equal([10n, 11n]);
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.alice2, amount: 20n });
    expect(await lots(w)).to.deep.equal([12n, 9n]);
  });

  it("behavior: orders, and kinds of movement that the rule does not name, are recorded and never refused", async () => {
    const w = await booked(await fresh(), 0n);
    await make(w, { kind: "forced", from: w.alice, to: w.bob, amount: 10n });
    expect(await lots(w)).to.deep.equal([9n, 11n]);
    await make(w, { kind: "transmission", from: w.alice, to: w.bob, amount: 10n });
    expect(await lots(w)).to.deep.equal([8n, 12n]);
    await w.enforce([positionLimit(w.bookAt, { movements: 1 })]);
    await expectAllowed(w, { kind: "mint", to: w.bob, amount: 10n });
    expect(await lots(w)).to.deep.equal([8n, 13n]);
    const { positions } = await w.engine.facts(asMovement(w, { kind: "mint", to: w.bob, amount: 10n }));
    expect([...positions], "not judged: not asked").to.deep.equal([true, 0n, 0n, 0n]);
  });

  it("behavior: it is asked last, and not where anything else refuses, but by explain; paths open no way around it", async () => {
    const w = await booked(await fresh(), 6n, [
      { kind: "mostPerMovement", side: "token", limit: 30n },
      { kind: "mostPerMovement", side: "token", path: 1, limit: 1n },
      { kind: "mostPerMovement", side: "token", path: 2, limit: 29n },
    ]);
    await expectNo(w, sale(w, 25n), 125n, 2n, 1);
    const { findings } = await w.engine.explain(asMovement(w, sale(w, 31n)));
    expect(findings.map(({ rule }) => rule)).to.deep.equal([0n, 2n, 3n, 1n]);
    const unknown = await w.engine.explain({ ...asMovement(w, sale(w)), to: w.stranger.address });
    expect(unknown.findings).to.have.length(1);
  });

  it("behavior: rehearsals tell the book of which time they ask, and of the program they name", async () => {
    const w = await booked(await fresh());
    const from = (await w.now()) + 1_000n;
    await w.book.setLimit(LIMIT, from, 5_500_000n);
    const movement = asMovement(w, sale(w, 20n));
    const at = async (time: bigint) => {
      const { allowed, first } = await w.engine.checkAs(w.at.token, ZeroHash, movement, time);
      return [allowed, first.limit];
    };
    expect(await at(from - 1n)).to.deep.equal([true, 0n]);
    expect(await at(from)).to.deep.equal([false, 5_500_000n]);
    const { findings } = await w.engine.explainAs(w.at.token, ZeroHash, movement, from);
    expect(findings.map(({ measured }) => measured)).to.deep.equal([measuredOf(120n)]);
    const [answer] = await w.engine.checkManyAs(ZeroHash, [movement], from);
    expect(answer?.allowed).to.equal(false);
  });

  it("behavior: units in suspense are nobody's position", async () => {
    const w = await booked(await fresh());
    const { engine, token } = w.at;
    const facts = someFacts({ country: 840, lane: 7, states: 1 << STATES.suspense });
    await w.send(w.registrar, enrol({ engine, registry: w.registry, wallets: [token], facts }));
    const estate = w.stranger.address;
    await filed(w, "forcedTransferToSuspense", [w.alice.address, estate, 30n, INSTRUMENT]);
    expect(await lots(w)).to.deep.equal([7n, 0n]);
    await filed(w, "releaseFromSuspense", [estate, w.bob.address, 30n, INSTRUMENT]);
    expect(await lots(w)).to.deep.equal([7n, 13n]);
    expect(await w.book.lotsOf(4n), "of the account itself").to.equal(0n);
  });

  it("behavior: a token that the book does not know is refused, with nobody's position; one without code cannot be told", async () => {
    const w = await booked(await fresh());
    const args = [w.at.engine, w.stranger.address, LOT, 1n, LIMIT] as const;
    const other = await w.ethers.deployContract("PlainPositions", [...args]);
    await w.enforce([positionLimit(await other.getAddress())]);
    const refusal = { reason: "PositionAboveLimit", rule: 0 } as const;
    await expectRefused(w, sale(w), { ...refusal, subject: 0n, measured: 0n, limit: 0n });
    await w.enforce([positionLimit(w.stranger.address)]);
    await expectRefused(w, sale(w), { ...refusal, ...UNTOLD });
  });
});
