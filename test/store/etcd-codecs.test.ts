import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const script = new URL('../../scripts/bundle-etcd.mjs', import.meta.url).href
const { etcdCodecs } = (await import(script)) as { etcdCodecs: () => string }

interface Method {
  readonly path: string
  readonly originalName: string
  readonly requestStream: boolean
  readonly responseStream: boolean
  readonly requestSerialize: (value: object) => Uint8Array
  readonly responseSerialize: (value: object) => Uint8Array
  readonly responseDeserialize: (bytes: Uint8Array) => object
}
type Services = { readonly [service: string]: { readonly [method: string]: Method } }
interface Field {
  readonly name: string
  readonly type: string
  readonly repeated: boolean
  readonly partOf: object | null
  readonly resolvedType: MessageType | null
}
interface MessageType {
  readonly values?: { readonly [name: string]: number }
  readonly fieldsArray: readonly Field[]
}

const fromEtcd3 = createRequire(createRequire(import.meta.url).resolve('etcd3'))
const fromLoader = createRequire(fromEtcd3.resolve('@grpc/proto-loader'))
const protoFile = fromEtcd3.resolve('etcd3').replace('lib/index.js', 'proto/rpc.proto')
const options = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true }
const loader = fromEtcd3('@grpc/proto-loader') as { loadSync: (file: string, options: object) => Services }
const original = loader.loadSync(protoFile, options)
const { Root } = fromLoader('protobufjs') as {
  Root: new () => { loadSync: (file: string, options: object) => { resolveAll: () => void; lookup: Lookup } }
}
type Lookup = (name: string) => {
  methods: { [name: string]: { resolvedRequestType: MessageType; resolvedResponseType: MessageType } }
}
const root = new Root().loadSync(protoFile, options)
root.resolveAll()

const exported: { loadSync?: () => Services } = {}
new Function('require', 'exports', etcdCodecs())(fromLoader, exported)
const made = exported.loadSync?.() ?? {}

const methods = Object.entries(original)
  .filter(([, service]) => Object.values(service).some(({ requestSerialize }) => requestSerialize))
  .flatMap(([service, all]) => Object.keys(all).map((method) => ({ service, method })))

describe('the codecs that the build makes for etcd3', () => {
  it('are there for each method of each service', () => {
    expect(methods.length).toBeGreaterThan(30)
    const facts = (services: Services) =>
      methods.map(({ service, method }) => {
        const found = services[service]?.[method]
        return [found?.path, found?.originalName, found?.requestStream, found?.responseStream]
      })
    expect(facts(made)).toEqual(facts(original))
  })

  it.each(methods)('write and read $service $method as those that are made at run time', (name) => {
    const [ours, theirs] = [made, original].map((all) => all[name.service]?.[name.method]) as [Method, Method]
    const types = root.lookup(name.service).methods[name.method]
    fc.assert(
      fc.property(message(types?.resolvedRequestType), (request) => {
        expect(Buffer.from(ours.requestSerialize(request))).toEqual(
          Buffer.from(theirs.requestSerialize(request)),
        )
      }),
      { numRuns: 25 },
    )
    fc.assert(
      fc.property(message(types?.resolvedResponseType), (response) => {
        const bytes = Buffer.from(theirs.responseSerialize(response))
        expect(ours.responseDeserialize(bytes)).toEqual(theirs.responseDeserialize(bytes))
      }),
      { numRuns: 25 },
    )
  })
})

/** Any message of a type: fields that are left out, one of those that exclude each other, and each kind of number. */
function message(type: MessageType | undefined, depth = 0): fc.Arbitrary<object> {
  const fields = (type?.fieldsArray ?? []).filter(({ resolvedType }) => depth < 4 || resolvedType === null)
  const values = fields.map((field) => [field.name, fieldValue(field, depth)] as const)
  const alternatives = fields.filter(({ partOf }) => partOf !== null).map(({ name }) => name)
  return fc
    .tuple(fc.record(Object.fromEntries(values), { requiredKeys: [] }), fc.nat())
    .map(([record, n]) =>
      Object.fromEntries(
        Object.entries(record).filter(
          ([name]) => !alternatives.includes(name) || name === alternatives[n % alternatives.length],
        ),
      ),
    )
}

function fieldValue({ type, repeated, resolvedType }: Field, depth: number): fc.Arbitrary<unknown> {
  const one = resolvedType === null ? scalar(type) : partValue(resolvedType, depth)
  return repeated ? fc.array(one, { maxLength: 3 }) : one
}

function partValue(type: MessageType, depth: number): fc.Arbitrary<unknown> {
  return type.values === undefined ? message(type, depth + 1) : fc.constantFrom(...Object.keys(type.values))
}

function scalar(type: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'bytes':
      return fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes))
    case 'string':
      return fc.string({ unit: 'grapheme' })
    case 'bool':
      return fc.boolean()
    case 'int32':
      return fc.integer()
    case 'uint32':
      return fc.nat()
    case 'int64':
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)
    case 'uint64':
      return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)
    default:
      throw new Error(`no values of ${type} are tried`)
  }
}
