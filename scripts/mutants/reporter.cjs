// Tells in which file the first failing test is: mocha's own JSON reporter does not know how to write a bigint.
const { writeFileSync } = require("node:fs");

/** @typedef {{ readonly file?: string, readonly parent?: Runnable }} Runnable */

/** @param {Runnable | undefined} test @returns {string} */
const fileOf = (test) => test?.file ?? (test?.parent === undefined ? "" : fileOf(test.parent));

/** @param {{ on: (event: string, seen: (test: Runnable) => void) => void }} runner */
module.exports = function firstFailure(runner) {
  /** @type {string | null} */
  let failed = null;
  runner.on("fail", (test) => (failed ??= fileOf(test)));
  runner.on("end", () => writeFileSync(process.env["WEIGHBRIDGE_REPORT"] ?? "report.json", JSON.stringify({ failed })));
};
