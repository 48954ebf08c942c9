import { type RawAttempt, rawMovement } from "../../fixtures/raw.js";
import { ask } from "./chain.js";
import { type TokenState } from "./state.js";
import { ENGINE, type World } from "./world.js";

type Room = {
  readonly least: bigint;
  readonly most: bigint;
  readonly whole: boolean;
  readonly tried: bigint;
  readonly from: bigint;
  readonly proven: boolean;
};

/** What is not true of the headroom between two parties now, by the decision about the amounts at its edges. */
export async function wrongHeadroom(world: World, token: TokenState, attempt: RawAttempt): Promise<readonly string[]> {
  const engine = async (name: string, args: readonly unknown[]) => ask(world, world.w.at.engine, ENGINE, name, args);
  const of = (amount: bigint) => rawMovement(world.w, { ...attempt, amount }, token.at);
  const room = (await engine("headroom", [of(0n)]))[0] as Room;
  const { least, most, whole, tried, proven } = room;
  const balance = attempt.from === undefined ? 0n : (token.balances.get(attempt.from as `0x${string}`) ?? 0n);
  const amounts = [least, most, least - 1n, most + 1n, balance, tried, (least + most) / 2n];
  const asked = amounts.filter((amount) => amount > 0n);
  const [answers] = (await engine("checkMany", [asked.map(of)])) as unknown as [
    readonly { readonly allowed: boolean }[],
  ];
  const allowed = new Map(asked.map((amount, i) => [amount, answers[i]!.allowed]));
  const isWhole = (amount: bigint) => whole && amount === balance;
  const claims: Readonly<Record<string, boolean>> = {
    "an interval has an end and a beginning": most === 0n ? least === 0n : least >= 1n && least <= most,
    "least passes": most === 0n || allowed.get(least) === true,
    "most passes": most === 0n || allowed.get(most) === true,
    "what lies between passes": !proven || most === 0n || allowed.get((least + most) / 2n) === true,
    "least - 1 does not": !proven || least <= 1n || isWhole(least - 1n) || allowed.get(least - 1n) === false,
    "most + 1 does not": !proven || isWhole(most + 1n) || allowed.get(most + 1n) === false,
    "whole as it says": balance === 0n ? !whole : whole === allowed.get(balance),
    "tried is refused": tried === 0n ? !proven : allowed.get(tried) === false,
  };
  return Object.entries(claims).flatMap(([claim, holds]) =>
    holds ? [] : [`headroomIsTrue: ${claim}: ${least} to ${most}, whole ${whole}, tried ${tried}, of ${balance}`],
  );
}
