import { MODES, MOVEMENTS, type Rule } from "../kinds/index.js";
import { type ProgramParts } from "../program/index.js";

/** Rules of a program, and where each stands in it. */
export type Part = { readonly program: ProgramParts; readonly indexes: readonly number[] };

/** What a program says of a sale by a holder who finds a buyer that path 0 admits. */
export type SaleRules = {
  /** Whatever the buyer is: narrowing and lifting by the buyer does not help. Null: no path is open to every buyer. */
  readonly toAnybody: Part | null;
  /** Of the buyers the one that helps most: whom no narrowed rule binds, and who has what the paths ask of a receiver. */
  readonly toSome: Part;
};

/** Whether the rule turns on the other party, too. */
export const isNarrowed = ({ otherLanes, otherCountrySet, otherBits }: Rule): boolean =>
  otherLanes !== 0 || otherCountrySet !== null || otherBits !== 0;

const widened = (rule: Rule): Rule => ({
  ...rule,
  ...{ otherLanes: 0, otherCountrySet: null, otherBits: 0, modes: rule.modes & ~(1 << MODES.otherLifts) },
});

/** Which rules of a program decide about a sale, of the seller and of the sale itself. They are the program's own, less what is about the buyer. */
export function saleRules(program: ProgramParts): SaleRules {
  const all = program.rules.map((rule, index) => ({ rule, index }));
  const ofSales = all.filter(
    ({ rule: { movements, side } }) => side !== "spender" && ((movements >> MOVEMENTS.transfer) & 1) === 1,
  );
  const paths = [...new Set(program.rules.map(({ path }) => path))].filter((path) => path !== 0);
  const part = (rules: typeof all): Part => ({
    program: { ...program, rules: rules.map(({ rule }) => rule) },
    indexes: rules.map(({ index }) => index),
  });

  const ofSeller = ofSales.filter(({ rule: { side } }) => side !== "receiver");
  const asks = (rules: typeof all, path: number) => rules.some(({ rule }) => rule.path === path);
  // A path that asks nothing is open, and then no other one matters.
  const openToAnybody = paths.some((path) => !asks(ofSales, path));
  const unasked = paths.filter((path) => !ofSales.some(({ rule }) => rule.path === path && rule.side === "receiver"));
  const strict = ofSeller.filter(({ rule }) => rule.path === 0 || (!openToAnybody && unasked.includes(rule.path)));
  const closed = paths.length > 0 && !openToAnybody && unasked.length === 0;

  const unnarrowed = ofSeller.filter(({ rule }) => !isNarrowed(rule));
  const openToSome = paths.some((path) => !asks(unnarrowed, path));
  return {
    toAnybody: closed ? null : part(strict.map(({ rule, index }) => ({ rule: widened(rule), index }))),
    toSome: part(unnarrowed.filter(({ rule }) => rule.path === 0 || !openToSome)),
  };
}
