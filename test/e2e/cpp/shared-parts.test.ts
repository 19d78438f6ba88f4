import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { nativeHeaders } from '../../../src/app/generate/native-headers.ts'
import { generateCpp } from '../../../src/codegen/index.ts'
import { parseSchemas } from '../../../src/schema/index.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { compile, strictFlags } from './compile.ts'

const folder = join(import.meta.dirname, '../../codegen/fixtures/shared/schemas')

async function headers(): Promise<Map<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  )
  const { schemas, parts } = parseSchemas(
    names.map((name) => ({ file: `schemas/${name}`, text: readFileSync(join(folder, name), 'utf8') })),
  )
  const { files } = await generateCpp({ schemas, parts, runtime: await nativeHeaders() })
  return new Map(files.map(({ path, text }) => [path.replace('generated/cpp/', ''), text]))
}

async function output(main: string): Promise<string> {
  const program = await compile({
    sources: new Map([...(await headers()), ['main.cpp', main]]),
    compiler: 'g++',
    flags: ['-std=c++17', ...strictFlags],
  })
  return (await promisify(execFile)(program)).stdout
}

describeGroup('cpp', cppMissing(), 'the headers of schemas that share a part', () => {
  it.each(['api', 'worker', 'parts/tls', 'parts/log', 'parts/net'])(
    '%s can be included on its own',
    async (name) => {
      expect(await output(`#include "${name}_config.hpp"\nint main() {}\n`)).toBe('')
    },
  )

  it('together are one type for the part, which reads, judges and writes by its own rules', async () => {
    const text = await output(`
#include "worker_config.hpp"
#include "api_config.hpp"
#include <iostream>
#include <type_traits>
using appia::parts::log::Log;
static_assert(std::is_same_v<decltype(appia::api::Api::log), decltype(appia::worker::Worker::log)>);
static_assert(std::is_same_v<decltype(appia::api::Api::log), Log>);
int main() {
  const auto api = appia::from_json<appia::api::Api>(
      R"({"log":{"level":"error"},"port":1,"tls":{"certificate":"c","minimum":"1.2","session":1},"upstreams":[]})");
  const Log& log = api->log;
  std::cout << to_text(log.level) << ' ' << appia::to_json(api->tls) << '\\n';
  std::cout << to_text(appia::api::Api{}.log.level) << ' ' << to_text(appia::worker::Worker{}.log.level) << '\\n';
  for (const char* target : {R"({"certificate":"c","minimum":"1.3","session":1})", R"({"host":"h","port":2})"}) {
    const auto worker = appia::from_json<appia::worker::Worker>(
        std::string(R"({"log":{"level":"info"},"target":)") + target + "}");
    std::cout << worker->target->index() << '\\n';
  }
  const auto wrong = appia::from_json<appia::worker::Worker>(R"({"log":{"level":"loud"}})");
  std::cout << wrong.error().front().pointer << '\\n';
}
`)
    expect(text.split('\n')).toEqual([
      'error {"certificate":"c","minimum":"1.2","session":1}',
      'debug info',
      '1',
      '0',
      '/log/level',
      '',
    ])
  })
})
