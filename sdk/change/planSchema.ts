import { type Address, type Hex, isAddress, size } from "viem";
import { z } from "zod";
import { REASON_NAMES, RULE_KIND_NAMES, type Unit, UNITS } from "../kinds/index.js";
import { CLASSES, ProductClass, ProductDecision } from "../rulebook/index.js";
import { type FindingKind } from "../verdict/index.js";
import { MANAGER_ROLE_NAMES, type ManagerRole } from "./managerRoles.js";

// A plan as it stands in a file. What is read is what was written: a codec that could read two spellings as one value would let an id stand for both.

const Bytes = z
  .string()
  .regex(/^0x(?:[0-9a-f]{2})*$/i, "must be hexadecimal: 0x and pairs of digits")
  .transform((text) => text as Hex);
const Hash = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/, "must be 0x and 64 hexadecimal digits in lower case")
  .transform((text) => text as Hex);
const AddressText = z
  .string()
  .refine((text) => isAddress(text, { strict: false }), "must be an address: 0x and 40 hexadecimal digits")
  .transform((text) => text as Address);
/** Seconds, or a block's number. */
const Whole = z.int().min(0).transform(BigInt);
/** Wei. */
const Wei = z
  .string()
  .regex(/^(?:0|[1-9]\d*)$/, "must be wei, as decimal digits")
  .transform(BigInt);
const Role = z.enum(MANAGER_ROLE_NAMES as readonly [ManagerRole, ...ManagerRole[]]);

const FINDING_KINDS: readonly FindingKind[] = [...RULE_KIND_NAMES, ...REASON_NAMES];

const PROBE = {
  to: AddressText,
  data: Bytes,
  equals: Bytes,
  mask: Bytes.optional(),
  negate: z.literal(true).optional(),
} as const;
const OneProbe = z.strictObject(PROBE);
type ProbeText = { readonly equals: Hex; readonly mask?: Hex | undefined };
const sameSize = ({ equals, mask }: ProbeText): boolean => mask === undefined || size(mask) === size(equals);
const OTHER_SIZE = { message: "must be as long as what the answer equals", path: ["mask"] };

const OR = { or: OneProbe.refine(sameSize, OTHER_SIZE).optional() } as const;

const StepText = z
  .strictObject({
    id: Hash,
    title: z.string().min(1),
    signer: AddressText,
    role: Role.nullable(),
    call: z.strictObject({ to: AddressText, data: Bytes, value: Wei }),
    manager: AddressText.nullable(),
    delay: Whole,
    needs: z.array(Hash),
    assumes: z.array(z.strictObject({ ...PROBE, ...OR, what: z.string().min(1) }).refine(sameSize, OTHER_SIZE)),
    done: z.strictObject({ ...PROBE, ...OR }).refine(sameSize, OTHER_SIZE),
    fades: z.literal(true).optional(),
    trace: z
      .strictObject({
        address: AddressText,
        topics: z.array(Hash.nullable()).min(1).max(4),
        needed: z.literal(true).optional(),
      })
      .optional(),
    notBefore: Whole.nullable(),
    notAfter: Whole.optional(),
    readyAt: z.strictObject({ to: AddressText, data: Bytes, word: z.int().min(0).max(31) }).optional(),
  })
  .refine(({ manager, delay }) => delay === 0n || manager !== null, {
    message: "must name who makes the signer wait",
    path: ["manager"],
  })
  .refine(({ manager, call: { data } }) => manager === null || size(data) >= 4, {
    message: "must begin with the 4 bytes of a function, of which the manager is asked",
    path: ["call", "data"],
  });

const ChangeText = z.strictObject({
  path: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  loosens: z.boolean(),
  effect: z.enum(["stricter", "looser", "both", "neutral"]).optional(),
});

const Digits = z
  .string()
  .regex(/^-?\d+$/, "must be a whole number, as decimal digits")
  .transform(BigInt);
const Kind = z.enum(FINDING_KINDS as readonly [FindingKind, ...FindingKind[]]);
const Cure = z.enum(["grandfathered", "mustLeaveWhole", "mustWait", "barred"]);

const BreachText = z.strictObject({
  ...{ holder: Whole, rule: z.int().min(0), kind: Kind, measured: Digits, limit: Digits, excess: Digits },
  ...{
    unit: z.enum(Object.keys(UNITS) as [Unit, ...Unit[]]),
    cure: Cure,
    until: Whole.nullable(),
    isNew: z.boolean(),
  },
});

/** Counts are small: their limits are numbers. */
const CountText = z.strictObject({ rule: z.int(), now: z.int(), limit: z.int(), excess: z.int() });

const ImpactText = z.strictObject({
  asOf: Whole,
  decimals: z.int().min(0).max(255),
  symbol: z.string(),
  holders: z.int().min(0),
  over: z.array(BreachText),
  counts: z.record(z.string(), CountText),
});

const ProductText = z.strictObject({
  asOf: z.iso.date(),
  class: z.enum(CLASSES),
  offeredAs: z.array(ProductClass),
  agencies: z.record(z.string(), z.array(z.string())),
  because: z.array(z.string()),
  decision: ProductDecision.optional(),
});

export const PlanText = z.strictObject({
  format: z.literal("weighbridge.plan/1"),
  id: Hash,
  title: z.string(),
  seen: z.strictObject({ chainId: z.int().min(1), number: Whole, hash: Hash, time: Whole }),
  engine: AddressText,
  token: AddressText.nullable(),
  product: ProductText.nullable().optional(),
  changes: z.array(ChangeText),
  impact: ImpactText.optional(),
  steps: z.array(StepText),
});
