import type { Scheme } from "./scheme.js";
import { SCHEMES } from "./schemes.js";

export type SchemeNamedReturnType = Scheme | undefined;

/**
 * The scheme that Weighbridge ships under this id; undefined if it ships none.
 *
 * @param id As rulebooks write it: `us`.
 */
export const schemeNamed = (id: string): SchemeNamedReturnType =>
  Object.hasOwn(SCHEMES, id) ? SCHEMES[id as keyof typeof SCHEMES] : undefined;
