import { type Desired, exitCodes, type Plan } from '../../model/index.ts'
import type { SecretValues } from '../../templates/index.ts'
import type { Context } from '../context.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { Failure } from '../failure.ts'
import { type SourcesHere, sourcesHere } from '../plan/desired-here.ts'
import {
  documentsOf,
  type PlacedSecret,
  plannedSecretValues,
  resolveSecrets,
  type SecretDocument,
} from '../secrets/index.ts'

/**
 * Reads the secrets that plans put in. A plan file names where each comes from, and the workspace must say the same:
 * whoever made the file cannot have a program run or a file read that the sources do not name.
 */
export async function secretsOf(
  plans: readonly Plan[],
  open: OpenStore,
  context: Context,
): Promise<SecretValues> {
  const wanted = plans.flatMap(plannedSecretValues)
  if (wanted.length === 0) return () => undefined
  const { desired, schemas } = await requireSources(open)
  refuseOthers(wanted, namedBySources(desired))
  const documents = plannedDocuments(plans, documentsOf(desired, schemas))
  return await resolveSecrets(wanted, { ...context, directory: open.directory }, { documents })
}

/** What the plans write, under the schemas that the sources name. */
function plannedDocuments(
  plans: readonly Plan[],
  known: ReturnType<typeof documentsOf>,
): ReturnType<typeof documentsOf> {
  const planned = plans.flatMap(({ changes }) =>
    changes.flatMap(({ key, after }): [string, SecretDocument][] => {
      const document = known.get(key)
      return after === null || document === undefined ? [] : [[key, { ...document, value: after.value }]]
    }),
  )
  return new Map([...known, ...planned])
}

async function requireSources(open: OpenStore): Promise<SourcesHere> {
  const here = await sourcesHere(open)
  if (here === undefined)
    throw new Failure(
      exitCodes.invalid,
      'the plan puts secrets in, and where they come from only the sources say',
      {
        help: 'apply it in a workspace without errors: --workspace DIR',
      },
    )
  return here
}

/** By place, where the sources say that a secret comes from, and how it is written. */
function namedBySources(desired: Desired): ReadonlySet<string> {
  return new Set(
    desired.entries.flatMap(({ key, secrets = [] }) => secrets.map((secret) => identityOf({ key, secret }))),
  )
}

function refuseOthers(wanted: readonly PlacedSecret[], named: ReadonlySet<string>): void {
  const other = wanted.find((placed) => !named.has(identityOf(placed)))
  if (other === undefined) return
  const { key, secret } = other
  throw new Failure(
    exitCodes.conflict,
    `the sources do not say any more what the plan says of secret(${JSON.stringify(secret.name)}) of ${key}#${secret.pointer}: that it stands there, where it comes from, whether it is sealed, and for whom`,
    { help: 'plan again' },
  )
}

function identityOf({ key, secret }: PlacedSecret): string {
  const { pointer, name, source, as, recipients = {} } = secret
  const sorted = [source, recipients].map((each) => Object.entries(each).sort())
  return JSON.stringify([key, pointer, name, ...sorted, as ?? null])
}
