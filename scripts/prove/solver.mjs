// The solver, on a thread of its own: solc wants each answer at once, and z3 gives it later.
import { workerData } from "node:worker_threads";
import { init } from "z3-solver";

/** Index into the shared flag: 1 once there is something to take. */
const READY = 0;

const { port, flag } = workerData;
const shared = new Int32Array(flag);
const { Z3 } = await init();

/** @param {string} query */
async function answerTo(query) {
  const context = Z3.mk_context(Z3.mk_config());
  try {
    return await Z3.eval_smtlib2_string(context, query);
  } catch (error) {
    return `unknown\n${error}`;
  } finally {
    Z3.del_context(context);
  }
}

function tell() {
  Atomics.store(shared, READY, 1);
  Atomics.notify(shared, READY);
}

port.on("message", async (/** @type {string} */ query) => {
  port.postMessage(await answerTo(query));
  tell();
});
tell();
