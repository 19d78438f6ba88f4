export const a = 1, b = 'two'
export const nested = { deep: 3 }
export default 4
export let star = 5
star = 6
export type Unused = string
