import { expect } from "chai";
import { MODES, NEVER, packWord, LOT_WORD } from "../../../sdk/kinds/index.js";
import { type Holder, impact, type Impact, type Over } from "../../../sdk/register/index.js";
import { someProgram, type SomeRule } from "../../fixtures/rules.js";
import { FRESH, holder, register, wallet } from "./some.js";

/** 2027-01-01 00:00 UTC */
const AS_OF = 1_798_761_600n;
const [US, DE] = [840, 276];
const NOTHING = someProgram([]);
/** Acquired on 2026-07-01, of origin 0. */
const lot = (units: bigint, day = 20_635n) => packWord(LOT_WORD, { day, origin: 0n, units });

const under = (
  rules: readonly SomeRule[],
  holders: readonly Holder[],
  sets: readonly (readonly number[])[] = [],
): Impact => impact(register(holders), NOTHING, someProgram(rules, sets), { asOf: AS_OF });
const short = ({ holder: who, kind, party, measured, limit, excess, cure, until }: Over) => ({
  who,
  kind,
  party,
  measured,
  limit,
  excess,
  cure,
  until,
});

describe("impact", () => {
  it("default: who is over, by how much, and what becomes of it", () => {
    const found = under([{ kind: "mostUnits", limit: 100n }], [holder(1, 100n), holder(2, 101n), holder(3, 0n)]);
    expect(found.over.map(short)).to.deep.equal([
      {
        who: 2n,
        kind: "mostUnits",
        party: "receiver",
        measured: 101n,
        limit: 100n,
        excess: 1n,
        cure: "grandfathered",
        until: null,
      },
    ]);
    const [one, two, three] = found.holders;
    expect(one!.after.receive.findings).to.have.length(1);
    expect(one!.news.map(({ measured }) => measured)).to.deep.equal([101n]);
    expect(two!.after.redeem!.whole).to.deep.equal({ amount: 101n, findings: [], from: null });
    expect(two!.after.sell!.part.to).to.equal("anybody");
    expect(three!.after.receive).to.deep.equal({ amount: 1n, findings: [], from: null });
    expect(three!.after.sell).to.be.null;
  });

  it("behavior: a share is of the larger of supply and floor", () => {
    const share: SomeRule = { kind: "mostShare", window: 5_000, limit: 10n };
    expect(under([share], [holder(1, 6n), holder(2, 5n)]).over.map(short)).to.deep.include.members([
      {
        who: 1n,
        kind: "mostShare",
        party: "receiver",
        measured: 6n,
        limit: 5n,
        excess: 1n,
        cure: "grandfathered",
        until: null,
      },
    ]);
    expect(under([{ ...share, limit: 12n }], [holder(1, 6n), holder(2, 5n)]).over).to.deep.equal([]);
  });

  it("behavior: who holds less than the least leaves with all", () => {
    const rules: SomeRule[] = [
      { kind: "leastHolding", side: "sender", limit: 50n },
      { kind: "leastHolding", limit: 50n },
    ];
    const found = under(rules, [holder(1, 50n), holder(2, 49n)]);
    expect(found.over.map(({ holder: who, party, excess, cure }) => [who, party, excess, cure])).to.deep.equal([
      [2n, "sender", 1n, "mustLeaveWhole"],
      [2n, "receiver", 1n, "grandfathered"],
    ]);
    const { redeem, sell, receive } = found.holders[1]!.after;
    expect(redeem!.part.findings[0]!.kind).to.equal("leastHolding");
    expect(redeem!.whole.findings).to.deep.equal([]);
    expect(sell!.whole.to).to.equal("anybody");
    expect(receive.amount).to.equal(1n);
  });

  it("behavior: who would not be admitted today keeps what it holds, and may leave", () => {
    const rules: SomeRule[] = [
      { kind: "requiredStatuses", limit: 0b11n },
      { kind: "laneInSet", limit: 0b100n },
      { kind: "countryIn", limit: 0n },
      { kind: "evidenceFresh", limit: 0n },
      { kind: "forbiddenStates", limit: 2n },
    ];
    const stranger = holder(1, 10n, { country: DE, lane: 3, statuses: 1, kycUntil: AS_OF, states: 2 });
    const admitted = holder(2, 10n, { lane: 2, statuses: 3, kycUntil: AS_OF + 1n });
    const found = under(rules, [stranger, admitted], [[US]]);
    expect(found.over.map(({ holder: who, kind, excess, cure }) => [who, kind, excess, cure])).to.have.deep.members([
      [1n, "requiredStatuses", 0n, "grandfathered"],
      [1n, "laneInSet", 0n, "grandfathered"],
      [1n, "countryIn", 0n, "grandfathered"],
      [1n, "evidenceFresh", 0n, "grandfathered"],
      [1n, "forbiddenStates", 0n, "grandfathered"],
    ]);
    expect(found.holders[0]!.after.sell!.whole).to.include({ to: "anybody" });
  });

  it("behavior: who may not sell is barred, and who may not sell yet waits", () => {
    const sender = { side: "sender" } as const;
    const one = holder(1, 10n, { states: 2 });
    expect(
      under([{ ...sender, kind: "forbiddenStates", limit: 2n, movements: 1 }], [one]).over.map(short),
    ).to.deep.equal([
      {
        who: 1n,
        kind: "forbiddenStates",
        party: "sender",
        measured: 2n,
        limit: 0n,
        excess: 0n,
        cure: "barred",
        until: null,
      },
    ]);
    const time = AS_OF + 100n;
    expect(under([{ ...sender, kind: "notBefore", limit: time }], [one]).over.map(short)).to.deep.equal([
      {
        who: 1n,
        kind: "notBefore",
        party: "sender",
        measured: AS_OF,
        limit: time,
        excess: 100n,
        cure: "mustWait",
        until: time,
      },
    ]);
    expect(
      under([{ side: "token", kind: "notAfter", limit: AS_OF }], [one]).over.map(({ cure }) => cure),
    ).to.deep.equal(["barred"]);
    expect(under([{ side: "token", kind: "notBefore", limit: AS_OF }], [one]).over).to.deep.equal([]);
  });

  it("behavior: what was not held long enough waits; sold in part, it may leave", () => {
    const period: SomeRule = { kind: "holdingPeriod", side: "sender", window: 6, limit: 1n };
    const old = lot(3n, 20_000n);
    const found = under([period], [holder(1, 10n, { lots: [old, lot(7n)] }), holder(2, 3n, { lots: [old] })]);
    // Six months after 1 July 2026 end with 1 January 2027.
    expect(found.over.map(({ holder: who, cure, until }) => [who, cure, until])).to.deep.equal([
      [1n, "mustWait", AS_OF + 86_400n],
    ]);
    expect(found.holders[0]!.after.sell!.part.to).to.equal("anybody");
    expect(found.assumed).to.deep.equal([]);
  });

  it("behavior: units whose lots nobody knows are held since lots began to be kept, or since then", () => {
    const period: SomeRule = { kind: "holdingPeriod", side: "sender", window: 1, limit: 1n };
    const wanted = someProgram([period]);
    const found = impact(register([holder(1, 10n)]), null, wanted, { asOf: AS_OF });
    expect(found.over[0]!.until).to.equal(AS_OF + 32n * 86_400n);
    expect(found.assumed).to.deep.equal(["lots"]);
    const since = register([holder(1, 10n)], { lotsSince: 20_000 });
    expect(impact(since, null, wanted, { asOf: AS_OF })).to.deep.include({ over: [], assumed: [] });
    expect(impact(register([holder(1, 10n)]), null, wanted, { asOf: AS_OF, lotsFrom: 0n }).over).to.deep.equal([]);
  });

  it("behavior: a tranche that nobody closed bars", () => {
    const closed: SomeRule = { kind: "trancheClosedSince", side: "sender", window: 0, limit: 1n };
    const found = under([closed], [holder(1, 10n)]);
    expect(found.over.map(({ cure, limit }) => [cure, limit])).to.deep.equal([["barred", NEVER]]);
    expect(found.assumed).to.deep.equal(["lots", "tranches"]);
  });

  it("behavior: what turns on the buyer leaves some to sell to, and is nobody's breach", () => {
    const narrowed: SomeRule = { kind: "notBefore", side: "sender", limit: NEVER, otherLanes: 0b10 };
    const lifted: SomeRule = {
      kind: "notBefore",
      side: "sender",
      limit: NEVER,
      otherBits: 1,
      modes: 1 << MODES.otherLifts,
    };
    for (const one of [narrowed, lifted]) {
      const found = under([one], [holder(1, 10n)]);
      expect(found.over).to.deep.equal([]);
      expect(found.holders[0]!.after.sell!.whole.to).to.equal("some");
      expect(found.holders[0]!.after.sell!.whole.findings.map(({ kind, rule }) => [kind, rule])).to.deep.equal([
        ["notBefore", 0],
      ]);
    }
    const primary: SomeRule = { kind: "requiredStatuses", limit: 1n, otherBits: 1 << 24 };
    expect(under([primary], [holder(1, 10n)]).over).to.deep.equal([]);
  });

  it("behavior: a path that asks something of the buyer is open to some, one that asks nothing to anybody", () => {
    const young: SomeRule = { kind: "notBefore", side: "sender", limit: NEVER, path: 1 };
    const buyer: SomeRule = { kind: "requiredStatuses", limit: 1n, path: 2 };
    const to = (rules: readonly SomeRule[]) => under(rules, [holder(1, 10n)]).holders[0]!.after.sell!.whole.to;
    expect(to([young])).to.equal("nobody");
    expect(to([young, buyer])).to.equal("some");
    expect(to([buyer])).to.equal("some");
    expect(to([{ ...young, side: "token", limit: 1n }, buyer])).to.equal("anybody");
    // Of a transfer it asks nothing.
    expect(to([young, { ...buyer, movements: 2 }])).to.equal("anybody");
    expect(under([young, { ...buyer, movements: 2 }], [holder(1, 10n)]).over).to.deep.equal([]);
  });

  it("behavior: findings on paths name their rules by their places in the whole program", () => {
    const rules: SomeRule[] = [
      { kind: "mostUnits", limit: 1000n },
      { kind: "notBefore", side: "sender", limit: NEVER },
    ];
    expect(under(rules, [holder(1, 10n)]).over[0]!.rule).to.equal(1);
  });

  it("behavior: how much may move at once is no breach, and the least that may is asked about", () => {
    const found = under(
      [
        { kind: "leastPerMovement", side: "token", limit: 5n },
        { kind: "mostPerMovement", side: "token", limit: 6n },
      ],
      [holder(1, 10n), holder(2, 4n)],
    );
    expect(found.over).to.deep.equal([]);
    expect(found.holders[0]!.after.receive).to.deep.equal({ amount: 5n, findings: [], from: null });
    expect(found.holders[0]!.after.sell!.whole.to).to.equal("nobody");
    expect(found.holders[1]!.after.sell!.part.findings[0]!.kind).to.equal("leastPerMovement");
  });

  it("behavior: counts are of all, of each country, of a group, and of owners", () => {
    const most = { kind: "mostHolders", limit: 2n } as const;
    const holders = [
      holder(1, 1n),
      holder(2, 1n, { owners: 5n << 96n }),
      holder(3, 1n, { country: DE, lane: 2 }),
      holder(4, 1n, { country: 826 }),
      holder(5, 0n),
    ];
    const counted = (rule: SomeRule, sets: readonly (readonly number[])[] = []) =>
      Object.fromEntries(
        Object.entries(under([rule], holders, sets).counts).map(([name, { now, limit, excess }]) => [
          name,
          [now, limit, excess],
        ]),
      );
    expect(counted(most)).to.deep.equal({ "rules[0]": [4, 2, 2] });
    expect(counted({ ...most, lanes: 0b100 })).to.deep.equal({ "rules[0]": [1, 2, 0] });
    expect(counted({ ...most, modes: 1 << MODES.perCountry })).to.deep.equal({
      ...{ "rules[0].DE": [1, 2, 0], "rules[0].GB": [1, 2, 0], "rules[0].US": [2, 2, 0] },
    });
    const scope = { set: 0, outside: false };
    expect(counted({ ...most, modes: 1 << MODES.perCountry, countrySet: scope }, [[DE]])).to.deep.equal({
      "rules[0].DE": [1, 2, 0],
    });
    expect(counted({ ...most, modes: 1 << MODES.together, countrySet: scope }, [[DE, 826]])).to.deep.equal({
      "rules[0]": [2, 2, 0],
    });
    expect(counted({ ...most, modes: 1 << MODES.beneficial })).to.deep.equal({ "rules[0]": [8, 2, 6] });
    expect(counted({ kind: "fewestHolders", side: "sender", limit: 6n })).to.deep.equal({ "rules[0]": [4, 6, 2] });
  });

  it("behavior: too few holders keep nobody from selling to who takes its place", () => {
    const found = under([{ kind: "fewestHolders", side: "sender", limit: 6n }], [holder(1, 10n)]);
    expect(found.holders[0]!.after.sell!.whole.to).to.equal("some");
    expect(found.holders[0]!.after.sell!.part.to).to.equal("anybody");
    expect(found.holders[0]!.after.redeem!.whole.findings[0]!.kind).to.equal("fewestHolders");
  });

  it("behavior: a holder with several wallets is one holder", () => {
    const wallets = [wallet(1, { units: 60n }), wallet(2, { units: 41n }), wallet(3)];
    const found = under(
      [
        { kind: "mostUnits", limit: 100n },
        { kind: "wholeHoldingOnly", side: "sender" },
      ],
      [holder(1, 0n, { wallets })],
    );
    expect(found.over.map(({ kind, measured }) => [kind, measured])).to.deep.equal([["mostUnits", 101n]]);
    expect(found.holders[0]!.after.redeem!.whole).to.deep.equal({ amount: 101n, findings: [], from: null });
    expect(found.counts).to.deep.equal({});
  });

  it("behavior: freezes, holds and blocks stand against movements, and are no breach", () => {
    const kinds = (one: Holder) => {
      const { over, holders } = under([], [one]);
      expect(over).to.deep.equal([]);
      const { redeem, receive } = holders[0]!.after;
      return [receive, redeem!.part, redeem!.whole].map(({ findings }) => findings.map(({ kind }) => kind).join());
    };
    const of = (...wallets: ReturnType<typeof wallet>[]) => holder(1, 0n, { wallets });
    expect(kinds(of(wallet(1, { units: 10n, frozen: 4n, held: 5n })))).to.deep.equal(["", "", "unitsNotFree"]);
    expect(kinds(of(wallet(1, { units: 10n, frozen: 4n, held: 9n })))).to.deep.equal([
      "",
      "unitsNotFree",
      "unitsNotFree",
    ]);
    expect(kinds(of(wallet(1, { units: 10n, walletFrozen: true })))).to.deep.equal([
      "walletFrozen",
      "walletFrozen",
      "walletFrozen",
    ]);
    expect(kinds(of(wallet(1, { units: 10n, walletFrozen: true }), wallet(2)))).to.deep.equal([
      "",
      "walletFrozen",
      "walletFrozen",
    ]);
    expect(kinds(of(wallet(1, { units: 10n, walletFrozen: true }), wallet(2, { units: 1n })))).to.deep.equal([
      "",
      "",
      "unitsNotFree",
    ]);
    expect(kinds(holder(1, 1n, { states: 1 }))).to.deep.equal([
      "investorBlocked",
      "investorBlocked",
      "investorBlocked",
    ]);
  });

  it("behavior: units that wait in a suspense account are counted, and are nobody's breach", () => {
    const found = under(
      [
        { kind: "mostUnits", limit: 1n },
        { kind: "mostHolders", limit: 0n },
      ],
      [holder(1, 5n, { states: 8 })],
    );
    expect(found.over).to.deep.equal([]);
    expect(found.counts["rules[1]"]).to.include({ now: 1, excess: 1 });
  });

  it("args: current: what stood against a holder before is not new, but for other statuses", () => {
    const holders = [holder(1, 60n, { statuses: 0 }), holder(2, 150n)];
    const was = someProgram([
      { kind: "mostUnits", limit: 100n },
      { kind: "requiredStatuses", limit: 1n },
    ]);
    const wanted = someProgram([
      { kind: "mostUnits", limit: 50n },
      { kind: "requiredStatuses", limit: 3n },
    ]);
    const found = impact(register(holders), was, wanted, { asOf: AS_OF });
    expect(found.over.map(({ holder: who, kind, isNew }) => [who, kind, isNew])).to.have.deep.members([
      [1n, "requiredStatuses", true],
      [1n, "mostUnits", true],
      [2n, "requiredStatuses", true],
      [2n, "mostUnits", false],
    ]);
    const less = someProgram([{ kind: "requiredStatuses", limit: 1n }]);
    expect(impact(register(holders), was, less, { asOf: AS_OF }).over.every(({ isNew }) => !isNew)).to.be.true;
    expect(impact(register(holders), null, less, { asOf: AS_OF }).over.every(({ isNew }) => isNew)).to.be.true;
    expect(impact(register(holders), null, less, { asOf: AS_OF }).holders[0]!.before).to.be.null;
  });

  it("args: asOf: evidence lapses and lock-ups end by time", () => {
    const rules: SomeRule[] = [
      { kind: "evidenceFresh", limit: 1n },
      { kind: "notBefore", side: "sender", limit: FRESH - 1n },
    ];
    const at = (asOf: bigint) =>
      impact(register([holder(1, 1n)]), null, someProgram(rules), { asOf }).over.map(({ kind }) => kind);
    expect(at(FRESH - 2n)).to.deep.equal(["notBefore"]);
    expect(at(FRESH - 1n)).to.deep.equal([]);
    expect(at(FRESH)).to.deep.equal(["evidenceFresh"]);
  });

  it("behavior: units without a record are told apart", () => {
    const unrecorded = [wallet(9, { units: 7n })];
    const found = impact(register([holder(1, 3n)], { unrecorded, supply: 10n }), null, NOTHING, { asOf: AS_OF });
    expect(found.unrecorded).to.deep.equal({ wallets: 1, units: 7n });
  });

  it("behavior: nobody holds", () => {
    expect(under([{ kind: "mostUnits", limit: 0n }], [])).to.deep.include({ over: [], holders: [], counts: {} });
  });
});
