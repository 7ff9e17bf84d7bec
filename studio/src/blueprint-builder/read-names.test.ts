import { describe, expect, test } from 'vitest'
import { pastedNames, readNames } from './read-names.ts'

describe('a line names', () => {
  test.each([
    ['', []],
    [' , ;', []],
    ['Due date', ['Due date']],
    ['Number, Customer,Address ; Delivery date,', ['Number', 'Customer', 'Address', 'Delivery date']],
    ['Name, name, NAME, Phone', ['Name', 'Phone']],
    ['Size (width, height), Colour', ['Size (width, height)', 'Colour']],
    ['Scale 2,5, Price', ['Scale 2,5', 'Price']],
    ['Имя, Телефон', ['Имя', 'Телефон']],
  ])('%j: %j', (text, names) => {
    expect(readNames(text)).toEqual(names)
  })

  test('so many and no more', () => {
    expect(readNames(Array.from({ length: 500 }, (_, at) => `n${at}`).join(','))).toHaveLength(60)
  })
})

test('a list and a row of cells that are pasted become one line; words stay as they are', () => {
  expect(pastedNames('Name\r\nPhone\r\n')).toBe('Name, Phone')
  expect(pastedNames('Name\tPhone\tE-mail')).toBe('Name, Phone, E-mail')
  expect(pastedNames('Name, Phone\n')).toBeUndefined()
})
