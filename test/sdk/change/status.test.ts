import { expect } from "chai";
import { type Address } from "viem";
import { accessManagerAbi } from "../../../sdk/abis/index.js";
import { encodeCall } from "../../../sdk/change/call.js";
import {
  deployManager,
  mint,
  nextActs,
  type Plan,
  setTokenAuthority,
  status,
  type StepState,
} from "../../../sdk/change/index.js";
import { stepOf } from "../../../sdk/change/step.js";
import {
  BlockUnknownError,
  DeploymentMissingError,
  PlanOutdatedError,
  WrongChainError,
} from "../../../sdk/errors/index.js";
import { applied, madeSince } from "../../fixtures/applied.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { DELAY, delayedAgent, everyKind, grant, MINTED, planOf, probes } from "../../fixtures/plans.js";
import { creationCodeOf, DAY, freshWalks, STEWARD_DELAY, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();
const WEEK = 7n * DAY;
const readerOf = (w: Walk) => w.connection.provider;
const addressOf = (account: { readonly address: string }) => account.address as Address;

/** One delayed step for each sort of target: the engine, whose other half asks; a token; the manager itself. */
const TARGETS = {
  engine: async (w: Walk) => {
    const code = await creationCodeOf("AccessManager");
    const salt = `0x${"5a".repeat(32)}` as const;
    const other = deployManager({ creationCode: code, admin: addressOf(w.admin), salt });
    await w.send(w.admin, other.call);
    const step = stepOf({
      ...{ title: "hand the token over", signer: addressOf(w.steward), role: "steward", manager: w.at.manager },
      delay: STEWARD_DELAY,
      call: setTokenAuthority({ engine: w.at.engine, token: w.at.token, authority: other.address }),
      done: probes(w).authority(other.address),
    });
    return { step, signer: w.steward };
  },
  token: async (w: Walk) => {
    await delayedAgent(w);
    const step = stepOf({
      ...{ title: "mint to bob", signer: addressOf(w.spender), role: "transferAgent", manager: w.at.manager },
      delay: DELAY,
      call: mint({ token: w.at.token, to: addressOf(w.bob), amount: MINTED }),
      done: probes(w).supply(MINTED),
    });
    return { step, signer: w.spender };
  },
  manager: async (w: Walk) => {
    await w.send(w.admin, grant(w, "admin", addressOf(w.stranger), DELAY));
    const step = stepOf({
      ...{ title: "make carol a registrar", signer: addressOf(w.stranger), role: "admin", manager: w.at.manager },
      delay: DELAY,
      call: grant(w, "registrar", addressOf(w.carol), 0n),
      done: probes(w).member("registrar", addressOf(w.carol), 0n),
    });
    return { step, signer: w.stranger };
  },
} as const;

const only = async (w: Walk, plan: Plan): Promise<StepState> => (await status(readerOf(w), plan))[0]!;
const cancel = async (w: Walk, plan: Plan) => {
  const { signer, call } = plan.steps[0]!;
  const args = [signer, call.to, call.data] as const;
  await w.send(w.guardian, encodeCall(w.at.manager, { abi: accessManagerAbi, functionName: "cancel", args }));
};

describe("status", () => {
  it("default: done, todo, blocked; who must act next", async () => {
    const w = await fresh();
    await delayedAgent(w);
    const plan = await everyKind(w);
    const stateNames = async () => (await status(readerOf(w), plan)).map(({ state }) => state);
    expect(await stateNames()).to.deep.equal(["todo", "blocked", "todo", "blocked", "blocked"]);
    await applied(readerOf(w), plan, w.admin);
    const states = await status(readerOf(w), plan);
    expect(states.map(({ state }) => state)).to.deep.equal(["todo", "blocked", "done", "blocked", "todo"]);
    const next = nextActs(plan, { states });
    expect(next.map(({ title, signer, act, from }) => [title, signer, act, from])).to.deep.equal([
      ["publish the program", w.author.address, "send", null],
      ["mint to bob, after a delay", w.spender.address, "schedule", null],
    ]);
  });

  it("behavior: what a step that is done needed is done if it fades, and only then", async () => {
    const w = await fresh();
    await delayedAgent(w);
    const plan = await everyKind(w);
    const fading = await planOf(
      w,
      plan.steps.map((step) => ({ ...step, fades: true })),
    );
    await w.token.connect(w.agent).mint(w.alice, MINTED);
    const statesOf = async (one: Plan) => (await status(readerOf(w), one)).map(({ state }) => state);
    expect(await statesOf(fading)).to.deep.equal(["done", "done", "todo", "done", "blocked"]);
    expect(await statesOf(plan)).to.deep.equal(["todo", "blocked", "todo", "done", "blocked"]);
  });

  it("args: block", async () => {
    const w = await fresh();
    await delayedAgent(w);
    const plan = await everyKind(w);
    await applied(readerOf(w), plan, w.admin);
    const before = await status(readerOf(w), plan, { block: plan.seen.number });
    expect(before.map(({ state }) => state)).to.deep.equal(["todo", "blocked", "todo", "blocked", "blocked"]);
  });

  it("behavior: a step that would be refused from some second on is missed from then on, whatever its schedule says", async () => {
    const w = await fresh();
    const { step: timeless, signer } = await TARGETS.token(w);
    const notAfter = (await w.now()) + timeless.delay + 1_000n;
    const step = { ...timeless, notAfter };
    const reader = readerOf(w);
    const plan = await planOf(w, [step]);
    await applied(reader, plan, signer);
    const readyAt = (await w.now()) + step.delay;
    const scheduled = { step: step.id, state: "scheduled", readyAt, expiresAt: notAfter + 1n };
    const missed = { step: step.id, state: "missed" };
    await w.networkHelpers.time.increaseTo(notAfter - 1n);
    expect(await only(w, plan)).to.deep.equal(scheduled);
    await w.networkHelpers.time.increaseTo(notAfter);
    // The next block is later.
    expect(await only(w, plan)).to.deep.equal(missed);
    const error = await errorOf(applied(reader, plan, signer));
    expect(error).to.be.instanceOf(PlanOutdatedError);
    expect(String(error)).to.match(/this could be done until/);
  });

  it("behavior: what can only be scheduled when its time is over is missed at once", async () => {
    const w = await fresh();
    const { step } = await TARGETS.token(w);
    const at = await w.now();
    const state = async (notAfter: bigint) => (await only(w, await planOf(w, [{ ...step, notAfter }]))).state;
    // Scheduled in the next block, a second later at least.
    expect(await state(at + 1n + step.delay)).to.equal("todo");
    expect(await state(at + step.delay)).to.equal("missed");
  });

  for (const [target, prepare] of Object.entries(TARGETS))
    it(`behavior: a delayed step at the ${target}: scheduled, expired, scheduled again, executed, undone`, async () => {
      const w = await fresh();
      const { step, signer } = await prepare(w);
      const { time } = w.networkHelpers;
      const plan = await planOf(w, [step]);
      const reader = readerOf(w);
      expect(await only(w, plan)).to.deep.equal({ step: step.id, state: "todo" });
      await applied(reader, plan, signer);
      const readyAt = (await w.now()) + step.delay;
      const expiresAt = readyAt + WEEK;
      expect(await only(w, plan)).to.deep.equal({ step: step.id, state: "scheduled", readyAt, expiresAt });
      await time.increaseTo(expiresAt - 1n);
      expect((await only(w, plan)).state).to.equal("scheduled");
      await time.increaseTo(expiresAt);
      expect(await only(w, plan)).to.deep.equal({ step: step.id, state: "expired" });
      await applied(reader, plan, signer);
      const again = (await w.now()) + step.delay;
      expect(await only(w, plan)).to.include({ state: "scheduled", readyAt: again });
      await time.increaseTo(again);
      expect((await applied(reader, plan, signer)).outcome).to.equal("done");
      expect(await only(w, plan)).to.deep.equal({ step: step.id, state: "done" });
      expect(await madeSince(w, plan.seen.number)).to.have.lengthOf(3);
    });

  it("behavior: a veto since the plan was made is told, and stops every signer; one before does not count", async () => {
    const w = await fresh();
    const { step, signer } = await TARGETS.token(w);
    const first = await planOf(w, [step]);
    await applied(readerOf(w), first, signer);
    await cancel(w, first);
    expect((await only(w, first)).state).to.equal("cancelled");
    const error = await errorOf(applied(readerOf(w), first, w.stranger));
    expect(error).to.be.instanceOf(PlanOutdatedError);
    expect(error.message).to.include("this was cancelled after it was scheduled: mint to bob");
    const second = await planOf(w, [step]);
    expect((await only(w, second)).state).to.equal("todo");
    await applied(readerOf(w), second, signer);
    // Whoever schedules by hand what was cancelled lifts the veto.
    expect((await only(w, first)).state).to.equal("scheduled");
  });

  it("behavior: a schedule from before the plan is taken up", async () => {
    const w = await fresh();
    const { step, signer } = await TARGETS.token(w);
    await applied(readerOf(w), await planOf(w, [step]), signer);
    const later = await planOf(w, [step]);
    expect((await only(w, later)).state).to.equal("scheduled");
    expect((await applied(readerOf(w), later, signer)).outcome).to.equal("waiting");
    expect(await madeSince(w, later.seen.number)).to.deep.equal([]);
  });

  it("behavior: what was executed and changed back is undone, and not done again", async () => {
    const w = await fresh();
    const { step, signer } = await TARGETS.token(w);
    const plan = await planOf(w, [step]);
    await applied(readerOf(w), plan, signer);
    await w.networkHelpers.time.increase(DELAY);
    await applied(readerOf(w), plan, signer);
    await w.token.connect(w.agent).burn(w.bob, 1n);
    expect((await only(w, plan)).state).to.equal("undone");
    const error = await errorOf(applied(readerOf(w), plan, signer));
    expect(error).to.be.instanceOf(PlanOutdatedError);
    expect(error.message).to.include("this was done since, and undone: mint to bob");
  });

  it("behavior: a delayed step is not scheduled so early that it would expire", async () => {
    const w = await fresh();
    const { step } = await TARGETS.token(w);
    const notBefore = (await w.now()) + 30n * DAY;
    const plan = await planOf(w, [{ ...step, notBefore }]);
    expect(await only(w, plan)).to.deep.equal({ step: step.id, state: "waiting", until: notBefore - DELAY });
    await w.networkHelpers.time.increaseTo(notBefore - DELAY);
    expect(await only(w, plan)).to.deep.equal({ step: step.id, state: "todo" });
  });

  it("behavior: a probe that reverts, or that nobody answers, is not so", async () => {
    const w = await fresh();
    const { step } = await TARGETS.token(w);
    const nobody = stepOf({
      ...step,
      done: { to: addressOf(w.bob), data: "0x12345678", equals: "0x00", negate: true },
    });
    const reverting = stepOf({ ...step, done: { to: w.at.engine, data: "0x12345678", equals: "0x00", negate: true } });
    const plan = await planOf(w, [nobody, reverting]);
    expect((await status(readerOf(w), plan)).map(({ state }) => state)).to.deep.equal(["todo", "todo"]);
  });

  it("error: WrongChainError, PlanOutdatedError, BlockUnknownError", async () => {
    const w = await fresh();
    const plan = await everyKind(w);
    const { seen } = plan;
    const of = (some: Partial<Plan["seen"]>) => status(readerOf(w), { ...plan, seen: { ...seen, ...some } });
    expect(await errorOf(of({ chainId: 1 }))).to.be.instanceOf(WrongChainError);
    expect(await errorOf(of({ hash: `0x${"2".repeat(64)}` }))).to.be.instanceOf(PlanOutdatedError);
    expect(await errorOf(of({ number: seen.number + 1n }))).to.be.instanceOf(BlockUnknownError);
  });

  it("error: DeploymentMissingError, the manager is not there", async () => {
    const w = await fresh();
    const { step } = await TARGETS.token(w);
    const plan = await planOf(w, [{ ...step, manager: addressOf(w.bob) }]);
    expect(await errorOf(status(readerOf(w), plan))).to.be.instanceOf(DeploymentMissingError);
  });
});
