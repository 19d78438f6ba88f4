// The program of the hermetic child process: reads a prelude from standard input and runs it in a fresh context, then an
// EvaluationRequest, runs its script there and writes the answer to standard output. Only strings cross the border; no
// object of this realm is ever given to a script, and no object of a script is touched here. See ../why.md.
import type { EvaluationRequest } from '../answer.ts'

// Importing them would load all that they can do.
const { readSync, writeSync } = process.getBuiltinModule('node:fs')
const { constants, createContext, Script } = process.getBuiltinModule('node:vm')

// A mark that this program runs: one that ends without it never started.
writeSync(1, '\n')
const { exit } = process
const { alloc, concat, from: bytesOf } = Buffer
// The types of this Node line do not know DONT_CONTEXTIFY: an ordinary global object, without one of ours behind it.
const { DONT_CONTEXTIFY } = constants as unknown as { DONT_CONTEXTIFY: object }
const context = createContext(DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } })
removeHostGlobals()
let unread: Buffer = alloc(0)
new Script(JSON.parse(readLine()) as string, { filename: 'prelude' }).runInContext(context)
write(evaluate(JSON.parse(readLine()) as EvaluationRequest))
exit(0)

/** The next line of the input, or what is left of it. */
function readLine(): string {
  const chunks: Buffer[] = []
  for (let chunk = unread; ; chunk = readChunk()) {
    const end = chunk.indexOf('\n')
    unread = chunk.subarray(end + 1)
    chunks.push(end < 0 ? chunk : chunk.subarray(0, end))
    if (end >= 0 || (chunk.length === 0 && chunks.length > 1)) return concat(chunks).toString('utf8')
  }
}

function readChunk(): Buffer {
  const chunk = alloc(1 << 16)
  return chunk.subarray(0, readSync(0, chunk))
}

/** A SIGINT interrupts the script, and so does the clock: if whoever asked is gone, nobody else will. */
function evaluate({ script, patienceMilliseconds }: EvaluationRequest): string {
  try {
    const options = { timeout: patienceMilliseconds, breakOnSigint: true }
    return text(new Script(script, { filename: 'workspace' }).runInContext(context, options))
  } catch {
    // What was thrown may be the script's own and is not looked at; but it throws nothing that it does not answer for.
    const site: unknown = new Script('_$own.lastSiteNumber()').runInContext(context, { timeout: 100 })
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
