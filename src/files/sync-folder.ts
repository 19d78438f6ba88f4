import { open } from 'node:fs/promises'

/** Writes a folder's names to the disk: a rename in it outlasts a crash of the machine once this resolves. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
