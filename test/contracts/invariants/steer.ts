import { type Run } from "./run.js";
import { EVENTS } from "./steps/events.js";
import { STEPS } from "./steps/index.js";

/** Seeds of a step that are looked at, by views, before what it waits for is made anew. */
const LOOKS = 40;
/** How often that is made. */
const ROUNDS = 12;

/** Makes a step until it succeeds: first as things are, then after what it waits for. Whether it did. */
export async function succeed(run: Run, name: string, seeds: () => number): Promise<boolean> {
  const after = STEPS.find(({ signature }) => signature === name)?.after ?? [];
  if (await attempt(run, name, seeds)) return true;
  for (let round = 0; round < ROUNDS && after.length > 0; round++) {
    for (const earlier of after) await attempt(run, earlier, seeds);
    if (await attempt(run, name, seeds)) return true;
  }
  return false;
}

/** Makes it with the first seeds that promise success; an event happens whatever the seed. */
export async function attempt(run: Run, name: string, seeds: () => number): Promise<boolean> {
  for (let i = 0; i < LOOKS; i++) {
    const move = { step: name, seed: seeds() };
    if (!(await run.promises(move))) continue;
    const { did } = await run.make(move);
    if (did === "done" || name in EVENTS) return did === "done";
  }
  return false;
}
