/** Names of errors of clients, and codes of errors of Node.js, ethers and EIP-1193, that say: nobody answers. */
const NAMES = new Set(["HttpRequestError", "WebSocketRequestError", "SocketClosedError", "TimeoutError"]);
const CODES = new Set<unknown>([
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"],
  ...["ETIMEDOUT", "EPIPE", "UND_ERR_CONNECT_TIMEOUT", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT"],
  ...["NETWORK_ERROR", "SERVER_ERROR", "TIMEOUT"],
  ...[4900, 4901],
]);

type Fields = Readonly<Record<string, unknown>>;

/** Whether an error, or one that caused it, says that nobody answers; then where, if it tells: without path, since keys are kept in paths. */
export function unreachable(error: unknown): { readonly url: string | undefined } | undefined {
  const seen = new Set<unknown>();
  let found = false;
  let url: string | undefined;
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    const { name, code, message, url: place, cause, errors } = value as Fields;
    found ||= NAMES.has(String(name)) || CODES.has(code) || message === "fetch failed";
    url ??= originOf(place);
    visit(cause);
    if (Array.isArray(errors)) errors.forEach(visit);
  };
  visit(error);
  return found ? { url } : undefined;
}

function originOf(url: unknown): string | undefined {
  return typeof url === "string" && URL.canParse(url) ? new URL(url).origin : undefined;
}
