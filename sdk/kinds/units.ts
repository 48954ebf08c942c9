/** In what a finding's measured number and limit are counted. */
export const UNITS = {
  /** Base units of the token: 1.0 token is 10 ** decimals units. */
  units: "base units of the token",
  holders: "investors that hold the token",
  purchasers: "investors that bought within the window",
  unixSeconds: "seconds since 1970-01-01 UTC",
  lane: "measured: lane 0..7; limit: mask of lanes",
  country: "measured: ISO 3166-1 numeric code; limit: index of a country set of the program",
  region: "measured: number of a region in the registry's scheme; limit: index of a set of the program",
  /** Of leverage: 20,000 is twice. */
  basisPoints: "hundredths of a percent",
  statuses: "mask of statuses",
  state: "mask of state bits",
  movement: "number of a movement kind",
  investor: "number of an investor in the registry",
  tokens: "tokens that one investor's wallet holds",
  plugIn: "what another contract measured, in its own unit",
  /** One contract is 1,000,000. */
  contracts: "millionths of a contract",
  flag: "1: yes; 0: no",
} as const;

export type Unit = keyof typeof UNITS;
