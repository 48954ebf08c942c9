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

    // A plan of another program for a token that is there, and of everything for one that is not: by the creation code in the package.
    const started = ["init", "--rulebook", RULEBOOK, "--rpc-url", url, "--force", "--project"];
    const deployed = ["--name", "Fund", "--symbol", "FND", "--admin", w.admin.address];
    for (const node of nodes)
      for (const [project, what, least] of [
        ["there.json", ["--token", w.at.token], 2],
        ["new.json", deployed, 10],
      ] as const) {
        await answer(node, 0, ...started, project, ...what);
        const { steps } = (await answer(node, 0, "plan", "--project", project)) as {
          readonly steps: readonly unknown[];
        };
        hold(steps.length >= least, `plan found ${steps.length} steps, and not ${least}`);
      }

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
