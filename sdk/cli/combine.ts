import { type Command } from "commander";
import { combine, type CombinedView, type CombineStep } from "../rulebook/index.js";
import type { Io } from "./io.js";
import { jsonText } from "./json.js";
import { lawArgument, lawOptions, type LawOptions } from "./lawOptions.js";
import { type Page, pageOf } from "./page.js";
import { readAudit } from "./readAudit.js";
import type { Outcome } from "./run.js";

export function addCombine(program: Command, io: Io, _outcome: Outcome): void {
  lawArgument(lawOptions(program.command("combine")))
    .description(
      "put what several rulebooks ask into one view, with how each conflict was settled; it informs, and nothing compiles it",
    )
    .action((files: readonly string[], { asOf = io.now(), asIfAdopted, json }: LawOptions) => {
      const view = combine(readAudit(files), { asOf, asIfAdopted });
      io.out(json ? jsonText(view) : viewText(view, pageOf(io)));
    });
}

function stepWords(step: CombineStep): string {
  if (step.step === "precedence") return `${step.kept} goes before ${step.givesWay}: ${step.because}`;
  if (step.step === "stricter") return `${step.kept} is stricter than ${step.givesWay}`;
  if (step.step === "alike") return `${step.kept} and ${step.givesWay} ask the same`;
  const [one, other] = step.provisions;
  return step.step === "both"
    ? `${one} and ${other} must both be met`
    : `nothing meets both ${one} and ${other}: a person decides`;
}

const viewText = ({ asOf, provisions, rows }: CombinedView, page: Page): string =>
  [
    page.rule(),
    page.ends("WEIGHBRIDGE", "COMBINED VIEW", "green"),
    page.rule(),
    page.field("as of", asOf),
    page.field("provisions", `${provisions} in force`),
    page.text("A combined view of what is encoded. It informs; it is no rulebook, and nothing compiles it."),
    ...rows.flatMap(({ measure, activities, products, stands, trace }) => [
      "",
      `${page.paint("bold", measure)} ${page.paint("dim", `${activities.join(", ")} · ${products.join(", ")}`)}`,
      ...stands.map(({ provision, says, when }) => page.text(`· ${provision}: ${says} (where ${when})`, 2)),
      ...trace.map((step) => page.paint("dim", page.text(`→ ${stepWords(step)}`, 4))),
    ]),
    "",
  ].join("\n");
