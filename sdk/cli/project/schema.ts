import { type Address, isAddress } from "viem";
import { z } from "zod";
import { MANAGER_ROLE_NAMES, type ManagerRole } from "../../change/index.js";

export const AddressText = z
  .string()
  .refine(
    (text) => isAddress(text),
    "must be an address: 0x and 40 hexadecimal digits, in lower case or with their checksum",
  )
  .transform((text) => text as Address);

const Role = z.enum(MANAGER_ROLE_NAMES as readonly [ManagerRole, ...ManagerRole[]]);

/** Seconds, as a whole number. */
export const Seconds = z.int().min(0).max(0xffff_ffff).transform(BigInt);

/** A node: its address often holds a key, which is better kept out of a file that is shared. */
const Rpc = z
  .string()
  .regex(/^(?:env:\w+|https?:\/\/\S+)$/, "must be env:NAME of a variable that holds a node's address, or http(s)://…");

/** Who signs: never a key itself. */
const SignerReference = z
  .string()
  .regex(
    /^(?:env:\w+|keystore:[\w.-]+|safe:0x[0-9a-fA-F]{40}|0x[0-9a-fA-F]{40})$/,
    "must be env:NAME of a variable that holds a private key, keystore:NAME, safe:0x… or the address of who signs elsewhere",
  );

const Member = z.strictObject({ account: AddressText, delay: Seconds });

/** What the registry's authority lets others write, by the scheme's names. */
const Registrar = z.strictObject({
  account: AddressText,
  statuses: z.array(z.string()),
  states: z.array(z.string()),
});

const HashText = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, "must be a hash: 0x and 64 hexadecimal digits")
  .transform((text) => text.toLowerCase() as `0x${string}`);

const Attester = z.strictObject({ account: AddressText, evidence: z.array(z.string()), enrols: z.boolean() });

/** How things should stand beside the program. What is left out is not compared, but waiting programs and operations: of these, none should be there. */
export const EXPECTED = {
  /** The token's AccessManager. Left out: the one that the token was made for. */
  manager: AddressText.optional(),
  /** Left out: the token's own manager. */
  registryAuthority: AddressText.optional(),
  notice: Seconds.optional(),
  /** By role, everybody who should have it. */
  roles: z.partialRecord(Role, z.array(Member)).optional(),
  registrars: z.array(Registrar).optional(),
  attesters: z.array(Attester).optional(),
  /** Published registers from which investors may be claimed. */
  roots: z.array(HashText).optional(),
  /** A program that may wait beside the rulebook's own. */
  next: z.strictObject({ programId: HashText, from: z.int().min(0).transform(BigInt).optional() }).optional(),
  /** Ids of operations that may wait with the manager. */
  operations: z.array(HashText).optional(),
} as const;

/** One chain on which the offering lives, or will. */
export const Environment = z.strictObject({
  chainId: z.int().min(1),
  rpc: Rpc,
  engine: AddressText.optional(),
  /** Left out: `plan` deploys one. */
  token: AddressText.optional(),
  /** First block that events are read from: not later than the manager's deployment and the registry's creation. */
  fromBlock: z.int().min(0).transform(BigInt).optional(),
  /** What a token that is yet to be deployed is called, and the least seconds that holders see a change of its rules. */
  deploy: z
    .strictObject({
      name: z.string().min(1),
      symbol: z.string().min(1).max(11),
      notice: Seconds,
      /** Sends the deployments. Default: the administrator. */
      deployer: AddressText.optional(),
      /** The manager that the issuer has already. Left out: a new one. */
      manager: AddressText.optional(),
      /** The registry that the token joins. Left out: a new one. */
      registry: z.int().min(1).max(0xffff_ffff).optional(),
    })
    .optional(),
  /** By role: who signs its steps. */
  signers: z.partialRecord(Role, z.union([SignerReference, z.array(SignerReference).min(1)])).default({}),
  ...EXPECTED,
});
export type Environment = z.infer<typeof Environment>;

/** `weighbridge.json`: what an issuer keeps in version control. It holds no key. */
export const Project = z.strictObject({
  format: z.literal("weighbridge.project/1"),
  /** Path of the rulebook, from the folder of this file. */
  rulebook: z.string().min(1),
  /** Paths of the packs that it refers to. */
  packs: z.array(z.string().min(1)).default([]),
  environments: z.record(z.string().regex(/^[\w.-]+$/), Environment),
});
export type Project = z.infer<typeof Project>;
