# Generated from schemas/rag.schema.json by appia generate; do not edit.
"Configuration of the operator's assistant"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class Compression(StrEnum):
    NONE = "none"
    LZ4 = "lz4"
    ZSTD = "zstd"
    SNAPPY = "snappy"
    GZIP = "gzip"
    BROTLI = "brotli"


CompressionText: TypeAlias = Compression | Literal["none", "lz4", "zstd", "snappy", "gzip", "brotli"]


class Encryption(StrEnum):
    CHACHA20_POLY1305 = "chacha20-poly1305"
    AES_256_CBC = "AES-256-CBC"


EncryptionText: TypeAlias = Encryption | Literal["chacha20-poly1305", "AES-256-CBC"]


# The one etcd of the installation
class Etcd(TypedDict):
    # at least 1 character · a change restarts the component
    host: str
    # 1..65535 · a change restarts the component
    port: int


# Parameters of llama.cpp
class LlamaConfig(TypedDict):
    # Tokens that are evaluated at once
    # 1..65536 tokens · a change restarts the component
    batch_size: int
    # Longest context
    # 1..1048576 tokens · a change restarts the component
    context_size: int
    # Layers on the GPU; -1 is all
    # -1..1024 · a change restarts the component
    gpu_layers: int
    # Keep the model in memory
    # a change restarts the component
    use_mlock: bool
    # Map the model instead of reading it
    # a change restarts the component
    use_mmap: bool


class LogLevel(StrEnum):
    TRACE = "trace"
    DEBUG = "debug"
    INFO = "info"
    WARN = "warn"
    ERROR = "error"
    CRITICAL = "critical"
    OFF = "off"


LogLevelText: TypeAlias = LogLevel | Literal["trace", "debug", "info", "warn", "error", "critical", "off"]


# The assistant and the address that it answers on
class Rag(TypedDict):
    # 64..4096 · default 512 · nothing reads it
    embedding_dimension: int
    # Address to listen on
    # at least 1 character · a change restarts the component
    host: str
    # File of the language model
    # at least 1 character · a change restarts the component
    model_name: str
    # TCP port; 16 bits
    # 1..65535 · a change restarts the component
    port: int
    # default true · nothing reads it
    use_llm: bool


# Configuration of the operator's assistant
class Rag2(TypedDict):
    # at most 256 elements · nothing reads it
    capabilities: list[str]
    # default "lz4" · nothing reads it
    compression: CompressionText
    # default "chacha20-poly1305" · nothing reads it
    encryption: EncryptionText
    # The one etcd of the installation
    etcd: Etcd
    # default "rag-security-system" · nothing reads it
    id: str
    # Parameters of llama.cpp
    llama_config: LlamaConfig
    # a change restarts the component
    log_level: LogLevelText
    # The assistant and the address that it answers on
    rag: Rag
    # default false · nothing reads it
    requires_compression: bool
    # default true · nothing reads it
    requires_encryption: bool
    # 0..10 · default 3 · nothing reads it
    security_level: int
    # default true · nothing reads it
    whitelist_commands: bool
    # File of the commands that the assistant may run
    # at least 1 character · a change restarts the component
    whitelist_path: str
