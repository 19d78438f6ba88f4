import type { Adoption, AdoptResult } from '../../app/adopting/index.ts'
import type { Paint } from '../terminal/terminal.ts'
import { plural } from './text/diagnostics.ts'
import { escapeText } from './text/plain-text.ts'

/** What would be written into the sources, as a person reads it: the keys, what else changes, and the patch. */
export async function proposalText(adoption: Adoption, paint: Paint): Promise<string> {
  const { environment, storeName, revision, keys, others } = adoption
  const patches = await patchesOf(adoption)
  return [
    `${environment} · ${storeName} · revision ${revision}`,
    ...keys.map(
      ({ key, leaves, isAhead }) =>
        `${escapeText(key)}  ${plural(leaves, 'change')} adopted${isAhead ? '; the sources say more, which is not applied yet' : ''}`,
    ),
    ...others.map(({ environment: name, key, pointer }) =>
      paint(
        'yellow',
        `! also changes ${escapeText(`${key}${pointer === '' ? '' : `#${pointer}`}`)} of ${name}`,
      ),
    ),
    '',
    ...patches.map(({ patch }) => painted(patch, paint)),
  ].join('\n')
}

/** A unified diff of each file. */
export async function patchesOf({
  files,
}: Adoption): Promise<{ readonly path: string; readonly patch: string }[]> {
  const { createTwoFilesPatch } = await import('diff')
  return files.map(({ path, before, after }) => {
    const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, '', '', { context: 2 })
    return { path, patch: patch.replace(/^=+\n/, '') }
  })
}

function painted(patch: string, paint: Paint): string {
  return patch
    .split('\n')
    .map(escapeText)
    .map((line) => {
      if (line.startsWith('@@')) return paint('cyan', line)
      if (line.startsWith('+') && !line.startsWith('+++')) return paint('green', line)
      return line.startsWith('-') && !line.startsWith('---') ? paint('red', line) : line
    })
    .join('\n')
}

/** What became of it. */
export function adoptedText({ kind, adoption }: Exclude<AdoptResult, { kind: 'refused' }>): string {
  const { files, leftAlone, environment } = adoption
  const left = leftAlone
    .map(({ key, why }) => `left alone  ${escapeText(key)}  ${escapeText(why)}\n`)
    .join('')
  if (kind === 'nothing') return `${environment}: nothing to adopt\n${left}`
  if (kind === 'dry') return `${left}nothing was written (--dry-run)\n`
  const written = files.map(({ path }) => `  changed ${escapeText(path)}\n`).join('')
  return `${plural(files.length, 'file')} written\n${written}${left}next: commit it; appia apply --env ${environment} then records it as applied\n`
}
