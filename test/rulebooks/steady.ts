import { readFileSync } from "node:fs";
import { countryNumber, parseRulebook, schemeBits, schemeNamed } from "../../sdk/rulebook/index.js";
import { compile } from "../../sdk/program/index.js";
import { maskOf } from "../../sdk/kinds/index.js";
import { NOW, record } from "../sdk/program/build.js";

// What tests of the worked offerings share.

export const compiled = (name: "private-fund" | "every-kind") =>
  compile(parseRulebook(JSON.parse(readFileSync(`rulebooks/examples/${name}/rulebook.json`, "utf8"))), { asOf: NOW });

const { lanes, statuses, states } = schemeBits(schemeNamed("us")!);

export type Person = {
  readonly investor: number;
  readonly lane: string;
  readonly country?: string;
  readonly has?: readonly string[];
  readonly is?: readonly string[];
  readonly lapsed?: readonly ("identity" | "statuses")[];
};

/** The record word of somebody who qualifies for everything named, with fresh evidence. */
export const person = ({ investor, lane, country = "US", has = [], is = [], lapsed = [] }: Person): bigint =>
  record({
    investor,
    lane: lanes[lane] ?? NaN,
    country: countryNumber(country) ?? NaN,
    statuses: maskOf(statuses, has),
    states: maskOf(states, is),
    kycUntil: lapsed.includes("identity") ? NOW : NOW + 1n,
    statusUntil: lapsed.includes("statuses") ? NOW : NOW + 1n,
  });
