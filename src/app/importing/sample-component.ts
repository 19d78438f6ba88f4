import { LinkError, readConfined } from '../../files/index.ts'
import { sampleModule, samplePaths } from '../../importing/index.ts'
import type { KnownWorkspace } from './known-workspace.ts'
import type { WantedFile } from './write-files.ts'

/** The component that `appia init` made to begin with, as files that go; undefined where somebody has made it their own. */
export async function sampleOf({
  directory,
  isNew,
}: KnownWorkspace): Promise<{ files: readonly WantedFile[] } | undefined> {
  if (isNew) return undefined
  const present = await readConfined(directory, samplePaths.module).catch((error: unknown) => {
    if (error instanceof LinkError) throw error
  })
  if (present !== sampleModule) return undefined
  return { files: Object.values(samplePaths).map((path) => ({ path })) }
}
