// How is a change said to people, in every language of the product? Each is a whole sentence.

import type { Label } from '../blueprint/blueprint.ts'
import { labelIn } from '../blueprint/label.ts'
import type { Language } from '../issue-texts.ts'
import { isJsonObject, type Json } from '../json.ts'

const opTexts = {
  added: {
    en: 'New field "{label}".',
    'pt-BR': 'Novo campo "{label}".',
    ru: 'Новое поле «{label}».',
  },
  'added-options': {
    en: 'Its options: {options}.',
    'pt-BR': 'Suas opções: {options}.',
    ru: 'Его варианты: {options}.',
  },
  'filled-with-value': {
    en: 'Existing records get {value}.',
    'pt-BR': 'Os registros existentes recebem {value}.',
    ru: 'Существующие записи получают {value}.',
  },
  'filled-by-expression': {
    en: 'In existing records it is worked out as {value}.',
    'pt-BR': 'Nos registros existentes é calculado como {value}.',
    ru: 'В существующих записях оно вычисляется как {value}.',
  },
  renamed: {
    en: 'The key of "{label}" is now {key} (was {from}).',
    'pt-BR': 'A chave de "{label}" agora é {key} (era {from}).',
    ru: 'Ключ поля «{label}» теперь {key} (был {from}).',
  },
  relabelled: {
    en: '"{from}" is now called "{label}".',
    'pt-BR': '"{from}" agora se chama "{label}".',
    ru: '«{from}» теперь называется «{label}».',
  },
  'help-changed': {
    en: 'The help text of "{label}" is new.',
    'pt-BR': 'O texto de ajuda de "{label}" é novo.',
    ru: 'У поля «{label}» новая подсказка.',
  },
  ordered: {
    en: 'The fields come in a new order: {fields}.',
    'pt-BR': 'Os campos vêm em nova ordem: {fields}.',
    ru: 'Новый порядок полей: {fields}.',
  },
  'blueprint-called': {
    en: 'It is now called "{label}".',
    'pt-BR': 'Agora se chama "{label}".',
    ru: 'Новое название: «{label}».',
  },
  'icon-changed': {
    en: 'It has a new icon.',
    'pt-BR': 'Tem um novo ícone.',
    ru: 'Новый значок.',
  },
  'title-changed': {
    en: 'Records are now titled by "{label}".',
    'pt-BR': 'Os registros agora têm como título "{label}".',
    ru: 'Заголовок записи теперь берётся из «{label}».',
  },
  'title-removed': {
    en: 'Records have no title field any more.',
    'pt-BR': 'Os registros não têm mais campo de título.',
    ru: 'У записей больше нет поля заголовка.',
  },
  'optional-now': {
    en: '"{label}" may be left empty.',
    'pt-BR': '"{label}" pode ficar vazio.',
    ru: 'Поле «{label}» можно не заполнять.',
  },
  'read-only-now': {
    en: '"{label}" can no longer be edited.',
    'pt-BR': '"{label}" não pode mais ser editado.',
    ru: 'Поле «{label}» больше нельзя менять.',
  },
  'editable-now': {
    en: '"{label}" can be edited again.',
    'pt-BR': '"{label}" pode ser editado de novo.',
    ru: 'Поле «{label}» снова можно менять.',
  },
  'setting-set': {
    en: '{setting} of "{label}" is now {value}.',
    'pt-BR': '{setting} de "{label}" agora é {value}.',
    ru: '{setting} поля «{label}» теперь {value}.',
  },
  'setting-gone': {
    en: '{setting} of "{label}" no longer applies.',
    'pt-BR': '{setting} de "{label}" não vale mais.',
    ru: '{setting} поля «{label}» больше не действует.',
  },
  'default-set': {
    en: 'New records start with {value} in "{label}".',
    'pt-BR': 'Novos registros começam com {value} em "{label}".',
    ru: 'В новых записях поле «{label}» начинается с {value}.',
  },
  'default-gone': {
    en: 'New records start with an empty "{label}".',
    'pt-BR': 'Novos registros começam com "{label}" vazio.',
    ru: 'В новых записях поле «{label}» пустое.',
  },
  'option-added': {
    en: '"{label}" has a new option "{option}".',
    'pt-BR': '"{label}" tem uma nova opção "{option}".',
    ru: 'В поле «{label}» новый вариант «{option}».',
  },
  'option-renamed': {
    en: 'The option "{from}" of "{label}" now has the key {key}.',
    'pt-BR': 'A opção "{from}" de "{label}" agora tem a chave {key}.',
    ru: 'У варианта «{from}» поля «{label}» теперь ключ {key}.',
  },
  'option-relabelled': {
    en: 'The option "{from}" of "{label}" is now called "{option}".',
    'pt-BR': 'A opção "{from}" de "{label}" agora se chama "{option}".',
    ru: 'Вариант «{from}» поля «{label}» теперь называется «{option}».',
  },
  'option-recoloured': {
    en: 'The option "{option}" of "{label}" has another colour.',
    'pt-BR': 'A opção "{option}" de "{label}" tem outra cor.',
    ru: 'У варианта «{option}» поля «{label}» другой цвет.',
  },
  'option-retired': {
    en: 'The option "{option}" of "{label}" is not offered any more; records that have it keep it.',
    'pt-BR': 'A opção "{option}" de "{label}" não é mais oferecida; os registros que a têm a mantêm.',
    ru: 'Вариант «{option}» поля «{label}» больше не предлагается; записи, где он стоит, его сохраняют.',
  },
  'option-offered': {
    en: 'The option "{option}" of "{label}" is offered again.',
    'pt-BR': 'A opção "{option}" de "{label}" volta a ser oferecida.',
    ru: 'Вариант «{option}» поля «{label}» снова предлагается.',
  },
  'options-ordered': {
    en: 'The options of "{label}" come in a new order: {options}.',
    'pt-BR': 'As opções de "{label}" vêm em nova ordem: {options}.',
    ru: 'Новый порядок вариантов поля «{label}»: {options}.',
  },
  'rule-added': {
    en: 'New rule: "{message}".',
    'pt-BR': 'Nova regra: "{message}".',
    ru: 'Новое правило: «{message}».',
  },
  'rule-removed': {
    en: 'This rule no longer applies: "{message}".',
    'pt-BR': 'Esta regra não vale mais: "{message}".',
    ru: 'Это правило больше не действует: «{message}».',
  },
  'unique-removed': {
    en: 'Several records may now have the same {fields}.',
    'pt-BR': 'Vários registros agora podem ter o mesmo {fields}.',
    ru: 'Теперь у нескольких записей может совпадать {fields}.',
  },
} as const satisfies Record<string, Record<Language, string>>

export interface OpSentence {
  readonly code: keyof typeof opTexts
  /** Values named in the text; labels may be maps by language. */
  readonly params: { readonly [name: string]: Label | readonly Label[] | Json }
}

export function saySentence({ code, params }: OpSentence, language: Language): string {
  return opTexts[code][language].replace(/\{(\w+)\}/g, (_, name: string) =>
    sayParameter(params[name] as Json, language),
  )
}

const LONGEST = 200

function sayParameter(value: Json, language: Language): string {
  const text = plainText(value, language)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function plainText(value: Json, language: Language): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((one: Json) => plainText(one, language)).join(', ')
  const isLabel =
    isJsonObject(value) &&
    Object.values(value).length > 0 &&
    Object.values(value).every((text) => typeof text === 'string')
  return isLabel ? labelIn(value as Label, language, '') : JSON.stringify(value)
}
