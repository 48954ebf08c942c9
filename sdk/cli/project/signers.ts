import { type Address, type Hex, isAddress, isHex, size } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { ParameterInvalidError } from "../../errors/index.js";
import type { Io } from "../io.js";
import { keystoreAddress, openKeystore } from "./keystore.js";

/** Who signs, as a project names them. */
export type ProjectSigner =
  /** Here: its key can be had. */
  | { readonly type: "key"; readonly address: Address; readonly open: () => Promise<PrivateKeyAccount> }
  /** By several, in a Safe. */
  | { readonly type: "safe"; readonly address: Address }
  /** Elsewhere. */
  | { readonly type: "elsewhere"; readonly address: Address };

type World = Pick<Io, "environment">;

/**
 * The signer behind a reference. Nothing is decrypted before `open` is called.
 *
 * @param reference `env:NAME`, `keystore:NAME`, `safe:0x…` or an address.
 * @throws {ParameterInvalidError} when a variable is not set or holds no key, or an address is none.
 * @throws {FileMissingError} when there is no such keystore.
 */
export function signerNamed(reference: string, world: World): ProjectSigner {
  if (KEY.test(reference))
    throw invalid("something that looks like a private key", "named by env:NAME or keystore:NAME");
  const [, scheme = "", name = ""] = /^(env|keystore|safe):(.*)$/.exec(reference) ?? [];
  if (scheme === "env") {
    const account = accountIn(reference, world.environment[name]);
    return { type: "key", address: account.address, open: () => Promise.resolve(account) };
  }
  if (scheme === "keystore")
    return { type: "key", address: keystoreAddress(name, world), open: () => openKeystore(name, world) };
  const address = scheme === "safe" ? name : reference;
  if (!isAddress(address)) throw invalid(reference, "an address with a right checksum, or in lower case");
  return { type: scheme === "safe" ? "safe" : "elsewhere", address };
}

/** Whoever types a key in place of a reference must not find it in a log. */
const KEY = /[0-9a-f]{64}/i;

/** A key never stands in an error. */
function accountIn(reference: string, key: string | undefined): PrivateKeyAccount {
  const wanted = "a variable that holds a private key: 0x and 64 hexadecimal digits";
  if (key === undefined || key === "") throw invalid(`${reference}, which is not set`, wanted);
  if (!isHex(key) || size(key) !== 32) throw invalid(`${reference}, which holds something else`, wanted);
  try {
    return privateKeyToAccount(key as Hex);
  } catch {
    throw invalid(`${reference}, which holds no key of the curve`, wanted);
  }
}

const invalid = (value: string, wanted: string) => new ParameterInvalidError({ parameter: "signer", value, wanted });
