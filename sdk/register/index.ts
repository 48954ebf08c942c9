export type { Holder, HolderWallet, Register } from "./types.js";
