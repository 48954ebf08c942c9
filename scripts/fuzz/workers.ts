import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Codes } from "../../test/differential/chain.js";
import type { JudgeRound, Round } from "../../test/differential/rounds.js";

/** What a worker is told, first the one, then the other as often as one likes. */
export type Told =
  { readonly codes: Codes; readonly seed: number } | { readonly first: number; readonly count: number };
/** What it answers to each round. */
export type Answered = { readonly first: number; readonly round: Round };

export type Workers = {
  readonly judge: JudgeRound;
  /** Rounds to ask for at a time, so that no worker waits. */
  readonly ahead: number;
  readonly close: () => void;
};

type Waiting = { readonly done: (round: Round) => void; readonly failed: (error: Error) => void };

/** Processes that judge rounds by turns, each on a chain of its own: EDR keeps to one context a process. */
export function openWorkers(count: number, codes: Codes, seed: number): Workers {
  const workers = Array.from({ length: count }, () => openWorker(codes, seed));
  let turn = 0;
  return {
    judge: (first, cases) => (workers[turn++ % count] as (typeof workers)[number]).judge(first, cases),
    ahead: 2 * count,
    close: () => workers.forEach(({ child }) => child.kill()),
  };
}

function openWorker(codes: Codes, seed: number): { readonly child: ChildProcess; readonly judge: JudgeRound } {
  const child = fork(join(import.meta.dirname, "worker.ts"), { serialization: "advanced" });
  const waiting = new Map<number, Waiting>();
  let ended: Error | undefined;
  const tell = (told: Told) => child.send(told);
  child.on("message", ({ first, round }: Answered) => {
    waiting.get(first)?.done(round);
    waiting.delete(first);
  });
  child.on("exit", (code, signal) => {
    ended = new Error(`a worker of the fuzzer ended with ${code ?? signal}`);
    for (const { failed } of waiting.values()) failed(ended);
  });
  tell({ codes, seed });
  const judge: JudgeRound = (first, count) =>
    new Promise((done, failed) => {
      if (ended !== undefined) return failed(ended);
      waiting.set(first, { done, failed });
      tell({ first, count });
    });
  return { child, judge };
}
