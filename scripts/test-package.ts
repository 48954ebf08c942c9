// Proves that the package works for who installs it: packs what `npm run build` has built, installs it in empty folders, and uses it there as others do, on
// the Node.js of this machine and on the newest one.
//
//   tsx scripts/test-package.ts           what it needs, and nothing else: commands, import, require, types, publint, are-the-types-wrong
//   tsx scripts/test-package.ts --whole   besides: with hardhat, the demo, and a Solidity project that imports the contracts
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { install, judge, load, typecheck } from "./package/consumer.js";
import { pack } from "./package/contents.js";
import { playDemo, withHardhat } from "./package/hardhat.js";
import { ask } from "./package/questions.js";
import { must, type Node } from "./package/run.js";

const root = dirname(import.meta.dirname);
const temporary = mkdtempSync(join(tmpdir(), "weighbridge-package-"));
const started = performance.now();
const [flag] = process.argv.slice(2);
if (flag !== undefined && flag !== "--whole") {
  console.error("usage: tsx scripts/test-package.ts [--whole]");
  process.exit(2);
}

try {
  const nodes = await nodesHere();
  const newest = nodes.at(-1) as Node;
  const { file, subpaths } = await pack(root, temporary);

  const plain = join(temporary, "plain");
  await install(plain, [file]);
  for (const absent of ["ethers", "hardhat"])
    if (existsSync(join(plain, "node_modules", absent))) throw new Error(`${absent} was installed, which is optional`);
  for (const node of nodes) {
    await load(plain, subpaths, node);
    await playDemo(plain, node, "refused");
  }
  await typecheck(plain, subpaths, join(root, "node_modules", "typescript", "bin", "tsc"), newest);
  await ask(plain, nodes);
  const tools = join(temporary, "tools");
  mkdirSync(tools);
  await judge(file, tools);

  if (flag === "--whole") await withHardhat(join(temporary, "hardhat"), file, newest);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
console.log(`\nthe package works, ${((performance.now() - started) / 1000).toFixed(0)} s`);

/** The Node.js that is first in PATH outside node_modules, and the one that Hardhat runs on, if that is another. */
async function nodesHere(): Promise<readonly Node[]> {
  const print = ["-p", "JSON.stringify({ version: process.versions.node, path: process.execPath })"];
  const outer = JSON.parse((await must(0, "node", print, { cwd: temporary })).out) as Node;
  const inner: Node = { version: process.versions.node, path: process.execPath };
  return inner.version === outer.version ? [outer] : [outer, inner];
}
