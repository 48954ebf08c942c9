export { call, type CallErrorType, type CallParameters, type CallReturnType } from "./call.js";
export { decodeRefusal, type DecodeRefusalParameters, type DecodeRefusalReturnType } from "./decodeRefusal.js";
export { decodeRevert, type DecodeRevertReturnType } from "./decodeRevert.js";
export { getCode, type GetCodeErrorType, type GetCodeParameters, type GetCodeReturnType } from "./getCode.js";
export { getLogs, type GetLogsErrorType, type GetLogsParameters, type GetLogsReturnType, type Log } from "./getLogs.js";
export { pin, type PinErrorType, type PinParameters, type PinReturnType } from "./pin.js";
export type { ReadAt } from "./pinned.js";
export { revertData, type RevertDataReturnType } from "./revertData.js";
export type { At, BlockRef, Call, Reader, Signer, StateOverride, TypedData } from "./types.js";
