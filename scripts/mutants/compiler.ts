// A process that compiles what it is told, and answers with what solc says (scripts/mutants/compileApart.ts).
import type { Told } from "./compileApart.js";
import { compile } from "./solc.js";

process.on("message", ({ sources, selection, settings }: Told) =>
  process.send?.(compile(sources, selection, settings)),
);
process.on("disconnect", () => process.exit());
