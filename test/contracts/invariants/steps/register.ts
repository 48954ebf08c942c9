import { type Address } from "viem";
import { someFacts } from "../../../fixtures/walk.js";
import { factsOf, newcomer } from "./newcomers.js";
import { anyCaller, type Choice, type Chosen, DOCUMENT, freeWallet, knownWallet, type Step, tokensOf } from "./step.js";
import { attestedEnrolment, attesting, claiming, publishing } from "./vouching.js";

const PUBLISH = "publishRoot(uint32,bytes32,uint64,uint32,uint48)";
const BIND = "bind(uint32,address,address)";
const SET_ATTESTER = "setAttester(uint32,address,(uint32,bool))";

const step = (signature: string, role: Step["role"], choose: Step["choose"], rest: Partial<Step> = {}): Step => ({
  ...{ signature, target: "engine", role, choose, ...rest },
});
const registrar = (signature: string, choose: Step["choose"], weight = 1) =>
  step(signature, "registrar", choose, { weight });

const recordAt = ({ state }: Chosen, wallet: Address) => state.records.get(wallet)!;
const isSuspense = (given: Chosen, wallet: Address) => (recordAt(given, wallet).states & 8n) !== 0n;
const factsNow = (given: Chosen, wallet: Address) => {
  const { country, region, lane, statuses, states, kycUntil, statusUntil } = recordAt(given, wallet);
  const plain = { country: Number(country), region: Number(region), lane: Number(lane), statuses: Number(statuses) };
  return someFacts({ ...plain, states: Number(states), kycUntil, statusUntil });
};

/** Whether a wallet has units of any token whose word is taken. */
const isEmpty = ({ state, world }: Chosen, wallet: Address) =>
  state.tokens.every(({ balances }) => balances.get(wallet) === 0n) &&
  state.seeded.get(wallet) === 0n &&
  wallet !== world.hostileAt;

function unbinding(given: Chosen): Choice {
  const empty = given.world.wallets.filter((wallet) => isEmpty(given, wallet) && recordAt(given, wallet).wallets > 1n);
  const wallet = given.random.oneIn(2) && empty.length > 0 ? given.random.pick(empty) : knownWallet(given);
  const { investor } = recordAt(given, wallet);
  const sure = investor !== 0n && !given.memory.touched.has(investor) && !isSuspense(given, wallet);
  return {
    args: [given.world.w.registry, wallet, tokensOf(given, investor)],
    ...(sure && { expected: isEmpty(given, wallet) }),
  };
}

function updating(given: Chosen): Choice {
  const wallet = knownWallet(given);
  const now = factsNow(given, wallet);
  const some = factsOf(given);
  const facts = given.random.oneIn(3) ? some : { ...some, country: now.country, lane: now.lane };
  const { investor } = recordAt(given, wallet);
  const moves = facts.country !== now.country || facts.lane !== now.lane;
  const held = tokensOf(given, investor).length > 0;
  const sure = investor !== 0n && !isSuspense(given, wallet);
  return { args: [given.world.w.registry, wallet, facts], ...(sure && { expected: !(moves && held) }) };
}

function merging(given: Chosen): Choice {
  const [kept, gone] = [knownWallet(given), knownWallet(given)];
  const [stays, goes] = [recordAt(given, kept), recordAt(given, gone)];
  const may =
    stays.investor !== goes.investor &&
    (stays.states & 1n) === (goes.states & 1n) &&
    (goes.states & 4n) === 0n &&
    stays.wallets + goes.wallets <= 8n &&
    given.state.tokens.every(
      ({ behind, bindings }) =>
        (behind.get(goes.investor) ?? []).every((owners) => owners === 0n) &&
        given.state.people.get(goes.investor)?.wallets.every((wallet) => bindings.get(wallet)!.held === 0n),
    );
  const touched = given.memory.touched.has(goes.investor) || given.memory.touched.has(stays.investor);
  const known = stays.investor !== 0n && goes.investor !== 0n;
  const sure = known && !touched && !isSuspense(given, kept) && !isSuspense(given, gone);
  const tokens = tokensOf(given, goes.investor);
  return {
    args: [given.world.w.registry, kept, gone, tokens],
    ...(sure && { expected: may }),
    remember: () => {
      given.memory.gone.push({ investor: goes.investor, into: stays.investor, tokens: new Set(tokens) });
      for (const { at } of given.state.tokens) given.memory.personal.set(`${at} ${stays.investor}`, "joined");
      if (touched) given.memory.touched.add(stays.investor);
    },
  };
}

/** Everything by which the registry comes to say something else. */
export const registerSteps: readonly Step[] = [
  step("createRegistry(address,bytes32)", "anyone", ({ world }) => ({
    args: [world.w.at.manager, DOCUMENT],
    expected: true,
  })),
  step("setRegistryAuthority(uint32,address)", "steward", ({ world, random }) => {
    const right = !random.oneIn(3);
    return { args: [world.w.registry, right ? world.w.at.manager : world.actors.nobody.address], expected: right };
  }),
  registrar(
    "enrol(uint32,(address[],(uint16,uint16,uint8,uint32,uint8,uint32,uint32)))",
    (given) => {
      const one = newcomer(given);
      return one && { args: [given.world.w.registry, one], expected: true };
    },
    2,
  ),
  registrar("enrolBatch(uint32,(address[],(uint16,uint16,uint8,uint32,uint8,uint32,uint32))[])", (given) => {
    const one = newcomer(given);
    return one && { args: [given.world.w.registry, [one]], expected: true };
  }),
  registrar(
    BIND,
    (given) => {
      const known = knownWallet(given);
      const further = freeWallet(given) ?? knownWallet(given);
      return { args: [given.world.w.registry, known, further] };
    },
    4,
  ),
  step("unbind(uint32,address,address[])", "registrar", unbinding, { weight: 4, after: [BIND] }),
  registrar("update(uint32,address,(uint16,uint16,uint8,uint32,uint8,uint32,uint32))", updating, 4),
  registrar(
    "reclassify(uint32,address,(uint16,uint16,uint8,uint32,uint8,uint32,uint32),address[])",
    (given) => {
      const wallet = knownWallet(given);
      const { investor } = recordAt(given, wallet);
      const sure = investor !== 0n && !isSuspense(given, wallet);
      const args = [given.world.w.registry, wallet, factsOf(given), tokensOf(given, investor)];
      return { args, ...(sure && { expected: true }) };
    },
    3,
  ),
  registrar("merge(uint32,address,address,address[])", merging, 3),
  registrar("seed(address,address[])", (given) => {
    const { world, state, random } = given;
    const wallet = random.pick([world.w.bob.address as Address, world.smart, world.wallets[5]!, knownWallet(given)]);
    const wallets = random.oneIn(6) ? [] : [wallet];
    return { args: [world.heldAt, wallets], ...(!state.imported.importing && { expected: false }) };
  }),
  registrar(PUBLISH, publishing),
  step(
    "revokeRoot(uint32,bytes32)",
    "guardian",
    ({ memory, random, world }) =>
      memory.roots.length === 0 ? undefined : { args: [world.w.registry, random.pick(memory.roots).root] },
    { after: [PUBLISH] },
  ),
  step(
    "claim(uint32,bytes32,uint64,(address[],(uint16,uint16,uint8,uint32,uint8,uint32,uint32)),bytes32[])",
    "anyone",
    claiming,
    { after: [PUBLISH] },
  ),
  step(SET_ATTESTER, "admin", ({ world, random }) => ({
    args: [
      world.w.registry,
      world.actors.attester.address,
      { mask: random.pick([0x61, 0x61, 1]), enrols: !random.oneIn(3) },
    ],
    expected: true,
  })),
  step("attest((uint32,uint64,uint32,uint32,uint48,uint64,uint48),address,address,bytes)", "anyone", attesting, {
    after: [SET_ATTESTER],
  }),
  step(
    "enrolByAttestation(uint32,(address[],(uint16,uint16,uint8,uint32,uint8,uint32,uint32)),uint48,uint48,address,bytes)",
    "anyone",
    attestedEnrolment,
    { after: [SET_ATTESTER] },
  ),
  step("setRegistrar(uint32,address,uint32,uint8)", "admin", ({ world, random }) => ({
    args: [world.w.registry, world.actors.desk.address, random.pick([0x61, 1]), random.pick([3, 3, 2])],
    expected: true,
  })),
  step(
    "updateBits(uint32,address,uint32,uint8,uint32)",
    "own",
    (given) => ({
      args: [
        given.world.w.registry,
        knownWallet(given),
        given.random.pick([0, 1, 0x21]),
        given.random.oneIn(4) ? 1 : 0,
        0,
      ],
      from: given.world.actors.desk.address,
    }),
    { weight: 2, others: ["RegistrarUnknown"], after: ["setRegistrar(uint32,address,uint32,uint8)"] },
  ),
  registrar("stateOwners(address,address,uint256,bytes32)", (given) => {
    const owners = given.random.oneIn(3) ? 0n : (2n << 64n) | BigInt(given.random.int(3));
    return { args: [given.token.at, knownWallet(given), owners, DOCUMENT] };
  }),
  step("admit(uint32,address,address,uint32)", "admin", async ({ world, random }) => {
    if (random.oneIn(3)) return { args: [world.w.registry, world.tokens[1], world.w.at.manager, 0], expected: false };
    const { w } = world;
    const token = await (
      await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Further", "FUR", 0])
    ).getAddress();
    return { args: [w.registry, token, w.at.manager, 0], expected: true };
  }),
  step("setTokenAuthority(address,address)", "steward", ({ world, token, random }) => {
    const right = !random.oneIn(3);
    return { args: [token.at, right ? world.w.at.manager : world.actors.nobody.address], expected: right };
  }),
  // What the engine asks of itself, or of a token that reports: no outsider is heard.
  step("joinMarks(address[],address,address)", "never", (given) => ({
    args: [[given.token.at], knownWallet(given), knownWallet(given)],
    from: anyCaller(given),
    expected: false,
  })),
  step(
    "joinFlows(address[],uint64)",
    "anyone",
    ({ memory, token, random }) => {
      if (memory.gone.length === 0) return { args: [[token.at], 1n], expected: false };
      const one = random.pick(memory.gone);
      return { args: [[token.at], one.investor], expected: true, remember: () => one.tokens.add(token.at) };
    },
    { after: ["merge(uint32,address,address,address[])"] },
  ),
];
