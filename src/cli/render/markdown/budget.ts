/** Where a text goes, and how much of it is taken there. */
export interface Budget {
  readonly most: number
  readonly measure: (text: string) => number
  /** `262,144 bytes` */
  readonly name: string
}

const utf8Bytes = (text: string): number => Buffer.byteLength(text)

function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** What forges take, by what is written: GitHub refuses a longer one with 422, GitLab with 400. */
export const budgets = {
  'github-comment': { most: 262_144, measure: utf8Bytes, name: '262,144 bytes' },
  'github-body': { most: 65_536, measure: codePoints, name: '65,536 characters' },
  'github-summary': { most: 1_048_576, measure: utf8Bytes, name: '1 MiB' },
  'gitlab-note': { most: 1_000_000, measure: codePoints, name: '1,000,000 characters' },
} as const satisfies { readonly [name: string]: Budget }

/** Names of the budgets, for options. */
export const budgetNames = Object.keys(budgets) as (keyof typeof budgets)[] // what it was just made of

/** That of the forge whose job this is; of a comment on GitHub where it is nobody's. */
export function budgetHere(variables: Readonly<Record<string, string | undefined>>): Budget {
  return budgets[variables.GITLAB_CI === undefined ? 'github-comment' : 'gitlab-note']
}

/** Room that fills up. */
export class Room {
  private left: number
  private readonly budget: Budget

  constructor(budget: Budget, taken: readonly string[]) {
    this.budget = budget
    this.left = budget.most - this.size(taken)
  }

  /** Takes the lines, all or none; false where they do not fit. */
  take(lines: readonly string[]): boolean {
    const size = this.size(lines)
    if (size > this.left) return false
    this.left -= size
    return true
  }

  /** Each line with the break that ends it. */
  private size(lines: readonly string[]): number {
    return lines.reduce((sum, line) => sum + this.budget.measure(line) + 1, 0)
  }
}
