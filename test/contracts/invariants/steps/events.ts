import { encodeFunctionData, type Hex } from "viem";
import * as change from "../../../../sdk/change/index.js";
import { RULE_KINDS, type RuleKind } from "../../../../sdk/kinds/index.js";
import { type Program } from "../../../../sdk/program/index.js";
import { type RawAttempt } from "../../../fixtures/raw.js";
import { DAY, NOTICE } from "../../../fixtures/walk.js";
import { explainOf } from "../asked.js";
import { wrongAgainstExit } from "../exits.js";
import { wrongHeadroom } from "../headroom.js";
import { forgetFlows, HELD, HOSTILE } from "../world.js";
import { type Chosen, fullWallet, knownWallet } from "./step.js";

/** What is no function of engine or token: time, what others do, a question. Gives what is wrong. */
export type Event = { readonly weight: number; readonly happen: (given: Chosen) => Promise<readonly string[]> };

/** To a second at which something begins or ends, the one before it, or by days. */
async function passTime({ world, state, random, token }: Chosen): Promise<readonly string[]> {
  const midnight = (state.time / DAY + 1n) * DAY;
  const ends = [...state.records.values()].flatMap(({ kycUntil, statusUntil }) => [kycUntil, statusUntil]);
  const soon = [token.nextFrom, ...ends].filter((time) => time > state.time + 2n && time < state.time + 60n * DAY);
  const at = random.oneIn(2) && soon.length > 0 ? random.pick(soon) : midnight;
  // The next block is then a second before it, or at it.
  const to = random.oneIn(3) ? state.time + BigInt(1 + random.int(9)) * DAY : at - BigInt(1 + random.int(2));
  await world.w.networkHelpers.time.increaseTo(to > state.time ? to : state.time + 1n);
  return [];
}

/** The event that puts the last program with a rule of this kind in force. */
export const enforcing = (kind: RuleKind): string => `(a program with ${kind} is put in force)`;

const enforceOne = (kind: RuleKind) => (given: Chosen) =>
  enforce(
    given,
    given.world.programs.findLast(({ rules }) => rules.some((rule) => rule.kind === kind))!,
  );

const enforceSome = (given: Chosen) => enforce(given, given.random.pick(given.world.programs));

/** All that it takes to put a program in force for the token. */
async function enforce(
  { world, state, token, memory }: Chosen,
  { id: programId, rules }: Program,
): Promise<readonly string[]> {
  const { w, actors } = world;
  const { engine } = w.at;
  // Meters that end begin anew.
  forgetFlows(memory, token.at);
  const tell = async (from: string, { to, data }: change.Call) => {
    const params = [{ from, to, data, gas: "0x7a1200" }];
    await w.connection.provider.request({ method: "eth_sendTransaction", params }).catch(() => undefined);
  };
  const effectiveFrom = state.time + NOTICE + 60n;
  await tell(actors.guardian.address, change.cancelProgram({ engine, token: token.at }));
  await tell(actors.ruleAuthor.address, change.scheduleProgram({ engine, token: token.at, programId, effectiveFrom }));
  if (rules.some(({ kind }) => RULE_KINDS[kind].needs.some((need) => need === "lots")))
    await tell(actors.transferAgent.address, change.completeLots({ engine, token: token.at }));
  const meter = rules.find(({ kind }) => RULE_KINDS[kind].judgedOn === "meter");
  if (meter !== undefined && meter.kind !== "mostGroupShare")
    await tell(actors.transferAgent.address, change.completeMeters({ engine, token: token.at }));
  if (meter?.kind === "mostGroupShare") {
    const wallets = [...state.people.values()].map(({ wallets: its }) => its[0]!);
    const key = await w.engine.meterOf(await w.engine.programAddress(programId), rules.indexOf(meter));
    await tell(actors.nobody.address, change.syncGroup({ engine, token: token.at, meter: key as Hex, wallets }));
  }
  await w.networkHelpers.time.increaseTo(effectiveFrom);
  await tell(actors.nobody.address, change.settleProgram({ engine, token: token.at }));
  return [];
}

/** The other contract that a program asks says something else. */
async function changePlugIn({ world, random }: Chosen): Promise<readonly string[]> {
  const plugIn = await world.w.ethers.getContractAt("HostilePlugIn", world.plugIn);
  await (await plugIn.answerWith(random.pick([0, 0, 0, 1, 2, 6, 10, 11, 12, 17]), BigInt(random.int(3)))).wait();
  return [];
}

/** The hostile token answers otherwise. */
async function changeAnswers({ world, random }: Chosen): Promise<readonly string[]> {
  const data = HOSTILE.encodeFunctionData("answerWith", [random.int(9), random.pick([0n, 1n, 1n << 200n])]) as Hex;
  await world.actors.nobody.sendTransaction({ to: world.hostileAt, data });
  return [];
}

/** Units of the imported token move, if the engine lets them. */
async function moveHeld({ world, random, state }: Chosen): Promise<readonly string[]> {
  const [from, to] = [random.pick(world.wallets), random.pick(world.wallets.slice(0, -1))];
  const amount = random.oneIn(2) ? state.heldBalances.get(from)! : random.amount(HELD);
  const data = encodeFunctionData({
    abi: [
      {
        ...{ type: "function", name: "transfer", stateMutability: "nonpayable", outputs: [] },
        inputs: [
          { name: "to", type: "address" },
          { name: "amount", type: "uint256" },
        ],
      },
    ] as const,
    functionName: "transfer",
    args: [to, amount],
  });
  if (from === world.wallets.at(-1)) return [];
  const asked = await explainOf(world, world.heldAt, { kind: "transfer", from, to, amount });
  const params = [{ from, to: world.heldAt, data, gas: "0x1e8480" }];
  const done = await world.w.connection.provider.request({ method: "eth_sendTransaction", params }).then(
    () => true,
    () => false,
  );
  return done === (asked.length === 0) ? [] : [`checkIsTheOutcome: of the imported token, ${from} to ${to}, ${amount}`];
}

/** What may be moved, of anybody to anybody, now. */
async function askHeadroom(given: Chosen): Promise<readonly string[]> {
  const { world, token, random } = given;
  const [from, to] = [fullWallet(given), knownWallet(given)];
  const kind = random.pick(["transfer", "transfer", "transfer", "mint", "burn"] as const);
  const attempt: RawAttempt = {
    ...{ kind, amount: 0n, ...(kind !== "mint" && { from }), ...(kind !== "burn" && { to }) },
    ...(kind === "transfer" && random.oneIn(4) && { spender: world.actors.spender.address }),
  };
  return wrongHeadroom(world, token, attempt);
}

/** Somebody would give all back: only what invariant 6 lists stands against it. */
async function askExit(given: Chosen): Promise<readonly string[]> {
  const { world, token } = given;
  const from = fullWallet(given);
  const amount = token.balances.get(from)!;
  const findings = await explainOf(world, token.at, { kind: "burn", from, amount });
  const inForce = token.nextFrom === 0n || given.state.time + 1n < token.nextFrom;
  return inForce ? wrongAgainstExit(token.program, findings) : [];
}

export const EVENTS: Readonly<Record<string, Event>> = {
  "(time passes)": { weight: 10, happen: passTime },
  "(another program is put in force)": { weight: 5, happen: enforceSome },
  "(a plug-in answers otherwise)": { weight: 1, happen: changePlugIn },
  "(a hostile token answers otherwise)": { weight: 1, happen: changeAnswers },
  "(units of the imported token move)": { weight: 2, happen: moveHeld },
  "(headroom is asked)": { weight: 12, happen: askHeadroom },
  "(an exit is asked about)": { weight: 4, happen: askExit },
  // What directed tests ask for: at random it is one of the above.
  ...Object.fromEntries(
    (Object.keys(RULE_KINDS) as RuleKind[]).map((kind) => [enforcing(kind), { weight: 0, happen: enforceOne(kind) }]),
  ),
};
