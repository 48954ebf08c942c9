/** The fact that every vocabulary may have of the day on which something is done: the day as of which is asked. */
export const ACTIVITY_DAY = "activity.day";
