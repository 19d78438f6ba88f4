import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { expect, it } from 'vitest'

const source = join(import.meta.dirname, '../../src')

/** Where every key of the tool is spelt. */
const spelling = 'model/keys/keys.ts'

/** Pieces of text that are a key of the tool or a part of one: in a string or between the `${…}` of a template. */
const key =
  /(^|["'\s])\/(config|keys|status|appia)\/|^\/(status|appia)$|\b(rotation_schedule|ledger|blob)\/|\/nodes\//

/** Help and messages may name a key: they are sentences. */
const sentence = /(\b[\w-]+[,.:;]? ){4}/

it('every key of the tool is spelt in model/keys/keys.ts, and nowhere else', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && file !== spelling,
  )
  const spelt = files.flatMap((file) =>
    textsIn(file)
      .filter((text) => key.test(text) && !sentence.test(text))
      .map((text) => [file, text]),
  )
  expect(spelt, 'take it from model/keys/keys.ts').toEqual([])
})

it('sees keys where they are spelt', () => {
  expect(textsIn(spelling).filter((text) => key.test(text)).length).toBeGreaterThan(5)
})

/** Every string and every piece of a template in a file. */
function textsIn(file: string): string[] {
  const { program } = parseSync(file, readFileSync(join(source, file), 'utf8'))
  const texts: string[] = []
  new Visitor({
    Literal: ({ value }) => void (typeof value === 'string' && texts.push(value)),
    TemplateElement: ({ value }) => void texts.push(value.raw),
  }).visit(program)
  return texts
}
