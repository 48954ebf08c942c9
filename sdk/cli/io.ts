import { EXIT } from "./exitCode.js";

/** What a command has of the world besides files and the chain, so that a test can give it another one. */
export type Io = {
  /** Results: what a person reads or, with --json, one JSON value and nothing else. */
  readonly out: (text: string) => void;
  /** Progress, and what went wrong. */
  readonly err: (text: string) => void;
  /** Whether results go to a terminal: colours and drawing only there. */
  readonly terminal: boolean;
  /** Columns of it. */
  readonly columns: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Unix seconds. */
  readonly now: () => bigint;
  /** Aborted by the first Ctrl-C from now on, for who has to say something before it ends; the second one ends the process. Left out: there is none. */
  readonly interruption?: (() => AbortSignal) | undefined;
};

/** Columns that lines are written for where there is no terminal to ask. */
const COLUMNS = 100;

/** The world of this process. Ctrl-C ends it, unless a command wants to be told first. */
export const processIo = (): Io => ({
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stdout.isTTY && process.env["NO_COLOR"] === undefined,
  columns: process.stdout.isTTY ? process.stdout.columns : COLUMNS,
  environment: process.env,
  now: () => BigInt(Math.floor(Date.now() / 1000)),
  interruption: interruptions(),
});

function interruptions(): () => AbortSignal {
  const interrupted = new AbortController();
  let listened = false;
  // `on`, not `once`: a second Ctrl-C while the first still ends the process must not kill it with another code.
  process.on("SIGINT", () => {
    if (!listened || interrupted.signal.aborted) process.exit(EXIT.interrupted);
    interrupted.abort();
  });
  return () => {
    listened = true;
    return interrupted.signal;
  };
}
