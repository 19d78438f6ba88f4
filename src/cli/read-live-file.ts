import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isJsonObject, type JsonValue, type LiveValues } from '../model/index.ts'
import type { Invocation } from './command.ts'
import { usageFailure } from './failure.ts'
import { fileProblem } from './file-problem.ts'

/** The values of `--live FILE`, a JSON object from key to value; undefined without that option. */
export async function readLiveFile(invocation: Invocation): Promise<LiveValues | undefined> {
  const file = invocation.options.text('live')
  if (file === undefined) return undefined
  const path = resolve(invocation.directory, file)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw usageFailure(`cannot read ${file}: ${fileProblem(error)}`)
  })
  const values = parse(text)
  if (values === undefined || !isJsonObject(values))
    throw usageFailure(`${file} is not a JSON object`, 'write { "/some/key": value, … }')
  return new Map(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]))
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}
