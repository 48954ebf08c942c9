import { MAY_IMPORT_CLIENTS, repositoryPath, sdkFolder } from "./sdk-folders.mjs";
import { visitImports } from "./visit-imports.mjs";

/** What viem exports that talks to a node, or makes something that does. Everything else of "viem" is pure. */
const VIEM_CLIENTS = new Set([
  ...["createClient", "createClientResolver", "createPublicClient", "createTestClient", "createWalletClient"],
  ...["createTransport", "custom", "fallback", "http", "ipc", "webSocket"],
  ...["publicActions", "testActions", "walletActions"],
  ...["rpc", "getHttpRpcClient", "getSocket", "getSocketRpcClient", "getWebSocketRpcClient", "socketClientCache"],
]);

/** Subpaths of viem that hold data and pure functions only. */
const VIEM_PURE = new Set(["viem", "viem/utils", "viem/chains"]);

/** Packages and modules of Node.js that are a provider, a transport or a chain. */
const PROVIDERS =
  /^(?:ethers|@ethersproject|hardhat|@nomicfoundation|ws|undici|(?:node:)?(?:http|https|http2|net|tls|dgram))(?:\/|$)/;

/**
 * Only sdk/viem, sdk/ethers and sdk/cli import a client, a transport or a provider; the rest reads through the port it is given.
 * viem's pure functions and every `import type` are fine everywhere.
 *
 * @type {import("eslint").Rule.RuleModule}
 */
export const noClients = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      name: "{{where}} may not import {{name}} of {{source}}: only sdk/viem/, sdk/ethers/ and sdk/cli/ import a client, transport or provider. Take a Reader instead.",
      module:
        "{{where}} may not import {{source}}: only sdk/viem/, sdk/ethers/ and sdk/cli/ import a client, transport or provider. Take a Reader, or import its types only.",
      star: "{{where}} may not import all of {{source}}, which has clients in it: name the pure functions it needs.",
    },
  },
  create(context) {
    const folder = sdkFolder(repositoryPath(context));
    if (folder === undefined || MAY_IMPORT_CLIENTS.has(folder)) return {};
    const where = folder === "" ? "sdk/" : `sdk/${folder}/`;
    return visitImports(({ source, node, values, typeOnly }) => {
      if (typeOnly) return;
      const data = { where, source };
      if (PROVIDERS.test(source)) return context.report({ node, messageId: "module", data });
      if (source !== "viem" && !source.startsWith("viem/")) return;
      if (!VIEM_PURE.has(source)) return context.report({ node, messageId: "module", data });
      if (values === "all") return context.report({ node, messageId: "star", data });
      for (const name of values) {
        if (VIEM_CLIENTS.has(name)) context.report({ node, messageId: "name", data: { ...data, name } });
      }
    });
  },
};
