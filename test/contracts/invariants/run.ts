import { type Address, type Hex, numberToHex } from "viem";
import { seeded } from "../../differential/random.js";
import { revertDataOf } from "../../fixtures/raw.js";
import { type Asked, checkOf, enforcementOf, explainOf } from "./asked.js";
import { broken, text } from "./checks.js";
import { errorName } from "./errors.js";
import { wrongAgainstExit, wrongAgainstSender } from "./exits.js";
import { wrongFrozen } from "./frozen.js";
import { type Made, overLimits } from "./increases.js";
import { note } from "./log.js";
import { wrongLots } from "./lots.js";
import { readState, type State } from "./state.js";
import { EVENTS } from "./steps/events.js";
import { type Choice, type Chosen, type Step, STEPS } from "./steps/index.js";
import { type Actors, ENGINE, forgetFlows, freshMemory, type Memory, TOKEN, type World } from "./world.js";

/** A step of a sequence: which, and from what its parties and numbers are drawn. */
export type Move = { readonly step: string; readonly seed: number };
/** What came of one: its line in a report, and whether it succeeded. */
export type Outcome = {
  readonly line: string;
  readonly did: "done" | "refused" | "nothing" | "stranger";
  readonly reason?: string;
};

const GAS = numberToHex(8_000_000);
/** One call of so many is made by somebody who may not. */
const STRANGERS = 7;

const byName = new Map<string, Step>(STEPS.map((step) => [step.signature, step]));

/** A run on the state that the chain is in. What is wrong after any step is thrown with everything that was done. */
export class Run {
  readonly memory: Memory = freshMemory();
  readonly lines: string[] = [];
  /** Single movements that rules let pass, each with the log as it was then. */
  readonly made: Made[] = [];
  state: State;

  private constructor(
    readonly world: World,
    state: State,
  ) {
    this.state = state;
  }

  static async open(world: World): Promise<Run> {
    return new Run(world, await readState(world, freshMemory()));
  }

  async make(move: Move): Promise<Outcome> {
    const { step: name, seed } = move;
    const { given, step, choice, strange } = await this.draw(move);
    if (step === undefined) {
      const wrong = await EVENTS[name]!.happen(given);
      this.lines.push(`${name} of ${text(seed)}`);
      await this.look(wrong);
      return { line: name, did: "done" };
    }
    if (choice === undefined) return { line: name, did: "nothing" };
    return strange ? this.refuseStranger(given, step, choice) : this.perform(given, step, choice);
  }

  /** Whether nothing that a view can tell speaks against a step. Changes nothing that the state shows. */
  async promises(move: Move): Promise<boolean> {
    const { given, step, choice, strange } = await this.draw(move);
    if (step === undefined) return true;
    if (choice === undefined || strange || choice.expected === false) return false;
    const { movement, files, enforces } = choice;
    // Of a hold that is enforced `check` knows nothing: its units are held.
    if (movement !== undefined && enforces === undefined)
      return (await checkOf(this.world, given.token.at, movement)).allowed;
    if (files !== undefined) return true;
    const params = [{ ...this.callOf(given, step, choice), gas: GAS }, "pending"];
    const asked = this.world.w.connection.provider.request({ method: "eth_call", params });
    return asked.then(
      () => true,
      () => false,
    );
  }

  /** What a step does with this seed in the state that is. */
  private async draw({ step: name, seed }: Move) {
    const random = seeded(seed);
    const token = this.state.tokens[random.oneIn(4) ? 1 : 0]!;
    const given: Chosen = { world: this.world, memory: this.memory, state: this.state, random, token };
    const step = byName.get(name);
    const choice = await step?.choose(given);
    const restricted = step !== undefined && !["anyone", "own", "never"].includes(step.role);
    const strange = choice !== undefined && (restricted || step?.others !== undefined) && random.oneIn(STRANGERS);
    return { given, step, choice, strange };
  }

  private callOf(given: Chosen, step: Step, { args, from, through }: Choice) {
    const call = through ?? { to: this.targetOf(given, step), data: dataOf(step, args) };
    return { from: from ?? this.memberOf(step), to: call.to, data: call.data };
  }

  /** Somebody without the role is refused, for that reason, and nothing changes. */
  private async refuseStranger(given: Chosen, step: Step, choice: Choice): Promise<Outcome> {
    const { actors, wallets } = this.world;
    const others = Object.entries(actors).filter(([role]) => !maySend(step, role as keyof Actors));
    const caller = given.random.oneIn(3)
      ? given.random.pick(wallets.slice(0, -1))
      : given.random.pick(others)[1].address;
    const { reverted } = await this.send(caller, this.targetOf(given, step), dataOf(step, choice.args));
    const reason = reverted === undefined ? "nothing" : errorName(reverted);
    const line = `${step.signature} by ${caller}, who may not: ${reason}`;
    this.lines.push(line);
    const wanted = step.others ?? ["AccessManagedUnauthorized"];
    await this.look(wanted.includes(reason) ? [] : [`strangersAreRefused: ${line}`], true);
    return { line, did: "stranger", reason };
  }

  private async perform(given: Chosen, step: Step, choice: Choice): Promise<Outcome> {
    const { world, memory } = this;
    const target = this.targetOf(given, step);
    const data = dataOf(step, choice.args);
    await this.file(choice, target, data);
    const index = world.tokens.indexOf(given.token.at);
    const asked = await this.ask(given, choice);
    const call = this.callOf(given, step, choice);
    const { from } = call;
    const { reverted, time } = await this.send(from, call.to, call.data);
    const did = reverted === undefined ? "done" : "refused";
    const reason = reverted === undefined ? undefined : errorName(reverted);
    const line = `${step.signature} ${text(choice.args)} by ${from} at ${time}: ${reason ?? "done"}`;
    this.lines.push(line);
    const before = this.state;
    if (did === "done") choice.remember?.(time);
    const wrong = [
      ...(reason === undefined || !reason.startsWith("unknown") ? [] : [`refusalsSayWhy: ${line}`]),
      ...(choice.expected === undefined || choice.expected === (did === "done")
        ? []
        : [`outcomeIsAsForeseen: ${line}`]),
      ...(asked === undefined ? [] : wrongOutcome(asked, choice, reverted)),
    ];
    const after = await readState(world, memory);
    if (did === "done" && asked !== undefined) {
      const { rest = [], ...attempt } = choice.movement!;
      const of = after.tokens[index]!;
      note(memory, before, after.time, of.at, [attempt, ...rest]);
      const made = { attempt, index, before, after, program: of.program!, memory };
      if (rest.length === 0) wrong.push(...wrongFrozen(made));
      // A program that took effect in this very second has no state before.
      if (rest.length === 0 && of.current === before.tokens[index]!.current) {
        wrong.push(...overLimits(made), ...wrongLots(made));
        this.made.push({ ...made, memory: { ...memory, log: [...memory.log] } });
      }
    }
    await this.look(wrong, did === "refused", after);
    return { line, did, ...(reason !== undefined && { reason }) };
  }

  /** Check and explanation of what the call would move, in the second in which it will. */
  private async ask({ token }: Chosen, { movement, enforces }: Choice) {
    if (movement === undefined) return undefined;
    await this.clock();
    const checked = await checkOf(this.world, token.at, movement);
    const findings =
      enforces === undefined
        ? await explainOf(this.world, token.at, movement)
        : await enforcementOf(this.world, token.at, enforces, movement);
    const [first = checked.first] = findings;
    const asked = enforces === undefined ? checked : { ...checked, allowed: findings.length === 0, first };
    const program = asked.program === token.current ? token.program : undefined;
    return { ...asked, findings, token, program };
  }

  private async file({ files }: Choice, target: Address, data: Hex): Promise<void> {
    const { agent2 } = this.world.actors;
    if (files === "order")
      await this.send(agent2.address, target, TOKEN.encodeFunctionData("fileOrder", [data]) as Hex);
    else
      for (const [from, to, amount] of files ?? []) {
        const filing = TOKEN.encodeFunctionData("fileInstrument", [from, to, amount, `0x${"17".repeat(32)}`]) as Hex;
        await this.send(agent2.address, target, filing);
      }
  }

  private targetOf({ token }: Chosen, { target }: Step): Address {
    return target === "engine" ? this.world.w.at.engine : token.at;
  }

  private memberOf({ role }: Step): string {
    const { actors } = this.world;
    return role in actors ? actors[role as keyof Actors].address : actors.nobody.address;
  }

  /** Puts the next block a second after the last, whatever the clock of the machine says. */
  private async clock(): Promise<bigint> {
    const { provider } = this.world.w.connection;
    const { timestamp } = (await provider.request({ method: "eth_getBlockByNumber", params: ["latest", false] })) as {
      timestamp: Hex;
    };
    const time = BigInt(timestamp) + 1n;
    await this.world.w.networkHelpers.time.setNextBlockTimestamp(time);
    return time;
  }

  private async send(from: string, to: Address, data: Hex): Promise<{ reverted: Hex | undefined; time: bigint }> {
    const time = await this.clock();
    try {
      const params = [{ from, to, data, gas: GAS }];
      await this.world.w.connection.provider.request({ method: "eth_sendTransaction", params });
      return { reverted: undefined, time };
    } catch (error) {
      const { data: found } = error as { readonly data?: Hex | { readonly data?: Hex } };
      const reverted = typeof found === "object" && found !== null ? found.data : (found ?? undefined);
      if (reverted === undefined) throw error;
      return { reverted, time };
    }
  }

  /** Reads the state, and throws if anything is wrong with it; after a refusal, also if anything changed. */
  private async look(wrong: readonly string[], unchanged = false, read?: State): Promise<void> {
    const state = read ?? (await readState(this.world, this.memory));
    const all = [...wrong, ...broken(state, this.memory, this.world)];
    if (unchanged && printed(state) !== printed(this.state)) all.push("refusalsChangeNothing: the state is another");
    for (const [i, { at, current }] of state.tokens.entries())
      if (current !== this.state.tokens[i]!.current) forgetFlows(this.memory, at);
    this.state = state;
    if (all.length > 0) throw new Error(`${all.join("\n")}\nafter\n${this.lines.join("\n")}`);
  }
}

/** Everything that a clock alone does not change. */
const printed = ({ time: _time, ...state }: State): string =>
  JSON.stringify(state, (_key, part: unknown) => {
    if (typeof part === "bigint") return String(part);
    if (part instanceof Map) return [...part];
    return part instanceof Set ? [...part] : part;
  });

const maySend = ({ role }: Step, actor: keyof Actors): boolean =>
  actor === role || (role === "transferAgent" && actor === "agent2") || (role === "own" && actor === "desk");

const dataOf = ({ target, signature }: Step, args: readonly unknown[]): Hex =>
  (target === "engine" ? ENGINE : TOKEN).encodeFunctionData(signature, args) as Hex;

type Answer = Omit<Asked, "program"> & { readonly findings: readonly Asked["first"][] } & Pick<Chosen, "token"> & {
    readonly program: Chosen["token"]["program"];
  };

/** `check` is the outcome, and names its reason; `explain` is empty accordingly; nobody is kept from leaving by a limit. */
function wrongOutcome(asked: Answer, { movement }: Choice, reverted: Hex | undefined): string[] {
  const { allowed, first, findings, program } = asked;
  const alone = (movement!.rest ?? []).length === 0;
  const wrong: string[] = [];
  const say = (name: string) => wrong.push(`${name}: ${text({ movement, allowed, first, findings, reverted })}`);
  if (allowed !== (findings.length === 0)) say("explainIsEmptyIffAllowed");
  if (!allowed && text(findings[0]) !== text(first)) say("explainBeginsWithTheFirst");
  if (!allowed && reverted !== revertDataOf(first)) say("checkIsTheOutcome");
  if (allowed && alone && reverted !== undefined) say("checkIsTheOutcome");
  if (program === undefined) return wrong;
  return [
    ...wrong,
    ...(movement!.kind === "burn" ? wrongAgainstExit(program, findings) : wrongAgainstSender(program, findings)),
  ];
}
