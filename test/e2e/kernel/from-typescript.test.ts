import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../../client/site.ts'
import { bpfMissing, clangMissing, describeGroup, etcdMissing, findExecutable } from '../../support/groups.ts'
import { pipelineFolder } from '../../support/workspace.ts'
import { CaptureHost, compileBpf } from './capture-host.ts'
import { run } from './headers.ts'

const project = join(import.meta.dirname, '../../..')
const missing = bpfMissing() ?? clangMissing() ?? etcdMissing()

describeGroup('bpf', missing, 'from the TypeScript through etcd to the tag of the next packet', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'appia-workspace-'))
  const interfaces = join(workspace, 'configs/interfaces.ts')
  let capture: CaptureHost
  let object: string
  let etcd: ChildProcess

  /** Runs appia on the capturing host: in its namespace, beside its etcd. */
  const appia = (...words: string[]) =>
    spawnSync(
      findExecutable('ip') ?? 'ip',
      ['netns', 'exec', capture.namespace, process.execPath, join(project, 'dist/main.js'), ...words],
      { cwd: workspace, encoding: 'utf8' },
    )
  const succeed = (...words: string[]) => {
    const { status, stdout, stderr } = appia(...words)
    if (status !== 0) throw new Error(`appia ${words.join(' ')} ended with ${status}: ${stderr}${stdout}`)
    return stdout
  }
  const kernel = (verb: string) => ['kernel', verb, '--env', 'lab', '--pins', capture.pins]
  const setRole = (role: 'wan' | 'lan') => {
    const text = readFileSync(interfaces, 'utf8')
    writeFileSync(interfaces, text.replace(/(eth1: \{ mode: 'host-based', role: ')\w+/, `$1${role}`))
  }

  beforeAll(async () => {
    for (const folder of ['configs', 'schemas', 'generated']) {
      cpSync(join(pipelineFolder, folder), join(workspace, folder), { recursive: true })
    }
    capture = new CaptureHost(['eth1', 'eth3'])
    etcd = spawn(
      findExecutable('ip') ?? 'ip',
      ['netns', 'exec', capture.namespace, 'etcd', '--data-dir', join(capture.folder, 'etcd')],
      { stdio: 'ignore' },
    )
    const headers = join(workspace, 'generated/c')
    object = join(capture.folder, 'capture.bpf.o')
    compileBpf(join(import.meta.dirname, 'capture.bpf.c'), headers, object)
    capture.load(object, ['eth1', 'eth3'])
    const reader = join(capture.folder, 'reader')
    const source = join(import.meta.dirname, 'reader.cpp')
    run('g++', ['-std=c++20', `-I${headers}`, source, '-o', reader, '-lbpf'])
    await capture.startReader(reader)
    await waitForEtcd(capture)
  })
  afterAll(async () => {
    if (etcd?.exitCode === null) {
      const ended = new Promise((resolve) => etcd.once('exit', resolve))
      etcd.kill('SIGKILL')
      await ended
    }
    capture?.close()
    rmSync(workspace, { recursive: true, force: true })
  })

  it('the headers are what the workspace generates', () => {
    expect(succeed('generate', '--check')).toMatch(/up to date/)
  })

  it('kernel check accepts the object that was built with them', () => {
    expect(succeed('kernel', 'check', object)).toMatch(/agrees with layout sniffer: 6 maps, 3 structs/)
  })

  it('kernel check refuses a stale object with exit code 4 and the difference in words', () => {
    const stale = join(capture.folder, 'stale.bpf.o')
    const source = join(capture.folder, 'stale.bpf.c')
    writeFileSync(
      source,
      '#include <linux/bpf.h>\n#include "sniffer.bpf.h"\nchar _license[] SEC("license") = "GPL";\n',
    )
    const headers = join(capture.folder, 'stale')
    cpSync(join(workspace, 'generated/c'), headers, { recursive: true })
    const header = join(headers, 'sniffer.layout.h')
    const text = readFileSync(header, 'utf8')
    const narrow = text.replace(
      '  __UINT8_TYPE__ reserved[7]; /* @1, always zero */',
      '  __UINT8_TYPE__ reserved[3];',
    )
    writeFileSync(header, narrow.replaceAll(/^APPIA_ASSERT.*$/gm, ''))
    compileBpf(source, headers, stale)
    const { status, stderr } = appia('kernel', 'check', stale)
    expect(status).toBe(4)
    expect(stderr).toMatch(/filter_settings value is 4 bytes in the program, 8 in the header/)
  })

  it('kernel check accepts the pinned maps of a program that was loaded from it', () => {
    expect(succeed('kernel', 'check', '--pins', capture.pins)).toMatch(/maps agrees with layout sniffer/)
  })

  it('kernel sync refuses while etcd holds nothing, and leaves the maps alone', () => {
    const { status, stderr } = appia(...kernel('sync'))
    expect(status).toBe(4)
    expect(stderr).toMatch(/the document \/config\/sniffer\/iface_configs\/json is not there/)
  })

  it('after an apply and a sync a packet carries what the TypeScript says', async () => {
    succeed('apply', '--env', 'lab', '--yes')
    expect(succeed(...kernel('plan'))).toMatch(/\+ eth1 .*mode=host-based is_wan=wan/)
    expect(succeed(...kernel('sync'))).toMatch(/4 entries changed, read back and verified/)
    expect(succeed(...kernel('plan'))).toMatch(/4 maps hold what they should/)
    capture.send('eth1', 6001)
    expect(await capture.nextPacket(6001)).toMatchObject({ mode: 1, isWan: 1 })
  })

  it('after a change of the TypeScript, an apply and a sync the next packet carries the new tag', async () => {
    setRole('lan')
    succeed('apply', '--env', 'lab', '--yes')
    expect(succeed(...kernel('plan'))).toMatch(/~ eth1 .*is_wan=wan → .*is_wan=lan/)
    expect(succeed(...kernel('sync'))).toMatch(/1 entry changed/)
    capture.send('eth1', 6002)
    expect(await capture.nextPacket(6002)).toMatchObject({ mode: 1, isWan: 0 })
  })

  it('while sync --watch runs an apply is enough', async () => {
    const words = ['netns', 'exec', capture.namespace, process.execPath, join(project, 'dist/main.js')]
    const watch = spawn(findExecutable('ip') ?? 'ip', [...words, ...kernel('sync'), '--watch'], {
      cwd: workspace,
    })
    let output = ''
    const changed = new Promise<void>((resolve) => {
      watch.stdout.on('data', (data: Buffer) => {
        output += data.toString()
        if (output.includes('read back and verified')) resolve()
      })
    })
    setRole('wan')
    succeed('apply', '--env', 'lab', '--yes')
    await changed
    capture.send('eth1', 6003)
    expect(await capture.nextPacket(6003)).toMatchObject({ mode: 1, isWan: 1 })
    expect(output).toMatch(/~ eth1 .*is_wan=lan → .*is_wan=wan/)
    let warned = ''
    watch.stderr.on('data', (data: Buffer) => {
      warned += data.toString()
    })
    run('ip', ['-n', capture.namespace, 'link', 'delete', 'eth3'])
    await until('the missing interface is told', () => warned.includes('the maps keep what they hold'))
    expect(warned).toContain('interface eth3 is not on this host')
    const ended = new Promise<number | null>((resolve) => watch.once('exit', resolve))
    watch.kill('SIGINT')
    expect(await ended).toBe(130)
  })
})

async function waitForEtcd(capture: CaptureHost): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      capture.inside('env', ['ETCDCTL_API=3', 'etcdctl', 'endpoint', 'health'])
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error('etcd did not start in the namespace')
}
