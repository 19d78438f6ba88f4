import {
  answerBytesLimit,
  type Change,
  type Diagnostic,
  decodeBytes,
  isWrite,
  nodeFolder,
  textOfAfter,
} from '../../model/index.ts'
import type { PlanInput } from '../plan-input.ts'

/** From here on it is said: the next few documents may be too much. */
const nearBytes = 0.75 * answerBytesLimit

/** Framing of one key in an answer, with its numbers. */
const keyOverhead = 40

/**
 * A component reads everything below its folder in one answer, the documents of other nodes and what others put there
 * too: one that is too large leaves every client of it without a configuration.
 */
export function checkReads(changes: readonly Change[], input: PlanInput): Diagnostic[] {
  const { entries } = input.live
  const prefix = input.desired.environment.prefix
  const folders = new Set(input.desired.entries.map(({ key }) => folderOf(key, prefix)))
  const sizes = new Map<string, number>()
  const add = (key: string, bytes: number) => {
    const folder = folderOf(key, prefix)
    if (folders.has(folder)) sizes.set(folder, (sizes.get(folder) ?? 0) + bytes)
  }
  for (const [key, { value }] of entries) add(key, keyBytes(key) + value.length)
  for (const { key, after } of changes.filter(isWrite)) {
    const before = entries.get(key)
    if (before !== undefined) add(key, -keyBytes(key) - before.value.length)
    if (after !== null) add(key, keyBytes(key) + decodeBytes(textOfAfter(after)).length)
  }
  return [...sizes]
    .filter(([folder, bytes]) => bytes >= nearBytes && folder !== `${prefix}/`)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, bytes]) => warn(folder, bytes))
}

function warn(folder: string, bytes: number): Diagnostic {
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MiB of ${answerBytesLimit / 1024 / 1024} MiB`
  const what =
    bytes > answerBytesLimit
      ? `below ${folder} there would be ${size} that a client reads in one piece: it could not read them`
      : `below ${folder} there would be ${size} that a client reads in one piece`
  return {
    code: 'large-read',
    severity: 'warning',
    message: what,
    key: folder,
    help: 'make the many documents a collection (docs/collections.md), give them a folder of their own, or remove what nobody reads',
  }
}

function folderOf(key: string, prefix: string): string {
  return prefix + nodeFolder(key.slice(prefix.length))
}

function keyBytes(key: string): number {
  return Buffer.byteLength(key) + keyOverhead
}
