import { concatHex, type Hex, keccak256 } from "viem";
import { ParameterInvalidError } from "../errors/index.js";

export type EnrolmentTreeParameters = {
  /** From `enrolmentLeaf`, in the order of the investors' numbers. */
  readonly leaves: readonly Hex[];
};
export type EnrolmentTreeReturnType = {
  /** What `publishRoot` publishes. */
  readonly root: Hex;
  /** The proof of the leaf at this index, from 0: its siblings, from the leaf up. */
  readonly proof: (index: number) => readonly Hex[];
};
export type EnrolmentTreeErrorType = ParameterInvalidError;

/**
 * Builds the Merkle tree over the leaves of a register. Pure. Pairs are hashed in ascending order; a node without a sibling moves up as it is. The
 * function `proof` throws the same error when there is no leaf of that index.
 *
 * @throws {ParameterInvalidError} when there is no leaf.
 */
export function enrolmentTree({ leaves }: EnrolmentTreeParameters): EnrolmentTreeReturnType {
  const layers: (readonly Hex[])[] = [leaves];
  for (let layer = leaves; layer.length > 1;) {
    layer = layerAbove(layer);
    layers.push(layer);
  }
  const root = layers.at(-1)?.[0];
  if (root === undefined) {
    throw new ParameterInvalidError({ parameter: "leaves", value: "none", wanted: "at least one leaf" });
  }
  const proof = (index: number): readonly Hex[] => {
    if (leaves[index] === undefined) {
      const wanted = `a whole number from 0 to ${leaves.length - 1}`;
      throw new ParameterInvalidError({ parameter: "index", value: String(index), wanted });
    }
    return layers.flatMap((layer, height) => layer[Math.floor(index / 2 ** height) ^ 1] ?? []);
  };
  return { root, proof };
}

function layerAbove(layer: readonly Hex[]): readonly Hex[] {
  const above: Hex[] = [];
  for (let i = 0; i < layer.length; i += 2) {
    const [left, right] = [layer[i], layer[i + 1]];
    if (left === undefined) continue;
    above.push(right === undefined ? left : hashPair(left, right));
  }
  return above;
}

/** As OpenZeppelin's MerkleProof has it: the lower first, so that a proof need not say which side it is on. */
function hashPair(a: Hex, b: Hex): Hex {
  return keccak256(a.toLowerCase() < b.toLowerCase() ? concatHex([a, b]) : concatHex([b, a]));
}
