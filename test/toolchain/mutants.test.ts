import { expect } from "chai";
import { generateMutants, mutate } from "../../scripts/mutants/generate.js";
import { compile } from "../../scripts/mutants/solc.js";
import { hashOf } from "../../scripts/mutants/survivors.js";
import { mochaTestsOf, unitTestOf } from "../../scripts/mutants/testsOf.js";
import { weave } from "../../scripts/mutants/weave.js";

const FILE = "contracts/rules/One.sol";
const ONE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// Größe: offsets are of bytes.
library One {
    uint256 private constant MOST = 7;

    function judge(uint256 a, uint256 b) internal pure returns (bool refused, uint256 sum) {
        refused = a < b && b != MOST;
        for (uint256 i = 0; i < 2; ++i) sum += a;
    }

    function both(uint256 a, bool c) internal pure returns (uint256 sum) {
        (, sum) = judge(a, 1);
        if (c) revert();
    }
}
`;
const sources = { [FILE]: ONE };

describe("generateMutants", () => {
  it("default: a neighbour for each comparison, sign, connective and constant, statements removed, arguments exchanged", () => {
    const inWords = generateMutants(sources).map(({ name, from, to }) => `${name}: ${from} -> ${to}`);
    expect(inWords).to.deep.equal([
      "One:9:1: refused = a < b && b != MOST -> {}",
      "One:9:2: a < b -> a <= b",
      "One:9:3: a < b && b != MOST -> a < b || b != MOST",
      "One:9:4: b != MOST -> b == MOST",
      "One:9:5: MOST -> (MOST + 1)",
      "One:9:6: MOST -> (MOST - 1)",
      "One:10:1: 0 -> 1",
      "One:10:2: i < 2 -> i <= 2",
      "One:10:3: 2 -> 3",
      "One:10:4: 2 -> 1",
      "One:10:5: ++i -> --i",
      "One:10:6: ++i -> ",
      "One:10:7: sum += a -> {}",
      "One:10:8: sum += a -> sum -= a",
      "One:14:1: (, sum) = judge(a, 1) -> {}",
      "One:14:2: 1 -> 2",
      "One:14:3: 1 -> 0",
      "One:15:1: revert() -> {}",
    ]);
  });

  it("behavior: only the place of the mutant changes", () => {
    const [, second] = generateMutants(sources);
    expect(mutate(ONE, second!)).to.equal(ONE.replace("a < b", "a <= b"));
  });

  it("behavior: the same mutant of another text of the function is another one", () => {
    const [, one] = generateMutants(sources);
    const other = { [FILE]: ONE.replace("i < 2", "i < 3") };
    expect(hashOf(sources, one!)).not.to.equal(hashOf(other, one!));
  });
});

describe("weave", () => {
  it("default: all mutants lie in one source that compiles, but those that do not", () => {
    const mutants = generateMutants(sources);
    const { sources: woven, mutants: left } = weave(sources, mutants);
    expect(left.size).to.equal(mutants.length);
    expect(compile(woven, { "*": { "": ["ast"] } }).errors).to.deep.equal([]);

    const [first] = mutants;
    const broken = { ...first!, text: "missing();" };
    expect([...weave(sources, [broken, first!]).mutants.keys()]).to.deep.equal([2]);
  });
});

describe("tests of mutants", () => {
  it("behavior: every contract that is mutated has tests", () => {
    for (const file of ["contracts/Weighbridge.sol", "contracts/records/Merges.sol", "contracts/token/Holds.sol"])
      expect(mochaTestsOf(file).own, file).not.to.deep.equal([]);
    expect(unitTestOf("contracts/rules/RuleForm.sol")).to.equal("test/solidity/rules/Form.t.sol");
    expect(unitTestOf("contracts/rules/Headrooms.sol")).to.equal(undefined);
  });
});
