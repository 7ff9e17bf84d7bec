// Do keys leave alone what somebody writes, and dialogs?
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isElsewhere, keyNames, sectionsHere } from './screen-keys.ts'

/** As much of an element as is asked for. */
class Standing {
  readonly selectors: readonly string[]
  constructor(selectors: readonly string[]) {
    this.selectors = selectors
  }
  closest(asked: string): unknown {
    return this.selectors.some((selector) => asked.includes(selector)) ? this : null
  }
}

describe('keys of a screen', () => {
  beforeEach(() => vi.stubGlobal('Element', Standing))
  afterEach(() => vi.unstubAllGlobals())
  const at = (...selectors: string[]) => new Standing(selectors) as unknown as EventTarget

  it.each([
    ['the page', at(), false, false],
    ['a text that is written', at('textarea'), false, true],
    ['a text that is written, with Ctrl', at('textarea'), true, false],
    ['a dialog', at('[role="dialog"]'), true, true],
    ['a menu', at('[role="menu"]'), false, true],
    ['nowhere', null, false, false],
  ])('%s', (_, target, isControl, elsewhere) => {
    expect(isElsewhere(target, isControl)).toBe(elsewhere)
  })

  it('are none before anything is drawn, and are called as they are written on a keyboard', () => {
    expect(sectionsHere()).toEqual([])
    expect(keyNames('Ctrl K')).toBe('Ctrl K')
  })
})
