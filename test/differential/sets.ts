/** What records of cases say, and sets that programs have. */
export const COUNTRIES = [840, 250, 276, 364, 1023, 4];
export const REGIONS = [1, 2, 4, 364, 0];
export const SETS = [[1, 2], [4, 364], [250, 276, 840], [840], [1023]];
