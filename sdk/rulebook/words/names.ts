import type { FactId } from "../vocabulary.js";

/** `creditRatio` as people write it: `credit ratio`. Abbreviations and sections, as `144A` and `4a7`, stay. */
export const spaced = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z]{2})(?=\d)|(?<=\d)(?=[A-Z][a-z])/g, " ")
    .replaceAll(/(?<=^| )[A-Z](?=[a-z]|$| )/g, (letter) => letter.toLowerCase());

/** What people write otherwise than its name. */
const NAMES: Readonly<Record<string, string>> = {
  extendCredit: "extend credit",
  keepRecord: "keep records",
  securityBasedSwap: "security-based swap",
  spotSecurityToken: "spot security token",
};
export const nameInWords = (name: string): string => NAMES[name] ?? spaced(name);

/** `counterparty.qualifiedPurchaser`: `counterparty’s qualified purchaser`. */
export function factInWords(fact: FactId | string): string {
  const [bearer = "", name = fact] = fact.split(".", 2);
  return bearer === "activity" || bearer === "entry" ? spaced(name) : `${bearer}’s ${spaced(name)}`;
}
