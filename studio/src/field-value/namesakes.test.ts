// Is it known, and heard of, when two records are called the same?
import { describe, expect, it } from 'vitest'
import { newNamesakes } from './namesakes.ts'

describe('records of the same name', () => {
  it('are two records, not one that is shown twice', () => {
    const names = newNamesakes()
    names.note('shop person', '1', 'Ana')
    names.note('shop person', '1', 'Ana')
    expect(names.has('shop person', 'Ana')).toBe(false)
    names.note('shop person', '2', 'Ana')
    expect(names.has('shop person', 'Ana')).toBe(true)
  })

  it('are of one kind, in one tenant', () => {
    const names = newNamesakes()
    names.note('shop person', '1', 'Ana')
    names.note('shop boat', '2', 'Ana')
    names.note('harbour person', '3', 'Ana')
    for (const kind of ['shop person', 'shop boat', 'harbour person']) expect(names.has(kind, 'Ana')).toBe(false)
  })

  it('are none any more when one is called otherwise', () => {
    const names = newNamesakes()
    names.note('k', '1', 'Ana')
    names.note('k', '2', 'Ana')
    names.note('k', '2', 'Bia')
    expect(names.has('k', 'Ana')).toBe(false)
    expect(names.has('k', 'Bia')).toBe(false)
  })

  it('are heard of by those who show the name, until they look away', () => {
    const names = newNamesakes()
    const heard: string[] = []
    const leave = names.watch('k', 'Ana', () => heard.push('Ana'))
    names.watch('k', 'Bia', () => heard.push('Bia'))
    names.note('k', '1', 'Ana')
    expect(heard).toEqual([])
    names.note('k', '2', 'Ana')
    names.note('k', '3', 'Ana')
    expect(heard).toEqual(['Ana'])
    names.note('k', '3', 'Caio')
    names.note('k', '2', 'Bia')
    expect(heard).toEqual(['Ana', 'Ana'])
    leave()
    names.note('k', '4', 'Ana')
    names.note('k', '5', 'Bia')
    expect(heard).toEqual(['Ana', 'Ana', 'Bia'])
  })
})
