import { BaseError } from "./base.js";

/** A node answered a read with an error, or not as the read asks. */
export class ReaderError extends BaseError {
  readonly method: string;

  constructor({ method, what, cause, details }: ReaderErrorParameters) {
    super(`The node did not answer ${method}${what === undefined ? "" : ` for ${what}`} as it should.`, {
      name: "ReaderError",
      metaMessages: ["Check that the node is in sync and keeps the state of the block that is asked for."],
      cause,
      details,
    });
    this.method = method;
  }
}
type ReaderErrorParameters = {
  readonly method: string;
  /** What was read, as "the code of 0x…". */
  readonly what?: string | undefined;
  readonly cause?: unknown;
  readonly details?: string | undefined;
};

/** Nothing answers where the node should be. */
export class ChainUnreachableError extends BaseError {
  readonly url: string | undefined;

  constructor({ url, cause }: { readonly url?: string | undefined; readonly cause?: unknown } = {}) {
    super(url === undefined ? "The chain cannot be reached." : `No node answers at ${url}.`, {
      name: "ChainUnreachableError",
      metaMessages: ["Check the address, the network and that the node runs; then ask again."],
      cause,
    });
    this.url = url;
  }
}

/** The node serves another chain than the one asked for. */
export class WrongChainError extends BaseError {
  constructor({ wanted, found }: { readonly wanted: number; readonly found: number }) {
    super(`The node serves chain ${found}, not chain ${wanted}.`, {
      name: "WrongChainError",
      metaMessages: [`Give the address of a node of chain ${wanted}.`],
    });
  }
}

/** The node has no block of this number, tag or hash. */
export class BlockUnknownError extends BaseError {
  constructor({ block }: { readonly block: string }) {
    super(`The node has no block ${block}.`, {
      name: "BlockUnknownError",
      metaMessages: ["Ask for a block that exists: it may lie ahead of the node, or have been reorganised away."],
    });
  }
}

/** A call reverted with data that no error of the engine, the token or OpenZeppelin explains. */
export class RevertUndecodedError extends BaseError {
  readonly data: string;

  constructor({ data, cause }: { readonly data: string; readonly cause?: unknown }) {
    super(data === "0x" ? "The call reverted and said nothing." : `The call reverted with unknown data ${data}.`, {
      name: "RevertUndecodedError",
      metaMessages: ["Check that the address is a token or engine of Weighbridge, and that the SDK is as new as it."],
      cause,
    });
    this.data = data;
  }
}

/** The engine does not know a token. */
export class TokenUnknownError extends BaseError {
  readonly token: string;

  constructor({ token, engine }: { readonly token: string; readonly engine?: string | undefined }) {
    super(`The token ${token} is not known to ${engine === undefined ? "the engine" : `the engine ${engine}`}.`, {
      name: "TokenUnknownError",
      metaMessages: [
        "Check the address and the chain; a new token must be admitted by its registry's authority first.",
      ],
    });
    this.token = token;
  }
}
