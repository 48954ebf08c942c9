#!/usr/bin/env node
import { processIo } from "./io.js";
import { EXIT } from "./exitCode.js";
import { run } from "./run.js";

// `on`, not `once`: a second Ctrl-C while the first still ends the process must not kill it with another code.
process.on("SIGINT", () => process.exit(EXIT.interrupted));
// Whoever reads the output may stop early, as `head` does.
process.stdout.on("error", () => process.exit(EXIT.done));

process.exitCode = await run(process.argv.slice(2), processIo());
