import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isTooOld } from "../../sdk/cli/demo/node.js";
import { install } from "./consumer.js";
import { hold, must, type Node } from "./run.js";

const ROOT = dirname(dirname(import.meta.dirname));

const TOKEN = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;

import { IWeighbridge } from "weighbridge/contracts/interfaces/IWeighbridge.sol";
import { SecurityToken } from "weighbridge/contracts/token/SecurityToken.sol";

contract Issuer {
    IWeighbridge public engine;
    SecurityToken public token;
}
`;

/** The demo plays where its chain is, and otherwise says what helps. */
export async function playDemo(folder: string, node: Node, wanted: "played" | "refused"): Promise<void> {
  const args = ["--no-install", "weighbridge", "demo", "--json"];
  const { out } = await must(wanted === "played" ? 0 : 2, "npx", args, { cwd: folder, node });
  const { ok, error } = JSON.parse(out) as { readonly ok?: boolean; readonly error?: { readonly remedy: string } };
  if (wanted === "played") return hold(ok === true, `the demo is not ok: ${out.slice(0, 1000)}`);
  const remedy = JSON.stringify(error);
  hold(
    /demo --rpc-url/.test(remedy) && /install --save-dev hardhat/.test(remedy),
    `the demo says no command: ${remedy}`,
  );
  hold(
    isTooOld(node.version) === /too old/.test(remedy),
    `the demo names another reason on ${node.version}: ${remedy}`,
  );
}

/** A project that has Hardhat, too: plays the demo, and compiles a contract of its own that imports ours. */
export async function withHardhat(folder: string, file: string, node: Node): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly devDependencies: Readonly<Record<"hardhat" | "solc", string>>;
  };
  const { hardhat, solc } = manifest.devDependencies;
  // Installed by this Node.js, since an older one leaves out the binary of Hardhat's chain.
  await install(folder, [file, `hardhat@${hardhat}`, `solc@${solc}`], node);
  await playDemo(folder, node, "played");

  mkdirSync(join(folder, "contracts"));
  writeFileSync(join(folder, "contracts", "Issuer.sol"), TOKEN);
  writeFileSync(
    join(folder, "hardhat.config.js"),
    `export default {
      solidity: {
        version: "${solc}",
        path: import.meta.dirname + "/node_modules/solc/soljson.js",
        settings: { viaIR: true, optimizer: { enabled: true, runs: 800 }, evmVersion: "cancun" },
      },
    };\n`,
  );
  const { out } = await must(0, "npx", ["--no-install", "hardhat", "build"], { cwd: folder, node });
  hold(/Compiled 1 Solidity file/.test(out), `hardhat build:\n${out}`);
}
