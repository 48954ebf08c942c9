import type { Client } from "viem";
import type { Reader } from "../reader/index.js";

export type ReaderOfReturnType = Reader;

/**
 * The reader that a viem client is: any client, over any transport. Functions of the SDK take the client itself just as well.
 *
 * @example const verdict = await checkTransfer(readerOf(client), movement);
 */
export const readerOf = (client: Client): ReaderOfReturnType => ({
  request: ({ method, params }) => client.request({ method, params } as Parameters<Client["request"]>[0]),
});
