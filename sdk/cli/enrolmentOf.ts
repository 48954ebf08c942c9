import type { Enrolment } from "../change/index.js";
import type { Holder } from "../register/index.js";

/** What a registry takes of somebody in a register. */
export const enrolmentOf = ({ wallets, ...facts }: Holder): Enrolment => ({
  wallets: wallets.map(({ address }) => address),
  facts: {
    ...{ country: facts.country, region: facts.region, lane: facts.lane, statuses: facts.statuses },
    ...{ states: facts.states, kycUntil: facts.kycUntil, statusUntil: facts.statusUntil },
  },
});
