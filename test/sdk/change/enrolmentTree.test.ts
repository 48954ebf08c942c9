import { expect } from "chai";
import fc from "fast-check";
import { concatHex, type Hex, keccak256, numberToHex } from "viem";
import { enrolmentLeaf, enrolmentTree } from "../../../sdk/change/index.js";
import { CallInvalidError, ParameterInvalidError } from "../../../sdk/errors/index.js";

const engine = "0x1111111111111111111111111111111111111111";
const wallets = ["0x4444444444444444444444444444444444444444"] as const;
const facts = {
  ...{ country: 840, region: 1, lane: 3, statuses: 0x8000_0001, states: 2 },
  ...{ kycUntil: 1_900_000_000n, statusUntil: 4_294_967_295n },
};
const one = { chainId: 1n, engine, registry: 7, number: 5n, wallets, facts } as const;

const someLeaves = (count: number) => Array.from({ length: count }, (_, i) => keccak256(numberToHex(i)));
/** As a verifier does it: the lower of a pair first. */
const climb = (leaf: Hex, proof: readonly Hex[]) =>
  proof.reduce((a, b) => keccak256(concatHex(BigInt(a) < BigInt(b) ? [a, b] : [b, a])), leaf);

describe("enrolmentTree", () => {
  it("default: every proof leads to the root, and to no other", () => {
    for (const count of [1, 2, 3, 4, 5, 7, 8, 9, 31, 33]) {
      const leaves = someLeaves(count);
      const { root, proof } = enrolmentTree({ leaves });
      leaves.forEach((leaf, index) => expect(climb(leaf, proof(index)), `${index} of ${count}`).to.equal(root));
      if (count > 1) expect(climb(leaves[0]!, proof(1))).to.not.equal(root);
    }
  });

  it("behavior: a proof is as long as the tree is high, at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (count, some) => {
        const { proof } = enrolmentTree({ leaves: someLeaves(count) });
        expect(proof(some % count).length).to.be.at.most(Math.ceil(Math.log2(count)));
      }),
      { numRuns: 30 },
    );
  });

  it("behavior: letters in capitals are the same leaves", () => {
    const leaves = someLeaves(5);
    const capitals = leaves.map((leaf): Hex => `0x${leaf.slice(2).toUpperCase()}`);
    expect(enrolmentTree({ leaves: capitals }).root).to.equal(enrolmentTree({ leaves }).root);
  });

  it("error: ParameterInvalidError, for no leaves, and a proof of none", () => {
    expect(() => enrolmentTree({ leaves: [] })).to.throw(ParameterInvalidError);
    const { proof } = enrolmentTree({ leaves: someLeaves(3) });
    for (const index of [-1, 3, 0.5]) expect(() => proof(index)).to.throw(ParameterInvalidError, /from 0 to 2/);
  });
});

describe("enrolmentLeaf", () => {
  it("default: another chain, engine, registry, number, wallet or fact is another leaf", () => {
    const others = [
      { ...one, chainId: 2n },
      { ...one, engine: wallets[0] },
      { ...one, registry: 8 },
      { ...one, number: 6n },
      { ...one, wallets: [engine] },
      { ...one, wallets: [...wallets, engine] },
      { ...one, facts: { ...facts, states: 0 } },
    ] as const;
    expect(new Set([one, ...others].map(enrolmentLeaf)).size).to.equal(others.length + 1);
  });

  it("error: CallInvalidError, for what does not fit", () => {
    expect(() => enrolmentLeaf({ ...one, engine: "0x12" })).to.throw(CallInvalidError);
    expect(() => enrolmentLeaf({ ...one, number: 2n ** 64n })).to.throw(CallInvalidError);
    expect(() => enrolmentLeaf({ ...one, facts: { ...facts, lane: 256 } })).to.throw(CallInvalidError);
  });
});
