import { CommandUsageError } from "../../errors/index.js";
import type { Reader } from "../../reader/index.js";
import type { Io } from "../io.js";
import { nodeReader } from "../nodeReader.js";
import { PACKAGE } from "../package.js";

export type Node = {
  readonly reader: Reader;
  readonly close: () => Promise<void>;
};

/** A node to play on: the one at `rpcUrl`, or a chain within this process. */
export async function openNode(rpcUrl: string | undefined, io: Io): Promise<Node> {
  if (rpcUrl !== undefined) return { reader: nodeReader(rpcUrl, io), close: () => Promise.resolve() };
  const { createHardhatRuntimeEnvironment } = await import("hardhat/hre").catch((cause: unknown) => {
    const fact =
      "The demo plays on a chain within this process, which the package hardhat brings, and that is not installed.";
    throw new CommandUsageError({
      fact,
      usage: "npm install --save-dev hardhat, or weighbridge demo --rpc-url URL",
      cause,
    });
  });
  const hre = await createHardhatRuntimeEnvironment({ networks: { demo: { type: "edr-simulated" } } }, {}, PACKAGE);
  const { provider, close } = await hre.network.create("demo");
  return { reader: provider, close };
}
