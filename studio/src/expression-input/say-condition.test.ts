// Does a condition read as a person would say it, in every language?
import type { RuleReading } from '@molde/engine'
import { createInstance } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import en from '../text/en.json' with { type: 'json' }
import { makeFormats } from '../text/formats.ts'
import ptBR from '../text/pt-BR.json' with { type: 'json' }
import recordsEn from '../text/records.en.json' with { type: 'json' }
import recordsPtBR from '../text/records.pt-BR.json' with { type: 'json' }
import recordsRu from '../text/records.ru.json' with { type: 'json' }
import ru from '../text/ru.json' with { type: 'json' }
import { sayLabel } from '../text/say-label.ts'
import { namesOfClock } from './clock-names.ts'
import { askClock } from './clock-question.ts'
import type { Condition, ConditionGroup, Operator } from './condition.ts'
import { groupOf } from './condition-tree.ts'
import { type ConditionWords, sayCondition, sayRow } from './say-condition.ts'
import { sayNeed, sayText } from './say-tree.ts'

const i18n = createInstance()
beforeAll(() =>
  i18n.init({
    lng: 'en',
    resources: {
      en: { text: { ...en, clocks: recordsEn.clocks } },
      'pt-BR': { text: { ...ptBR, clocks: recordsPtBR.clocks } },
      ru: { text: { ...ru, clocks: recordsRu.clocks } },
    },
    defaultNS: 'text',
    interpolation: { escapeValue: false },
  }),
)

const labels = {
  en: {
    weight: 'Weight',
    stage: 'Stage',
    urgent: 'Urgent',
    due: 'Due',
    owner: 'Owner',
    title: 'Title',
    WON: 'Won',
    NEW: 'New',
    answer: 'Answer',
  },
  'pt-BR': {
    weight: 'Peso',
    stage: 'Etapa',
    urgent: 'Urgente',
    due: 'Prazo',
    owner: 'Responsável',
    title: 'Título',
    WON: 'Ganho',
    NEW: 'Novo',
    answer: 'Resposta',
  },
  ru: {
    weight: 'Вес',
    stage: 'Этап',
    urgent: 'Срочно',
    due: 'Срок',
    owner: 'Владелец',
    title: 'Название',
    WON: 'Выиграна',
    NEW: 'Новая',
    answer: 'Ответ',
  },
} as const
type Tongue = keyof typeof labels

function words(language: Tongue): ConditionWords {
  const own = labels[language]
  const formats = makeFormats(language, 'UTC')
  const named = (key: keyof typeof own, field: Partial<WireField>) => ({
    name: key,
    label: own[key],
    field: { key, type: 'text' as const, ...field },
    group: 'record' as const,
  })
  const options = [
    { id: 'o1', key: 'WON', label: own.WON },
    { id: 'o2', key: 'NEW', label: own.NEW },
  ]
  return {
    t: i18n.getFixedT(language, 'text') as ConditionWords['t'],
    language,
    formats: {
      ...formats,
      currency: 'BRL',
      weekStart: 1 as const,
      say: (label, fallback) => sayLabel(label, [language], fallback),
      recordName: () => '',
    },
    names: [
      named('weight', { type: 'number' }),
      named('stage', { type: 'enum', options }),
      named('urgent', { type: 'boolean' }),
      named('due', { type: 'date' }),
      named('owner', { type: 'user' }),
      named('title', {}),
      {
        ...named('owner', { type: 'user' }),
        name: 'actor.id',
        label: i18n.getFixedT(language, 'text')('condition.actor'),
      },
      ...namesOfClock('answer', own.answer, {
        t: i18n.getFixedT(language, 'text') as ConditionWords['t'],
        language,
      }),
    ],
    titleOf: () => 'Ana',
  }
}

const whole: ConditionGroup = groupOf('all', [
  { field: 'weight', operator: '>', value: 1000 },
  groupOf('any', [
    { field: 'stage', operator: 'in', value: ['WON', 'NEW'] },
    { field: 'urgent', operator: '==', value: true },
    { field: 'owner', operator: '==', value: { name: 'actor.id' } },
  ]),
  groupOf('none', [
    { field: 'due', operator: '<', value: { from: 'today', days: -30 } },
    { field: 'title', operator: 'like', value: 'x' },
  ]),
])

describe('what is asked of a promised time', () => {
  const asked: readonly Condition[] = [
    askClock('answer', 'late'),
    askClock('answer', 'within'),
    { ...askClock('answer', 'within'), value: { from: 'now', days: 1 } },
    { ...askClock('answer', 'before'), value: { from: 'today' } },
    askClock('answer', 'after'),
    { ...askClock('answer', 'is'), value: ['runs', 'pauses'] },
    { ...askClock('answer', 'isNot'), value: ['stopped'] },
    askClock('answer', 'notBegun'),
    { ...askClock('answer', 'after'), value: { from: 'now', hours: 3 } },
    { field: 'record.clocks.answer.lateAt', operator: '>', value: { from: 'today' } },
  ]
  it.each<[Tongue, readonly string[]]>([
    [
      'en',
      [
        'Answer: late',
        'Answer: due within 2 hours',
        'Answer: due within 1 day',
        'Answer: due is before today',
        'Answer: due is after …',
        'Answer: running or standing still',
        'Answer: not ended',
        'Answer: not begun yet',
        'Answer: due is later than 3 hours from now',
        'Answer: late from is after today',
      ],
    ],
    [
      'pt-BR',
      [
        'Resposta: atrasado',
        'Resposta: vence em até 2 horas',
        'Resposta: vence em até 1 dia',
        'Resposta: vencimento é antes de hoje',
        'Resposta: vencimento é depois de …',
        'Resposta: correndo ou parado',
        'Resposta: não encerrado',
        'Resposta: ainda não iniciado',
      ],
    ],
    [
      'ru',
      [
        'Ответ: просрочено',
        'Ответ: истекает не позже, чем через 2 часа',
        'Ответ: истекает не позже, чем через 1 день',
        'Ответ: срок раньше, чем сегодня',
        'Ответ: срок позже, чем …',
        'Ответ: отсчёт идёт или отсчёт стоит',
        'Ответ: не «отсчёт завершён»',
        'Ответ: отсчёт ещё не начат',
      ],
    ],
  ])('is read in %s', (language, sentences) => {
    expect(asked.slice(0, sentences.length).map((row) => sayRow(row, words(language)))).toEqual(sentences)
  })
})

describe('a condition', () => {
  it.each<[Tongue, string]>([
    [
      'en',
      'Weight is more than 1,000, (Stage is one of Won, New, Urgent is Yes, or Owner is whoever acts), and (none of these: Due is more than 30 days ago; Title contains “x”)',
    ],
    [
      'pt-BR',
      'Peso é maior que 1.000, (Etapa é um de Ganho, Novo, Urgente é Sim ou Responsável é quem faz a ação) e (nenhuma destas: Prazo é há mais de 30 dias; Título contém “x”)',
    ],
    [
      'ru',
      'Вес больше 1\u00a0000, (Этап одно из Выиграна, Новая, Срочно: Да или Владелец равно тот, кто выполняет действие) и (ни одно из этого: Срок раньше, чем 30 дней назад; Название содержит «x»)',
    ],
  ])('reads as a sentence in %s', (language, sentence) => {
    expect(sayCondition(whole, words(language))).toBe(sentence)
  })

  it.each<[Tongue, readonly string[]]>([
    [
      'en',
      [
        'Due is 6 days from now or earlier',
        'Due is 1 day from now or later',
        'Due is earlier than 3 hours from now',
        'Due is later than 2 days ago',
        'Due is 5 days ago',
        'Due is on or before today',
      ],
    ],
    [
      'pt-BR',
      [
        'Prazo é daqui a 6 dias ou antes',
        'Prazo é daqui a 1 dia ou depois',
        'Prazo é daqui a menos de 3 horas, ou antes',
        'Prazo é há menos de 2 dias, ou depois',
        'Prazo é há 5 dias',
        'Prazo é até hoje',
      ],
    ],
    [
      'ru',
      [
        'Срок не позже, чем через 6 дней',
        'Срок не раньше, чем через 1 день',
        'Срок раньше, чем через 3 часа',
        'Срок позже, чем 2 дня назад',
        'Срок — 5 дней назад',
        'Срок не позже, чем сегодня',
      ],
    ],
  ])('says a day that moves along as people say it in %s', (language, sentences) => {
    const said = (operator: Operator, value: RuleReading) =>
      sayRow({ field: 'due', operator, value }, words(language)).replaceAll('\u00a0', ' ')
    expect([
      said('<=', { from: 'today', days: 6 }),
      said('>=', { from: 'today', days: 1 }),
      said('<', { from: 'now', hours: 3 }),
      said('>', { from: 'today', days: -2 }),
      said('==', { from: 'today', days: -5 }),
      said('<=', { from: 'today' }),
    ]).toEqual(sentences)
  })

  it('says what is missing and nothing of nothing', () => {
    expect(sayCondition(groupOf('all', [{ field: 'weight', operator: '>' }]), words('en'))).toBe(
      'Weight is more than …',
    )
    expect(sayCondition(groupOf('any', []), words('en'))).toBe('')
  })

  it.each([
    ['in', ['WON'], 'Stage is Won'],
    ['notIn', ['WON'], 'Stage is not Won'],
    ['in', ['WON', 'NEW'], 'Stage is one of Won, New'],
    ['notIn', ['WON', 'NEW'], 'Stage is none of Won, New'],
  ] as const)('%s %j: %s', (operator, value, sentence) => {
    expect(sayCondition(groupOf('all', [{ field: 'stage', operator, value }]), words('en'))).toBe(sentence)
  })

  it('names a member', () => {
    expect(sayCondition(groupOf('all', [{ field: 'owner', operator: '==', value: 'u1' }]), words('en'))).toBe(
      'Owner is Ana',
    )
  })
})

describe('an expression that rows cannot say', () => {
  it.each([
    ['size(title) > 3', 'the length of Title is more than 3'],
    ["weight + 1 > 2 && stage == 'WON'", 'Weight + 1 is more than 2 and Stage is Won'],
    ['urgent ? weight > 1 : has(title)', 'if Urgent, then Weight is more than 1, otherwise Title is filled'],
    ['due < today() - days(30)', 'Due is before today − 30 days'],
    ["!(stage in ['WON', 'NEW'])", 'not (Stage is one of Won, New)'],
    ['coalesce(weight, 0) * 2 >= 10', 'coalesce(Weight, 0) × 2 is at least 10'],
    ["due >= date('2026-01-31')", 'Due is on or after Jan 31, 2026'],
    ['(urgent || weight > 1) && title != null', '(Urgent or Weight is more than 1) and Title is filled'],
  ])('%s reads as it is meant', (cel, sentence) => {
    expect(sayText(cel, words('en'))).toBe(sentence)
  })

  it('has no sentence when it cannot be read', () => {
    expect(sayText('weight >', words('en'))).toBeUndefined()
  })
})

describe('what a condition asks for', () => {
  it.each<[Tongue, string, string]>([
    ['en', 'weight != null', 'Weight must be filled in.'],
    ['en', 'has(weight)', 'Weight must be filled in.'],
    ['en', 'weight != null && owner != null', 'Weight and Owner must be filled in.'],
    ['pt-BR', 'weight != null && owner != null', 'preencha Peso e Responsável.'],
    ['ru', 'weight != null && owner != null', 'нужно заполнить: Вес и Владелец.'],
    ['en', 'weight > 10', 'only when Weight is more than 10.'],
    ['en', 'weight != null && weight > 10', 'only when Weight is filled and Weight is more than 10.'],
    ['pt-BR', 'weight > 10', 'só quando Peso é maior que 10.'],
    ['ru', 'weight > 10', 'только когда Вес больше 10.'],
    ['en', 'weight == null', 'only when Weight is empty.'],
    ['en', 'weight != null || urgent', 'only when Weight is filled or Urgent.'],
  ])('in %s: %s', (language, text, sentence) => {
    expect(sayNeed(text, words(language))).toBe(sentence)
  })

  it('is not said of what cannot be read', () => {
    expect(sayNeed('weight >', words('en'))).toBeUndefined()
  })
})
