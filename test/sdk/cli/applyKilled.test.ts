import { expect } from "chai";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { build } from "esbuild";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatPlan, type Plan, status } from "../../../sdk/change/index.js";
import { hooked, type Made, madeSince } from "../../fixtures/applied.js";
import { DELAY, delayedAgent, everyKind, keyOf } from "../../fixtures/plans.js";
import { serve } from "../../fixtures/rpcServer.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

/** Where in the life of a transaction the process that sends it is killed. */
type Moment =
  /** The node never gets it. */
  | "lost"
  /** The node has it, and no block does. */
  | "pooled"
  /** A block has it, and the process was not told that the node does. */
  | "mined"
  /** The process asked for its receipt, and got none. */
  | "unanswered"
  /** The process got the receipt. */
  | "received";

/** The moments of each day: of its first transactions, of which the first day has five and the second one. And how many there are. */
const RUNS: Readonly<Record<string, { readonly moments: readonly Moment[]; readonly kills: number }>> = {
  // What is lost is sent again, and killed again.
  "at some transactions, before the node or a block has it": { moments: ["lost", "pooled"], kills: 4 },
  "at each transaction, after it is mined, before the receipt": {
    moments: ["mined", "unanswered", "mined", "unanswered", "mined"],
    kills: 6,
  },
  "at each transaction, after the receipt": { moments: Array<Moment>(5).fill("received"), kills: 6 },
};

/** One of them a day, since each takes a minute of one core; all of them in the nightly run. */
const DAY_MILLISECONDS = 86_400_000;
const EVERY = Object.entries(RUNS);
const TODAY = Math.floor(Date.now() / DAY_MILLISECONDS) % EVERY.length;
const CHOSEN = process.env["APPLY_KILLS"] === "all" ? EVERY : EVERY.slice(TODAY, TODAY + 1);

type Snapshot = Awaited<ReturnType<Walk["networkHelpers"]["takeSnapshot"]>>;

/** The command in one file: it starts four times as fast as its sources do. */
async function bundled(folder: string): Promise<string> {
  const outfile = join(folder, "dist", "cli", "main.js");
  const require = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    ...{ entryPoints: ["sdk/cli/main.ts"], bundle: true, platform: "node", format: "esm", outfile },
    ...{ external: ["ethers", "hardhat"], banner: { js: require } },
  });
  copyFileSync("package.json", join(folder, "package.json"));
  return outfile;
}

/** Never answers. */
const silence = () => new Promise<never>(() => undefined);

describe("weighbridge apply, killed", () => {
  const fresh = freshWalks();
  let w: Walk;
  let plan: Plan;
  let folder = "";
  let command = "";
  let path = "";
  let snapshot: Snapshot;
  let uninterrupted: readonly Made[];
  const codes: unknown[] = [];
  const provider = () => w.connection.provider;

  before(async () => {
    w = await fresh();
    await delayedAgent(w);
    plan = await everyKind(w);
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    path = join(folder, "plan.json");
    writeFileSync(path, formatPlan(plan));
    command = await bundled(folder);
    snapshot = await w.networkHelpers.takeSnapshot();
    uninterrupted = await bothDays(async () => void codes.push((await killing([])).code));
  });
  beforeEach(() => snapshot.restore());
  after(() => rmSync(folder, { recursive: true }));

  /** Starts the command in a process of its own. */
  const starter = (url: string) => {
    const names = { AUTHOR: w.author, ADMIN: w.admin, AGENT: w.agent, SPENDER: w.spender };
    const keys = Object.entries(names).map(([name, { address }]) => [name, keyOf(address)] as const);
    const signers = keys.flatMap(([name]) => ["--signer", `env:${name}`]);
    const argv = [command, "apply", path, "--rpc-url", url, ...signers];
    return () =>
      spawn(process.execPath, argv, {
        env: { ...process.env, NODE_COMPILE_CACHE: folder, ...Object.fromEntries(keys) },
        stdio: "ignore",
      });
  };

  /** Applies a plan in processes of which each is killed at the next moment, until one ends by itself. */
  async function killing(moments: readonly Moment[]): Promise<{ readonly killed: number; readonly code: unknown }> {
    let child: ChildProcess | undefined;
    let killed = 0;
    let [sent, receiptGiven] = [false, false];
    const kill = () => {
      killed++;
      child?.kill("SIGKILL");
      return silence();
    };
    const reader = hooked(provider(), async ({ method }, next) => {
      const moment = moments[killed];
      if (child?.killed === true) return silence();
      if (receiptGiven) return kill();
      if (method === "eth_sendRawTransaction") {
        sent = true;
        if (moment === "lost") return kill();
        if (moment === "pooled") await provider().request({ method: "evm_setAutomine", params: [false] });
        const hash = await next();
        return moment === "pooled" || moment === "mined" ? kill() : hash;
      }
      if (method !== "eth_getTransactionReceipt" || !sent) return next();
      if (moment === "unanswered") return kill();
      const receipt = await next();
      receiptGiven = moment === "received" && receipt !== null;
      return receipt;
    });
    const server = await serve(reader);
    const start = starter(server.url);
    try {
      for (;;) {
        [sent, receiptGiven] = [false, false];
        child = start();
        const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
        if (signal === null) return { killed, code };
        // What was pooled is mined while nobody looks.
        await provider().request({ method: "evm_setAutomine", params: [true] });
        await provider().request({ method: "evm_mine" });
      }
    } finally {
      await server.close();
    }
  }

  /** Both days of the plan, at the same times. */
  async function bothDays(day: () => Promise<void>): Promise<readonly Made[]> {
    await day();
    await w.networkHelpers.time.increaseTo(plan.seen.time + DELAY + 10_000n);
    await day();
    return madeSince(w, plan.seen.number);
  }

  it("default: uninterrupted, it waits on the first day, and is done on the second", () => {
    expect(codes).to.deep.equal([5, 0]);
    expect(uninterrupted.map(({ failed }) => failed)).to.deep.equal(Array<boolean>(6).fill(false));
  });

  for (const [when, { moments, kills }] of CHOSEN)
    it(`behavior: ${when}: it ends as if it had not been, and sends nothing twice`, async () => {
      let all = 0;
      const made = await bothDays(async () => void (all += (await killing(moments)).killed));
      expect(all).to.equal(kills);
      expect(made).to.deep.equal(uninterrupted);
      const states = await status(provider(), plan);
      expect(states.every(({ state }) => state === "done")).to.equal(true);
    });

  it("behavior: Ctrl-C while a transaction is on its way is exit code 130; the next run finds it", async () => {
    await provider().request({ method: "evm_setAutomine", params: [false] });
    const running: ChildProcess[] = [];
    const server = await serve(
      hooked(provider(), ({ method }, next) => {
        if (method === "eth_getTransactionReceipt") running.at(-1)?.kill("SIGINT");
        return next();
      }),
    );
    const child = starter(server.url)();
    running.push(child);
    expect(await once(child, "exit")).to.deep.equal([130, null]);
    await server.close();
    await provider().request({ method: "evm_setAutomine", params: [true] });
    await provider().request({ method: "evm_mine" });
    expect((await status(provider(), plan))[0]?.state).to.equal("done");
  });
});
