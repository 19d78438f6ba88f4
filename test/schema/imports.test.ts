import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../src/schema')

it('src/schema imports no package at start, so that the hermetic evaluator can bundle it', () => {
  const imports = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [
        ...readFileSync(join(folder, file), 'utf8').matchAll(/^import (?!type )[^']*? from '([^.'][^']*)'/gm),
      ].map(([, name]) => `${file}: ${name}`),
    )
  expect(imports, 'import it as a type, or by import() where it is used').toEqual([])
})
