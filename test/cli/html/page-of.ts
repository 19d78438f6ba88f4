import type { Topology } from '../../../src/app/plan/index.ts'
import { planPageInSteps } from '../../../src/cli/render/html/plan-page.ts'
import { plainPaint } from '../../../src/cli/terminal/terminal.ts'
import { type Diagnostic, type Plan, runSteps } from '../../../src/model/index.ts'

/** A plan as a page, with these sources beside it. */
export function pageOf(
  plan: Plan,
  {
    sources = {},
    topology = { components: [], channels: [] },
    problems = [],
  }: {
    readonly sources?: Readonly<Record<string, string>>
    readonly topology?: Topology
    readonly problems?: readonly Diagnostic[]
  } = {},
): string {
  const view = {
    paint: plainPaint,
    now: new Date('2026-12-01T00:00:00Z'),
    showAll: false,
    storeName: 'etcd 127.0.0.1:2379',
    sourceOf: (file: string) => sources[file],
    sourceLink: () => undefined,
    topology,
    problems,
  }
  return runSteps(planPageInSteps(plan, view))
}
