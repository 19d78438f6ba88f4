import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { loadFormats } from '../../formats/index.ts'
import { documentFormats, inputLimits } from '../../model/index.ts'
import { decodeInSteps, invalidPlanFile, type SealedPlan } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { InvalidInput, usageFailure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'
import { runInterruptibly } from '../run-interruptibly.ts'

/** A saved plan. A file that cannot be read is a usage `Failure`, one that is not a sound plan `InvalidInput`. */
export async function readPlanFile(file: string, { directory }: Context): Promise<SealedPlan> {
  const text = await readText(resolve(directory, file)).catch((error: unknown) => {
    throw usageFailure(`cannot read ${file}: ${fileProblem(error)}`, 'make it: appia plan -o FILE')
  })
  // The formats of its documents, before anything of it is believed.
  await loadFormats(documentFormats.filter((format) => text?.includes(`"format":"${format}"`)))
  const decoded =
    text === undefined
      ? { diagnostics: [invalidPlanFile(tooLarge)] }
      : await runInterruptibly(decodeInSteps(text))
  if ('plan' in decoded) return decoded
  throw new InvalidInput(
    decoded.diagnostics.map((each) => ({ ...each, message: `${file}: ${each.message}` })),
  )
}

const tooLarge = `it is larger than ${inputLimits.planFileBytes / 1024 / 1024} MiB`

/** The whole file, or undefined where it is larger than any plan: also of one that never ends. */
async function readText(path: string): Promise<string | undefined> {
  const file = await open(path, 'r')
  try {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })) {
      length += (chunk as Buffer).length
      if (length > inputLimits.planFileBytes) return undefined
      chunks.push(chunk as Buffer)
    }
    return Buffer.concat(chunks).toString('utf8')
  } finally {
    await file.close()
  }
}
