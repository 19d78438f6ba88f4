import { type JsonValue, nearest } from '../../model/index.ts'
import {
  fullDate,
  fullTime,
  hostname,
  ipv4,
  ipv6,
  mailbox,
  period,
  uri,
  uriReference,
} from './rfc-grammar.ts'

/** A form of texts that the house knows by name. The verdict is the pattern's and the length's, in every language. */
export interface TextFormat {
  /** Goes on after "must be ". */
  readonly words: string
  readonly pattern: string
  readonly maxLength?: number
}

function whole(pattern: string): string {
  return `^(?:${pattern})$`
}

const formats: Readonly<Record<string, TextFormat>> = {
  date: { words: 'a date like 2026-02-28', pattern: whole(fullDate) },
  'date-time': {
    words: 'a moment like 2026-02-28T12:30:00Z',
    pattern: whole(`${fullDate}[Tt]${fullTime}`),
  },
  time: { words: 'a time of day like 12:30:00Z', pattern: whole(fullTime) },
  duration: { words: 'an ISO 8601 duration like PT15S', pattern: whole(period) },
  ipv4: { words: 'an IPv4 address', pattern: whole(ipv4) },
  ipv6: { words: 'an IPv6 address', pattern: whole(ipv6) },
  cidr: {
    words: 'a network like 10.0.0.0/8 or fd00::/8',
    pattern: whole(
      `(?:${ipv4})/(?:[0-9]|[12][0-9]|3[0-2])|(?:${ipv6})/(?:[0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])`,
    ),
  },
  hostname: { words: 'a host name', pattern: whole(hostname), maxLength: 253 },
  email: { words: 'an e-mail address', pattern: whole(mailbox) },
  uri: { words: 'a URI with its scheme', pattern: whole(uri) },
  'uri-reference': { words: 'a URI, or a part of one', pattern: whole(uriReference) },
  uuid: {
    words: 'a UUID',
    pattern: '^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$',
  },
  'json-pointer': { words: 'a JSON pointer', pattern: '^(?:/(?:[^~/]|~[01])*)*$' },
}

/** Their names, in the order in which they are listed. */
export const formatNames: readonly string[] = Object.keys(formats)

/** The format of that name, if there is one. */
export function textFormat(name: JsonValue | undefined): TextFormat | undefined {
  return typeof name === 'string' && Object.hasOwn(formats, name) ? formats[name] : undefined
}

/** `did you mean date-time?`, or the list. */
export function formatHelp(name: string): string {
  const nearestFormat = nearest(name, formatNames)
  return nearestFormat === undefined
    ? `one of ${formatNames.join(', ')}; or use pattern`
    : `did you mean ${nearestFormat}?`
}
