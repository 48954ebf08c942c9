// The Solidity compiler as Hardhat calls it: npm's soljson.js, with three changes.
// Warnings located in dependencies are dropped: they are not ours, and past 256 they hide our own.
// Warnings located in contracts/ are errors: a contract that warns does not build. One is dropped everywhere: solc repeats for every use of transient
// storage that it lives until the end of the transaction, which is why it was chosen. What only tests deploy may be of any size.
// Where there are two cores, each compiles part after part of the files. Every part sees all sources, so the code is the same, byte for byte.
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
/** Into so many parts of about equal work the files are split: more balance the cores better, and each reads all sources once more. */
const PARTS = 8;
/** What the cores share: how many parts were begun, and whether the second core has ended. */
const BEGUN = 0;
const ENDED = 1;
/** Milliseconds, and how often its own time, for which one core waits for the other before it does the other's work, too. */
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
 * The files in parts, each of which one core compiles at a time, those with most work first. What creates another contract compiles that one, too, so the two
 * are in one part. The work of a file with code of its own is taken to be the text that it reaches.
 *
 * @param {Readonly<Record<string, { readonly content: string }>>} sources
 * @param {readonly string[]} chosen Names of those that are to be compiled.
 * @returns {string[][]}
 */
function inParts(sources, chosen) {
  const names = Object.keys(sources);
  const text = (/** @type {string} */ name) => sources[name]?.content ?? "";
  const imports = (/** @type {string} */ name) =>
    [...text(name).matchAll(/^import\b[^"';]*["']([^"']+)["']/gm)].flatMap(([, path = ""]) => {
      if (path.startsWith(".")) return posix.join(posix.dirname(name), path);
      const inPackage = `/${path.split("/").slice(2).join("/")}`;
      return names.filter((other) => other.startsWith(DEPENDENCIES) && other.endsWith(inPackage));
    });
  const work = (/** @type {string} */ name) => {
    if (!/^contract /m.test(text(name))) return 0;
    const reached = new Set([name]);
    for (const file of reached) for (const next of imports(file)) reached.add(next);
    return [...reached].reduce((sum, file) => sum + text(file).length, 0);
  };
  const homes = new Map(
    chosen.flatMap((name) => [...text(name).matchAll(/^contract (\w+)/gm)].map(([, contract]) => [contract, name])),
  );
  const created = (/** @type {string} */ name) =>
    [...text(name).matchAll(/\bnew ([A-Z]\w*)\(|\btype\((\w+)\)\.creationCode/g)].flatMap(([, one, other]) => {
      const home = homes.get(one ?? other);
      return home === undefined || home === name ? [] : [home];
    });
  /** @type {Map<string, { files: string[], work: number }>} */
  const groups = new Map(chosen.map((name) => [name, { files: [name], work: work(name) }]));
  for (const name of chosen) {
    for (const other of created(name)) {
      const [group, joining] = [groups.get(name), groups.get(other)];
      if (group === undefined || joining === undefined || group === joining) continue;
      group.files.push(...joining.files);
      group.work = Math.max(group.work, joining.work);
      for (const file of joining.files) groups.set(file, group);
    }
  }
  const sorted = [...new Set(groups.values())].sort((one, other) => other.work - one.work);
  const share = sorted.reduce((sum, group) => sum + group.work, 0) / PARTS;
  /** @type {{ files: string[], work: number }[]} */
  const parts = [];
  for (const { files, work } of sorted) {
    const last = parts.at(-1);
    if (last === undefined || last.work + work > share) parts.push({ files: [...files], work });
    else last.files.push(...files);
    const part = parts.at(-1);
    if (part !== undefined && part === last) part.work += work;
  }
  return parts.map(({ files }) => files);
}

/**
 * Compiles parts that nobody has begun until there are none.
 *
 * @param {any[]} inputs
 * @param {Int32Array} shared
 * @param {(index: number, output: any) => void} give
 */
function compileParts(inputs, shared, give) {
  for (let index = Atomics.add(shared, BEGUN, 1); index < inputs.length; index = Atomics.add(shared, BEGUN, 1)) {
    give(index, compile(inputs[index]));
  }
}

/** @param {any} input Standard JSON. */
function compileOnAllCores(input) {
  const { sources, settings } = input;
  const { "*": all, ...others } = settings.outputSelection;
  const some = Object.keys(others);
  if (availableParallelism() < 2 || Object.keys(sources).length < WORTH_SPLITTING || (all && some.length > 0)) {
    return compile(input);
  }
  const selections = inParts(sources, all ? Object.keys(sources) : some).map((names) =>
    Object.fromEntries(names.map((name) => [name, all ? { "*": all["*"] } : others[name]])),
  );
  // The syntax trees are a part of their own: beside code that is asked for, solc makes the code of every file whose tree is.
  if (all?.[""]) selections.push({ "*": { "": all[""] } });
  const inputs = selections.map((outputSelection) => ({ ...input, settings: { ...settings, outputSelection } }));
  const { port1, port2 } = new MessageChannel();
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(__filename, { workerData: { inputs, port: port2, shared }, transferList: [port2] });
  worker.unref();
  const started = Date.now();
  /** @type {any[]} */
  const outputs = [];
  compileParts(inputs, shared, (index, output) => (outputs[index] = output));
  Atomics.wait(shared, ENDED, 0, Math.max(PATIENCE.least, PATIENCE.times * (Date.now() - started)));
  for (let one; (one = receiveMessageOnPort(port1)) !== undefined;) outputs[one.message.index] = one.message.output;
  // A worker that died, as for want of memory, gives no answer.
  for (const [index, part] of inputs.entries()) outputs[index] ??= compile(part);

  const errors = outputs.flatMap((output) => output.errors ?? []);
  const contracts = outputs.flatMap((output) => Object.entries(output.contracts ?? {}));
  return {
    ...outputs.at(-1),
    ...(errors.length === 0
      ? {}
      : { errors: [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()] }),
    contracts: Object.fromEntries(contracts.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

if (isMainThread) {
  /** @param {[name: string, ...signature: unknown[]]} binding */
  soljson.cwrap = (...binding) => {
    if (binding[0] !== "solidity_compile") return cwrap(...binding);
    return (/** @type {string} */ text) => JSON.stringify(withOurWarnings(compileOnAllCores(JSON.parse(text))));
  };
  module.exports = soljson;
} else {
  const { inputs, port, shared } = workerData;
  try {
    compileParts(inputs, shared, (index, output) => port.postMessage({ index, output }));
  } finally {
    Atomics.store(shared, ENDED, 1);
    Atomics.notify(shared, ENDED);
  }
}
