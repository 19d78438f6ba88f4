import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeLeaf } from '../../src/schema/index.ts'
import { authored, type ComponentName, completed, components, leavesOf, schemaOf } from './real-workspace.ts'

/** Fields that nothing reads, stated nevertheless: each repeats a value that another field or component decides. */
const repeated: { readonly [component: string]: readonly RegExp[] } = {
  sniffer: [
    /^feature_groups\.\w+\.count$/,
    /^ml_defender\.thresholds\.(ddos|ransomware)$/,
    /^transport\.encryption\.(algorithm|key_rotation_hours)$/,
    /^etcd\.endpoints$/,
    /^network\.output_socket\.(socket_type|high_water_mark)$/,
  ],
  detector: [
    /^inference\./,
    /^ml\.level2\.ransomware\.threshold$/,
    /^network\.(input|output)_socket\.socket_type$/,
    /^transport\.compression\.enabled$/,
    /^transport\.encryption\.(algorithm|key_rotation_hours)$/,
    /^etcd\.endpoints$/,
  ],
  firewall: [],
  rag: [/^encryption$/],
}

describe.each(components)('configs/%s.ts', (component) => {
  const schema = schemaOf(component)
  const isRead = (path: string) => describeLeaf(schema, `/${path.replaceAll('.', '/')}`).effect !== 'none'
  const stated = statedPaths(component)

  it('has fewer than 50 lines', () => {
    const text = readFileSync(join(import.meta.dirname, `../../configs/${component}.ts`), 'utf8')
    expect(text.trimEnd().split('\n').length).toBeLessThan(50)
  })

  it('states only what has an effect, or repeats a shared value', () => {
    const inert = stated.filter((path) => !isRead(path))
    expect(inert.filter((path) => !repeated[component]?.some((pattern) => pattern.test(path)))).toEqual([])
  })

  it('states everything that has an effect: no default decides', () => {
    const read = leavesOf(completed(component)).filter(([path]) => isRead(path))
    expect(read.map(([path]) => path).filter((path) => !stated.includes(path))).toEqual([])
  })
})

describe('what two components share', () => {
  const folder = join(import.meta.dirname, '../../configs')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'))

  it.each([
    ['the port of the events', '5571'],
    ['the port of the verdicts', '5572'],
    ['the cluster name', "'ml-defender-dual-nic-test'"],
    ['the cipher', "'chacha20-poly1305'"],
    ['the rotation interval', 'hours(168)'],
    ['the threshold of DDoS', '0.7,'],
    ['the threshold of ransomware', '0.75'],
    ['the port of etcd', 'port: 2379'],
  ])('%s is written once', (_, literal) => {
    const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.includes(literal))
    expect(lines.filter((line) => !line.includes('reason:'))).toHaveLength(1)
  })
})

/** Paths of the leaves that the module states; a quantity is one. */
function statedPaths(component: ComponentName): string[] {
  const paths = leavesOf(authored(component)).map(([path]) => path.replace(/\.(\$quantity|amount|text)$/, ''))
  return [...new Set(paths)]
}
