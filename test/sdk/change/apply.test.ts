import { expect } from "chai";
import { type Address, type Hex } from "viem";
import { accessManagerAbi } from "../../../sdk/abis/index.js";
import { type Plan, status, type Step } from "../../../sdk/change/index.js";
import { encodeCall } from "../../../sdk/change/call.js";
import { stepOf } from "../../../sdk/change/step.js";
import {
  PlanOutdatedError,
  RevertError,
  RoleMissingError,
  StepIneffectiveError,
  TransactionFailedError,
  TransactionPendingError,
  TransactionRefusedError,
  TransactionUnknownError,
  WrongChainError,
} from "../../../sdk/errors/index.js";
import { applied, hooked, madeSince, QUICK } from "../../fixtures/applied.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { delayedAgent, everyKind, grant, MINTED, named, planOf, probes } from "../../fixtures/plans.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";
import { mint } from "../../../sdk/change/mint.js";

const fresh = freshWalks();
const readerOf = (w: Walk) => w.connection.provider;
const addressOf = (account: { readonly address: string }) => account.address as Address;

/** A step of the agent: `amount` to alice, who has nothing. */
const mintStep = (w: Walk, some: Partial<Step> = {}): Step => {
  const { token, manager } = w.at;
  const is = probes(w);
  return stepOf({
    title: "mint to alice",
    signer: addressOf(w.agent),
    role: "transferAgent",
    manager,
    call: mint({ token, to: addressOf(w.alice), amount: MINTED }),
    assumes: [{ ...is.balance(addressOf(w.alice), 0n), what: "alice has nothing" }],
    done: is.balance(addressOf(w.alice), MINTED),
    ...some,
  });
};
const mintPlan = async (w: Walk, some: Partial<Step> = {}) => planOf(w, [mintStep(w, some)]);
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

  describe("transactions", () => {
    let manually: Walk | undefined;
    const manual = async (w: Walk, on = true) => {
      manually = w;
      await readerOf(w).request({ method: "evm_setAutomine", params: [!on] });
    };
    // No snapshot holds this.
    afterEach(async () => {
      if (manually !== undefined) await manual(manually, false);
    });

    it("error: RevertError with the reason, of a step that would revert", async () => {
      const w = await fresh();
      const call = mint({ token: w.at.token, to: addressOf(w.stranger), amount: 1n });
      const plan = await mintPlan(w, { call });
      const error = await errorOf(applied(readerOf(w), plan, w.agent));
      expect(error).to.be.instanceOf(RevertError);
      expect((error as RevertError).errorName).to.equal("WalletUnknown");
      expect(await madeSince(w, plan.seen.number)).to.deep.equal([]);
    });

    const revoke = async (w: Walk) => {
      const args = [3n, addressOf(w.agent)] as const;
      await w.send(w.admin, encodeCall(w.at.manager, { abi: accessManagerAbi, functionName: "revokeRole", args }));
    };

    it("error: TransactionFailedError with the reason, the state moved under it", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      const reader = hooked(readerOf(w), async ({ method }, next) => {
        if (method !== "eth_sendRawTransaction") return next();
        await revoke(w);
        await manual(w);
        const hash = await next();
        await readerOf(w).request({ method: "evm_mine" });
        await manual(w, false);
        return hash;
      });
      const error = await errorOf(applied(reader, plan, w.agent));
      expect(error).to.be.instanceOf(TransactionFailedError);
      expect(error.shortMessage).to.match(/^The transaction 0x[0-9a-f]{64} failed: mint to alice: it reverts\.$/);
      expect(error.cause).to.be.instanceOf(RevertError);
    });

    it("error: RevertError, of a node that puts what reverts into a block and throws", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      const reader = hooked(readerOf(w), async ({ method }, next) => {
        if (method === "eth_sendRawTransaction") await revoke(w);
        return next();
      });
      // The next run sees it before it sends.
      expect(await errorOf(applied(reader, plan, w.agent))).to.be.instanceOf(RoleMissingError);
      expect((await madeSince(w, plan.seen.number)).map(({ failed }) => failed)).to.deep.equal([false, true]);
    });

    it("error: StepIneffectiveError, it succeeded and is not so", async () => {
      const w = await fresh();
      const plan = await mintPlan(w, { done: probes(w).supply(1n) });
      const error = await errorOf(applied(readerOf(w), plan, w.agent));
      expect(error).to.be.instanceOf(StepIneffectiveError);
      expect(error.shortMessage).to.include("and yet this is not done: mint to alice");
    });

    it("error: TransactionRefusedError, nobody pays for it", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      await w.networkHelpers.setBalance(w.agent.address, 1n);
      const error = await errorOf(applied(readerOf(w), plan, w.agent));
      expect(error).to.be.instanceOf(TransactionRefusedError);
      expect(error.shortMessage).to.include("mint to alice (step 1 of 1)");
    });

    for (const [when, before] of [
      ["it had come", false],
      ["it never came", true],
    ] as const)
      it(`error: TransactionUnknownError, the line dropped and ${when}; the next run finds the truth`, async () => {
        const w = await fresh();
        const plan = await mintPlan(w);
        const reader = hooked(readerOf(w), async ({ method }, next) => {
          if (method !== "eth_sendRawTransaction") return next();
          if (!before) await next();
          throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
        });
        const error = await errorOf(applied(reader, plan, w.agent));
        expect(error).to.be.instanceOf(TransactionUnknownError);
        expect(error.shortMessage).to.include("mint to alice (step 1 of 1)");
        expect((await applied(readerOf(w), plan, w.agent)).outcome).to.equal("done");
        expect(await madeSince(w, plan.seen.number)).to.have.lengthOf(1);
      });

    it("behavior: what is on its way is waited for, and not sent again", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      await manual(w);
      expect(await errorOf(applied(readerOf(w), plan, w.agent))).to.be.instanceOf(TransactionPendingError);
      let asked = 0;
      const reader = hooked(readerOf(w), async ({ method, params }, next) => {
        const pending = method === "eth_getTransactionCount" && (params as unknown[])[1] === "pending";
        if (pending && ++asked === 3) await readerOf(w).request({ method: "evm_mine" });
        return next();
      });
      expect((await applied(reader, plan, w.agent)).outcome).to.equal("done");
      expect(await madeSince(w, plan.seen.number)).to.have.lengthOf(1);
    });

    it("error: TransactionPendingError names the nonce that is stuck", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      await manual(w);
      await w.agent.sendTransaction({ to: w.bob.address, value: 1n });
      const error = await errorOf(applied(readerOf(w), plan, w.agent));
      expect(error).to.be.instanceOf(TransactionPendingError);
      expect((error as TransactionPendingError).nonce).to.equal(await w.agent.getNonce("latest"));
    });

    for (const mining of ["at once", "by hand"] as const)
      it(`behavior: two runs at once send each step once; blocks are mined ${mining}`, async () => {
        const w = await fresh();
        await delayedAgent(w);
        const plan = await everyKind(w);
        const slow = { poll: 5, timeout: 5_000 };
        if (mining === "by hand") await manual(w);
        let running = true;
        const miner = (async () => {
          while (running && mining === "by hand") {
            await new Promise((resolve) => setTimeout(resolve, 20));
            await readerOf(w).request({ method: "evm_mine" });
          }
        })();
        const runs = await Promise.all([1, 2, 3].map(() => applied(readerOf(w), plan, w.author, slow)));
        running = false;
        await miner;
        expect(runs.map(({ outcome }) => outcome)).to.deep.equal(["waiting", "waiting", "waiting"]);
        const made = await madeSince(w, plan.seen.number);
        expect(made.map(({ input }) => input)).to.deep.equal(plan.steps.slice(0, 2).map(({ call }) => call.data));
      });

    it("behavior: confirmations are waited for", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      expect(await errorOf(applied(readerOf(w), plan, w.agent, { ...QUICK, confirmations: 3 }))).to.be.instanceOf(
        TransactionPendingError,
      );
      // It is done, and not confirmed.
      const { outcome } = await applied(readerOf(w), plan, w.agent, { ...QUICK, confirmations: 3 });
      expect(outcome).to.equal("waiting");
      await w.networkHelpers.mine(2);
      expect((await applied(readerOf(w), plan, w.agent, { ...QUICK, confirmations: 3 })).outcome).to.equal("done");
      expect(await madeSince(w, plan.seen.number)).to.have.lengthOf(1);
    });

    it("behavior: a transaction that a reorganisation took away is sent again", async () => {
      const w = await fresh();
      const plan = await mintPlan(w);
      const reader = readerOf(w);
      let snapshot: Hex | undefined;
      let reorganised = false;
      const moving = hooked(reader, async ({ method }, next) => {
        if (method === "eth_sendRawTransaction" && snapshot === undefined)
          snapshot = (await reader.request({ method: "evm_snapshot" })) as Hex;
        const answer = await next();
        if (method === "eth_getTransactionReceipt" && answer !== null && !reorganised) {
          reorganised = (await reader.request({ method: "evm_revert", params: [snapshot] })) as boolean;
          await reader.request({ method: "evm_mine" });
        } else if (reorganised && method === "eth_getBlockByNumber") await reader.request({ method: "evm_mine" });
        return answer;
      });
      const { outcome, states } = await applied(moving, plan, w.agent, { ...QUICK, confirmations: 2 });
      expect([outcome, reorganised]).to.deep.equal(["done", true]);
      expect(named(plan, states).filter((text) => text.endsWith("sent"))).to.have.lengthOf(2);
      expect(await madeSince(w, plan.seen.number)).to.have.lengthOf(1);
    });
  });
});
