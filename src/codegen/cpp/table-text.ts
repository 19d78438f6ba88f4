import { canonicalJson, type JsonValue } from '../../model/index.ts'
import type { CompiledPattern } from '../../schema/index.ts'
import { doubleLiteral, textView } from './literals.ts'
import type { Rule, RuleNumber, Tables } from './rule.ts'
import { layOut } from './tables.ts'

/** The tables of a schema as C++: arrays of constants, and `tables_()` that names them all. */
export function tablesText(tables: Tables): string[] {
  const numbers = layOut(tables)
  const numberOf = (value: RuleNumber): number =>
    typeof value === 'number' ? value : (numbers.get(value.node) ?? 0)
  const arrays = arraysOf(tables, numberOf)
  return [
    'namespace rules_ {',
    '',
    'using namespace appia::detail;',
    '',
    ...tables.patterns.flatMap(patternArrays),
    ...arrays.flatMap(arrayText),
    '}  // namespace rules_',
    '',
    'inline const appia::detail::schema& tables_() {',
    '  static constexpr appia::detail::schema all = {',
    `      ${arrays.map(({ name, lines }) => (lines.length === 0 ? 'nullptr' : `rules_::${name}`)).join(', ')}};`,
    '  return all;',
    '}',
    '',
  ]
}

/** One array for each kind of row; the order is that of `schema` in schema.hpp. */
function arraysOf(tables: Tables, numberOf: (value: RuleNumber) => number): ArrayText[] {
  return [
    { type: 'rule', name: 'rules', lines: ruleLines(tables, numberOf) },
    { type: 'node', name: 'nodes', lines: tables.nodes.map((each) => `${numberOf(each)}`) },
    { type: 'std::string_view', name: 'texts', lines: tables.texts.map(textView) },
    { type: 'choice', name: 'choices', lines: tables.choices.map(choiceText) },
    {
      type: 'object_rules',
      name: 'objects',
      lines: tables.objects.map((each) => {
        const { firstProperty, propertyCount, requiredCount, firstPattern, patternCount, others } = each
        const parts = [
          firstProperty,
          propertyCount,
          requiredCount,
          firstPattern,
          patternCount,
          numberOf(others),
        ]
        return `{${parts.join(', ')}}`
      }),
    },
    {
      type: 'property',
      name: 'properties',
      lines: tables.properties.map(
        ({ name, node, isRequired }) => `{${textView(name)}, ${numberOf(node)}, ${isRequired}}`,
      ),
    },
    {
      type: 'named_by_pattern',
      name: 'named_by_patterns',
      lines: tables.namedByPatterns.map(({ pattern, node }) => `{${pattern}, ${numberOf(node)}}`),
    },
    {
      type: 'pattern',
      name: 'patterns',
      lines: tables.patterns.map((pattern, index) => {
        const spans = pattern.spans.length === 0 ? 'nullptr' : `spans_${index}`
        return `{steps_${index}, ${pattern.steps.length}, ${spans}}`
      }),
    },
  ]
}

interface ArrayText {
  readonly type: string
  readonly name: string
  readonly lines: readonly string[]
}

/** C++ has no arrays without elements. */
function arrayText({ type, name, lines }: ArrayText): string[] {
  if (lines.length === 0) return []
  return [`inline constexpr ${type} ${name}[] = {`, ...(name === 'rules' ? lines : filled(lines)), '};', '']
}

function ruleLines({ rules }: Tables, numberOf: (value: RuleNumber) => number): string[] {
  const lines = filled(['{check::refuse}', '{check::done}'])
  for (const [pointer, list] of rules) {
    const place = pointer === '' ? 'the document' : pointer.replaceAll(/[\n\r\u2028\u2029]/g, ' ')
    const texts = [...list.map((each) => ruleText(each, numberOf)), '{check::done}']
    // A backslash at the end would join the next line.
    lines.push(`    // ${place}:`, ...filled(texts))
  }
  return lines
}

function ruleText({ check, a, b, number }: Rule, numberOf: (value: RuleNumber) => number): string {
  const parts = [`check::${check}`]
  if (number !== undefined || b !== undefined || a !== undefined) parts.push(String(numberOf(a ?? 0)))
  if (number !== undefined || b !== undefined) parts.push(String(b ?? 0))
  if (number !== undefined) parts.push(doubleLiteral(number))
  return `{${parts.join(', ')}}`
}

function choiceText(value: JsonValue): string {
  if (typeof value === 'string') return `{kind::text, ${textView(value)}}`
  if (typeof value === 'number') return `{kind::number, {}, ${doubleLiteral(value)}}`
  const kinds = { boolean: 'boolean', object: Array.isArray(value) ? 'list' : 'object' } as const
  const kind = value === null ? 'null' : kinds[typeof value as keyof typeof kinds]
  return `{kind::${kind}, ${textView(canonicalJson(value))}}`
}

function patternArrays({ source, steps, spans }: CompiledPattern, index: number): string[] {
  const characters = spans.map(([from, to]) => `{0x${from.toString(16)}, 0x${to.toString(16)}}`)
  return [
    `// /${source.replace(/[\n\r\u2028\u2029]/g, ' ')}/`,
    `inline constexpr step steps_${index}[] = {`,
    ...filled(steps.map(({ action, first, second }) => `{action::${action}, ${first}, ${second}}`)),
    '};',
    ...(spans.length === 0
      ? []
      : [`inline constexpr span spans_${index}[] = {`, ...filled(characters), '};']),
    '',
  ]
}

/** Elements, as many on a line as fit. */
function filled(elements: readonly string[]): string[] {
  const lines: string[] = []
  let line = '   '
  for (const element of elements) {
    if (line.length + element.length > 106 && line.trim() !== '') {
      lines.push(line)
      line = '   '
    }
    line += ` ${element},`
  }
  return [...lines, line]
}
