// The Solidity compiler as Hardhat calls it: npm's soljson.js, with three changes.
// Warnings located in dependencies are dropped: they are not ours, and past 256 they hide our own.
// Warnings located in contracts/ are errors: a contract that warns does not build. One is dropped everywhere: solc repeats for every use of transient
// storage that it lives until the end of the transaction, which is why it was chosen. What only tests deploy may be of any size.
// Where there are two cores, each compiles half of the files. Every half sees all sources, so the code is the same, byte for byte.
const { availableParallelism } = require("node:os");
const { posix } = require("node:path");
const { isMainThread, MessageChannel, receiveMessageOnPort, Worker, workerData } = require("node:worker_threads");
const soljson = /** @type {any} */ (require("solc/soljson.js"));

const DEPENDENCIES = "npm/";
const OURS = "project/contracts/";
const TRANSIENT_STORAGE = "2394";
const CODE_SIZE = "5574";
/** Files: with fewer, reading all sources twice costs more than a second core saves. */
const WORTH_SPLITTING = 20;
/** Milliseconds, and how often its own time, for which one half waits for the other before it does the other's work, too. */
const PATIENCE = { least: 60_000, times: 4 };

const cwrap = soljson.cwrap.bind(soljson);
/** @type {(input: unknown) => any} */
const compile = (input) =>
  JSON.parse(cwrap("solidity_compile", "string", ["string", "number", "number"])(JSON.stringify(input), 0, 0));

/** @param {any} output What solc answered. */
function withOurWarnings(output) {
  if (!Array.isArray(output.errors)) return output;
  output.errors = output.errors.filter(
    (/** @type {any} */ { severity, errorCode, sourceLocation }) =>
      severity === "error" ||
      !(
        errorCode === TRANSIENT_STORAGE ||
        sourceLocation?.file.startsWith(DEPENDENCIES) ||
        (errorCode === CODE_SIZE && !sourceLocation?.file.startsWith(OURS))
      ),
  );
  for (const error of output.errors) {
    if (error.severity !== "warning" || !error.sourceLocation?.file.startsWith(OURS)) continue;
    error.severity = "error";
    error.type = "Error";
    error.formattedMessage = `Error: warnings are errors in contracts/\n${error.formattedMessage}`;
  }
  return output;
}

/**
 * The files in two halves of about equal work: that of a file with code of its own is taken to be the text that it reaches.
 *
 * @param {Readonly<Record<string, { readonly content: string }>>} sources
 * @returns {[string[], string[]]}
 */
function halves(sources) {
  const names = Object.keys(sources);
  const imports = (/** @type {string} */ name) =>
    [...(sources[name]?.content ?? "").matchAll(/^import\b[^"';]*["']([^"']+)["']/gm)].flatMap(([, path = ""]) => {
      if (path.startsWith(".")) return posix.join(posix.dirname(name), path);
      const inPackage = `/${path.split("/").slice(2).join("/")}`;
      return names.filter((other) => other.startsWith(DEPENDENCIES) && other.endsWith(inPackage));
    });
  const work = (/** @type {string} */ name) => {
    if (!/^contract /m.test(sources[name]?.content ?? "")) return 0;
    const reached = new Set([name]);
    for (const file of reached) for (const next of imports(file)) reached.add(next);
    return [...reached].reduce((sum, file) => sum + (sources[file]?.content.length ?? 0), 0);
  };
  const files = names.map((name) => ({ name, work: work(name) }));
  files.sort((one, other) => other.work - one.work);
  /** @type {[string[], string[]]} */
  const both = [[], []];
  const sums = [0, 0];
  for (const file of files) {
    const lighter = /** @type {0 | 1} */ (sums.indexOf(Math.min(...sums)));
    both[lighter].push(file.name);
    sums[lighter] = (sums[lighter] ?? 0) + file.work;
  }
  return both;
}

/** @param {any} input Standard JSON. */
function compileInHalves(input) {
  const { sources, settings } = input;
  const { "*": all, ...others } = settings.outputSelection;
  if (availableParallelism() < 2 || Object.keys(sources).length < WORTH_SPLITTING || Object.keys(others).length > 0) {
    return compile(input);
  }
  const selections = halves(sources).map((names) => Object.fromEntries(names.map((name) => [name, { "*": all["*"] }])));
  const [ours, theirs] = selections.map((outputSelection) => ({
    ...input,
    settings: { ...settings, outputSelection },
  }));
  ours.settings.outputSelection["*"] = { "": all[""] };

  const { port1, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(__filename, { workerData: { input: theirs, port: port2, done }, transferList: [port2] });
  worker.unref();
  const started = Date.now();
  const one = compile(ours);
  Atomics.wait(done, 0, 0, Math.max(PATIENCE.least, PATIENCE.times * (Date.now() - started)));
  // A worker that died, as for want of memory, never answers.
  const other = receiveMessageOnPort(port1)?.message ?? compile(theirs);
  const errors = [...(one.errors ?? []), ...(other.errors ?? [])];
  const contracts = Object.entries({ ...one.contracts, ...other.contracts }).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...one,
    ...(errors.length === 0
      ? {}
      : { errors: [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()] }),
    contracts: Object.fromEntries(contracts),
  };
}

if (isMainThread) {
  /** @param {[name: string, ...signature: unknown[]]} binding */
  soljson.cwrap = (...binding) => {
    if (binding[0] !== "solidity_compile") return cwrap(...binding);
    return (/** @type {string} */ text) => JSON.stringify(withOurWarnings(compileInHalves(JSON.parse(text))));
  };
  module.exports = soljson;
} else {
  const { input, port, done } = workerData;
  try {
    port.postMessage(compile(input));
  } finally {
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
  }
}
