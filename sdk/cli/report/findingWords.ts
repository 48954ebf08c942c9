import { spaced } from "../../rulebook/words/index.js";

type Words = { readonly title: string; readonly meaning: string };

/** What each code of a finding says, for people. */
const WORDS: Readonly<Record<string, Words>> = {
  contradiction: {
    title: "Contradiction",
    meaning: "One act cannot satisfy both provisions, or one forbids what the other demands.",
  },
  "overlap-without-precedence": {
    title: "Overlap without precedence",
    meaning: "Both provisions apply to one act with different answers, and no text says which prevails.",
  },
  "counted-differently": {
    title: "Counted differently",
    meaning:
      "One idea, counted by another base, basis, window or unit: the two numbers must not be compared as they stand.",
  },
  "differs-by-class": {
    title: "Differs by product class",
    meaning: "The same economic exposure is held to another number when another product carries it.",
  },
  "limit-against-consequence": {
    title: "Limit against consequence",
    meaning: "Where one provision refuses, the other lets it happen and attaches a duty.",
  },
  "limit-against-discretion": {
    title: "Limit against discretion",
    meaning: "Where one provision decides by itself, the other leaves it to an agency.",
  },
  "undefined-term": { title: "Undefined term", meaning: "The provision turns on a word that no encoded text defines." },
  "date-hole": {
    title: "Hole between dates",
    meaning: "On some days neither the old nor the new version is in force.",
  },
  "date-overlap": {
    title: "Versions that overlap",
    meaning: "On some days two versions of one provision are in force.",
  },
  "dead-provision": {
    title: "Dead provision",
    meaning: "Nothing that can happen meets what it asks: nobody can ever hold.",
  },
  "stale-source": { title: "Stale source", meaning: "The copy that was read is old; the text may have changed since." },
  "unverified-source": {
    title: "Unverified source",
    meaning: "Nobody has read the text or a verbatim quotation of it. It never allows anything.",
  },
  "not-enforceable-on-chain": {
    title: "Not enforceable on chain",
    meaning: "It turns on what no chain can know; people have to see to it.",
  },
  gap: { title: "Gap", meaning: "A rule is expected here, and no encoded provision speaks of it." },
};

export const findingWords = (code: string): Words =>
  WORDS[code] ?? { title: spaced(code.replaceAll("-", " ")), meaning: "" };
