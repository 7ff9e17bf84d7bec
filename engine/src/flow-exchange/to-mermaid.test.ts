import { describe, expect, it } from 'vitest'
import { chart, regions } from '../../test/chart.ts'
import { delivery, deliveryFlow, flowWith } from '../../test/delivery-flow.ts'
import { mermaidText, toMermaid } from './to-mermaid.ts'

const lines = (text: string) => text.trimEnd().split('\n')

describe('a flow as a drawing of Mermaid', () => {
  it('[F102] has states with their labels, ends, and steps with their conditions', () => {
    const flow = flowWith(deliveryFlow.transitions, { states: deliveryFlow.states })
    expect(lines(toMermaid(flow, delivery, 'ru'))).toEqual([
      'stateDiagram-v2',
      '  [*] --> o1',
      '  state "Ожидает" as o1',
      '  state "В пути" as o2',
      '  state "DELIVERED" as o3',
      '  o3 --> [*]',
      '  state "LOST" as o4',
      '  o1 --> o2 : Доставка начата #91;cargo #33;#61; #34;#34;#93;',
      '  o2 --> o3 : deliver',
    ])
  })

  it('[F102] has groups, regions and history', () => {
    const { flow, blueprint } = chart(
      [
        { event: 'go', from: [{ group: 'in-side' }], to: 'P' },
        { event: 'back', from: ['P'], to: { group: 'in-side', history: 'deep' } },
        { event: 'l', from: ['left.l1'], to: 'left.lend' },
        { done: true, from: ['P'], to: 'END' },
        { event: 'stay', from: ['A'], to: null },
      ],
      {
        states: { P: { type: 'parallel', regions: regions() }, END: { type: 'final' } },
        groups: { 'in-side': { states: ['A', 'B'], label: 'Inside' } },
      },
    )
    const drawn = lines(toMermaid(flow, blueprint)).map((line) => line.trim())
    for (const line of [
      'state "Inside" as group_in_hside {',
      'state "H#42;" as deep_in_hside',
      'state "P" as o6 {',
      '--',
      '[*] --> o21',
      'group_in_hside --> o6 : go',
      'o6 --> deep_in_hside : back',
      'o11 --> o14 : l',
      'o6 --> o8',
      'o1 --> o1 : stay',
    ])
      expect(drawn).toContain(line)
    expect(drawn.filter((line) => line.endsWith('{'))).toHaveLength(drawn.filter((line) => line === '}').length)
  })

  it.each([
    ['quotes', 'a "b" as c', 'a #34;b#34; as c'],
    ['a colon and a semicolon', 'a: b; c', 'a#58; b#59; c'],
    ['braces', '{ } [*]', '#123; #125; #91;#42;#93;'],
    ['lines', 'one\ntwo\r\nthree\u2028four', 'one two three four'],
    ['an arrow', 'a --> b', 'a #45;#45;#62; b'],
    ['a divider', '--', '#45;#45;'],
    ['a comment', '%% gone', '#37;#37; gone'],
    ['a directive', '%%{init: {}}%%', '#37;#37;#123;init#58; #123;#125;#125;#37;#37;'],
    ['markup', '<script>&amp;</script>', '#60;script#62;#38;amp#59;#60;/script#62;'],
    ['its own escapes', '#35;', '#35;35#59;'],
    ['a style', 'a:::b', 'a#58;#58;#58;b'],
    ['Markdown', '`**a**`', '#96;#42;#42;a#42;#42;#96;'],
    ['letters of any language', 'Отмена à vista 中文', 'Отмена à vista 中文'],
    ['signs', '🚚', '#128666;'],
    ['control characters', 'a\u0000b\u001bc', 'a#0;b#27;c'],
  ])('[F103] a label breaks and adds nothing: %s', (_, label, said) => {
    expect(mermaidText(label)).toBe(said)
    const states = { PENDING: { label: label.replaceAll('\u0000', '\u0001') } }
    const plain = flowWith(deliveryFlow.transitions, { states: { PENDING: { label: 'x' } } })
    const hostile = flowWith(
      deliveryFlow.transitions.map((one) => ({ ...one, label: Object.values(states)[0]?.label })),
      { states, events: {} },
    )
    expect(lines(toMermaid(hostile, delivery))).toHaveLength(lines(toMermaid(plain, delivery)).length)
  })
})
