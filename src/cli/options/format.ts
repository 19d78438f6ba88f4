import { usageFailure } from '../../app/index.ts'
import type { Invocation, OptionDescription } from '../command.ts'

/** `--format` of a command that gives its text in these forms, the first where none is named. */
export function formatOption<Format extends string>(
  formats: readonly [Format, ...Format[]],
): OptionDescription & { readonly type: 'string' } {
  const [first, ...others] = formats
  return {
    type: 'string',
    value: 'FORMAT',
    completes: formats,
    description: `${[`${first} (default)`, ...others].join(', ')}`,
  }
}

/** The form that was asked for. */
export function formatOf<Format extends string>(
  { options }: Pick<Invocation, 'options'>,
  formats: readonly [Format, ...Format[]],
): Format {
  const named = options.text('format') ?? formats[0]
  const format = formats.find((each) => each === named)
  if (format !== undefined) return format
  throw usageFailure(`--format takes ${formats.join(', ')}, not "${named}"`)
}
