import { expect, it } from 'vitest'
import { budgets } from '../../../src/cli/render/markdown/budget.ts'
import { commentBody } from '../../../src/cli/render/markdown/comment-body.ts'
import { commentMarker } from '../../../src/cli/render/markdown/marker.ts'
import { noPlanMarkdown } from '../../../src/cli/render/markdown/plan-markdown.ts'
import type { Diagnostic } from '../../../src/model/index.ts'

const environment = { name: 'lab', workspace: 'shop' }
const problem: Diagnostic = {
  code: 'too-large',
  severity: 'error',
  message: '10001 keys `change`',
  help: 'bring them in\nover several applies',
}
const view = { budget: budgets['github-comment'], sourceLink: () => undefined, whole: 'appia plan --all' }

it('where there is no plan, its comment says why, in the place of the one before', () => {
  const text = noPlanMarkdown(environment, { ...view, problems: [problem] })
  expect(text).toBe(
    [
      '<!-- appia plan shop lab -->',
      '### No plan for `lab`',
      '',
      '- **error** too-large: `` 10001 keys `change` `` · help: `bring them in; over several applies`',
      '',
    ].join('\n'),
  )
  const { marker } = commentBody(text, { budget: view.budget })
  expect(marker).toBe(commentMarker('shop', 'lab'))
})

it('counts the reasons that do not fit', () => {
  const problems = Array.from({ length: 100 }, (_, index) => ({
    ...problem,
    message: `${index} ${'x'.repeat(99)}`,
  }))
  const budget = { ...view.budget, most: 3000 }
  const text = noPlanMarkdown(environment, { ...view, budget, problems })
  expect(budget.measure(text)).toBeLessThan(budget.most)
  const shown = text.split('\n').filter((line) => line.startsWith('- **error**')).length
  expect(shown).toBeGreaterThan(5)
  expect(text).toContain(`**Not shown here: ${100 - shown} errors**`)
})
