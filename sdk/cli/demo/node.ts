import { CommandUsageError } from "../../errors/index.js";
import type { Reader } from "../../reader/index.js";
import type { Io } from "../io.js";
import { nodeReader } from "../nodeReader.js";
import { PACKAGE } from "../creationCode.js";

export type Node = {
  readonly reader: Reader;
  readonly close: () => Promise<void>;
};

/** Of Node.js, on which Hardhat's chain runs: major, minor. */
const OLDEST_NODE = [22, 13] as const;

const USAGE = "npm install --save-dev hardhat, or weighbridge demo --rpc-url URL";

/** A node to play on: the one at `rpcUrl`, or a chain within this process. */
export async function openNode(rpcUrl: string | undefined, io: Io): Promise<Node> {
  if (rpcUrl !== undefined) return { reader: nodeReader(rpcUrl, io), close: () => Promise.resolve() };
  if (isTooOld(process.versions.node)) {
    throw new CommandUsageError({
      fact: `The demo plays on a chain within this process, for which Node.js ${process.versions.node} is too old: it needs ${OLDEST_NODE.join(".")}.`,
      usage:
        "weighbridge demo --rpc-url URL, or, on a newer Node.js, npm install --save-dev hardhat, then weighbridge demo",
    });
  }
  const { createHardhatRuntimeEnvironment } = await import("hardhat/hre").catch((cause: unknown) => {
    const missing = (cause as { readonly code?: unknown }).code === "ERR_MODULE_NOT_FOUND";
    const why = missing ? "that is not installed" : "that does not start here";
    throw new CommandUsageError({
      fact: `The demo plays on a chain within this process, which the package hardhat brings, and ${why}.`,
      usage: USAGE,
      cause,
    });
  });
  const hre = await createHardhatRuntimeEnvironment({ networks: { demo: { type: "edr-simulated" } } }, {}, PACKAGE);
  const { provider, close } = await hre.network.create("demo");
  return { reader: provider, close };
}

/** @param version As "22.13.0". */
export function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}
