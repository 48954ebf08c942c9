import { expect } from "chai";
import {
  canonicalJson,
  hashProvision,
  hashRulebook,
  hashScheme,
  parseRulebook,
  Scheme,
  schemeNamed,
} from "../../../sdk/rulebook/index.js";
import { example, EXAMPLES, small } from "./small.js";

/** The same value with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

describe("hashRulebook", () => {
  it("default", () => {
    expect(
      Object.fromEntries(EXAMPLES.map((name) => [name, hashRulebook(parseRulebook(example(name)))])),
    ).to.deep.equal({
      "private-fund": "0xfccb3534155baf0f5c77e4e2bcbcefcbf2080c668224b1a6e8fb693a8ff42fed",
      "startup-506b": "0xfb51fe600d055d8fa7ced57eab3a189686192c3858a8bfa9b363523a4c2cb9f0",
      crowdfunding: "0xf067f078f414cbb54136a4148112445b4f521a261c41f5bd1d851755a1cd06cf",
      "tokenized-stock": "0xb17c7faa46b68162f4e4565516a53be55e002ae2187aee1e0db1c68f0211532c",
      "feeder-fund": "0x0221e328f325c74e2fd979722d2344a0255dc9513f65d10d262ac24c23c50fa5",
    });
  });

  it("behavior: does not depend on the order of keys or on formatting", () => {
    const written = example("private-fund");
    const rewritten: unknown = JSON.parse(JSON.stringify(turned(written), null, 7));
    expect(Object.keys(rewritten as object)).to.deep.equal(Object.keys(written as object).reverse());
    expect(hashRulebook(parseRulebook(rewritten))).to.equal(hashRulebook(parseRulebook(written)));
  });

  it("behavior: depends on every word", () => {
    expect(hashRulebook(parseRulebook(small({ title: "Smaller" })))).not.to.equal(hashRulebook(parseRulebook(small())));
  });
});

describe("hashProvision", () => {
  it("default", () => {
    const [provision] = parseRulebook(small()).provisions;
    expect(hashProvision(provision!)).to.equal("0x76b2a351be44861c4a5d4e84f2c0c2bf791ed72bf517f4f2a273222ae0d37cbf");
  });
});

describe("hashScheme", () => {
  it("default", () => {
    const us = schemeNamed("us")!;
    expect(Scheme.parse(us)).to.deep.equal(us);
    expect(hashScheme(us)).to.equal("0x9b1ded07ccc0e36e9838cd628a5d8da838fcc39535493639de79d7a94d6f3599");
  });
});

describe("canonicalJson", () => {
  // The example of RFC 8785, section 3.2.2 and 3.2.3.
  it("default", () => {
    const value: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(value)).to.equal(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("behavior: sorts keys by UTF-16 code units", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(canonicalJson(value)).to.equal('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });
});
