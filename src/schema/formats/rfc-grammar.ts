// Pieces of grammars as the RFCs write them, in the words that patterns are matched with everywhere: no looking around,
// no backreferences, no classes that depend on a version of Unicode.

const digit = '[0-9]'
const hex = '[0-9A-Fa-f]'
const letterOrDigit = '[0-9A-Za-z]'

/** One of several. */
function either(...alternatives: readonly string[]): string {
  return `(?:${alternatives.join('|')})`
}

// RFC 3339, section 5.6. A second of 60 is left out: neither Date nor std::chrono nor datetime takes it.
const leapYear = either(
  `${digit}{2}${either('0[48]', '[2468][048]', '[13579][26]')}`,
  `${either('[02468][048]', '[13579][26]')}00`,
)
/** `2024-02-29`: a day that there is. */
export const fullDate = either(
  `${digit}{4}-${either(
    `${either('0[13578]', '1[02]')}-${either('0[1-9]', '[12][0-9]', '3[01]')}`,
    `${either('0[469]', '11')}-${either('0[1-9]', '[12][0-9]', '30')}`,
    `02-${either('0[1-9]', '1[0-9]', '2[0-8]')}`,
  )}`,
  `${leapYear}-02-29`,
)
const hour = either('[01][0-9]', '2[0-3]')
/** `23:59:59.5+01:00` */
export const fullTime = `${hour}:[0-5][0-9]:[0-5][0-9](?:\\.${digit}+)?${either('[Zz]', `[+-]${hour}:[0-5][0-9]`)}`

const seconds = `${digit}+S`
const minutes = `${digit}+M(?:${seconds})?`
const hours = `${digit}+H(?:${minutes})?`
const time = `T${either(hours, minutes, seconds)}`
const months = `${digit}+M(?:${digit}+D)?`
const years = `${digit}+Y(?:${months})?`
/** RFC 3339, appendix A: `P1DT12H`, `P2W`. */
export const period = `P${either(`${either(`${digit}+D`, months, years)}(?:${time})?`, time, `${digit}+W`)}`

const octet = either('[0-9]', '[1-9][0-9]', '1[0-9]{2}', '2[0-4][0-9]', '25[0-5]')
/** RFC 2673, section 3.2: four numbers without leading zeros. */
export const ipv4 = `${octet}(?:\\.${octet}){3}`

const group = `${hex}{1,4}`
const lastGroups = either(`${group}:${group}`, ipv4)
/** RFC 4291, section 2.2, without a zone. */
export const ipv6 = either(
  `(?:${group}:){6}${lastGroups}`,
  `::(?:${group}:){5}${lastGroups}`,
  ...[4, 3, 2, 1, 0].map((after) => {
    const before = 4 - after
    const left = before === 0 ? `(?:${group})?` : `(?:(?:${group}:){0,${before}}${group})?`
    return `${left}::(?:${group}:){${after}}${lastGroups}`
  }),
  `(?:(?:${group}:){0,5}${group})?::${group}`,
  `(?:(?:${group}:){0,6}${group})?::`,
)

const label = `${letterOrDigit}(?:[0-9A-Za-z-]{0,61}${letterOrDigit})?`
/** RFC 1123, section 2.1. */
export const hostname = `${label}(?:\\.${label})*`

// RFC 5321, section 4.1.2.
const atom = "[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+"
const quoted = '"(?:[ !#-\\[\\]-~]|\\\\[ -~])*"'
const subdomain = `${letterOrDigit}(?:[0-9A-Za-z-]*${letterOrDigit})?`
/** `anna@example.org`, `"a b"@[127.0.0.1]` */
export const mailbox = `${either(`${atom}(?:\\.${atom})*`, quoted)}@${either(
  `${subdomain}(?:\\.${subdomain})*`,
  `\\[${either(ipv4, `[Ii][Pp][Vv]6:${ipv6}`)}\\]`,
)}`

// RFC 3986, appendix A.
const plain = "0-9A-Za-z\\-._~!$&'()*+,;="
const escaped = `%${hex}{2}`
const character = `(?:[${plain}:@]|${escaped})`
const host = either(`\\[${either(ipv6, `[Vv]${hex}+\\.[${plain}:]+`)}\\]`, `(?:[${plain}]|${escaped})*`)
const authority = `//(?:(?:[${plain}:]|${escaped})*@)?${host}(?::${digit}*)?(?:/${character}*)*`
const absolutePath = `/(?:${character}+(?:/${character}*)*)?`
const tail = `(?:\\?(?:${character}|[/?])*)?(?:#(?:${character}|[/?])*)?`
/** With a scheme. */
export const uri = `[A-Za-z][0-9A-Za-z+.-]*:${either(authority, absolutePath, `${character}+(?:/${character}*)*`, '')}${tail}`
/** With a scheme, or relative to something. */
export const uriReference = either(
  uri,
  `${either(authority, absolutePath, `(?:[${plain}@]|${escaped})+(?:/${character}*)*`, '')}${tail}`,
)
