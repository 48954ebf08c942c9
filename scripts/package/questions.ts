import { network } from "hardhat";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRulebook } from "../../sdk/rulebook/index.js";
import { enforceRulebook } from "../../test/fixtures/enforceRulebook.js";
import { serve } from "../../test/fixtures/rpcServer.js";
import { walk } from "../../test/fixtures/walk.js";
import { hold, must, type Node } from "./run.js";

const RULEBOOK = "node_modules/weighbridge/rulebooks/examples/private-fund/rulebook.json";

/** Asks the installed commands about a token on a chain that this process serves. */
export async function ask(folder: string, nodes: readonly Node[]): Promise<void> {
  const connection = await network.create();
  const w = await walk(connection);
  const { url, close } = await serve(connection.provider);
  try {
    const movement = ["--rpc-url", url, "--token", w.at.token, "--kind", "mint", "--to", w.bob.address];
    const mint = [...movement, "--amount", "5"];
    const answer = async (node: Node, code: number, ...args: readonly string[]) => {
      const { out } = await must(code, "npx", ["--no-install", "weighbridge", ...args, "--json"], {
        cwd: folder,
        node,
      });
      return JSON.parse(out) as Readonly<Record<string, unknown>>;
    };
    for (const node of nodes)
      hold((await answer(node, 0, "check", ...mint))["allowed"] === true, "check did not allow");

    await enforceRulebook(w, parseRulebook(JSON.parse(readFileSync(join(folder, RULEBOOK), "utf8"))));
    for (const node of nodes) {
      hold((await answer(node, 3, "check", ...mint))["allowed"] === false, "check did not refuse");
      const explained = JSON.stringify(await answer(node, 3, "explain", ...mint, "--rulebook", RULEBOOK));
      hold(explained.includes("citation"), `explain gave no citation: ${explained.slice(0, 500)}`);
      await answer(node, 3, "headroom", ...movement);
      await answer(node, 0, "compile", RULEBOOK);
    }
  } finally {
    await close();
  }
}
