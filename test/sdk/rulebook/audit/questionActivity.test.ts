import { expect } from "chai";
import { assess, audit, type LawDocument, prepareRulebooks, questionActivity } from "../../../../sdk/rulebook/index.js";
import { AS_OF, documents, limit, provision, VOCABULARY } from "../../../fixtures/smallPacks.js";
import type { Calendars } from "../../../../sdk/rulebook/index.js";

type Json = Readonly<Record<string, unknown>>;
type Facts = Parameters<typeof questionActivity>[1]["facts"];

/** The audit asks about 26 November 2026; here also the Friday after it is a holiday. */
const CALENDARS: Calendars = {
  ...{ format: "weighbridge.calendars/1", id: "c", title: "Calendars" },
  calendars: [
    {
      ...{ id: "us-market", title: "Market", sources: [], from: "2026-01-01", through: "2027-12-31" },
      holidays: [{ day: "2026-11-27", name: "The Friday" }],
    },
  ],
};

const meter = (some: Json): Json => ({
  meter: {
    ...{ take: "count", base: "holders", basis: "record", unit: "holder" },
    where: { left: { fact: "entry.counts" }, cmp: "==", right: { bool: true } },
    ...{ per: [], window: { at: "now" }, withThis: false, ...some },
  },
});
const counted = (some: Json, cmp: string, num: string) => ({
  effect: limit("record", { left: meter(some), cmp, right: { num, unit: "holder" } }),
});

describe("questionActivity", () => {
  /** What the assessor answers to each question of the contradiction between two limits, beside what the audit says. */
  function answers(some: Json, facts: Facts = VOCABULARY.facts as Facts) {
    const packs = documents(
      provision("a", counted(some, ">=", "50")),
      provision("b", { authority: "CFTC", ...counted(some, "<", "50") }),
    ) as readonly LawDocument[];
    const law = prepareRulebooks([CALENDARS, ...packs]);
    const { findings } = audit([CALENDARS, ...packs], { asOf: AS_OF });
    const [found] = findings.filter(({ code }) => code === "contradiction");
    return found!.witness!.questions.flatMap((question) => {
      const activity = questionActivity(question, { on: "2026-11-26", facts, calendars: law.calendars });
      const said = assess(law, activity, { asOf: AS_OF }).findings;
      return question.answers.map(({ provision: id, answer }) => [
        answer,
        said.find((one) => one.provision === id)?.result,
      ]);
    });
  }

  const windows: Json = {
    now: { at: "now" },
    "the last 90 days": { last: { n: 90, unit: "day" } },
    "the month before": { previous: "month" },
  };
  for (const [name, window] of Object.entries(windows))
    it(`default: meters read what the witness says, of ${name}`, () => {
      const found = answers({ window });
      expect(found).to.have.length.greaterThan(1);
      for (const [wanted, result] of found) expect(result).to.equal(wanted);
    });

  it("behavior: a line is of a business day by the calendars that are given", () => {
    const ends = { after: { fact: "product.firstDay" }, period: { n: 1, unit: "businessDay", calendar: "us-market" } };
    // The day after this Thursday is a holiday, and then comes the weekend.
    const where = { left: ends, cmp: "==", right: { day: "2026-11-30" } };
    const line = { left: { fact: "entry.counts" }, cmp: "==", right: { bool: true } };
    const question = {
      ...{ activity: "extendCredit", product: "equity", answers: [] },
      facts: { "product.firstDay": "2026-11-26" },
      meters: [{ meter: (meter({ where: { all: [where, line] } }) as { meter: unknown }).meter, value: "2" }],
    } as unknown as Parameters<typeof questionActivity>[0];
    const { calendars } = prepareRulebooks([CALENDARS]);
    const facts = VOCABULARY.facts as Facts;
    const { ledgers } = questionActivity(question, { on: "2026-11-26", facts, calendars });
    expect(ledgers?.[0]?.entries.map((entry) => entry.facts)).to.deep.equal(
      Array.from({ length: 2 }, () => ({ "entry.counts": true })),
    );
  });
});
