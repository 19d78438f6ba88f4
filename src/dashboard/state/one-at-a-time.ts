import type { Questions } from '../../app/observing/index.ts'

/** The same questions, answered one after the other; whoever asks what is being asked is given that answer. */
export function oneAtATime({ diff, plan }: Questions): Questions {
  const asked = new Map<string, Promise<unknown>>()
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const known = asked.get(name)
    if (known !== undefined) return known as Promise<Answer> // a name stands for one kind of answer
    const answer = last.then(ask).finally(() => asked.delete(name))
    last = answer.catch(() => undefined) // told to whoever asked
    asked.set(name, answer)
    return answer
  }
  return {
    diff: (between) => inTurn(`diff ${JSON.stringify(between)}`, () => diff(between)),
    plan: () => inTurn('plan', plan),
  }
}
