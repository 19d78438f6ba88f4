import fc from 'fast-check'
import { expect, it } from 'vitest'
import { budgets } from '../../../src/cli/render/markdown/budget.ts'
import { code, fenced, tableRow } from '../../../src/cli/render/markdown/markdown-text.ts'
import { markdownInSteps } from '../../../src/cli/render/markdown/plan-markdown.ts'
import { sourceLinks } from '../../../src/cli/render/source-links.ts'
import { escapeText } from '../../../src/cli/render/text/plain-text.ts'
import { plainPaint } from '../../../src/cli/terminal/terminal.ts'
import { type Change, encodePointer, type LeafChange, type Plan, runSteps } from '../../../src/model/index.ts'
import { hostilePart } from '../hostile-text.ts'
import { planOf, update } from '../sample-plans.ts'
import { cellsOf, elements, rendered, skeletonOf, textOf } from './rendered.ts'

/** What Markdown, HTML and forges give a meaning to. */
const meaning = fc.constantFrom(
  ...[
    '|',
    '\\',
    '`',
    '``',
    '```',
    '````',
    '~~~',
    '*',
    '_',
    '~~',
    '#',
    '# ',
    '- ',
    '> ',
    '[',
    ']',
    '(',
    ')',
    '![',
  ],
  ...[
    '@team',
    '@team/all',
    '#12',
    '!34',
    '&5',
    '%6',
    '$7',
    'acme/repo#1',
    '9be2c1f00d9be2c1f00d9be2c1f00d9be2c1f00d',
  ],
  ...[
    'https://evil.example',
    'www.evil.example',
    'a@evil.example',
    '[x](javascript:alert(1))',
    '<https://evil.example>',
  ],
  ...[
    '<!--',
    '-->',
    '<details>',
    '</details>',
    '</summary>',
    '<script>',
    '</script>',
    '<img src=x onerror=y>',
    '<td>',
    '</table>',
  ],
  ...[
    '&lt;',
    '&#124;',
    '&amp;',
    '$$',
    '$`',
    '`$',
    '%{x}',
    '/close',
    '/merge',
    '\n/close\n',
    '\n\n',
    '\n---\n',
    '\n| a | b |\n',
    ':tada:',
    '[^1]',
    '\t',
  ],
)
const text = fc.array(fc.oneof(meaning, meaning, hostilePart, fc.string({ maxLength: 4 })), { maxLength: 8 })
const texts = fc.array(
  text.map((parts) => parts.join('')),
  { minLength: 18, maxLength: 18 },
)

it('text of others in a cell is one code span that shows it, whatever it holds', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (values) => {
      const cells = values.map((parts) => parts.join(''))
      const head = [tableRow(cells.map(() => 'a')), tableRow(cells.map(() => '---'))]
      const table = [...head, tableRow(cells.map(code))].join('\n')
      const [row = []] = cellsOf(table)
      expect(row).toEqual(cells.map(shown))
      expect(elements(rendered(table), 'code')).toHaveLength(cells.length)
    }),
    { numRuns: 500 },
  )
})

it('no code span is longer fenced than the 80 backticks that cmark-gfm and comrak take', () => {
  const run = (length: number) => '`'.repeat(length)
  expect(code(run(79))).toBe(`${run(80)} ${run(79)} ${run(80)}`)
  for (const length of [80, 81, 200]) expect(code(`a${run(length)} @team`)).not.toContain('``')
})

it('a line may have any number of backticks', () => {
  expect(fenced('diff', ['`a'.repeat(300_000), '````'])[0]).toBe('`````diff')
})

/** A pipe behind a backslash is spelt out. An empty span cannot be written. */
function shown(value: string): string {
  return escapeText(value).replaceAll('\\|', '\\\\u{7c}') || ' '
}

it('a plan of hostile texts has the elements, links and words of one of plain texts', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), fc.boolean(), (parts, showAll, isFromFile) => {
      // told apart by their number alone, so that the same are merged and the same are sorted
      const hostile = parts.map((part, index) => `k${index} ${part}`)
      const plain = parts.map((_, index) => `k${index} plain`)
      const [dangerous, harmless] = [hostile, plain].map((names) => commentOf(names, { showAll, isFromFile }))
      const [found, expected] = [dangerous, harmless].map((markdown = '') => rendered(markdown))
      expect(found && skeletonOf(found)).toBe(expected && skeletonOf(expected))
      expect(dangerous?.match(/^\s*\/\w/m)).toBeNull() // a quick action of GitLab
      const links = found
        ? elements(found, 'a').map(({ attrs }) => attrs.map(({ value }) => value).join())
        : []
      for (const link of links)
        expect(link).toMatch(/^https:\/\/forge\.example\/a\/b\/blob\/abcdef0\/[\w%./-]+#L\d+$/)
      const outside = found ? textOf(found) : ''
      expect(outside.normalize()).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]/u)
    }),
    { numRuns: 60 },
  )
})

it('a comment marker ends where it ends', () => {
  fc.assert(
    fc.property(texts, (parts) => {
      const [first, ...others] = rendered(commentOf(parts, {})).childNodes
      expect(first?.nodeName).toBe('#comment')
      expect(others.filter(({ nodeName }) => nodeName === '#comment')).toEqual([])
    }),
    { numRuns: 30 },
  )
})

interface Circumstances {
  readonly showAll?: boolean
  readonly isFromFile?: boolean
}

function commentOf(names: readonly string[], { showAll = false, isFromFile = false }: Circumstances): string {
  const sourceLink = sourceLinks({
    variables: { GITHUB_SERVER_URL: 'https://forge.example', GITHUB_REPOSITORY: 'a/b' },
    commit: 'abcdef0',
    folder: '',
  })
  const [name = ''] = names
  return runSteps(
    markdownInSteps(hostilePlan(names), {
      paint: plainPaint,
      now: new Date('2027-03-01T00:00:00Z'),
      showAll,
      isFromFile,
      storeName: name,
      next: name,
      whole: name,
      signedBy: [name],
      sourceLink,
      budget: budgets['github-comment'],
      diffs: new Map(names.map((key) => [key, `@@ -1 +1 @@\n-${escapeText(name)}\n+${escapeText(key)}\n`])),
      problems: [
        {
          code: 'takes-over',
          severity: 'error',
          message: name,
          help: name,
          at: { file: `configs/${name.replaceAll('/', '')}.ts`, line: 1, column: 1 },
        },
      ],
    }),
  )
}

/** Each text somewhere, and somewhere else the next time: names, values, keys, files, reasons. */
function hostilePlan(names: readonly string[]): Plan {
  const at = (index: number) => names[index % names.length] ?? ''
  const leaf = (index: number, more: Partial<LeafChange>): LeafChange => ({
    pointer: encodePointer([at(index), at(index + 1)]),
    effect: index % 3 === 0 ? 'restart' : index % 3 === 1 ? 'live' : 'none',
    at: { file: `configs/${at(index + 2).replaceAll('/', '')}.ts`, line: index + 1, column: 1 },
    ...more,
  })
  const leaves = (index: number): LeafChange[] => [
    leaf(index, { from: at(index), to: at(index + 1), unit: at(index + 2) }),
    leaf(index + 1, { from: { [at(index)]: [at(index + 3)] } }),
    leaf(index + 2, { to: at(index + 4) }),
    leaf(index + 3, {
      isElement: true,
      pointer: encodePointer([at(index), '0']),
      path: [at(index), { id: at(index + 5) }],
      to: at(index),
    }),
    leaf(index + 4, { isSecret: true, from: { $secret: null }, to: { $secret: at(index) } }),
  ]
  const changes: Change[] = [
    update(at(0), leaves(0)),
    { ...update(at(1), leaves(1)), takesOver: true } as Change,
    { ...update(at(2), []), otherBytes: at(3) } as Change,
    {
      key: at(4),
      component: at(5),
      action: 'create',
      before: null,
      takesOver: false,
      leaves: leaves(4).slice(2, 3),
      after: { sha256: 'a', value: {} },
    },
    {
      key: at(6),
      component: at(7),
      action: 'delete',
      before: { modRevision: 1, sha256: 'a' },
      takesOver: false,
      leaves: [],
      after: null,
    },
    { ...update(at(8), leaves(8)), kept: { pointers: [encodePointer([at(9)])] } } as Change,
  ]
  return planOf({
    workspace: at(0),
    environment: at(10),
    cluster: at(11),
    changes,
    foreignKeys: [at(12)],
    newPrefixes: [at(13)],
    reads: [{ key: at(14), pointer: '', modRevision: 1, sha256: '' }],
    checks: { total: 1, holding: 0, waived: [{ invariant: at(15), reason: at(16), until: '2027-01-31' }] },
    protection: { isProtected: true, signers: [`ssh-ed25519 AAAA ${at(17)}`] },
    protectionBefore: { isProtected: false, signers: [] },
    drift: [{ key: at(0), kind: 'modified', overwrites: [leaf(3, { from: at(1) })] }],
  })
}
