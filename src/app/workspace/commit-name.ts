/** What a commit's name ends with where the sources were not those of the commit. */
export const dirtyMark = '+dirty'

/** The commit itself, as git takes it. */
export function bareCommit(commit: string): string {
  return commit.replace(dirtyMark, '')
}

/** `9be2c1f`, or `9be2c1f+dirty`. */
export function shortCommit(commit: string): string {
  return bareCommit(commit).slice(0, 7) + (commit.endsWith(dirtyMark) ? dirtyMark : '')
}
