import { checksumAddress, isAddress } from "viem";
import type { Address } from "viem";
import { IdentifierInvalidError, type IdentifierScheme } from "../errors/index.js";

/** What is being read, as errors name it. */
export type Source = { readonly scheme: IdentifierScheme; readonly value: unknown };

/** Parts of chain, account and asset ids, as CAIP-2, CAIP-10 and CAIP-19 define them. All tell capitals and small letters apart. */
const PARTS = {
  "the namespace": { pattern: /^[-a-z0-9]{3,8}$/, says: "3 to 8 of a-z, 0-9 and -" },
  "the reference": { pattern: /^[-_a-zA-Z0-9]{1,32}$/, says: "1 to 32 of a-z, A-Z, 0-9, - and _" },
  "the address": { pattern: /^[-.%a-zA-Z0-9]{1,128}$/, says: "1 to 128 of a-z, A-Z, 0-9, -, . and %" },
  "the asset's namespace": { pattern: /^[-a-z0-9]{3,8}$/, says: "3 to 8 of a-z, 0-9 and -" },
  "the asset's reference": { pattern: /^[-.%a-zA-Z0-9]{1,128}$/, says: "1 to 128 of a-z, A-Z, 0-9, -, . and %" },
  "the token's id": { pattern: /^[-.%a-zA-Z0-9]{1,78}$/, says: "1 to 78 of a-z, A-Z, 0-9, -, . and %" },
} as const;
export type Part = keyof typeof PARTS;

/**
 * @internal
 * The error for a place of what is being read.
 */
export const refusal = ({ scheme, value }: Source, place: string, remedy: string): IdentifierInvalidError =>
  new IdentifierInvalidError({ scheme, value, place, remedy });

/**
 * @internal
 * The value, if it is a string.
 */
export function readString(source: Source, form: string): string {
  if (typeof source.value !== "string") throw refusal(source, "the value", `Give a string: ${form}.`);
  return source.value;
}

/**
 * @internal
 * Holds one part to its pattern.
 */
export function holdPart(source: Source, part: Part, text: unknown): asserts text is string {
  const { pattern, says } = PARTS[part];
  if (typeof text !== "string" || !pattern.test(text)) throw refusal(source, part, `Write it with ${says}.`);
}

/**
 * @internal
 * An address of an EVM chain with its checksum (EIP-55). All small letters pass as well: they are the older form, and carry no checksum.
 */
export function evmAddress(source: Source, part: Part, text: string): Address {
  if (!isAddress(text, { strict: false }))
    throw refusal(source, part, "Write it as 0x and 40 hexadecimal digits, as every address of an EVM chain.");
  const checksummed = checksumAddress(text);
  if (text !== checksummed && text !== text.toLowerCase())
    throw refusal(
      source,
      part,
      "Copy it anew: its capitals are no checksum by EIP-55, so a digit or a capital is wrong.",
    );
  return checksummed;
}
