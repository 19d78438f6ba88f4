// The program of the hermetic child process: reads an EvaluationRequest from standard input, runs its script in a
// fresh context and writes the answer to standard output. Only strings cross the border; no object of this realm is
// ever given to the script, and no object of the script is touched here. See ../why.md.
import { readFileSync, writeSync } from 'node:fs'
import { constants, createContext, Script } from 'node:vm'
import type { EvaluationRequest } from '../answer.ts'

// A mark that this program runs: one that ends without it never started.
writeSync(1, '\n')
const request = JSON.parse(readFileSync(0, 'utf8')) as EvaluationRequest
const { exit } = process
const { from: bytesOf } = Buffer
// The types of this Node line do not know DONT_CONTEXTIFY: an ordinary global object, without one of ours behind it.
const { DONT_CONTEXTIFY } = constants as unknown as { DONT_CONTEXTIFY: object }
const context = createContext(DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } })
removeHostGlobals()
write(evaluate(request))
exit(0)

/** A SIGINT interrupts the script, and so does the clock: if whoever asked is gone, nobody else will. */
function evaluate({ script, patienceMilliseconds }: EvaluationRequest): string {
  try {
    const options = { timeout: patienceMilliseconds, breakOnSigint: true }
    return text(new Script(script, { filename: 'workspace' }).runInContext(context, options))
  } catch {
    // What was thrown may be the script's own and is not looked at; but it throws nothing that it does not answer for.
    const site: unknown = new Script('appiaLastSite()').runInContext(context, { timeout: 100 })
    return JSON.stringify({ kind: 'stopped', site: typeof site === 'number' ? site : 0 })
  }
}

function text(result: unknown): string {
  if (typeof result !== 'string') throw new Error('the script gave no text')
  return result
}

/** What is not part of the language goes: nothing that a script could find by some way out of its context is there. */
function removeHostGlobals(): void {
  const language = new Set(
    text(new Script('Object.getOwnPropertyNames(globalThis).join()').runInContext(context)).split(','),
  )
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!language.has(name)) Reflect.deleteProperty(globalThis, name)
  }
}

function write(answer: string): void {
  const bytes = bytesOf(answer)
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(1, bytes, offset)
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'EAGAIN') throw error
    }
  }
}
