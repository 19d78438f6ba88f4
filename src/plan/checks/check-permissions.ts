import { type Diagnostic, nearest } from '../../model/index.ts'
import type { PlanInput } from '../plan-input.ts'
import { matchesKey } from './match-key.ts'

/** True when one of the names allows the key: the key itself, a list with commas, `*` for one segment or alone for all. */
export function allowsKey(names: readonly string[], key: string): boolean {
  return names.some(
    (name) => name === key || parts(name).some((part) => part === '*' || matchesKey(key, part)),
  )
}

/** A permission for something that is nowhere is a slip: what it was meant for would be refused, or worse, not noticed. */
export function checkPermissions(input: PlanInput): Diagnostic[] {
  const { permissions = {}, desired, live } = input
  const keys = [...new Set([...desired.entries.map((entry) => entry.key), ...live.index.keys()])]
  const pointed = (option: string, names: readonly string[] = []) =>
    names.filter((name) => !keys.some((key) => isOf(name, key))).map((name) => unmatched(option, name, keys))
  return [
    ...unmatchedKeys('--take-over', permissions.takeOver, keys),
    ...pointed('--allow-type-change', permissions.allowTypeChange),
    ...pointed('--unsuppress', permissions.unsuppress),
    ...unsealed(input),
  ]
}

function unsealed({ permissions: { reseal = [] } = {}, desired: { entries } }: PlanInput): Diagnostic[] {
  const sealed = entries.flatMap(({ secrets = [] }) => secrets.filter(({ as }) => as === 'sealed'))
  const names = [...new Set(sealed.map(({ name }) => name))].sort()
  return reseal
    .filter((name) => !names.includes(name))
    .map((name) => ({
      code: 'permission-unmatched',
      severity: 'error',
      message: `--reseal ${name} names no secret that this plan seals`,
      help: names.length === 0 ? 'no schema here says x-secret: "sealed"' : `one of ${names.join(', ')}`,
    }))
}

/** What of these names allows no key at all. */
export function unmatchedKeys(
  option: string,
  names: readonly string[] = [],
  keys: readonly string[],
): Diagnostic[] {
  return names
    .filter((name) => !keys.includes(name))
    .flatMap(parts)
    .filter((part) => part !== '*' && !keys.some((key) => matchesKey(key, part)))
    .map((part) => unmatched(option, part, keys))
}

function parts(name: string): string[] {
  return name
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** `KEY` or `KEY#/pointer`. */
function isOf(name: string, key: string): boolean {
  return name === key || name.startsWith(`${key}#`)
}

function unmatched(option: string, name: string, keys: readonly string[]): Diagnostic {
  const [key = ''] = name.split('#')
  const suggestion = nearest(key, keys)
  return {
    code: 'permission-unmatched',
    severity: 'error',
    message: `${option} ${name} names nothing in this plan`,
    help:
      suggestion === undefined
        ? 'name a key as the plan shows it; * stands for one segment, or alone for all'
        : `did you mean ${suggestion}?`,
  }
}
