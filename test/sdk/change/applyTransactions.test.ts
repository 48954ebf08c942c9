import { expect } from "chai";
import { type Address, type Hex } from "viem";
import { accessManagerAbi } from "../../../sdk/abis/index.js";
import { encodeCall } from "../../../sdk/change/call.js";
import {
  RevertError,
  RoleMissingError,
  StepIneffectiveError,
  TransactionFailedError,
  TransactionPendingError,
  TransactionRefusedError,
  TransactionUnknownError,
} from "../../../sdk/errors/index.js";
import { applied, hooked, madeSince, QUICK } from "../../fixtures/applied.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { delayedAgent, everyKind, mintPlan, named, probes } from "../../fixtures/plans.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";
import { mint } from "../../../sdk/change/mint.js";

const fresh = freshWalks();
const readerOf = (w: Walk) => w.connection.provider;
const addressOf = (account: { readonly address: string }) => account.address as Address;

describe("apply: transactions", () => {
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
