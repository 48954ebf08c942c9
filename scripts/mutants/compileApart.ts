import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Output, Selection, Sources } from "./solc.js";

/** What the other process is told: the arguments of `compile`. */
export type Told = {
  readonly sources: Sources;
  readonly selection: Selection;
  readonly settings: Readonly<Record<string, unknown>>;
};

/** As `compile`, in a process of its own: solc keeps one core busy. */
export async function compileApart(told: Told): Promise<Output> {
  const child: ChildProcess = fork(join(import.meta.dirname, "compiler.ts"), { serialization: "advanced" });
  const answered = once(child, "message") as Promise<[Output]>;
  const ended = once(child, "exit").then(([code, signal]) => {
    throw new Error(`the compiler ended with ${String(code ?? signal)}`);
  });
  child.send(told);
  try {
    const [output] = await Promise.race([answered, ended]);
    return output;
  } finally {
    ended.catch(() => undefined);
    child.kill();
  }
}
