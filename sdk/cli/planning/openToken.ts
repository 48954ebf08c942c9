import type { Address } from "viem";
import { securityTokenAbi } from "../../abis/index.js";
import { type ChosenSigners, observe, type Observed } from "../../change/index.js";
import { TOKEN } from "../../check/engine.js";
import type { Reader } from "../../reader/index.js";
import type { Io } from "../io.js";
import { openProject, type ProjectOptions, signerAddresses } from "../project/openProject.js";
import type { ProjectEnvironment } from "../project/readProject.js";
import { requireToken } from "./requireToken.js";

/** A project's token, as it is now, and who signs for it. */
export type OpenToken = {
  readonly environment: ProjectEnvironment & { readonly token: Address };
  readonly reader: Reader;
  readonly observed: Observed;
  readonly signers: ChosenSigners;
  /** What reads from the token, on the block that was observed, have in common. */
  readonly ofToken: ReturnType<typeof readsOf>;
};

const readsOf = ({ at, token }: Observed) => ({ at, abi: securityTokenAbi, address: token, wanted: TOKEN }) as const;

/** Reads the project that the options name, and what the chain says of its token. */
export async function openToken(options: ProjectOptions, io: Io): Promise<OpenToken> {
  const { environment: some, reader } = openProject(options, io);
  const environment = requireToken(some);
  const { token, chainId, engine, fromBlock } = environment;
  const observed = await observe(reader, { token, engine, fromBlock, chainId });
  return { environment, reader, observed, signers: signerAddresses(environment, io), ofToken: readsOf(observed) };
}
