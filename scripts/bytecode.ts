// Writes dist/bytecode/<Contract>.json, from the compiled contracts: what the package needs to deploy them where there is no compiler.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { creationCodes, PACKAGE } from "../sdk/cli/creationCode.js";

const folder = join(PACKAGE, "dist", "bytecode");

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [contract, creationCode] of Object.entries(creationCodes())) {
  writeFileSync(join(folder, `${contract}.json`), `${JSON.stringify({ contract, creationCode }, undefined, 2)}\n`);
}
