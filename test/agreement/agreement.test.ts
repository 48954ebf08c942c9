import { expect } from "chai";
import { packsOf } from "../../sdk/cli/packsOf.js";
import { readRulebook } from "../../sdk/cli/readFiles.js";
import { lawFiles, readLaw, SHIPPED_LAW } from "../../sdk/cli/readLaw.js";
import { compile } from "../../sdk/program/index.js";
import { prepareRulebooks, type Rulebook } from "../../sdk/rulebook/index.js";
import { seeded } from "../differential/random.js";
import { type Enforced, enforcedBy, lawOf, refusedBy, refuses } from "./agreement.js";
import { drawn } from "./draw.js";
import { crowdfunding } from "./offerings/crowdfunding.js";
import { feederFund } from "./offerings/feederFund.js";
import type { Offering } from "./offerings/offering.js";
import { privateFund } from "./offerings/privateFund.js";
import { startup } from "./offerings/startup.js";
import { tokenizedStock } from "./offerings/tokenizedStock.js";
import { isSaleByIssuer, type Story } from "./story.js";

const OFFERINGS: readonly Offering[] = [privateFund, startup, crowdfunding, tokenizedStock, feederFund];
/** Movements with several twists, beside those with one; `npm run nightly` draws many more. */
const CASES = Number(process.env["AGREEMENT_CASES"] ?? 60);
const SEED = Number(process.env["AGREEMENT_SEED"] ?? 20_261_126);
/** How often every provision must be seen on each side at least. */
const LEAST = 2;

const shipped = readLaw(lawFiles(SHIPPED_LAW));
const rulebookOf = ({ name }: Offering) => readRulebook(`rulebooks/examples/${name}/rulebook.json`);
const text = (value: unknown) =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one));

/** The law of an offering, its program, and what of it each provision alone would be. */
function opened({ bases, terms, sales, ways }: Offering, rulebook: Rulebook) {
  const packs = packsOf([rulebook], []);
  const asOf = BigInt(bases[0]!.day) * 86_400n;
  const { origins = [], soldAs = {} } = rulebook.lots ?? {};
  const numbers = new Map(origins.map(({ id, number }) => [id, number]));
  const reliesOn = (story: Story, way: string | undefined) => {
    if (!isSaleByIssuer(story)) return way === undefined ? undefined : ways[way];
    return sales[numbers.get(soldAs[story.to.lane] ?? "") ?? 0];
  };
  const law = { prepared: prepareRulebooks([...shipped, rulebook]), terms, reliesOn };
  const paths = (rulebook.paths ?? []).map(({ id }) => id);
  return { law, paths, enforced: enforcedBy(rulebook, packs, asOf), whole: compile(rulebook, { asOf, packs }) };
}

/** Where law and rules differ, and how often each provision was seen to pass, to refuse, and to be stricter than its text. */
function compared(offering: Offering, rulebook: Rulebook, mixed: number) {
  const { law, paths, enforced, whole } = opened(offering, rulebook);
  const seen = new Map(enforced.map((one) => [one, { met: 0, refused: 0, stricter: 0 }]));
  const wrong: string[] = [];
  for (const story of drawn(offering.bases, offering.twists, seeded(SEED), { alone: 4, mixed })) {
    const lawSays = lawOf(law, story);
    const against = (one: Enforced) => {
      const said = offering.concerns?.(story, one.provision) === false ? undefined : lawSays(one);
      return said !== undefined && refuses(said);
    };
    for (const one of enforced) {
      const rules = refusedBy(one.program, story);
      if (rules === undefined) continue;
      const [byLaw, byRules] = [against(one), rules.size > 0];
      const counts = seen.get(one)!;
      if (byLaw === byRules) counts[byLaw ? "refused" : "met"]++;
      else if (one.stricter && byRules) counts.stricter++;
      else wrong.push(`${one.provision}: law ${byLaw}, rules ${byRules}: ${text({ said: lawSays(one), story })}`);
    }

    const rules = refusedBy(whole, story);
    if (rules === undefined) continue;
    const open = (path: string | undefined) =>
      enforced.every((one) => (one.path !== undefined && one.path !== path) || !against(one));
    const allowed = paths.length === 0 ? open(undefined) : paths.some(open);
    const excused = enforced.some((one) => one.stricter && rules.has(one.provision));
    if (allowed !== (rules.size === 0) && !(allowed && excused))
      wrong.push(`as a whole: law ${allowed}, rules ${text([...rules])}: ${text(story)}`);
  }
  return { seen, wrong };
}

/** The rulebook with another number in a rule of a provision. */
function altered(rulebook: Rulebook, provision: string, from: string, to: string): Rulebook {
  const uses = rulebook.uses.map((use) =>
    use.provision === provision && "enforce" in use.how
      ? { ...use, how: JSON.parse(JSON.stringify(use.how).replace(from, to)) as typeof use.how }
      : use,
  );
  expect(uses, `${provision} has ${from}`).to.not.deep.equal(rulebook.uses);
  return { ...rulebook, uses };
}

describe("assess and evaluate(compile(rulebook))", () => {
  for (const offering of OFFERINGS) {
    it(`behavior: of ${offering.name} they agree, provision by provision and as a whole (seed ${SEED})`, () => {
      const { seen, wrong } = compared(offering, rulebookOf(offering), CASES);
      expect(wrong.slice(0, 3)).to.deep.equal([]);
      for (const [{ provision, path, stricter }, counts] of seen) {
        expect(counts.met, `${provision} ${path} passes`).to.be.at.least(LEAST);
        expect(counts.refused, `${provision} ${path} refuses`).to.be.at.least(LEAST);
        expect(counts.stricter > 0, `${provision} ${path} is stricter, as it says`).to.equal(stricter);
      }
    });
  }

  for (const [offering, provision, from, to] of [
    [feederFund, "feeder/benefit-plans", '"24"', '"24.01"'],
    [feederFund, "us/sec/ica-3c7", '["qualifiedPurchaser"]', '["screened"]'],
    [tokenizedStock, "venue/most-sent", '"50000"', '"50001"'],
    [tokenizedStock, "us/sec/order-34-106402-volume", '"0.25"', '"0.26"'],
    [crowdfunding, "crowd/most-bought", '"500"', '"501"'],
    [crowdfunding, "us/sec/regulation-cf-501", '"months":12', '"months":11'],
    [crowdfunding, "crowd/whole-holdings", '["transfer","settlement"]', '["settlement"]'],
  ] as const) {
    it(`behavior: a fault is found: ${provision} of ${offering.name} with ${to} for ${from}`, () => {
      const rulebook = rulebookOf(offering);
      const { wrong } = compared(offering, altered(rulebook, provision, from, to), 0);
      expect(wrong.filter((line) => line.startsWith(provision))).to.not.be.empty;
    });
  }
});
