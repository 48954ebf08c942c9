import type { Hex } from "viem";
import { hashJson } from "./canonicalJson.js";
import type { Pack, Rulebook } from "./rulebook.js";
import type { Scheme } from "./scheme.js";

export type HashRulebookReturnType = Hex;

/**
 * Names a rulebook by its content: keccak256 of its canonical JSON (RFC 8785), in UTF-8. Parsing changes nothing of a rulebook, so the file that
 * was written has the same hash, however it is indented and ordered.
 *
 * @param rulebook As `parseRulebook` returns it.
 */
export const hashRulebook = (rulebook: Rulebook): HashRulebookReturnType => hashJson(rulebook);

/** The same of a pack, by which rulebooks refer to it. */
export const hashPack = (pack: Pack): Hex => hashJson(pack);

/** The same of a scheme, by which a registry names it on chain. */
export const hashScheme = (scheme: Scheme): Hex => hashJson(scheme);
