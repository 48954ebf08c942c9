import { ChainUnreachableError, ReaderError, type RevertError, type RevertUndecodedError } from "../errors/index.js";
import { decodeRevert } from "./decodeRevert.js";
import { revertData } from "./revertData.js";
import type { Reader } from "./types.js";
import { unreachable } from "./unreachable.js";

export type RequestParameters = {
  readonly method: string;
  readonly params?: readonly unknown[] | undefined;
  /** What is read, for whoever reads the error: "the code of 0x…". */
  readonly what?: string | undefined;
};
/** What any read can fail with. */
export type RequestErrorType = ChainUnreachableError | ReaderError | RevertError | RevertUndecodedError;

/**
 * @internal
 * Asks the node, and throws errors of the SDK only.
 */
export async function request(reader: Reader, { method, params = [], what }: RequestParameters): Promise<unknown> {
  try {
    return await reader.request({ method, params });
  } catch (cause) {
    throw asReaderError(cause, { method, what });
  }
}

/**
 * @internal
 * What a client was rejected with, as an error of the SDK.
 */
export function asReaderError(cause: unknown, { method, what }: Omit<RequestParameters, "params">): RequestErrorType {
  const data = revertData(cause);
  if (data !== undefined) return decodeRevert(data, cause);
  const silence = unreachable(cause);
  if (silence !== undefined) return new ChainUnreachableError({ url: silence.url, cause });
  return new ReaderError({ method, what, cause });
}

/**
 * @internal
 * What a wallet was rejected with, when it sent: an error of the SDK if the node refused or nobody answers, else the wallet's own.
 */
export function asSignerError(cause: unknown): unknown {
  const error = asReaderError(cause, { method: "eth_sendTransaction" });
  return error.name === "ReaderError" ? cause : error;
}
