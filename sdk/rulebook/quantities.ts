import { z } from "zod";
import { type DeepReadonly, NonNegative } from "./text.js";

const quantity = <Unit extends string>(unit: Unit, example: string) =>
  z.strictObject(
    { num: NonNegative, unit: z.literal(unit) },
    {
      error: ({ code, input }) =>
        code === "invalid_type" && input !== undefined
          ? `must say its number and its unit, as { "num": "${example}", "unit": "${unit}" }`
          : undefined,
    },
  );

/** Whole units of the token; `compile` applies its decimals. */
export const UnitQuantity = quantity("unit", "100000");
export type UnitQuantity = DeepReadonly<z.infer<typeof UnitQuantity>>;

/** Percent, exact to a hundredth (a basis point). */
export const PercentQuantity = quantity("percent", "5");
export type PercentQuantity = DeepReadonly<z.infer<typeof PercentQuantity>>;

/** How many times something is multiplied: 3 is three times. */
export const LeverageQuantity = quantity("ratio", "2");
export type LeverageQuantity = DeepReadonly<z.infer<typeof LeverageQuantity>>;

/** Holders of the token, as the rule counts them. */
export const HolderQuantity = quantity("holder", "1999");
export type HolderQuantity = DeepReadonly<z.infer<typeof HolderQuantity>>;

/** Purchasers, as the rule counts them. */
export const PurchaserQuantity = quantity("purchaser", "35");
export type PurchaserQuantity = DeepReadonly<z.infer<typeof PurchaserQuantity>>;

/**
 * The number times 10 ** `decimals`, or undefined if it has more decimals than that. Nothing is rounded.
 *
 * @param num 0 or more, as `NonNegative` admits it.
 */
export function scaled(num: string, decimals: number): bigint | undefined {
  const [whole = "", fraction = ""] = num.split(".");
  const digits = fraction.replace(/0+$/, "");
  return digits.length > decimals ? undefined : BigInt(whole + digits.padEnd(decimals, "0"));
}
