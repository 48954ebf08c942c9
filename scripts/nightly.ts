// The whole test suite with many more fuzz cases than `npm test` has time for; then, unless test files were named, the fuzzer on a seed of the day, a large
// sample of mutants, the machine proofs, the page of an audit in Chromium, a fresh clone, and the package with all that may be installed beside it.
import { spawnSync } from "node:child_process";

const files = process.argv.slice(2);

function run(command: string, ...args: readonly string[]): void {
  const { status } = spawnSync(command, args, {
    stdio: "inherit",
    shell: process.platform === "win32",
    env: {
      FUZZ_RUNS: "20000",
      INVARIANT_RUNS: "300",
      AGREEMENT_CASES: "2000",
      DIFFERENTIAL_CASES: "40000",
      HEADROOM_CASES: "60000",
      VAULT_STEPS: "4000",
      LEVERAGE_OPERATIONS: "100000",
      POSITION_OPERATIONS: "100000",
      CLOSURE_GRAPHS: "5000",
      DEMO_RUNS: "2",
      APPLY_KILLS: "all",
      ...process.env,
    },
  });
  if (status !== 0) process.exit(status ?? 1);
}

run("hardhat", "build", "--no-tests", "--quiet");
run("hardhat", "test", ...files);
if (files.length === 0) {
  const day = String(Math.floor(Date.now() / 86_400_000));
  run("npm", "run", "--silent", "fuzz", "--", "--cases", "1000000", "--seed", day);
  run("npm", "run", "--silent", "mutants", "--", "--sample", "200", "--seed", day, "--all");
  run("npm", "run", "--silent", "prove");
  run("npm", "run", "--silent", "test:browser");
  run("npm", "run", "--silent", "test:install");
  run("npm", "run", "--silent", "build");
  run("npm", "run", "--silent", "test:package", "--", "--whole");
}
