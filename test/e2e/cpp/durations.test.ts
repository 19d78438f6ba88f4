import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseSchemas, type Schema, validateValue } from '../../../src/schema/index.ts'
import { durationSamples, nearDuration } from '../../support/duration-samples.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { compile, headersOf, strictFlags } from './compile.ts'
import { compileJudge, judgeAll } from './judge.ts'

const runs = Number(process.env.SCHEMA_RUNS ?? 60) * 10
const form = (name: 'go' | 'iso', more: object = {}) => ({ type: 'string', 'x-duration': name, ...more })
const document = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  'x-effect': 'live',
  properties: {
    go: form('go', { default: '1m30s' }),
    iso: form('iso'),
    bounded: form('go', { 'x-unit': 'ms', minimum: 1, exclusiveMaximum: 3600000 }),
    choice: { oneOf: [{ enum: ['never'] }, form('go')] },
  },
}

function schema(): Schema {
  const text = JSON.stringify(document)
  return parseSchemas([{ file: 'schemas/durations.schema.json', text }]).schemas.get('durations') as Schema
}

describeGroup('cpp', cppMissing(), 'a duration in C++', () => {
  it('has the verdict that it has in TypeScript, and is written as it was read', async () => {
    const program = await compileJudge([schema()], { compiler: 'g++', flags: ['-std=c++17', '-O1'] })
    const texts = (name: 'go' | 'iso') => {
      const { valid, invalid } = durationSamples[name]
      return [...valid.map(([text]) => text), ...invalid, ...fc.sample(nearDuration(name), runs)]
    }
    const values = [
      ...texts('go').flatMap((text) => [{ go: text }, { bounded: text }]),
      ...texts('iso').map((text) => ({ iso: text })),
      ...['never', '5s', 'ever'].map((choice) => ({ choice })),
    ]
    const verdicts = await judgeAll(
      program,
      values.map((value) => ({ schema: 'durations', text: JSON.stringify(value) })),
    )
    let taken = 0
    for (const [index, value] of values.entries()) {
      const wrong = (await validateValue(schema(), value)).map(({ pointer }) => pointer)
      expect(verdicts[index]?.pointers, JSON.stringify(value)).toEqual(wrong)
      if (wrong.length > 0) continue
      taken++
      expect(JSON.parse(verdicts[index]?.json ?? '')).toEqual({ go: '1m30s', ...value })
    }
    expect(taken).toBeGreaterThan(values.length / 10)
  })

  it('is one of std::chrono', async () => {
    const main = `#include "durations_config.hpp"
#include <iostream>
int main() {
  using namespace std::chrono_literals;
  auto read = appia::from_json<appia::durations::Durations>(R"({"go":"1.5s","iso":"PT1M"})");
  const std::chrono::milliseconds go = std::chrono::duration_cast<std::chrono::milliseconds>(read->go.value());
  std::cout << go.count() << ' ' << (read->iso->value() == 60s) << '\\n';
  read->go = appia::Duration::go(250ms);
  read->iso = appia::Duration::iso(90s);
  std::cout << appia::to_json(*read) << ' ' << appia::check(*read).size() << '\\n';
}
`
    const sources = new Map([...(await headersOf([schema()])), ['main.cpp', main]])
    const program = await compile({ sources, compiler: 'clang++', flags: ['-std=c++17', ...strictFlags] })
    const { stdout } = await promisify(execFile)(program)
    expect(stdout.split('\n')).toEqual(['1500 1', '{"go":"250000000ns","iso":"PT90.000000000S"} 0', ''])
  })
})
