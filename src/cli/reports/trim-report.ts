import type { TrimResult } from '../../app/apply/index.ts'
import { Failure } from '../../app/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Report } from '../command.ts'
import { renderSize } from '../render/trim.ts'

/** What became of a trim; one that did not get to its end throws a `Failure` that says how far it got. */
export function trimReport({ outcome, storeName }: TrimResult): Report {
  switch (outcome.kind) {
    case 'nothing-to-trim':
      return nothing(storeName)
    case 'trimmed':
      return {
        exitCode: exitCodes.done,
        text: `trimmed: ${renderSize(outcome.removed)} removed · ${storeName}\n`,
        json: { outcome },
      }
    case 'wrong-owner':
      throw new Failure(
        exitCodes.conflict,
        `not trimmed: the prefix belongs to ${outcome.owner}, not to ${outcome.expected}`,
      )
    case 'conflict':
      throw new Failure(
        exitCodes.conflict,
        `applies came in between again and again; ${renderSize(outcome.removed)} removed so far`,
        { help: 'run the same trim again: it goes on where it stopped' },
      )
    case 'failed': {
      const { exitCode, message, help, cause } = outcome.failure
      const again = 'the same trim may be run again: it goes on where it stopped'
      throw new Failure(exitCode, `${message}; ${renderSize(outcome.removed)} removed so far`, {
        help: help === undefined ? again : `${help}\n${again}`,
        cause,
      })
    }
    default:
      return outcome satisfies never
  }
}

function nothing(storeName: string): Report {
  const outcome = { kind: 'nothing-to-trim' }
  return { exitCode: exitCodes.done, text: `nothing to trim · ${storeName}\n`, json: { outcome } }
}
