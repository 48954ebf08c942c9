import { type Address } from "viem";
import * as change from "../../../../sdk/change/index.js";
import { ask } from "../chain.js";
import { ENGINE } from "../world.js";
import { factsOf, newcomer } from "./newcomers.js";
import { type Choice, type Chosen, knownWallet } from "./step.js";

const CHAIN = 31337n;

/** Some evidence, signed by the attester's key. */
export async function attesting(given: Chosen): Promise<Choice> {
  const { world, state, random } = given;
  const wallet = knownWallet(given);
  const { investor } = state.records.get(wallet)!;
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

/** A newcomer, for whom the attester signs. */
export async function attestedEnrolment(given: Chosen): Promise<Choice | undefined> {
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
export function publishing(given: Chosen): Choice | undefined {
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

/** The first leaf of a root. */
export function claiming(given: Chosen): Choice | undefined {
  const { memory, random, world } = given;
  if (memory.roots.length === 0) return undefined;
  const { root, leaves } = random.pick(memory.roots);
  const { number, enrolment } = leaves[0]!;
  return { args: [world.w.registry, root, number, enrolment, treeOf(given, leaves).proof(0)] };
}
