import type { Hex } from "viem";
import { hashJson } from "./canonicalJson.js";
import type { Provision } from "./provision.js";

export type HashProvisionReturnType = Hex;

/**
 * Names a provision by its content, as programs do: keccak256 of its canonical JSON (RFC 8785), in UTF-8.
 *
 * @param provision As a parsed rulebook or pack holds it.
 */
export const hashProvision = (provision: Provision): HashProvisionReturnType => hashJson(provision);
