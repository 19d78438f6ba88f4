// Code that says whether an agent's settings suit their schema, as Ajv writes it: an agent that starts loads no Ajv. It says
// yes or no; what is wrong is put into words at run time.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'

/** The text of a module that exports `quickCheck`. */
export function quickCheckModule(schemaFile) {
  const { $schema: _, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'))
  // Its own count of characters would have to be loaded: no length in this schema depends on it.
  const ajv = new Ajv2020({ strict: false, unicode: false, logger: false, code: { source: true, esm: true } })
  const code = standalone.default(ajv, { quickCheck: ajv.addSchema(schema, 'agent') && 'agent' })
  if (/\brequire\(/.test(code))
    throw new Error('the quick check of settings needs something else than itself')
  return code
}

/** Puts it in the place of `quick-check.ts` as esbuild bundles. */
export function quickCheckPlugin(schemaFile) {
  return {
    name: 'quick-check',
    setup: (build) =>
      build.onLoad({ filter: /settings[/\\]quick-check\.ts$/ }, () => ({
        contents: quickCheckModule(schemaFile),
        loader: 'js',
      })),
  }
}
