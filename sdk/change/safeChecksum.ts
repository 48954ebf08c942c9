import { type Hex, keccak256, stringToHex } from "viem";

/**
 * @internal
 * The checksum by which Safe's transaction builder sees that a batch was edited: keccak256 of its own serialisation, in which a batch has no name.
 */
export function safeChecksum(batch: { readonly meta: object }): Hex {
  return keccak256(stringToHex(serialised({ ...batch, meta: { ...batch.meta, name: null } })));
}

function serialised(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(serialised).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${JSON.stringify(fields.map(([key]) => key))}${fields.map(([, item]) => `${serialised(item)},`).join("")}}`;
}
