/** Whom a rule judges, by the number in the rule word's `side`. `token` is the movement itself; `spender` who moves another's units. */
export const PARTIES = { sender: 0, receiver: 1, spender: 2, token: 3 } as const;

export type Party = keyof typeof PARTIES;

/** By number. */
export const PARTY_NAMES = Object.keys(PARTIES) as readonly Party[];
