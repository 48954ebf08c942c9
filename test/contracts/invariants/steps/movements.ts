import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../../sdk/abis/index.js";
import * as change from "../../../../sdk/change/index.js";
import { CAUSES, type MovementKind } from "../../../../sdk/kinds/index.js";
import { BENEFICIARIES, TOKEN } from "../world.js";
import { ask } from "../chain.js";
import { type Choice, type Chosen, DOCUMENT, fullWallet, knownWallet, partOf, type Step } from "./step.js";

type Pair = { readonly from: Address; readonly to: Address; readonly amount: bigint };

function pair(given: Chosen): Pair {
  const from = fullWallet(given);
  const to = given.random.oneIn(15) ? from : knownWallet(given);
  return { from, to, amount: partOf(given, from) };
}

/** One or two movements, of which the second is judged after the first. */
const pairs = (given: Chosen): readonly Pair[] => Array.from({ length: 1 + given.random.int(2) }, () => pair(given));
const lists = (all: readonly Pair[]) =>
  [all.map(({ from }) => from), all.map(({ to }) => to), all.map(({ amount }) => amount)] as const;
const firstOf = (all: readonly Pair[], kind: MovementKind, but: "from" | "to" | "both" = "both") => {
  const [first, ...rest] = all.map(({ from, to, amount }) => ({
    ...{ kind, amount, ...(but !== "to" && { from }), ...(but !== "from" && { to }) },
  }));
  return { ...first!, rest };
};

const step = (signature: string, role: Step["role"], choose: Step["choose"], rest: Partial<Step> = {}): Step => ({
  signature,
  target: "token",
  role,
  choose,
  ...rest,
});

const agent = (signature: string, choose: Step["choose"], weight = 1, after: readonly string[] = []) =>
  step(signature, "transferAgent", choose, { weight, after });
const APPROVE = "approve(address,uint256)";
const FILE_ORDER = "fileOrder(bytes)";
const TO_SUSPENSE = "forcedTransferToSuspense(address,address,uint256,bytes32)";
const ANNOUNCE = "announceRecovery(address,address,bytes32)";
/** Once it is announced, its wait has to pass. */
const RECOVER = [ANNOUNCE, "(time passes)"];

const forcedArgs = ({ from, to, amount }: Pair) => [from, to, amount, DOCUMENT] as const;
const filings = (all: readonly Pair[]) => all.map(({ from, to, amount }) => [from, to, amount] as const);
const someCause = ({ random }: Chosen) => random.pick(Object.values(CAUSES));

/** The recovery that is announced, if its wait is over; with which units would move. */
function recovery(given: Chosen, args: (lost: Address, replacement: string) => readonly unknown[]) {
  const { memory, random, token, world } = given;
  const waiting = memory.recoveries.filter((one) => one.token === token.at);
  if (waiting.length === 0) return undefined;
  const { lost } = random.pick(waiting);
  const forget = () =>
    memory.recoveries.splice(
      memory.recoveries.findIndex((one) => one.lost === lost && one.token === token.at),
      1,
    );
  return ask(world, token.at, TOKEN, "recoveryOf", [lost]).then(([replacement, readyAt]): Choice => {
    const ready = given.state.time + 1n >= (readyAt as bigint);
    const amount = token.balances.get(lost)!;
    const movement = { kind: "recovery", from: lost, to: replacement as string, amount } as const;
    return {
      args: args(lost, replacement as string),
      ...(ready ? { movement } : { expected: false }),
      remember: forget,
    };
  });
}

const permitted = async (given: Chosen): Promise<Choice> => {
  const { world, token, random, state } = given;
  const owner = random.pick([world.w.alice, world.w.bob, world.w.carol]);
  const [nonce] = await ask(world, token.at, TOKEN, "nonces", [owner.address]);
  const right = !random.oneIn(4);
  const deadline = state.time + 3600n;
  const { domain, types, message } = change.permitData({
    ...{ chainId: 31337n, token: token.at, owner: owner.address as Address, nonce: nonce as bigint },
    ...{ spender: world.actors.spender.address as Address, amount: 50n, deadline },
  });
  const signature = await (right ? owner : world.actors.nobody).signTypedData(domain, types as never, message);
  const [r, s, v] = [
    `0x${signature.slice(2, 66)}`,
    `0x${signature.slice(66, 130)}`,
    Number(`0x${signature.slice(130)}`),
  ];
  return { args: [owner.address, world.actors.spender.address, 50n, deadline, v, r, s], expected: right };
};

/** Everything of the token by which units move, and what is allowed or filed for it. */
export const movementSteps: readonly Step[] = [
  step(
    "transfer(address,uint256)",
    "own",
    (given) => {
      const { from, to, amount } = pair(given);
      const choice = { args: [to, amount], from, movement: { kind: "transfer", from, to, amount } } as const;
      const data = encodeFunctionData({ abi: securityTokenAbi, functionName: "transfer", args: [to, amount] });
      return { ...choice, ...given.world.contracts.get(from)?.(given.token.at, data) };
    },
    { weight: 8 },
  ),
  step(
    "transferFrom(address,address,uint256)",
    "own",
    (given) => {
      const { from, to, amount } = pair(given);
      const { actors, contracts } = given.world;
      const spender = given.random.oneIn(3)
        ? given.random.pick([...contracts.keys(), knownWallet(given)])
        : (actors.spender.address as Address);
      const args = [from, to, amount] as const;
      const data = encodeFunctionData({ abi: securityTokenAbi, functionName: "transferFrom", args });
      const movement = { kind: "transfer", spender, from, to, amount } as const;
      return { args, from: spender, movement, ...contracts.get(spender)?.(given.token.at, data) };
    },
    { weight: 4, after: [APPROVE] },
  ),
  step("batchTransfer(address[],uint256[])", "own", (given) => {
    const from = fullWallet(given);
    const all = pairs(given).map((each) => ({ ...each, from, amount: partOf(given, from) }));
    return { args: [lists(all)[1], lists(all)[2]], from, movement: firstOf(all, "transfer") };
  }),
  step(
    APPROVE,
    "own",
    (given) => ({
      args: [
        given.random.pick([given.world.actors.spender.address, ...given.world.contracts.keys()]),
        given.random.amount(100n),
      ],
      from: knownWallet(given),
      expected: true,
    }),
    { weight: 3 },
  ),
  step("permit(address,address,uint256,uint256,uint8,bytes32,bytes32)", "anyone", permitted),
  agent(
    "mint(address,uint256)",
    (given) => {
      const [to, amount] = [knownWallet(given), given.random.oneIn(12) ? 0n : given.random.amount(80n)];
      return { args: [to, amount], movement: { kind: "mint", to, amount } };
    },
    4,
  ),
  agent(
    "burn(address,uint256)",
    (given) => {
      const { from, amount } = pair(given);
      return { args: [from, amount], movement: { kind: "burn", from, amount } };
    },
    3,
  ),
  agent("batchMint(address[],uint256[])", (given) => {
    const all = pairs(given).map((each) => ({ ...each, amount: given.random.amount(40n) }));
    return { args: [lists(all)[1], lists(all)[2]], movement: firstOf(all, "mint", "to") };
  }),
  agent("batchBurn(address[],uint256[])", (given) => {
    const all = pairs(given);
    return { args: [lists(all)[0], lists(all)[2]], movement: firstOf(all, "burn", "from") };
  }),
  agent(
    "forcedTransfer(address,address,uint256,bytes32)",
    (given) => {
      const one = pair(given);
      return { args: forcedArgs(one), files: filings([one]), movement: { kind: "forced", ...one } };
    },
    2,
  ),
  agent("forcedTransfer(address,address,uint256)", (given) => {
    const { from, to, amount } = pair(given);
    const files = given.random.oneIn(5) ? undefined : filings([{ from, to, amount }]);
    const args = [from, to, amount];
    return files === undefined ? { args } : { args, files, movement: { kind: "forced", from, to, amount } };
  }),
  agent("batchForcedTransfer(address[],address[],uint256[])", (given) => {
    const all = pairs(given);
    return { args: lists(all), files: filings(all), movement: firstOf(all, "forced") };
  }),
  agent("fileInstrument(address,address,uint256,bytes32)", (given) => {
    const { from, to, amount } = pair(given);
    return { args: [from, to, amount, DOCUMENT], expected: true };
  }),
  agent(FILE_ORDER, (given) => {
    const { from, to, amount } = pair(given);
    const args = [from, to, amount, CAUSES.gift, DOCUMENT] as const;
    const data = encodeFunctionData({ abi: securityTokenAbi, functionName: "transmit", args });
    return { args: [data], expected: true, remember: () => given.memory.orders.push({ token: given.token.at, data }) };
  }),
  agent(
    "withdrawOrder(bytes)",
    ({ memory, token, random }) => {
      const filed = memory.orders.filter((order) => order.token === token.at);
      if (filed.length === 0) return undefined;
      const order = random.pick(filed);
      return { args: [order.data], remember: () => memory.orders.splice(memory.orders.indexOf(order), 1) };
    },
    1,
    [FILE_ORDER],
  ),
  agent(
    "transmit(address,address,uint256,uint8,bytes32)",
    (given) => {
      const one = pair(given);
      const args = [one.from, one.to, one.amount, someCause(given), DOCUMENT];
      return { args, files: "order", movement: { kind: "transmission", ...one } };
    },
    2,
  ),
  agent("batchTransmit(address[],address[],uint256[],uint8,bytes32)", (given) => {
    const all = pairs(given);
    return {
      args: [...lists(all), someCause(given), DOCUMENT],
      files: "order",
      movement: firstOf(all, "transmission"),
    };
  }),
  agent("licensedTransfer(address,address,uint256,bytes32)", (given) => {
    const one = pair(given);
    return { args: forcedArgs(one), files: "order", movement: { kind: "licensed", ...one } };
  }),
  agent(TO_SUSPENSE, (given) => {
    const { from, amount } = pair(given);
    return { args: [from, given.random.pick(BENEFICIARIES), amount, DOCUMENT], files: "order" };
  }),
  agent("transmitToSuspense(address,address,uint256,uint8,bytes32)", (given) => {
    const { from, amount } = pair(given);
    return { args: [from, given.random.pick(BENEFICIARIES), amount, someCause(given), DOCUMENT], files: "order" };
  }),
  agent(
    "releaseFromSuspense(address,address,uint256,bytes32)",
    (given) => {
      if (given.token.suspended === 0n) return undefined;
      const amount = given.random.amount(given.token.suspended);
      return { args: [given.random.pick(BENEFICIARIES), knownWallet(given), amount, DOCUMENT], files: "order" };
    },
    1,
    [TO_SUSPENSE],
  ),
  agent(
    ANNOUNCE,
    (given) => {
      const lost = fullWallet(given);
      const its = given.state.people.get(given.state.records.get(lost)!.investor)?.wallets ?? [];
      const to = its.length > 1 ? given.random.pick(its.filter((wallet) => wallet !== lost)) : knownWallet(given);
      const { memory, token } = given;
      return { args: [lost, to, DOCUMENT], remember: () => memory.recoveries.push({ token: token.at, lost }) };
    },
    2,
  ),
  agent(
    "cancelRecovery(address)",
    (given) => {
      const { memory, token, random } = given;
      const waiting = memory.recoveries.filter((one) => one.token === token.at);
      if (waiting.length === 0) return { args: [knownWallet(given)], expected: false };
      const one = random.pick(waiting);
      return {
        args: [one.lost],
        expected: true,
        remember: () => memory.recoveries.splice(memory.recoveries.indexOf(one), 1),
      };
    },
    1,
    [ANNOUNCE],
  ),
  agent("recover(address)", (given) => recovery(given, (lost) => [lost]), 2, RECOVER),
  agent(
    "recoveryAddress(address,address,address)",
    (given) => recovery(given, (lost, to) => [lost, to, to]),
    1,
    RECOVER,
  ),
];
