import { expect } from "chai";
import { duration } from "../../../sdk/verdict/words.js";
import { type Address } from "viem";
import { accessManagerAbi } from "../../../sdk/abis/index.js";
import { encodeCall } from "../../../sdk/change/call.js";
import * as change from "../../../sdk/change/index.js";
import { MANAGER_ROLES } from "../../../sdk/change/managerRoles.js";
import {
  type BaseError,
  ParameterInvalidError,
  PlanOutdatedError,
  ProductNotAcceptedError,
  RoleMissingError,
} from "../../../sdk/errors/index.js";
import { SCHEMES } from "../../../sdk/rulebook/index.js";
import { applied } from "../../fixtures/applied.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { someProgram, type SomeRule } from "../../fixtures/rules.js";
import { DAY, freshWalks, NOTICE, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();
const readerOf = (w: Walk) => w.connection.provider;
const addressOf = (account: { readonly address: string }) => account.address as Address;
const seen = (w: Walk) => change.observe(readerOf(w), { token: w.at.token });
const WORDS = { decimals: 0, scheme: SCHEMES.us, setNames: [], pathNames: [], originNames: [] };
const most = (limit: bigint): readonly SomeRule[] => [{ kind: "mostUnits", limit }];

/** What is there, with another program and other roles wanted. */
async function wanting(w: Walk, limit: bigint | null, some: Partial<change.Wanted> = {}): Promise<change.Plan> {
  const observed = await seen(w);
  const program = limit === null ? someProgram([]) : someProgram(most(limit));
  const effectiveFrom = observed.at.time + NOTICE + 3_600n;
  return change.plan(observed, { program, words: WORDS, effectiveFrom, ...some });
}
const roles = (role: change.ManagerRole, ...members: readonly (readonly [{ address: string }, bigint])[]) => ({
  roles: { [role]: members.map(([account, delay]) => ({ member: addressOf(account), delay })) },
});
const manage = (w: Walk, functionName: "revokeRole" | "grantRole", args: readonly unknown[]) =>
  w.send(w.admin, encodeCall(w.at.manager, { abi: accessManagerAbi, functionName, args } as never));
const idOf = (role: change.ManagerRole) => MANAGER_ROLES[role].id;
const thrown = async (promise: Promise<unknown>, Class: new (...parameters: never[]) => BaseError) => {
  const error = await errorOf(promise);
  expect(error).to.be.instanceOf(Class);
  return error;
};
const outdated = (w: Walk, plan: change.Plan, signer: Parameters<typeof applied>[2]) =>
  thrown(applied(readerOf(w), plan, signer), PlanOutdatedError);
const done = async (w: Walk, plan: change.Plan, signer: Parameters<typeof applied>[2]) =>
  expect((await applied(readerOf(w), plan, signer)).outcome).to.equal("done");
const titles = ({ steps }: change.Plan) => steps.map(({ title }) => title.replaceAll(/0x[0-9a-fA-F]{40,64}/g, "X"));

describe("plan", () => {
  it("default: nothing to do where all is as wanted", async () => {
    const w = await fresh();
    expect((await wanting(w, null)).steps).to.deep.equal([]);
  });

  it("error: ParameterInvalidError, a program of what is only proposed", async () => {
    const w = await fresh();
    const proposed = { ...someProgram(most(7n)), asIfAdopted: ["us/sec/proposal"] };
    const error = await errorOf(wanting(w, 7n, { program: proposed }));
    expect(error).to.be.instanceOf(ParameterInvalidError);
    expect(String(error)).to.include("as if us/sec/proposal were law");
  });

  it("behavior: a program whose time came, and that nobody settled, is in force", async () => {
    const w = await fresh();
    const plan = await wanting(w, 100n);
    await done(w, plan, w.author);
    await w.networkHelpers.time.increase(NOTICE + 7_200n);
    expect((await wanting(w, 100n)).steps).to.deep.equal([]);
    await done(w, plan, w.author);
  });

  it("error: ParameterInvalidError, the program cannot take effect so early; one second later it can", async () => {
    const w = await fresh();
    const observed = await seen(w);
    const at = (effectiveFrom: bigint) => () =>
      change.plan(observed, { program: someProgram(most(9n)), words: WORDS, effectiveFrom });
    expect(at(observed.at.time + NOTICE)).to.throw(ParameterInvalidError, "notice of 1 day");
    expect(at(observed.at.time + NOTICE + 1n)().steps.length).to.equal(2);
  });

  it("args: product, what may not be planned is not put in force; what somebody accepted is, and the plan says so", async () => {
    const w = await fresh();
    const common = { asOf: "2026-11-26", offeredAs: ["equity"], found: undefined } as const;
    const issues = [{ path: "product", message: "is missing" }];
    const open = { ...common, class: "ambiguous", issues, decision: undefined, mayPlan: false } as const;
    await thrown(wanting(w, 100n, { product: open }), ProductNotAcceptedError);
    const decision = { product: "ambiguous", by: "Ada Counsel", on: "2026-11-26", what: "Accepted." } as const;
    const { product } = await wanting(w, 100n, { product: { ...open, decision, mayPlan: true } });
    const said = { asOf: "2026-11-26", class: "ambiguous", offeredAs: ["equity"], agencies: {}, decision } as const;
    expect(product).to.deep.equal({ ...said, because: ["product is missing"] });
    expect((await wanting(w, 100n)).product).to.equal(null);
    // Who puts no rules in force offers nothing.
    const revoked = await wanting(w, null, { product: open, ...roles("guardian") });
    expect([revoked.product, revoked.steps.length > 0]).to.deep.equal([undefined, true]);
  });

  it("behavior: a program that the guardian withdrew is not scheduled again by the same plan", async () => {
    const w = await fresh();
    const plan = await wanting(w, 100n);
    await done(w, plan, w.author);
    await w.send(w.guardian, change.cancelProgram({ engine: w.at.engine, token: w.at.token }));
    expect((await change.status(readerOf(w), plan)).map(({ state }) => state)).to.deep.equal(["done", "undone"]);
    expect((await outdated(w, plan, w.author)).message).to.match(/done since, and undone/);
    await done(w, await wanting(w, 100n), w.author);
  });

  it("behavior: the same program at a later time is not done while it waits for an earlier one", async () => {
    const w = await fresh();
    await done(w, await wanting(w, 100n), w.author);
    const effectiveFrom = (await w.now()) + 3n * NOTICE;
    const plan = await wanting(w, 100n, { effectiveFrom });
    const states = await change.status(readerOf(w), plan);
    expect(states.map(({ state }) => state)).to.deep.equal(["todo", "done", "blocked"]);
    await applied(readerOf(w), plan, w.guardian);
    await done(w, plan, w.author);
    expect((await seen(w)).next?.from).to.equal(effectiveFrom);
  });

  it("behavior: what can take effect in time no more is out of date, before anything is sent", async () => {
    const w = await fresh();
    await done(w, await wanting(w, 100n), w.author);
    const plan = await wanting(w, 200n);
    await w.networkHelpers.time.increase(3_700n);
    expect((await outdated(w, plan, w.guardian)).message).to.match(/this could be done until .*Put it in force/);
    expect((await seen(w)).next).to.not.equal(null);
  });

  it("behavior: a delayed author's schedule still keeps the notice when it is executed", async () => {
    const w = await fresh();
    await manage(w, "grantRole", [idOf("ruleAuthor"), w.spender.address, Number(DAY)]);
    const signers = { ruleAuthor: [addressOf(w.spender)] };
    const observed = await seen(w);
    const at = (effectiveFrom: bigint) =>
      change.plan(observed, { program: someProgram(most(9n)), words: WORDS, effectiveFrom, signers });
    expect(() => at(observed.at.time + NOTICE + DAY)).to.throw(ParameterInvalidError, "delay of 1 day");
    const plan = at(observed.at.time + NOTICE + DAY + 600n);
    expect((await applied(readerOf(w), plan, w.spender)).outcome).to.equal("waiting");
    await w.networkHelpers.time.increaseTo(observed.at.time + DAY + 590n);
    await done(w, plan, w.spender);
    // Scheduled too late to be executed in time, it is not even scheduled.
    const late = change.plan(await seen(w), {
      ...{ program: someProgram(most(8n)), words: WORDS, signers },
      effectiveFrom: (await w.now()) + NOTICE + DAY + 60n,
    });
    await w.networkHelpers.time.increase(100n);
    expect((await outdated(w, late, w.guardian)).message).to.match(/could be done until/);
  });

  it("behavior: of two plans of one state the second is out of date", async () => {
    const w = await fresh();
    const [one, other] = [await wanting(w, 100n), await wanting(w, 200n)];
    await done(w, one, w.author);
    expect((await outdated(w, other, w.author)).message).to.match(/none that waits/);
  });

  it("behavior: says that lots are awaited", async () => {
    const w = await fresh();
    const observed = await seen(w);
    const rule = { kind: "holdingPeriod", side: "sender", limit: 1n, window: 12 } as const;
    const program = someProgram([rule as SomeRule], [], {
      origins: [0, 0, 0, 0, 0, 0, 0, 0],
      clockRunsOn: false,
      clockKeptBy: 0,
    } as never);
    const { steps } = change.plan(observed, { program, words: WORDS, effectiveFrom: observed.at.time + 2n * NOTICE });
    expect(steps.at(-1)?.title).to.match(/completed the lots of who holds$/);
  });

  describe("roles", () => {
    it("behavior: a role that was taken back on purpose is not given again by the same plan", async () => {
      const w = await fresh();
      const plan = await wanting(w, null, roles("registrar", [w.registrar, 0n], [w.carol, 0n]));
      await done(w, plan, w.admin);
      await done(w, plan, w.admin);
      await manage(w, "revokeRole", [idOf("registrar"), w.carol.address]);
      await outdated(w, plan, w.admin);
      expect((await seen(w)).roles.some(({ member }) => member === addressOf(w.carol))).to.equal(false);
    });

    it("behavior: a role that was taken is not taken again from who got it back", async () => {
      const w = await fresh();
      const plan = await wanting(w, null, roles("transferAgent", [w.agent, 0n]));
      await done(w, plan, w.admin);
      await manage(w, "grantRole", [idOf("transferAgent"), w.agent2.address, 0]);
      await outdated(w, plan, w.admin);
    });

    it("behavior: a delay is not changed of who lost the role meanwhile", async () => {
      const w = await fresh();
      const plan = await wanting(w, null, roles("registrar", [w.registrar, DAY]));
      await manage(w, "revokeRole", [idOf("registrar"), w.registrar.address]);
      expect((await outdated(w, plan, w.admin)).message).to.match(/has the role registrar, acting at once/);
    });

    it("behavior: a new member and a shorter delay loosen; a longer delay and one member less do not", async () => {
      const w = await fresh();
      await manage(w, "grantRole", [idOf("registrar"), w.carol.address, Number(DAY)]);
      const loosens = async (...members: readonly (readonly [Walk["carol"], bigint])[]) =>
        (await wanting(w, null, roles("registrar", ...members))).changes.map((change) => change.loosens);
      const keeps = [w.registrar, 0n] as const;
      expect(await loosens(keeps, [w.carol, DAY], [w.bob, DAY])).to.deep.equal([true]);
      expect(await loosens(keeps, [w.carol, DAY - 1n])).to.deep.equal([true]);
      expect(await loosens(keeps, [w.carol, DAY])).to.deep.equal([]);
      expect(await loosens(keeps, [w.carol, DAY + 1n])).to.deep.equal([false]);
      expect(await loosens(keeps)).to.deep.equal([false]);
    });

    it("behavior: a delay that is lowered counts when it is granted, once, though it is so later", async () => {
      const w = await fresh();
      for (const [role, delay] of [
        ["registrar", DAY],
        ["ruleAuthor", 0n],
      ] as const) {
        await manage(w, "grantRole", [idOf(role), w.carol.address, Number(2n * DAY)]);
        const keeps = role === "registrar" ? w.registrar : w.author;
        const plan = await wanting(w, null, roles(role, [keeps, 0n], [w.carol, delay]));
        expect(titles(plan)).to.deep.equal([
          `Give X the role ${role}${delay === 0n ? ", acting at once" : `, acting after ${duration(delay)}`}; so ${duration(2n * DAY - delay)} after it is given`,
        ]);
        await done(w, plan, w.admin);
        await done(w, plan, w.admin);
        const again = roles(role, [keeps, 0n], [w.carol, delay]);
        expect((await wanting(w, null, again)).steps).to.deep.equal([]);
        const third = wanting(w, null, roles(role, [keeps, 0n], [w.carol, 7n]));
        expect((await thrown(third, ParameterInvalidError)).message).to.match(/another delay of/);
        await w.networkHelpers.time.increase(2n * DAY);
        await done(w, plan, w.admin);
        expect((await wanting(w, null, again)).steps).to.deep.equal([]);
      }
    });

    it("behavior: a new steward waits for the role; it is given once, and the old one keeps it until then", async () => {
      const w = await fresh();
      await w.networkHelpers.time.increase(6n * DAY);
      const wanted = roles("steward", [w.carol, 2n * DAY]);
      const plan = await wanting(w, null, wanted);
      const first = await applied(readerOf(w), plan, w.admin);
      expect([first.outcome, (await change.status(readerOf(w), plan)).map(({ state }) => state)]).to.deep.equal([
        "waiting",
        ["done", "waiting"],
      ]);
      expect(titles(await wanting(w, null, wanted))).to.deep.equal(["Take the role steward from X"]);
      await w.networkHelpers.time.increase(2n * DAY);
      await done(w, plan, w.admin);
      expect((await seen(w)).roles.filter(({ role }) => role === "steward").map(({ member }) => member)).to.deep.equal([
        w.carol.address,
      ]);
    });

    it("behavior: who is to have a role later, and is not wanted, loses it", async () => {
      const w = await fresh();
      await w.networkHelpers.time.increase(6n * DAY);
      await manage(w, "grantRole", [idOf("steward"), w.carol.address, Number(2n * DAY)]);
      await done(w, await wanting(w, null, roles("steward", [w.steward, 2n * DAY])), w.admin);
      expect((await seen(w)).grants.some(({ member }) => member === addressOf(w.carol))).to.equal(false);
    });

    it("behavior: an administrator's own delay comes last, so that the rest is done as it was planned", async () => {
      const w = await fresh();
      await manage(w, "grantRole", [0n, w.stranger.address, 0]);
      const wanted = {
        roles: {
          ...roles("admin", [w.admin, DAY]).roles,
          ...roles("registrar", [w.carol, 0n]).roles,
        },
        signers: { admin: [addressOf(w.admin)] },
      };
      const plan = await wanting(w, null, wanted);
      await done(w, plan, w.admin);
      expect((await wanting(w, null, wanted)).steps).to.deep.equal([]);
    });

    it("behavior: an author hands over to one who signs from now on", async () => {
      const w = await fresh();
      const signers = { ruleAuthor: [addressOf(w.carol)] };
      await done(w, await wanting(w, null, { ...roles("ruleAuthor", [w.carol, 0n]), signers }), w.admin);
      await done(w, await wanting(w, 50n, { signers }), w.carol);
    });

    it("behavior: an author keeps the role until the program of the same plan is scheduled", async () => {
      const w = await fresh();
      const plan = await wanting(w, 50n, roles("ruleAuthor", [w.carol, 0n]));
      expect((await applied(readerOf(w), plan, w.admin)).outcome).to.equal("waiting");
      expect((await applied(readerOf(w), plan, w.author)).outcome).to.equal("waiting");
      await done(w, plan, w.admin);
    });

    it("error: ParameterInvalidError, no administrator, or somebody twice", async () => {
      const w = await fresh();
      for (const wanted of [roles("admin"), roles("registrar", [w.carol, 0n], [w.carol, 5n])])
        await thrown(wanting(w, null, wanted), ParameterInvalidError);
    });

    it("error: RoleMissingError, who is to sign has not the role", async () => {
      const w = await fresh();
      await thrown(wanting(w, 5n, { signers: { ruleAuthor: [addressOf(w.carol)] } }), RoleMissingError);
    });
  });
});

describe("planMint", () => {
  it("behavior: another mint of as much is not this one", async () => {
    const w = await fresh();
    const observed = await seen(w);
    const [toBob, toCarol] = [w.bob, w.carol].map((to) =>
      change.planMint(observed, { to: addressOf(to), amount: 5n, supply: 0n, balance: 0n }),
    );
    await done(w, toBob!, w.agent);
    expect((await outdated(w, toCarol!, w.agent)).message).to.match(/the supply is 0/);
    expect(await w.token.balanceOf(w.carol.address)).to.equal(0n);
  });

  it("behavior: what was burned since is not created again", async () => {
    const w = await fresh();
    const plan = change.planMint(await seen(w), { to: addressOf(w.bob), amount: 5n, supply: 0n, balance: 0n });
    await done(w, plan, w.agent);
    await w.send(w.agent, change.burn({ token: w.at.token, from: addressOf(w.bob), amount: 5n } as never));
    await outdated(w, plan, w.agent);
    expect(await w.token.totalSupply()).to.equal(0n);
  });
});

describe("planFreeze", () => {
  it("behavior: a wallet that was freed since is not frozen again", async () => {
    const w = await fresh();
    const wallet = addressOf(w.bob);
    const now = { whole: false, units: 0n };
    const plan = change.planFreeze(await seen(w), { wallet, now, wanted: { whole: true, units: 7n } });
    await done(w, plan, w.agent);
    await w.send(w.agent, change.freezeWallet({ token: w.at.token, wallet, frozen: false }));
    await w.send(w.agent, change.freezeUnits({ token: w.at.token, wallet, units: 0n }));
    await outdated(w, plan, w.agent);
  });

  it("behavior: the title says what will be frozen, not what is added", async () => {
    const w = await fresh();
    const parameters = { wallet: addressOf(w.bob), now: { whole: false, units: 7n } };
    const of = async (units: bigint) => titles(change.planFreeze(await seen(w), { ...parameters, wanted: { units } }));
    expect(await of(3n)).to.deep.equal(["Have 3 FND of X frozen"]);
    expect(await of(0n)).to.deep.equal(["Free all units of X"]);
  });
});

describe("planRecovery", () => {
  it("behavior: a wallet that was emptied by others is not recovered", async () => {
    const w = await fresh();
    await w.send(w.agent, change.mint({ token: w.at.token, to: addressOf(w.alice), amount: 10n }));
    const plan = change.planRecovery(await seen(w), {
      ...{ lost: addressOf(w.alice), replacement: addressOf(w.alice2), instrument: `0x${"11".repeat(32)}` },
      ...{ balance: 10n, announced: null },
    });
    await w.send(w.alice, change.transfer({ token: w.at.token, to: addressOf(w.bob), amount: 10n }));
    const states = await change.status(readerOf(w), plan);
    expect(states.map(({ state }) => state)).to.deep.equal(["todo", "blocked"]);
  });

  it("behavior: a recovery that was cancelled is not announced again", async () => {
    const w = await fresh();
    await w.send(w.agent, change.mint({ token: w.at.token, to: addressOf(w.alice), amount: 10n }));
    const plan = change.planRecovery(await seen(w), {
      ...{ lost: addressOf(w.alice), replacement: addressOf(w.alice2), instrument: `0x${"11".repeat(32)}` },
      ...{ balance: 10n, announced: null },
    });
    await applied(readerOf(w), plan, w.agent);
    await w.send(w.agent, change.cancelRecovery({ token: w.at.token, lost: addressOf(w.alice) }));
    await outdated(w, plan, w.agent);
  });
});

describe("planEnrolment", () => {
  it("behavior: the first of a batch, enrolled by others, is not the batch; nor is a wallet enrolled again that was unbound", async () => {
    const w = await fresh();
    const facts = {
      ...{ country: 840, region: 0, lane: 2, statuses: 0, states: 0, kycUntil: 4_000_000_000n },
      statusUntil: 4_000_000_000n,
    };
    const [one, other] = [w.stranger, w.spender].map((account) => ({ wallets: [addressOf(account)], facts }));
    const observed = await seen(w);
    const both = change.planEnrolment(observed, { enrolments: [one!, other!] });
    const alone = change.planEnrolment(observed, { enrolments: [one!] });
    await done(w, alone, w.registrar);
    expect((await outdated(w, both, w.registrar)).message).to.match(/has no record/);
    const unbind = { engine: w.at.engine, registry: w.registry, wallet: addressOf(w.stranger), tokens: [] };
    await w.send(w.registrar, change.unbindWallet(unbind));
    await outdated(w, alone, w.registrar);
  });
});
