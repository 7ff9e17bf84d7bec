// Every reason for which the engine refuses, in every language of the product. A code is never reused for another meaning.

export type Language = 'en' | 'pt-BR' | 'ru'
export const languages: readonly Language[] = ['en', 'pt-BR', 'ru']

export const issueTexts = {
  required: {
    en: '{label} is required.',
    'pt-BR': '{label} é obrigatório.',
    ru: 'Поле «{label}» обязательно.',
  },
  'unknown-member': {
    en: '"{name}" is not known here. Known: {known}.',
    'pt-BR': '"{name}" não é conhecido aqui. Conhecidos: {known}.',
    ru: '«{name}» здесь неизвестно. Известны: {known}.',
  },
} as const satisfies Record<string, Record<Language, string>>

export type IssueCode = keyof typeof issueTexts
