import fc from 'fast-check'

/** Of each form texts with their nanoseconds, and texts that are none. */
export const durationSamples = {
  go: {
    valid: [
      ['0', 0n],
      ['15s', 15_000_000_000n],
      ['1h30m', 5_400_000_000_000n],
      ['1.5h', 5_400_000_000_000n],
      ['300ms', 300_000_000n],
      ['1us', 1000n],
      ['1\u00b5s', 1000n],
      ['1\u03bcs', 1000n],
      ['1s1h', 3_601_000_000_000n],
      ['1.000000001s', 1_000_000_001n],
      ['1.0000000000000s', 1_000_000_000n],
      ['9223372036854775807ns', 2n ** 63n - 1n],
    ],
    invalid: [
      '',
      '15',
      's',
      '-1s',
      '+1s',
      '1.s',
      '.5s',
      '1d',
      '1 s',
      '1S',
      '1.5ns',
      '1.0000000001s',
      '9223372036854775808ns',
      '9999999h',
      `${'0'.repeat(64)}s`,
      'PT15S',
      '1s ',
      '１s',
      '0.00',
    ],
  },
  iso: {
    valid: [
      ['PT15S', 15_000_000_000n],
      ['PT1H30M', 5_400_000_000_000n],
      ['P1D', 86_400_000_000_000n],
      ['P2W', 1_209_600_000_000_000n],
      ['P1DT12H', 129_600_000_000_000n],
      ['PT0.5S', 500_000_000n],
      ['PT0S', 0n],
      ['PT1M', 60_000_000_000n],
      ['P0D', 0n],
    ],
    invalid: [
      '',
      'P',
      'PT',
      'P1Y',
      'P1M',
      'PT1D',
      'P1H',
      'P1DT',
      'P1W1D',
      'PT1M1H',
      'PT1.5H',
      'PT1S1S',
      'pt15s',
      '-PT1S',
      'PT.5S',
      'PT1.S',
      '15s',
      'P1DT1HT1M',
      'PT0.0000000001S',
      'P999999999W',
    ],
  },
} as const

/** Texts near to durations of either form. */
export function nearDuration(form: 'go' | 'iso'): fc.Arbitrary<string> {
  const { valid, invalid } = durationSamples[form]
  const parts = [
    '0',
    '1',
    '9',
    '.',
    's',
    'm',
    'h',
    'n',
    'u',
    '\u00b5',
    'P',
    'T',
    'S',
    'M',
    'H',
    'D',
    'W',
    ' ',
    '-',
  ]
  const edit = fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 2 }), fc.constantFrom('', ...parts))
  const texts = [...valid.map(([text]) => text), ...invalid]
  return fc.tuple(fc.constantFrom(...texts), fc.array(edit, { maxLength: 3 })).map(([text, edits]) =>
    edits.reduce((all, [at, gone, added]) => {
      const place = at % (all.length + 1)
      return all.slice(0, place) + added + all.slice(place + gone)
    }, text as string),
  )
}
