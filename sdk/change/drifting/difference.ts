import { isHex } from "viem";

/** One place where the chain is otherwise than it should be. */
export type Difference = {
  /** Of what differs: `program.id`, `roles.transferAgent.0x…`, `code.Weighbridge`. */
  readonly path: string;
  /** In words, an id or an address; null: there should be nothing. */
  readonly wanted: string | null;
  /** Null: there is nothing. */
  readonly found: string | null;
};

/**
 * @internal
 * None, if both say the same.
 */
export const differing = (path: string, wanted: string | null, found: string | null): readonly Difference[] =>
  isSame(wanted, found) ? [] : [{ path, wanted, found }];

/**
 * @internal
 * Hexadecimal is told apart by its bytes.
 */
export const isSame = (one: string | null, other: string | null): boolean =>
  one === other || (isHex(one) && isHex(other) && one.toLowerCase() === other.toLowerCase());
