// The Solidity compiler as Hardhat calls it: npm's soljson.js, with two changes to what it reports.
// Warnings located in dependencies are dropped: they are not ours, and past 256 they hide our own.
// Warnings located in contracts/ are errors: a contract that warns does not build. One is dropped everywhere: solc repeats for every use of transient
// storage that it lives until the end of the transaction, which is why it was chosen.
const soljson = /** @type {any} */ (require("solc/soljson.js"));

const DEPENDENCIES = "npm/";
const OURS = "project/contracts/";
const TRANSIENT_STORAGE = "2394";

/** @param {string} text What solc answered: standard JSON. */
function withOurWarnings(text) {
  const output = JSON.parse(text);
  if (!Array.isArray(output.errors)) return text;
  output.errors = output.errors.filter(
    (/** @type {any} */ error) =>
      error.severity === "error" ||
      (error.errorCode !== TRANSIENT_STORAGE && !error.sourceLocation?.file.startsWith(DEPENDENCIES)),
  );
  for (const error of output.errors) {
    if (error.severity !== "warning" || !error.sourceLocation?.file.startsWith(OURS)) continue;
    error.severity = "error";
    error.type = "Error";
    error.formattedMessage = `Error: warnings are errors in contracts/\n${error.formattedMessage}`;
  }
  return JSON.stringify(output);
}

const cwrap = soljson.cwrap.bind(soljson);

/** @param {[name: string, ...signature: unknown[]]} binding */
soljson.cwrap = (...binding) => {
  const wrapped = cwrap(...binding);
  if (binding[0] !== "solidity_compile") return wrapped;
  return (/** @type {unknown[]} */ ...args) => withOurWarnings(wrapped(...args));
};

module.exports = soljson;
