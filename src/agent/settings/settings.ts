import type { DocumentFormat } from '../../model/index.ts'

/** What one agent does on its host. */
export interface AgentSettings {
  /** Of the environment: '' or '/site-a'. */
  readonly prefix?: string
  readonly endpoints?: readonly string[]
  /** File that `appia keygen` wrote for the member: opens secrets that are sealed for it. */
  readonly identity?: string
  /** The agent's own folder. */
  readonly stateFolder: string
  /** Where it answers: `127.0.0.1:9464`, or the path of a socket. */
  readonly status?: string
  /** Where native code reports. */
  readonly reports?: ReportSettings
  /** `applied-only`: a document that no apply wrote is not used. */
  readonly accept: 'anything' | 'applied-only'
  /** `ssh-ed25519 AAAA… name`: only documents are used that one of these signed. Goes with `applied-only`. */
  readonly signers?: readonly string[]
  /** By name. */
  readonly files?: { readonly [name: string]: FileSettings }
  /** By name. */
  readonly folders?: { readonly [name: string]: FolderSettings }
  /** By name. */
  readonly bpf?: { readonly [name: string]: MapsSettings }
  readonly keys?: KeyringSettings
  /** By name. */
  readonly firewall?: { readonly [name: string]: RulesSettings }
}

/** A socket on which the component's own code says how it stands. */
export interface ReportSettings {
  /** In a folder that nobody else may write to. */
  readonly socket: string
  /** Whose it is: nobody else may connect. */
  readonly owner?: string
  readonly group?: string
}

/** Where a document lies, and what it must be. */
export interface DocumentSettings {
  /** Without the environment's prefix; default `/config/<component>/json`. */
  readonly key?: string
  readonly format: Exclude<DocumentFormat, 'pretty-json'>
  /** Path of the schema that the installed component has. */
  readonly schema?: string
}

/** Whose a file is, and who may read it. */
interface OwnerSettings {
  /** A name or a number. */
  readonly owner?: string
  readonly group?: string
  /** Octal: `0640`. */
  readonly mode: string
}

/** How a component takes up what was put in place. */
export interface UptakeSettings {
  /** Run before it is in place; `{file}` or `{folder}` is the new one. */
  readonly check?: CommandSettings
  readonly reload?: ActionSettings
  /** Default: as `reload`. */
  readonly restart?: ActionSettings
  /** Run until it succeeds, or its time is over. */
  readonly healthy?: CommandSettings
  readonly edited: 'restore' | 'report'
}

/** A document that becomes a file. */
export interface FileSettings extends DocumentSettings, OwnerSettings, UptakeSettings {
  readonly path: string
}

/** Documents that become the files of one folder, which change together. */
export interface FolderSettings extends OwnerSettings, UptakeSettings {
  /** A link that the agent makes, and turns to another folder at each change. */
  readonly path: string
  /** By the file's name. */
  readonly files: { readonly [file: string]: DocumentSettings }
}

/** The pinned maps of a layout. */
export interface MapsSettings {
  /** Path of `generated/c/<name>.layout.json`, as the component was built with it. */
  readonly layout: string
  /** Default /sys/fs/bpf/<layout>. */
  readonly pins?: string
  /** Seconds between looks at what others may have written. */
  readonly lookEvery: number
}

/** Firewall rules in a table of nftables. */
export interface RulesSettings {
  readonly key: string
  /** Seconds in which new rules must be confirmed; those before come back otherwise. Absent: nobody is asked. */
  readonly confirmWithin?: number
  /** Seconds between looks at what others may have loaded. */
  readonly lookEvery: number
  readonly edited: 'restore' | 'report'
}

/** The keys of this member, unsealed. */
export interface KeyringSettings {
  /** On a file system that is memory. */
  readonly path: string
  /** What `appia keygen` wrote on this node. */
  readonly identity: string
  /** Whose the keyring is. */
  readonly owner?: string
  readonly group?: string
  readonly reload?: ActionSettings
}

/** A program without a shell, and how long it may take, seconds. */
export interface CommandSettings {
  readonly command: readonly string[]
  readonly within?: number
}

/** What makes a component take its file up. */
export type ActionSettings =
  | CommandSettings
  | { readonly signal: NodeJS.Signals; readonly pidFile: string }
  | { readonly unit: string; readonly verb?: string; readonly within?: number }
