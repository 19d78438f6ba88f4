import type { PartialMessage } from 'esbuild'
import type { Diagnostic } from '../../model/index.ts'
import { yieldMark } from '../instrument/module-names.ts'

/** What the generator of a module is called. */
export function startName(number: number): string {
  return `_$start${number}`
}

/** The code of an instrumented module as a generator in JavaScript, or what only the compiler sees. */
export async function generatorOf(
  code: string,
  { number, file }: { readonly number: number; readonly file: string },
): Promise<string | Diagnostic> {
  const { transform } = await import('esbuild')
  try {
    const { code: plain } = await transform(code, {
      loader: 'ts',
      target: 'es2023',
      tsconfigRaw: {},
      logLevel: 'silent',
    })
    return `function* ${startName(number)}() {\n${plain.replace(`${yieldMark};`, () => 'yield;')}\n}`
  } catch (failure) {
    // esbuild throws nothing else; its positions are those of the instrumented text.
    const [error] = (failure as { errors?: PartialMessage[] }).errors ?? []
    if (error?.text === undefined) throw failure
    return { code: 'syntax-error', severity: 'error', message: error.text, at: { file, line: 1, column: 1 } }
  }
}
