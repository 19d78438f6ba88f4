import { component } from 'appia'
import type { RagInput } from '../generated/ts/rag.d.ts'
import { cipher, etcd } from './site.ts'

/** The operator's assistant. */
export const rag = component<RagInput>('rag', {
  rag: { host: 'localhost', port: 8080, model_name: 'tinyllama-1.1b-chat-v1.0.Q4_0.gguf' },
  etcd,
  log_level: 'info',
  whitelist_path: '../config/command_whitelist.json',
  llama_config: { context_size: 2048, batch_size: 512, gpu_layers: 0, use_mlock: false, use_mmap: true },
  encryption: cipher,
})
