// What kind of value does the name of a field suggest?
import type { FieldKind } from '../field-value/kind-of-field.ts'
import { kindMeant, type LinkTarget } from './kind-meant.ts'
import { plainly } from './plainly.ts'

/**
 * Beginnings of words in the languages of the studio, in small letters and without accents; `$` ends a word that is only
 * meant whole. The first type of which a word occurs is the one: what says most stands first.
 */
const words: readonly (readonly [FieldKind, string])[] = [
  ['cpf', 'cpf$'],
  ['cnpj', 'cnpj$'],
  ['cep', 'cep$'],
  ['email', 'email mail$ почт'],
  ['phone', 'phone telephone mobile$ telefone celular телефон'],
  ['url', 'website url$ link$ site$ сайт ссылк'],
  ['image', 'photo picture image foto фото изображен'],
  ['file', 'file$ document attachment arquivo anexo документ файл вложен'],
  ['boolean', 'urgent$ fragile$ urgente$ fragil$ хрупк срочн'],
  ['date', 'date due$ deadline birthday day$ data$ dia$ prazo vencimento дата$ день$ срок$'],
  ['time', 'hour$ time$ hora$ horario время$'],
  [
    'money',
    'price cost$ costs$ amount fee$ fees$ salary budget preco custo$ custos$ salario цена$ стоимост сумма$ зарплат',
  ],
  ['percent', 'percent porcent percentual процент'],
  ['rating', 'rating stars avaliacao оценк'],
  ['integer', 'quantity qty$ count$ pieces quantidade количеств штук'],
  ['number', 'weight height width length distance peso$ altura largura comprimento вес$ высота ширина длина расстоян'],
  [
    'enum',
    'status state$ phase$ priority category type$ stage estado$ situacao$ fase$ etapa$ prioridade categoria tipo$ статус состояни стади этап фаза$ приоритет категори тип$',
  ],
  ['rows', 'items$ lines$ itens$ linhas$ позиции$ строки$'],
  [
    'longText',
    'notes note$ description comment remark address observac descricao endereco заметк описание адрес$ примечан',
  ],
]

/** Is the text the beginning of a word that suggests the type, or the other way round? `text` in small letters, without accents. */
export function suggests(type: FieldKind, text: string): boolean {
  const beginnings = words.find(([one]) => one === type)?.[1].split(' ') ?? []
  return beginnings.some((one) =>
    one.endsWith('$') ? one.slice(0, -1).startsWith(text) : one.startsWith(text) || text.startsWith(one),
  )
}

/** What is said of a record by one word alone, and is so or is not. */
const yesOrNo = new Set(
  (
    'paid fragile active urgent done archived confirmed approved pago paga fragil ativo ativa urgente confirmado aprovado ' +
    'оплачено хрупкое хрупкий активен активно срочно подтверждено одобрено'
  ).split(' '),
)

export interface FieldGuess {
  readonly type: FieldKind
  /** Of a link: the kind of record it leads to. */
  readonly target?: LinkTarget
}

/** What kind of value, or a link to which of these kinds of record; `own` is the one that gets the field. */
export function guessField(label: string, kinds: readonly LinkTarget[], own: string): FieldGuess {
  const target = kindMeant(label, kinds, own)
  return target ? { type: 'relation', target } : { type: guessType(label) }
}

/** A line of text where nothing is suggested. */
export function guessType(label: string): FieldKind {
  const said = plainly(label)
    .replaceAll('e-mail', 'email')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const hasAny = (beginnings: string) =>
    beginnings
      .split(' ')
      .some((one) => said.some((word) => (one.endsWith('$') ? word === one.slice(0, -1) : word.startsWith(one))))
  if (said.length === 1 && yesOrNo.has(said[0] ?? '')) return 'boolean'
  return words.find(([, beginnings]) => hasAny(beginnings))?.[0] ?? momentOf(said) ?? 'text'
}

/** `Ordered on`, `Entregue em` end where a day is told, `Delivered at` where a time is; `Depends on` does not. */
function momentOf(said: readonly string[]): FieldKind | undefined {
  const [before, last] = said.slice(-2)
  if (said.length < 2 || before === undefined || /^(depend|base|work|rel(y|ies)$|build|look|insist)/.test(before))
    return undefined
  return last === 'on' || last === 'em' ? 'date' : last === 'at' ? 'datetime' : undefined
}
