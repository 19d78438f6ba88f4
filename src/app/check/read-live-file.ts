import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isJsonObject, type JsonValue, type LiveValues } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { usageFailure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'

/** The values that a file gives for `live()`: a JSON object from key to value. */
export async function readLiveFile(file: string, { directory }: Context): Promise<LiveValues> {
  const path = resolve(directory, file)
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
