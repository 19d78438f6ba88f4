import { describe, expect, it } from 'vitest'
import { tellingTypeErrors } from '../../src/app/check/telling-type-errors.ts'
import type { Diagnostic } from '../../src/model/index.ts'

const at = (line: number) => ({ file: 'configs/a.ts', line, column: 1 })

describe('type errors beside what was found', () => {
  it('on the same line are left out', () => {
    expect(tellingTypeErrors([typeError('Type x', 3)], [found('/a/port', 3)])).toEqual([])
  })

  it('about the same key are left out, wherever they stand', () => {
    const error = typeError("Type '{ cuont: number; }' has no properties in common", 9)
    expect(tellingTypeErrors([error], [found('/group/cuont', 3)])).toEqual([])
  })

  it('about a key that is lacking are left out', () => {
    const lacking = { ...found('/deployment', 3), message: '/deployment lacks gateway_interface' }
    const error = typeError("Property 'gateway_interface' is missing in type '{}'", 9)
    expect(tellingTypeErrors([error], [lacking])).toEqual([])
  })

  it('about something else are shown', () => {
    const error = typeError("Type 'string' is not assignable to type 'number'", 9)
    expect(tellingTypeErrors([error], [found('/group/cuont', 3)])).toEqual([error])
  })

  it('are left out while a secret stands in the sources', () => {
    const secret: Diagnostic = { ...found('/key', 3), code: 'literal-secret' }
    expect(tellingTypeErrors([typeError('Type x', 9)], [secret])).toEqual([])
  })

  it('show of a long type what one line holds', () => {
    const [error] = tellingTypeErrors([typeError(`Type '${'{ a: 1 }'.repeat(40)}' is wrong`, 9)], [])
    expect(error?.message).toMatch(/^Type '\{ a: 1 \}.*…' is wrong$/)
    expect(error?.message.length).toBeLessThan(110)
  })
})

function typeError(message: string, line: number): Diagnostic {
  return { code: 'type-error', severity: 'error', message, at: at(line) }
}

function found(pointer: string, line: number): Diagnostic {
  return { code: 'unknown-key', severity: 'error', message: `${pointer} is wrong`, pointer, at: at(line) }
}
