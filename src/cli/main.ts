#!/usr/bin/env node
import { hideRuntimeWarnings, runtimeComplaint } from './runtime.ts'

// Everything else is imported only once it is known to run here: dependencies fail on an older Node in words of their own.
const complaint = runtimeComplaint(process.versions.node, process.execPath)
if (complaint === undefined) {
  hideRuntimeWarnings()
  const { runCommandLine } = await import('./run.ts')
  process.exitCode = await runCommandLine(process.argv.slice(2))
  endWithoutConnections()
} else {
  process.stderr.write(`error: ${complaint}\n`)
  process.exitCode = 1
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
