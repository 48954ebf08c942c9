import { homedir } from "node:os";
import { join } from "node:path";
import { type Address, type Hex, isAddress } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { CommandUsageError, FileInvalidError, ParameterInvalidError } from "../../errors/index.js";
import type { Io } from "../io.js";
import { readJson } from "../readFiles.js";

type World = Pick<Io, "environment">;

/** The folder of keystores: Web3 Secret Storage, as geth and ethers write it. */
const FOLDER = "WEIGHBRIDGE_KEYSTORE";
/** The variable that holds the password. */
const PASSWORD = "WEIGHBRIDGE_PASSWORD";

const Keystore = z.looseObject({ address: z.string(), version: z.literal(3) });

const pathOf = (name: string, { environment }: World) =>
  join(environment[FOLDER] ?? join(homedir(), ".weighbridge", "keystore"), `${name}.json`);

function read(
  name: string,
  world: World,
): { readonly path: string; readonly json: unknown; readonly address: Address } {
  const path = pathOf(name, world);
  const json = readJson(path, `keystore "${name}"`);
  const parsed = Keystore.safeParse(json);
  const address = parsed.success ? `0x${parsed.data.address.replace(/^0x/, "").toLowerCase()}` : "";
  if (isAddress(address)) return { path, json, address };
  throw new FileInvalidError({ path, what: "a keystore of version 3 that names its address" });
}

/** The address in a keystore; its password is not needed. */
export const keystoreAddress = (name: string, world: World): Address => read(name, world).address;

/**
 * Decrypts a keystore.
 *
 * @throws {CommandUsageError} when the package ethers, which decrypts it, is not installed.
 * @throws {ParameterInvalidError} when the password is not set, or another one.
 */
export async function openKeystore(name: string, world: World): Promise<PrivateKeyAccount> {
  const { path, json } = read(name, world);
  const password = world.environment[PASSWORD];
  const wanted = `the password of ${path}`;
  if (password === undefined) throw new ParameterInvalidError({ parameter: PASSWORD, value: "not set", wanted });
  const { decryptKeystoreJson } = await import("ethers").catch((cause: unknown) => {
    const fact = "Keystores are decrypted by the package ethers, and that is not installed.";
    throw new CommandUsageError({ fact, usage: "npm install ethers, or env:NAME in place of keystore:NAME", cause });
  });
  try {
    const { privateKey } = await decryptKeystoreJson(JSON.stringify(json), password);
    return privateKeyToAccount(privateKey as Hex);
  } catch {
    throw new ParameterInvalidError({ parameter: PASSWORD, value: "another one", wanted });
  }
}
