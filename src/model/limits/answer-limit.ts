/** Most bytes of one answer of etcd that a client takes; beyond it the call fails. */
export const answerBytesLimit = 64 * 1024 * 1024
