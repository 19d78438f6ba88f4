#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { hideRuntimeWarnings, runtimeComplaint } from './runtime.ts'

/** In a build: the one file of all commands, beside this one. */
declare const COMMAND_LINE: string | undefined

/** ms after which whatever runs on has used what it uses at its start. */
const daemonSettled = 15_000

// Everything else is imported only once it is known to run here: dependencies fail on an older Node in words of their own.
const complaint = runtimeComplaint(process.versions.node, process.execPath)
if (complaint === undefined) {
  hideRuntimeWarnings()
  await run(process.argv.slice(2))
  endWithoutConnections()
} else {
  process.stderr.write(`error: ${complaint}\n`)
  process.exitCode = 1
}

async function run(words: readonly string[]): Promise<void> {
  if (typeof COMMAND_LINE === 'undefined') {
    const { runCommandLine } = await import('./run.ts')
    process.exitCode = await runCommandLine(words)
    return
  }
  const { openCompiledCode } = await import('./start/compiled-code.ts')
  const code = openCompiledCode(/^[a-z]+$/.exec(words[0] ?? '')?.[0] ?? '')
  const path = fileURLToPath(new URL(COMMAND_LINE, import.meta.url))
  const { runCommandLine } = code.load(path) as typeof import('./run.ts')
  // a daemon ends when it is told to, or is killed
  setTimeout(code.keep, daemonSettled).unref()
  process.exitCode = await runCommandLine(words)
  code.keep()
}

/** A connection request that the network swallows keeps a process until the kernel gives up, minutes later; gRPC ends none. */
function endWithoutConnections(): void {
  const end = () => {
    const hasText = process.stdout.writableLength + process.stderr.writableLength > 0
    if (hasText) endWithoutConnections()
    else process.exit()
  }
  setTimeout(end, 200).unref()
}
