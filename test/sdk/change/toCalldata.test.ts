import { expect } from "chai";
import { type Address } from "viem";
import { status, toCalldata } from "../../../sdk/change/index.js";
import { applied, madeSince } from "../../fixtures/applied.js";
import { DELAY, delayedAgent, everyKind } from "../../fixtures/plans.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();

/** Sends raw calls in order, and waits for the delay between two rounds. */
async function sendAll(w: Walk, calls: ReturnType<typeof toCalldata>): Promise<void> {
  let last = 0;
  for (const { round, signer, to, value, data } of calls) {
    if (round > last) await w.networkHelpers.time.increase(DELAY);
    last = round;
    await w.send(await w.ethers.getSigner(signer), { to, value, data });
  }
}

describe("toCalldata", () => {
  it("default: plain accounts send it, and the plan is as done as by apply", async () => {
    const w = await fresh();
    await delayedAgent(w);
    const plan = await everyKind(w);
    const snapshot = await w.networkHelpers.takeSnapshot();
    const calls = toCalldata(plan);
    expect(calls.map(({ title, act, round }) => `${round} ${act}: ${title}`)).to.deep.equal([
      ...["0 send: publish the program", "0 send: schedule the program", "0 send: make carol a registrar"],
      ...["0 send: mint to alice", "0 schedule: mint to bob, after a delay", "1 execute: mint to bob, after a delay"],
    ]);
    await sendAll(w, calls);
    const states = await status(w.connection.provider, plan);
    expect(states.every(({ state }) => state === "done")).to.equal(true);
    const made = await madeSince(w, plan.seen.number);
    expect(toCalldata(plan, { states })).to.deep.equal([]);

    await snapshot.restore();
    for (const account of [w.author, w.admin, w.agent, w.spender]) await applied(w.connection.provider, plan, account);
    await w.networkHelpers.time.increase(DELAY);
    await applied(w.connection.provider, plan, w.spender);
    const byApply = await madeSince(w, plan.seen.number);
    expect(byApply).to.deep.equal(made);
  });

  it("args: signer, states", async () => {
    const w = await fresh();
    await delayedAgent(w);
    const plan = await everyKind(w);
    const signer = w.spender.address as Address;
    expect(toCalldata(plan, { signer }).map(({ act }) => act)).to.deep.equal(["schedule", "execute"]);
    await applied(w.connection.provider, plan, w.admin);
    await applied(w.connection.provider, plan, w.spender);
    const states = await status(w.connection.provider, plan);
    expect(toCalldata(plan, { signer, states }).map(({ act, round }) => [act, round])).to.deep.equal([["execute", 1]]);
    const time = (await w.now()) + DELAY;
    expect(toCalldata(plan, { signer, states, time }).map(({ act, round }) => [act, round])).to.deep.equal([
      ["execute", 0],
    ]);
  });
});
