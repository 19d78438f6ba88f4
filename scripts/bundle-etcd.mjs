// dist/etcd-HASH.cjs: etcd3 with what it stands on, in one file. As packages they cost half of a short command: some 200 files
// to find, .proto files to parse, and codecs to generate; here protobufjs generates the same codecs as the file is built.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import { licencesOf } from './licences.mjs'

const fromEtcd3 = createRequire(createRequire(import.meta.url).resolve('etcd3'))
const fromLoader = createRequire(fromEtcd3.resolve('@grpc/proto-loader'))

/** Writes dist/etcd-HASH.cjs and the licences of what is in it. */
export async function bundleEtcd(root, options) {
  const { metafile } = await build({
    ...options,
    metafile: true,
    stdin: { contents: entry, resolveDir: dirname(fromEtcd3.resolve('etcd3')), sourcefile: 'etcd.js' },
    entryNames: 'etcd-[hash]',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    minify: true,
    plugins: [codecsPlugin],
  })
  writeFileSync(join(root, 'dist/etcd.LICENSES.txt'), licencesOf(root, Object.keys(metafile.inputs)))
  return { metafile, file: basename(Object.keys(metafile.outputs)[0]) }
}

const entry = `
exports.Etcd3 = require('etcd3').Etcd3
exports.noop = require('cockatiel').noop
exports.credentials = require('@grpc/grpc-js').credentials
exports.InterceptingCall = require('@grpc/grpc-js').InterceptingCall`

/** Puts that file in the place of the packages, in what is built of src/store/etcd/etcd-packages.ts. */
export function etcdPackagesPlugin(file, format) {
  const names = '{ Etcd3, noop, credentials, InterceptingCall }'
  const contents = {
    cjs: `export const ${names} = require('./${file}')`,
    esm: `import { createRequire } from 'node:module'
export const ${names} = createRequire(import.meta.url)('./${file}')`,
  }
  return {
    name: 'etcd-packages',
    setup: ({ onLoad, onResolve }) => {
      onLoad({ filter: /store[/\\]etcd[/\\]etcd-packages\.ts$/ }, () => ({
        contents: contents[format],
        loader: 'js',
      }))
      onResolve({ filter: /^\.\/etcd-\w+\.cjs$/ }, ({ path }) => ({ path, external: true }))
    },
  }
}

/** What etcd3 loads of its .proto files, ready made. The uses of it in gRPC itself are of services that a server offers. */
const codecsPlugin = {
  name: 'etcd-codecs',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^@grpc\/proto-loader$/ }, () => ({ path: 'codecs', namespace: 'etcd-codecs' }))
    onLoad({ filter: /.*/, namespace: 'etcd-codecs' }, () => ({
      contents: etcdCodecs(),
      resolveDir: dirname(fromEtcd3.resolve('@grpc/proto-loader')),
    }))
  },
}

/** The text of a CommonJS module whose `loadSync` gives what that of the proto-loader gives etcd3, for a client. */
export function etcdCodecs() {
  const protobuf = fromLoader('protobufjs')
  const file = join(dirname(fromEtcd3.resolve('etcd3')), '../proto/rpc.proto')
  const definition = fromEtcd3('@grpc/proto-loader').loadSync(file, { keepCase: true })
  const root = new protobuf.Root().loadSync(file, { keepCase: true })
  root.resolveAll()
  const services = root.lookup('etcdserverpb').nestedArray.filter((part) => part instanceof protobuf.Service)
  const methods = services.flatMap(({ methodsArray }) => methodsArray)
  const sent = reachable(methods.map(({ resolvedRequestType }) => resolvedRequestType))
  const received = reachable(methods.map(({ resolvedResponseType }) => resolvedResponseType))
  const types = [...new Set([...sent, ...received])]
  const uses = (type) => ({ isSent: sent.has(type), isReceived: received.has(type) })
  return `const { Reader, Writer, util } = require('protobufjs/minimal')
const options = { longs: String, enums: String, defaults: true, oneofs: true }
const types = {}
${types.map((type) => typeText(type, uses(type), protobuf)).join('\n')}
function method(path, originalName, requestStream, responseStream, request, response) {
  const requestSerialize = (value) => request.encode(request.fromObject(value)).finish()
  const responseDeserialize = (bytes) => response.toObject(response.decode(bytes), options)
  return { path, originalName, requestStream, responseStream, requestSerialize, responseDeserialize }
}
const definition = {
${services.map((service) => serviceText(service, definition)).join('\n')}
}
exports.loadSync = () => definition
`
}

/** These types of messages, and what is in them. */
function reachable(types, found = new Set()) {
  for (const type of types) {
    if (found.has(type)) continue
    found.add(type)
    const parts = type.fieldsArray ?? [] // an enum has none
    reachable(
      parts.flatMap(({ resolvedType }) => resolvedType ?? []),
      found,
    )
  }
  return found
}

/** The functions that protobufjs makes of a type when it is first used, as text. */
function typeText(type, { isSent, isReceived }, { Enum, Type, encoder, decoder, converter }) {
  if (type instanceof Enum)
    return `${reference(type)} = { values: ${JSON.stringify({ ...type.valuesById, ...type.values })} }`
  const functions = {
    ctor: Type.generateConstructor(type),
    ...(isSent && { fromObject: converter.fromObject(type), encode: encoder(type) }),
    ...(isReceived && { decode: decoder(type), toObject: converter.toObject(type) }),
  }
  const members = Object.entries(functions).map(([name, made]) => {
    const text = made
      .toString()
      .replace(/\btypes\[(\d+)\]/g, (_, n) => reference(type.fieldsArray[n].resolvedType))
    return `  ${name}: ${text},`
  })
  return `${reference(type)} = {\n${members.join('\n')}\n}`
}

function serviceText(service, definition) {
  const name = service.fullName.slice(1)
  const methods = service.methodsArray.map((method) => {
    const { path, originalName, requestStream, responseStream } = definition[name][method.name]
    const facts = [path, originalName, requestStream, responseStream].map((fact) => JSON.stringify(fact))
    const { resolvedRequestType: request, resolvedResponseType: response } = method
    return `    ${method.name}: method(${facts.join(', ')}, ${reference(request)}, ${reference(response)}),`
  })
  return `  ${JSON.stringify(name)}: {\n${methods.join('\n')}\n  },`
}

const reference = (type) => `types[${JSON.stringify(type.fullName)}]`
