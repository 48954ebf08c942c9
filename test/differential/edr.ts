import {
  type Artifact,
  CollectStackTraces,
  EdrContext,
  FsAccessPermission,
  IncludeTraces,
  L1_CHAIN_TYPE,
  l1GenesisState,
  l1HardforkFromString,
  l1SolidityTestRunnerFactory,
} from "@nomicfoundation/edr";
import type { Hex } from "viem";

/** A compiled contract. */
export type Code = { readonly abi: unknown; readonly bytecode: Hex; readonly deployedBytecode: Hex };
/** A contract by the name and the file under which tests ask for it. */
export type Named = Code & { readonly name: string; readonly file: string };
export type RunTests = {
  readonly contracts: readonly Named[];
  /** Which of them are tests. */
  readonly isTest: (name: string) => boolean;
  /** Where tests may read and write files. */
  readonly folder: string;
  /** What `block.coinbase` is. */
  readonly coinbase: number;
  /** Runs of each fuzz test, always from the same seed. */
  readonly runs: number;
  /** What one test may use; left out: as much as it likes. Code that runs in circles then never ends. */
  readonly gas?: bigint | undefined;
  /** Tests whose names contain this are left out: of one that fails EDR makes a trace, for which a long one has not the memory. */
  readonly except?: string | undefined;
};
/** A test that did not succeed. */
export type Failed = { readonly name: string; readonly reason: string };

const HARDFORK = "Cancun";
const NO_LIMIT = 2n ** 62n;
const SEED = "0x01";

// There may be one in a process.
let context: Promise<EdrContext> | undefined;

async function newContext(): Promise<EdrContext> {
  const made = new EdrContext();
  await made.registerSolidityTestRunnerFactory(L1_CHAIN_TYPE, l1SolidityTestRunnerFactory());
  return made;
}

/** Runs Solidity tests by EDR's test runner, without Hardhat: on code from anywhere, with no trace of what is executed. */
export async function runTests({
  contracts,
  isTest,
  folder,
  coinbase,
  runs,
  gas = NO_LIMIT,
  except,
}: RunTests): Promise<readonly Failed[]> {
  context ??= newContext();
  const artifacts = contracts.map(artifactOf);
  const tests = artifacts.map(({ id }) => id).filter(({ name }) => isTest(name));
  const failed: Failed[] = [];
  let told = 0;
  let tell: () => void = () => undefined;
  // EDR may say that it has run all before it says how the last ones went.
  const allTold = new Promise<void>((resolve) => (tell = resolve));
  await (
    await context
  ).runSolidityTests(
    L1_CHAIN_TYPE,
    artifacts,
    tests,
    {
      projectRoot: folder,
      hardfork: HARDFORK,
      fsPermissions: [{ access: FsAccessPermission.DangerouslyReadWriteDirectory, path: folder }],
      blockCoinbase: Buffer.from(coinbase.toString(16).padStart(40, "0"), "hex"),
      gasLimit: gas,
      blockGasLimit: gas,
      disableBlockGasLimit: true,
      disableTransactionGasCap: true,
      collectStackTraces: CollectStackTraces.OnFailure,
      includeTraces: IncludeTraces.None,
      localPredeploys: l1GenesisState(l1HardforkFromString(HARDFORK)),
      fuzz: { runs, seed: SEED },
      ...(except === undefined ? {} : { excludeTestPattern: except }),
    },
    {},
    ({ testResults }) => {
      for (const { name, reason, status } of testResults)
        if (status !== "Success") failed.push({ name, reason: `${status}, ${reason ?? "no reason"}` });
      if (++told === tests.length) tell();
    },
  );
  if (tests.length > 0) await allTold;
  return failed;
}

function artifactOf({ name, file, abi, bytecode, deployedBytecode }: Named): Artifact {
  const id = { name, source: file, solcVersion: "0.8.37" };
  const links = { linkReferences: {}, deployedLinkReferences: {} };
  return { id, contract: { abi: JSON.stringify(abi), bytecode, deployedBytecode, ...links } };
}
