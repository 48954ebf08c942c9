import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";

/** Milliseconds that a query may take; more rarely helps. */
const PATIENCE = 10_000;
/** What the solver needs to start, and to give up. */
const MARGIN = 30_000;

/**
 * Starts z3 and returns how to ask it: a query in SMT-LIB 2 gives `sat`, `unsat` or `unknown` and what comes after it. Waits for each answer, as solc does.
 */
export function startSolver(): (query: string) => string {
  const { port1, port2 } = new MessageChannel();
  const flag = new SharedArrayBuffer(4);
  const ready = new Int32Array(flag);
  new Worker(new URL("./solver.mjs", import.meta.url), {
    workerData: { port: port2, flag },
    transferList: [port2],
  }).unref();
  const wait = (): boolean => Atomics.wait(ready, 0, 0, PATIENCE + MARGIN) !== "timed-out";
  const ask = (query: string): string => {
    if (!wait()) return "unknown";
    Atomics.store(ready, 0, 0);
    port1.postMessage(`(set-option :timeout ${PATIENCE})\n${query}`);
    if (!wait()) return "unknown";
    return String(receiveMessageOnPort(port1)?.message ?? "unknown");
  };
  return (query) => {
    const bare = ask(withoutModel(query));
    return bare.startsWith("unsat") ? bare : ask(query);
  };
}

/**
 * The same question with what it is made of put in place of names first, and without asking for an example: what multiplies and divides is proved only so.
 */
const withoutModel = (query: string): string =>
  query
    .split("\n")
    .filter((line) => !line.includes("EVALEXPR") && !line.startsWith("(get-"))
    .join("\n")
    .replace("(check-sat)", "(check-sat-using (then simplify propagate-values solve-eqs simplify smt))");
