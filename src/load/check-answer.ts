import {
  diagnosticCodes,
  documentFormats,
  inputLimits,
  isDeeperThan,
  type JsonObject,
  type JsonValue,
} from '../model/index.ts'
import type { Answer } from './answer.ts'
import { isTagged } from './origin-table.ts'

/**
 * What does not hold together in the answer of a child process, or undefined. Nothing of it is used before: the child
 * ran the author's code, and `sites` is how many places its script knew.
 */
export function flawOf(answer: unknown, sites: number): string | undefined {
  const look = new Look(sites)
  if (isDeeperThan(answer, inputLimits.depth))
    return `it is nested more than ${inputLimits.depth} levels deep`
  look.answer(answer)
  return look.flaw
}

type Members = Readonly<Record<string, unknown>>

/** Notes the first thing that is wrong. */
class Look {
  flaw: string | undefined
  private readonly sites: number

  constructor(sites: number) {
    this.sites = sites
  }

  answer(answer: unknown): void {
    const { kind, ...rest } = this.members(answer, 'the answer')
    const known: readonly Exclude<Answer['kind'], 'stopped'>[] = ['workspace', 'blank', 'failed']
    this.require(
      known.some((each) => each === kind),
      'kind',
    )
    this.list(rest.problems, 'problems', (problem) => this.problem(problem))
    if (rest.live !== undefined) this.list(rest.live, 'live', (call) => this.liveCall(call))
    if (kind === 'failed') {
      this.failed(rest)
      return
    }
    this.text(rest.name, 'name')
    this.list(rest.managedPrefixes, 'managedPrefixes', (prefix) => this.text(prefix, 'managedPrefixes'))
    this.list(rest.environments, 'environments', (environment) => this.environment(environment))
    if (kind === 'workspace' && this.flaw === undefined) this.workspace(rest)
  }

  private failed({ problems, live }: Members): void {
    const isTold = Array.isArray(problems) && problems.some((each) => (each as Members).severity === 'error')
    this.require(isTold || (Array.isArray(live) && live.length > 0), 'a failure without a reason')
  }

  private workspace(rest: Members): void {
    const origins = this.list(rest.origins, 'origins', (origin, index) => this.origin(origin, index))
    const bodies = this.list(rest.bodies, 'bodies', (body) => this.body(body, origins))
    const names = (rest.environments as readonly Members[]).map(({ name }) => name)
    this.require(new Set(names).size === names.length, 'environments')
    this.list(rest.documents, 'documents', (document) => {
      const { key, environment, component, schema, format, node, body, initial } = this.members(
        document,
        'documents',
      )
      for (const each of [key, environment, component, schema, node ?? '']) this.text(each, 'documents')
      this.require(names.includes(environment), 'the environment of a document')
      const formats: readonly unknown[] = [undefined, ...documentFormats]
      this.require(formats.includes(format), 'the format of a document')
      this.index(body, bodies, 'the body of a document')
      this.list(initial ?? [], 'initial', (pointer) => this.text(pointer, 'initial'))
    })
    this.list(rest.layouts, 'layouts', (layout) => this.index(layout, bodies, 'layouts'))
    this.list(rest.collections, 'collections', (collection) => {
      this.index(this.members(collection, 'collections').site, this.sites, 'the site of a collection')
    })
    this.list(rest.channels, 'channels', (channel) => void this.members(channel, 'channels'))
    this.list(rest.invariants, 'invariants', (invariant) => this.invariant(invariant, names))
    this.list(rest.waivers, 'waivers', (waiver) => {
      const { invariant, reason, until, site, untilSite } = this.members(waiver, 'waivers')
      for (const each of [invariant, reason, until]) this.text(each, 'waivers')
      for (const each of [site, untilSite]) this.index(each, this.sites, 'the site of a waiver')
    })
  }

  private problem(problem: unknown): void {
    const {
      code,
      severity,
      message,
      site,
      calls = [],
      help,
      key,
      pointer,
    } = this.members(problem, 'problems')
    this.require(typeof code === 'string' && Object.hasOwn(diagnosticCodes, code), 'the code of a problem')
    this.require(severity === 'error' || severity === 'warning', 'the severity of a problem')
    for (const each of [message, help ?? '', key ?? '', pointer ?? '']) this.text(each, 'problems')
    this.index(site, this.sites, 'the site of a problem')
    this.list(calls, 'calls', (call) => this.index(call, this.sites, 'the calls of a problem'))
  }

  private liveCall(call: unknown): void {
    const { key, pointer, site, isRead, hasFallback } = this.members(call, 'live')
    for (const each of [key, pointer]) this.text(each, 'live')
    this.index(site, this.sites, 'the site of live()')
    for (const each of [isRead, hasFallback]) this.require(typeof each === 'boolean', 'live')
  }

  private environment(environment: unknown): void {
    const {
      name,
      store,
      endpoints,
      prefix,
      isProtected,
      signers,
      readable,
      keepApplies,
      wave,
      secrets,
      recipients,
    } = this.members(environment, 'environments')
    for (const each of [name, prefix]) this.text(each, 'environments')
    this.require(store === 'etcd' || store === 'embedded', 'the store of an environment')
    this.list(endpoints, 'endpoints', (endpoint) => this.text(endpoint, 'endpoints'))
    this.list(signers, 'signers', (signer) => this.text(signer, 'signers'))
    this.list(readable, 'readable', (each) => this.text(each, 'readable'))
    this.require(typeof isProtected === 'boolean', 'the protection of an environment')
    this.handover(this.members(environment, 'environments'))
    const isCount = Number.isSafeInteger(keepApplies) && Number(keepApplies) >= 10
    this.require(keepApplies === undefined || isCount, 'the keepApplies of an environment')
    const isWave = Number.isSafeInteger(wave) && Number(wave) >= 1
    this.require(wave === undefined || isWave, 'the wave of an environment')
    if (secrets !== undefined) this.secretSources(secrets)
    if (recipients === undefined) return
    for (const each of Object.values(this.members(recipients, 'recipients'))) this.text(each, 'recipients')
  }

  private secretSources(secrets: unknown): void {
    const { byName, others } = this.members(secrets, 'the secrets of an environment')
    const named = Object.values(this.members(byName, 'the secrets of an environment'))
    for (const source of others === undefined ? named : [...named, others]) {
      const { from, variable, path, argv, milliseconds } = this.members(source, 'the source of a secret')
      this.require(['live', 'env', 'file', 'command'].includes(String(from)), 'the source of a secret')
      if (from === 'env') this.text(variable, 'the source of a secret')
      if (from === 'file') this.text(path, 'the source of a secret')
      if (from !== 'command') continue
      this.list(argv, 'the source of a secret', (each) => this.text(each, 'the source of a secret'))
      const isTime = Number.isSafeInteger(milliseconds) && Number(milliseconds) > 0
      this.require(isTime && Array.isArray(argv) && argv.length > 0, 'the source of a secret')
    }
  }

  private handover({ forget = [], moved = [], ignoreChanges = [] }: Members): void {
    this.list(ignoreChanges, 'ignoreChanges', (rule) => {
      const { key, pointer } = this.members(rule, 'ignoreChanges')
      for (const each of [key, pointer ?? '']) this.text(each, 'ignoreChanges')
    })
    this.list(forget, 'forget', (rule) => this.text(rule, 'forget'))
    this.list(moved, 'moved', (move) => {
      const { from, to, site } = this.members(move, 'moved')
      for (const each of [from, to]) this.text(each, 'moved')
      this.index(site, this.sites, 'the site of a rename')
    })
  }

  private invariant(invariant: unknown, environments: readonly unknown[]): void {
    const { id, environment, rule, verdict } = this.members(invariant, 'invariants')
    for (const each of [id, rule]) this.text(each, 'invariants')
    this.require(environments.includes(environment), 'the environment of an invariant')
    const { kind, because = '', message = '' } = this.members(verdict, 'the verdict of an invariant')
    this.require(['holds', 'violated', 'threw'].includes(String(kind)), 'the verdict of an invariant')
    for (const each of [because, message]) this.text(each, 'the verdict of an invariant')
  }

  /** Of the origins before it, one may be what it overrides: so they end. */
  private origin(origin: unknown, index: number): void {
    this.require(Array.isArray(origin), 'origins')
    if (this.flaw !== undefined) return
    const [site, name, kind = 'literal', from = [], calls = [], overrides = -1] = origin as unknown[]
    for (const each of [site, name]) this.index(each, this.sites, 'the site of an origin')
    this.require(kind === 'literal' || kind === 'computed', 'the kind of an origin')
    for (const sites of [from, calls])
      this.list(sites, 'origins', (each) => this.index(each, this.sites, 'the site of an origin'))
    if (overrides !== -1) this.index(overrides, index, 'what an origin overrides')
  }

  private body(body: unknown, origins: number): void {
    const { value, origins: own } = this.members(body, 'bodies')
    const count = this.list(own, 'bodies', (origin) => {
      if (origin !== -1) this.index(origin, origins, 'the origin of a value')
    })
    this.require(count === partsOf(value as JsonValue), 'as many origins as values') // parsed from JSON
  }

  private members(value: unknown, what: string): Members {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    this.require(isObject, what)
    return isObject ? (value as Members) : {}
  }

  /** Looks at each element; gives how many there are. */
  private list(value: unknown, what: string, see: (element: unknown, index: number) => void): number {
    if (!Array.isArray(value)) {
      this.require(false, what)
      return 0
    }
    for (let index = 0; index < value.length && this.flaw === undefined; index++) see(value[index], index)
    return value.length
  }

  private text(value: unknown, what: string): void {
    this.require(typeof value === 'string', what)
  }

  private index(value: unknown, end: number, what: string): void {
    this.require(Number.isInteger(value) && (value as number) >= 0 && (value as number) < end, what)
  }

  private require(isSound: boolean, what: string): void {
    if (!isSound) this.flaw ??= what
  }
}

/** How many origins a value has: of its containers and leaves. */
function partsOf(value: JsonValue): number {
  if (typeof value !== 'object' || value === null || isTagged(value)) return 1
  let count = 1
  for (const name of Object.keys(value)) count += partsOf((value as JsonObject)[name] as JsonValue)
  return count
}
