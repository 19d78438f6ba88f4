#!/usr/bin/env node
import { hideRuntimeWarnings, runtimeComplaint } from './runtime.ts'

// Everything else is imported only once it is known to run here: dependencies fail on an older Node in words of their own.
const complaint = runtimeComplaint(process.versions.node, process.execPath)
if (complaint === undefined) {
  hideRuntimeWarnings()
  const { runCommandLine } = await import('./run.ts')
  process.exitCode = await runCommandLine(process.argv.slice(2))
} else {
  process.stderr.write(`error: ${complaint}\n`)
  process.exitCode = 1
}
