import { type NextAct, nextActs, type Plan, type StepState } from "../change/index.js";
import { moment } from "../verdict/words.js";
import type { Page } from "./page.js";
import { productLines } from "./planning/productLines.js";

const NUMBER = 4;

/** Where each step stands, and who must act next. */
export function planLines(plan: Plan, states: readonly StepState[], page: Page): readonly string[] {
  const next = nextActs(plan, { states });
  return [
    page.rule(),
    page.text(plan.title),
    ...productLines(plan.product, page),
    page.field("plan", plan.id),
    page.field("chain", String(plan.seen.chainId)),
    page.field("engine", plan.engine),
    ...(plan.token === null ? [] : [page.field("token", plan.token)]),
    page.rule(),
    ...plan.steps.flatMap(({ id, title, signer, role }, index) => {
      const state = states.find(({ step }) => step === id);
      return [
        `${String(index + 1).padStart(NUMBER - 1)} ${page.text(`${title}: ${stateInWords(state)}`, NUMBER).trimStart()}`,
        page.paint("dim", page.text(`${signer}${role === null ? "" : `, ${role}`}`, NUMBER)),
      ];
    }),
    ...(next.length === 0 ? [] : ["", page.paint("bold", "Who must act next")]),
    ...next.map((one) => page.text(nextInWords(one), NUMBER)),
    "",
  ];
}

export function stateInWords(state: StepState | undefined): string {
  switch (state?.state) {
    case "done":
      return "done";
    case "blocked":
      return "waits for another step";
    case "waiting":
      return `not before ${moment(state.until)}`;
    case "scheduled":
      return `scheduled; may be executed from ${moment(state.readyAt)} on, and not from ${moment(state.expiresAt)} on`;
    case "expired":
      return "its schedule expired; it is to be scheduled again";
    case "cancelled":
      return "cancelled after it was scheduled; plan again if it is still wanted";
    case "undone":
      return "was done, and somebody changed it back; plan again if it is still wanted";
    case "missed":
      return "not done in time; plan again if it is still wanted";
    case "sent":
      return `on its way, ${state.hash}`;
    case "todo":
    case undefined:
      return "to do";
  }
}

const nextInWords = ({ act, title, signer, from, until }: NextAct): string => {
  const when = `${from === null ? "" : `, from ${moment(from)}`}${until === null ? "" : ` to ${moment(until)}`}`;
  return `· ${signer} ${act}s${when}: ${title}`;
};
