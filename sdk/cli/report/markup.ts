import { type ComponentChild, createElement } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { dayInWords, grouped } from "../../rulebook/words/index.js";

/** A piece of the page: an element, text, or nothing. Text is escaped where it is written. */
export type Markup = ComponentChild;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element of HTML or SVG. */
export const h = (tag: string, attributes: Attributes, ...children: readonly (Markup | readonly Markup[])[]): Markup =>
  createElement(tag, attributes, ...(children as Markup[]));

export const markupText = (markup: Markup): string =>
  renderToStaticMarkup(markup as Parameters<typeof renderToStaticMarkup>[0]);

/**
 * A value as people read it, beside the value itself and its place in the JSON of the report, so that a test can hold one to the other.
 *
 * @param from JSON pointer; `#` for the length of a list: `/findings#`.
 */
export const datum = (value: string | number, from: string, shown: string = grouped(value)): Markup =>
  h("data", { value: String(value), "data-from": from }, shown);

/** A day as people write it, for machines too. */
export const dayMarkup = (day: string): Markup => h("time", { datetime: day }, dayInWords(day));

/** The heads of a table's columns. */
export const columnHeads = (names: readonly string[]): Markup =>
  h(
    "thead",
    {},
    h(
      "tr",
      {},
      names.map((name) => h("th", { scope: "col" }, name)),
    ),
  );

/** Text for those who hear the page. */
export const unseen = (text: string): Markup => h("span", { class: "unseen" }, text);

/** `3 findings`, `1 finding`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : several}`;
