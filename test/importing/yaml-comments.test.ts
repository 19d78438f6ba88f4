import { beforeAll, describe, expect, it } from 'vitest'
import { loadFormats } from '../../src/formats/index.ts'
import { readDocument } from '../../src/importing/index.ts'

beforeAll(() => loadFormats(['yaml']))

function commentsOf(file: string, text: string): object {
  const read = readDocument({ file, text })
  if ('diagnostics' in read) throw new Error(JSON.stringify(read.diagnostics))
  return Object.fromEntries(read.comments)
}

describe('comments of YAML', () => {
  it('go to the member that they stand above or behind', () => {
    const text = [
      '# of the team',
      '',
      '# where it listens',
      '# ask first',
      'port: 80 # not 8080',
      'tls:',
      '  # inner',
      '  names: [a, b] # both',
      '  text: |',
      '    # a part of the text',
      '  # above quoted',
      "  quoted: 'a # b'",
      '# above the list',
      'hosts:',
      '  # the first',
      '  - a:1 # oldest',
      '  - # of two members',
      '    name: b',
      '    port: 1',
      '# the end',
      '',
    ].join('\n')
    expect(commentsOf('a.yaml', text)).toEqual({
      '': { above: ['of the team', 'the end'] },
      '/port': { above: ['where it listens', 'ask first'], behind: 'not 8080' },
      '/tls/names': { above: ['inner'], behind: 'both' },
      '/tls/quoted': { above: ['above quoted'] },
      '/hosts': { above: ['above the list'] },
      '/hosts/0': { above: ['the first'], behind: 'oldest' },
      '/hosts/1': { above: ['of two members'] },
    })
  })

  it('with anchors stay where they are written, and not where an alias brings the value', () => {
    const text =
      'base: &b # shared\n  cpu: 1 # few\napi:\n  <<: *b # as above\n  log: info\nweb: *b # the same\n'
    expect(commentsOf('a.yaml', text)).toEqual({
      '/base/cpu': { above: ['shared'], behind: 'few' },
      '/api/log': { above: ['as above'] },
      '/web': { above: [], behind: 'the same' },
    })
  })

  it('are none in quotes, in texts of several lines and in keys', () => {
    const text = 'a: "# no\n  # no"\nb: >-\n  # no\n  x#no\n"#c": d#no\n'
    expect(commentsOf('a.yaml', text)).toEqual({})
  })

  it('of an env file go to the name below', () => {
    expect(commentsOf('a.env', '# of ops\n#more\nPORT=1\n\nA=b\n# end\n')).toEqual({
      '/PORT': { above: ['of ops', 'more'] },
      '': { above: ['end'] },
    })
  })
})
