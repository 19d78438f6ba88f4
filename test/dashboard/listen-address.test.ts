import { expect, it } from 'vitest'
import { addressText, parseHostName, parseListenAddress } from '../../src/dashboard/index.ts'

it.each([
  ['127.0.0.1:7480', { host: '127.0.0.1', port: 7480, isLoopback: true }],
  ['127.9.9.9:0', { host: '127.9.9.9', port: 0, isLoopback: true }],
  ['localhost:80', { host: 'localhost', port: 80, isLoopback: true }],
  ['[::1]:7480', { host: '::1', port: 7480, isLoopback: true }],
  ['0.0.0.0:7480', { host: '0.0.0.0', port: 7480, isLoopback: false }],
  ['[::]:7480', { host: '::', port: 7480, isLoopback: false }],
  ['127.0.0.1.example:7480', { host: '127.0.0.1.example', port: 7480, isLoopback: false }],
  // mapped to IPv4 it would be this machine; only what is clear needs no token
  ['[::ffff:127.0.0.1]:1', { host: '::ffff:127.0.0.1', port: 1, isLoopback: false }],
])('%s', (text, address) => {
  expect(parseListenAddress(text)).toEqual(address)
  expect(addressText(parseListenAddress(text))).toBe(text)
})

it.each([
  '7480',
  ':7480',
  '127.0.0.1',
  '127.0.0.1:',
  '127.0.0.1:70000',
  '::1:80',
  '[127.0.0.1]:80',
  'a b:80',
  'http://a:80',
  '[]:1',
])('"%s" is no address to listen at', (text) => {
  expect(() => parseListenAddress(text)).toThrow('--listen takes HOST:PORT')
})

it('a name that it is called by stands alone', () => {
  expect(['wall.example', 'Wall-1'].map(parseHostName)).toEqual(['wall.example', 'wall-1'])
  for (const text of ['http://wall', 'wall:7480', 'wall/', '', 'a b', '*'])
    expect(() => parseHostName(text), text).toThrow('--host takes a name')
})
