// Generated from schemas/rag.schema.json by appia generate; do not edit.
/** Configuration of the operator's assistant */
export interface Rag {
  /** default "rag-security-system" · nothing reads it */
  readonly id: string
  /** The assistant and the address that it answers on */
  readonly rag: {
    /**
     * Address to listen on
     * at least 1 character · a change restarts the component
     */
    readonly host: string
    /**
     * TCP port; 16 bits
     * 1..65535 · a change restarts the component
     */
    readonly port: number
    /**
     * File of the language model
     * at least 1 character · a change restarts the component
     */
    readonly model_name: string
    /** 64..4096 · default 512 · nothing reads it */
    readonly embedding_dimension: number
    /** default true · nothing reads it */
    readonly use_llm: boolean
  }
  /** The one etcd of the installation */
  readonly etcd: {
    /** at least 1 character · a change restarts the component */
    readonly host: string
    /** 1..65535 · a change restarts the component */
    readonly port: number
  }
  /** 0..10 · default 3 · nothing reads it */
  readonly security_level: number
  /** a change restarts the component */
  readonly log_level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'critical' | 'off'
  /**
   * File of the commands that the assistant may run
   * at least 1 character · a change restarts the component
   */
  readonly whitelist_path: string
  /** Parameters of llama.cpp */
  readonly llama_config: {
    /**
     * Longest context
     * 1..1048576 tokens · a change restarts the component
     */
    readonly context_size: number
    /**
     * Tokens that are evaluated at once
     * 1..65536 tokens · a change restarts the component
     */
    readonly batch_size: number
    /**
     * Layers on the GPU; -1 is all
     * -1..1024 · a change restarts the component
     */
    readonly gpu_layers: number
    /**
     * Keep the model in memory
     * a change restarts the component
     */
    readonly use_mlock: boolean
    /**
     * Map the model instead of reading it
     * a change restarts the component
     */
    readonly use_mmap: boolean
  }
  /** at most 256 elements · nothing reads it */
  readonly capabilities: readonly string[]
  /** default "lz4" · nothing reads it */
  readonly compression: 'none' | 'lz4' | 'zstd' | 'snappy' | 'gzip' | 'brotli'
  /** default "chacha20-poly1305" · nothing reads it */
  readonly encryption: 'chacha20-poly1305' | 'AES-256-CBC'
  /** default true · nothing reads it */
  readonly whitelist_commands: boolean
  /** default true · nothing reads it */
  readonly requires_encryption: boolean
  /** default false · nothing reads it */
  readonly requires_compression: boolean
}

/** Configuration of the operator's assistant */
export interface RagInput {
  /** default "rag-security-system" · nothing reads it */
  readonly id?: string
  /** The assistant and the address that it answers on */
  readonly rag: {
    /**
     * Address to listen on
     * at least 1 character · a change restarts the component
     */
    readonly host: string
    /**
     * TCP port; 16 bits
     * 1..65535 · a change restarts the component
     */
    readonly port: number
    /**
     * File of the language model
     * at least 1 character · a change restarts the component
     */
    readonly model_name: string
    /** 64..4096 · default 512 · nothing reads it */
    readonly embedding_dimension?: number
    /** default true · nothing reads it */
    readonly use_llm?: boolean
  }
  /** The one etcd of the installation */
  readonly etcd: {
    /** at least 1 character · a change restarts the component */
    readonly host: string
    /** 1..65535 · a change restarts the component */
    readonly port: number
  }
  /** 0..10 · default 3 · nothing reads it */
  readonly security_level?: number
  /** a change restarts the component */
  readonly log_level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'critical' | 'off'
  /**
   * File of the commands that the assistant may run
   * at least 1 character · a change restarts the component
   */
  readonly whitelist_path: string
  /** Parameters of llama.cpp */
  readonly llama_config: {
    /**
     * Longest context
     * 1..1048576 tokens · a change restarts the component
     */
    readonly context_size: number
    /**
     * Tokens that are evaluated at once
     * 1..65536 tokens · a change restarts the component
     */
    readonly batch_size: number
    /**
     * Layers on the GPU; -1 is all
     * -1..1024 · a change restarts the component
     */
    readonly gpu_layers: number
    /**
     * Keep the model in memory
     * a change restarts the component
     */
    readonly use_mlock: boolean
    /**
     * Map the model instead of reading it
     * a change restarts the component
     */
    readonly use_mmap: boolean
  }
  /** at most 256 elements · nothing reads it */
  readonly capabilities?: readonly string[]
  /** default "lz4" · nothing reads it */
  readonly compression?: 'none' | 'lz4' | 'zstd' | 'snappy' | 'gzip' | 'brotli'
  /** default "chacha20-poly1305" · nothing reads it */
  readonly encryption?: 'chacha20-poly1305' | 'AES-256-CBC'
  /** default true · nothing reads it */
  readonly whitelist_commands?: boolean
  /** default true · nothing reads it */
  readonly requires_encryption?: boolean
  /** default false · nothing reads it */
  readonly requires_compression?: boolean
}
