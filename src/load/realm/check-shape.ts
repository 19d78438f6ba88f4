import { nearest, reservedWorkspaces } from '../../model/index.ts'
import type { Problem } from '../answer.ts'
import {
  isKind,
  isNamedComponent,
  isObject,
  problemsOfEnvironmentMembers,
  problemsOfWorkspaceMembers,
} from './check-members.ts'
import type { Authored } from './documents.ts'
import { problemAt } from './problems.ts'
import { slotOf } from './tracking/shadows.ts'

/** What `workspace()` takes, and its kind. */
const members = [
  'kind',
  'name',
  'components',
  'channels',
  'rotation',
  'entries',
  'collections',
  'layouts',
  'languages',
  'invariants',
  'waivers',
  'ignoreChanges',
  'forget',
  'moved',
  'managedPrefixes',
  'keys',
  'keepApplies',
  'environments',
]

/** Why the default export of configs/index.ts is not a workspace, as far as one can tell without schemas. */
export function problemsOfShape(exported: unknown): Problem[] {
  if (exported instanceof Promise) return [problem('promise-in-config', 'the default export is a Promise', 0)]
  if (!isKind(exported, 'workspace')) {
    const message = 'configs/index.ts does not export a workspace by default'
    return [
      { ...problem('not-a-workspace', message, 0), help: 'end it with `export default workspace({ … })`' },
    ]
  }
  return [
    ...problemsOfName(exported),
    ...problemsOfMembers(exported),
    ...problemsOfWorkspaceMembers(exported),
    ...problemsOfKeeping(exported, 'keepApplies'),
    ...problemsOfComponents(exported),
    ...problemsOfEnvironments(exported),
  ]
}

/** It stands in the keys of its records. */
function problemsOfName(exported: Authored): Problem[] {
  const { name } = exported
  if (typeof name !== 'string' || name === '')
    return [problem('not-a-workspace', 'the workspace has no name', 0)]
  const isReserved = (reservedWorkspaces as readonly string[]).includes(name)
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(name) && name.length <= 100 && !isReserved) return []
  const help = `letters, digits and . _ - make a name, at most 100; not ${reservedWorkspaces.join(', ')}`
  const message = `the workspace cannot be called ${JSON.stringify(name)}: its records in etcd lie under that name`
  return [{ ...problem('not-a-workspace', message, slotOf(exported, 'name')?.name ?? 0), help }]
}

/** Fewer would leave too little to roll back to. */
function problemsOfKeeping(holder: Authored, place: string): Problem[] {
  const { keepApplies } = holder
  if (keepApplies === undefined || (Number.isSafeInteger(keepApplies) && Number(keepApplies) >= 10)) return []
  const given = typeof keepApplies === 'number' ? String(keepApplies) : 'not a number'
  const message = `${place} is ${given}; it must be a whole number of at least 10`
  const help = 'it is how many of the newest applies the history keeps; without it, 200'
  return [{ ...problem('not-a-workspace', message, slotOf(holder, 'keepApplies')?.name ?? 0), help }]
}

/** A member that nothing reads would be left out without a word, and its keys deleted. */
function problemsOfMembers(exported: Authored): Problem[] {
  return Object.keys(exported)
    .filter((name) => !members.includes(name))
    .map((name) => {
      const likely = nearest(name, members)
      const help =
        likely === undefined ? `it may have ${members.slice(1).join(', ')}` : `did you mean ${likely}?`
      const site = slotOf(exported, name)?.name ?? 0
      return { ...problem('not-a-workspace', `a workspace has no member ${name}`, site), help }
    })
}

function problemsOfComponents({ components }: Authored): Problem[] {
  if (!isObject(components)) return [problem('not-a-workspace', 'the workspace has no components', 0)]
  return Object.keys(components).flatMap((name) => {
    const each = components[name]
    if (isNamedComponent(each)) return []
    const [code, what] =
      each instanceof Promise
        ? (['promise-in-config', 'a Promise'] as const)
        : (['not-a-workspace', 'no component'] as const)
    return [problem(code, `components.${name} is ${what}`, slotOf(components, name)?.name ?? 0)]
  })
}

function problemsOfEnvironments({ environments }: Authored): Problem[] {
  if (!isObject(environments) || Object.keys(environments).length === 0) {
    return [problem('not-a-workspace', 'the workspace has no environments', 0)]
  }
  return Object.keys(environments).flatMap((name) => {
    const environment = environments[name]
    if (isObject(environment))
      return [...problemsOfEnvironment(environment, name), ...problemsOfEnvironmentMembers(environment, name)]
    return [
      problem(
        'not-a-workspace',
        `environments.${name} is not an object`,
        slotOf(environments, name)?.name ?? 0,
      ),
    ]
  })
}

/** What an environment may have. */
const environmentMembers = [
  ...[
    'store',
    'endpoints',
    'prefix',
    'protected',
    'signers',
    'readable',
    'secrets',
    'recipients',
    'keepApplies',
    'wave',
  ],
  ...['components', 'entries', 'nodes', 'forget', 'moved', 'ignoreChanges'],
]

/** What is passed over without a word could leave open what it was to close. */
function problemsOfEnvironment(environment: Authored, name: string): Problem[] {
  return Object.keys(environment).flatMap((member) => {
    const site = slotOf(environment, member)?.name ?? 0
    if (!environmentMembers.includes(member)) {
      const help = `it may have ${environmentMembers.join(', ')}`
      const message = `environments.${name} has no member ${member}`
      return [{ ...problem('not-a-workspace', message, site), help }]
    }
    if (member === 'keepApplies') return problemsOfKeeping(environment, `environments.${name}.keepApplies`)
    if (member === 'wave') return problemsOfWave(environment, name, site)
    return []
  })
}

function problemsOfWave({ wave }: Authored, name: string, site: number): Problem[] {
  if (wave === undefined || (Number.isSafeInteger(wave) && Number(wave) >= 1)) return []
  const given = typeof wave === 'number' ? String(wave) : 'not a number'
  const message = `environments.${name}.wave is ${given}; it must be a whole number of at least 1`
  const help = 'environments of wave 1 are applied first by --all-environments; without it, it is 1'
  return [{ ...problem('not-a-workspace', message, site), help }]
}

function problem(code: Problem['code'], message: string, site: number): Problem {
  return problemAt(site, { code, message })
}
