import { expect } from "chai";
import { Linter } from "eslint";
import tseslint from "typescript-eslint";
import { folderOrder } from "../../scripts/lint/folder-order.mjs";
import { noClients } from "../../scripts/lint/no-clients.mjs";
import { SDK_FOLDERS } from "../../scripts/lint/sdk-folders.mjs";

const linter = new Linter();

/** The messages of one rule for a sample that lies at `file`. */
function lint(rule: "folder-order" | "no-clients", file: string, code: string): string[] {
  const found = linter.verify(
    code,
    [
      {
        files: ["**/*.ts"],
        languageOptions: { parser: tseslint.parser as Linter.Parser },
        plugins: { weighbridge: { rules: { "folder-order": folderOrder, "no-clients": noClients } } },
        rules: { [`weighbridge/${rule}`]: "error" },
      },
    ],
    { filename: file },
  );
  return found.map(({ message }) => message);
}

describe("lint rule folder-order", () => {
  const order = (file: string, code: string) => lint("folder-order", file, code);

  it("default: a folder imports from the folders above it and from its own", () => {
    expect(order("sdk/check/checkTransfer.ts", 'import { pin } from "../reader/pin.js";')).to.deep.equal([]);
    expect(order("sdk/check/checkTransfer.ts", 'import { remedy } from "./remedy.js";')).to.deep.equal([]);
    expect(order("sdk/rulebook/us/rule144.ts", 'import { BaseError } from "../../errors/BaseError.js";')).to.deep.equal(
      [],
    );
  });

  it("behavior: an import from below names both folders", () => {
    const [message, ...more] = order("sdk/rulebook/parse.ts", 'import { compile } from "../program/compile.js";');
    expect(message).to.match(/^sdk\/rulebook\/ may not import from sdk\/program\//);
    expect(more).to.deep.equal([]);
  });

  it("behavior: every pair of folders is held to the one list", () => {
    SDK_FOLDERS.forEach((from, i) => {
      SDK_FOLDERS.forEach((to, j) => {
        const allowed = j <= i || from === "cli";
        const messages = order(`sdk/${from}/a.ts`, `import { b } from "../${to}/b.js";`);
        expect(messages.length, `${from} -> ${to}`).to.equal(allowed ? 0 : 1);
      });
    });
  });

  it("behavior: types, re-exports, import() and import types count", () => {
    for (const code of [
      'import type { Plan } from "../change/plan.js";',
      'export { plan } from "../change/plan.js";',
      'export * from "../change/index.js";',
      'const plan = await import("../change/plan.js");',
      'export type P = import("../change/plan.js").Plan;',
      'import { plan } from "weighbridge/change";',
    ]) {
      expect(order("sdk/check/a.ts", code), code).to.have.length(1);
    }
  });

  it("behavior: nothing imports the entry file, and the entry file imports all but the command line", () => {
    expect(order("sdk/check/a.ts", 'import { x } from "../index.js";')[0]).to.contain("sdk/index.js");
    expect(order("sdk/index.ts", 'export * from "./ethers/index.js";')).to.deep.equal([]);
    expect(order("sdk/index.ts", 'export * from "./cli/main.js";')[0]).to.contain("nothing imports the command line");
  });

  it("behavior: a folder outside the list, and a file outside sdk/, are refused", () => {
    expect(order("sdk/utils/a.ts", "export const a = 1;")[0]).to.contain("sdk/utils/ is not in the list");
    expect(order("sdk/check/a.ts", 'import { a } from "../utils/a.js";')[0]).to.contain(
      "sdk/utils/ is not in the list",
    );
    expect(order("sdk/cli/a.ts", 'import { a } from "../../scripts/a.js";')[0]).to.contain("lies outside sdk/");
  });

  it("behavior: files outside sdk/ are free", () => {
    expect(order("test/sdk/check.test.ts", 'import { main } from "../../sdk/cli/main.js";')).to.have.length(0);
  });
});

describe("lint rule no-clients", () => {
  const clients = (file: string, code: string) => lint("no-clients", file, code);

  it("default: pure functions and types of viem are fine everywhere", () => {
    for (const code of [
      'import { keccak256, encodeAbiParameters, type PublicClient } from "viem";',
      'import type { Transport } from "viem";',
      'import type { Provider } from "ethers";',
      'import { mainnet } from "viem/chains";',
      'import { z } from "zod";',
    ]) {
      expect(clients("sdk/check/a.ts", code), code).to.deep.equal([]);
    }
  });

  it("behavior: a client, transport or provider is refused, by its name", () => {
    for (const name of [
      "createPublicClient",
      "createWalletClient",
      "createTestClient",
      "createClient",
      "http",
      "custom",
    ]) {
      expect(clients("sdk/check/a.ts", `import { ${name} } from "viem";`)[0]).to.contain(`import ${name} of viem`);
    }
    for (const name of ["webSocket", "fallback", "ipc"]) {
      expect(clients("sdk/reader/a.ts", `import { ${name} as t, keccak256 } from "viem";`)).to.have.length(1);
    }
  });

  it("behavior: modules that are clients are refused whole", () => {
    for (const code of [
      'import { readContract } from "viem/actions";',
      'import { privateKeyToAccount } from "viem/accounts";',
      'import { Contract } from "ethers";',
      'import "ethers";',
      'import hre from "hardhat";',
      'import { network } from "hardhat";',
      'import { createHardhatRuntimeEnvironment } from "hardhat/hre";',
      'const { request } = await import("node:http");',
      'export { http } from "viem";',
      'export * from "viem";',
      'import * as viem from "viem";',
    ]) {
      expect(clients("sdk/change/a.ts", code), code).to.have.length(1);
    }
  });

  it("behavior: sdk/viem, sdk/ethers, sdk/cli and everything outside sdk/ may", () => {
    for (const file of [
      "sdk/viem/a.ts",
      "sdk/ethers/a.ts",
      "sdk/cli/demo.ts",
      "test/a.test.ts",
      "scripts/bench-gas.ts",
    ]) {
      expect(
        clients(file, 'import { createPublicClient } from "viem"; import { Contract } from "ethers";'),
      ).to.deep.equal([]);
    }
  });

  it("behavior: the entry file is held to it too", () => {
    expect(clients("sdk/index.ts", 'export { http } from "viem";')[0]).to.match(/^sdk\/ may not import http/);
  });
});
