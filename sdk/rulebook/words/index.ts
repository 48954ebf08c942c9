export { amountInWords, dayInWords, grouped, numbersIn, periodInWords } from "./amounts.js";
export { factInWords, nameInWords, spaced } from "./names.js";
export { boundInWords, expressionInWords, meterInWords, predicateInWords } from "./predicates.js";
