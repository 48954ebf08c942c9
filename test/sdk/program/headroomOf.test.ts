import { expect } from "chai";
import { zeroAddress } from "viem";
import { MOST_UNITS, MOVEMENTS, type Rule } from "../../../sdk/kinds/index.js";
import {
  type Facts,
  headroomOf,
  type HeadroomOfParameters,
  monthsPassed,
  packLot,
} from "../../../sdk/program/index.js";
import type { Headroom } from "../../../sdk/verdict/index.js";
import { brokenClaims, headroomByCounting, turningPoints } from "../../fixtures/headroom.js";
import {
  counts,
  DE,
  facts,
  FR,
  NEW_RECEIVER,
  NOW,
  parts,
  RECEIVER,
  record,
  rule,
  SENDER,
  SPENDER,
  TOKEN,
  walletState,
  ZERO,
} from "./build.js";

const SETS = [[FR, DE]];
/** No transfer of these tests may be larger, and no mint but those that end at capacity. */
const MOST = { transfer: 1_100n, mint: 12_000n };
const TODAY = Number(NOW / 86_400n);

/** Of the transfer from investor 7, who holds 1,000 units, to 8, who holds 500; every claim is tried, and every amount. */
function roomOf(
  rules: readonly Rule[],
  someFacts: Partial<Facts> = {},
  some: Partial<HeadroomOfParameters> = {},
): Headroom {
  const movement: HeadroomOfParameters = { kind: "transfer", token: TOKEN, from: SENDER, to: RECEIVER, ...some };
  const asked = { program: parts(rules, SETS), facts: facts(someFacts), movement };
  const room = headroomOf(asked.program, asked.facts, movement);
  expect(brokenClaims(asked, room, turningPoints(asked))).to.deep.equal([]);
  const { least, most, whole } = room;
  const end = movement.kind === "mint" ? MOST.mint : MOST.transfer;
  if (most < end) expect({ least, most, whole }).to.deep.equal(headroomByCounting(asked, end));
  return room;
}
const MINT = { kind: "mint", from: ZERO } as const;
const OF_NOBODY = { sender: 0n, senderBalance: 0n, senderHolding: 0n, senderHolds: false, senderCounts: 0n };

/** least, most, whole, and what binds beyond. */
const short = ({ least, most, whole, binding }: Headroom) => [least, most, whole, binding?.kind ?? null];
const rooms = (rules: readonly Rule[], someFacts: Partial<Facts> = {}, some: Partial<HeadroomOfParameters> = {}) =>
  short(roomOf(rules, someFacts, some));
const sender = (some: Partial<Rule> & Pick<Rule, "kind">) => rule({ side: "sender", ...some });
const refusing = rule({ kind: "laneInSet", limit: 1n });
const lot = (daysAgo: number, units: bigint, origin = 1) => packLot({ day: TODAY - daysAgo, origin, units });

describe("headroomOf", () => {
  it("default: without rules, all free units", () => {
    expect(roomOf([])).to.deep.equal({
      ...{ least: 1n, most: 1000n, whole: true, proven: true, tried: 1001n, binding: null, from: null },
    });
  });

  describe("the engine's own reasons", () => {
    it("behavior: zero balance, one unit", () => {
      const none = { senderBalance: 0n, senderHolding: 0n, senderHolds: false };
      expect(rooms([], none)).to.deep.equal([0n, 0n, false, null]);
      const one = { senderBalance: 1n, senderHolding: 1n };
      expect(rooms([], one), "it is the whole balance, and nothing else").to.deep.equal([0n, 0n, true, null]);
      expect(rooms([refusing], one)).to.deep.equal([0n, 0n, false, "laneInSet"]);
      expect(rooms([], { senderBalance: 2n, senderHolding: 2n })).to.deep.equal([1n, 2n, true, null]);
    });

    it("behavior: frozen units stop the whole, and an order takes them", () => {
      for (const frozen of [1n, 999n]) {
        const senderState = walletState({ frozen });
        expect(rooms([], { senderState })).to.deep.equal([1n, 1000n - frozen, false, null]);
        expect(rooms([refusing], { senderState }, { kind: "forced" })).to.deep.equal([1n, 1000n, true, null]);
      }
      for (const frozen of [1000n, 1001n])
        expect(rooms([], { senderState: walletState({ frozen }) })).to.deep.equal([0n, 0n, false, null]);
      expect(rooms([], { senderState: walletState({ held: 400n }) }, { kind: "forced" })[1]).to.equal(600n);
    });

    it("behavior: allowance of a spender", () => {
      const ask = (allowance: bigint) => rooms([], { allowance }, { spender: SPENDER });
      expect(ask(0n)).to.deep.equal([0n, 0n, false, "allowanceTooLow"]);
      expect(ask(1n)).to.deep.equal([1n, 1n, false, "allowanceTooLow"]);
      expect(ask(999n)).to.deep.equal([1n, 999n, false, "allowanceTooLow"]);
      expect(ask(1000n)).to.deep.equal([1n, 1000n, true, "allowanceTooLow"]);
      expect(ask(1001n)).to.deep.equal([1n, 1000n, true, null]);
      expect(rooms([], { allowance: 0n }, { spender: ZERO })[1]).to.equal(1000n);
    });

    it("behavior: nothing of what is paused, unknown, blocked, frozen or imported", () => {
      expect(rooms([], { paused: true })).to.deep.equal([0n, 0n, false, "tokenPaused"]);
      expect(rooms([], { importing: 1n })).to.deep.equal([0n, 0n, false, "tokenImporting"]);
      expect(rooms([], { receiver: 0n })).to.deep.equal([0n, 0n, false, "walletUnknown"]);
      expect(rooms([], { sender: record({ states: 1 }) })).to.deep.equal([0n, 0n, false, "investorBlocked"]);
      expect(rooms([], { receiverState: walletState({ whole: 1 }) })).to.deep.equal([0n, 0n, false, "walletFrozen"]);
      const full = { ...NEW_RECEIVER, receiver: record({ investor: 8, tokensHeld: 255 }) };
      expect(rooms([], full)).to.deep.equal([0n, 0n, false, "tokensAboveCapacity"]);
    });

    it("behavior: no program, a kind without code", () => {
      const movement: HeadroomOfParameters = { kind: "transfer", token: TOKEN, from: SENDER, to: RECEIVER };
      expect(short(headroomOf(null, facts(), movement))).to.deep.equal([0n, 0n, false, "programMissing"]);
      const settlement = headroomOf(parts([]), facts(), { ...movement, kind: "settlement" });
      expect([...short(settlement), settlement.tried]).to.deep.equal([0n, 0n, false, "kindUnsupported", 1n]);
    });

    it("behavior: a recovery takes the whole of a barred wallet, and nothing else", () => {
      for (const units of [1n, 2n, 1000n]) {
        const barred = { senderBalance: units, senderHolding: units, receiver: record() };
        const senderState = walletState({ whole: 1, frozen: 1 });
        const none = { kind: "recovery" } as const;
        expect(rooms([], { ...barred, senderState }, none)).to.deep.equal([0n, 0n, true, "recoveryNotWhole"]);
        expect(rooms([], barred, none), "it is not barred").to.deep.equal([0n, 0n, false, "walletNotBarred"]);
      }
    });

    it("behavior: a mint up to capacity, of no whole", () => {
      const supply = MOST_UNITS - 700n;
      expect(rooms([], { ...OF_NOBODY, supply }, MINT)).to.deep.equal([1n, 700n, false, "supplyAboveCapacity"]);
      expect(rooms([], { ...OF_NOBODY, supply: MOST_UNITS }, MINT)[1]).to.equal(0n);
      expect(rooms([], { ...OF_NOBODY, supply: 0n }, MINT)).to.deep.equal([
        1n,
        MOST_UNITS,
        false,
        "amountAboveCapacity",
      ]);
    });
  });

  describe("rules", () => {
    it("behavior: all or nothing, where the amount does not matter", () => {
      const states = { receiver: record({ investor: 8, states: 2 }) };
      expect(rooms([refusing])).to.deep.equal([0n, 0n, false, "laneInSet"]);
      expect(rooms([rule({ kind: "laneInSet", limit: 8n })])).to.deep.equal([1n, 1000n, true, null]);
      expect(rooms([rule({ kind: "forbiddenStates", limit: 2n })], states)[1]).to.equal(0n);
      expect(rooms([rule({ kind: "requiredStatuses", limit: 1n })])[1]).to.equal(0n);
      expect(rooms([rule({ kind: "countryNotIn", limit: 0n })])[1]).to.equal(1000n);
      expect(
        rooms([rule({ kind: "evidenceFresh", limit: 1n })], { receiver: record({ investor: 8, statusUntil: NOW }) })[1],
      ).to.equal(0n);
      expect(rooms([rule({ kind: "notAfter", limit: NOW })])).to.deep.equal([0n, 0n, false, "notAfter"]);
      expect(
        rooms(
          [rule({ kind: "spenderRegistered", side: "spender", limit: 0n })],
          { allowance: 10n },
          { spender: SPENDER },
        ),
      ).to.deep.equal([0n, 0n, false, "spenderRegistered"]);
    });

    it("behavior: mostUnits", () => {
      const ask = (limit: bigint) => rooms([rule({ kind: "mostUnits", limit })]);
      expect(ask(499n)).to.deep.equal([0n, 0n, false, "mostUnits"]);
      expect(ask(500n)).to.deep.equal([0n, 0n, false, "mostUnits"]);
      expect(ask(501n)).to.deep.equal([1n, 1n, false, "mostUnits"]);
      expect(ask(1499n)).to.deep.equal([1n, 999n, false, "mostUnits"]);
      expect(ask(1500n)).to.deep.equal([1n, 1000n, true, null]);
    });

    it("behavior: mostShare of the supply, and of the floor", () => {
      const ask = (window: number, limit = 1n, supply = 10_000n) =>
        rooms([rule({ kind: "mostShare", window, limit })], { supply });
      expect(ask(500)).to.deep.equal([0n, 0n, false, "mostShare"]);
      expect(ask(501)).to.deep.equal([1n, 1n, false, "mostShare"]);
      expect(ask(1499)[1]).to.equal(999n);
      expect(ask(1500)).to.deep.equal([1n, 1000n, true, null]);
      expect(ask(1000, 12_349n), "the floor is larger, and rounded down").to.deep.equal([1n, 734n, false, "mostShare"]);
      expect(ask(1000, 9_999n), "the supply is").to.deep.equal([1n, 500n, false, "mostShare"]);
    });

    it("behavior: mostShare of a mint, which moves the supply too, across the floor", () => {
      const ask = (window: number, limit: bigint, supply: bigint, receiverHolding = 500n) =>
        rooms(
          [rule({ kind: "mostShare", window, limit })],
          { ...OF_NOBODY, supply, receiverHolding, receiverBalance: receiverHolding },
          MINT,
        );
      // 500 + a <= 1/10 (10,000 + a): a <= 555.55
      expect(ask(1000, 1n, 10_000n)).to.deep.equal([1n, 555n, false, "mostShare"]);
      // Exactly: 500 + a <= 1/10 (9,500 + a), a <= 500
      expect(ask(1000, 1n, 9_500n)[1]).to.equal(500n);
      expect(ask(1000, 1n, 9_499n)[1]).to.equal(499n);
      for (const floor of [10_554n, 10_555n, 10_556n, 10_559n, 10_560n, 10_561n, 10_570n])
        expect(ask(1000, floor, 10_000n)[1], `floor ${floor}`).to.equal(floor >= 10_560n ? floor / 10n - 500n : 555n);
      expect(ask(1000, 20_000n, 10_000n), "on the floor").to.deep.equal([1n, 1500n, false, "mostShare"]);
      expect(ask(1000, 20_000n, 0n, 0n), "the first mint").to.deep.equal([1n, 2000n, false, "mostShare"]);
      expect(ask(1000, 1n, 5_000n)[1], "it is full").to.equal(0n);
      expect(ask(1000, 1n, 4_000n)[1], "it is above, and no mint to it helps").to.equal(0n);
      expect(ask(10_000, 1n, 4_000n), "the whole of the supply").to.deep.equal([
        1n,
        MOST_UNITS - 4_000n,
        false,
        "supplyAboveCapacity",
      ]);
      expect(ask(9_999, 1n, 501n)[1]).to.equal(9_499n);
    });

    it("behavior: leastHolding of the sender: part of it, or the whole", () => {
      const ask = (limit: bigint) => rooms([sender({ kind: "leastHolding", limit })]);
      expect(ask(1n)).to.deep.equal([1n, 1000n, true, null]);
      expect(ask(2n)).to.deep.equal([1n, 998n, true, "leastHolding"]);
      expect(ask(999n)).to.deep.equal([1n, 1n, true, "leastHolding"]);
      expect(ask(1000n)).to.deep.equal([0n, 0n, true, "leastHolding"]);
      expect(ask(1001n)).to.deep.equal([0n, 0n, true, "leastHolding"]);
    });

    it("behavior: of who has several wallets the whole wallet is not the whole holding", () => {
      const several = { sender: record({ wallets: 2 }), senderHolding: 1200n };
      const ask = (limit: bigint) => rooms([sender({ kind: "leastHolding", limit })], several);
      expect(ask(199n)).to.deep.equal([1n, 1000n, true, null]);
      expect(ask(200n)).to.deep.equal([1n, 1000n, true, null]);
      expect(ask(201n)).to.deep.equal([1n, 999n, false, "leastHolding"]);
      expect(rooms([sender({ kind: "wholeHoldingOnly" })], several)).to.deep.equal([0n, 0n, false, "wholeHoldingOnly"]);
    });

    it("behavior: leastHolding of the receiver", () => {
      const ask = (limit: bigint) => rooms([rule({ kind: "leastHolding", limit })]);
      expect(ask(501n)).to.deep.equal([1n, 1000n, true, null]);
      expect(ask(502n)).to.deep.equal([2n, 1000n, true, null]);
      expect(ask(1499n)).to.deep.equal([999n, 1000n, true, null]);
      expect(ask(1500n), "only the whole").to.deep.equal([0n, 0n, true, "leastHolding"]);
      expect(ask(1501n)).to.deep.equal([0n, 0n, false, "leastHolding"]);
    });

    it("behavior: wholeHoldingOnly", () => {
      const room = roomOf([sender({ kind: "wholeHoldingOnly" })]);
      expect([...short(room), room.tried]).to.deep.equal([0n, 0n, true, "wholeHoldingOnly", 1n]);
    });

    it("behavior: leastPerMovement and mostPerMovement", () => {
      const least = (limit: bigint) => rooms([rule({ kind: "leastPerMovement", limit, side: "token", movements: 7 })]);
      const most = (limit: bigint) => rooms([rule({ kind: "mostPerMovement", limit })]);
      expect(least(1n)).to.deep.equal([1n, 1000n, true, null]);
      expect(least(2n)).to.deep.equal([2n, 1000n, true, null]);
      expect(least(999n)).to.deep.equal([999n, 1000n, true, null]);
      expect(least(1000n)).to.deep.equal([0n, 0n, true, "leastPerMovement"]);
      expect(least(1001n)).to.deep.equal([0n, 0n, false, "leastPerMovement"]);
      expect(most(1n)).to.deep.equal([1n, 1n, false, "mostPerMovement"]);
      expect(most(999n)).to.deep.equal([1n, 999n, false, "mostPerMovement"]);
      expect(most(1000n)).to.deep.equal([1n, 1000n, true, null]);
    });

    it("behavior: mostHolders and fewestHolders turn on the whole balance only", () => {
      const full = rule({ kind: "mostHolders", limit: 2n });
      expect(rooms([full])).to.deep.equal([1n, 1000n, true, null]);
      expect(rooms([full], NEW_RECEIVER), "only who leaves gives its place").to.deep.equal([
        0n,
        0n,
        true,
        "mostHolders",
      ]);
      const few = sender({ kind: "fewestHolders", limit: 2n });
      expect(rooms([few])).to.deep.equal([1n, 999n, false, "fewestHolders"]);
      expect(rooms([few], { totals: counts({ 3: 3 }) })).to.deep.equal([1n, 1000n, true, null]);
    });

    it("behavior: nobody is asked within one investor", () => {
      expect(rooms([refusing], { receiver: record() })).to.deep.equal([1n, 1000n, true, null]);
      expect(rooms([refusing], { receiver: record() }, { to: SENDER })).to.deep.equal([1n, 1000n, true, null]);
    });

    it("behavior: only rules that bind", () => {
      const elsewhere = rule({ kind: "mostUnits", limit: 1n, lanes: 1 });
      const lifted = rule({ kind: "mostPerMovement", limit: 1n, liftedBy: 1 });
      const ofMints = rule({ kind: "mostPerMovement", limit: 1n, movements: 2 });
      expect(rooms([elsewhere, lifted, ofMints], { receiver: record({ investor: 8, statuses: 1 }) })[1]).to.equal(
        1000n,
      );
      expect(rooms([lifted])[1]).to.equal(1n);
    });
  });

  describe("time", () => {
    const period = sender({ kind: "holdingPeriod", window: 12, limit: 2n });
    const senderLots = [lot(800, 200n), lot(400, 100n, 2), lot(300, 300n), lot(10, 400n, 2)];

    it("behavior: notBefore, from its second on", () => {
      const room = roomOf([rule({ kind: "notBefore", limit: NOW + 1n })]);
      expect([...short(room), room.from]).to.deep.equal([0n, 0n, false, "notBefore", NOW + 1n]);
      expect(rooms([rule({ kind: "notBefore", limit: NOW })])).to.deep.equal([1n, 1000n, true, null]);
    });

    it("behavior: holdingPeriod frees the lots before the first that is too young", () => {
      const room = roomOf([period], { senderLots });
      expect([...short(room), room.from]).to.deep.equal([
        1n,
        300n,
        false,
        "holdingPeriod",
        monthsPassed(TODAY - 300, 12),
      ]);
      const one = (units: bigint) => rooms([period], { senderLots: [lot(800, units), lot(1, 1000n - units)] });
      expect(one(1n)[1]).to.equal(1n);
      expect(one(999n)).to.deep.equal([1n, 999n, false, "holdingPeriod"]);
      expect(rooms([period], { senderLots: [lot(1, 1000n)] })[1]).to.equal(0n);
      expect(rooms([period], { senderLots: [lot(1, 1000n, 2)] }), "of another origin").to.deep.equal([
        1n,
        1000n,
        true,
        null,
      ]);
      expect(rooms([period]), "no lots are kept").to.deep.equal([1n, 1000n, true, null]);
    });

    it("behavior: trancheClosedSince frees what lies before the first open tranche", () => {
      const one = sender({ kind: "trancheClosedSince", window: 6, limit: 0b110n });
      const closed = (first: number, second: number) => (BigInt(first) << 32n) | (BigInt(second) << 64n);
      const ask = (tranches: bigint) => roomOf([one], { senderLots, tranches });
      const open = ask(closed(TODAY - 300, 0));
      expect([...short(open), open.from]).to.deep.equal([1n, 200n, false, "trancheClosedSince", null]);
      const young = ask(closed(TODAY - 300, TODAY - 100));
      expect([...short(young), young.from]).to.deep.equal([
        1n,
        200n,
        false,
        "trancheClosedSince",
        monthsPassed(TODAY - 100, 6),
      ]);
      expect(short(ask(closed(TODAY - 300, TODAY - 300)))).to.deep.equal([1n, 1000n, true, null]);
      expect(ask(0n).most).to.equal(0n);
    });

    it("behavior: no time helps against what time does not end, or ends", () => {
      const early = rule({ kind: "notBefore", limit: NOW + 10n });
      expect(roomOf([early, refusing]).from).to.equal(null);
      expect(roomOf([early, rule({ kind: "notAfter", limit: NOW + 10n })]).from, "it is over by then").to.equal(null);
      expect(roomOf([early, rule({ kind: "notAfter", limit: NOW + 11n })]).from).to.equal(NOW + 10n);
      expect(roomOf([early, rule({ kind: "notBefore", limit: NOW + 20n })]).from, "the last of them").to.equal(
        NOW + 20n,
      );
      expect(
        roomOf([rule({ kind: "evidenceFresh", limit: 1n })], { receiver: record({ investor: 8, statusUntil: 1 }) })
          .from,
      ).to.equal(null);
    });

    it("behavior: of paths, the first that opens and is open then", () => {
      const on = (path: number, limit: bigint) => rule({ kind: "notBefore", path, limit });
      expect(roomOf([on(1, NOW + 30n), on(2, NOW + 20n)]).from).to.equal(NOW + 20n);
      expect(roomOf([rule({ kind: "notBefore", limit: NOW + 25n }), on(1, NOW + 30n), on(2, NOW + 20n)]).from).to.equal(
        NOW + 25n,
      );
      expect(
        roomOf([on(1, NOW + 30n), on(2, NOW + 20n), rule({ kind: "notAfter", path: 2, limit: NOW + 20n })]).from,
      ).to.equal(NOW + 30n);
      expect(roomOf([on(1, NOW + 30n), { ...refusing, path: 2 }]).from).to.equal(NOW + 30n);
    });
  });

  describe("paths", () => {
    const upTo = (path: number, limit: bigint) => rule({ kind: "mostPerMovement", path, limit });
    const atLeast = (path: number, limit: bigint) => rule({ kind: "leastPerMovement", path, limit });

    it("behavior: of two disjoint intervals the one that reaches highest", () => {
      const room = roomOf([upTo(1, 100n), atLeast(2, 102n), upTo(2, 300n)]);
      expect([...short(room), room.tried]).to.deep.equal([102n, 300n, false, "mostPerMovement", 301n]);
    });

    it("behavior: intervals that touch or overlap are one, in whatever order", () => {
      expect(rooms([upTo(1, 100n), atLeast(2, 101n), upTo(2, 300n)])).to.deep.equal([
        1n,
        300n,
        false,
        "mostPerMovement",
      ]);
      expect(rooms([atLeast(1, 50n), upTo(1, 300n), upTo(2, 100n)])[0]).to.equal(1n);
      const chain = [atLeast(1, 201n), upTo(1, 300n), upTo(2, 100n), atLeast(3, 101n), upTo(3, 200n)];
      expect(rooms(chain)).to.deep.equal([1n, 300n, false, "mostPerMovement"]);
      expect(rooms([atLeast(1, 50n), upTo(1, 300n), atLeast(2, 10n), upTo(2, 300n)])[0]).to.equal(10n);
    });

    it("behavior: what must always hold cuts them all", () => {
      const always = [upTo(0, 250n), rule({ kind: "leastHolding", limit: 520n })];
      expect(rooms([...always, upTo(1, 100n), atLeast(2, 102n), upTo(2, 300n)])).to.deep.equal([
        102n,
        250n,
        false,
        "mostPerMovement",
      ]);
      expect(rooms([upTo(0, 101n), upTo(1, 100n), atLeast(2, 102n)])[1]).to.equal(100n);
    });

    it("behavior: a path of which no rule binds is open, one that is closed gives nothing", () => {
      expect(rooms([upTo(1, 100n), rule({ kind: "mostPerMovement", path: 2, limit: 1n, movements: 2 })])[1]).to.equal(
        1000n,
      );
      expect(rooms([upTo(1, 100n), { ...refusing, path: 2 }])).to.deep.equal([1n, 100n, false, "mostPerMovement"]);
      expect(
        rooms([
          { ...refusing, path: 1 },
          { ...refusing, path: 2 },
        ]),
      ).to.deep.equal([0n, 0n, false, "laneInSet"]);
    });

    it("behavior: the whole may pass by a path of its own", () => {
      expect(rooms([upTo(1, 100n), sender({ kind: "wholeHoldingOnly", path: 2 })])).to.deep.equal([
        1n,
        100n,
        true,
        "mostPerMovement",
      ]);
      expect(rooms([upTo(1, 999n), sender({ kind: "wholeHoldingOnly", path: 2 })])).to.deep.equal([
        1n,
        1000n,
        true,
        null,
      ]);
    });
  });

  describe("the share of a group that a mint thins out", () => {
    // Members hold 300 of 1,000 units and may hold a quarter, of 1,240 units at the least; a tenth of what is minted counts. By the floor 1 to 100
    // more pass, by the supply that is to come 334 and more.
    const share = (path = 0) => rule({ kind: "mostGroupShare", movements: 2, path, window: 2500, limit: 1240n });
    const minted = (...rules: readonly Rule[]) => {
      const reading = { used: 3_000_000n, beside: 0n, fromWeight: 0n, toWeight: 1000n, fromBeside: 0n, toBeside: 0n };
      const shares = rules.filter(({ kind }) => kind === "mostGroupShare");
      const readings = shares.map(() => reading);
      const { least, most, tried } = roomOf(rules, { ...OF_NOBODY, supply: 1000n, readings }, MINT);
      return [least, most, tried];
    };
    const upTo = (limit: bigint, path = 0) => rule({ kind: "mostPerMovement", movements: 2, path, limit });
    const atLeast = (limit: bigint, path = 0) => rule({ kind: "leastPerMovement", movements: 2, path, limit });

    it("behavior: of both intervals the one that reaches highest", () => {
      expect(minted(share())[0]).to.equal(334n);
      expect(minted(share(), upTo(1000n))).to.deep.equal([334n, 1000n, 1001n]);
    });

    it("behavior: the lower one, where the other rules cut the higher one off", () => {
      expect(minted(share(), upTo(335n))).to.deep.equal([334n, 335n, 336n]);
      expect(minted(upTo(334n), share())).to.deep.equal([334n, 334n, 335n]);
      expect(minted(share(), upTo(334n))).to.deep.equal([334n, 334n, 335n]);
      expect(minted(upTo(333n), share())).to.deep.equal([1n, 100n, 101n]);
      expect(minted(share(), upTo(333n))).to.deep.equal([1n, 100n, 101n]);
      expect(minted(share(), upTo(99n))).to.deep.equal([1n, 99n, 100n]);
    });

    it("behavior: the higher one, where they cut the lower one off; none, where they cut both", () => {
      expect(minted(atLeast(100n), share(), upTo(333n))).to.deep.equal([100n, 100n, 101n]);
      expect(minted(atLeast(101n), share(), upTo(334n))).to.deep.equal([334n, 334n, 335n]);
      expect(minted(atLeast(101n), share(), upTo(333n))).to.deep.equal([0n, 0n, 101n]);
      // Of the lower one nothing is left, and what the other rules ask for at least is allowed.
      expect(minted(atLeast(400n), share(), upTo(1000n))).to.deep.equal([400n, 1000n, 1001n]);
    });

    it("behavior: two shares have two gaps", () => {
      // By the floor 1 to 498 more pass, by the supply 819 and more.
      const other = rule({ kind: "mostGroupShare", movements: 2, window: 2100, limit: 1666n });
      expect(minted(share(), other)[0]).to.equal(819n);
      expect(minted(share(), other, upTo(818n))).to.deep.equal([334n, 498n, 499n]);
      expect(minted(other, share(), upTo(818n))).to.deep.equal([334n, 498n, 499n]);
      expect(minted(other, share(), upTo(333n))).to.deep.equal([1n, 100n, 101n]);
    });

    it("behavior: another path fills the gap, wholly or to where it begins", () => {
      const filled = (...rules: readonly Rule[]) => minted(upTo(1000n), share(1), ...rules)[0];
      expect(filled(atLeast(101n, 2), upTo(333n, 2))).to.equal(1n);
      expect(filled(atLeast(102n, 2), upTo(333n, 2))).to.equal(102n);
      expect(filled(atLeast(101n, 2), upTo(332n, 2))).to.equal(334n);
      expect(filled(atLeast(101n, 2), upTo(200n, 2), atLeast(201n, 3), upTo(333n, 3))).to.equal(1n);
    });

    it("behavior: what must always hold cuts the ways through its own gap", () => {
      expect(minted(share(), upTo(333n, 1), upTo(50n, 2))).to.deep.equal([1n, 100n, 101n]);
      expect(minted(share(), atLeast(200n, 1), upTo(400n, 1))).to.deep.equal([334n, 400n, 401n]);
    });
  });

  it("behavior: where nothing passes, what is tried is as much as every way asks for", () => {
    const least = rule({ kind: "leastPerMovement", limit: 100n });
    const none = roomOf([least, rule({ kind: "mostUnits", limit: 550n })]);
    expect([...short(none), none.tried]).to.deep.equal([0n, 0n, false, "mostUnits", 100n]);
    const poor = roomOf([least], { senderBalance: 50n, senderHolding: 50n });
    expect([...short(poor), poor.tried], "as far as the wallet has it").to.deep.equal([
      0n,
      0n,
      false,
      "leastPerMovement",
      50n,
    ]);
  });

  it("behavior: of a kind that is not weighed the answer is proven, whatever contract a rule would ask of it", () => {
    const { transfer, settlement } = MOVEMENTS;
    const asks = rule({
      kind: "plugIn",
      side: "token",
      movements: (1 << transfer) | (1 << settlement),
      limit: 0xdeadn,
    });
    const asked = { token: TOKEN, from: SENDER, to: RECEIVER };
    const of = (kind: "transfer" | "settlement") => headroomOf(parts([asks]), facts(), { ...asked, kind });
    expect(of("transfer").proven).to.equal(false);
    expect([of("settlement").binding?.kind, of("settlement").proven]).to.deep.equal(["kindUnsupported", true]);
  });

  it("behavior: of somebody unknown, who is refused anyway, no contract is asked: the answer is proven", () => {
    const asks = rule({ kind: "plugIn", side: "token", movements: 1 << MOVEMENTS.mint, limit: 0xdeadn });
    const of = (receiver: Partial<Facts>) =>
      headroomOf(parts([asks]), facts({ sender: 0n, ...receiver }), {
        kind: "mint",
        token: TOKEN,
        from: zeroAddress,
        to: RECEIVER,
      });
    expect(of({}).proven).to.equal(false);
    expect([of({ receiver: 0n }).binding?.kind, of({ receiver: 0n }).proven]).to.deep.equal(["walletUnknown", true]);
  });
});
