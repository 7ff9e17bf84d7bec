// What our mails say, in every language of the product. Values are escaped; a template holds no logic.
import type { Language } from '@molde/engine'
import type { Mail } from './mail.ts'

interface Template {
  readonly subject: string
  readonly lines: readonly string[]
  readonly button: string
}

export type MailKind = 'verify' | 'reset' | 'known-address' | 'invitation'

export interface MailValues {
  readonly name: string
  readonly link: string
  readonly tenant?: string
  readonly support?: string | undefined
}

const templates: Readonly<Record<MailKind, Readonly<Record<Language, Template>>>> = {
  verify: {
    en: {
      subject: 'Confirm your address',
      lines: ['Hello {name},', 'please confirm that this address is yours. The link works for 24 hours.'],
      button: 'Confirm address',
    },
    'pt-BR': {
      subject: 'Confirme seu endereço',
      lines: ['Olá, {name},', 'confirme que este endereço é seu. O link vale por 24 horas.'],
      button: 'Confirmar endereço',
    },
    ru: {
      subject: 'Подтвердите адрес',
      lines: ['Здравствуйте, {name}!', 'Подтвердите, что это ваш адрес. Ссылка действует 24 часа.'],
      button: 'Подтвердить адрес',
    },
  },
  reset: {
    en: {
      subject: 'Set a new password',
      lines: [
        'Hello {name},',
        'with this link you set a new password. It works once, for one hour. If you did not ask for it, do nothing.',
      ],
      button: 'Set a new password',
    },
    'pt-BR': {
      subject: 'Defina uma nova senha',
      lines: [
        'Olá, {name},',
        'com este link você define uma nova senha. Ele vale uma vez, por uma hora. Se você não pediu, não faça nada.',
      ],
      button: 'Definir nova senha',
    },
    ru: {
      subject: 'Задайте новый пароль',
      lines: [
        'Здравствуйте, {name}!',
        'По этой ссылке можно задать новый пароль. Она действует один раз, в течение часа. Если вы её не просили, ничего не делайте.',
      ],
      button: 'Задать новый пароль',
    },
  },
  'known-address': {
    en: {
      subject: 'You already have an account',
      lines: [
        'Hello {name},',
        'somebody, perhaps you, tried to sign up with this address. You have an account already: sign in, or set a new password there.',
      ],
      button: 'Sign in',
    },
    'pt-BR': {
      subject: 'Você já tem uma conta',
      lines: [
        'Olá, {name},',
        'alguém, talvez você, tentou se cadastrar com este endereço. Você já tem uma conta: entre, ou defina uma nova senha por lá.',
      ],
      button: 'Entrar',
    },
    ru: {
      subject: 'У вас уже есть учётная запись',
      lines: [
        'Здравствуйте, {name}!',
        'Кто-то, возможно вы, пытался зарегистрироваться с этим адресом. Учётная запись уже есть: войдите или задайте новый пароль.',
      ],
      button: 'Войти',
    },
  },
  invitation: {
    en: {
      subject: '{name} invites you to {tenant}',
      lines: [
        'Hello,',
        '{name} invites you to work together in {tenant}. With this link you join in one step. It is for you alone, works once, and for 7 days.',
      ],
      button: 'See the invitation',
    },
    'pt-BR': {
      subject: '{name} convida você para {tenant}',
      lines: [
        'Olá,',
        '{name} convida você a trabalhar em {tenant}. Com este link você entra em um só passo. Ele é só seu, vale uma vez e por 7 dias.',
      ],
      button: 'Ver o convite',
    },
    ru: {
      subject: '{name} приглашает вас в {tenant}',
      lines: [
        'Здравствуйте!',
        '{name} приглашает вас работать в {tenant}. По этой ссылке можно присоединиться сразу. Она только для вас, действует один раз и в течение 7 дней.',
      ],
      button: 'Открыть приглашение',
    },
  },
}

export function sayMail(kind: MailKind, language: Language, values: MailValues): Omit<Mail, 'to'> {
  const { subject, lines, button } = templates[kind][language]
  const said = lines.map((line) => fill(line, values))
  const support = values.support ? [values.support] : []
  return {
    subject: fill(subject, values),
    text: [...said, '', values.link, '', 'Molde', ...support].join('\n'),
    html: [
      ...said.map((line) => `<p>${escapeHtml(line)}</p>`),
      `<p><a href="${escapeHtml(values.link)}">${escapeHtml(button)}</a></p>`,
      `<p>${['Molde', ...support].map(escapeHtml).join('<br>')}</p>`,
    ].join('\n'),
  }
}

/** What a flow says to somebody, in the words of the flow. */
export function sayNote(
  language: Language,
  note: {
    readonly subject: string
    readonly text: string
    readonly tenant: string
    /** Where it can be looked at. */
    readonly link: string | undefined
    readonly support?: string | undefined
  },
): Omit<Mail, 'to'> {
  const { link } = note
  const end = [note.tenant, ...(note.support ? [note.support] : [])]
  return {
    subject: oneLine(note.subject),
    text: [note.text, '', ...(link ? [link, ''] : []), ...end].join('\n'),
    html: [
      ...note.text.split(/\r?\n/).map((line) => `<p>${escapeHtml(line)}</p>`),
      ...(link ? [`<p><a href="${escapeHtml(link)}">${escapeHtml(openRecord[language])}</a></p>`] : []),
      `<p>${end.map(escapeHtml).join('<br>')}</p>`,
    ].join('\n'),
  }
}

const openRecord: Readonly<Record<Language, string>> = {
  en: 'Open the record',
  'pt-BR': 'Abrir o registro',
  ru: 'Открыть запись',
}

/** Names come from users: line breaks would end a header, so they become spaces. */
function fill(text: string, values: MailValues): string {
  return text.replace(/\{(name|tenant)\}/g, (_, name: 'name' | 'tenant') => oneLine(values[name] ?? ''))
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 200)
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
