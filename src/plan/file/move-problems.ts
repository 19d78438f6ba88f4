import type { Change, Diagnostic, Plan } from '../../model/index.ts'
import { invalidPlanFile } from './invalid-plan-file.ts'

/** A delete may stand for less than one only where another change makes the key anew. */
export function moveProblems({ changes }: Plan): Diagnostic[] {
  const from = new Map(
    changes.flatMap((each) => (movedFrom(each) === undefined ? [] : [[each.key, movedFrom(each)]])),
  )
  const to = new Map(
    changes.flatMap((each) => (movedTo(each) === undefined ? [] : [[each.key, movedTo(each)]])),
  )
  const stray = [
    ...[...from].filter(([key, other]) => to.get(other as string) !== key),
    ...[...to].filter(([key, other]) => from.get(other as string) !== key),
  ]
  return stray.map(([key = '']) => invalidPlanFile(`${key} is no part of a rename, as it says`, key))
}

/** The key that a change gives a new name, as it says. */
export function movedFrom(change: Change): string | undefined {
  return change.action === 'create' ? change.movedFrom : undefined
}

function movedTo(change: Change): string | undefined {
  return change.action === 'delete' ? change.movedTo : undefined
}
