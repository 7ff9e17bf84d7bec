// Which functions may an expression call? The closed list: their types, what they do, and a sentence for the editor.
import { foldText } from '../fold-text.ts'
import type { Language } from '../issue-texts.ts'
import { DAY, Day, Instant, parseDay, parseInstant, parseSpan, Span } from './moments.ts'
import {
  booleanType,
  dateType,
  datetimeType,
  durationType,
  type Kind,
  numberType,
  type Type,
  textType,
} from './types.ts'
import { Fault, type Meter, mismatch, numberOf, order, toStored } from './values.ts'

export interface FunctionDef {
  readonly name: string
  /** `x.name(…)`, `name(…)`, or either. The target is the first parameter. */
  readonly form: 'method' | 'plain' | 'either'
  readonly params: readonly (readonly Kind[])[]
  /** How many of the last parameters may be left out. */
  readonly optional?: number
  /** The last parameter may be repeated. */
  readonly rest?: boolean
  /** A type, or the joined type of the arguments. */
  readonly result: Type | 'joined'
  /** Is called although an argument is missing. */
  readonly seesMissing?: boolean
  /** Not offered in the editor: it says what a stored list field is when nothing is in it. */
  readonly hidden?: boolean
  readonly signature: string
  readonly about: Record<Language, string>
  run(args: readonly unknown[], meter: Meter): unknown
}

const text: readonly Kind[] = ['text', 'relation', 'user']
const numbers: readonly Kind[] = ['number', 'money']
const moment: readonly Kind[] = ['date', 'datetime']
const ordered: readonly Kind[] = ['number', 'money', 'text', 'date', 'datetime', 'duration']
const every: readonly Kind[] = ['any']

const list: readonly FunctionDef[] = [
  {
    name: 'size',
    form: 'either',
    params: [['text', 'list']],
    result: numberType,
    signature: 'size(text or list)',
    about: {
      en: 'How many characters or elements.',
      'pt-BR': 'Quantos caracteres ou elementos.',
      ru: 'Сколько символов или элементов.',
    },
    run: ([value], meter) => (Array.isArray(value) ? value.length : charactersOf(readable(value, meter))),
  },
  {
    name: 'contains',
    form: 'method',
    params: [text, text],
    result: booleanType,
    signature: 'text.contains(part)',
    about: {
      en: 'Is this part in the text, letter by letter?',
      'pt-BR': 'Este trecho está no texto, letra por letra?',
      ru: 'Есть ли этот фрагмент в тексте, буква в букву?',
    },
    run: ([value, part], meter) => searchable(value, part, meter).includes(textOf(part)),
  },
  {
    name: 'startsWith',
    form: 'method',
    params: [text, text],
    result: booleanType,
    signature: 'text.startsWith(part)',
    about: { en: 'Does the text begin so?', 'pt-BR': 'O texto começa assim?', ru: 'Начинается ли текст так?' },
    run: ([value, part], meter) => textOf(value).startsWith(readable(part, meter)),
  },
  {
    name: 'endsWith',
    form: 'method',
    params: [text, text],
    result: booleanType,
    signature: 'text.endsWith(part)',
    about: { en: 'Does the text end so?', 'pt-BR': 'O texto termina assim?', ru: 'Заканчивается ли текст так?' },
    run: ([value, part], meter) => textOf(value).endsWith(readable(part, meter)),
  },
  {
    name: 'like',
    form: 'method',
    params: [text, text],
    result: booleanType,
    signature: 'text.like(part)',
    about: {
      en: 'Is this part in the text, whatever its case and accents?',
      'pt-BR': 'Este trecho está no texto, sem considerar maiúsculas e acentos?',
      ru: 'Есть ли этот фрагмент в тексте, без учёта регистра и диакритики?',
    },
    run: ([value, part], meter) => foldText(searchable(value, part, meter)).includes(foldText(textOf(part))),
  },
  {
    name: 'lower',
    form: 'either',
    params: [text],
    result: textType,
    signature: 'lower(text)',
    about: { en: 'In small letters.', 'pt-BR': 'Em letras minúsculas.', ru: 'Строчными буквами.' },
    run: ([value], meter) => built(textOf(value).toLowerCase(), meter),
  },
  {
    name: 'upper',
    form: 'either',
    params: [text],
    result: textType,
    signature: 'upper(text)',
    about: { en: 'In capital letters.', 'pt-BR': 'Em letras maiúsculas.', ru: 'Заглавными буквами.' },
    run: ([value], meter) => built(textOf(value).toUpperCase(), meter),
  },
  {
    name: 'trim',
    form: 'either',
    params: [text],
    result: textType,
    signature: 'trim(text)',
    about: { en: 'Without spaces at the ends.', 'pt-BR': 'Sem espaços nas pontas.', ru: 'Без пробелов по краям.' },
    run: ([value], meter) => built(textOf(value).trim(), meter),
  },
  {
    name: 'string',
    form: 'plain',
    params: [['text', 'number', 'boolean', 'date', 'datetime', 'duration', 'relation', 'user']],
    result: textType,
    signature: 'string(value)',
    about: { en: 'The value as text.', 'pt-BR': 'O valor como texto.', ru: 'Значение в виде текста.' },
    run: ([value], meter) => built(stringOf(value), meter),
  },
  {
    name: 'double',
    form: 'plain',
    params: [['text', 'number', 'money']],
    result: numberType,
    signature: 'double(text)',
    about: {
      en: 'The number that the text says.',
      'pt-BR': 'O número escrito no texto.',
      ru: 'Число, записанное в тексте.',
    },
    run: ([value], meter) => (typeof value === 'string' ? parseNumber(readable(value, meter)) : numberOf(value)),
  },
  {
    name: 'round',
    form: 'either',
    params: [numbers, ['number']],
    optional: 1,
    result: numberType,
    signature: 'round(number, digits)',
    about: {
      en: 'The nearest whole number, or with so many digits after the point; halves go away from zero.',
      'pt-BR': 'O inteiro mais próximo, ou com tantas casas decimais; metades se afastam de zero.',
      ru: 'Ближайшее целое или с заданным числом знаков после запятой; половины — от нуля.',
    },
    run: ([value, digits]) => roundTo(numberOf(value), digits === undefined ? 0 : numberOf(digits)),
  },
  {
    name: 'floor',
    form: 'either',
    params: [numbers],
    result: numberType,
    signature: 'floor(number)',
    about: { en: 'The whole number below.', 'pt-BR': 'O inteiro abaixo.', ru: 'Целое снизу.' },
    run: ([value]) => Math.floor(numberOf(value)),
  },
  {
    name: 'ceil',
    form: 'either',
    params: [numbers],
    result: numberType,
    signature: 'ceil(number)',
    about: { en: 'The whole number above.', 'pt-BR': 'O inteiro acima.', ru: 'Целое сверху.' },
    run: ([value]) => Math.ceil(numberOf(value)),
  },
  {
    name: 'abs',
    form: 'either',
    params: [numbers],
    result: numberType,
    signature: 'abs(number)',
    about: { en: 'The number without its sign.', 'pt-BR': 'O número sem o sinal.', ru: 'Число без знака.' },
    run: ([value]) => Math.abs(numberOf(value)),
  },
  {
    name: 'min',
    form: 'plain',
    params: [ordered],
    rest: true,
    result: 'joined',
    signature: 'min(a, b, …)',
    about: {
      en: 'The smallest or earliest.',
      'pt-BR': 'O menor ou o mais antigo.',
      ru: 'Наименьшее или самое раннее.',
    },
    run: (args, meter) => args.reduce((best, next) => ((order(next, best, meter) ?? 1) < 0 ? next : best)),
  },
  {
    name: 'max',
    form: 'plain',
    params: [ordered],
    rest: true,
    result: 'joined',
    signature: 'max(a, b, …)',
    about: { en: 'The largest or latest.', 'pt-BR': 'O maior ou o mais recente.', ru: 'Наибольшее или самое позднее.' },
    run: (args, meter) => args.reduce((best, next) => ((order(next, best, meter) ?? -1) > 0 ? next : best)),
  },
  {
    name: 'coalesce',
    form: 'plain',
    params: [every],
    rest: true,
    result: 'joined',
    seesMissing: true,
    signature: 'coalesce(a, b, …)',
    about: { en: 'The first that is not empty.', 'pt-BR': 'O primeiro que não está vazio.', ru: 'Первое непустое.' },
    run: (args) => args.find((value) => value !== undefined),
  },
  {
    name: 'today',
    form: 'plain',
    params: [],
    result: dateType,
    signature: 'today()',
    about: {
      en: 'The day it is, in your time zone.',
      'pt-BR': 'O dia de hoje, no seu fuso horário.',
      ru: 'Сегодняшний день в вашем часовом поясе.',
    },
    run: (_, meter) => meter.dayOf(new Instant(meter.now)),
  },
  {
    name: 'date',
    form: 'plain',
    params: [['text', 'date', 'datetime']],
    result: dateType,
    signature: 'date("2026-01-31")',
    about: {
      en: 'A day of the calendar; of a date and time, its day.',
      'pt-BR': 'Um dia do calendário; de uma data e hora, o seu dia.',
      ru: 'День календаря; у даты и времени — их день.',
    },
    run: ([value], meter) => toDay(value, meter),
  },
  {
    name: 'timestamp',
    form: 'plain',
    params: [['text', 'date', 'datetime']],
    result: datetimeType,
    signature: 'timestamp("2026-01-31T12:00:00Z")',
    about: {
      en: 'A point in time; of a day, its beginning.',
      'pt-BR': 'Um instante; de um dia, o seu início.',
      ru: 'Момент времени; у дня — его начало.',
    },
    run: ([value], meter) => toInstant(value, meter),
  },
  {
    name: 'duration',
    form: 'plain',
    params: [['text', 'duration']],
    result: durationType,
    signature: 'duration("48h")',
    about: {
      en: 'A length of time: "48h", "1h30m", "PT48H", "P2D".',
      'pt-BR': 'Uma duração: "48h", "1h30m", "PT48H", "P2D".',
      ru: 'Длительность: "48h", "1h30m", "PT48H", "P2D".',
    },
    run: ([value]) => toSpan(value),
  },
  {
    name: 'days',
    form: 'plain',
    params: [['number']],
    result: durationType,
    signature: 'days(30)',
    about: {
      en: 'So many days as a length of time: today() - days(30).',
      'pt-BR': 'Tantos dias como duração: today() - days(30).',
      ru: 'Столько дней как длительность: today() - days(30).',
    },
    run: ([value]) => new Span(Math.round(numberOf(value) * DAY)),
  },
  {
    name: 'hours',
    form: 'plain',
    params: [['number']],
    result: durationType,
    signature: 'hours(48)',
    about: {
      en: 'So many hours as a length of time: now - hours(48).',
      'pt-BR': 'Tantas horas como duração: now - hours(48).',
      ru: 'Столько часов как длительность: now - hours(48).',
    },
    run: ([value]) => new Span(Math.round(numberOf(value) * (DAY / 24))),
  },
  calendar('year', 'The year.', 'O ano.', 'Год.', (day) => day.getUTCFullYear()),
  calendar('month', 'The month, 1 to 12.', 'O mês, de 1 a 12.', 'Месяц, от 1 до 12.', (day) => day.getUTCMonth() + 1),
  calendar('day', 'The day of the month, 1 to 31.', 'O dia do mês, de 1 a 31.', 'День месяца, от 1 до 31.', (day) =>
    day.getUTCDate(),
  ),
  calendar(
    'weekday',
    'The day of the week: 1 is Monday, 7 is Sunday.',
    'O dia da semana: 1 é segunda-feira, 7 é domingo.',
    'День недели: 1 — понедельник, 7 — воскресенье.',
    (day) => day.getUTCDay() || 7,
  ),
  {
    name: 'list',
    form: 'plain',
    params: [['list']],
    result: 'joined',
    seesMissing: true,
    hidden: true,
    signature: 'list(tags)',
    about: {
      en: 'The list; an empty one when there is none.',
      'pt-BR': 'A lista; vazia quando não há nenhuma.',
      ru: 'Список; пустой, если его нет.',
    },
    run: ([value]) => (value === undefined ? [] : toList(value)),
  },
]

export const functions: ReadonlyMap<string, FunctionDef> = new Map(list.map((def) => [def.name, def]))

/** Written like functions, but they look into a list element by element, or at whether something is there. */
export const macros: ReadonlyMap<string, { readonly signature: string; readonly about: Record<Language, string> }> =
  new Map([
    [
      'has',
      { signature: 'has(field)', about: { en: 'Is there a value?', 'pt-BR': 'Há um valor?', ru: 'Есть ли значение?' } },
    ],
    [
      'matches',
      {
        signature: 'text.matches("^[A-Z]+$")',
        about: {
          en: 'Does the pattern occur in the text?',
          'pt-BR': 'O padrão ocorre no texto?',
          ru: 'Встречается ли шаблон в тексте?',
        },
      },
    ],
    [
      'all',
      {
        signature: 'list.all(x, x > 0)',
        about: {
          en: 'Does it hold for every element?',
          'pt-BR': 'Vale para todos os elementos?',
          ru: 'Верно ли для каждого элемента?',
        },
      },
    ],
    [
      'exists',
      {
        signature: 'list.exists(x, x > 0)',
        about: {
          en: 'Does it hold for some element?',
          'pt-BR': 'Vale para algum elemento?',
          ru: 'Верно ли хотя бы для одного элемента?',
        },
      },
    ],
    [
      'exists_one',
      {
        signature: 'list.exists_one(x, x > 0)',
        about: {
          en: 'Does it hold for exactly one element?',
          'pt-BR': 'Vale para exatamente um elemento?',
          ru: 'Верно ли ровно для одного элемента?',
        },
      },
    ],
    [
      'filter',
      {
        signature: 'list.filter(x, x > 0)',
        about: {
          en: 'The elements for which it holds.',
          'pt-BR': 'Os elementos para os quais vale.',
          ru: 'Элементы, для которых верно.',
        },
      },
    ],
    [
      'map',
      {
        signature: 'list.map(x, x * 2)',
        about: {
          en: 'What becomes of each element.',
          'pt-BR': 'O que se faz de cada elemento.',
          ru: 'Что получается из каждого элемента.',
        },
      },
    ],
  ])

export const listMacros: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

function calendar(name: string, en: string, pt: string, ru: string, part: (day: Date) => number): FunctionDef {
  return {
    name,
    form: 'plain',
    params: [moment],
    result: numberType,
    signature: `${name}(date)`,
    about: { en, 'pt-BR': pt, ru },
    run: ([value], meter) => part(new Date(toDay(value, meter).start)),
  }
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw mismatch(value, 'a text')
  return value
}

/** Looking through a long text is work. */
function readable(value: unknown, meter: Meter): string {
  const found = textOf(value)
  meter.spend(found.length >> 6)
  return found
}

/** Looking for a long part in a long text may compare each with each. */
function searchable(value: unknown, part: unknown, meter: Meter): string {
  const found = textOf(value)
  meter.spend((found.length >> 6) * (1 + (textOf(part).length >> 6)))
  return found
}

function built(made: string, meter: Meter): string {
  meter.build(made.length * 2)
  return made
}

/** Characters as people count them in other languages too: a pair of surrogates is one. */
function charactersOf(value: string): number {
  let count = 0
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i)
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < value.length && (value.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++
    count++
  }
  return count
}

function stringOf(value: unknown): string {
  const stored = toStored(value)
  if (typeof stored === 'object') throw mismatch(value, 'a text')
  return String(stored)
}

function parseNumber(value: string): number {
  const said = value.trim()
  if (!/^[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})([eE][+-]?\d{1,3})?$/.test(said)) throw mismatch(value, 'a number')
  return Number(said)
}

function roundTo(value: number, digits: number): number {
  if (!Number.isInteger(digits) || digits < 0 || digits > 12) throw new Fault('bad-value', 'digits are 0 to 12')
  if (!Number.isFinite(value)) return value
  const size = Math.abs(value)
  // Through decimal text: 1.005 rounds to 1.01 as a person expects, although the double lies below.
  const [mantissa, exponent = '0'] = String(size).split('e')
  const shifted = Number(`${mantissa}e${Number(exponent) + digits}`)
  const rounded = shifted > Number.MAX_SAFE_INTEGER ? size : Number(`${Math.round(shifted)}e-${digits}`)
  return value < 0 ? -rounded : rounded
}

function toDay(value: unknown, meter: Meter): Day {
  if (value instanceof Day) return value
  if (value instanceof Instant) return meter.dayOf(value)
  const day = typeof value === 'string' ? parseDay(value) : undefined
  if (!day) throw mismatch(value, 'a date')
  return day
}

function toInstant(value: unknown, meter: Meter): Instant {
  if (value instanceof Instant) return value
  if (value instanceof Day) return new Instant(meter.startOf(value))
  // Times of the system members are numbers.
  const instant =
    typeof value === 'string' ? parseInstant(value) : typeof value === 'number' ? new Instant(value) : undefined
  if (!instant) throw mismatch(value, 'a date with time and zone')
  return instant
}

function toSpan(value: unknown): Span {
  if (value instanceof Span) return value
  const span = typeof value === 'string' ? parseSpan(value) : undefined
  if (!span) throw mismatch(value, 'a duration')
  return span
}

function toList(value: unknown): unknown {
  if (!Array.isArray(value)) throw mismatch(value, 'a list')
  return value
}
