import { globSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { TaskArguments } from "hardhat/types/tasks";
import Mocha from "mocha";

/** The files that take longest, the longest first, so that none of them is the last, on which one process works alone. */
export const FIRST: readonly string[] = [
  "test/sdk/cli/applyKilled.test.ts",
  "test/sdk/cli/demo.test.ts",
  "test/contracts/programs-malformed.test.ts",
  "test/contracts/programs.test.ts",
  "test/contracts/restricted.test.ts",
  "test/differential/headroom.test.ts",
  "test/differential/differential.test.ts",
  "test/contracts/trace.test.ts",
  "test/contracts/invariants/invariants-random.test.ts",
  "test/toolchain/solc.test.ts",
  "test/sdk/change/drift.test.ts",
  "test/contracts/views.test.ts",
  "test/contracts/books-random.test.ts",
  "test/sdk/register/impactOnChain.test.ts",
];

type Result = { readonly value?: Summed; readonly error?: Summed };
type Summed = { readonly summary: { passed: number; skipped: number } };

/**
 * `hardhat test mocha` where files run beside each other: hands mocha the files that hold tests, the longest first, and does not import them all in
 * the process that only waits for the others. There it was to know how many tests there are, which is counted as they end.
 */
export default async function testMocha(
  parameters: TaskArguments,
  { config }: HardhatRuntimeEnvironment,
  runSuper: (parameters: TaskArguments) => Promise<Result>,
): Promise<Result> {
  if (config.test.mocha.parallel !== true) return runSuper(parameters);
  const testFiles = parameters["testFiles"] as readonly string[];
  const files = testFiles.length > 0 ? testFiles : globSync("**/*.test.ts", { cwd: config.paths.tests.mocha }).sort();
  const base = testFiles.length > 0 ? process.cwd() : config.paths.tests.mocha;
  const rank = (file: string) => {
    const index = FIRST.indexOf(relative(config.paths.root, file).replaceAll("\\", "/"));
    return index < 0 ? FIRST.length : index;
  };
  const ordered = files.map((file) => resolve(base, file)).sort((one, other) => rank(one) - rank(other));

  Mocha.prototype.loadFilesAsync = () => Promise.resolve();
  const run = Mocha.prototype.run;
  const counted = { passed: 0, skipped: 0 };
  Mocha.prototype.run = function (done) {
    const runner = run.call(this, done);
    return runner.on("pass", () => counted.passed++).on("pending", () => counted.skipped++);
  };
  const result = await runSuper({ ...parameters, testFiles: ordered });
  Object.assign((result.value ?? result.error)?.summary ?? {}, counted);
  return result;
}
