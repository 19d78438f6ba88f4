import {
  type Desired,
  type Diagnostic,
  type Environment,
  isKeyName,
  type Live,
  matchesRule,
  movesElement,
} from '../../model/index.ts'

/** Lines of the sources that have done what they were for, as far as this environment goes. */
export function doneHandovers({ environment, entries }: Desired, { index }: Live): Diagnostic[] {
  const { forget = [], moved = [] } = environment
  const keys = [...index.keys()]
  const components = new Set([...index.values()].map(({ component }) => component))
  const wanted = new Set(entries.map(({ component }) => component))
  const isDone = (name: string) =>
    isKeyName(name) ? !index.has(name) : !components.has(name) || wanted.has(name)
  return [
    ...forget.filter((rule) => !keys.some((key) => matchesRule(key, rule))).map((rule) => `forget ${rule}`),
    ...moved
      .filter((move) => !movesElement(move) && isDone(move.from))
      .map(({ from, to }) => `moved ${from} to ${to}`),
  ].map((line) => doneHandover(environment, line))
}

/** The note that a line can go. */
export function doneHandover({ name }: Pick<Environment, 'name'>, line: string): Diagnostic {
  return {
    code: 'handover-done',
    severity: 'warning',
    message: `${name} has nothing left of what this is for: ${line}`,
    help: 'take the line out of configs/index.ts once no environment needs it',
  }
}
