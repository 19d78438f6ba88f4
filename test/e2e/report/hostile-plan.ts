import type { Topology } from '../../../src/app/plan/index.ts'
import { planOf, update } from '../../cli/sample-plans.ts'

const texts = [
  '</script><script>globalThis.hacked = 1</script>',
  '<img src=x onerror="globalThis.hacked = 2">',
  'javascript:globalThis.hacked=3',
  'line\u2028break\u2029and ]]> --> <!-- </style></title></textarea>',
  '"><svg onload=globalThis.hacked=4>',
  "' onmouseover='globalThis.hacked=5",
  '&lt;b&gt; &#60;script&#62; \u0000 \u202e $',
]
const [script = '', image = ''] = texts
const file = `configs/${script.replaceAll('/', '')}.ts`

/** Everything that others write is meant to become more than text. */
export const hostilePlan = planOf({
  environment: script,
  foreignKeys: [image],
  changes: texts.map((text, index) => ({
    ...update(
      `/config/${text}/json`,
      [
        {
          ...{ pointer: `/${text.replaceAll('/', '~1')}`, from: text, to: `${text}!`, unit: image },
          effect: 'restart' as const,
          at: { file, line: index + 1, column: 1, length: 400 },
        },
        { pointer: '/gone', from: [text, { [text]: text }], effect: 'live' as const },
      ],
      { [text]: `${text}!`, stays: text },
    ),
    component: text,
  })),
  checks: { total: 1, holding: 0, waived: [{ invariant: image, reason: script, until: '2026-01-01' }] },
})

/** The lines that set them. */
export const hostileSources = { [file]: texts.map((text) => text.replace('\u2028', ' ')).join('\n') }

/** Channels between such components. */
export const hostileTopology: Topology = {
  components: texts,
  channels: [
    {
      ...{ name: script, pattern: 'pub/sub', port: 1 },
      from: { component: script, endpoint: image, isBinding: true },
      to: { component: image, endpoint: image, isBinding: false },
    },
  ],
}
