import { type Address } from "viem";
import { type Made } from "./increases.js";

/** An order takes free units first and frozen ones then, a recovery carries all along, and no other movement changes what is frozen. */
export function wrongFrozen({ attempt, index, before, after }: Made): readonly string[] {
  const [was, is] = [before.tokens[index]!, after.tokens[index]!];
  const [from, to] = [attempt.from as Address | undefined, attempt.to as Address | undefined];
  const wanted = new Map([...was.bindings].map(([wallet, { frozen }]) => [wallet, frozen]));
  if (from !== undefined && from !== to) {
    const { frozen, held } = was.bindings.get(from)!;
    const unfrozen = was.balances.get(from)! - held - frozen;
    const taken = attempt.amount - (unfrozen > 0n ? unfrozen : 0n);
    const byOrder = attempt.kind === "forced" || attempt.kind === "licensed";
    if (byOrder && taken > 0n) wanted.set(from, frozen - taken);
    if (attempt.kind === "recovery" && to !== undefined) {
      wanted.set(from, 0n);
      wanted.set(to, wanted.get(to)! + frozen);
    }
  }
  return [...wanted].flatMap(([wallet, frozen]) => {
    const found = is.bindings.get(wallet)!.frozen;
    return found === frozen ? [] : [`frozenUnitsAreTakenLast: ${found} frozen in ${wallet}, wanted ${frozen}`];
  });
}
