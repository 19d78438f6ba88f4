import type { Answer, Problem } from '../answer.ts'
import { problemsOfShape } from './check-shape.ts'
import { type Authored, environmentsOf, managedPrefixesOf } from './documents.ts'
import type { LiveRecord } from './live.ts'
import { problemOfError } from './problems.ts'

/** An answer with what it asked of the store. One that was made with blanks says only where the store is. */
export function withLive(
  answer: Answer,
  exported: unknown,
  { calls, problems, isBlank }: LiveRecord,
): Answer {
  if (problems.length > 0) return { kind: 'failed', problems, live: calls }
  if (calls.length === 0 || answer.kind === 'stopped') return answer
  if (!isBlank) return { ...answer, live: calls }
  if (problemsOfShape(exported).length > 0)
    return { kind: 'failed', problems: answer.problems.map(explained), live: calls }
  return blank(exported as Authored, calls)
}

function blank(workspace: Authored, calls: LiveRecord['calls']): Answer {
  try {
    return {
      kind: 'blank',
      name: String(workspace.name),
      environments: environmentsOf(workspace),
      managedPrefixes: managedPrefixesOf(workspace),
      live: calls,
      problems: [],
    }
  } catch (error) {
    return { kind: 'failed', problems: [problemOfError(error)], live: calls }
  }
}

/** What goes wrong before the store was read may do so for want of a value. */
function explained(problem: Problem): Problem {
  const help =
    'before the store is read live() gives a blank; give it a fallback: live(key, { otherwise: … })'
  return { ...problem, help }
}
