import type { Command } from "commander";
import type { Address } from "viem";
import { drift, type DriftReport, type Expected } from "../change/index.js";
import { FileInvalidError, type Issue } from "../errors/index.js";
import type { BlockRef } from "../reader/index.js";
import { dayOf, hashRulebook, type Rulebook, type Scheme, schemeNamed } from "../rulebook/index.js";
import { moment } from "../verdict/words.js";
import { parseAsOf } from "./compile.js";
import { EXIT } from "./exitCode.js";
import { expectedOf, readExpected } from "./expectedFile.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { nodeReader } from "./nodeReader.js";
import { type Page, pageOf } from "./page.js";
import { placeOptions, projectOf } from "./project/fromProject.js";
import type { ProjectEnvironment } from "./project/readProject.js";
import { packsOf } from "./packsOf.js";
import { readRulebook } from "./readFiles.js";
import type { Outcome } from "./run.js";
import { parseAddress, parseBlock, parseBlockNumber, several } from "./values.js";

type DriftOptions = {
  readonly rpcUrl: string;
  readonly token: Address;
  readonly rulebook: string;
  readonly pack: readonly string[];
  readonly asOf?: bigint;
  readonly expected?: string;
  readonly fromBlock?: bigint;
  readonly block: BlockRef;
  readonly json: boolean;
};

export function addDrift(program: Command, io: Io, outcome: Outcome): void {
  placeOptions(program.command("drift"), parseAddress("--token"), ["rpcUrl", "token", "rulebook"])
    .description("find where the chain is otherwise than the rulebook and your own words want it (exit code 3)")
    .option("--rulebook <file>", "the rulebook that should be in force; left out: the project's")
    .option("--pack <file>", "a pack that the rulebook refers to; may be given several times", several, [])
    .option("--as-of <date>", "what is in force then is wanted; default: at the time of the block", parseAsOf)
    .option("--expected <file>", "who should have which role, and what else should be so: docs/drift.md")
    .option(
      "--from-block <number>",
      "a block before which neither manager nor registry was there; default: 0",
      parseBlockNumber("--from-block"),
    )
    .option("--block <block>", "number, hash, latest, safe or finalized", parseBlock, "latest")
    .option("--json", "print one JSON value", false)
    .action(
      async ({ rulebook: path, pack, expected: file, rpcUrl, json, ...options }: DriftOptions, command: Command) => {
        const rulebook = readRulebook(path);
        const packs = packsOf([rulebook], pack);
        // A rulebook that was read names a scheme that is shipped.
        const scheme = schemeNamed(rulebook.scheme) as Scheme;
        const expected = file === undefined ? ofProject(projectOf(command), scheme) : readExpected(file, scheme);
        const reader = nodeReader(rpcUrl, io);
        const report = await drift(reader, { ...options, rulebook, packs, expected });
        const { at, differences, compiledOn } = report;
        io.out(
          json
            ? jsonText({
                ...{ format: "weighbridge.drift/1", token: options.token, rulebook: hashRulebook(rulebook) },
                ...{ at, compiledOn: compiledOn === null ? null : Number(compiledOn), differences },
              })
            : driftPage(report, options.token, rulebook, pageOf(io)),
        );
        if (differences.length > 0) outcome.exitCode = EXIT.no;
      },
    );
}

/** What the project expects, if it says where the token is. */
function ofProject(environment: ProjectEnvironment | undefined, scheme: Scheme): Expected | undefined {
  if (environment === undefined) return undefined;
  const { path, name, engine, manager, registryAuthority, notice, roles, registrars } = environment;
  const { attesters, roots, next, operations } = environment;
  const written = { engine, manager, registryAuthority, notice, roles, registrars, attesters, roots, next, operations };
  const fail = (issues: readonly Issue[]) => {
    const places = issues.map((one) => ({ ...one, path: `environments.${name}.${one.path}` }));
    return new FileInvalidError({ path, what: "a project of Weighbridge", issues: places });
  };
  return expectedOf(written, scheme, fail);
}

function driftPage(
  { at, differences, compiledOn }: DriftReport,
  token: Address,
  rulebook: Rulebook,
  page: Page,
): string {
  const none = differences.length === 0;
  const sameRulebook = "The program in force is of this very rulebook, compiled as of another day:";
  return [
    page.rule(),
    page.ends("WEIGHBRIDGE", none ? "NO DRIFT" : `DRIFT (${differences.length})`, none ? "green" : "red"),
    page.rule(),
    page.text(rulebook.title),
    page.field("rulebook", hashRulebook(rulebook)),
    page.field("token", token),
    page.field("seen at", `block ${at.number} of chain ${at.chainId}, ${moment(at.time)}`),
    page.rule(),
    ...differences.flatMap(({ path, wanted, found }) => [
      `${page.paint("red", "≠")} ${page.paint("bold", path)}`,
      page.field("wanted", wanted ?? "nothing", 2),
      page.field("found", found ?? "nothing", 2),
    ]),
    ...(none ? [page.text("Everything that is compared is as it should be.")] : []),
    ...(compiledOn === null ? [] : ["", page.text(`${sameRulebook} --as-of ${dayOf(compiledOn)} gives it.`)]),
    "",
  ].join("\n");
}
