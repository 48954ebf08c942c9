// Makes Hardhat run where npm left it incomplete. Called at the head of `test`, `start`, `build` and everything else that uses Hardhat.
//
// Hardhat needs Node.js 22.13 or newer, and npm on an older one leaves out the native binary of EDR, Hardhat's chain. Neither is brought by an install
// script (`.npmrc` keeps those off), so this script fetches what is missing from the npm registry into node_modules/.toolchain, which later
// `npm install`s leave alone, and puts it where npm and EDR look: node_modules/.bin/node and node_modules/@nomicfoundation/edr/.
// It does nothing, in a few milliseconds, where nothing is missing, or where Hardhat is not installed (`npm ci --omit=dev`). Nothing goes to stdout.
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_VERSION = "24.21.0";
const OLDEST_NODE = { major: 22, minor: 13 };

const modules = join(dirname(dirname(fileURLToPath(import.meta.url))), "node_modules");
const home = join(modules, ".toolchain");
const edr = join(modules, "@nomicfoundation", "edr");
const windows = process.platform === "win32";

if (!existsSync(join(modules, "hardhat")) || !existsSync(edr)) process.exit(0);

/** @param {string} folder */
const versionOf = (folder) => {
  const file = join(folder, "package.json");
  return existsSync(file) ? String(JSON.parse(readFileSync(file, "utf8")).version) : undefined;
};

/** @type {(sentence: string) => never} */
const fail = (sentence) => {
  process.stderr.write(`toolchain: ${sentence}\n`);
  process.exit(1);
};

/** EDR's name for this platform: linux-x64-gnu, darwin-arm64, win32-x64-msvc. */
const target = () => {
  if (windows) return `win32-${process.arch}-msvc`;
  if (process.platform !== "linux") return `${process.platform}-${process.arch}`;
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } } | undefined} */ (process.report?.getReport());
  return `linux-${process.arch}-${report?.header?.glibcVersionRuntime === undefined ? "musl" : "gnu"}`;
};

// The binary first. npm brings it by itself on a new Node.js; ours lies in EDR's own folder, with the version it belongs to beside it.
const edrVersion = versionOf(edr) ?? fail("node_modules/@nomicfoundation/edr has no package.json; run `npm ci` again.");
const edrTarget = target();
const edrPackage = `@nomicfoundation/edr-${edrTarget}`;
const binary = join(edr, `edr.${edrTarget}.node`);
const stamp = `${binary}.version`;
const ownBinary = existsSync(binary) && existsSync(stamp) && readFileSync(stamp, "utf8") === edrVersion;
const edrMissing = !ownBinary && versionOf(join(modules, edrPackage)) !== edrVersion;

// The version second. Only an old Node.js needs a newer one linked; the linked one is a new one, so it never asks for itself.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const oldNode = major < OLDEST_NODE.major || (major === OLDEST_NODE.major && minor < OLDEST_NODE.minor);
const nodePackage = `node-${windows ? "win" : process.platform}-${process.arch}`;
const fetchedNode = join(home, "node_modules", nodePackage, "bin", windows ? "node.exe" : "node");
const link = join(modules, ".bin", windows ? "node.exe" : "node");
const nodeMissing = oldNode && !existsSync(link);

if (!edrMissing && !nodeMissing) process.exit(0);

const wanted = [];
if (edrMissing && versionOf(join(home, "node_modules", edrPackage)) !== edrVersion)
  wanted.push(`${edrPackage}@${edrVersion}`);
if (nodeMissing && !existsSync(fetchedNode)) wanted.push(`${nodePackage}@${NODE_VERSION}`);

if (wanted.length > 0) {
  const npm = process.env["npm_execpath"];
  if (npm === undefined || !/npm-cli\.c?js$/.test(npm)) {
    fail(
      "something Hardhat needs is missing and npm is not there to fetch it; call this through npm: `npm run toolchain`.",
    );
  }
  process.stderr.write(`toolchain: fetching ${wanted.join(" and ")}\n`);
  mkdirSync(home, { recursive: true });
  // A manifest of its own keeps npm from looking for a project further up; what was fetched before stays.
  const manifest = join(home, "package.json");
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const { status } = spawnSync(
    process.execPath,
    [
      npm,
      "install",
      ...[
        "--prefix",
        home,
        "--save-exact",
        "--no-package-lock",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
      ],
      // The caller's own flags reach us through the environment; none of these may hold here.
      ...[
        "--no-global",
        "--no-dry-run",
        "--no-engine-strict",
        "--no-workspaces",
        "--save",
        "--include=prod",
        "--include=optional",
      ],
      ...wanted,
    ],
    { stdio: ["ignore", 2, 2], cwd: home },
  );
  if (status !== 0) fail(`npm could not fetch ${wanted.join(" and ")}; its own words are above.`);
}

if (edrMissing) {
  // By another name first, so that an interrupted copy is never taken for the binary; the stamp comes last.
  copyFileSync(join(home, "node_modules", edrPackage, `edr.${edrTarget}.node`), `${binary}.partial`);
  renameSync(`${binary}.partial`, binary);
  writeFileSync(stamp, edrVersion);
}

if (nodeMissing) {
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  if (windows) copyFileSync(fetchedNode, link);
  else symlinkSync(join("..", ".toolchain", "node_modules", nodePackage, "bin", "node"), link);
  const { status } = spawnSync(link, ["--version"], { stdio: "ignore" });
  if (status !== 0)
    fail(
      `the fetched Node.js ${NODE_VERSION} does not run here; install Node.js ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or newer yourself.`,
    );
}
