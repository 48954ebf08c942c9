import { expect } from "chai";
import { solidityConstants } from "../../../sdk/kinds/index.js";

/** The constants of one library, as Solidity says them. */
function libraryOf(name: string): readonly string[] {
  const [, body = ""] = new RegExp(`library ${name} \\{\\n([^}]*)\\}`).exec(solidityConstants()) ?? [];
  return body.trim().split(/\n\s*/);
}

describe("solidityConstants", () => {
  it("default", () => {
    expect(libraryOf("States")).to.deep.equal([
      "uint256 internal constant BLOCKED = 1 << 0;",
      "uint256 internal constant RESTRICTED = 1 << 1;",
      "uint256 internal constant LEVERAGED = 1 << 2;",
      "uint256 internal constant SUSPENSE = 1 << 3;",
    ]);
    expect(libraryOf("Kinds")[0]).to.equal("uint8 internal constant FORBIDDEN_STATES = 1;");
    expect(libraryOf("RuleField").slice(-2)).to.deep.equal([
      "uint256 internal constant LIMIT_OFFSET = 144;",
      "uint256 internal constant LIMIT_MASK = (1 << 112) - 1;",
    ]);
  });

  it("behavior: the licence stands first", () => {
    expect(solidityConstants().split("\n").slice(0, 2)).to.deep.equal([
      "// SPDX-License-Identifier: MIT",
      "pragma solidity ^0.8.37;",
    ]);
  });
});
