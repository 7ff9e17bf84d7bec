// Which texts have the form of a document number, a phone, an address of the web?
import { describe, expect, it } from 'vitest'
import { busyTime } from '../../test/busy-time.js'
import { isCep, isCnpj, isCpf, isDuration, isPhone, isWebAddress } from './formats.ts'

const table: readonly (readonly [string, (text: string) => boolean, readonly string[], readonly string[]])[] = [
  [
    'cpf',
    isCpf,
    ['529.982.247-25', '52998224725', '111.444.777-35', '000.000.001-91'],
    [
      '529.982.247-26',
      '529.982.247-15',
      '111.111.111-11',
      '5299822472',
      '529982247255',
      'abc.def.ghi-jk',
      '529 982 247 25',
      '',
    ],
  ],
  [
    'cnpj',
    isCnpj,
    ['11.222.333/0001-81', '11222333000181', '12.ABC.345/01DE-35', '12ABC34501DE35', '00.000.000/0001-91'],
    [
      '11.222.333/0001-82',
      '11.222.333/0001-91',
      '00000000000000',
      '12.abc.345/01de-35',
      '12ABC34501DE36',
      '12ABC34501DE3A',
      '112223330001811',
      '',
    ],
  ],
  ['cep', isCep, ['01310-100', '01310100'], ['1310-100', '01310-10', '01310 100', 'a1310-100', '']],
  [
    'phone',
    isPhone,
    ['+55 11 91234-5678', '(11) 3333-4444', '12345', '+1.202.555.0100', '+491234567890123'],
    ['1234', '+1234567890123456', '11 9123x', '++551199', '', `+${' '.repeat(50)}12345`, '123456\n', '١٢٣٤٥٦'],
  ],
  [
    'duration',
    isDuration,
    ['PT48H', 'P1DT12H', 'P2W', 'P1W2D', '-PT5M', 'PT1.5S', 'P1Y2M3DT4H5M6S', 'PT0S'],
    ['P', 'PT', '48H', 'P1H', 'PT1D', 'P-1D', 'PT1,S', 'P1DT', `P${'1'.repeat(70)}D`, 'pt1h'],
  ],
  [
    'address of the web',
    isWebAddress,
    [
      'https://example.org',
      'http://a.b/c?d=e#f',
      'HTTPS://EXAMPLE.ORG/',
      'mailto:a@b.org',
      'tel:+5511999',
      'ftp://files.example.org/x',
      'http://[::1]/',
      'https://exämple.org/ü',
    ],
    [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      ' javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      '//example.org',
      'example.org',
      'https:example.org',
      'https://',
      'https:///x',
      'https://a b',
      'https://a"b',
      'https://a\tb',
      'https://a\u2028b',
      'mailto:',
      'x',
      '',
      `https://a/${'x'.repeat(3000)}`,
    ],
  ],
]

describe('formats', () => {
  it.each(table)('[B21] %s', (_, isOne, good, bad) => {
    expect(good.filter((text) => !isOne(text))).toEqual([])
    expect(bad.filter(isOne)).toEqual([])
  })

  it('[B21] a long text costs nothing', () => {
    const spent = busyTime(() => {
      for (const [, isOne] of table)
        for (const unit of ['1', '.', ' ', 'a', 'P1D', 'https://']) isOne(unit.repeat(100_000))
    })
    expect(spent).toBeLessThan(200)
  })
})
