import { expect } from "chai";
import fc from "fast-check";
import { freshWalks } from "../../fixtures/walk.js";
import { ENGINE, openWorld, TOKEN, type World } from "./world.js";
import { type Move, Run } from "./run.js";
import { succeed } from "./steer.js";
import { EVENTS } from "./steps/events.js";
import { STEPS } from "./steps/index.js";

/** Sequences; `npm run nightly` makes many more. */
const RUNS = Number(process.env["INVARIANT_RUNS"] ?? 10);
const SEED = Number(process.env["INVARIANT_SEED"] ?? 20_261_126);
/** Steps of a sequence, at most. */
const DEPTH = 64;

/** Of those who are refused what is nobody's. */
const CALLERS = 12;

/** How often each step is chosen. */
const WEIGHTED = [
  ...STEPS.map(({ signature, weight = 1 }) => ({ weight, name: signature })),
  ...Object.entries(EVENTS).map(([name, { weight }]) => ({ weight, name })),
].filter(({ weight }) => weight > 0);
const someStep = fc.oneof(...WEIGHTED.map(({ weight, name }) => ({ weight, arbitrary: fc.constant(name) })));
const someMove: fc.Arbitrary<Move> = fc.record({ step: someStep, seed: fc.noShrink(fc.nat()) });

describe("whatever is called, by whomever, in whatever order", () => {
  const fresh = freshWalks();
  let world: World | undefined;
  let snapshot: { readonly restore: () => Promise<void> } | undefined;

  /** The same beginning for every sequence. */
  async function open(): Promise<Run> {
    if (world === undefined) world = await openWorld(await fresh());
    if (snapshot !== undefined) await snapshot.restore();
    snapshot = await world.w.networkHelpers.takeSnapshot();
    return Run.open(world);
  }

  it("default: every function that changes something is a step", () => {
    for (const [target, of] of [
      ["engine", ENGINE],
      ["token", TOKEN],
    ] as const) {
      const writing: string[] = [];
      of.forEachFunction((each) => {
        if (!each.constant) writing.push(each.format("sighash"));
      });
      const steps = STEPS.filter((step) => step.target === target).map(({ signature }) => signature);
      expect(steps.sort(), target).to.deep.equal(writing.sort());
    }
  });

  it("behavior: every step that anybody may take succeeds, with every invariant after it", async () => {
    const run = await open();
    let seed = SEED;
    const missing: string[] = [];
    for (const { signature, role } of STEPS)
      if (role !== "never" && !(await succeed(run, signature, () => seed++))) missing.push(signature);
    expect(missing).to.deep.equal([]);
  });

  it("behavior: what only the engine asks of itself is refused to everybody", async () => {
    const run = await open();
    const own = STEPS.filter(({ role }) => role === "never");
    expect(own.map(({ signature }) => signature.split("(")[0])).to.have.members([
      ...["undoneEnforcement", "joinMarks", "recordFlows"],
    ]);
    for (const { signature } of own)
      for (let i = 0; i < CALLERS; i++) {
        const { did, line } = await run.make({ step: signature, seed: SEED + i });
        expect(did, line).to.equal("refused");
      }
  });

  it(`behavior: ${RUNS} sequences, every invariant after each step (seed ${SEED})`, async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(someMove, { maxLength: DEPTH, size: "max" }), async (moves) => {
        const run = await open();
        for (const move of moves) {
          const { did, reason } = await run.make(move);
          for (const key of [did, `${move.step} ${did}`, reason ?? ""]) seen.set(key, (seen.get(key) ?? 0) + 1);
        }
      }),
      {
        numRuns: RUNS,
        seed: SEED,
        includeErrorInReport: true,
      },
    );
    expect(seen.get("done")!).to.be.above(seen.get("refused")!);
  });
});
