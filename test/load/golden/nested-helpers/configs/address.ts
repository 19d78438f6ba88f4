export const address = '127.0.0.1'
