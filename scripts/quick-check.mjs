// Code that says whether a document suits a schema that is known as we build, as Ajv writes it: an agent that starts, and a
// schema that is sound, load no Ajv. It says yes or no; what is wrong is put into words at run time.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'

/** The text of a module that exports `quickCheck`, of an agent's settings. */
export function quickCheckModule(schemaFile) {
  const { $schema: _, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'))
  return moduleOf('settings', (ajv) => ajv.addSchema(schema, 'agent') && 'agent')
}

/** The text of a module that exports `quickCheck`, of schemas in JSON Schema 2020-12. */
export function dialectCheckModule() {
  return moduleOf('schemas', () => 'https://json-schema.org/draft/2020-12/schema')
}

function moduleOf(what, nameIn) {
  // Its own count of characters would have to be loaded: no length in these schemas depends on it.
  const ajv = new Ajv2020({ strict: false, unicode: false, logger: false, code: { source: true, esm: true } })
  // It would be loaded too: what must be unique in these schemas are texts, or refused already.
  const equal = '((a, b) => a === b)'
  const code = standalone
    .default(ajv, { quickCheck: nameIn(ajv) })
    .replaceAll('require("ajv/dist/runtime/equal").default', equal)
  if (/\brequire\(/.test(code)) throw new Error(`the quick check of ${what} needs something else than itself`)
  return code
}

/** Puts them in the place of `quick-check.ts` and `quick-dialect-check.ts` as esbuild bundles. */
export function quickCheckPlugin(settingsSchema) {
  const modules = [
    { filter: /settings[/\\]quick-check\.ts$/, make: () => quickCheckModule(settingsSchema) },
    { filter: /lint[/\\]quick-dialect-check\.ts$/, make: dialectCheckModule },
  ]
  return {
    name: 'quick-check',
    setup(build) {
      for (const { filter, make } of modules)
        build.onLoad({ filter }, () => ({ contents: make(), loader: 'js' }))
    },
  }
}
