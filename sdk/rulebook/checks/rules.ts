import type { Issue } from "../../errors/index.js";
import { hasReceiver, hasSender, LANES, RULE_KINDS } from "../../kinds/index.js";
import type { Draft, RuleEntry } from "../draft.js";
import { ruleNumbers } from "../limits.js";

/** What narrows a rule to some parties: not to be had where the movement itself is judged. */
const PARTY_FIELDS = ["lanes", "countries", "liftedBy", "counterparty"] as const;

function ofRule({ path, value }: RuleEntry, decimals: number | undefined): readonly Issue[] {
  const { type, party, movements = [] } = value;
  const absent = (movement: (typeof movements)[number]) =>
    (party === "sender" && !hasSender(movement)) || (party === "receiver" && !hasReceiver(movement));
  const narrowed = party === "token" ? PARTY_FIELDS.filter((field) => field in value) : [];
  const allowed = "allowed" in value ? value.allowed : undefined;
  const numbers = ruleNumbers(value, decimals);
  return [
    ...movements.flatMap((movement, index) =>
      absent(movement) ? [{ path: `${path}.movements[${index}]`, message: `has no ${party}`, value: movement }] : [],
    ),
    ...narrowed.map((field) => ({
      path: `${path}.${field}`,
      message: "is about a party, and the rule judges the movement itself (party: token)",
    })),
    ...(allowed?.length === LANES
      ? [{ path: `${path}.allowed`, message: "names every lane: such a rule never refuses" }]
      : []),
    ...numbers.flatMap((number) =>
      "fault" in number
        ? [{ path: number.field === "" ? path : `${path}.${number.field}`, message: number.fault }]
        : [],
    ),
    ...(type !== undefined && party !== undefined && !(RULE_KINDS[type].sides as readonly string[]).includes(party)
      ? [{ path: `${path}.party`, message: `cannot be judged by ${type}`, value: party }]
      : []),
  ];
}

/** Rules that no movement can meet: a party that the movement does not have, numbers that no word holds. */
export const rules = (draft: Draft): readonly Issue[] => draft.rules.flatMap((entry) => ofRule(entry, draft.decimals));
