import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import type { Reader } from "../../sdk/reader/index.js";
import { openNode } from "../../sdk/cli/demo/node.js";
import type { Io } from "../../sdk/cli/io.js";

export type BenchNode = { readonly reader: Reader; readonly close: () => Promise<void> };

/** Milliseconds until anvil answers, or does not. */
const PATIENCE = 20_000;

/** Hardhat's chain in this process. */
export const hardhatNode = (io: Io): Promise<BenchNode> => openNode(undefined, io);

/**
 * An anvil of the package `@foundry-rs/anvil` or of the path, over http.
 *
 * @returns Why there is none, if there is none.
 */
export async function anvilNode(io: Io): Promise<BenchNode | string> {
  const port = await freePort();
  const options = ["--port", String(port), "--silent", "--gas-limit", "60000000"];
  const packaged = ofPackage();
  const child =
    packaged === undefined
      ? spawn("anvil", options, { stdio: "ignore" })
      : spawn(process.execPath, [packaged, ...options], { stdio: "ignore" });
  let gone: string | undefined;
  child.once("error", ({ message }) => (gone = `no anvil: ${message}`));
  child.once("exit", (code) => (gone ??= `anvil ended with exit code ${code}`));
  const { reader } = await openNode(`http://127.0.0.1:${port}`, io);
  const until = Date.now() + PATIENCE;
  while (gone === undefined && Date.now() < until) {
    const answers = await reader.request({ method: "eth_chainId" }).then(
      () => true,
      () => false,
    );
    if (answers) return { reader, close: () => end(child) };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await end(child);
  return gone ?? "anvil does not answer";
}

function ofPackage(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve("@foundry-rs/anvil/bin.mjs");
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await ended;
}
