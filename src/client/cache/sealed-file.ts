import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../../files/index.ts'
import { sha256 } from '../../model/index.ts'
import { type Identity, openBytes, sealBytes } from '../../rotation/index.ts'

/** Why a file is not used: it is not there, damaged, or sealed for another identity. */
export type SealedReading = Buffer | 'absent' | 'damaged' | 'foreign'

const magic = 'appia-cache 1'

/**
 * Writes a file so that a crash leaves the old or the new one: temporary file, fsync, rename, fsync of the folder.
 * First line: magic, `sealed` or `bare`, sha256 of the rest. Sealed for the member's own recipient where it has one;
 * then `plain` is zeroed.
 */
export async function writeSealed(
  path: string,
  plain: Buffer,
  identity: Identity | undefined,
): Promise<void> {
  const body = identity === undefined ? plain : await sealBytes(plain, identity.recipient)
  const kind = identity === undefined ? 'bare' : 'sealed'
  const temporary = `${path}.${process.pid}.tmp`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(Buffer.concat([Buffer.from(`${magic} ${kind} ${sha256(body)}\n`), body]))
    await file.sync()
  } finally {
    await file.close()
    if (identity !== undefined) plain.fill(0)
  }
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** Reads back what `writeSealed` wrote. Never throws for what is in the file. */
export async function readSealed(path: string, identity: Identity | undefined): Promise<SealedReading> {
  const file = await readFile(path).catch(() => undefined)
  if (file === undefined) return 'absent'
  const end = file.indexOf(10)
  const [, kind, checksum] =
    /^appia-cache 1 (bare|sealed) ([0-9a-f]{64})$/.exec(file.toString('latin1', 0, end)) ?? []
  const body = file.subarray(end + 1)
  if (end < 0 || checksum !== sha256(body)) return 'damaged'
  const plain = kind === 'bare' ? body : identity && (await openBytes(body, identity))
  return plain ?? 'foreign'
}
