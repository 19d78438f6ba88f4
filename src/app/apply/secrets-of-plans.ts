import { exitCodes, type Plan } from '../../model/index.ts'
import type { SecretValues } from '../../templates/index.ts'
import type { Context } from '../context.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { Failure } from '../failure.ts'
import { desiredHere } from '../plan/desired-here.ts'
import { type PlacedSecret, plannedSecretValues, resolveSecrets } from '../secrets/index.ts'

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
  if (wanted.length > 0) refuseOthers(wanted, await namedBySources(open))
  return await resolveSecrets(wanted, { ...context, directory: open.directory })
}

/** By place, where the sources say that a secret comes from, and how it is written. */
async function namedBySources(open: OpenStore): Promise<ReadonlySet<string>> {
  const desired = await desiredHere(open)
  if (desired === undefined)
    throw new Failure(
      exitCodes.invalid,
      'the plan puts secrets in, and where they come from only the sources say',
      {
        help: 'apply it in a workspace without errors: --workspace DIR',
      },
    )
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
    `the sources do not say any more that secret(${JSON.stringify(secret.name)}) of ${key} comes from where the plan says`,
    { help: 'plan again' },
  )
}

function identityOf({ key, secret }: PlacedSecret): string {
  const { name, source, as } = secret
  return JSON.stringify([key, name, Object.entries(source).sort(), as ?? null])
}
