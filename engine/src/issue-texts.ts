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

  // values of a record
  'not-a-record': {
    en: 'The data of a record must be an object with fields by name.',
    'pt-BR': 'Os dados de um registro devem ser um objeto com campos por nome.',
    ru: 'Данные записи должны быть объектом с полями по именам.',
  },
  'unstorable-text': {
    en: '{label} holds characters that cannot be kept (NUL, or half of a character).',
    'pt-BR': '{label} contém caracteres que não podem ser guardados (NUL ou meio caractere).',
    ru: 'Поле «{label}» содержит символы, которые нельзя сохранить (NUL или половину символа).',
  },
  'not-text': {
    en: '{label} must be a text.',
    'pt-BR': '{label} deve ser um texto.',
    ru: 'Поле «{label}» должно быть текстом.',
  },
  'not-number': {
    en: '{label} must be a number.',
    'pt-BR': '{label} deve ser um número.',
    ru: 'Поле «{label}» должно быть числом.',
  },
  'not-integer': {
    en: '{label} must be a whole number between -9007199254740991 and 9007199254740991.',
    'pt-BR': '{label} deve ser um número inteiro entre -9007199254740991 e 9007199254740991.',
    ru: 'Поле «{label}» должно быть целым числом от -9007199254740991 до 9007199254740991.',
  },
  'not-boolean': {
    en: '{label} must be true or false.',
    'pt-BR': '{label} deve ser verdadeiro ou falso.',
    ru: 'Поле «{label}» должно быть истиной или ложью.',
  },
  'not-date': {
    en: '{label} must be a day of the calendar, as 2026-12-31.',
    'pt-BR': '{label} deve ser um dia do calendário, como 2026-12-31.',
    ru: 'Поле «{label}» должно быть датой календаря, например 2026-12-31.',
  },
  'not-time': {
    en: '{label} must be a time of day, as 09:30 or 09:30:15.',
    'pt-BR': '{label} deve ser um horário, como 09:30 ou 09:30:15.',
    ru: 'Поле «{label}» должно быть временем суток, например 09:30 или 09:30:15.',
  },
  'not-datetime': {
    en: '{label} must be a date and time with its zone, as 2026-12-31T09:30:00Z or 2026-12-31T09:30:00-03:00.',
    'pt-BR': '{label} deve ser data e hora com fuso, como 2026-12-31T09:30:00Z ou 2026-12-31T09:30:00-03:00.',
    ru: 'Поле «{label}» должно быть датой и временем с часовым поясом, например 2026-12-31T09:30:00Z или 2026-12-31T09:30:00-03:00.',
  },
  'not-duration': {
    en: '{label} must be a duration, as PT48H or P1DT12H.',
    'pt-BR': '{label} deve ser uma duração, como PT48H ou P1DT12H.',
    ru: 'Поле «{label}» должно быть длительностью, например PT48H или P1DT12H.',
  },
  'not-color': {
    en: '{label} must be a colour, as #1a2b3c.',
    'pt-BR': '{label} deve ser uma cor, como #1a2b3c.',
    ru: 'Поле «{label}» должно быть цветом, например #1a2b3c.',
  },
  'not-money': {
    en: '{label} must be an amount as text with a currency, as {"amount": "12.50", "currency": "BRL"}.',
    'pt-BR': '{label} deve ser um valor em texto com uma moeda, como {"amount": "12.50", "currency": "BRL"}.',
    ru: 'Поле «{label}» должно быть суммой текстом с валютой, например {"amount": "12.50", "currency": "BRL"}.',
  },
  'unknown-currency': {
    en: '{label} does not take the currency {value}. Possible: {known}.',
    'pt-BR': '{label} não aceita a moeda {value}. Possíveis: {known}.',
    ru: 'Поле «{label}» не принимает валюту {value}. Возможны: {known}.',
  },
  'too-precise': {
    en: '{label} takes at most {limit} digits after the decimal point.',
    'pt-BR': '{label} aceita no máximo {limit} dígitos depois da vírgula.',
    ru: 'Поле «{label}» допускает не более {limit} цифр после запятой.',
  },
  'not-list': {
    en: '{label} must be a list.',
    'pt-BR': '{label} deve ser uma lista.',
    ru: 'Поле «{label}» должно быть списком.',
  },
  'not-object': {
    en: '{label} must be an object with members by name.',
    'pt-BR': '{label} deve ser um objeto com membros por nome.',
    ru: 'Поле «{label}» должно быть объектом с именованными членами.',
  },
  'not-reference': {
    en: '{label} must be the id of a record, a user or a file.',
    'pt-BR': '{label} deve ser o id de um registro, de um usuário ou de um arquivo.',
    ru: 'Поле «{label}» должно быть идентификатором записи, пользователя или файла.',
  },
  'not-position': {
    en: '{label} must be a place on Earth, as {"lat": -23.55, "lng": -46.63}.',
    'pt-BR': '{label} deve ser um lugar na Terra, como {"lat": -23.55, "lng": -46.63}.',
    ru: 'Поле «{label}» должно быть точкой на Земле, например {"lat": -23.55, "lng": -46.63}.',
  },
  'not-json': {
    en: '{label} holds something that JSON cannot say.',
    'pt-BR': '{label} contém algo que JSON não consegue dizer.',
    ru: 'Поле «{label}» содержит то, что нельзя выразить в JSON.',
  },
  'value-too-deep': {
    en: '{label} is nested deeper than {limit} levels.',
    'pt-BR': '{label} tem mais de {limit} níveis de aninhamento.',
    ru: 'Вложенность поля «{label}» глубже {limit} уровней.',
  },
  'unknown-option': {
    en: '{label} has no option "{value}". Possible: {known}.',
    'pt-BR': '{label} não tem a opção "{value}". Possíveis: {known}.',
    ru: 'В поле «{label}» нет варианта «{value}». Возможны: {known}.',
  },
  'retired-option': {
    en: 'The option "{value}" of {label} is not offered any more.',
    'pt-BR': 'A opção "{value}" de {label} não é mais oferecida.',
    ru: 'Вариант «{value}» поля «{label}» больше не предлагается.',
  },
  'bad-element-id': {
    en: 'The _id of an element of {label} must be a short text that no other element of it has.',
    'pt-BR': 'O _id de um elemento de {label} deve ser um texto curto que nenhum outro elemento tenha.',
    ru: 'Значение _id элемента поля «{label}» должно быть коротким текстом, которого нет у других элементов.',
  },
  'read-only': {
    en: '{label} cannot be changed.',
    'pt-BR': '{label} não pode ser alterado.',
    ru: 'Поле «{label}» нельзя изменить.',
  },
  'moved-by-flow': {
    en: '{label} is the state of a flow: it changes by an event, not by an edit.',
    'pt-BR': '{label} é o estado de um fluxo: muda por um evento, não por edição.',
    ru: 'Поле «{label}» — состояние процесса: оно меняется событием, а не правкой.',
  },
  'rule-broken': {
    en: '{message}',
    'pt-BR': '{message}',
    ru: '{message}',
  },
  'rule-failed': {
    en: 'A rule could not be checked: {reason}.',
    'pt-BR': 'Uma regra não pôde ser verificada: {reason}.',
    ru: 'Не удалось проверить правило: {reason}.',
  },
  'default-failed': {
    en: 'The default of {label} could not be worked out.',
    'pt-BR': 'Não foi possível calcular o valor padrão de {label}.',
    ru: 'Не удалось вычислить значение по умолчанию для поля «{label}».',
  },
  // the request itself: its body, its parameters
  'wrong-type': {
    en: 'Expected {expected}.',
    'pt-BR': 'Esperado: {expected}.',
    ru: 'Ожидается: {expected}.',
  },
  'not-one-of': {
    en: 'Must be one of: {allowed}.',
    'pt-BR': 'Deve ser um destes: {allowed}.',
    ru: 'Допустимо только: {allowed}.',
  },
  'length-out-of-range': {
    en: 'Must have {least} to {most} characters.',
    'pt-BR': 'Deve ter de {least} a {most} caracteres.',
    ru: 'Длина — от {least} до {most} символов.',
  },
  'count-out-of-range': {
    en: 'Must have {least} to {most} entries.',
    'pt-BR': 'Deve ter de {least} a {most} entradas.',
    ru: 'Количество — от {least} до {most}.',
  },
  'number-out-of-range': {
    en: 'Must be from {least} to {most}.',
    'pt-BR': 'Deve estar entre {least} e {most}.',
    ru: 'Допустимо от {least} до {most}.',
  },
  'wrong-form': {
    en: 'Does not have the expected form: {form}.',
    'pt-BR': 'Não tem a forma esperada: {form}.',
    ru: 'Не той формы: {form}.',
  },
  'missing-member': {
    en: '"{name}" is missing.',
    'pt-BR': 'Falta "{name}".',
    ru: 'Не хватает «{name}».',
  },
  'given-twice': {
    en: '"{name}" may be given only once.',
    'pt-BR': '"{name}" só pode ser informado uma vez.',
    ru: '«{name}» можно указать только один раз.',
  },
  'forbidden-name': {
    en: 'A member may not be called "{name}".',
    'pt-BR': 'Um membro não pode se chamar "{name}".',
    ru: 'Имя «{name}» не разрешено.',
  },
  'too-deep': {
    en: 'Nested deeper than {limit} levels.',
    'pt-BR': 'Aninhado além de {limit} níveis.',
    ru: 'Вложенность больше {limit} уровней.',
  },
  'unknown-time-zone': {
    en: '"{name}" is no time zone, such as America/Sao_Paulo.',
    'pt-BR': '"{name}" não é um fuso horário, como America/Sao_Paulo.',
    ru: '«{name}» — не часовой пояс, например Europe/Moscow.',
  },
  'unknown-template': {
    en: 'There is no template "{name}".',
    'pt-BR': 'Não há um modelo "{name}".',
    ru: 'Шаблона «{name}» нет.',
  },
  'reserved-name': {
    en: '"{name}" is reserved.',
    'pt-BR': '"{name}" é reservado.',
    ru: 'Имя «{name}» зарезервировано.',
  },

  // expressions
  'expression-syntax': {
    en: 'The expression cannot be read at “{found}” (character {start}).',
    'pt-BR': 'A expressão não pode ser lida em “{found}” (caractere {start}).',
    ru: 'Выражение не читается в месте «{found}» (символ {start}).',
  },
  'expression-operator': {
    en: 'Write {wish} instead of {found}.',
    'pt-BR': 'Escreva {wish} em vez de {found}.',
    ru: 'Вместо {found} пишите {wish}.',
  },
  'expression-too-big': {
    en: 'The expression is too long or too deeply nested.',
    'pt-BR': 'A expressão é longa demais ou tem níveis demais.',
    ru: 'Выражение слишком длинное или слишком глубоко вложено.',
  },
  'expression-word': {
    en: '"{found}" is a reserved word. Reach a field of that name as record.data.{found}.',
    'pt-BR': '"{found}" é uma palavra reservada. Um campo com esse nome é record.data.{found}.',
    ru: '«{found}» — зарезервированное слово. К полю с таким именем обращайтесь как record.data.{found}.',
  },
  'expression-not-offered': {
    en: '{found} is not offered in expressions.',
    'pt-BR': '{found} não é oferecido em expressões.',
    ru: '{found} в выражениях не предусмотрено.',
  },
  'expression-not-text': {
    en: 'An expression is a text.',
    'pt-BR': 'Uma expressão é um texto.',
    ru: 'Выражение — это текст.',
  },
  'expression-bad-text': {
    en: 'A text in the expression holds characters that cannot be kept (NUL, or half of a character).',
    'pt-BR': 'Um texto na expressão contém caracteres que não podem ser guardados (NUL ou meio caractere).',
    ru: 'Текст в выражении содержит символы, которые нельзя сохранить (NUL или половину символа).',
  },
  'unknown-field': {
    en: 'There is no field "{name}". Known: {known}.',
    'pt-BR': 'Não há campo "{name}". Conhecidos: {known}.',
    ru: 'Нет поля «{name}». Известны: {known}.',
  },
  'unknown-field-near': {
    en: 'There is no field "{name}". Is it "{near}"?',
    'pt-BR': 'Não há campo "{name}". Seria "{near}"?',
    ru: 'Нет поля «{name}». Может быть, «{near}»?',
  },
  'not-an-option': {
    en: '"{name}" is not one of the choices of {field}. Known: {known}.',
    'pt-BR': '"{name}" não é uma das opções de {field}. Conhecidas: {known}.',
    ru: '«{name}» нет среди вариантов {field}. Известны: {known}.',
  },
  'not-an-option-near': {
    en: '"{name}" is not one of the choices of {field}. Is it "{near}"?',
    'pt-BR': '"{name}" não é uma das opções de {field}. Seria "{near}"?',
    ru: '«{name}» нет среди вариантов {field}. Может быть, «{near}»?',
  },
  'unknown-function': {
    en: 'There is no function "{name}". Known: {known}.',
    'pt-BR': 'Não há função "{name}". Conhecidas: {known}.',
    ru: 'Нет функции «{name}». Известны: {known}.',
  },
  'unknown-function-near': {
    en: 'There is no function "{name}". Is it "{near}"?',
    'pt-BR': 'Não há função "{name}". Seria "{near}"?',
    ru: 'Нет функции «{name}». Может быть, «{near}»?',
  },
  'wrong-arguments': {
    en: 'This function is written {signature}.',
    'pt-BR': 'Esta função se escreve {signature}.',
    ru: 'Эта функция пишется так: {signature}.',
  },
  'wrong-argument': {
    en: '{signature} does not take {actual} here.',
    'pt-BR': '{signature} não aceita {actual} aqui.',
    ru: '{signature} не принимает здесь {actual}.',
  },
  'wrong-operands': {
    en: '{left} {operator} {right} has no meaning.',
    'pt-BR': '{left} {operator} {right} não tem sentido.',
    ru: '{left} {operator} {right} не имеет смысла.',
  },
  'wrong-result': {
    en: 'This must give {wanted}, and gives {actual}.',
    'pt-BR': 'Isto deve resultar em {wanted} e resulta em {actual}.',
    ru: 'Здесь должно получиться {wanted}, а получается {actual}.',
  },
  'bad-moment': {
    en: '"{text}" is not a valid {wanted}. Write it as {example}.',
    'pt-BR': '"{text}" não é um valor válido de {wanted}. Escreva como {example}.',
    ru: '«{text}» — неверное значение {wanted}. Пишите как {example}.',
  },
  'bad-variable': {
    en: '"{name}" cannot be the name for an element. Choose another, such as x.',
    'pt-BR': '"{name}" não pode ser o nome de um elemento. Escolha outro, como x.',
    ru: '«{name}» не может быть именем элемента. Выберите другое, например x.',
  },
  'pattern-not-literal': {
    en: 'A pattern must be written out as a text.',
    'pt-BR': 'O padrão deve ser escrito como texto.',
    ru: 'Шаблон должен быть записан как текст.',
  },
  'bad-pattern': {
    en: 'The pattern cannot be used: {reason}.',
    'pt-BR': 'O padrão não pode ser usado: {reason}.',
    ru: 'Шаблон нельзя использовать: {reason}.',
  },
  'has-what': {
    en: 'has( ) asks about a field, as has(cargo).',
    'pt-BR': 'has( ) pergunta por um campo, como has(cargo).',
    ru: 'has( ) спрашивает о поле, например has(cargo).',
  },
} as const satisfies Record<string, Record<Language, string>>

export type IssueCode = keyof typeof issueTexts
