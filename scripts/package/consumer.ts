import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hold, must, type Node } from "./run.js";

/** A project of somebody who installs the package with what it needs, and nothing that it does not. */
export async function install(folder: string, packages: readonly string[], node?: Node): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }\n');
  const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  await must(0, "npm", ["install", ...flags, ...packages], { cwd: folder, node });
}

/** `import` and `require` of every subpath, without ethers and hardhat. */
export async function load(folder: string, subpaths: readonly string[], node: Node): Promise<void> {
  const list = JSON.stringify(subpaths);
  const check = `
    const namesOf = (all) => Object.keys(all).filter((name) => name !== "default" && name !== "__esModule").sort().join();
    for (const [path, imported, required] of loaded) {
      if (namesOf(imported) !== namesOf(required)) throw new Error(path + " is another when required");
    }
    const { creationCode } = codes;
    if (!/^0x[0-9a-f]{1000,}$/.test(creationCode)) throw new Error("no creation code: " + creationCode);`;
  writeFileSync(
    join(folder, "load.mjs"),
    `import { createRequire } from "node:module";
    const require = createRequire(import.meta.url);
    const loaded = [];
    for (const path of ${list}) loaded.push([path, await import(path), require(path)]);
    const { default: codes } = await import("weighbridge/bytecode/Weighbridge.json", { with: { type: "json" } });
    ${check}`,
  );
  writeFileSync(
    join(folder, "load.cjs"),
    `const loaded = ${list}.map((path) => [path, require(path), require(path)]);
    const codes = require("weighbridge/bytecode/Weighbridge.json");
    ${check}`,
  );
  for (const file of ["load.mjs", "load.cjs"]) await must(0, "node", [file], { cwd: folder, node });
}

/** Type checks a file that uses every subpath, as strictly as it goes, for Node.js and for bundlers. */
export async function typecheck(folder: string, subpaths: readonly string[], tsc: string, node: Node): Promise<void> {
  const imports = subpaths.map((path, index) => `import * as all${index} from "${path}";`);
  writeFileSync(
    join(folder, "consumer.ts"),
    `${imports.join("\n")}
import engineCode from "weighbridge/bytecode/Weighbridge.json" with { type: "json" };
import { issuerActions, readerOf, type SendingSigner } from "weighbridge/ethers";
import { checkTransfer } from "weighbridge/check";
import type { Verdict } from "weighbridge/verdict";
import { parseRulebook, type Rulebook } from "weighbridge";
export const all: readonly object[] = [${subpaths.map((_, index) => `all${index}`).join(", ")}];
export const code: string = engineCode.creationCode;
export const rulebook: Rulebook = parseRulebook({});
declare const signer: SendingSigner;
declare const provider: { send(method: string, params: unknown[] | Record<string, unknown>): Promise<unknown> };
const token = "0x00000000000000000000000000000000000000aa";
export const hash: Promise<\`0x\${string}\`> = issuerActions(signer).mint({ token, to: token, amount: 1n });
export const verdict: Promise<Verdict> = checkTransfer(readerOf(provider), { kind: "burn", token, from: token, to: token, amount: 1n });
// @ts-expect-error an amount is a bigint
issuerActions(signer).mint({ token, to: token, amount: 1 });
`,
  );
  for (const [module, moduleResolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const file = `tsconfig.${moduleResolution}.json`;
    const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
    const compilerOptions = {
      ...{ module, moduleResolution, target: "es2023", lib: ["es2023", "dom"], types: [], noEmit: true },
      ...{ ...strict, verbatimModuleSyntax: true, resolveJsonModule: true },
      // Once is enough for our declarations, and those of viem behind them.
      skipLibCheck: moduleResolution === "bundler",
    };
    writeFileSync(join(folder, file), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
    await must(0, "node", [tsc, "-p", file], { cwd: folder, node });
  }
}

/** What publint and are-the-types-wrong have against the package. */
export async function judge(file: string, folder: string): Promise<void> {
  const tool = (name: string, ...args: readonly string[]) =>
    must(0, "npm", ["exec", "--yes", "--prefer-offline", "--loglevel=error", `--package=${name}`, "--", ...args], {
      cwd: folder,
    });
  const { out } = await tool("publint@0.3.25", "publint", "run", file, "--strict");
  hold(out.includes("All good!"), `publint:\n${out}`);
  // Modules only: Node.js 20.19 and later can `require` them, older resolution has no place here.
  await tool("@arethetypeswrong/cli@0.18.5", "attw", file, "--profile", "esm-only", "--format", "ascii", "--no-emoji");
}
