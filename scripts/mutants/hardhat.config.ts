import { join } from "node:path";
import base from "../../hardhat.config.js";

// The project's configuration for one mutant: other artifacts, and the mutant's number as the coinbase. Woven code is larger and takes more gas.
const folder = process.env["WEIGHBRIDGE_ARTIFACTS"] ?? "artifacts";
const coinbase = process.env["WEIGHBRIDGE_COINBASE"] ?? `0x${"00".repeat(20)}`;

export default {
  ...base,
  paths: { ...base.paths, artifacts: folder },
  networks: {
    ...base.networks,
    default: {
      type: "edr-simulated",
      coinbase,
      allowUnlimitedContractSize: true,
      transactionGasCap: false,
      blockGasLimit: 30_000_000n,
    },
  },
  test: { ...base.test, mocha: { timeout: 0, reporter: join(import.meta.dirname, "reporter.cjs") } },
} as typeof base;
