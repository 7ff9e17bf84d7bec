// A delivery as it is told: what it was about, what became of it and why, in words.
import type { Language } from '@molde/engine'
import type { DeliveryRow } from '../outbox/delivery-table.ts'
import type { NamedRecord } from '../records/titles-of.ts'
import { wireTime } from '../records/wire-time.ts'
import type { Scope } from '../runtime.ts'

export function presentDelivery(row: DeliveryRow, record: NamedRecord | undefined, { language }: Scope) {
  const time = (at: number | null) => (at === null ? null : wireTime(at))
  const { id, key, event, status, attempts, answerStatus, answer, error } = row
  return {
    ...{ id, webhookId: key, event, status, attempts, answerStatus, answer },
    reason: error === null ? null : sayFault(error, answerStatus, language),
    record: record ? { id: record.id, blueprint: record.blueprint, title: record.title, deleted: !record.live } : null,
    createdAt: wireTime(row.createdAt),
    triedAt: time(row.triedAt),
    nextAt: status === 'waiting' ? wireTime(row.nextAt) : null,
    endedAt: time(row.endedAt),
  }
}

function sayFault(error: string, status: number | null, language: Language): string {
  const said = Object.hasOwn(faults, error) ? faults[error as keyof typeof faults] : faults.internal
  return said[language].replace('{status}', String(status ?? ''))
}

const faults = {
  'refused-address': {
    en: 'The address leads into a network that is not public, so nothing was sent.',
    'pt-BR': 'O endereço leva a uma rede que não é pública; nada foi enviado.',
    ru: 'Адрес ведёт в закрытую сеть, поэтому ничего не отправлено.',
  },
  unresolved: {
    en: 'No such host is known.',
    'pt-BR': 'Esse servidor não é conhecido.',
    ru: 'Такой сервер не найден.',
  },
  unreachable: {
    en: 'The receiver cannot be reached, or the connection was cut.',
    'pt-BR': 'O destino está inacessível ou a conexão caiu.',
    ru: 'Получатель недоступен, или соединение оборвалось.',
  },
  timeout: {
    en: 'There was no answer within 15 seconds.',
    'pt-BR': 'Não houve resposta em 15 segundos.',
    ru: 'Ответа не было 15 секунд.',
  },
  certificate: {
    en: 'The certificate of the receiver is not valid.',
    'pt-BR': 'O certificado do destino não é válido.',
    ru: 'Сертификат получателя недействителен.',
  },
  redirect: {
    en: 'The receiver answered {status}: it has moved. Redirects are not followed; enter the new address.',
    'pt-BR':
      'O destino respondeu {status}: mudou de lugar. Redirecionamentos não são seguidos; informe o novo endereço.',
    ru: 'Получатель ответил {status}: он переехал. По перенаправлениям мы не ходим — укажите новый адрес.',
  },
  status: {
    en: 'The receiver answered {status}.',
    'pt-BR': 'O destino respondeu {status}.',
    ru: 'Получатель ответил {status}.',
  },
  gone: {
    en: 'The receiver answered 410: it does not exist any more. The webhook was turned off.',
    'pt-BR': 'O destino respondeu 410: não existe mais. O webhook foi desativado.',
    ru: 'Получатель ответил 410: его больше нет. Вебхук выключен.',
  },
  'not-set-up': {
    en: 'The webhook was not set up or paused the whole time.',
    'pt-BR': 'O webhook não estava configurado ou ficou pausado o tempo todo.',
    ru: 'Вебхук всё это время не был настроен или был приостановлен.',
  },
  'taken-away': {
    en: 'The webhook was taken away.',
    'pt-BR': 'O webhook foi removido.',
    ru: 'Вебхук удалён.',
  },
  'secret-lost': {
    en: 'The secret cannot be read under the server’s present master key. Give the webhook a new one.',
    'pt-BR': 'O segredo não pode ser lido com a chave-mestra atual do servidor. Gere um novo.',
    ru: 'Секрет не читается с нынешним главным ключом сервера. Создайте новый.',
  },
  internal: {
    en: 'Something went wrong on our side.',
    'pt-BR': 'Algo deu errado do nosso lado.',
    ru: 'Произошла ошибка на нашей стороне.',
  },
} as const satisfies { readonly [error: string]: Readonly<Record<Language, string>> }
