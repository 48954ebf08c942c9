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
      "private-fund": "0x5ef786ab17e75405a337f66216f1421df2e4ac07e75e4d7da044ea0a4cb1ca92",
      "startup-506b": "0x1a97cc067be699b6f6e78eac1006a180138234e9bbd023e0bd05a3bea3a0a115",
      crowdfunding: "0xea6930b7e7c322164aad62ecdd2ba176f017ef891fb8451885702fa166a7c626",
      "tokenized-stock": "0xecfa21396b342cbef03b41bcbd5099264437bcb12ed49bc9e695d2eeba53e3d2",
      "feeder-fund": "0xf6427384161fb26119d08e27148bd1e96ee00b89cd2832ecc693ae1ca99cc167",
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
