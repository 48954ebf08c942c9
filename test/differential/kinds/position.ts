import type { RuleKind } from "../../../sdk/kinds/index.js";
import { booksOf, someBook } from "../positions.js";
import { isOut, type Kind } from "./kind.js";

/** The kind that moves a position book. */
export const positionKinds = {
  positionLimit: {
    steer: (s) => {
      const { random, movement } = s;
      const [book, nobody] = booksOf(movement.token);
      if (isOut(s) && random.oneIn(10)) return { limit: nobody };
      return { limit: book, book: someBook(random, !isOut(s)) };
    },
  },
} as const satisfies Partial<Record<RuleKind, Kind>>;
