import { exitCodes, type Live, type Protection } from '../../model/index.ts'
import type { SealedPlan } from '../../plan/index.ts'
import { readPublicKey } from '../../signing/index.ts'
import type { Context } from '../context.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { Failure, usageFailure } from '../failure.ts'
import { signersOf } from '../plan/sign-plan.ts'

/** Digits of a digest that stand for it: nobody makes another plan whose digest begins alike by chance. */
const fewestDigits = 8

/** True when what was given is the digest, or enough of its beginning. Anything else than hex digits is a usage `Failure`. */
export function isDigest(given: string, digest: string, option: string): boolean {
  const digits = given.toLowerCase()
  if (!/^[0-9a-f]+$/.test(digits) || digits.length < fewestDigits || digits.length > 64)
    throw usageFailure(
      `${option} takes a digest: 64 hex digits, or the first ${fewestDigits} and more`,
      'it stands under the plan, and in its file',
    )
  return digest.startsWith(digits)
}

/** What is asked of a plan by whoever may ask: the workspace at hand, the last apply, and the plan itself. */
export interface Approval {
  readonly sealed: SealedPlan
  readonly open: OpenStore
  readonly live: Live
  /** As it was given with the file. */
  readonly digest: string | undefined
}

/**
 * Refuses a saved plan that is not approved as this environment asks, and gives the names of those who signed it. What
 * one of the three asks is not lifted by the others: sources at hand may be a stranger's, a record may be older than
 * what the sources ask by now, and the plan is the least that holds for a store never applied to.
 */
export function requireApproval(approval: Approval, context: Context): string[] {
  const asked = protectionsFor(approval)
  const { name } = approval.open.environment
  requireDigest(approval, asked, name)
  const lists = asked.map(({ signers }) => signers).filter((signers) => signers.length > 0)
  const signed = lists.map((signers) => signersOf(approval.sealed, signers))
  if (signed.some((names) => names.length === 0) && !context.permissions.isUnsignedAllowed)
    throw unsigned(lists[signed.findIndex((names) => names.length === 0)] ?? [], name)
  return [...new Set(signed.flat())]
}

/** The environment takes saved plans alone: where one is applied from the sources, or rolled back, at once. */
export function refuseUnreviewed({ environment }: OpenStore, live: Live, context: Context): void {
  const { name } = environment
  const asked = [environment, ...(live.protection ? [live.protection] : [])]
  if (asked.some(({ isProtected }) => isProtected)) {
    throw new Failure(
      exitCodes.refused,
      `environment ${name} is protected: it takes what was reviewed only`,
      {
        help: [
          `save a plan: appia plan --env ${name} -o FILE`,
          'once it is reviewed: appia apply FILE --digest DIGEST',
        ].join('\n'),
      },
    )
  }
  refuseUnsigned({ environment }, live, context)
}

/** A plan that is made now carries no signature. */
export function refuseUnsigned(
  { environment }: Pick<OpenStore, 'environment'>,
  { protection }: Live,
  { permissions }: Context,
): void {
  const signers = [environment.signers, protection?.signers ?? []].find((each) => each.length > 0)
  if (signers !== undefined && !permissions.isUnsignedAllowed) throw unsigned(signers, environment.name)
}

function protectionsFor({ sealed, open, live }: Approval): Protection[] {
  return [open.environment, ...(live.protection ? [live.protection] : []), sealed.plan.protection]
}

function requireDigest({ sealed, digest }: Approval, asked: readonly Protection[], name: string): void {
  const short = sealed.plan.digest.slice(0, 16)
  if (digest !== undefined) {
    if (isDigest(digest, sealed.plan.digest, '--digest')) return
    throw new Failure(exitCodes.conflict, `the plan has digest ${short}, not ${digest}`, {
      help: 'have this plan reviewed, or apply the file that was',
    })
  }
  if (!asked.some(({ isProtected }) => isProtected)) return
  throw new Failure(exitCodes.refused, `environment ${name} is protected: say which plan was approved`, {
    help: 'say it with the digest from the review, not from the file: appia apply FILE --digest DIGEST',
  })
}

function unsigned(signers: readonly string[], name: string): Failure {
  const names = signers.map((line) => readPublicKey(line)?.name ?? 'a key that cannot be read')
  return new Failure(
    exitCodes.refused,
    `environment ${name} takes only plans that are signed, by ${names.join(' or ')}`,
    {
      help: [
        'one of them signs a saved plan: appia sign FILE --key KEYFILE',
        'without a signature: --allow-unsigned',
      ].join('\n'),
    },
  )
}
