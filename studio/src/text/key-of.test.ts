import { describe, expect, it } from 'vitest'
import { freeName, keyOf } from './key-of.ts'

describe('the name on the wire that words suggest', () => {
  it.each([
    ['Deliver from', 'deliver_from'],
    ['Preço (R$)', 'preco_r'],
    ['Entrega concluída', 'entrega_concluida'],
    ['Откуда', 'otkuda'],
    ['Объём, м³', 'obem_m3'],
    ['Чей ящик', 'chei_yashchik'],
    ['客户', 'field'],
    ['2nd name', 'field'],
  ])('is for "%s" %s', (label, key) => {
    expect(keyOf(label, 'field')).toBe(key)
  })

  it('is counted on where it is taken', () => {
    expect(freeName('start', new Set(['start', 'start_2']))).toBe('start_3')
    expect(freeName('start', new Set())).toBe('start')
  })
})
