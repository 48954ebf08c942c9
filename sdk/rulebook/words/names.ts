import type { FactId } from "../vocabulary.js";

/** Where one word of a name ends: before a capital, before digits, and after the letter of a regulation, as in `regulationTOrU`. */
const ENDS = /(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z][a-z])(?=\d)|(?<=[\dA-Z])(?=[A-Z][a-z])/g;
/** A capital that only begins a word, and the article; not that of a month with its number. */
const CAPITALS =
  /(?<=^| )(?:(?!(?:January|February|March|April|May|June|July|August|September|October|November|December) \d)[A-Z](?=[a-z])|A(?= [A-Za-z]))/g;

/** `creditRatio` as people write it: `credit ratio`. Abbreviations and sections, as `144A` and `4a7`, stay, and so do letters: `regulation T or U`. */
export const spaced = (name: string): string =>
  name.replaceAll(ENDS, " ").replaceAll(CAPITALS, (letter) => letter.toLowerCase());

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
