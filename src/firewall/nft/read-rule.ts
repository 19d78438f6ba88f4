import {
  type AddressFamily,
  type ConnectionState,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../model/index.ts'
import { rangeTexts } from '../addresses.ts'
import type { Rate, RulesetRule, Statement, Verdict } from '../rules/ruleset.ts'

type AddressText = (value: JsonValue) => string

/** One rule of a JSON listing. */
export function readRule({ comment, expr }: JsonObject, addressText: AddressText): RulesetRule {
  const expressions: readonly JsonValue[] = Array.isArray(expr) ? expr : []
  return {
    comment: typeof comment === 'string' ? comment : '',
    statements: expressions.map(
      (expression) =>
        (isJsonObject(expression) ? readStatement(expression, addressText) : undefined) ?? {
          kind: 'other',
          text: JSON.stringify(expression),
        },
    ),
  }
}

const verdicts: readonly string[] = ['accept', 'drop', 'return'] satisfies Verdict[]

function readStatement(expression: JsonObject, addressText: AddressText): Statement | undefined {
  const [name = ''] = Object.keys(expression)
  const value = expression[name] ?? null
  if (name === 'counter') return { kind: 'counter' }
  if (verdicts.includes(name)) return { kind: 'verdict', verdict: name as Verdict } // one of the list
  if (!isJsonObject(value)) return undefined
  switch (name) {
    case 'match':
      return readMatch(value, addressText)
    case 'reject':
      // Which of the three it is follows from the family that the rule names.
      return value.expr === 'port-unreachable' ? { kind: 'verdict', verdict: 'reject' } : undefined
    case 'jump':
      return { kind: 'verdict', verdict: 'jump', chain: String(value.target) }
    case 'log':
      return typeof value.prefix === 'string' && Object.keys(value).length === 1
        ? { kind: 'log', prefix: value.prefix }
        : undefined
    case 'limit':
      return limitOf(value)
    case 'set':
      return readMeter(value)
    default:
      return undefined
  }
}

function readMatch({ op, left, right = null }: JsonObject, addressText: AddressText): Statement | undefined {
  if ((op !== '==' && op !== 'in') || !isJsonObject(left)) return undefined
  const { meta, ct, payload } = left
  if (isJsonObject(meta)) return readMeta(String(meta.key), textsOf(right).map(String))
  if (isJsonObject(ct) && ct.key === 'state') {
    const states = textsOf(right).map(String).sort()
    return { kind: 'state', states: states as ConnectionState[] } // as the kernel names them
  }
  if (!isJsonObject(payload)) return undefined
  const { protocol, field } = payload
  if (field === 'dport' && (protocol === 'tcp' || protocol === 'udp'))
    return { kind: 'ports', protocol, ports: textsOf(right).map(addressText) }
  const family = familyOf(protocol)
  if (family === undefined || (field !== 'saddr' && field !== 'daddr')) return undefined
  const side = field === 'saddr' ? 'source' : 'destination'
  if (typeof right === 'string' && right.startsWith('@'))
    return { kind: 'member', side, family, set: right.slice(1) }
  const ranges = rangeTexts(textsOf(right).map(addressText), family)
  return ranges.length === 0 ? undefined : { kind: 'addresses', side, family, ranges }
}

function readMeta(key: string, values: readonly string[]): Statement | undefined {
  const [only] = values
  if (key === 'iifname') return { kind: 'interface', direction: 'in', names: [...values].sort() }
  if (key === 'oifname') return { kind: 'interface', direction: 'out', names: [...values].sort() }
  if (key === 'l4proto') return { kind: 'protocol', protocols: [...values].sort() }
  if (key === 'nfproto' && (only === 'ipv4' || only === 'ipv6')) return { kind: 'family', family: only }
  return undefined
}

function readMeter({ op, elem, set, stmt }: JsonObject): Statement | undefined {
  const payload = isJsonObject(elem) ? elem.payload : undefined
  const [inner] = Array.isArray(stmt) ? (stmt as readonly JsonValue[]) : []
  const limit = isJsonObject(inner) && isJsonObject(inner.limit) ? limitOf(inner.limit) : undefined
  if (op !== 'update' || !isJsonObject(payload) || payload.field !== 'saddr' || limit?.kind !== 'limit')
    return undefined
  const family = familyOf(payload.protocol)
  return family && { kind: 'meter', set: String(set).replace(/^@/, ''), family, rate: limit.rate }
}

function limitOf({ rate, per, burst, inv, rate_unit }: JsonObject): Statement | undefined {
  if (inv !== true || (rate_unit ?? 'packets') !== 'packets' || typeof rate !== 'number') return undefined
  // nft leaves out the burst that it takes where none is given.
  return { kind: 'limit', rate: { over: rate, per: per as Rate['per'], burst: Number(burst ?? 5) } } // as nft names it
}

function familyOf(protocol: JsonValue | undefined): AddressFamily | undefined {
  return protocol === 'ip' ? 'ipv4' : protocol === 'ip6' ? 'ipv6' : undefined
}

/** One value, a list of them, or those of a set. */
function textsOf(right: JsonValue): readonly JsonValue[] {
  if (Array.isArray(right)) return right
  if (isJsonObject(right) && Array.isArray(right.set)) return right.set
  return [right]
}
