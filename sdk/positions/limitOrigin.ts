import type { Hex } from "viem";
import type { Provision } from "../rulebook/index.js";
import type { Binding } from "../verdict/index.js";

/** A provision behind a figure, as the packs have it. */
export type CitedProvision = Pick<Provision, "id" | "citation" | "authority" | "level" | "verification"> & {
  readonly hash: Hex;
  /** Whom it binds: `actor` the trader, `venue` the exchange. */
  readonly addressee: Provision["scope"]["binds"];
};

/** Who says a figure. */
export type LimitOrigin = {
  readonly binding: Exclude<Binding, "engine">;
  /** The one that is cited first, first. Of a policy: those that it stands for, if any. */
  readonly provisions: readonly CitedProvision[];
  /** What bounds a number that an exchange adopts. */
  readonly within: readonly CitedProvision[];
  /** Of a policy: why. */
  readonly because: string | null;
};
