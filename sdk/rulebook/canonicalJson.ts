import canonicalize from "canonicalize";
import { type Hex, keccak256, stringToHex } from "viem";

/** The JSON Canonicalization Scheme (RFC 8785) of a JSON value: one spelling, whatever its formatting and key order were. */
export const canonicalJson = (value: unknown): string => canonicalize(value) ?? "null";

/** keccak256 of the UTF-8 bytes of a JSON value's canonical form. */
export const hashJson = (value: unknown): Hex => keccak256(stringToHex(canonicalJson(value)));
