#!/usr/bin/env node
import { processIo } from "./io.js";
import { EXIT } from "./exitCode.js";
import { run } from "./run.js";

const io = processIo();
// Whoever reads the output may stop early, as `head` does.
process.stdout.on("error", () => process.exit(EXIT.done));

const code = await run(process.argv.slice(2), io);
// Whoever interrupts does not wait for what is on its way.
if (code === EXIT.interrupted) process.exit(code);
process.exitCode = code;
