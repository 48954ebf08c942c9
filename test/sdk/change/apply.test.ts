import { expect } from "chai";
import { type Address } from "viem";
import { type Plan, status } from "../../../sdk/change/index.js";
import { stepOf } from "../../../sdk/change/step.js";
import { PlanOutdatedError, RoleMissingError, WrongChainError } from "../../../sdk/errors/index.js";
import { applied, hooked, madeSince } from "../../fixtures/applied.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { delayedAgent, everyKind, grant, mintPlan, mintStep, named, planOf, probes } from "../../fixtures/plans.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();
const readerOf = (w: Walk) => w.connection.provider;
const addressOf = (account: { readonly address: string }) => account.address as Address;

describe("apply", () => {
  describe("steps", () => {
    it("default: each signer does what is theirs, in order; the last finds all done", async () => {
      const w = await fresh();
      await delayedAgent(w);
      const plan = await everyKind(w);
      const reader = readerOf(w);
      const first = await applied(reader, plan, w.author);
      expect(first.outcome).to.equal("waiting");
      expect(named(plan, first.states)).to.deep.equal([
        ...["publish the program: todo", "schedule the program: blocked", "make carol a registrar: todo"],
        ...["mint to alice: blocked", "mint to bob, after a delay: blocked"],
        ...["publish the program: sent", "publish the program: done", "schedule the program: todo"],
        ...["schedule the program: sent", "schedule the program: done", "mint to alice: todo"],
      ]);
      await applied(reader, plan, w.agent);
      await applied(reader, plan, w.admin);
      expect(named(plan, (await applied(reader, plan, w.spender)).states).slice(-2)).to.deep.equal([
        ...["mint to bob, after a delay: sent", "mint to bob, after a delay: scheduled"],
      ]);
      const waits = (await status(reader, plan)).at(-1);
      if (waits?.state !== "scheduled") throw new Error("It is not scheduled.");
      await w.networkHelpers.time.increaseTo(waits.readyAt - 2n);
      expect((await applied(reader, plan, w.spender)).outcome).to.equal("waiting");
      await w.networkHelpers.time.increaseTo(waits.readyAt);
      expect((await applied(reader, plan, w.spender)).outcome).to.equal("done");
      expect(await madeSince(w, plan.seen.number)).to.have.lengthOf(6);
    });

    it("behavior: a second run, or another signer, sends nothing", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      expect((await applied(readerOf(w), plan, w.stranger)).outcome).to.equal("waiting");
      await applied(readerOf(w), plan, w.agent);
      expect((await applied(readerOf(w), plan, w.agent)).outcome).to.equal("done");
      expect((await applied(readerOf(w), plan, w.stranger)).outcome).to.equal("done");
      expect(await madeSince(w, plan.seen.number)).to.have.lengthOf(1);
    });

    it("behavior: what gives a role comes first in the plan that uses it", async () => {
      const w = await fresh();
      const { admin, stranger } = w;
      const granted = stepOf({
        ...{ title: "grant", signer: addressOf(admin), role: "admin", manager: w.at.manager },
        call: grant(w, "transferAgent", addressOf(stranger), 0n),
        done: probes(w).member("transferAgent", addressOf(stranger), 0n),
      });
      const step = mintStep(w, { signer: addressOf(stranger), needs: [granted.id] });
      const plan = await planOf(w, [granted, step]);
      expect((await applied(readerOf(w), plan, stranger)).outcome).to.equal("waiting");
      await applied(readerOf(w), plan, admin);
      expect((await applied(readerOf(w), plan, stranger)).outcome).to.equal("done");
    });

    it("behavior: nothing is sent before its time", async () => {
      const w = await fresh();
      const from = (await w.now()) + 1_000n;
      const plan = await mintPlan(w, { notBefore: from });
      await w.networkHelpers.time.increaseTo(from - 1n);
      const { outcome, states } = await applied(readerOf(w), plan, w.agent);
      expect([outcome, states]).to.deep.equal([
        "waiting",
        [{ step: plan.steps[0]?.id, state: "waiting", until: from }],
      ]);
      await w.networkHelpers.time.increaseTo(from);
      expect((await applied(readerOf(w), plan, w.agent)).outcome).to.equal("done");
    });
  });

  describe("the chain moved", () => {
    it("error: PlanOutdatedError says all that moved; nothing is sent", async () => {
      const w = await fresh();
      const is = probes(w);
      const assumes = [
        { ...is.balance(addressOf(w.alice), 0n), what: "alice has nothing" },
        { ...is.supply(0n), what: "the supply is 0" },
        { ...is.nextFrom(0n), what: "no further program waits" },
      ];
      const plan = await mintPlan(w, { assumes });
      await w.token.connect(w.agent).mint(w.alice, 1n);
      const error = await errorOf(applied(readerOf(w), plan, w.agent));
      expect(error).to.be.instanceOf(PlanOutdatedError);
      expect((error as PlanOutdatedError).moved).to.deep.equal([
        ...["it is no more so that alice has nothing", "it is no more so that the supply is 0"],
      ]);
      expect(await madeSince(w, plan.seen.number)).to.have.lengthOf(1);
    });

    it("error: PlanOutdatedError, the signer's delay is another one", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      await w.send(w.admin, grant(w, "transferAgent", addressOf(w.agent), 60n));
      const error = await errorOf(applied(readerOf(w), plan, w.agent));
      expect(error).to.be.instanceOf(PlanOutdatedError);
      expect(error.message).to.include(`${w.agent.address} waits 60 seconds, not 0, for this: mint to alice`);
    });

    it("error: PlanOutdatedError, the plan was made on another chain of this id", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      const elsewhere: Plan = { ...plan, seen: { ...plan.seen, hash: `0x${"1".repeat(64)}` } };
      const error = await errorOf(applied(readerOf(w), elsewhere, w.agent));
      expect(error).to.be.instanceOf(PlanOutdatedError);
      expect(error.message).to.include(`block ${plan.seen.number} of chain 31337`);
    });

    it("error: WrongChainError", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      const lies = hooked(readerOf(w), ({ method }, next) => (method === "eth_chainId" ? "0x1" : next()));
      expect(await errorOf(applied(lies, plan, w.agent))).to.be.instanceOf(WrongChainError);
      expect(await madeSince(w, plan.seen.number)).to.deep.equal([]);
    });

    it("error: RoleMissingError before anything is sent", async () => {
      const w = await fresh();
      const stranger = addressOf(w.stranger);
      const { id: first } = mintStep(w, { signer: stranger, role: null, manager: null });
      const plan = await planOf(w, [
        mintStep(w, { signer: stranger, role: null, manager: null, title: "without a manager" }),
        mintStep(w, { signer: stranger, needs: [first], done: probes(w).supply(7n) }),
      ]);
      const error = await errorOf(applied(readerOf(w), plan, w.stranger));
      expect(error).to.be.instanceOf(RoleMissingError);
      expect(error.shortMessage).to.equal(
        `${w.stranger.address} has not the role transferAgent under the manager ${w.at.manager}.`,
      );
      // Nobody begins what another one cannot finish.
      expect(await errorOf(applied(readerOf(w), plan, w.agent))).to.be.instanceOf(RoleMissingError);
      expect(await madeSince(w, plan.seen.number)).to.deep.equal([]);
    });
  });
});
