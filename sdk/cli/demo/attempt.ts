import {
  type Address,
  decodeFunctionResult,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  numberToHex,
  stringToHex,
  zeroAddress,
} from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { weighbridgeAbi } from "../../abis/index.js";
import * as change from "../../change/index.js";
import { ParameterInvalidError } from "../../errors/index.js";
import { MOVEMENTS } from "../../kinds/index.js";
import { type Call, decodeRefusal, pin, type Reader, revertData } from "../../reader/index.js";
import { completeFinding } from "../../reader/completeFinding.js";
import type { Finding, Movement } from "../../verdict/index.js";
import { ATTEMPT_GAS, type Sender } from "./sender.js";
import type { Stage, StagedToken } from "./stage.js";

/** One attempt, as it is logged: everything that somebody needs to ask the chain again. */
export type AttemptLine = {
  /** The block before the attempt: on it both calls answer as they did. */
  readonly block: number;
  readonly kind: Movement["kind"];
  /** Of the transaction. */
  readonly from: Address;
  readonly to: Address;
  readonly data: Hex;
  readonly engine: Address;
  /** What the engine was asked, and its raw answer. */
  readonly checkData: Hex;
  readonly check: Hex;
  readonly status: "success" | "reverted";
  readonly revertData: Hex | null;
};

export type Attempt = {
  readonly on: StagedToken;
  readonly movement: Movement;
  readonly allowed: boolean;
  /** The first finding of `check`; undefined if it allowed. */
  readonly asked: Finding | undefined;
  /** What enforcement said; undefined if it let pass. */
  readonly enforced: Finding | undefined;
  /** Both said the same, field by field. */
  readonly agrees: boolean;
  readonly line: AttemptLine;
};

export type AttemptParameters = {
  readonly reader: Reader;
  readonly sender: Sender;
  readonly stage: Stage;
};

/** Hash of the document behind a movement that its holder does not make. */
const ORDER = keccak256(stringToHex("Order of a court, made up for the demo"));

/** Nobody's: no register has it. Units wait for it in the token's suspense account. */
export const ESTATE = getAddress("0x00000000000000000000000000000000DeaDBeef");

/** Asks whether a movement would pass, then makes it, and compares. */
export async function attempt(
  { reader, sender, stage }: AttemptParameters,
  on: StagedToken,
  movement: Movement,
): Promise<Attempt> {
  const { engine } = stage;
  const filing = filingOf(movement);
  if (filing !== undefined) await sender.send(stage.crew.secondAgent, filing);
  const at = await pin(reader, {});
  const block = numberToHex(at.number);
  const { kind, token, spender = zeroAddress, from, to, amount } = movement;
  const args = [{ kind: MOVEMENTS[kind], token, spender, from, to, amount }] as const;
  const checkData = encodeFunctionData({ abi: weighbridgeAbi, functionName: "check", args });
  const check = (await reader.request({ method: "eth_call", params: [{ to: engine, data: checkData }, block] })) as Hex;
  const [allowed, first] = decodeFunctionResult({ abi: weighbridgeAbi, functionName: "check", data: check });
  const context = { movement, program: on.program };
  const asked = allowed ? undefined : completeFinding(first, context);

  const signer = signerOf(stage, movement);
  const call = callOf(movement);
  const request = { from: signer.address, to: call.to, data: call.data, gas: numberToHex(ATTEMPT_GAS) };
  const reverted = await reader.request({ method: "eth_call", params: [request, block] }).then(
    () => null,
    (error: unknown) => {
      const data = revertData(error);
      if (data === undefined) throw error;
      return data;
    },
  );
  const success = await sender.attempt(signer, call);
  const enforced = reverted === null ? undefined : decodeRefusal(reverted, context);
  return {
    ...{ on, movement, allowed: success, asked, enforced },
    agrees: allowed === success && (reverted === null) === success && same(asked, enforced),
    line: {
      ...{ block: Number(at.number), kind, from: signer.address, to: call.to, data: call.data },
      ...{ engine, checkData, check, status: success ? "success" : "reverted", revertData: reverted },
    },
  };
}

const text = (finding: Finding | undefined) =>
  JSON.stringify(finding, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
const same = (one: Finding | undefined, other: Finding | undefined) => text(one) === text(other);

/** The transaction that makes a movement. */
function callOf({ kind, token, spender, from, to, amount }: Movement): Call {
  switch (kind) {
    case "transfer":
      return spender === undefined
        ? change.transfer({ token, to, amount })
        : change.transferFrom({ token, from, to, amount });
    case "mint":
      return change.mint({ token, to, amount });
    case "burn":
      return change.burn({ token, from, amount });
    case "forced":
      return to === token
        ? change.forcedTransferToSuspense({ token, from, beneficiary: ESTATE, amount, instrument: ORDER })
        : change.forcedTransfer({ token, from, to, amount, instrument: ORDER });
    case "transmission":
      if (from === token)
        return change.releaseFromSuspense({ token, beneficiary: ESTATE, to, amount, instrument: ORDER });
      return change.transmit({ token, from, to, amount, cause: "inheritance", instrument: ORDER });
    case "licensed":
      return change.licensedTransfer({ token, from, to, amount, licence: ORDER });
    case "recovery":
      return change.recover({ token, lost: from });
    case "settlement":
      throw new ParameterInvalidError({ parameter: "kind", value: kind, wanted: "a kind that the token has" });
  }
}

/** What the second transfer agent files before; undefined: the movement takes one person. */
function filingOf(movement: Movement): Call | undefined {
  const { kind, token, from, to, amount } = movement;
  if (kind === "forced" && to !== token) return change.fileInstrument({ token, from, to, amount, instrument: ORDER });
  if (kind === "forced" || kind === "transmission" || kind === "licensed")
    return change.fileOrder({ order: callOf(movement) });
  return undefined;
}

/** Who may make a movement: the holder, the spender, or the transfer agent. */
function signerOf({ crew, players }: Stage, { kind, spender, from }: Movement): PrivateKeyAccount {
  if (kind !== "transfer") return crew.transferAgent;
  const others = [crew.broker, crew.spender];
  const by = spender === undefined ? players.wallets.get(from) : others.find(({ address }) => address === spender);
  if (by !== undefined) return by;
  throw new ParameterInvalidError({
    parameter: "from",
    value: spender ?? from,
    wanted: "a wallet whose key the demo has",
  });
}
