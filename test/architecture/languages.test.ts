import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../src/codegen')
const languages = ['c', 'cpp', 'python', 'typescript']

it.each([...languages, 'shape'])('codegen/%s knows no language but its own', (room) => {
  const files = readdirSync(join(folder, room)).filter((file) => file.endsWith('.ts'))
  expect(files.length).toBeGreaterThan(0)
  const others = languages.filter((language) => language !== room).join('|')
  const wrong = files.filter((file) =>
    new RegExp(`from '\\.\\./(${others})/`).test(readFileSync(join(folder, room, file), 'utf8')),
  )
  expect(wrong).toEqual([])
})
