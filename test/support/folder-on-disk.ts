import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'

const parent = join(import.meta.dirname, '../../node_modules/.cache')

/** A new folder on a disk; whoever makes it removes it. The system's folder for such is memory on Debian 13. */
export function folderOnDisk(): string {
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, 'appia-on-disk-'))
}
