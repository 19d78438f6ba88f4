import type { Context, GrantedPermissions, Reviewer } from '../../src/app/index.ts'
import type { ReviewedPlan } from '../../src/app/plan/index.ts'

/** A world without a command line or a terminal: this folder, nothing allowed, a clock that stands. */
export function contextIn(directory: string, permissions: Partial<GrantedPermissions> = {}): Context {
  return {
    directory,
    variables: {},
    who: () => 'anna@laptop',
    permissions: { ...nothingAllowed, ...permissions },
    now: () => new Date('2026-11-23T01:02:03Z'),
    signal: new AbortController().signal,
    withProgress: (_label, task) => task(() => {}),
  }
}

const nothingAllowed: GrantedPermissions = {
  takeOver: [],
  allowTypeChange: [],
  unsuppress: [],
  isAgreed: false,
  overwriteDrift: [],
  expiredWaivers: [],
  isOlderAllowed: false,
  isUnsignedAllowed: false,
  areSourceEndpointsTrusted: false,
  isPlaintextPasswordAllowed: false,
}

/** Somebody who answers with `agree`; `heard` is what was shown and asked, in order. */
export function reviewer(agree: () => Promise<void> = async () => {}): {
  readonly reviewer: Reviewer<ReviewedPlan>
  readonly heard: string[]
} {
  const heard: string[] = []
  return {
    heard,
    reviewer: {
      show: ({ plan }) => void heard.push(`${plan.changes.length} changes`),
      agree: async ({ task, environment }) => {
        heard.push(`${task} on ${environment}?`)
        await agree()
      },
    },
  }
}
