import { createClient, http } from "viem";
import { ParameterInvalidError } from "../errors/index.js";
import type { Reader } from "../reader/index.js";
import { readerOf } from "../viem/index.js";
import type { Io } from "./io.js";

/** Milliseconds until a node counts as silent. */
const TIMEOUT = 20_000;
/** A node that is not there is seen not to be there at once. */
const RETRIES = 1;

const WANTED = "the address of a node, http:// or https://, or env:NAME of a variable that holds it";

/** @param value `https://…`, or `env:NAME`: an address often holds a key, which is better kept out of a command line. */
export function nodeReader(value: string, { environment }: Pick<Io, "environment">): Reader {
  const name = value.startsWith("env:") ? value.slice(4) : undefined;
  const url = name === undefined ? value : environment[name];
  if (url === undefined) {
    throw new ParameterInvalidError({ parameter: "--rpc-url", value: `${value}, which is not set`, wanted: WANTED });
  }
  if (!URL.canParse(url) || !["http:", "https:"].includes(new URL(url).protocol))
    throw new ParameterInvalidError({ parameter: "--rpc-url", value, wanted: WANTED });
  return readerOf(createClient({ transport: http(url, { retryCount: RETRIES, timeout: TIMEOUT }) }));
}
