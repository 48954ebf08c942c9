import { type Address, isAddress } from "viem";
import { z } from "zod";
import { FileInvalidError } from "../../errors/index.js";
import { type Exposure, readAccount } from "../../leverage/index.js";
import type { Pinned } from "../../verdict/index.js";
import type { Reader } from "../../reader/index.js";
import { issuesOf } from "../../rulebook/issues.js";
import { readJson } from "../readFiles.js";

const Cents = z.string().regex(/^\d{1,17}$/, "must be cents, as decimal digits in text");
const Quantity = z.string().regex(/^-?[1-9]\d{0,33}$/, "must be a whole number in text, and not 0");

/** An account at a venue, as its reporter writes it. Amounts are in cents. */
const ExposureFile = z.strictObject({
  format: z.literal("weighbridge.exposure/1"),
  venue: z.int().min(1),
  registry: z.int().min(1),
  wallet: z.string().refine((value): value is Address => isAddress(value), "must be an address"),
  /** Left out: the next one. */
  sequence: z.int().min(1).optional(),
  /** Unix seconds. Left out: of the block that is asked. */
  asOf: z.int().min(1).optional(),
  collateral: Cents,
  debt: Cents,
  drawn: Cents.optional(),
  legs: z.array(z.strictObject({ class: z.int().min(1).max(65_535), quantity: Quantity, notional: Cents })),
});

/** An exposure from a file; what it leaves out is filled in by the chain. */
export async function readExposure(
  path: string,
  reader: Reader,
  { leverage, at }: { readonly leverage: Address; readonly at: Pinned },
): Promise<Exposure> {
  const input = readJson(path, "exposure");
  const result = ExposureFile.safeParse(input);
  if (!result.success) throw new FileInvalidError({ path, what: "an exposure", issues: issuesOf(result.error, input) });
  const { venue, registry, wallet, sequence, asOf, collateral, debt, drawn = "0", legs } = result.data;
  const place = { leverage, venue, registry, wallet, block: at };
  const { account, investor } = await readAccount(reader, place);
  return {
    ...{ venue, registry, investor, wallet, sequence: sequence ?? account.sequence + 1, asOf: BigInt(asOf ?? at.time) },
    ...{ collateral: BigInt(collateral), debt: BigInt(debt), drawn: BigInt(drawn) },
    legs: legs.map((leg) => ({ class: leg.class, quantity: BigInt(leg.quantity), notional: BigInt(leg.notional) })),
  };
}
