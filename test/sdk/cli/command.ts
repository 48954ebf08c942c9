import { type ExitCode } from "../../../sdk/cli/exitCode.js";
import { type Io } from "../../../sdk/cli/io.js";
import { run } from "../../../sdk/cli/run.js";

export type Ran = { readonly code: ExitCode; readonly out: string; readonly err: string };

/** 2026-11-25 12:00 UTC */
export const NOW = 1_795_608_000n;

/** Runs a command within this process, and keeps what it printed. */
export async function weighbridge(argv: readonly string[], some: Partial<Io> = {}): Promise<Ran> {
  let [out, err] = ["", ""];
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    terminal: false,
    columns: 100,
    environment: {},
    now: () => NOW,
    ...some,
  };
  const code = await run(argv, io);
  return { code, out, err };
}
