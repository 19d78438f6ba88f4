import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Context } from '../context.ts'
import { usageFailure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'

/** A log of hours. */
const mostBytes = 64 * 1024 * 1024

/** What a comment is made of. A file that cannot be read, has nothing in it or no end is a usage `Failure`. */
export async function readCommentFile(file: string, { directory }: Context): Promise<string> {
  const path = resolve(directory, file)
  const text = await read(path).catch((error: unknown) => {
    throw usageFailure(
      `cannot read ${file}: ${fileProblem(error)}`,
      'make it: appia plan --format markdown > FILE',
    )
  })
  if (text === undefined)
    throw usageFailure(`${file} is larger than ${mostBytes / 1024 / 1024} MiB, or no file`)
  if (text.trim() !== '') return text
  throw usageFailure(
    `${file} is empty`,
    'whatever should have written it failed: see its output above in the log',
  )
}

async function read(path: string): Promise<string | undefined> {
  const { size } = await stat(path)
  return size > mostBytes ? undefined : (await readFile(path)).toString('utf8')
}
