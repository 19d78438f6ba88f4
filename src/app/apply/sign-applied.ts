import { signStanding } from '../../apply/index.ts'
import { type Desired, exitCodes, hasChanges, type Live } from '../../model/index.ts'
import { keptIn, sealPlan } from '../../plan/index.ts'
import { type StatedDocument, type Statement, statedDocument, statementOf } from '../../records/index.ts'
import { isAsApplied } from '../../templates/index.ts'
import type { Context, Reviewer } from '../context.ts'
import { describeStore, refuseSilentEmbeddedWrite } from '../environment/open-environment.ts'
import { withCompiledEnvironment } from '../environment/with-environment.ts'
import { Failure } from '../failure.ts'
import { planEnvironment } from '../plan/plan-environment.ts'
import { isSound, type PlannedEnvironment, type SoundPlan } from '../plan/reviewed-plan.ts'
import { readSigner, signStatement } from '../plan/sign-plan.ts'
import { commandSpeller } from '../spell-command.ts'

/** What a signer is shown of documents that stand. */
export interface StandingDocuments {
  readonly environment: string
  readonly storeName: string
  readonly documents: readonly StandingDocument[]
  /** Not as the last apply left them, in what others write. */
  readonly leftOut: readonly string[]
}

/** A document that stands, with the parts of it that others write. */
interface StandingDocument {
  readonly key: string
  readonly kept: readonly string[]
}

/** What came of signing what stands; nothing was recorded where the sources cannot be planned. */
type SignAppliedResult =
  | { readonly kind: 'signed'; readonly signer: string; readonly seq: number; readonly documents: number }
  | { readonly kind: 'not-planned'; readonly planned: PlannedEnvironment }

/**
 * Signs the documents that stand, where they are what the sources at hand say, and records that in the store. Who signs trusts
 * the sources: nothing is signed because the store says it.
 */
export async function signApplied(
  { keyFile }: { readonly keyFile: string },
  context: Context,
  reviewer: Reviewer<StandingDocuments>,
): Promise<SignAppliedResult> {
  return await withCompiledEnvironment(context, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, context)
    const signer = await readSigner(keyFile, context.directory)
    const planned = await planEnvironment(open, context)
    if (!isSound(planned)) return { kind: 'not-planned', planned }
    const spell = commandSpeller(context, open.environment.name)
    const live = requireApplied(planned, spell)
    const { standing, leftOut } = standingIn(open.desired, live)
    const subject = {
      environment: open.environment.name,
      storeName: describeStore(open.store, open.directory),
    }
    await reviewer.show({ ...subject, documents: standing, leftOut })
    if (standing.length === 0) throw nothingToSign(leftOut, spell)
    if (!context.permissions.isAgreed) await reviewer.agree({ task: 'sign-applied', ...subject })
    const { plan } = planned
    const { checksum } = sealPlan(plan)
    const statement: Statement = { ...statementOf(plan), documents: statedIn(standing, live) }
    const { signed, name } = signStatement({ digest: plan.digest, checksum, statement }, signer)
    const outcome = await signStanding({
      ...{ store: open.store, home: open.environment, live, signed, protection: plan.protection },
      author: { who: context.who(), message: context.message ?? `signed by ${name}` },
      now: context.now(),
    })
    if (outcome.kind === 'conflict')
      throw new Failure(exitCodes.conflict, 'not signed: something was applied meanwhile', {
        help: `look at it, and sign again: ${spell('history')}`,
      })
    return { kind: 'signed', signer: name, seq: outcome.seq, documents: standing.length }
  })
}

/** What is live, where it is what the sources say and stays so. */
function requireApplied({ plan, made: { live } }: SoundPlan, spell: (words: string) => string) {
  const { epoch } = live
  if (live.pending !== undefined)
    throw new Failure(exitCodes.conflict, `not signed: apply @${live.pending.seq} waits to be confirmed`, {
      help: `let it stand: ${spell(`confirm ${live.pending.seq}`)}`,
    })
  if (epoch === undefined || hasChanges(plan))
    throw new Failure(exitCodes.conflict, 'not signed: what stands is not what the sources say', {
      help: `see what differs: ${spell('plan')}`,
    })
  return { ...live, epoch }
}

function nothingToSign(leftOut: readonly string[], spell: (words: string) => string): Failure {
  const [why, help] =
    leftOut.length > 0
      ? ['no document is as it was applied', `see what others have written: ${spell('drift')}`]
      : ['no document is managed', `apply some first: ${spell('apply')}`]
  return new Failure(exitCodes.conflict, `nothing to sign: ${why}`, { help })
}

/** With nothing to plan, what is live is what the sources say, but for what they leave to others. */
function standingIn(
  desired: Desired,
  live: Live,
): { readonly standing: readonly StandingDocument[]; readonly leftOut: readonly string[] } {
  const keptOf = keptIn(desired)
  const managed = desired.entries.filter(({ key }) => live.index.has(key))
  const documents = managed.map(({ key }) => ({ key, kept: keptOf(key) }))
  const isStanding = ({ key, kept }: StandingDocument) => isAsApplied(key, live) && !kept.includes('')
  return {
    standing: documents.filter(isStanding),
    leftOut: documents.filter((each) => !isStanding(each)).map(({ key }) => key),
  }
}

function statedIn(
  standing: readonly StandingDocument[],
  { index, templates }: Live,
): { readonly [key: string]: StatedDocument } {
  const stated = standing.flatMap(({ key }): [string, StatedDocument][] => {
    const indexed = index.get(key)
    const secrets = templates?.get(key)?.secrets
    if (indexed === undefined || (indexed.secrets === undefined) !== (secrets === undefined)) return []
    return [[key, statedDocument({ sha256: indexed.sha256, ...(secrets && { secrets }) })]]
  })
  return Object.fromEntries(stated)
}
