import { expect } from "chai";
import { type RuleKind } from "../../../sdk/kinds/index.js";
import { DAY, freshWalks } from "../../fixtures/walk.js";
import { ALL_ORIGINS } from "../../fixtures/lots.js";
import { type Made, measuresOf, type Measured, overLimits } from "./increases.js";
import { LIMITS } from "./limits.js";
import { wrongLots } from "./lots.js";
import { Run } from "./run.js";
import { attempt } from "./steer.js";
import { enforcing } from "./steps/events.js";
import { freshMemory, openWorld } from "./world.js";

const SEED = 5;
/** Steps that are made under a program until each of its limits was about one of them. */
const STEPS = 40;
/** Of a token that is drawn by the seed, the first mostly. */
const TRIES = 8;
const MOVES = [
  ...["transfer(address,uint256)", "mint(address,uint256)", "approve(address,uint256)"],
  ...["transferFrom(address,address,uint256)", "burn(address,uint256)", "(time passes)"],
  "reportVolumes(address,uint256,uint48,uint256,uint48,bytes32)",
];
/** Above every holding. */
const HUGE = 10n ** 12n;

type Planted = (made: Made, one: Measured) => Made;

const withRule = (made: Made, of: Measured, fields: Partial<Measured["rule"]>): Made => ({
  ...made,
  program: {
    ...made.program,
    rules: made.program.rules.map((rule) => (rule === of.rule ? { ...rule, ...fields } : rule)),
  },
});
/** The limit is one less than what was found. */
const oneLess: Planted = (made, one) =>
  withRule({ ...made, memory: { ...made.memory, personal: new Map() } }, one, { limit: one.measured - 1n });
/** The least is one more than what was found. */
const oneMore: Planted = (made, one) => withRule(made, one, { limit: one.limit + 1n });
const noShare: Planted = (made, one) =>
  withRule({ ...made, memory: { ...made.memory, volumes: new Map() } }, one, { limit: 0n });
const longAgo: Planted = (made, one) => withRule(made, one, { window: 600, limit: ALL_ORIGINS });

/** Records say something else. */
const withRecords =
  (fields: Partial<Record<"kycUntil" | "statusUntil" | "states", bigint>>): Planted =>
  (made) => ({
    ...made,
    before: {
      ...made.before,
      records: new Map([...made.before.records].map(([wallet, record]) => [wallet, { ...record, ...fields }])),
    },
  });

/** Everybody has a unit more than the token says. */
const oneUnitLeft: Planted = (made) => ({
  ...made,
  after: {
    ...made.after,
    tokens: made.after.tokens.map((token) => ({
      ...token,
      balances: new Map([...token.balances].map(([wallet, units]) => [wallet, units + 1n])),
    })),
  },
});

/** By what each limit is broken, of a movement that kept it. */
const PLANTED: Readonly<Record<string, Planted>> = {
  ...{ mostUnits: oneLess, mostHolders: oneLess, mostPerMovement: oneLess, notAfter: oneLess },
  ...{ mostOutflow: oneLess, mostInflow: oneLess, mostPurchasers: oneLess },
  ...{ leastHolding: oneMore, leastPerMovement: oneMore, fewestHolders: oneMore, notBefore: oneMore },
  ...{ mostOutflowShare: noShare, mostOutflowShareOrVolume: noShare, mostVenueVolume: noShare },
  ...{ holdingPeriod: longAgo, trancheClosedSince: longAgo, wholeHoldingOnly: oneUnitLeft },
  mostShare: (made, one) => withRule(made, one, { window: 0 }),
  mostGroupShare: (made, one) => withRule(made, one, { window: 0 }),
  requiredStatuses: (made, one) => withRule(made, one, { limit: 0xffff_ffffn }),
  forbiddenStates: withRecords({ states: 255n }),
  evidenceFresh: withRecords({ kycUntil: 1n, statusUntil: 1n }),
  spenderRegistered: (made) => ({ ...made, attempt: { ...made.attempt, spender: `0x${"ab".repeat(20)}` } }),
};

/** Whether a limit of this kind is, of this movement. */
const isBroken = (made: Made, { rule: { kind } }: Measured): boolean =>
  measuresOf(made).some(({ rule, measured, limit }) => rule.kind === kind && measured > limit);

/** Of paths: how many of the limits are passed. */
const overEither = (made: Made): number =>
  measuresOf(made).filter(({ rule, measured, limit }) => rule.path !== 0 && measured > limit).length;

describe("the limits, where they are nearer than what was let pass", () => {
  const fresh = freshWalks();
  /** Of each kind a movement that a limit of it was about, and that breaks it once it is planted. */
  const found = new Map<RuleKind, Made>();
  /** A movement that both ways were about, and were open to. */
  let both: Made | undefined;

  before(async () => {
    const run = await Run.open(await openWorld(await fresh()));
    let seed = SEED;
    const seeds = () => seed++;
    const isInForce = (kind: RuleKind, path?: number) =>
      run.state.tokens[0]!.program!.rules.some((rule) => rule.kind === kind && rule.path === (path ?? rule.path));
    const enforce = async (kind: RuleKind, path?: number) => {
      for (let i = 0; i < TRIES && !isInForce(kind, path); i++) await attempt(run, enforcing(kind), seeds);
    };
    const move = (i: number) => attempt(run, MOVES[i % MOVES.length]!, seeds);
    for (const kind of Object.keys(LIMITS) as RuleKind[]) {
      if (found.has(kind)) continue;
      await enforce(kind);
      // What is bought now is then old enough.
      if (kind === "holdingPeriod") await run.world.w.networkHelpers.time.increase(100n * DAY);
      for (let i = 0; i < STEPS && !found.has(kind); i++) {
        const known = run.made.length;
        await move(i);
        for (const one of run.made.slice(known))
          for (const its of measuresOf(one))
            if (isBroken(PLANTED[its.rule.kind]!(one, its), its)) found.set(its.rule.kind, one);
      }
    }
    await enforce("mostInflow", 1);
    for (let i = 0; i < STEPS && both === undefined; i++) {
      await move(i);
      both = run.made.find((one) => {
        const kinds = measuresOf(one).map(({ rule }) => (rule.path === 0 ? "" : rule.kind));
        return kinds.includes("mostInflow") && kinds.includes("leastHolding") && overEither(one) === 0;
      });
    }
  });

  for (const kind of Object.keys(LIMITS) as RuleKind[])
    it(`behavior: ${kind}: kept by what was allowed, and found where it is broken`, () => {
      const one = found.get(kind)!;
      expect(overLimits(one)).to.deep.equal([]);
      const its = measuresOf(one).find(({ rule }) => rule.kind === kind)!;
      const planted = PLANTED[kind]!;
      expect(isBroken(planted(one, its), its)).to.equal(true);
      // Where the limit is what was found, it is kept.
      if (planted === oneLess) expect(isBroken(withRule(one, its, { limit: its.measured }), its)).to.equal(false);
      if (planted === oneMore) expect(isBroken(withRule(one, its, { limit: its.limit }), its)).to.equal(false);
    });

  it("behavior: of two paths one is enough, and none is not", () => {
    const one = both!;
    const closed = { mostInflow: { limit: 0n }, leastHolding: { limit: HUGE } } as const;
    const closing = (...kinds: readonly (keyof typeof closed)[]) => {
      const rules = one.program.rules.map((rule) => {
        const kind = kinds.find((each) => each === rule.kind);
        return kind === undefined ? rule : { ...rule, ...closed[kind] };
      });
      const memory = { ...one.memory, personal: new Map() };
      return overLimits({ ...one, memory, program: { ...one.program, rules } }).map((found) => found.split(":")[1]);
    };
    expect(closing()).to.deep.equal([]);
    expect(closing("mostInflow")).to.deep.equal([]);
    expect(closing("leastHolding")).to.deep.equal([]);
    expect(closing("mostInflow", "leastHolding")).to.deep.equal([" path 1", " path 2"]);
  });

  it("behavior: a personal limit takes the place of the rule's", () => {
    const one = found.get("mostInflow")!;
    const { measured, rule } = measuresOf(one).find((each) => each.rule.kind === "mostInflow")!;
    const receiver = one.before.records.get(one.attempt.to as `0x${string}`)!.investor;
    const own = (units: bigint, until: bigint) =>
      measuresOf({
        ...one,
        memory: {
          ...freshMemory(),
          log: one.memory.log,
          personal: new Map([[`${one.after.tokens[one.index]!.at} ${receiver}`, { units, until }]]),
        },
      }).find((each) => each.rule === rule)!;
    const { time } = one.after;
    expect(own(measured - 1n, time + 1n).limit).to.equal(measured - 1n);
    expect(own(measured - 1n, time).limit).to.equal(rule.limit);
  });

  it("behavior: another lot than the oldest, and a tranche that stayed closed, are found", () => {
    const one = found.get("holdingPeriod")!;
    expect(wrongLots(one)).to.deep.equal([]);
    const altered = (fields: object) => ({
      ...one,
      after: { ...one.after, tokens: one.after.tokens.map((token) => ({ ...token, ...fields })) },
    });
    const all = new Map([...one.before.tokens[one.index]!.lots]);
    expect(wrongLots(altered({ lots: all })).join()).to.include("theOldestLeaveFirst");
    expect(wrongLots(altered({ closed: [1, 2, 3, 4, 5, 6, 7] })).join()).to.include("whatTheIssuerSellsIsOpen");
  });
});
