import { appendFileSync } from "node:fs";
import { FileInaccessibleError } from "../../errors/index.js";
import { pin } from "../../reader/index.js";
import { EXIT, type ExitCode } from "../exitCode.js";
import type { Io } from "../io.js";
import { jsonText } from "../json.js";
import { writeText } from "../readFiles.js";
import { amend } from "./amendment.js";
import type { DemoOptions } from "./command.js";
import { openNode } from "./node.js";
import { type Offering, readOffering, readPlayers } from "./offerings.js";
import { plant } from "./planting.js";
import { play } from "./play.js";
import { reportOf } from "./report.js";
import { openSender } from "./sender.js";
import { setStage, type StagedToken } from "./stage.js";
import { story } from "./story.js";

/** Folders of the worked offerings, and the symbols of their tokens; the first is told at length. */
const OFFERINGS = [
  ["private-fund", "WBF"],
  ["startup-506b", "WBS"],
  ["crowdfunding", "WBC"],
] as const;
/** Every run makes the same attempts, as far as the chain lets it. */
const SEED = 2026;

/**
 * Plays the whole walk on a chain within this process, or on a node: deploys, enrols, and weighs movements of three offerings, asking first and
 * trying then. Prints the story on stdout or, with `json`, one JSON value; progress goes to stderr.
 *
 * @returns 0 if everything was shown and every answer agreed with what the chain did; 1 if not.
 */
export async function runDemo({ rpcUrl, log, json }: DemoOptions, io: Io): Promise<ExitCode> {
  const progress = (words: string) => io.err(`demo: ${words}\n`);
  if (log !== undefined) writeText(log, "");
  const { reader, close } = await openNode(rpcUrl, io);
  try {
    const { chainId, time } = await pin(reader, {});
    const offerings = OFFERINGS.map(([folder, symbol]) => readOffering(folder, symbol, time));
    const [{ program }] = offerings as [Offering, ...Offering[]];
    const players = readPlayers(program.scheme);
    const sender = await openSender(reader, chainId);
    const stage = await setStage({ reader, sender, offerings, players, scheme: program.scheme, progress });
    const played = await play({ reader, sender, stage, seed: SEED, progress });
    if (log !== undefined)
      writeLines(
        log,
        played.attempts.map(({ line }) => JSON.stringify(line)),
      );
    const [fund] = stage.tokens as readonly [StagedToken, ...StagedToken[]];
    progress(`${fund.name}: another least holding, from its impact to the day it is in force`);
    const amendment = await amend({ reader, sender, stage }, fund);
    progress(`${fund.name}: changes behind the issuer's back, and what drift finds of them`);
    const planting = await plant({ reader, sender, stage }, fund, amendment);
    const report = reportOf({ played, amendment, planting, stage, chainId });
    io.out(json ? jsonText(report) : story(report, stage, io));
    return report.ok ? EXIT.done : EXIT.fault;
  } finally {
    await close();
  }
}

function writeLines(path: string, lines: readonly string[]): void {
  try {
    appendFileSync(path, lines.map((line) => `${line}\n`).join(""));
  } catch (cause) {
    throw new FileInaccessibleError({ path, act: "written", cause });
  }
}
