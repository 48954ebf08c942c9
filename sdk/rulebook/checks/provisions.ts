import { keccak256, stringToHex } from "viem";
import type { Issue } from "../../errors/index.js";
import type { Draft, Entry } from "../draft.js";
import { MOST_QUOTED_WORDS, type Provision, type Source } from "../provision.js";
import type { FactDeclaration } from "../vocabulary.js";
import { repeats } from "./repeats.js";

const when = (refused: boolean, path: string, message: string): readonly Issue[] =>
  refused ? [{ path, message }] : [];

function ofSource(source: Source, path: string): readonly Issue[] {
  const { quotation, quoteHash, dated, seenOn } = source;
  const words = quotation?.split(/\s+/).length ?? 0;
  const hash = quotation === undefined ? undefined : keccak256(stringToHex(quotation));
  return [
    ...when(
      words > MOST_QUOTED_WORDS,
      `${path}.quotation`,
      `has ${words} words; at most ${MOST_QUOTED_WORDS} are kept`,
    ),
    ...when(
      hash !== undefined && quoteHash !== hash,
      `${path}.quoteHash`,
      `must be the keccak256 of the quotation, ${hash}`,
    ),
    ...when(dated !== undefined && seenOn < dated, `${path}.seenOn`, "is before the day of the copy"),
  ];
}

function ofProvision({ path, value, given }: Entry<Provision>): readonly Issue[] {
  const { effective, status, verification, sources, effect } = value;
  const ended = status === "superseded" || status === "expired";
  const requirements = effect !== undefined && "requires" in effect ? effect.requires : [];
  const ids = requirements.map(({ id }) => id);
  return [
    ...when(
      status !== undefined && status !== "proposed" && status !== "withdrawn" && !given.has("effective"),
      `${path}.effective`,
      "is missing: only what is proposed or withdrawn was never in force",
    ),
    ...when(
      effective?.through !== undefined && effective.through < effective.from,
      `${path}.effective.through`,
      "is before the first day in force",
    ),
    ...when(
      ended && effective !== undefined && effective.through === undefined,
      `${path}.effective.through`,
      `is missing: what is ${status} has a last day in force`,
    ),
    ...when(
      sources !== undefined && verification !== undefined && verification !== "unverified" && sources.length === 0,
      `${path}.sources`,
      `must name a source: the verification is ${verification}`,
    ),
    ...when(
      verification === "primary" &&
        (sources?.length ?? 0) > 0 &&
        !sources?.some(({ quoteHash }) => quoteHash !== undefined),
      `${path}.sources`,
      "must quote the text: the verification is primary",
    ),
    ...(sources ?? []).flatMap((source, index) => ofSource(source, `${path}.sources[${index}]`)),
    ...repeats(ids).map((index) => ({
      path: `${path}.effect.requires[${index}].id`,
      message: "is the id of another requirement",
    })),
  ];
}

const ofFact = ({ path, value }: Entry<FactDeclaration>): readonly Issue[] => [
  ...when(
    (value.type === "enum" || value.type === "set") && value.values === undefined,
    `${path}.values`,
    "is missing: an enum or set lists its values",
  ),
  ...when(value.unit !== undefined && value.type !== "number", `${path}.unit`, "is only for numbers"),
  ...when(value.type === "number" && value.unit === undefined, `${path}.unit`, "is missing: a number has a unit"),
];

/** Days in order, statuses with their ends, sources that carry what the verification claims, facts that are whole. */
export const provisions = (draft: Draft): readonly Issue[] => [
  ...draft.facts.flatMap(ofFact),
  ...draft.provisions.flatMap(ofProvision),
];
