import { type ChildProcess, type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { endianness, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Host } from '../../../src/layout/index.ts'
import { findExecutable } from '../../support/groups.ts'
import { run } from './headers.ts'

const system = ['-isystem', '/usr/include/x86_64-linux-gnu']

/** Compiles a BPF unit against the headers in a folder. */
export function compileBpf(source: string, headers: string, object: string): void {
  run('clang', [
    '--target=bpfel',
    '-g',
    '-O2',
    '-Wall',
    '-Werror',
    ...system,
    `-I${headers}`,
    '-c',
    source,
    '-o',
    object,
  ])
}

/** A packet as the C++ reader saw it. */
export interface CapturedPacket {
  readonly size: number
  readonly port: number
  readonly protocol: number
  readonly mode: number
  readonly isWan: number
  readonly ifindex: number
}

/**
 * A capturing host in network namespaces of its own: one end of every veth pair in `host`, under the name of the
 * interface, the other in `peer`, from where packets are sent. `close` leaves nothing behind.
 */
export class CaptureHost {
  /** Folder of its own BPF file system; maps are pinned in `pins`. */
  readonly folder = mkdtempSync(join(tmpdir(), 'appia-bpf-'))
  readonly bpffs = join(this.folder, 'bpffs')
  readonly pins = join(this.bpffs, 'maps')
  readonly namespace = `host-${basename(this.folder)}`
  private readonly peer = `peer-${basename(this.folder)}`
  private readonly interfaces: readonly string[]
  private reader: ChildProcessByStdio<null, Readable, null> | undefined
  private readonly packets: CapturedPacket[] = []
  private readonly watchers: {
    claim: (packet: CapturedPacket) => boolean
    resolve: (time: number) => void
  }[] = []
  private wake: () => void = () => undefined

  constructor(interfaces: readonly string[]) {
    this.interfaces = interfaces
    mkdirSync(this.bpffs)
    run('mount', ['-t', 'bpf', 'none', this.bpffs])
    for (const namespace of [this.namespace, this.peer]) {
      run('ip', ['netns', 'add', namespace])
      run('ip', ['-n', namespace, 'link', 'set', 'lo', 'up'])
    }
    for (const [index, name] of interfaces.entries()) this.addPair(name, index)
  }

  private addPair(name: string, index: number): void {
    const end = ['type', 'veth', 'peer', 'name', name, 'netns', this.peer]
    run('ip', ['-n', this.namespace, 'link', 'add', name, ...end])
    for (const [place, namespace] of [this.namespace, this.peer].entries()) {
      run('ip', ['-n', namespace, 'addr', 'add', `10.77.${index}.${place + 1}/24`, 'dev', name])
      run('ip', ['-n', namespace, 'link', 'set', name, 'up'])
    }
  }

  /** What the kernel side must know: names resolve in the namespace, not in the one of the test. */
  host(): Host {
    const links = JSON.parse(run('ip', ['-n', this.namespace, '-j', 'link'])) as {
      ifname: string
      ifindex: number
    }[]
    return {
      endianness: endianness(),
      interfaces: new Map(links.map(({ ifname, ifindex }) => [ifname, ifindex])),
    }
  }

  /** Loads an object, pins its program and maps, and attaches it to these interfaces. */
  load(object: string, attachTo: readonly string[]): void {
    run('bpftool', ['prog', 'load', object, join(this.bpffs, 'program'), 'pinmaps', this.pins])
    const pinned = ['pinned', join(this.bpffs, 'program')]
    for (const name of attachTo) {
      this.inside('bpftool', ['net', 'attach', 'xdpgeneric', ...pinned, 'dev', name])
    }
  }

  /** Runs a program in the host's namespace. */
  inside(command: string, parameters: readonly string[]): string {
    return run('ip', ['netns', 'exec', this.namespace, command, ...parameters])
  }

  /** Starts the C++ reader on the pinned ring buffer. */
  async startReader(binary: string): Promise<void> {
    const reader = spawn(binary, [join(this.pins, 'events')], { stdio: ['ignore', 'pipe', 'inherit'] })
    this.reader = reader
    await new Promise<void>((resolve, reject) => {
      reader.once('exit', () => reject(new Error('the reader ended')))
      createInterface({ input: reader.stdout }).on('line', (line) => {
        if (line === 'ready') return resolve()
        this.receive(JSON.parse(line) as CapturedPacket)
      })
    })
  }

  private receive(packet: CapturedPacket): void {
    this.packets.push(packet)
    this.wake()
    for (const watcher of this.watchers.filter(({ claim }) => claim(packet))) {
      this.watchers.splice(this.watchers.indexOf(watcher), 1)
      watcher.resolve(performance.now())
    }
  }

  /** Sends a UDP datagram to a port of the host through the interface of that name. */
  send(name: string, port: number): void {
    const address = `10.77.${this.interfaces.indexOf(name)}.1`
    run('ip', ['netns', 'exec', this.peer, 'bash', '-c', `echo hello > /dev/udp/${address}/${port}`])
  }

  /** Sends a datagram every millisecond until the process is ended. */
  startStream(name: string, port: number): ChildProcess {
    const address = `10.77.${this.interfaces.indexOf(name)}.1`
    const script = `const s = require('node:dgram').createSocket('udp4')
s.on('error', () => {})
setInterval(() => s.send('x', ${port}, '${address}'), 1)`
    const parameters = ['netns', 'exec', this.peer, process.execPath, '-e', script]
    return spawn(findExecutable('ip') ?? 'ip', parameters, { stdio: 'ignore' })
  }

  /** When the reader first sees a packet of which the claim holds, in milliseconds of `performance`. */
  whenPacket(claim: (packet: CapturedPacket) => boolean): Promise<number> {
    return new Promise((resolve) => {
      this.watchers.push({ claim, resolve })
    })
  }

  /** Tries a TCP connection; nobody listens, so it is refused. */
  connect(name: string, port: number): void {
    const address = `10.77.${this.interfaces.indexOf(name)}.1`
    spawnSync(findExecutable('ip') ?? 'ip', [
      ...['netns', 'exec', this.peer, 'timeout', '1', 'bash', '-c'],
      `: < /dev/tcp/${address}/${port}`,
    ])
  }

  /** The next captured packet to a port, and takes it; fails after two seconds. */
  async nextPacket(port: number): Promise<CapturedPacket> {
    const deadline = Date.now() + 2000
    for (;;) {
      const index = this.packets.findIndex((packet) => packet.port === port)
      if (index >= 0) return this.packets.splice(index, 1)[0] as CapturedPacket
      if (Date.now() > deadline) throw new Error(`no packet to port ${port} was captured`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 50)
        this.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  /** Every packet that was captured and not taken. */
  remaining(): readonly CapturedPacket[] {
    return this.packets
  }

  /** Ends the reader and removes the namespaces with their links, the program and its maps. */
  close(): void {
    this.reader?.kill('SIGKILL')
    for (const namespace of [this.namespace, this.peer]) {
      spawnSync(findExecutable('ip') ?? 'ip', ['netns', 'del', namespace])
    }
    spawnSync('umount', [this.bpffs])
    rmSync(this.folder, { recursive: true, force: true })
  }
}
