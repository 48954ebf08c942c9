import {
  type CountryScope,
  fieldMax,
  PARTIES,
  PARTY_NAMES,
  PLUG_IN_ADDRESS,
  readField,
  type Rule,
  RULE_KINDS,
  RULE_WORD,
  ruleKindOf,
  writeField,
} from "../kinds/index.js";

/** No field holds a fraction or less than nothing: −1 fits none. */
const whole = (value: number): bigint => (Number.isInteger(value) ? BigInt(value) : -1n);

const scopeField = (scope: CountryScope | null): bigint =>
  scope === null ? 0n : 1n | (scope.outside ? 2n : 0n) | (whole(scope.set) << 2n);

const scopeOf = (field: bigint): CountryScope | null =>
  field === 0n ? null : { set: Number(field >> 2n), outside: (field & 2n) !== 0n };

type RuleFields = { readonly [Field in keyof typeof RULE_WORD]: bigint };

/** The values of a rule's fields, as they lie in its word. */
export const ruleFields = (rule: Rule): RuleFields =>
  isOfAddress(rule) ? withAddress(plainFields(rule), rule.limit) : plainFields(rule);

/** Whether the address of another contract is what the rule says. */
const isOfAddress = ({ kind }: Rule): boolean => RULE_KINDS[kind].limit.meaning === "address";

/** An address takes the place of three fields. */
function withAddress(fields: RuleFields, address: bigint): RuleFields {
  if (address < 0n || address > fieldMax(PLUG_IN_ADDRESS)) return fields;
  const word = writeField(0n, PLUG_IN_ADDRESS, address);
  const part = (name: "otherBits" | "window" | "limit") => readField(word, RULE_WORD[name]);
  return { ...fields, otherBits: part("otherBits"), window: part("window"), limit: part("limit") };
}

const plainFields = (rule: Rule): RuleFields => ({
  kind: BigInt(RULE_KINDS[rule.kind].id),
  movements: whole(rule.movements),
  side: BigInt(PARTIES[rule.side]),
  path: whole(rule.path),
  provision: whole(rule.provision),
  modes: whole(rule.modes),
  lanes: whole(rule.lanes),
  countrySet: scopeField(rule.countrySet),
  liftedBy: whole(rule.liftedBy),
  otherLanes: whole(rule.otherLanes),
  otherCountrySet: scopeField(rule.otherCountrySet),
  otherBits: whole(rule.otherBits),
  window: whole(rule.window),
  limit: rule.limit,
});

/** The rule of a word in which `findRuleFault` found nothing. */
export function readRule(word: bigint): Rule {
  const field = (name: keyof typeof RULE_WORD) => readField(word, RULE_WORD[name]);
  const number = (name: keyof typeof RULE_WORD) => Number(field(name));
  const rule = plainRule(field, number);
  return isOfAddress(rule) ? { ...rule, otherBits: 0, window: 0, limit: readField(word, PLUG_IN_ADDRESS) } : rule;
}

function plainRule(
  field: (name: keyof typeof RULE_WORD) => bigint,
  number: (name: keyof typeof RULE_WORD) => number,
): Rule {
  return {
    kind: ruleKindOf(number("kind")) as Rule["kind"], // exists: the word was checked
    movements: number("movements"),
    side: PARTY_NAMES[number("side")] as Rule["side"], // exists: two bits, four parties
    path: number("path"),
    provision: number("provision"),
    modes: number("modes"),
    lanes: number("lanes"),
    countrySet: scopeOf(field("countrySet")),
    liftedBy: number("liftedBy"),
    otherLanes: number("otherLanes"),
    otherCountrySet: scopeOf(field("otherCountrySet")),
    otherBits: number("otherBits"),
    window: number("window"),
    limit: field("limit"),
  };
}
