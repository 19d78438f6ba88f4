import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Schema } from '../../../src/schema/index.ts'
import { compile, headersOf, type Program, strictFlags } from './compile.ts'

/** A document as it goes to the program: JSON text on one line. */
export interface Question {
  readonly schema: string
  readonly text: string
}

/** What generated C++ says of a document. */
export interface Verdict {
  /** Pointers of all that is wrong, sorted, each once; empty where the document is accepted. */
  readonly pointers: readonly string[]
  /** What is written of the value that was read. */
  readonly json?: string
}

/** Compiles the headers of schemas into one program that judges a stream of documents. */
export async function compileJudge(
  schemas: readonly Schema[],
  how: Pick<Program, 'compiler' | 'flags'>,
): Promise<string> {
  const headers = await headersOf(schemas)
  const sources = new Map([...headers, ['core.cpp', coreText], ['main.cpp', judgeText(schemas, headers)]])
  return compile({ ...how, flags: [...strictFlags, ...how.flags], sources })
}

/** Verdicts on documents, in their order, from one process. */
export async function judgeAll(program: string, questions: readonly Question[]): Promise<Verdict[]> {
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] })
  const verdicts: Verdict[] = []
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const { pointers, json } = JSON.parse(line) as { pointers: string[]; json?: string }
      verdicts.push({ pointers: [...new Set(pointers)].sort(), ...(json !== undefined && { json }) })
    }
  })()
  child.stdin.on('error', () => {}) // a program that died says so by its exit
  for (const { schema, text } of questions) {
    if (!child.stdin.write(`${schema}\t${text}\n`)) {
      await Promise.race([new Promise((resolve) => child.stdin.once('drain', resolve)), ended])
    }
  }
  child.stdin.end()
  await reading
  const status = await ended
  if (status !== 0 || verdicts.length !== questions.length) {
    const text = questions[verdicts.length]?.text ?? ''
    throw new Error(`the program ended with ${status} after ${verdicts.length} documents; next was ${text}`)
  }
  return verdicts
}

/** What every document goes through: the rest need not be fast, but must compile fast. */
const coreText = `#include "appia/config.hpp"
using namespace appia;
bool core(std::string_view text, const detail::schema& by, Problems& out);
bool core(std::string_view text, const detail::schema& by, Problems& out) {
  detail::document parsed;
  if (!detail::parse(text, parsed, out)) return false;
  detail::findings found;
  detail::judge(by, parsed, &found).accepts(0, parsed.tokens.data(), detail::place{});
  detail::locate(text, parsed, found, out);
  return out.empty();
}
`

/** The program, for schemas whose headers are `headers`; `extra` are statements for what else is asked by `name`. */
export function judgeText(
  schemas: readonly Schema[],
  headers: ReadonlyMap<string, string>,
  extra: readonly string[] = [],
): string {
  const names = schemas.map(({ name }) => name)
  const types = names.map((name) => {
    const text = headers.get(`${name}_config.hpp`) ?? ''
    const namespace = /^namespace (appia::\w+) \{/m.exec(text)?.[1]
    const before = text.slice(0, text.indexOf('schema_hash'))
    return `${namespace}::${[...before.matchAll(/^struct (\w+) \{/gm)].at(-1)?.[1]}`
  })
  return [
    ...names.map((name) => `#include "${name}_config.hpp"`),
    '#include <iostream>',
    '',
    'template <class T>',
    'static void answer(std::string_view text) {',
    '  const appia::Result<T, appia::Problems> result = appia::from_json<T>(text);',
    '  std::string pointers;',
    '  if (!result) {',
    '    for (const appia::Problem& each : result.error()) {',
    "      if (!pointers.empty()) pointers += ',';",
    '      appia::detail::write_text(pointers, each.pointer);',
    '    }',
    '  }',
    '  std::string json;',
    '  if (result) appia::detail::write_text(json, appia::to_json(*result));',
    '  std::cout << R"({"pointers":[)" << pointers << \']\';',
    '  if (result) std::cout << R"(,"json":)" << json;',
    '  std::cout << "}\\n";',
    '}',
    '',
    'int main() {',
    '  std::ios::sync_with_stdio(false);',
    '  for (std::string line; std::getline(std::cin, line);) {',
    "    const std::size_t tab = line.find('\\t');",
    '    const std::string name = line.substr(0, tab);',
    '    const std::string_view text = std::string_view(line).substr(tab + 1);',
    ...names.map((name, index) => `    if (name == "${name}") answer<${types[index]}>(text);`),
    ...extra.map((line) => `    ${line}`),
    '  }',
    '}',
    '',
  ].join('\n')
}
