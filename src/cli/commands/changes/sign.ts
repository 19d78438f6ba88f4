import { signApplied } from '../../../app/apply/index.ts'
import { usageFailure } from '../../../app/index.ts'
import { signFile } from '../../../app/plan/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation, Report } from '../../command.ts'
import { renderCheckedPlan } from '../../render/plan/checked-plan.ts'
import { renderStanding } from '../../render/standing-documents.ts'
import { plural } from '../../render/text/diagnostics.ts'
import { escapeText } from '../../render/text/plain-text.ts'
import { notPlannedReport } from '../../reports/not-planned.ts'
import { reviewerAt } from '../../terminal/reviewer.ts'

export const sign: Command = {
  name: 'sign',
  summary: 'put your signature into a saved plan, after you have read it, or on what stands',
  usage: 'FILE|--applied --key KEYFILE [--env NAME] [--yes]',
  details: `Shows the plan, asks, and signs its digest, its very bytes and the documents that it leaves with an Ed25519 key: PEM
(PKCS #8), or as ssh-keygen writes it, without a passphrase. With --env or --endpoints, what the plan shows is first
derived again from what is live. Who may sign stands in the workspace: environments: { lab: { signers:
['ssh-ed25519 AAAA… name'] } }. With --applied, signs the documents that stand, where the sources at hand have nothing
to change in them, and writes that into the history: for agents that ask for signatures (docs/agents.md).`,
  options: {
    key: { type: 'string', value: 'KEYFILE', description: 'the private key to sign with' },
    applied: { type: 'boolean', description: 'sign the documents that were applied, as they stand' },
    yes: { type: 'boolean', short: 'y', description: 'do not ask' },
    all: {
      type: 'boolean',
      description: 'show also values that nothing reads, each value of new keys, and long values whole',
    },
  },
  completes: 'file',
  positionals: [0, 1],
  async run(invocation) {
    const [file] = invocation.positionals
    const isApplied = invocation.options.flag('applied')
    if ((file !== undefined) === isApplied)
      throw usageFailure(
        'what is to be signed?',
        'a plan: appia sign FILE; what stands: appia sign --applied',
      )
    const keyFile = invocation.options.text('key')
    if (keyFile === undefined) throw usageFailure('which key signs?', 'say it: --key ~/.ssh/id_ed25519')
    return file === undefined
      ? await signStanding(keyFile, invocation)
      : await signPlan(file, keyFile, invocation)
  },
}

async function signPlan(file: string, keyFile: string, invocation: Invocation): Promise<Report> {
  const reviewer = reviewerAt(invocation, (checked: Parameters<typeof renderCheckedPlan>[0]) =>
    renderCheckedPlan(checked, file, invocation),
  )
  const { signer, digest } = await signFile({ file, keyFile }, invocation, reviewer)
  const text = `signed by ${escapeText(signer)}: digest ${digest.slice(0, 16)}\n`
  return { exitCode: exitCodes.done, text, json: { signer, digest } }
}

async function signStanding(keyFile: string, invocation: Invocation): Promise<Report> {
  const result = await signApplied({ keyFile }, invocation, reviewerAt(invocation, renderStanding))
  if (result.kind === 'not-planned') return await notPlannedReport(result.planned, invocation)
  const { signer, seq, documents } = result
  const text = `signed by ${escapeText(signer)}: ${plural(documents, 'document')} as of @${seq}\n`
  return { exitCode: exitCodes.done, text, json: { signer, seq, documents } }
}
