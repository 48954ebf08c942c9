// Tells which tests fail, by file and title: mocha's own JSON reporter does not know how to write a bigint. Those that WEIGHBRIDGE_LEFT_OUT names do not
// count; where it is given, the first that counts ends the run.
const { writeFileSync } = require("node:fs");

/** @typedef {{ readonly file?: string, readonly parent?: Runnable, readonly fullTitle?: () => string }} Runnable */

/** @param {Runnable | undefined} test @returns {string} */
const fileOf = (test) => test?.file ?? (test?.parent === undefined ? "" : fileOf(test.parent));

/** @param {{ on: (event: string, seen: (test: Runnable) => void) => void, abort: () => void }} runner */
module.exports = function failures(runner) {
  const leftOut = process.env["WEIGHBRIDGE_LEFT_OUT"];
  /** @type {readonly { readonly file: string, readonly title: string }[]} */
  const unheeded = JSON.parse(leftOut ?? "[]");
  /** @type {{ readonly file: string, readonly title: string }[]} */
  const failed = [];
  runner.on("fail", (test) => {
    const [file, title] = [fileOf(test), test.fullTitle?.() ?? ""];
    if (unheeded.some((one) => one.file === file && one.title === title)) return;
    failed.push({ file, title });
    if (leftOut !== undefined) runner.abort();
  });
  runner.on("end", () => writeFileSync(process.env["WEIGHBRIDGE_REPORT"] ?? "report.json", JSON.stringify({ failed })));
};
