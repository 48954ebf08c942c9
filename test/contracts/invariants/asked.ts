import { type Address } from "viem";
import { type RawAttempt, type RawFinding, rawMovement } from "../../fixtures/raw.js";
import { askNext } from "./chain.js";
import { ENGINE, TOKEN, type World } from "./world.js";

export type Asked = { readonly allowed: boolean; readonly first: RawFinding; readonly program: Address };

/** What the engine says of a movement in the second in which it would happen next. */
export async function checkOf(world: World, token: Address, attempt: RawAttempt): Promise<Asked> {
  const movement = rawMovement(world.w, attempt, token);
  const [allowed, first, program] = await askNext(world, world.w.at.engine, ENGINE, "check", [movement]);
  return { allowed, first: plain(first), program } as Asked;
}

/** Everything that stands against it. */
export async function explainOf(world: World, token: Address, attempt: RawAttempt): Promise<readonly RawFinding[]> {
  const movement = rawMovement(world.w, attempt, token);
  const [findings] = await askNext(world, world.w.at.engine, ENGINE, "explain", [movement]);
  return [...(findings as Iterable<RawFinding>)].map(plain);
}

/** Everything that stands against the enforcement of a hold, as the token says; undefined: there is no such hold, or not so much of it. */
export async function enforcementOf(
  world: World,
  token: Address,
  id: bigint,
  { to, amount }: Pick<RawAttempt, "to" | "amount">,
): Promise<readonly RawFinding[]> {
  const [findings] = await askNext(world, token, TOKEN, "explainEnforcement", [id, to, amount]);
  return [...(findings as Iterable<RawFinding>)].map(plain);
}

/** Without what ethers adds to a tuple. */
const plain = ({ reason, rule, subject, measured, limit }: RawFinding): RawFinding => ({
  ...{ reason, rule, subject, measured, limit },
});
