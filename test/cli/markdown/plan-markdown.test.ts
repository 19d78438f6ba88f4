import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { budgets } from '../../../src/cli/render/markdown/budget.ts'
import { markdownInSteps, type PlanMarkdownView } from '../../../src/cli/render/markdown/plan-markdown.ts'
import { sourceLinks } from '../../../src/cli/render/source-links.ts'
import { plainPaint } from '../../../src/cli/terminal/terminal.ts'
import { type Change, type LeafChange, type Plan, runSteps } from '../../../src/model/index.ts'
import { makePlan } from '../../../src/plan/index.ts'
import { planInput } from '../../plan/build-plan-input.ts'
import { expectGolden } from '../../support/golden.ts'
import { busyPlan, interfacesAt, planOf, update } from '../sample-plans.ts'
import { cellsOf, elements, rendered } from './rendered.ts'

const golden = (name: string) => join(import.meta.dirname, 'golden', name)
const view: PlanMarkdownView = {
  paint: plainPaint,
  now: new Date('2026-12-01T00:00:00Z'),
  showAll: false,
  storeName: 'etcd 127.0.0.1:2379',
  sourceLink: () => undefined,
  budget: budgets['github-comment'],
  whole: 'appia plan --all --env lab',
}
const onGitHub = sourceLinks({
  variables: { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'acme/gateways' },
  commit: '9be2c1f00d',
  folder: 'sites/lab',
})
const markdown = (plan: Plan, more: Partial<PlanMarkdownView> = {}) =>
  runSteps(markdownInSteps(plan, { ...view, ...more }))

describe('a plan as a comment', () => {
  it('has verdict, dangers and a table a key, with sources that lead to the commit', () => {
    const text = markdown(busyPlan, {
      sourceLink: onGitHub,
      lastApply: { seq: 41, commit: '9be2c1f00' },
      next: 'appia apply plans/lab.plan.json',
    })
    expectGolden(golden('busy.md'), text)
    expect(markdown(busyPlan)).toBe(markdown(busyPlan))
  })

  it('shows with --all what is folded otherwise, and a diff a key with --diff', () => {
    const diffs = new Map([['/config/sniffer/json', '@@ -1 +1 @@\n-"```"\n+"</details>"\n']])
    expectGolden(golden('busy-all.md'), markdown(busyPlan, { showAll: true, diffs }))
  })

  it('says what keeps a plan from being applied', () => {
    const problem = {
      code: 'takes-over',
      severity: 'error',
      message: '/config/a/json exists, and this workspace did not write it',
      at: interfacesAt,
      help: 'take it over: appia plan --take-over /config/a/json',
    } as const
    expectGolden(golden('refused.md'), markdown(planOf({}), { problems: [problem] }))
  })

  it('shows renames, lists, secrets and bytes as the text does', () => {
    expectGolden(golden('kinds.md'), markdown(planOfKinds()))
  })

  it('says so when nothing changes, and asks for no approval', () => {
    const text = markdown(planOf({}))
    expect(text).toContain('### Plan for `lab`: no changes: 9 keys as the sources say\n')
    expect(text).not.toContain('digest')
  })

  it('folds nothing of a plan file, which may say of any value that nothing reads it', () => {
    const leaf: LeafChange = { pointer: '/open', from: false, to: true, effect: 'none' }
    const plan = planOf({ changes: [update('/config/a/json', [leaf])] })
    expect(elements(rendered(markdown(plan)), 'details')).toHaveLength(1)
    expect(elements(rendered(markdown(plan, { isFromFile: true })), 'details')).toHaveLength(0)
  })

  it('shows keys that change alike once, and counts them', () => {
    const leaf: LeafChange = { pointer: '/zone', from: 'a', to: 'b', effect: 'live' }
    const changes = Array.from({ length: 300 }, (_, index) => update(`/config/node-${index}/json`, [leaf]))
    const text = markdown(planOf({ changes }))
    expect(text.match(/^####/gm)).toHaveLength(1)
    expect(text).toContain('`/config/node-10/json` and 289 more keys')
    expect(cellsOf(text)).toEqual([['zone', 'a', 'b', '', 'live']])
  })
})

/** What the text has words of its own for. */
function planOfKinds(): Plan {
  const key = '/config/gateway/json'
  const rule = (name: string, ports: number[]) => ({ name, ports })
  const plain = planInput({
    managed: {
      [key]: { rules: [rule('one', [1]), rule('two', [22, 80])], password: 'x', off: [1], n: [1, 2] },
      '/config/a/json': { x: 1, y: 2 },
      '/config/old/json': { kept: 'no' },
    },
    desired: {
      [key]: {
        rules: [rule('two', [80, 443]), rule('one', [1])],
        password: { $secret: 'gateway/ops' },
        off: [],
        n: [2, 1],
      },
      '/config/b/json': { x: 1, y: 3 },
    },
    lookup: (_: string, pointer: string) => ({
      effect: pointer.startsWith('/rules') ? ('restart' as const) : ('live' as const),
      isSecret: pointer.endsWith('/password'),
    }),
  })
  const environment = { ...plain.desired.environment, moved: [{ from: 'a', to: 'b' }] }
  const { plan } = makePlan({ ...plain, desired: { ...plain.desired, environment } }) as { plan: Plan }
  const other = { ...update('/config/bytes/json', []), otherBytes: 'blanks' } as Change
  const fromBytes = { sha256: 'e3b0'.repeat(16), bytes: 35, problem: 'no JSON' }
  const unread = update('/config/unread/json', [
    { pointer: '', effect: 'restart', fromBytes },
    { pointer: '/a', to: 1, effect: 'restart' },
  ])
  return { ...plan, changes: [...plan.changes, other, unread], digest: 'ab'.repeat(32) }
}

describe('a comment within the room that a forge has', () => {
  const large = (keys: number, leaves: number, value: string) =>
    planOf({
      changes: Array.from({ length: keys }, (_, key) =>
        update(
          `/config/site-${key}/json`,
          Array.from(
            { length: leaves },
            (_, leaf): LeafChange => ({
              pointer: `/field_${leaf}`,
              from: `${value} ${key} ${leaf}`,
              ...(leaf % 3 === 0 ? {} : { to: `${value}${leaf}` }),
              effect: leaf % 2 === 0 ? 'live' : 'none',
            }),
          ),
        ),
      ),
    })
  const sizes = {
    'github-comment': [262_144, (text: string) => Buffer.byteLength(text)],
    'github-body': [65_536, (text: string) => [...text].length],
    'github-summary': [1_048_576, (text: string) => Buffer.byteLength(text)],
    'gitlab-note': [1_000_000, (text: string) => [...text].length],
  } as const

  it.each(Object.keys(sizes) as (keyof typeof sizes)[])(
    '%s: a plan that is larger fills it, is whole, and counts what is missing',
    (name) => {
      const [most, measure] = sizes[name]
      const plan = large(2_000, 12, '漢😀')
      const text = markdown(plan, { budget: budgets[name] })
      expect(measure(text)).toBeLessThanOrEqual(most)
      expect(measure(text)).toBeGreaterThan(most * 0.9)
      expectCounted(text, plan, 'appia plan --all --env lab')
    },
  )

  it.each([
    [1, 30_000],
    [30_000, 1],
    [400, 40],
  ])('%d keys of %d values: what is shown and what is counted are all of them', (keys, leaves) => {
    const plan = large(keys, leaves, 'value')
    const text = markdown(plan, { budget: budgets['github-body'] })
    expect([...text].length).toBeLessThanOrEqual(65_536)
    expectCounted(text, plan, 'appia plan --all --env lab')
  })

  it('names nothing as missing where all fits', () => {
    expect(markdown(large(20, 3, 'v'))).not.toContain('Not shown here')
  })

  function expectCounted(text: string, plan: Plan, whole: string) {
    const [line = ''] = /^\*\*Not shown here: .*$/m.exec(text) ?? []
    expect(line).toContain(`All of it: \`${whole}\``)
    const hidden = (noun: string) =>
      Number((new RegExp(`([\\d,]+) ${noun}`).exec(line)?.[1] ?? '0').replaceAll(',', ''))
    const lines = text.split('\n')
    const count = (start: string) => lines.filter((line) => line.startsWith(start)).length
    expect(lines.at(-2)).toBe(`What is approved has the digest \`${plan.digest}\``)
    expect(count('#### ') + hidden('key')).toBe(plan.changes.length)
    const values = plan.changes.reduce((sum, { leaves }) => sum + leaves.length, 0)
    expect(count('| `') + hidden('value')).toBe(values)
    expect(count('<details>')).toBe(count('</details>'))
    const dangers = plan.changes.flatMap(({ leaves }) =>
      leaves.filter(({ to, effect }) => to === undefined && effect === 'live'),
    )
    expect(count('- **') + hidden('danger')).toBe(dangers.length)
  }
})

describe('the address of a source', () => {
  const place = { file: 'configs/sniffer.ts', line: 24, column: 52 }
  const gitlab = { CI_PROJECT_URL: 'https://git.example/team/repo', CI_COMMIT_SHA: 'x' }

  it.each([
    [
      'GitHub',
      { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b' },
      'https://github.com/a/b/blob/9be2c1f/w/configs/sniffer.ts#L24',
    ],
    ['GitLab', gitlab, 'https://git.example/team/repo/-/blob/9be2c1f/w/configs/sniffer.ts#L24'],
    ['nobody', {}, undefined],
    ['a variable that is no address', { CI_PROJECT_URL: 'javascript:alert(1)//' }, undefined],
  ])('of %s', (_, variables, url) => {
    expect(sourceLinks({ variables, commit: '9be2c1f', folder: 'w' })(place)).toBe(url)
  })

  it('is of no commit that the sources differed from', () => {
    expect(sourceLinks({ variables: gitlab, commit: '9be2c1f+dirty', folder: '' })(place)).toBeUndefined()
  })

  it('is that of the option before all others', () => {
    const template = 'https://gitea.example/a/b/src/commit/{commit}/{path}#L{line}'
    expect(sourceLinks({ template, variables: gitlab, commit: '9be2c1f', folder: '' })(place)).toBe(
      'https://gitea.example/a/b/src/commit/9be2c1f/configs/sniffer.ts#L24',
    )
    for (const wrong of [
      'javascript:{path}',
      'https://a.example/{commit}',
      'https://a.example/{path}) [x](y',
    ])
      expect(() => sourceLinks({ template: wrong, variables: {}, folder: '' })).toThrow('--source-link takes')
  })

  it('leads nowhere but into the repository', () => {
    const links = sourceLinks({ variables: gitlab, commit: '9be2c1f', folder: 'w' })
    expect(links({ ...place, file: '../../../a/b.ts' })).toBeUndefined()
    expect(links({ ...place, file: '/etc/passwd' })).toBe(undefined)
    expect(links({ ...place, file: 'a) [b](c){line}#?.ts' })).toBe(
      'https://git.example/team/repo/-/blob/9be2c1f/w/a%29%20%5Bb%5D%28c%29%7Bline%7D%23%3F.ts#L24',
    )
  })
})
