import { describe, expect, it } from 'vitest'
import { component, override, workspace } from '../../src/define/index.ts'

interface Value {
  readonly port: number
  readonly threads: number
  readonly log: { readonly level: string; readonly file: string }
}

const bare = component<Value>('c', { port: 1, threads: 1, log: { level: 'info', file: 'a' } })
const onSite = override(bare, { port: 7, log: { level: 'warn' } })

/** The values of the node `n` where the environment has `onSite`. */
function onNode(own: Parameters<typeof override>[0] | readonly Parameters<typeof override>[0][]): unknown {
  const { environments } = workspace({
    name: 'test',
    components: { c: bare },
    environments: { site: { store: 'embedded', components: { c: onSite }, nodes: { n: own } } },
  })
  const node = environments.site?.nodes?.n
  return Array.isArray(node)
    ? node.map(({ value }) => value)
    : (node as { value: unknown } | undefined)?.value
}

describe("a node's override", () => {
  it("starts from the environment's override, not from the bare component", () => {
    expect(onNode(override(bare, { threads: 4, log: { file: 'b' } }))).toEqual({
      port: 7,
      threads: 4,
      log: { level: 'warn', file: 'b' },
    })
  })

  it('wins over it', () => {
    expect(onNode(override(bare, { port: 9 }))).toMatchObject({ port: 9, log: { level: 'warn' } })
  })

  it('of an override keeps both, in a list too', () => {
    const strict = override(override(bare, { threads: 2, port: 3 }), { threads: 5 })
    expect(onNode([strict])).toEqual([{ port: 3, threads: 5, log: { level: 'warn', file: 'a' } }])
  })

  it("of the environment's own override is as it was written", () => {
    const own = override(onSite, { threads: 3 })
    expect(onNode(own)).toEqual(own.value)
  })

  it('and what is no override is as it was written', () => {
    expect(onNode(bare)).toEqual(bare.value)
    expect(onNode(override(component('c', { port: 2 }), { port: 3 }))).toEqual({ port: 3 })
  })

  it('from where both begin: a common override is not put on again', () => {
    const strict = override(bare, { port: 2, threads: 2 })
    const site = override(strict, { port: 8 })
    const { environments } = workspace({
      name: 'test',
      components: { c: bare },
      environments: {
        site: { store: 'embedded', components: { c: site }, nodes: { n: override(strict, { threads: 3 }) } },
      },
    })
    expect(environments.site?.nodes?.n).toMatchObject({ value: { port: 8, threads: 3 } })
  })
})
