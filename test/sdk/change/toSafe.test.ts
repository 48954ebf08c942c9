import { expect } from "chai";
import { type Address } from "viem";
import { mint, nextActs, type Plan, type Step, status, toSafe } from "../../../sdk/change/index.js";
import { safeChecksum } from "../../../sdk/change/safeChecksum.js";
import { stepOf } from "../../../sdk/change/step.js";
import { applied } from "../../fixtures/applied.js";
import { DELAY, everyKind, grant, MINTED, planOf, probes } from "../../fixtures/plans.js";
import { deploySafe } from "../../fixtures/safe.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();
const readerOf = (w: Walk) => w.connection.provider;
const addressOf = (account: { readonly address: string }) => account.address as Address;

/** The steps of `everyKind`, of which a Safe does all but the administrator's. */
async function safePlan(w: Walk, safe: Address): Promise<Plan> {
  await w.send(w.admin, grant(w, "ruleAuthor", safe, 0n));
  await w.send(w.admin, grant(w, "transferAgent", safe, DELAY));
  const { steps } = await everyKind(w);
  const [publish, schedule, granted, , delayed] = steps as [Step, Step, Step, Step, Step];
  const published = stepOf({ ...publish, signer: safe });
  const scheduled = stepOf({ ...schedule, signer: safe, needs: [published.id] });
  const minted = stepOf({ ...delayed, signer: safe });
  const is = probes(w);
  const again = stepOf({
    ...delayed,
    ...{ title: "mint to alice, after a delay", signer: safe, needs: [scheduled.id], assumes: [] },
    call: mint({ token: w.at.token, to: addressOf(w.alice), amount: MINTED }),
    done: is.balance(addressOf(w.alice), MINTED),
  });
  return planOf(w, [published, scheduled, granted, minted, again]);
}

describe("toSafe", () => {
  it("default: files that a Safe executes; then the plan is done", async () => {
    const w = await fresh();
    const { address: safe, execute } = await deploySafe(w, [w.alice, w.bob]);
    const plan = await safePlan(w, safe);
    const files = toSafe(plan, { safe });
    // What waits for the administrator's step comes later, and what waits for the manager's delay later still.
    expect(files.map(({ meta }) => meta.description.replace(/^.*?\. /, ""))).to.deep.equal([
      "1. publish the program. 2. schedule the program. 3. schedule: mint to alice, after a delay.",
      "1. schedule: mint to bob, after a delay. 2. execute: mint to alice, after a delay.",
      "1. execute: mint to bob, after a delay.",
    ]);
    const [first] = files;
    await execute(first!);
    const states = await status(readerOf(w), plan);
    expect(states.map(({ state }) => state)).to.deep.equal(["done", "done", "todo", "blocked", "scheduled"]);
    await applied(readerOf(w), plan, w.admin);
    const left = toSafe(plan, { safe, states: await status(readerOf(w), plan) });
    expect(left.map(({ transactions }) => transactions.length)).to.deep.equal([1, 2]);
    await execute(left[0]!);
    await w.networkHelpers.time.increase(DELAY);
    const ready = await status(readerOf(w), plan);
    expect(nextActs(plan, { states: ready }).map(({ act }) => act)).to.deep.equal(["execute", "execute"]);
    const [last, ...more] = toSafe(plan, { safe, states: ready, time: await w.now() });
    expect(more).to.deep.equal([]);
    await execute(last!);
    expect((await applied(readerOf(w), plan, w.admin)).outcome).to.equal("done");
    expect(toSafe(plan, { safe, states: await status(readerOf(w), plan) })).to.deep.equal([]);
  });

  it("behavior: the file is the builder's, and equal plans give equal files", async () => {
    const w = await fresh();
    const safe = addressOf(w.agent);
    const plan = await everyKind(w);
    const files = toSafe(plan, { safe, owner: addressOf(w.alice) });
    const [, , , { call }] = plan.steps as [Step, Step, Step, Step];
    const [file] = files;
    const { checksum, ...meta } = file!.meta;
    expect({ ...file, meta }).to.deep.equal({
      version: "1.0",
      chainId: "31337",
      createdAt: Number(plan.seen.time) * 1000,
      meta: {
        name: plan.title,
        description: `Batch 1 of 1 of the plan ${plan.id}. 1. mint to alice.`,
        txBuilderVersion: "1.16.5",
        createdFromSafeAddress: safe,
        createdFromOwnerAddress: w.alice.address,
      },
      transactions: [{ to: call.to, value: "0", data: call.data, contractMethod: null, contractInputsValues: null }],
    });
    expect(checksum).to.equal(safeChecksum({ ...file!, meta }));
    expect(toSafe(plan, { safe, owner: addressOf(w.alice) })).to.deep.equal(files);
    expect(toSafe(plan, { safe: addressOf(w.stranger) })).to.deep.equal([]);
  });

  it("behavior: the checksum is that of the builder's own test", () => {
    const method = (type: string, name: string, parameter: string) => ({
      inputs: [{ internalType: type, name: parameter, type }],
      ...{ name, payable: false },
    });
    const to = "0x49d4450977E2c95362C13D3a31a09311E0Ea26A6";
    const batch = {
      ...{ version: "1.0", chainId: "4", createdAt: 1_646_321_521_061 },
      meta: {
        ...{ name: "test batch file", txBuilderVersion: "1.4.0", checksum: "" },
        ...{ createdFromSafeAddress: "0xDF8a1Ce35c9a6ACE153B4e0767942f1E2291a1Aa", createdFromOwnerAddress: to },
      },
      transactions: [
        {
          ...{ to, value: "0", contractMethod: method("address", "testAddress", "paramAddress") },
          contractInputsValues: { paramAddress: to },
        },
        {
          ...{ to, value: "0", contractMethod: method("bool", "testBool", "paramBool") },
          contractInputsValues: { paramAddress: "", paramBool: "false" },
        },
        {
          ...{ to, value: "2000000000000000000" },
          data: "0x42f4579000000000000000000000000049d4450977e2c95362c13d3a31a09311e0ea26a6",
        },
      ],
    };
    // safe-global/safe-react-apps, apps/tx-builder/src/lib/checksum.test.js
    expect(safeChecksum(batch)).to.equal("0x4ecbfd364aa6759983915644e73f8bd411e85a2dc306f252a387c2728c4db64c");
    expect(safeChecksum({ ...batch, meta: { ...batch.meta, name: "another" } })).to.equal(safeChecksum(batch));
    expect(safeChecksum({ ...batch, transactions: batch.transactions.slice(1) } as never)).not.to.equal(
      safeChecksum(batch),
    );
  });
});
