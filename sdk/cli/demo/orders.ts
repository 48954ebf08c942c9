import { type Address, keccak256, stringToHex, zeroHash } from "viem";
import * as change from "../../change/index.js";
import { maskOf, STATES } from "../../kinds/index.js";
import type { Movement } from "../../verdict/index.js";
import { type AttemptParameters, ESTATE } from "./attempt.js";
import type { StagedToken } from "./stage.js";

type Hands = {
  readonly holdings: ReadonlyMap<Address, bigint>;
  readonly make: (movement: Movement) => Promise<void>;
};

/** A wallet whose key is lost, and another one of the same investor. */
export type Lost = { readonly lost: Address; readonly replacement: Address };

/** Hash of what proves that a key is lost. */
const AFFIDAVIT = keccak256(stringToHex("Affidavit of a holder, made up for the demo"));

/** What moves, or stays, for another reason than a sale: inheritance, suspense, a licence, a pledge; and a recovery, which waits from here on. */
export async function orders(parameters: AttemptParameters, on: StagedToken, hands: Hands): Promise<Lost | undefined> {
  const { sender, stage } = parameters;
  const { holdings, make } = hands;
  const { token } = on;
  const { enrolments } = stage.players;
  const lost = pairOf(holdings, enrolments);
  const holders = [...holdings].filter(([wallet, units]) => units > 3n && wallet !== lost?.lost);
  const [first, second, third] = holders;
  if (first === undefined || second === undefined || third === undefined) return lost;
  const [[a, units], [b], [c]] = [first, second, third];
  const part = units / 4n;
  const movement = (kind: Movement["kind"], from: Address, to: Address, amount: bigint): Movement => ({
    ...{ kind, token, from, to, amount },
  });

  await make(movement("transmission", a, b, part));
  await make(movement("transmission", a, ESTATE, part));
  // An order in favour of an estate, whose heir is found later.
  await enrolSuspense(parameters, token);
  await make(movement("forced", a, token, part));
  await make(movement("transfer", a, token, part));
  await make(movement("transmission", token, c, part));

  const blocked = enrolments.find(({ wallets }) => wallets.includes(b));
  if (blocked !== undefined) {
    const { engine, registry } = stage;
    const states = blocked.facts.states | maskOf(STATES, ["blocked"]);
    const update = (facts: change.InvestorFacts) =>
      sender.send(stage.crew.registrar, change.updateInvestor({ engine, registry, wallet: b, facts }));
    await update({ ...blocked.facts, states });
    const units = holdings.get(b) ?? 0n;
    await make(movement("forced", b, c, units / 2n));
    await make(movement("licensed", b, c, units / 2n));
    await update(blocked.facts);
  }
  await pledge(parameters, token, { holder: a, pledgee: c, units: holdings.get(a) ?? 0n }, () =>
    make(movement("forced", a, b, holdings.get(a) ?? 0n)),
  );
  if (lost !== undefined) {
    const call = change.announceRecovery({ token, ...lost, instrument: AFFIDAVIT });
    await sender.send(stage.crew.transferAgent, call);
  }
  return lost;
}

/** The recovery, once the notice is over. */
export async function recoverLost(
  { sender, stage }: AttemptParameters,
  { token }: StagedToken,
  pair: Lost | undefined,
  { holdings, make }: Hands,
): Promise<void> {
  if (pair === undefined) return;
  const { lost, replacement } = pair;
  // Each block is a second later at least.
  for (let second = 0; second < 24; second++) {
    await sender.send(stage.crew.ruleAuthor, change.settleProgram({ engine: stage.engine, token }));
  }
  await make({ kind: "recovery", token, from: lost, to: replacement, amount: holdings.get(lost) ?? 0n });
}

/** The first holder with a further wallet. */
function pairOf(holdings: ReadonlyMap<Address, bigint>, enrolments: readonly change.Enrolment[]): Lost | undefined {
  for (const [lost, units] of holdings) {
    const its = enrolments.find(({ wallets }) => wallets.includes(lost));
    const replacement = its?.wallets.find((wallet) => wallet !== lost);
    if (units > 0n && replacement !== undefined) return { lost, replacement };
  }
  return undefined;
}

async function enrolSuspense({ sender, stage }: AttemptParameters, token: Address): Promise<void> {
  const { engine, registry, players, crew } = stage;
  const [someone] = players.enrolments;
  if (someone === undefined) return;
  const facts = { ...someone.facts, lane: 7, statuses: 0, states: maskOf(STATES, ["suspense"]) };
  await sender.send(crew.registrar, change.enrol({ engine, registry, wallets: [token], facts }));
}

type Pledge = { readonly holder: Address; readonly pledgee: Address; readonly units: bigint };

/** Pledges all that a holder has for as long as `meanwhile` takes. */
async function pledge(
  { sender, stage, reader }: AttemptParameters,
  token: Address,
  { holder, pledgee, units }: Pledge,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const [its, other] = [stage.players.wallets.get(holder), stage.players.wallets.get(pledgee)];
  if (its === undefined || other === undefined) return;
  const call = change.hold({ token, pledgee, units, purpose: zeroHash });
  const params = [{ from: holder, to: call.to, data: call.data }, "latest"];
  const id = BigInt((await reader.request({ method: "eth_call", params })) as string);
  await sender.send(its, call);
  await meanwhile();
  await sender.send(other, change.releaseHold({ token, id }));
}
