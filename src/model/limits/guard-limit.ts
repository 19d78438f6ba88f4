/**
 * Up to this many bytes of present values an apply guards the keys that it touches by their contents as well as by
 * revision: what the plan saw is compared in the transaction itself, since revisions repeat after a restore.
 */
export const contentGuardBytes = 64 * 1024
