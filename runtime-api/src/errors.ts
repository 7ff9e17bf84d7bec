// Which refusal has which status and title: the whole catalogue of the API, in three languages. ERRORS.md is held against it.
import {
  type Issue,
  type Json,
  type Language,
  languageOf,
  MoldeError,
  pointerOf,
  type Reader,
  sayIssue,
} from '@molde/engine'
import { driverCode, StoreUnavailable } from './store/store-errors.ts'

export interface CatalogueEntry {
  readonly status: number
  /** What an API user does about it; one sentence, for ERRORS.md. */
  readonly advice: string
  readonly title: Readonly<Record<Language, string>>
}

export const errorCatalogue = {
  'malformed-json': {
    status: 400,
    advice: 'The body is no JSON text; `detail` says where it breaks.',
    title: { en: 'The body is not valid JSON', 'pt-BR': 'O corpo não é um JSON válido', ru: 'Тело запроса — не JSON' },
  },
  'bad-request': {
    status: 400,
    advice: 'The request is not understood: a header, a path segment or the form of the body; see `errors`.',
    title: { en: 'The request is malformed', 'pt-BR': 'A requisição está malformada', ru: 'Запрос составлен неверно' },
  },
  'bad-parameter': {
    status: 400,
    advice: 'A query parameter is unknown or has a wrong value; see `errors`.',
    title: { en: 'A parameter is wrong', 'pt-BR': 'Um parâmetro está errado', ru: 'Неверный параметр' },
  },
  'bad-header': {
    status: 400,
    advice: 'A header such as `If-Match` or `Idempotency-Key` is malformed; `detail` names it.',
    title: { en: 'A header is malformed', 'pt-BR': 'Um cabeçalho está malformado', ru: 'Неверный заголовок' },
  },
  unauthenticated: {
    status: 401,
    advice: 'Sign in, or send one valid `Authorization: Bearer` token or key.',
    title: { en: 'Sign in first', 'pt-BR': 'Entre primeiro', ru: 'Сначала войдите' },
  },
  forbidden: {
    status: 403,
    advice: 'You are known, but your role does not allow this.',
    title: { en: 'You may not do this', 'pt-BR': 'Você não pode fazer isto', ru: 'Это вам не разрешено' },
  },
  'cross-site': {
    status: 403,
    advice: 'A browser sent this with a cookie from another site; call from the studio itself, or use a token.',
    title: {
      en: 'The request came from another site',
      'pt-BR': 'A requisição veio de outro site',
      ru: 'Запрос пришёл с другого сайта',
    },
  },
  'must-change-password': {
    status: 403,
    advice: 'Change the initial password (`POST /api/auth/change-password`), then go on.',
    title: {
      en: 'Change your password first',
      'pt-BR': 'Troque sua senha primeiro',
      ru: 'Сначала смените пароль',
    },
  },
  'wrong-password': {
    status: 403,
    advice: 'The password sent as confirmation is not the right one.',
    title: { en: 'The password is wrong', 'pt-BR': 'A senha está errada', ru: 'Неверный пароль' },
  },
  'not-found': {
    status: 404,
    advice: 'It does not exist, or it is not yours; the answer is the same.',
    title: { en: 'Not found', 'pt-BR': 'Não encontrado', ru: 'Не найдено' },
  },
  'method-not-allowed': {
    status: 405,
    advice: 'The path exists, the method does not; see the `Allow` header.',
    title: {
      en: 'The method is not allowed here',
      'pt-BR': 'O método não é permitido aqui',
      ru: 'Метод здесь не разрешён',
    },
  },
  conflict: {
    status: 409,
    advice: 'It contradicts the present state; see `errors`.',
    title: {
      en: 'It contradicts the present state',
      'pt-BR': 'Contradiz o estado atual',
      ru: 'Противоречит текущему состоянию',
    },
  },
  'name-taken': {
    status: 409,
    advice: 'Choose another name or slug.',
    title: { en: 'The name is taken', 'pt-BR': 'O nome já está em uso', ru: 'Имя уже занято' },
  },
  'unique-taken': {
    status: 409,
    advice: 'Another record has these values already; `errors` says which rule.',
    title: { en: 'The value is taken', 'pt-BR': 'O valor já está em uso', ru: 'Значение уже занято' },
  },
  'transition-refused': {
    status: 409,
    advice: 'The flow does not allow this event now; `errors` says why.',
    title: { en: 'The step is refused', 'pt-BR': 'O passo foi recusado', ru: 'Шаг отклонён' },
  },
  'stale-token': {
    status: 409,
    advice: 'What was previewed has changed; preview again.',
    title: { en: 'The preview is out of date', 'pt-BR': 'A prévia está desatualizada', ru: 'Предпросмотр устарел' },
  },
  'draft-ambiguous': {
    status: 409,
    advice: 'Answer the questions of the draft and send it again.',
    title: {
      en: 'The draft raises questions',
      'pt-BR': 'O rascunho levanta perguntas',
      ru: 'К черновику есть вопросы',
    },
  },
  'slot-building': {
    status: 409,
    advice: 'The field is being prepared for filtering; try again when the job is done.',
    title: {
      en: 'The field is being prepared for filtering',
      'pt-BR': 'O campo está sendo preparado para filtros',
      ru: 'Поле готовится для фильтров',
    },
  },
  'scan-too-large': {
    status: 409,
    advice: 'Too many records to look through for a field that is not prepared; mark it as a quick filter.',
    title: {
      en: 'Too many records to look through',
      'pt-BR': 'Registros demais para examinar',
      ru: 'Слишком много записей для просмотра',
    },
  },
  'key-in-flight': {
    status: 409,
    advice: 'A request with this `Idempotency-Key` is still running; try again after `Retry-After`.',
    title: {
      en: 'The same request is still running',
      'pt-BR': 'A mesma requisição ainda está em andamento',
      ru: 'Такой же запрос ещё выполняется',
    },
  },
  'last-owner': {
    status: 409,
    advice: 'Make another member an owner first, or delete the tenant.',
    title: {
      en: 'A tenant needs an owner',
      'pt-BR': 'Um espaço precisa de um proprietário',
      ru: 'Пространству нужен владелец',
    },
  },
  'already-exists': {
    status: 409,
    advice: 'It is there already.',
    title: { en: 'It exists already', 'pt-BR': 'Já existe', ru: 'Уже существует' },
  },
  'blueprint-merged': {
    status: 410,
    advice: 'Its records are in another blueprint now; `blueprint` names it.',
    title: {
      en: 'The records are in another blueprint now',
      'pt-BR': 'Os registros estão agora em outro tipo de registro',
      ru: 'Записи теперь в другом виде записей',
    },
  },
  'record-elsewhere': {
    status: 410,
    advice: 'The record has passed to another blueprint under its id; `blueprint` names it.',
    title: {
      en: 'The record is in another blueprint now',
      'pt-BR': 'O registro está agora em outro tipo de registro',
      ru: 'Запись теперь в другом виде записей',
    },
  },
  'stale-rev': {
    status: 412,
    advice: 'Somebody changed it since you read it; `current` holds the present state.',
    title: {
      en: 'It was changed in the meantime',
      'pt-BR': 'Foi alterado nesse meio-tempo',
      ru: 'За это время данные изменились',
    },
  },
  'body-too-large': {
    status: 413,
    advice: 'Send less at once; the limit is in `detail`.',
    title: { en: 'The body is too large', 'pt-BR': 'O corpo é grande demais', ru: 'Тело запроса слишком велико' },
  },
  'unsupported-media-type': {
    status: 415,
    advice: 'Send `Content-Type: application/json` in UTF-8 without encoding.',
    title: {
      en: 'The content type is not supported',
      'pt-BR': 'O tipo de conteúdo não é aceito',
      ru: 'Тип содержимого не поддерживается',
    },
  },
  'range-not-satisfiable': {
    status: 416,
    advice: 'The file is shorter than the `Range` asks for; `Content-Range` says its length.',
    title: {
      en: 'The file is shorter than that',
      'pt-BR': 'O arquivo é menor do que isso',
      ru: 'Файл короче запрошенного',
    },
  },
  invalid: {
    status: 422,
    advice: 'The content is refused; `errors` names each place and reason.',
    title: { en: 'The content is invalid', 'pt-BR': 'O conteúdo é inválido', ru: 'Содержимое неверно' },
  },
  'key-reused': {
    status: 422,
    advice: 'This `Idempotency-Key` was used for another request; use a new one.',
    title: {
      en: 'The idempotency key belongs to another request',
      'pt-BR': 'A chave de idempotência pertence a outra requisição',
      ru: 'Ключ идемпотентности принадлежит другому запросу',
    },
  },
  'precondition-required': {
    status: 428,
    advice: 'Send `If-Match` with the ETag you read.',
    title: { en: 'If-Match is required', 'pt-BR': 'If-Match é obrigatório', ru: 'Нужен заголовок If-Match' },
  },
  'too-many-requests': {
    status: 429,
    advice: 'Wait for `Retry-After` seconds.',
    title: { en: 'Too many requests', 'pt-BR': 'Requisições demais', ru: 'Слишком много запросов' },
  },
  internal: {
    status: 500,
    advice: 'Our fault; the log holds the cause under the `requestId` of the answer.',
    title: {
      en: 'Something went wrong on our side',
      'pt-BR': 'Algo deu errado do nosso lado',
      ru: 'Ошибка на нашей стороне',
    },
  },
  unavailable: {
    status: 503,
    advice: 'The database or the program is not ready; try again after `Retry-After`.',
    title: { en: 'Not available at the moment', 'pt-BR': 'Indisponível no momento', ru: 'Сейчас недоступно' },
  },
  'storage-full': {
    status: 507,
    advice: 'The disk is full; reading still works, writing does when there is space again.',
    title: { en: 'There is no space left', 'pt-BR': 'Não há mais espaço', ru: 'Закончилось место' },
  },
} as const satisfies Record<string, CatalogueEntry>

export type ErrorCode = keyof typeof errorCatalogue

export interface ApiErrorMore {
  /** Reasons with their places; said in the reader's language. */
  readonly issues?: readonly Issue[]
  /** A sentence for this one case, English or by language. */
  readonly detail?: string | Readonly<Record<Language, string>>
  /** Further members of the problem document, such as `current` or `job`. */
  readonly members?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** Goes to the log, never into the answer. */
  readonly cause?: unknown
}

/** Thrown by routes and operations; becomes a problem document. `throw new ApiError('not-found')`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  constructor(
    readonly code: ErrorCode,
    readonly more: ApiErrorMore = {},
  ) {
    super(code, { cause: more.cause })
    this.status = errorCatalogue[code].status
  }
}

/** RFC 9457, with `errors` as api.md says. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ErrorCode
  readonly detail: string
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[]
  readonly [member: string]: unknown
}

/** Any thrown value as an ApiError: engine refusals are 422, or 400 when the place is in the request line. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  if (thrown instanceof MoldeError) {
    const inRequestLine = thrown.issues.every(({ path }) => path[0] === 'query' || path[0] === 'path')
    return new ApiError(inRequestLine ? 'bad-parameter' : 'invalid', { issues: thrown.issues })
  }
  return new ApiError(storageCode(thrown) ?? 'internal', { cause: thrown })
}

export function problemOf(error: ApiError, reader: Reader): Problem {
  const language = languageOf(reader)
  const entry = errorCatalogue[error.code]
  const { detail, issues, members } = error.more
  const said = typeof detail === 'object' ? detail[language] : detail
  const errors = issues?.map((one) => problemIssue(one, reader))
  return {
    type: `urn:molde:error:${error.code}`,
    title: entry.title[language],
    status: entry.status,
    code: error.code,
    // Always there, so that a client may show it without looking for something else to say.
    detail: said ?? errors?.[0]?.message ?? entry.title[language],
    ...(errors === undefined ? {} : { errors }),
    ...(members as Readonly<Record<string, Json>>),
  }
}

/** A reason as it is answered: where, which, and in words. */
export function problemIssue(one: Issue, reader: Reader) {
  return { pointer: pointerOf(one.path), code: one.code, message: sayIssue(one, reader) }
}

const fullCodes = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100'])

/** What a database or disk failure means to the caller; everything else unknown is ours. */
function storageCode(thrown: unknown): ErrorCode | undefined {
  const code = driverCode(thrown)
  if (code !== undefined && fullCodes.has(code)) return 'storage-full'
  return thrown instanceof StoreUnavailable ? 'unavailable' : undefined
}
