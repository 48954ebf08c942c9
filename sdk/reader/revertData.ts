import { type Hex, isHex } from "viem";

export type RevertDataReturnType = Hex | undefined;

/** Under these an error holds a deeper one. Never under what was asked (`payload`, `transaction`, `body` of viem), which holds calldata. */
const DEEPER = ["data", "cause", "error", "originalError", "info"] as const;
/** Under these an object that describes a revert holds its data. */
const OWN = ["data", "raw", "result"] as const;
/** Under these an error holds what the node answered, as JSON in text. */
const TEXTS = ["body", "responseBody", "message", "details"] as const;

const REVERTED = /\brevert(?:ed)?\b/i;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Finds the data that a call reverted with, in an error of whatever client: Hardhat and viem's http transport (`data`), viem over another provider
 * (`cause.data`, at any depth), ethers (`data`, `info.error.data`, and of version 5 `error.body`), wallets (`data.data`, `data.originalError.data`,
 * JSON within the message), Ganache (`data.result`), Parity ("Reverted 0x…").
 *
 * @param error What a request, a call or a transaction was rejected with.
 * @returns "0x" if the error says that the call reverted, without data; undefined if it does not speak of a revert.
 * @example
 * const data = revertData(error);
 * const finding = data && decodeRefusal(data, { movement, program });
 */
export function revertData(error: unknown): RevertDataReturnType {
  const seen = new Set<object>();
  const found: Hex[] = [];
  let reverted = false;

  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    const fields = value as Fields;
    if (isRequest(fields)) return;
    for (const key of OWN) {
      const data = hexIn(fields[key]);
      if (data !== undefined) found.push(data);
    }
    reverted ||= fields["code"] === "CALL_EXCEPTION" || REVERTED.test(own(fields, "message"));
    for (const key of DEEPER) visit(fields[key]);
    for (const key of TEXTS) visit(jsonIn(fields[key]));
    visit(jsonIn(fields["data"]));
  };
  visit(error);
  return found.find((data) => data !== "0x") ?? found[0] ?? (reverted ? "0x" : undefined);
}

const own = (fields: Fields, key: string): string => (typeof fields[key] === "string" ? fields[key] : "");

/** What was asked of the node, as clients attach it. */
const isRequest = (fields: Fields): boolean => typeof fields["method"] === "string";

/** The hexadecimal of a field, also after a word, as in "Reverted 0x08c379a0". */
function hexIn(value: unknown): Hex | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.replace(/^Reverted\s+/i, "");
  return isHex(text) && text.length % 2 === 0 ? text : undefined;
}

/** The JSON object in a text, or undefined. */
function jsonIn(value: unknown): unknown {
  if (typeof value !== "string") return undefined;
  const [start, end] = [value.indexOf("{"), value.lastIndexOf("}")];
  if (start < 0 || end < start) return undefined;
  try {
    return JSON.parse(value.slice(start, end + 1));
  } catch {
    return undefined;
  }
}
