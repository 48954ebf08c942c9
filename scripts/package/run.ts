import { spawn } from "node:child_process";
import { delimiter, dirname, sep } from "node:path";

/** A Node.js to run on: its executable, first in PATH. */
export type Node = { readonly version: string; readonly path: string };
export type Ran = { readonly code: number; readonly out: string; readonly err: string };
export type RunOptions = { readonly cwd: string; readonly node?: Node | undefined };

// Nothing of the npm that runs this script may reach the inner ones: not its Node.js (node_modules/.bin comes first in PATH), not its settings.
const OUTER = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes(`node_modules${sep}`));
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|NODE$|NODE_OPTIONS$|INIT_CWD$)/.test(name)),
);

/** Runs a command while this process goes on serving its chain. */
export function run(command: string, args: readonly string[], { cwd, node }: RunOptions): Promise<Ran> {
  const path = [...(node === undefined ? [] : [dirname(node.path)]), ...OUTER].join(delimiter);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...ENVIRONMENT, PATH: path },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (part: Buffer) => (out += part.toString()));
    child.stderr.on("data", (part: Buffer) => (err += part.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, out, err }));
  });
}

/** Runs a command that must end with this code, and says how long it took. Returns what it printed on stdout. */
export async function must(code: number, command: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  const started = performance.now();
  const ran = await run(command, args, options);
  const line = [command, ...args].join(" ").replaceAll(/\s+/g, " ").slice(0, 110);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`  ${seconds.padStart(5)} s  ${options.node === undefined ? "" : `[${options.node.version}] `}${line}`);
  if (ran.code !== code) {
    const output = `${ran.out.slice(-3000)}\n${ran.err.slice(-3000)}`;
    throw new Error(`\`${line}\` in ${options.cwd} ended with ${ran.code}, not ${code}:\n${output}`);
  }
  return ran;
}

/** Fails with this sentence unless something holds. */
export function hold(condition: boolean, sentence: string): void {
  if (!condition) throw new Error(sentence);
}
