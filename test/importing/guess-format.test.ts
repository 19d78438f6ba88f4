import { beforeAll, describe, expect, it } from 'vitest'
import { loadFormats } from '../../src/formats/index.ts'
import { guessFormat } from '../../src/importing/index.ts'

describe('guessFormat', () => {
  beforeAll(() => loadFormats(['yaml', 'toml']))

  it.each([
    ['json', '{ "port": 80 }\n'],
    ['json', '42'],
    ['json', '"a text"'],
    // Reading says what is wrong with it.
    ['json', '{ "a": 1, "a": 2 }'],
    ['env', '# of mail\nSMTP_HOST=smtp.internal\n\nSMTP_PORT=587\n'],
    ['env', 'DEBUG=1'],
    ['toml', 'port = 8082\n\n[log]\nlevel = "info"\n'],
    ['toml', 'hosts = [\n  "a",\n  "b",\n]\n'],
    ['toml', '[[rules]]\nname = "a"\n'],
    ['yaml', '# first\nlisten: 0.0.0.0:80\nlog: &log { level: info }\nother:\n  <<: *log\n'],
    ['yaml', '- a\n- b\n'],
    ['yaml', '---\nports:\n  - 80 # http\n'],
    ['yaml', 'text: |\n  Dear reader,\n\n  goodbye.\nport: 80\n'],
    ['yaml', '/health: 200\n/ready: 200\n'],
    ['txt', ''],
    ['txt', '# only a comment\n'],
    ['txt', 'hello'],
    ['txt', 'Note: one line'],
    ['txt', 'Welcome to the shop.\nOrders: ext. 4711\n'],
    ['txt', 'User-agent: *\nDisallow this and that\n'],
    ['txt', 'See also: the manual\nand: the other one\n'],
    ['txt', 'upstream app {\n  server 10.0.0.1:80;\n}\n'],
    ['txt', 'a: 1\n a: [\n'],
    ['txt', 'key = not toml because of words\n'],
  ])('%s: %j', (format, text) => {
    expect(guessFormat(text)).toBe(format)
  })
})
