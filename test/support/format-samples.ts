import fc from 'fast-check'

interface Samples {
  readonly valid: readonly string[]
  readonly invalid: readonly string[]
}

const label63 = 'a'.repeat(63)

/** Of each format texts that have it, and texts that a careless check would take. */
export const formatSamples: Readonly<Record<string, Samples>> = {
  date: {
    valid: ['2026-02-28', '2024-02-29', '2000-02-29', '0000-01-01', '9999-12-31', '2026-04-30'],
    invalid: [
      '2026-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-1-01',
      '2026-01-32',
      '20260228',
      '2026-02-28Z',
      '２０26-01-01',
      ' 2026-01-01',
      '2026-01-01\n',
      '',
    ],
  },
  'date-time': {
    valid: [
      '2026-02-28T12:30:00Z',
      '2026-02-28t12:30:00.123456789z',
      '2024-02-29T00:00:00-23:59',
      '2026-12-31T23:59:59+00:00',
    ],
    invalid: [
      '2026-02-28T12:30:00',
      '2026-02-28 12:30:00Z',
      '2026-02-29T12:30:00Z',
      '2026-02-28T24:00:00Z',
      '2026-02-28T12:60:00Z',
      '2016-12-31T23:59:60Z',
      '2026-02-28T12:30:00+24:00',
      '2026-02-28T12:30:00.Z',
      '2026-02-28T12:30:00+0100',
    ],
  },
  time: {
    valid: ['12:30:00Z', '00:00:00.5z', '23:59:59+01:00'],
    invalid: ['12:30:00', '24:00:00Z', '12:30Z', '12:30:60Z', '12:30:00+1:00', '12:30:00.Z'],
  },
  duration: {
    valid: ['PT15S', 'P1DT12H', 'P4Y', 'P2W', 'P1Y2M3DT4H5M6S', 'PT0S', 'P1M', 'PT1M'],
    invalid: ['P', 'PT', '15s', 'PT1D', 'P1D2H', 'P2S', 'P1Y2W', 'PT1H6S', 'pt15s', 'P-1D', 'PT0.5S', 'P１Y'],
  },
  ipv4: {
    valid: ['0.0.0.0', '127.0.0.1', '255.255.255.255', '10.20.30.40'],
    invalid: [
      '256.0.0.1',
      '1.2.3',
      '1.2.3.4.5',
      '01.2.3.4',
      '1.2.3.4/8',
      '0x7f.0.0.1',
      '1.2.3.',
      '1.2.3.４',
      '2130706433',
    ],
  },
  ipv6: {
    valid: [
      '::',
      '::1',
      'fd00::1',
      '1:2:3:4:5:6:7:8',
      '1::8',
      '1:2:3:4:5:6::',
      '::2:3:4:5:6:7:8',
      '::ffff:10.0.0.1',
      '1:2:3:4:5:6:1.2.3.4',
      'FE80::aBcD',
    ],
    invalid: [
      ':',
      ':::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      '12345::',
      '::g',
      'fe80::1%eth0',
      '::1/64',
      '::1.2.3',
      '1:2:3:4:5:6:7:1.2.3.4',
      '[::1]',
      '1:2:3:4:5:6:7::8:9',
    ],
  },
  cidr: {
    valid: ['10.0.0.0/8', '0.0.0.0/0', '192.168.1.1/32', 'fd00::/8', '::/0', '::1/128', '::/99'],
    invalid: [
      '10.0.0.0',
      '10.0.0.0/33',
      '10.0.0.0/08',
      '::/129',
      '10.0.0/8',
      '/8',
      '10.0.0.0/',
      '::/-1',
      '::/1280',
    ],
  },
  hostname: {
    valid: [
      'a',
      'etcd-1',
      'www.example.org',
      '1host',
      `${label63}.org`,
      [label63, label63, label63, 'a'.repeat(61)].join('.'),
    ],
    invalid: [
      '',
      '-a',
      'a-',
      'a..b',
      '.a',
      'a.',
      'a_b',
      `${label63}a`,
      'bücher',
      [label63, label63, label63, 'a'.repeat(62)].join('.'),
      'a b',
    ],
  },
  email: {
    valid: [
      'anna@example.org',
      'a.b+c@x-y.z',
      '"a b"@example.org',
      "o'neil@host",
      'a@[127.0.0.1]',
      'a@[IPv6:::1]',
    ],
    invalid: [
      'anna',
      '@example.org',
      'anna@',
      'a..b@c',
      '.a@c',
      'a.@c',
      'a b@c',
      'a@-c',
      'a@b@c',
      'a@[256.0.0.1]',
      'ä@c',
      'a@b c',
    ],
  },
  uri: {
    valid: [
      'https://example.org:443/a?b=c#d',
      'urn:isbn:0',
      'mailto:a@b',
      'file:///etc/x',
      'a:',
      'http://[::1]:2379',
      'http://u:p@h/%41',
      'tel:+1-816',
    ],
    invalid: [
      'example.org',
      '/a/b',
      '//host/a',
      'http://a b',
      'http://[::1',
      ':a',
      '1a:b',
      'http://%4',
      'http://h/ü',
      'http://h/<>',
      'http://h:1x',
      'a:{b}',
      'http://h/a\\b',
      'http://h#a#b',
    ],
  },
  'uri-reference': {
    valid: ['', 'a/b', '/a', '//host/a', '#a', '?a', '../a', 'http://h/a', './a:b'],
    invalid: ['a b', '1:b', '\\a', '#a#b', 'ü', '%zz', '//h:x'],
  },
  uuid: {
    valid: [
      '2eb8aa08-aa98-11ea-b4aa-73b441d16380',
      '00000000-0000-0000-0000-000000000000',
      'ABCDEF01-2345-6789-ABCD-EF0123456789',
    ],
    invalid: [
      '2eb8aa08aa9811eab4aa73b441d16380',
      '2eb8aa08-aa98-11ea-b4aa-73b441d1638',
      '{2eb8aa08-aa98-11ea-b4aa-73b441d16380}',
      'zeb8aa08-aa98-11ea-b4aa-73b441d16380',
      '2eb8-aa08-aa98-11ea-b4aa73b44-1d16380',
    ],
  },
  'json-pointer': {
    valid: ['', '/', '/a~0b/~1', '/a/0', '/ü b', '//'],
    invalid: ['a', '/~', '/~2', '/a~', '#/a', '~0'],
  },
}

/**
 * Texts near to one that has the format: a few characters gone, put in, put twice or in another place. Always
 * whole characters: no document holds half a surrogate pair.
 */
export function nearFormat(name: string): fc.Arbitrary<string> {
  const { valid, invalid } = formatSamples[name] as Samples
  const characters = [...new Set([...[...valid, ...invalid].join(''), '0', '9', 'a', '.', ':', '%', '😀'])]
  const edit = fc.tuple(fc.nat({ max: 80 }), fc.nat({ max: 2 }), fc.constantFrom('', ...characters))
  return fc
    .tuple(fc.constantFrom(...valid, ...invalid), fc.array(edit, { maxLength: 3 }))
    .map(([text, edits]) => {
      const characters = [...text]
      for (const [at, gone, added] of edits) characters.splice(at % (characters.length + 1), gone, added)
      return characters.join('')
    })
}
