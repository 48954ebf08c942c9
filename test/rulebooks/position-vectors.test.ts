import { expect } from "chai";
import { positionBooks, type Said } from "./positionBooks.js";
import { assessed, type Line, type Vector, VECTORS } from "./positionVectors.js";

const { vectors } = VECTORS;
const OUTCOMES = ["refuse", "ambiguous", "duty", "allow"] as const;

/** One contract more, or less, of what is held last. */
function step({ held }: Vector, more: boolean): Line {
  const last = held.at(-1)!;
  return { ...last, contracts: last.contracts.startsWith("-") === more ? "-1" : "1" };
}

/** Whether law and chain say the same. What nobody verified may be refused, as policy; what is held in excess is a breach, and no movement. */
function agree({ law, chain, binding }: Vector): boolean {
  if (chain === "kept") return law === "allow";
  if (law === "ambiguous") return chain === "passes" || binding === "policy";
  return chain === "refused" ? law === "refuse" && binding === "law" : law !== "refuse";
}

describe("positions by law and on chain", () => {
  it("behavior: assess answers each vector as it says, for the provisions that it names", () => {
    for (const vector of vectors) {
      const found = assessed(vector);
      const worst = OUTCOMES.find((one) => found.some(({ outcome }) => outcome === one));
      expect(worst, vector.title).to.equal(vector.law);
      const against = found.flatMap(({ findings, duties }) => [
        ...findings.filter(({ effect, result, decides }) => effect === "limit" && result === "failed" && decides),
        ...duties,
      ]);
      expect([...new Set(against.map(({ provision }) => provision))], vector.title).to.deep.equal(vector.because ?? []);
    }
  });

  it("behavior: where law and chain differ the vector says why, and nowhere else", () => {
    for (const vector of vectors) expect(agree(vector), vector.title).to.equal(vector.differs === undefined);
  });

  it("behavior: a book with limits of the law refuses where the vectors say, by the same provision, and its twin says the same", async () => {
    const { chain, twin, accountable } = await positionBooks();
    for (const vector of vectors) {
      const ask = async (line: Line): Promise<Said> => {
        const [said, other] = [await chain(vector, line), twin(vector, line)];
        expect(other, vector.title).to.deep.equal(said);
        return said;
      };
      if (vector.trade === undefined) {
        expect(vector.chain, vector.title).to.equal("kept");
        const [more, less] = [await ask(step(vector, true)), await ask(step(vector, false))];
        expect([more.allowed, less.allowed], vector.title).to.deep.equal([false, true]);
        continue;
      }
      const { allowed, subject, bucket, binding, provision } = await ask(vector.trade);
      expect(allowed ? "passes" : "refused", vector.title).to.equal(vector.chain);
      expect([bucket, binding], vector.title).to.deep.equal([vector.bucket, vector.binding]);
      if (allowed) continue;
      expect(subject, vector.title).to.equal(vector.subject ?? "trader");
      if (binding === "law" && vector.because !== undefined)
        expect([provision], vector.title).to.deep.equal(vector.because);
    }
    // A book tells of it when a position grows; the duty is there for as long as it is above.
    const duties = vectors.filter(
      ({ law, chain: on, trade }) => law === "duty" && on === "passes" && trade?.contracts.startsWith("-") === false,
    );
    expect(await accountable(duties)).to.deep.equal(duties.map(({ title }) => title));
  });
});
