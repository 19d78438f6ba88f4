import { transformSync } from 'esbuild'

/** What the module exports without any tracking, as JSON would carry it. */
export function plainValue(source: string): unknown {
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', target: 'es2022' })
  const module = { exports: {} as { value?: unknown } }
  new Function('module', 'exports', code)(module, module.exports)
  return JSON.parse(JSON.stringify(module.exports.value))
}
