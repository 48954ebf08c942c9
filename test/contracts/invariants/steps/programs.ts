import { type Address, type Hex, keccak256 } from "viem";
import { LOT_WORD, packWord } from "../../../../sdk/kinds/index.js";
import { meterKeyOf, packFlow } from "../../../../sdk/program/index.js";
import { DAY, NOTICE } from "../../../fixtures/walk.js";
import { METERED } from "../tokens.js";
import { forgetFlows, HOSTILE } from "../world.js";
import { enforcing } from "./events.js";
import { sayHalted } from "./halts.js";
import { type Chosen, DOCUMENT, fullWallet, knownWallet, someTime, type Step, anyCaller } from "./step.js";

type Rest = Pick<Step, "after">;
const step = (signature: string, role: Step["role"], choose: Step["choose"], weight = 1, rest: Rest = {}): Step => ({
  ...{ signature, target: "engine", role, choose, weight, ...rest },
});
const agent = (signature: string, choose: Step["choose"], weight = 1, rest: Rest = {}) =>
  step(signature, "transferAgent", choose, weight, rest);

/** Keys of all meters that the programs read; mostly one of the program in force. */
function someMeter({ world, token, random }: Chosen): Hex {
  const all = world.programs.flatMap((program) =>
    [...program.rules.keys()]
      .filter((rule) => METERED.has(program.rules[rule]!.kind))
      .map((rule) => meterKeyOf(program, rule)),
  );
  const running = token.meters.map(({ key }) => key);
  return random.oneIn(8) || running.length === 0 ? random.pick(all) : random.pick(running);
}

/** A call that the hostile token makes, for itself. */
const told = ({ world }: Chosen, name: string, args: readonly unknown[]) => ({
  to: world.hostileAt,
  data: HOSTILE.encodeFunctionData(name, args) as Hex,
});

/** The hostile token reports what never happened. */
function reporting(given: Chosen) {
  const { random, world, state, memory } = given;
  const [from, to] = [knownWallet(given), knownWallet(given)];
  const kind = random.pick([0, 0, 1, 2, 3, 4]);
  const parties = [kind === 1 ? NONE : from, kind === 2 ? NONE : to] as const;
  const numbers = [random.pick([0n, 1n, 50n]), random.pick([0n, 1n, 50n]), random.pick([0n, 1n])];
  const args = [kind, ...parties, ...numbers] as const;
  return {
    args: [kind, NONE, ...parties, ...numbers],
    from: world.actors.nobody.address,
    through: told(given, "report", args),
    remember: () => {
      for (const wallet of [from, to]) memory.touched.add(state.records.get(wallet)!.investor);
    },
  };
}
const NONE: Address = `0x${"00".repeat(20)}`;

/** A call of the engine by the hostile token; by anybody else it is refused, since only a token's own word is taken. */
const ofToken = (signature: string, name: string, choose: (given: Chosen) => readonly unknown[]): Step =>
  step(signature, "own", (given) => {
    const args = choose(given);
    return given.random.oneIn(4)
      ? { args, from: given.world.actors.nobody.address, expected: false }
      : { args, from: given.world.actors.nobody.address, through: told(given, name, args), expected: true };
  });

const lots = (given: Chosen) => {
  const { token, state, random } = given;
  const wallet = fullWallet(given);
  const { investor } = state.records.get(wallet)!;
  const holding = (state.people.get(investor)?.wallets ?? []).reduce(
    (sum, each) => sum + token.balances.get(each)!,
    0n,
  );
  const day = state.time / DAY - BigInt(random.int(90));
  const units = random.oneIn(6) ? holding + 1n : holding;
  const some = [packWord(LOT_WORD, { day, origin: BigInt(random.int(3)), units })];
  return { args: [token.at, wallet, holding === 0n ? [] : some, DOCUMENT] };
};

/** Often the one that keeps lots, while none are kept. */
const someProgramOf = ({ world, random, token }: Chosen) => {
  const keepsLots = world.programs.find(({ lots: terms }) => terms !== undefined);
  return token.lotsFrom === 0n && keepsLots !== undefined && random.oneIn(3) ? keepsLots : random.pick(world.programs);
};
const SCHEDULE = "schedule(address,bytes32,uint48)";
const CANCEL = "cancel(address)";
const HALT = "haltTrading(address,bytes32)";
const RESUME = "resumeTrading(address,bytes32)";
const HALT_SOURCE = "setHaltSource(address,address)";
/** A group's meter runs while a program that reads it is in force, or waits. */
const GROUP = { after: [enforcing("mostGroupShare")] };
const METER = { after: [enforcing("mostOutflow")] };

/** What is enforced and by what: programs, lots, meters, groups, halts; and what a token tells of itself. */
export const programSteps: readonly Step[] = [
  step("publish(bytes)", "anyone", (given) => {
    const { bytes } = someProgramOf(given);
    const broken = given.random.oneIn(3);
    return { args: [broken ? `${bytes.slice(0, -2)}` : bytes], expected: !broken };
  }),
  step(
    SCHEDULE,
    "ruleAuthor",
    (given) => {
      const { token, state, random } = given;
      const early = random.oneIn(6);
      const notice = token.at === given.world.tokens[0] ? NOTICE : 0n;
      const from = state.time + notice + (early ? -BigInt(random.int(2)) : 30n);
      const waits = BigInt(token.next) !== 0n;
      const args = [token.at, random.oneIn(9) ? keccak256("0x") : someProgramOf(given).id, from];
      return { args, ...(waits && state.time + 1n < token.nextFrom && { expected: false }) };
    },
    4,
    { after: [CANCEL] },
  ),
  step(
    CANCEL,
    "guardian",
    ({ token }) => ({ args: [token.at], ...(BigInt(token.next) === 0n && { expected: false }) }),
    1,
    { after: [SCHEDULE] },
  ),
  step("settle(address)", "anyone", ({ token }) => ({ args: [token.at] }), 4),
  agent(
    "completeLots(address)",
    ({ token }) => ({ args: [token.at], ...(token.lotsFrom === 0n && { expected: false }) }),
    2,
    { after: [CANCEL, SCHEDULE] },
  ),
  agent("setLots(address,address,uint256[],bytes32)", lots, 1, { after: [CANCEL, SCHEDULE] }),
  agent("closeTranche(address,uint8,uint256,bytes32)", ({ token, state, random }) => {
    const day = random.oneIn(4) ? 0n : state.time / DAY - BigInt(random.int(80)) + (random.oneIn(6) ? 90n : 0n);
    return { args: [token.at, random.int(8), day, DOCUMENT] };
  }),
  agent("completeMeters(address)", ({ token }) => ({ args: [token.at] }), 3, METER),
  agent(
    "setFlows(address,bytes32,address,uint128[],bytes32)",
    (given) => {
      const { token, state, random } = given;
      const day = Number(state.time / DAY) - random.int(14);
      const flows = random.oneIn(3) ? [] : [packFlow({ day, units: random.oneIn(2) ? 1n : random.amount(50n) })];
      return {
        args: [token.at, someMeter(given), knownWallet(given), flows, DOCUMENT],
        // What the agent says takes the place of what was counted.
        remember: () => forgetFlows(given.memory, token.at),
      };
    },
    1,
    METER,
  ),
  agent("reportVolumes(address,uint256,uint48,uint256,uint48,bytes32)", (given) => {
    const { token, memory, random } = given;
    const weekly = { units: random.pick([10n, 50n]), until: someTime(given) };
    const daily = { units: random.pick([10n, 200n]), until: someTime(given) };
    return {
      args: [token.at, weekly.units, weekly.until, daily.units, daily.until, DOCUMENT],
      expected: true,
      remember: () => memory.volumes.set(token.at, { weekly, daily }),
    };
  }),
  agent("setPersonalLimit(address,address,uint256,uint48,bytes32)", (given) => {
    const { token, memory, random, state } = given;
    const [wallet, units, until] = [knownWallet(given), random.amount(150n), someTime(given)];
    const key = `${token.at} ${state.records.get(wallet)!.investor}`;
    return {
      args: [token.at, wallet, units, until, DOCUMENT],
      remember: () => memory.personal.set(key, { units, until }),
    };
  }),
  agent(
    "setGroupWeight(address,bytes32,address,uint256,bytes32)",
    (given) => ({
      args: [given.token.at, someMeter(given), knownWallet(given), BigInt(given.random.int(12_000)), DOCUMENT],
    }),
    1,
    GROUP,
  ),
  step(
    "syncGroup(address,bytes32,address[])",
    "anyone",
    (given) => {
      const first = [...given.state.people.values()].map(({ wallets }) => wallets[0]!);
      return { args: [given.token.at, groupMeter(given), given.random.oneIn(3) ? [knownWallet(given)] : first] };
    },
    4,
    GROUP,
  ),
  step(HALT, "guardian", ({ token }) => ({ args: [token.at, DOCUMENT] }), 1, { after: [RESUME] }),
  agent(RESUME, ({ token }) => ({ args: [token.at, DOCUMENT] }), 2, { after: [HALT] }),
  step(HALT_SOURCE, "admin", ({ world, token, random }) => ({
    args: [token.at, random.oneIn(3) ? NONE : world.signerAt],
    expected: true,
  })),
  step("setLeverageSource(address,address)", "admin", ({ world, token, random }) => ({
    args: [token.at, random.oneIn(3) ? NONE : world.signerAt],
    expected: true,
  })),
  step("haltBySignature(address,bool,uint48,uint48,bytes)", "anyone", sayHalted, 1, { after: [HALT_SOURCE] }),
  step("onMovement(uint8,address,address,address,uint256,uint256,uint256)", "own", reporting, 4),
  step("recordFlows((uint8,address,address,address,address,uint256))", "never", (given) => ({
    args: [[0, given.token.at, NONE, knownWallet(given), knownWallet(given), 5n]],
    from: anyCaller(given),
    expected: false,
  })),
  ofToken("setPaused(bool)", "setPaused", ({ random }) => [random.oneIn(2)]),
  ofToken("setFrozenUnits(address,uint256)", "setFrozenUnits", (given) => [
    knownWallet(given),
    given.random.amount(99n),
  ]),
  ofToken("setHeldUnits(address,uint256)", "setHeldUnits", (given) => [knownWallet(given), given.random.amount(99n)]),
  ofToken("setWalletFrozen(address,bool)", "setWalletFrozen", (given) => [knownWallet(given), given.random.oneIn(2)]),
];

/** The meter of the one program that counts a group. */
const groupMeter = ({ world }: Chosen): Hex => {
  const program = world.programs.find(({ rules }) => rules.some(({ kind }) => kind === "mostGroupShare"))!;
  return meterKeyOf(
    program,
    program.rules.findIndex(({ kind }) => kind === "mostGroupShare"),
  );
};
