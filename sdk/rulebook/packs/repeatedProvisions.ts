import type { Issue } from "../../errors/index.js";
import type { Provision } from "../provision.js";

type Book = { readonly id: string; readonly provisions: readonly Pick<Provision, "id">[] };

/** Provisions whose id occurred before, in the same document or in another one. */
export function repeatedProvisions(books: readonly Book[]): readonly Issue[] {
  const seen = new Map<string, string>();
  return books.flatMap((book) =>
    book.provisions.flatMap(({ id }): readonly Issue[] => {
      const other = seen.get(id);
      seen.set(id, book.id);
      return other === undefined
        ? []
        : [{ path: id, message: `stands in "${other}" and again in "${book.id}"`, value: id }];
    }),
  );
}
