import { availableParallelism } from "node:os";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatEthersChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import { defineConfig, overrideTask } from "hardhat/config";

/**
 * How often the optimizer expects each opcode to run over a contract's life: a token is called far more often than deployed. At 10,000 a transfer costs
 * 0.1 % less, and the engine's other half is 3.4 kB larger, above what a contract may have.
 */
const OPTIMIZER_RUNS = 800;

/** Cases of each fuzz test; `npm run nightly` raises them. */
const FUZZ_RUNS = Number(process.env["FUZZ_RUNS"] ?? 256);

export default defineConfig({
  plugins: [hardhatEthers, hardhatEthersChaiMatchers, hardhatMocha, hardhatNetworkHelpers, hardhatTypechain],
  paths: {
    sources: ["contracts", "test/contracts"],
    tests: { solidity: "test/solidity", mocha: "test" },
  },
  // One compiler profile: what is tested is what is released.
  solidity: {
    version: "0.8.37",
    path: import.meta.dirname + "/scripts/solc.cjs",
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
    settings: {
      viaIR: true,
      optimizer: { enabled: true, runs: OPTIMIZER_RUNS },
      evmVersion: "cancun",
      metadata: { bytecodeHash: "none" },
    },
  },
  networks: {
    // The in-process chain that is used unless another is named keeps the real caps on gas and code size.
    default: { type: "edr-simulated" },
  },
  tasks: [
    overrideTask(["test", "mocha"])
      .setAction(() => import("./scripts/hardhat/testMocha.js"))
      .build(),
  ],
  typechain: { outDir: "types", tsNocheck: true },
  test: {
    // A correctness test has no time limit of its own. Every file has its own chain, so files run beside each other, in one process for each core.
    mocha: { timeout: 0, parallel: true, jobs: availableParallelism() },
    solidity: {
      fuzz: { runs: FUZZ_RUNS },
    },
  },
});
