// How much of anything there may be, and where each number comes from.
export { answerBytesLimit } from './answer-limit.ts'
export { contentGuardBytes } from './guard-limit.ts'
export { inputLimits, isDeeperThan } from './input-limits.ts'
export { defaultKeepApplies } from './keep-applies.ts'
export { storeLimits, txnSize } from './txn-size.ts'
