import { type Address } from "viem";
import * as change from "../../../../sdk/change/index.js";
import { someFacts } from "../../../fixtures/walk.js";
import { ask } from "../state.js";
import { COUNTRIES, ENGINE } from "../world.js";
import { type Choice, type Chosen, DOCUMENT, freeWallet, knownWallet, someTime, type Step, tokensOf } from "./step.js";

const CHAIN = 31337n;
const LANES = [0, 1, 2, 5, 7];
const STATUSES = [0, 1, 1 << 5, 1 << 6, (1 << 5) | 1, 2 ** 24];

const step = (signature: string, role: Step["role"], choose: Step["choose"], rest: Partial<Step> = {}): Step => ({
  ...{ signature, target: "engine", role, choose, ...rest },
});
const registrar = (signature: string, choose: Step["choose"], weight = 1) =>
  step(signature, "registrar", choose, { weight });

const factsOf = (given: Chosen): change.InvestorFacts => {
  const { random } = given;
  return someFacts({
    ...{ country: random.pick(COUNTRIES), lane: random.pick(LANES), statuses: random.pick(STATUSES) },
    states: random.oneIn(8) ? 1 : random.oneIn(8) ? 2 : 0,
    kycUntil: someTime(given),
    statusUntil: someTime(given),
  });
};

const newcomer = (given: Chosen): change.Enrolment | undefined => {
  const wallet = freeWallet(given);
  return wallet && { wallets: [wallet], facts: factsOf(given) };
};

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
  return {
    args: [given.world.w.registry, kept, gone, tokensOf(given, goes.investor)],
    ...(sure && { expected: may }),
    remember: () => {
      given.memory.gone.push({ investor: goes.investor });
      if (touched) given.memory.touched.add(stays.investor);
    },
  };
}

/** Attester 1 signs by its key, attester 2 as a contract. */
async function attesting(given: Chosen): Promise<Choice> {
  const { world, state, random } = given;
  const wallet = knownWallet(given);
  const { investor } = recordAt(given, wallet);
  const [{ nonce }] = (await ask(world, world.w.at.engine, ENGINE, "attestationState", [
    world.w.registry,
    investor,
  ])) as unknown as [{ nonce: bigint }];
  const attestation = {
    ...{
      registry: world.w.registry,
      investor,
      statuses: random.pick([0, 1, 1 << 5, 1 << 6]),
      statusUntil: 4_000_000_000n,
    },
    ...{ asOf: state.time, nonce: random.oneIn(6) ? nonce + 1n : nonce, deadline: state.time + 3600n },
  };
  const { domain, types, message } = change.attestationData({
    chainId: CHAIN,
    engine: world.w.at.engine,
    ...attestation,
  });
  const signature = await world.actors.attester.signTypedData(domain, types as never, message);
  return { args: [attestation, wallet, world.actors.attester.address, signature] };
}

async function attestedEnrolment(given: Chosen): Promise<Choice | undefined> {
  const { world, state } = given;
  const one = newcomer(given);
  if (one === undefined) return undefined;
  const enrolment = { ...one, facts: { ...one.facts, statuses: one.facts.statuses & 0x61, states: 0 } };
  const [asOf, deadline] = [state.time, state.time + 3600n];
  const { domain, types, message } = change.enrolmentAttestationData({
    ...{ chainId: CHAIN, engine: world.w.at.engine, registry: world.w.registry, ...enrolment, asOf, deadline },
  });
  const signature = await world.actors.attester.signTypedData(domain, types as never, message);
  return { args: [world.w.registry, enrolment, asOf, deadline, world.actors.attester.address, signature] };
}

/** A root of two people who have no wallet yet. */
function publishing(given: Chosen): Choice | undefined {
  const { world, state, memory } = given;
  const one = newcomer(given);
  if (one === undefined) return undefined;
  const first = state.investors + 1n;
  const enrolments = [
    one,
    { wallets: [`0x${first.toString(16).padStart(40, "d")}` as Address], facts: factsOf(given) },
  ];
  const leaves = enrolments.map((enrolment, i) => ({ number: first + BigInt(i), enrolment }));
  const { root } = treeOf(given, leaves);
  return {
    args: [world.w.registry, root, first, 2, state.time + 200_000n],
    expected: true,
    remember: () => memory.roots.push({ root, leaves }),
  };
}

const treeOf = ({ world }: Chosen, leaves: readonly { number: bigint; enrolment: change.Enrolment }[]) =>
  change.enrolmentTree({
    leaves: leaves.map(({ number, enrolment }) =>
      change.enrolmentLeaf({
        chainId: CHAIN,
        engine: world.w.at.engine,
        registry: world.w.registry,
        number,
        ...enrolment,
      }),
    ),
  });

function claiming(given: Chosen): Choice | undefined {
  const { memory, random, world } = given;
  if (memory.roots.length === 0) return undefined;
  const { root, leaves } = random.pick(memory.roots);
  const { number, enrolment } = leaves[0]!;
  return { args: [world.w.registry, root, number, enrolment, treeOf(given, leaves).proof(0)] };
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
    "bind(uint32,address,address)",
    (given) => {
      const known = knownWallet(given);
      const further = freeWallet(given) ?? knownWallet(given);
      return { args: [given.world.w.registry, known, further] };
    },
    4,
  ),
  registrar("unbind(uint32,address,address[])", unbinding, 4),
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
  registrar("publishRoot(uint32,bytes32,uint64,uint32,uint48)", publishing),
  step("revokeRoot(uint32,bytes32)", "guardian", ({ memory, random, world }) =>
    memory.roots.length === 0 ? undefined : { args: [world.w.registry, random.pick(memory.roots).root] },
  ),
  step(
    "claim(uint32,bytes32,uint64,(address[],(uint16,uint16,uint8,uint32,uint8,uint32,uint32)),bytes32[])",
    "anyone",
    claiming,
  ),
  step("setAttester(uint32,address,(uint32,bool))", "admin", ({ world, random }) => ({
    args: [
      world.w.registry,
      world.actors.attester.address,
      { mask: random.pick([0x61, 0x61, 1]), enrols: !random.oneIn(3) },
    ],
    expected: true,
  })),
  step("attest((uint32,uint64,uint32,uint32,uint48,uint64,uint48),address,address,bytes)", "anyone", attesting),
  step(
    "enrolByAttestation(uint32,(address[],(uint16,uint16,uint8,uint32,uint8,uint32,uint32)),uint48,uint48,address,bytes)",
    "anyone",
    attestedEnrolment,
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
    { weight: 2, others: ["RegistrarUnknown"] },
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
    expected: false,
  })),
  step("joinFlows(address[],uint64)", "anyone", ({ memory, token, random }) =>
    memory.gone.length === 0
      ? { args: [[token.at], 1n], expected: false }
      : { args: [[token.at], random.pick(memory.gone).investor], expected: true },
  ),
];
