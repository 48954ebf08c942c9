import { expect } from "chai";
import { createRequire } from "node:module";

type Compiler = { readonly cwrap: (...binding: unknown[]) => (text: string, ...rest: unknown[]) => string };
type Output = { readonly errors?: readonly Message[]; readonly contracts: Readonly<Record<string, unknown>> };
type Message = { readonly severity: string; readonly type: string };

const soljson = createRequire(import.meta.url)("../../scripts/solc.cjs") as Compiler;
const solc = soljson.cwrap("solidity_compile", "string", ["string", "number", "number"]);

const FILES = 24;
const name = (index: number) => `project/contracts/C${index}.sol`;
const HEAD = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.0;\n";

/** Contracts of which each imports the one before it, and every third creates it. */
const sources = (last = ""): Record<string, { content: string }> =>
  Object.fromEntries(
    Array.from({ length: FILES }, (_, index) => {
      const before = index === 0 ? "" : `import { C${index - 1} } from "./C${index - 1}.sol";\n`;
      const create =
        index % 3 === 2 ? `function make() external returns (address) { return address(new C${index - 1}()); }` : "";
      const rest = index === FILES - 1 ? last : "";
      const body = `contract C${index} { uint256 public value = ${index}; ${create} ${rest} }\n`;
      return [name(index), { content: `${HEAD}${before}${body}` }];
    }),
  );

const outputs = ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"];
const whole = { "*": { "": ["ast"], "*": outputs } };

const compile = (files: Record<string, { content: string }>, outputSelection: Record<string, unknown>): Output => {
  const settings = { viaIR: true, optimizer: { enabled: true }, metadata: { bytecodeHash: "none" }, outputSelection };
  return JSON.parse(solc(JSON.stringify({ language: "Solidity", sources: files, settings }), 0, 0)) as Output;
};

describe("the compiler on all cores", () => {
  it("default: gives what it gives in one piece", () => {
    const parts = compile(sources(), whole);
    // A selection that is none of Hardhat's is not split.
    const piece = compile(sources(), { ...whole, "project/none.sol": {} });
    expect(Object.keys(parts.contracts)).to.have.lengthOf(FILES);
    expect(parts).to.deep.equal(piece);
  });

  it("error: what one part finds fails the whole, once", () => {
    const { errors = [] } = compile(sources("function broken() external { missing(); }"), whole);
    expect(errors.filter(({ severity }) => severity === "error")).to.have.lengthOf(1);
  });

  it("behavior: a warning in contracts/ is an error", () => {
    const { errors = [] } = compile(sources("function unused() external pure { uint256 left; }"), whole);
    expect(errors.map(({ severity, type }) => [severity, type])).to.deep.equal([["error", "Error"]]);
  });
});
