import type * as change from "../../../../sdk/change/index.js";
import { someFacts } from "../../../fixtures/walk.js";
import { COUNTRIES } from "../world.js";
import { type Chosen, freeWallet, someTime } from "./step.js";

const LANES = [0, 1, 2, 5, 7];
const STATUSES = [0, 1, 1 << 5, 1 << 6, (1 << 5) | 1, 2 ** 24];

/** What a registrar may say of anybody. */
export const factsOf = (given: Chosen): change.InvestorFacts => {
  const { random } = given;
  return someFacts({
    ...{ country: random.pick(COUNTRIES), lane: random.pick(LANES), statuses: random.pick(STATUSES) },
    states: random.oneIn(8) ? 1 : random.oneIn(8) ? 2 : 0,
    kycUntil: someTime(given),
    statusUntil: someTime(given),
  });
};

/** Who has no record yet; undefined: all wallets have one. */
export const newcomer = (given: Chosen): change.Enrolment | undefined => {
  const wallet = freeWallet(given);
  return wallet && { wallets: [wallet], facts: factsOf(given) };
};
