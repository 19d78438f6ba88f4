import { usageFailure } from '../../../app/index.ts'
import { signFile } from '../../../app/plan/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command } from '../../command.ts'
import { renderCheckedPlan } from '../../render/plan/checked-plan.ts'
import { escapeText } from '../../render/text/plain-text.ts'
import { reviewerAt } from '../../terminal/reviewer.ts'

export const sign: Command = {
  name: 'sign',
  summary: 'put your signature into a saved plan, after you have read it',
  usage: 'FILE --key KEYFILE [--env NAME] [--yes]',
  details: `Shows the plan, asks, and signs its digest and its very bytes with an Ed25519 key: PEM (PKCS #8), or as ssh-keygen writes
it, without a passphrase. With --env or --endpoints, what the plan shows is first derived again from what is live. Who
may sign stands in the workspace: environments: { lab: { signers: ['ssh-ed25519 AAAA… name'] } }.`,
  options: {
    key: { type: 'string', value: 'KEYFILE', description: 'the private key to sign with' },
    yes: { type: 'boolean', short: 'y', description: 'do not ask' },
    all: {
      type: 'boolean',
      description: 'show also values that nothing reads, each value of new keys, and long values whole',
    },
  },
  completes: 'file',
  positionals: [1, 1],
  async run(invocation) {
    const file = invocation.positionals[0] as string
    const keyFile = invocation.options.text('key')
    if (keyFile === undefined) throw usageFailure('which key signs?', 'say it: --key ~/.ssh/id_ed25519')
    const reviewer = reviewerAt(invocation, (checked: Parameters<typeof renderCheckedPlan>[0]) =>
      renderCheckedPlan(checked, file, invocation),
    )
    const { signer, digest } = await signFile({ file, keyFile }, invocation, reviewer)
    const text = `signed by ${escapeText(signer)}: digest ${digest.slice(0, 16)}\n`
    return { exitCode: exitCodes.done, text, json: { signer, digest } }
  },
}
