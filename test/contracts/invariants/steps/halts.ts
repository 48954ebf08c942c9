import { type Hex, hashTypedData } from "viem";
import * as change from "../../../../sdk/change/index.js";
import { ask } from "../chain.js";
import { ENGINE } from "../world.js";
import { type Choice, type Chosen, NOBODY } from "./step.js";

const CHAIN = 31337n;

/** As the source of halts, the contract says that this is signed. */
export async function sayHalted({ world, token, state, random }: Chosen): Promise<Choice> {
  const { w, signer } = world;
  const { asOf } = (await ask(world, w.at.engine, ENGINE, "haltOf", [token.at]))[0] as { asOf: bigint };
  const said = { token: token.at, halted: random.oneIn(2), asOf: state.time, deadline: state.time + 3600n };
  const data = change.haltData({ chainId: CHAIN, engine: w.at.engine, ...said });
  const digest = hashTypedData({ ...data } as never) as Hex;
  const mischief = random.int(4);
  if (mischief > 0) await (await signer.approve(digest)).wait();
  await (await signer.misbehave(mischief === 1 ? "0x1626ba7e" : "0x", mischief === 2)).wait();
  const signature = random.oneIn(5) ? NOBODY : "0x01";
  return {
    args: [said.token, said.halted, said.asOf, said.deadline, signature],
    ...((mischief < 3 || asOf >= said.asOf) && { expected: false }),
  };
}
