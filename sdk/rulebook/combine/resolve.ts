import { type Ask, scopeOf } from "../audit/asks.js";
import type { Inquiry, Wish } from "../audit/inquiry.js";
import { ALWAYS } from "../audit/law.js";
import type { Predicate } from "../predicates.js";
import { predicateInWords } from "../words/index.js";
import type { CombineStep } from "./view.js";

const idOf = ({ placed }: Ask) => placed.provision.id;

/** Says which of several limits of one measure, on one activity with one class, stand. */
export class Resolver {
  readonly #inquiry: Inquiry;

  constructor(inquiry: Inquiry) {
    this.#inquiry = inquiry;
  }

  words(predicate: Predicate): string {
    return predicate === ALWAYS ? "always" : predicateInWords(predicate);
  }

  resolve(asks: readonly Ask[]): { readonly stands: readonly Ask[]; readonly trace: readonly CombineStep[] } {
    const trace: CombineStep[] = [];
    const gone = new Set<Ask>();
    for (const [index, one] of asks.entries())
      for (const other of asks.slice(index + 1)) {
        if (one.placed === other.placed || gone.has(one) || gone.has(other)) continue;
        const found = this.#compare(one, other);
        if (found === undefined) continue;
        trace.push(found.step);
        if (found.gone !== undefined) gone.add(found.gone);
      }
    return { stands: asks.filter((ask) => !gone.has(ask)), trace };
  }

  /** Undefined: nothing is in both scopes. */
  #compare(one: Ask, other: Ask): { readonly step: CombineStep; readonly gone?: Ask | undefined } | undefined {
    const [scopeOne, scopeOther] = [one, other].map(({ placed }): Wish => ({
      predicate: scopeOf(placed),
      holds: true,
    })) as [Wish, Wish];
    if (this.#none([scopeOne, scopeOther])) return undefined;
    const stated = this.#stated(one, other) ?? this.#stated(other, one);
    if (stated !== undefined) return stated;
    const both = [scopeOne, scopeOther];
    const refusesMore = (strict: Ask, lax: Ask) =>
      !this.#none([...both, { predicate: strict.test, holds: false }, { predicate: lax.test, holds: true }]);
    const [oneMore, otherMore] = [refusesMore(one, other), refusesMore(other, one)];
    if (this.#none([...both, { predicate: one.test, holds: true }, { predicate: other.test, holds: true }]))
      return { step: { step: "contradiction", provisions: [idOf(one), idOf(other)] } };
    if (oneMore && otherMore) return { step: { step: "both", provisions: [idOf(one), idOf(other)] } };
    // The stricter takes the other's place only where it applies whenever the other does.
    const [kept, lax] = otherMore ? [other, one] : [one, other];
    const wider = this.#covers(kept, lax);
    const step: CombineStep = {
      step: oneMore || otherMore ? "stricter" : "alike",
      kept: idOf(kept),
      givesWay: idOf(lax),
    };
    return wider ? { step, gone: lax } : { step };
  }

  #stated(upper: Ask, lower: Ask) {
    const found = upper.placed.provision.over?.find(({ provision }) => provision === idOf(lower));
    if (found === undefined) return undefined;
    const step: CombineStep = { step: "precedence", kept: idOf(upper), givesWay: idOf(lower), because: found.because };
    return this.#covers(upper, lower) ? { step, gone: lower } : { step };
  }

  /** Whether the one applies wherever the other does. */
  #covers(one: Ask, other: Ask): boolean {
    return this.#none([
      { predicate: scopeOf(other.placed), holds: true },
      { predicate: scopeOf(one.placed), holds: false },
    ]);
  }

  #none(wishes: readonly Wish[]): boolean {
    return this.#inquiry.ask(wishes) === null;
  }
}
