/** How many of the newest applies the history of an environment keeps that does not say. */
export const defaultKeepApplies = 200
