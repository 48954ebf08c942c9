import type { EXAMPLES } from "../../sdk/rulebook/small.js";
import type { Twist } from "../draw.js";
import type { Terms } from "../lawFacts.js";
import type { Story } from "../story.js";

/** One of the worked offerings, as law and chain are asked about it. */
export type Offering = {
  readonly name: (typeof EXAMPLES)[number];
  /** Movements that everything allows: the first is a resale. */
  readonly bases: readonly Story[];
  readonly twists: readonly Twist[];
  readonly terms: Terms;
  /** The exemption that a sale relies on, by the origin that its lots get, and that a resale relies on, by its path. */
  readonly sales: Readonly<Record<number, string>>;
  readonly ways: Readonly<Record<string, string>>;
  /** Whether a provision means anything to such a movement. Left out: each to all. */
  readonly concerns?: ((story: Story, provision: string) => boolean) | undefined;
};
