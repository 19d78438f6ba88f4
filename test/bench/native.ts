// Generated C++: loading the sniffer's document beside bare nlohmann::json::parse of it; compile time, object size and
// verdicts beside what quicktype makes of the same schemas.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalJson, type JsonValue } from '../../src/model/index.ts'
import { components, schemaOf } from '../configs/real-workspace.ts'
import { headersOf, writeSources } from '../e2e/cpp/compile.ts'
import { oracleOf } from '../e2e/cpp/expected.ts'
import { judgeText, type Question } from '../e2e/cpp/judge.ts'
import { drawReal } from '../e2e/cpp/real-documents.ts'
import { workspaceSchemas } from '../e2e/cpp/schemas.ts'

const quicktypeVersion = '26.0.0'
const folder = mkdtempSync(join(tmpdir(), 'appia-bench-native-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const schemas = await workspaceSchemas()
writeSources(folder, await headersOf(schemas))
const questions = drawReal({ count: 20_000, seed: 1 })
loading()
beside()

/** Both readings in one process, by turns. */
function loading(): void {
  writeFileSync(
    join(folder, 'loading.cpp'),
    `#include "sniffer_config.hpp"
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <algorithm>

template <class Work>
static double microseconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  for (int count = 0; count < 20; ++count) work();
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
  return took.count() / 20;
}

int main(int, char** words) {
  std::ifstream file(words[1]);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const auto config = appia::from_json<appia::sniffer::Sniffer>(text);
  if (!config) return std::cerr << describe(config.error()), 1;
  std::vector<double> bare, checked, written;
  std::size_t size = 0;
  for (int round = 0; round < 200; ++round) {
    bare.push_back(microseconds([&] { size += nlohmann::json::parse(text).size(); }));
    checked.push_back(microseconds([&] { size += appia::from_json<appia::sniffer::Sniffer>(text)->node_id.size(); }));
    written.push_back(microseconds([&] { size += appia::to_json(*config).size(); }));
  }
  const auto median = [](std::vector<double> all) { std::sort(all.begin(), all.end()); return all[all.size() / 2]; };
  std::cout << text.size() << " bytes: nlohmann::json::parse " << median(bare) << " us, from_json " << median(checked)
            << " us, " << median(checked) / median(bare) << " x; to_json " << median(written) << " us\\n";
  return size == 0;
}
`,
  )
  const text = deployedSniffer()
  const documents = [text, JSON.stringify(JSON.parse(text), null, 2)].map((each, index) => {
    const file = join(folder, `sniffer-${index}.json`)
    writeFileSync(file, each)
    return file
  })
  for (const compiler of ['g++', 'clang++']) {
    const program = join(folder, `loading-${compiler}`)
    execFileSync(compiler, ['-std=c++17', '-O2', '-I.', 'loading.cpp', '-o', program], { cwd: folder })
    for (const document of documents)
      process.stdout.write(`${compiler.padEnd(8)} ${execFileSync(program, [document], { encoding: 'utf8' })}`)
  }
}

/** The sniffer's document as the workspace has it, in the bytes that lie in etcd. */
function deployedSniffer(): string {
  const words = ['dist/main.js', 'plan', '--format', 'json', '--env', 'local']
  const directory = join(folder, 'workspace')
  for (const part of ['configs', 'schemas', 'generated'])
    execFileSync('cp', ['-r', part, `${mkdirs(directory)}/`])
  const { stdout } = spawnSync(process.execPath, [...words, '--workspace', directory], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  const plan = JSON.parse(stdout) as { changes: { key: string; after: { value: JsonValue } }[] }
  const change = plan.changes.find(({ key }) => key === '/config/sniffer/json')
  if (change === undefined) throw new Error('no document of the sniffer in the plan')
  return canonicalJson(change.after.value)
}

function mkdirs(directory: string): string {
  mkdirSync(directory, { recursive: true })
  return directory
}

interface Object {
  readonly seconds: number
  readonly kibibytes: number
}

/** In CPU time: a machine that does something else as well does not count. */
function compileUnit(name: string, text: string): Object | string {
  writeFileSync(join(folder, `${name}.cpp`), text)
  const words = ['g++', '-std=c++17', '-O2', '-I.', '-c', `${name}.cpp`, '-o', `${name}.o`]
  const { status, stderr } = spawnSync('sh', ['-c', '"$@" && times >&2', 'sh', ...words], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (status !== 0) return stderr.split('\n').find((line) => line.includes('error')) ?? stderr
  const used = stderr.trim().split('\n').at(-1) ?? ''
  const seconds = [...used.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s))
  execFileSync('strip', ['--strip-debug', join(folder, `${name}.o`)])
  return {
    seconds: seconds.reduce((sum, each) => sum + each, 0),
    kibibytes: statSync(join(folder, `${name}.o`)).size / 1024,
  }
}

function beside(): void {
  execFileSync('npm', ['init', '-y'], { cwd: folder, stdio: 'ignore' })
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', `quicktype@${quicktypeVersion}`], {
    cwd: folder,
  })
  console.log(
    `\nreading and writing, g++ -O2: CPU seconds to compile, KiB of object; quicktype ${quicktypeVersion}`,
  )
  const compiling: string[] = []
  for (const schema of schemas) {
    const root = rootOf(schema.name)
    const own = compileUnit(
      `own-${schema.name}`,
      `#include "${schema.name}_config.hpp"
using T = appia::${schema.name}::${root};
appia::Result<T, appia::Problems> load(std::string_view text);
appia::Result<T, appia::Problems> load(std::string_view text) { return appia::from_json<T>(text); }
std::string save(const T& value);
std::string save(const T& value) { return appia::to_json(value); }
`,
    )
    const file = join(folder, `${schema.name}.schema.json`)
    writeFileSync(file, schema.text)
    const header = join(folder, `quicktype-${schema.name}.hpp`)
    const words = ['quicktype', '--src-lang', 'schema', '--lang', 'c++', '--namespace', `qt_${schema.name}`]
    execFileSync(
      'npx',
      [...words, '--include-location', 'global-include', '--top-level', 'Root', '-o', header, file],
      { cwd: folder },
    )
    const theirs = compileUnit(
      `theirs-${schema.name}`,
      `#include <nlohmann/json.hpp>
#include "quicktype-${schema.name}.hpp"
qt_${schema.name}::Root load(std::string_view text);
qt_${schema.name}::Root load(std::string_view text) { return nlohmann::json::parse(text).get<qt_${schema.name}::Root>(); }
std::string save(const qt_${schema.name}::Root& value);
std::string save(const qt_${schema.name}::Root& value) { return nlohmann::json(value).dump(); }
`,
    )
    console.log(`${schema.name.padEnd(12)} ours ${show(own)}   quicktype ${show(theirs)}`)
    if (typeof theirs !== 'string') compiling.push(schema.name)
  }
  verdicts(components.filter((name) => compiling.includes(name)))
}

function show(object: Object | string): string {
  if (typeof object === 'string') return object.slice(0, 100)
  return `${object.seconds.toFixed(1)} s ${object.kibibytes.toFixed(0).padStart(5)} KiB`
}

function rootOf(name: string): string {
  const schema = schemas.find((each) => each.name === name)
  const text = judgeText(
    schema ? [schema] : [],
    new Map([[`${name}_config.hpp`, readFileSync(join(folder, `${name}_config.hpp`), 'utf8')]]),
  )
  return /appia::\w+::(\w+)>/.exec(text)?.[1] ?? ''
}

/** How quicktype's code judges the documents that the tests have ours judge. */
function verdicts(names: readonly string[]): void {
  const total = { documents: 0, wrong: 0, taken: 0, refused: 0 }
  for (const name of names) {
    const asked = questions.filter(({ schema }) => schema === name)
    const oracle = oracleOf(schemaOf(name))
    const counts = { documents: asked.length, wrong: 0, taken: 0, refused: 0 }
    for (const [index, isTaken] of askQuicktype(name, asked).entries()) {
      const isRight = oracle.accepts(JSON.parse(asked[index]?.text ?? '') as JsonValue)
      if (!isRight) counts.wrong++
      if (isTaken && !isRight) counts.taken++
      if (!isTaken && isRight) counts.refused++
    }
    console.log(`${name.padEnd(12)} ${wordsOf(counts)}`)
    for (const key of ['documents', 'wrong', 'taken', 'refused'] as const) total[key] += counts[key]
  }
  console.log(`${'together'.padEnd(12)} ${wordsOf(total)}`)
}

function wordsOf(counts: { documents: number; wrong: number; taken: number; refused: number }): string {
  const { documents, wrong, taken, refused } = counts
  const share = ((100 * (taken + refused)) / documents).toFixed(1)
  return `${documents} documents, ${wrong} wrong: quicktype's code takes ${taken} of them, and refuses ${refused} right ones (${share} % judged otherwise)`
}

function askQuicktype(name: string, asked: readonly Question[]): boolean[] {
  writeFileSync(
    join(folder, 'verdicts.cpp'),
    `#include <nlohmann/json.hpp>
#include "quicktype-${name}.hpp"
#include <iostream>
int main() {
  for (std::string line; std::getline(std::cin, line);) {
    bool is_taken = true;
    try { static_cast<void>(nlohmann::json::parse(line).get<qt_${name}::Root>()); } catch (const std::exception&) { is_taken = false; }
    std::cout << is_taken << '\\n';
  }
}
`,
  )
  execFileSync('g++', ['-std=c++17', '-I.', 'verdicts.cpp', '-o', 'verdicts'], { cwd: folder })
  const input = asked.map(({ text }) => `${text}\n`).join('')
  const { stdout } = spawnSync(join(folder, 'verdicts'), { input, encoding: 'utf8', maxBuffer: 1e9 })
  return stdout
    .trim()
    .split('\n')
    .map((answer) => answer === '1')
}
