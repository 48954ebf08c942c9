import { type Address, decodeEventLog, type DecodeEventLogReturnType, type Hex, toEventSelector } from "viem";
import { accessManagerAbi } from "../../abis/index.js";
import { getLogs, type Reader } from "../../reader/index.js";
import type { Pinned } from "../../verdict/index.js";

/** Of what an AccessManager keeps no list. */
const NAMES = [
  ...(["RoleGranted", "RoleRevoked", "RoleAdminChanged", "RoleGuardianChanged", "RoleGrantDelayChanged"] as const),
  ...(["TargetFunctionRoleUpdated", "TargetAdminDelayUpdated", "OperationScheduled"] as const),
] as const;

const EVENTS = accessManagerAbi.filter((item) => item.type === "event");

export type ManagerEvent = DecodeEventLogReturnType<typeof accessManagerAbi, (typeof NAMES)[number]>;

export type ManagerEventsParameters = {
  readonly manager: Address;
  readonly fromBlock: bigint | undefined;
  readonly at: Pinned;
};

/**
 * @internal
 * What an AccessManager emitted, in order. It says what to ask about, and nothing of what is so now.
 */
export async function managerEvents(
  reader: Reader,
  { manager, fromBlock, at }: ManagerEventsParameters,
): Promise<readonly ManagerEvent[]> {
  const selectors = EVENTS.filter(({ name }) => (NAMES as readonly string[]).includes(name)).map(toEventSelector);
  const logs = await getLogs(reader, { address: manager, topics: [selectors], fromBlock, at });
  return logs.flatMap(({ topics, data }) => {
    try {
      return [decodeEventLog({ abi: accessManagerAbi, topics: topics as [Hex, ...Hex[]], data }) as ManagerEvent];
    } catch {
      // Another contract's event of the same name: an authority that is no AccessManager is refused when it is asked.
      return [];
    }
  });
}
