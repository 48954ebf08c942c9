// npm's `prepare`: a git install runs it, and would otherwise yield a package without dist. Where the tools to build are not installed
// (`npm ci --omit=dev`) or the package is already built (a published one has no scripts to run), there is nothing to do.
// `.npmrc` keeps every script of `npm ci` off inside the repository, so there `npm run build` is called by hand.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const missing = ["hardhat", "typescript", "tsx"].filter((tool) => !existsSync(join(root, "node_modules", tool)));
if (missing.length > 0) process.exit(0);

const npm = process.env["npm_execpath"];
if (npm === undefined) {
  process.stderr.write("prepare: call this through npm: `npm run prepare`.\n");
  process.exit(1);
}
const { status } = spawnSync(process.execPath, [npm, "run", "--silent", "build"], {
  cwd: root,
  stdio: ["ignore", 2, 2],
});
process.exit(status ?? 1);
