import { expect } from "chai";
import { ParameterInvalidError } from "../../../sdk/errors/index.js";
import { meterKeyOf } from "../../../sdk/program/index.js";
import { someProgram, type SomeRule } from "../../fixtures/rules.js";

const OUTFLOW: SomeRule = { kind: "mostOutflow", side: "sender", window: 90, limit: 100n };
const keyOf = (rule: SomeRule, sets: readonly (readonly number[])[] = []) => meterKeyOf(someProgram([rule], sets), 0);

describe("meterKeyOf", () => {
  it("default: limit, window, and by what an outflow is measured make no difference", () => {
    const key = keyOf(OUTFLOW);
    expect(keyOf({ ...OUTFLOW, window: 7, limit: 5n })).to.equal(key);
    expect(keyOf({ ...OUTFLOW, kind: "mostOutflowShare", limit: 500n })).to.equal(key);
    expect(keyOf({ ...OUTFLOW, kind: "mostOutflowShareOrVolume", limit: 500n })).to.equal(key);
  });

  it("behavior: nor do path and provision", () => {
    const some = someProgram([OUTFLOW]);
    const [first] = some.rules;
    const of = (one: object) => meterKeyOf({ ...some, rules: [{ ...first!, ...one }] }, 0);
    expect([of({ path: 3 }), of({ provision: 5 })]).to.deep.equal([of({}), of({})]);
  });

  it("behavior: whom it counts does", () => {
    const set = { set: 0, outside: false };
    const keys = [
      keyOf(OUTFLOW),
      keyOf({ ...OUTFLOW, kind: "mostInflow", side: "receiver" }),
      keyOf({ ...OUTFLOW, movements: 1 }),
      keyOf({ ...OUTFLOW, lanes: 2 }),
      keyOf({ ...OUTFLOW, liftedBy: 2 }),
      keyOf({ ...OUTFLOW, otherLanes: 2 }),
      keyOf({ ...OUTFLOW, otherBits: 1 << 24 }),
      keyOf({ ...OUTFLOW, otherBits: 1 << 24, modes: 1 }),
      keyOf({ ...OUTFLOW, countrySet: set }, [[840]]),
      keyOf({ ...OUTFLOW, countrySet: set }, [[276]]),
      keyOf({ ...OUTFLOW, countrySet: { set: 0, outside: true } }, [[840]]),
      keyOf({ ...OUTFLOW, otherCountrySet: set }, [[840]]),
    ];
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it("error: ParameterInvalidError, for a rule that reads none, or is not there", () => {
    const program = someProgram([{ kind: "mostUnits", limit: 1n }]);
    for (const rule of [0, 1, -1])
      expect(() => meterKeyOf(program, rule)).to.throw(ParameterInvalidError, /metered rule/);
  });
});
