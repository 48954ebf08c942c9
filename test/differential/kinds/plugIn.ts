import type { RuleKind } from "../../../sdk/kinds/index.js";
import { plugInsOf, someBehaviour } from "../plugIns.js";
import { isOut, type Kind } from "./kind.js";

/** The kind that asks another contract. */
export const plugInKinds = {
  plugIn: {
    steer: (s) => {
      const { random, movement } = s;
      const [first = 0n, second = 0n, nobody = 0n] = plugInsOf(movement.token);
      if (isOut(s) && random.oneIn(10)) return { limit: nobody };
      return { limit: random.pick([first, second]), answers: someBehaviour(random, !isOut(s)) };
    },
  },
} as const satisfies Partial<Record<RuleKind, Kind>>;
