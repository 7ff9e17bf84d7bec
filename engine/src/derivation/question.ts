// What has to be asked before a schema becomes changes, and how is it said? Nothing is guessed where guessing could lose values.

import type { Label } from '../blueprint/blueprint.ts'
import { labelIn } from '../blueprint/label.ts'
import { type Path, pointerOf } from '../errors.ts'
import type { Language } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { languageOf, type Reader } from '../reader.ts'

interface Said<Code extends string> {
  readonly code: Code
  readonly params: { readonly [name: string]: Label }
}

export interface Question extends Said<keyof typeof questionTexts> {
  /** The same for the same question, so that an answer can be kept: `field:quantity`, `gone:status.OLD`. */
  readonly id: string
  /** Where in what was sent. */
  readonly path: Path
  readonly choices: readonly Choice[]
  /** The answer that loses nothing and assumes nothing. */
  readonly default: string
}

export interface Choice extends Said<keyof typeof choiceTexts> {
  readonly answer: string
  /** From 0 to 1, of a guess. */
  readonly confidence?: number
}

/** As the API says it, in the reader's language. */
export function wireQuestion(question: Question, reader: Reader): JsonObject {
  return {
    id: question.id,
    pointer: pointerOf(question.path),
    sentence: say(questionTexts[question.code][languageOf(reader)], question.params, reader),
    choices: question.choices.map(({ answer, code, params, confidence }) => ({
      answer,
      sentence: say(choiceTexts[code][languageOf(reader)], params, reader),
      ...(confidence !== undefined && { confidence }),
    })),
    default: question.default,
  }
}

function say(text: string, params: Said<string>['params'], reader: Reader): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => labelIn(params[name], reader, ''))
}

export const questionTexts = {
  'field-unknown': {
    en: 'There is no field “{label}” yet. Is it new, or another name for a field that would go away?',
    'pt-BR': 'Ainda não há um campo “{label}”. É novo ou é outro nome para um campo que sairia?',
    ru: 'Поля «{label}» пока нет. Оно новое или это другое имя поля, которое иначе исчезнет?',
  },
  'field-same-key': {
    en: 'There is a field “{label}” with this key, but with another id ({here} instead of {there}). Is it the same field?',
    'pt-BR': 'Há um campo “{label}” com esta chave, mas com outro id ({here} em vez de {there}). É o mesmo campo?',
    ru: 'Поле «{label}» с таким ключом есть, но с другим идентификатором ({here} вместо {there}). Это то же поле?',
  },
  'option-unknown': {
    en: '“{label}” has no option “{option}” yet. Is it new, or another name for an option that would go away?',
    'pt-BR': '“{label}” ainda não tem a opção “{option}”. É nova ou é outro nome para uma opção que sairia?',
    ru: 'В поле «{label}» пока нет варианта «{option}». Он новый или это другое имя варианта, который иначе исчезнет?',
  },
  'option-gone': {
    en: 'The option “{option}” of “{label}” goes away. What happens to records that have it?',
    'pt-BR': 'A opção “{option}” de “{label}” sai. O que acontece com os registros que a têm?',
    ru: 'Вариант «{option}» поля «{label}» убирается. Что будет с записями, где он стоит?',
  },
  'options-gone': {
    en: 'Many options of “{label}” go away: {count}. What happens to records that have one of them?',
    'pt-BR': 'Muitas opções de “{label}” saem: {count}. O que acontece com os registros que têm uma delas?',
    ru: 'В поле «{label}» убирается много вариантов: {count}. Что будет с записями, где стоит один из них?',
  },
} as const satisfies Record<string, Record<Language, string>>

export const choiceTexts = {
  'is-field': {
    en: 'It is “{label}” under another name; its values stay.',
    'pt-BR': 'É “{label}” com outro nome; seus valores ficam.',
    ru: 'Это «{label}» под другим именем; значения остаются.',
  },
  'new-field': {
    en: 'It is a new field. One that is not mentioned any more goes away; its values are kept for the way back.',
    'pt-BR': 'É um campo novo. O que não é mais mencionado sai; seus valores são guardados para voltar.',
    ru: 'Это новое поле. То, что больше не упомянуто, убирается; его значения сохраняются для возврата.',
  },
  'same-field': {
    en: 'It is the same field; its values stay.',
    'pt-BR': 'É o mesmo campo; seus valores ficam.',
    ru: 'Это то же поле; значения остаются.',
  },
  'other-field': {
    en: 'It is another field. The one that is here goes away; its values are kept for the way back.',
    'pt-BR': 'É outro campo. O que está aqui sai; seus valores são guardados para voltar.',
    ru: 'Это другое поле. Здешнее убирается; его значения сохраняются для возврата.',
  },
  'is-option': {
    en: 'It is “{option}” under another name; records keep it.',
    'pt-BR': 'É “{option}” com outro nome; os registros a mantêm.',
    ru: 'Это «{option}» под другим именем; записи его сохраняют.',
  },
  'new-option': {
    en: 'It is a new option.',
    'pt-BR': 'É uma opção nova.',
    ru: 'Это новый вариант.',
  },
  'left-empty': {
    en: 'They are left without it; what they had is kept for the way back.',
    'pt-BR': 'Ficam sem ela; o que tinham é guardado para voltar.',
    ru: 'Остаются без него; прежнее значение сохраняется для возврата.',
  },
  'kept-retired': {
    en: 'They keep it; it is only not offered any more.',
    'pt-BR': 'Eles a mantêm; ela só não é mais oferecida.',
    ru: 'Сохраняют его; он только больше не предлагается.',
  },
  'moved-to': {
    en: 'They get “{option}”.',
    'pt-BR': 'Recebem “{option}”.',
    ru: 'Получают «{option}».',
  },
} as const satisfies Record<string, Record<Language, string>>
