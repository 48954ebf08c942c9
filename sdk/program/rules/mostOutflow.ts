import { flowJudge } from "./flow.js";

/** Refuses a sender that would have sent more units within the window. */
export const mostOutflow = flowJudge(({ rule }) => rule.limit);
