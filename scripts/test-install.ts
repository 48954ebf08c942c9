// Proves that a fresh clone installs and tests itself on the Node.js and npm of this machine: an empty folder, `npm ci`, a later `npm install` of
// something small (which must not undo scripts/toolchain.mjs), then one Solidity test and one mocha test.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, sep } from "node:path";

const SMALL_PACKAGE = "left-pad@1.3.0";

const root = dirname(import.meta.dirname);
const clone = mkdtempSync(join(tmpdir(), "weighbridge-install-"));

// Nothing of the npm that runs this script may reach the inner one: not its Node.js (node_modules/.bin comes first in PATH), not its settings.
const path = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes(`node_modules${sep}`));
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE$|INIT_CWD$)/.test(name)));
env["PATH"] = path.join(delimiter);

function run(command: string, ...args: string[]): void {
  const started = performance.now();
  console.log(`\n$ ${[command, ...args].join(" ")}`);
  const { status } = spawnSync(command, args, {
    cwd: clone,
    env,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (status !== 0) throw new Error(`\`${[command, ...args].join(" ")}\` failed in a fresh clone`);
}

try {
  run("node", "--version");
  run("git", "clone", "--quiet", root, ".");
  run("npm", "ci", "--no-fund", "--no-audit", "--loglevel=error");
  run("npm", "run", "--silent", "toolchain");
  run("npm", "install", "--no-save", "--no-fund", "--no-audit", "--loglevel=error", SMALL_PACKAGE);
  run("npm", "run", "--silent", "test:solidity", "--", "test/solidity/TestBase.t.sol");
  run("npm", "run", "--silent", "test:mocha", "--", "--no-compile", "test/toolchain/lint.test.ts");
} finally {
  rmSync(clone, { recursive: true, force: true });
}
