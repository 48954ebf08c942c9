import { type Address } from "viem";
import { checkOf } from "../asked.js";
import { type Choice, type Chosen, DOCUMENT, fullWallet, knownWallet, NOBODY, type Step } from "./step.js";

const step = (signature: string, role: Step["role"], choose: Step["choose"], rest: Partial<Step> = {}): Step => ({
  ...{ signature, target: "token", role, choose, ...rest },
});
const agent = (signature: string, choose: Step["choose"], weight = 1, after: readonly string[] = []) =>
  step(signature, "transferAgent", choose, { weight, after });
const FREEZE = "freezePartialTokens(address,uint256)";
const HOLD = "hold(address,uint256,bytes32)";
const frozenOf = ({ token }: Chosen, wallet: Address) => token.bindings.get(wallet)!.frozen;

/** More than there is, now and then. */
const units = (given: Chosen, wallet: Address) =>
  given.random.oneIn(2) ? 0n : given.random.amount(2n * (given.token.balances.get(wallet)! || 1n));

const freezing = (given: Chosen): Choice => {
  const wallet = fullWallet(given);
  return { args: [wallet, units(given, wallet)], expected: true };
};
const wholly = (given: Chosen): Choice => ({ args: [fullWallet(given), given.random.oneIn(4)], expected: true });

const unfreezing = (given: Chosen) => {
  const wallet = fullWallet(given);
  const frozen = frozenOf(given, wallet);
  const amount = given.random.oneIn(3) ? frozen + 1n : given.random.amount(frozen || 1n);
  return { wallet, amount, expected: amount <= frozen };
};

/** Units pass to a pledgee's favour exactly where they could pass by transmission, and to somebody else. */
async function pledging(given: Chosen): Promise<Choice> {
  const { token, state, random, memory, world } = given;
  const [holder, pledgee] = [fullWallet(given), knownWallet(given)];
  const free = token.free.get(holder)!;
  const amount = random.oneIn(5) ? free + 1n : random.oneIn(9) ? 0n : random.amount(free || 1n);
  const [one, other] = [state.records.get(holder)!, state.records.get(pledgee)!];
  const { allowed } = await checkOf(world, token.at, { kind: "transmission", from: holder, to: pledgee, amount });
  const may = amount > 0n && allowed && one.investor !== other.investor && (other.states & 8n) === 0n;
  return {
    args: [pledgee, amount, DOCUMENT],
    from: holder,
    expected: may,
    remember: () => memory.holds.set(token.at, (memory.holds.get(token.at) ?? 0) + 1),
  };
}

/** Mostly one that is not released. */
const someHold = ({ token, random }: Chosen) => {
  const placed = [...token.holds.keys()];
  const open = placed.filter((i) => BigInt(token.holds[i]!.pledgee) !== 0n);
  const some = open.length === 0 || random.oneIn(6) ? placed : open;
  return some.length === 0 ? undefined : 1 + random.pick(some);
};

/** Its pledgee disposes of part of a hold, of more than it has, or of one that is no more. */
function disposing(given: Chosen): Choice {
  const id = someHold(given) ?? 1;
  const { pledgee, units } = given.token.holds[id - 1] ?? { pledgee: NOBODY, units: 0n };
  if (BigInt(pledgee) === 0n) return { args: [BigInt(id), 1n], from: given.world.w.bob.address, expected: false };
  const part = given.random.oneIn(4)
    ? units
    : given.random.oneIn(8)
      ? units + 1n
      : 1n + given.random.amount(units - 1n);
  return { args: [BigInt(id), part], from: pledgee, ...(part > units && { expected: false }) };
}

/** What stands on wallets and on the token as a whole, holds, documents. */
export const brakeSteps: readonly Step[] = [
  step("pause()", "guardian", () => ({ args: [], expected: true }), { after: ["unpause()"] }),
  agent("unpause()", () => ({ args: [], expected: true }), 5),
  agent("setFrozenUnits(address,uint256)", freezing),
  agent("setFrozenTokens(address,uint256)", freezing),
  agent("setWalletFrozen(address,bool)", wholly),
  agent("setAddressFrozen(address,bool)", wholly),
  agent("batchSetAddressFrozen(address[],bool[])", (given) => ({
    args: [
      [fullWallet(given), knownWallet(given)],
      [false, given.random.oneIn(6)],
    ],
    expected: true,
  })),
  agent(FREEZE, (given) => {
    const wallet = fullWallet(given);
    return { args: [wallet, units(given, wallet)] };
  }),
  agent("batchFreezePartialTokens(address[],uint256[])", (given) => {
    const wallet = fullWallet(given);
    return { args: [[wallet], [units(given, wallet)]] };
  }),
  agent(
    "unfreezePartialTokens(address,uint256)",
    (given) => {
      const { wallet, amount, expected } = unfreezing(given);
      return { args: [wallet, amount], expected };
    },
    1,
    [FREEZE],
  ),
  agent(
    "batchUnfreezePartialTokens(address[],uint256[])",
    (given) => {
      const { wallet, amount, expected } = unfreezing(given);
      return { args: [[wallet], [amount]], expected };
    },
    1,
    [FREEZE],
  ),
  step(HOLD, "own", pledging, { weight: 3 }),
  step(
    "releaseHold(uint256)",
    "own",
    (given) => {
      const id = someHold(given);
      if (id === undefined) return { args: [1n], from: given.world.w.bob.address, expected: false };
      const { pledgee } = given.token.holds[id - 1]!;
      if (BigInt(pledgee) === 0n) return { args: [BigInt(id)], from: given.world.w.bob.address, expected: false };
      return { args: [BigInt(id)], from: pledgee };
    },
    { others: ["PledgeeOnly", "HoldUnknown"], after: [HOLD] },
  ),
  step("releasePart(uint256,uint256)", "own", disposing, { others: ["PledgeeOnly", "HoldUnknown"], after: [HOLD] }),
  step(
    "enforceHold(uint256,address,uint256)",
    "own",
    (given) => {
      const { args, from, expected } = disposing(given);
      const [id, units] = args as readonly [bigint, bigint];
      const some = knownWallet(given);
      const { holder } = given.token.holds[Number(id) - 1] ?? { holder: some };
      // Back to the holder nothing changes hands.
      const to = given.random.oneIn(2) ? holder : some;
      const movement = { kind: "transfer", spender: from as Address, from: holder, to, amount: units } as const;
      return { args: [id, to, units], from, ...(expected === false ? { expected } : { movement, enforces: id }) };
    },
    { weight: 3, others: ["PledgeeOnly", "HoldUnknown"], after: [HOLD] },
  ),
  step(
    "explainEnforcement(uint256,address,uint256)",
    "anyone",
    (given) => {
      const { args, expected } = disposing(given);
      const [id, units] = args;
      return { args: [id, knownWallet(given), units], expected: expected !== false };
    },
    { after: [HOLD] },
  ),
  step("undoneEnforcement(uint256,address,uint256)", "never", (given) => ({
    args: [BigInt(someHold(given) ?? 1), knownWallet(given), 1n],
    expected: false,
  })),
  step(
    "releaseHoldByOrder(uint256,bytes32)",
    "transferAgent",
    (given) => {
      const id = someHold(given);
      const isOpen = id !== undefined && BigInt(given.token.holds[id - 1]!.pledgee) !== 0n;
      return { args: [BigInt(id ?? 1), DOCUMENT], files: "order", ...(!isOpen && { expected: false }) };
    },
    { after: [HOLD] },
  ),
  step("setDocument(bytes32,string,bytes32)", "ruleAuthor", () => ({
    args: [DOCUMENT, "ipfs://terms", DOCUMENT],
    expected: true,
  })),
  step("removeDocument(bytes32)", "ruleAuthor", () => ({ args: [DOCUMENT] })),
  step("openFacades()", "anyone", () => ({ args: [] })),
];
