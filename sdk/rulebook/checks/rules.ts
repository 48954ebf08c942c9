import type { Issue } from "../../errors/index.js";
import { hasReceiver, hasSender, LANES, RULE_KINDS } from "../../kinds/index.js";
import type { Draft, RuleEntry } from "../draft.js";
import { ruleNumbers } from "../limits.js";

/** What narrows a rule to some parties: not to be had where the movement itself is judged. */
const PARTY_FIELDS = ["lanes", "countries", "liftedBy", "counterparty", "counterpartyLifts"] as const;
/** A spender need not be an investor: nothing but statuses can be known of it. */
const SPENDER_FIELDS = ["lanes", "countries", "counterparty", "counterpartyLifts"] as const;
/** At most one of them says whom a rule counts. */
const COUNTED_FIELDS = ["perCountry", "together", "beneficial"] as const;

/** What contradicts itself within one rule. */
function atOdds({ path, value }: RuleEntry): readonly Issue[] {
  const issues: Issue[] = [];
  const counted = COUNTED_FIELDS.filter((field) => field in value);
  if (counted.length > 1) issues.push({ path, message: `counts in two ways: ${counted.join(", ")}` });
  if ("together" in value && !(value.countries !== undefined && "set" in value.countries))
    issues.push({ path: `${path}.together`, message: "needs `countries` with the `set` that is counted as one group" });
  const roles = "counterparty" in value ? value.counterparty?.roles : undefined;
  if ("counterpartyLifts" in value && roles !== undefined)
    issues.push({ path: `${path}.counterpartyLifts`, message: "cannot stand beside `counterparty.roles`" });
  return issues;
}

function ofRule(entry: RuleEntry, decimals: number | undefined): readonly Issue[] {
  const { path, value } = entry;
  const { type, party, movements = [] } = value;
  const absent = (movement: (typeof movements)[number]) =>
    (party === "sender" && !hasSender(movement)) ||
    (party === "receiver" && !hasReceiver(movement)) ||
    (party === "spender" && !(hasSender(movement) && hasReceiver(movement)));
  const fields = party === "token" ? PARTY_FIELDS : party === "spender" ? SPENDER_FIELDS : [];
  const narrowed = fields.filter((field) => field in value);
  const allowed = "allowed" in value ? value.allowed : undefined;
  const numbers = ruleNumbers(value, decimals);
  return [
    ...movements.flatMap((movement, index) =>
      absent(movement) ? [{ path: `${path}.movements[${index}]`, message: `has no ${party}`, value: movement }] : [],
    ),
    ...narrowed.map((field) => ({
      path: `${path}.${field}`,
      message:
        party === "token"
          ? "is about a party, and the rule judges the movement itself (party: token)"
          : "is about an investor, and a spender need not be one",
    })),
    ...atOdds(entry),
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
