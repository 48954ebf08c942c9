// The whole test suite with many more fuzz cases than `npm test` has time for.
import { spawnSync } from "node:child_process";

const { status } = spawnSync("hardhat", ["test", ...process.argv.slice(2)], {
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { FUZZ_RUNS: "20000", INVARIANT_RUNS: "2000", ...process.env },
});
process.exit(status ?? 1);
