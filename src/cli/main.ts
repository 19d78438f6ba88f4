#!/usr/bin/env node
import { runCommandLine } from './run.ts'

// What a dependency does that Node will not do one day is no news for whoever types a command.
process.noDeprecation = true
process.exitCode = await runCommandLine(process.argv.slice(2))
