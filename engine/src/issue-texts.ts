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
    en: '“{name}” is not known here. Known: {known}.',
    'pt-BR': '“{name}” não é conhecido aqui. Conhecidos: {known}.',
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
    ru: 'В поле «{label}» может быть только «да» или «нет» (true, false).',
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
  'unknown-option': {
    en: '{label} has no option “{value}”. Possible: {known}.',
    'pt-BR': '{label} não tem a opção “{value}”. Possíveis: {known}.',
    ru: 'В поле «{label}» нет варианта «{value}». Возможны: {known}.',
  },
  'retired-option': {
    en: 'The option “{value}” of {label} is not offered any more.',
    'pt-BR': 'A opção “{value}” de {label} não é mais oferecida.',
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
    ru: 'Неверный формат. Ожидается: {form}.',
  },
  'missing-member': {
    en: '“{name}” is missing.',
    'pt-BR': 'Falta “{name}”.',
    ru: 'Не хватает «{name}».',
  },
  'given-twice': {
    en: '“{name}” may be given only once.',
    'pt-BR': '“{name}” só pode ser informado uma vez.',
    ru: '«{name}» можно указать только один раз.',
  },
  'forbidden-name': {
    en: 'A member may not be called “{name}”.',
    'pt-BR': 'Um membro não pode se chamar “{name}”.',
    ru: 'Имя «{name}» не разрешено.',
  },
  'too-deep': {
    en: 'Nested deeper than {limit} levels.',
    'pt-BR': 'Aninhado além de {limit} níveis.',
    ru: 'Вложенность больше {limit} уровней.',
  },
  'unknown-time-zone': {
    en: '“{name}” is no time zone, such as America/Sao_Paulo.',
    'pt-BR': '“{name}” não é um fuso horário, como America/Sao_Paulo.',
    ru: '«{name}» — не часовой пояс, например Europe/Moscow.',
  },
  'unknown-template': {
    en: 'There is no template “{name}”.',
    'pt-BR': 'Não há um modelo “{name}”.',
    ru: 'Шаблона «{name}» нет.',
  },
  'reserved-name': {
    en: '“{name}” is reserved.',
    'pt-BR': '“{name}” é reservado.',
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
    en: '“{found}” is a reserved word. Reach a field of that name as record.data.{found}.',
    'pt-BR': '“{found}” é uma palavra reservada. Um campo com esse nome é record.data.{found}.',
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
    en: 'There is no field “{name}”. Known: {known}.',
    'pt-BR': 'Não há campo “{name}”. Conhecidos: {known}.',
    ru: 'Нет поля «{name}». Известны: {known}.',
  },
  'unknown-field-near': {
    en: 'There is no field “{name}”. Is it “{near}”?',
    'pt-BR': 'Não há campo “{name}”. Seria “{near}”?',
    ru: 'Нет поля «{name}». Может быть, «{near}»?',
  },
  'not-an-option': {
    en: '“{name}” is not one of the choices of {field}. Known: {known}.',
    'pt-BR': '“{name}” não é uma das opções de {field}. Conhecidas: {known}.',
    ru: '«{name}» нет среди вариантов {field}. Известны: {known}.',
  },
  'not-an-option-near': {
    en: '“{name}” is not one of the choices of {field}. Is it “{near}”?',
    'pt-BR': '“{name}” não é uma das opções de {field}. Seria “{near}”?',
    ru: '«{name}» нет среди вариантов {field}. Может быть, «{near}»?',
  },
  'unknown-function': {
    en: 'There is no function “{name}”. Known: {known}.',
    'pt-BR': 'Não há função “{name}”. Conhecidas: {known}.',
    ru: 'Нет функции «{name}». Известны: {known}.',
  },
  'unknown-function-near': {
    en: 'There is no function “{name}”. Is it “{near}”?',
    'pt-BR': 'Não há função “{name}”. Seria “{near}”?',
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
    en: '“{text}” is not a valid {wanted}. Write it as {example}.',
    'pt-BR': '“{text}” não é um valor válido de {wanted}. Escreva como {example}.',
    ru: '«{text}» — неверное значение {wanted}. Пишите как {example}.',
  },
  'bad-variable': {
    en: '“{name}” cannot be the name for an element. Choose another, such as x.',
    'pt-BR': '“{name}” não pode ser o nome de um elemento. Escolha outro, como x.',
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

  // flow: definitions
  'exchange-cannot': {
    en: 'A flow cannot say “{part}”.',
    'pt-BR': 'Um fluxo não pode dizer “{part}”.',
    ru: 'В процессе нельзя выразить «{part}».',
  },
  'exchange-region': {
    en: '“{name}” lies in a parallel state and needs states of its own.',
    'pt-BR': '“{name}” está em um estado paralelo e precisa de estados próprios.',
    ru: '«{name}» находится в параллельном состоянии, и в нём должны быть свои состояния.',
  },
  'exchange-target': {
    en: 'From here, “{name}” leads to no state.',
    'pt-BR': 'Daqui, “{name}” não leva a nenhum estado.',
    ru: 'Отсюда «{name}» не ведёт ни в одно состояние.',
  },
  'exchange-renamed': {
    en: '“{name}” is called “{as}” here.',
    'pt-BR': '“{name}” aqui se chama “{as}”.',
    ru: '«{name}» здесь называется «{as}».',
  },
  'exchange-left': {
    en: '“{part}” was left out.',
    'pt-BR': '“{part}” foi deixado de fora.',
    ru: '«{part}» не перенесено.',
  },
  'exchange-guard': {
    en: 'The condition “{name}” was left out: what it asks is not known here.',
    'pt-BR': 'A condição “{name}” foi deixada de fora: aqui não se sabe o que ela pergunta.',
    ru: 'Условие «{name}» не перенесено: здесь неизвестно, что оно проверяет.',
  },
  'exchange-action': {
    en: 'The action “{name}” was left out: what it does is not known here.',
    'pt-BR': 'A ação “{name}” foi deixada de fora: aqui não se sabe o que ela faz.',
    ru: 'Действие «{name}» не перенесено: здесь неизвестно, что оно делает.',
  },
  'flow-comes-later': {
    en: '“{part}” is not part of flows yet; it comes with a later version.',
    'pt-BR': '“{part}” ainda não faz parte dos fluxos; virá em uma versão futura.',
    ru: '«{part}» пока не входит в процессы; это появится в одной из следующих версий.',
  },
  'flow-other-blueprint': {
    en: 'This flow names the blueprint “{name}”, but belongs to “{blueprint}”.',
    'pt-BR': 'Este fluxo cita o tipo de registro “{name}”, mas pertence a “{blueprint}”.',
    ru: 'В процессе указан вид записей «{name}», а относится он к «{blueprint}».',
  },
  'flow-other-version': {
    en: '“{name}” is given by the server: {value}, or left out.',
    'pt-BR': '“{name}” é definido pelo servidor: {value}, ou omitido.',
    ru: '«{name}» задаёт сервер: {value}, или не указывается.',
  },
  'flow-state-field': {
    en: 'States are kept in a field with choices (enum). “{name}” is none.',
    'pt-BR': 'Os estados ficam em um campo de opções (enum). “{name}” não é.',
    ru: 'Состояния хранятся в поле с вариантами (enum). «{name}» — не такое поле.',
  },
  'flow-field-taken': {
    en: '“{field}” holds the states of “{flow}” already. Every flow needs a field of its own.',
    'pt-BR': '“{field}” já guarda os estados de “{flow}”. Cada fluxo precisa de um campo próprio.',
    ru: '«{field}» уже хранит состояния процесса «{flow}». Каждому процессу нужно своё поле.',
  },
  'flow-main-first': {
    en: 'The first flow of a blueprint is its main one: create that one before this.',
    'pt-BR': 'O primeiro fluxo de um tipo de registro é o principal: crie aquele antes deste.',
    ru: 'Первый процесс вида записей — основной: сначала создайте его.',
  },
  'flow-main-taken': {
    en: 'The main flow of this blueprint is “{flow}”, and there is only one.',
    'pt-BR': 'O fluxo principal deste tipo de registro é “{flow}”, e só há um.',
    ru: 'Основной процесс этого вида записей — «{flow}», и он один.',
  },
  'flow-clock-taken': {
    en: '“{flow}” has a promised time “{name}” already. Give this one another name.',
    'pt-BR': '“{flow}” já tem um prazo prometido “{name}”. Dê outro nome a este.',
    ru: 'В процессе «{flow}» уже есть обещанный срок «{name}». Назовите этот иначе.',
  },
  'flow-event-taken': {
    en: '“{flow}” has an event “{name}” already. Give this one another name, so that it is clear which is meant.',
    'pt-BR': '“{flow}” já tem um evento “{name}”. Dê outro nome a este, para que fique claro qual é.',
    ru: 'В процессе «{flow}» уже есть событие «{name}». Назовите это иначе, чтобы было ясно, какое имеется в виду.',
  },
  'flow-region-required': {
    en: '“{name}” is required, and it has to be empty while its region does not go on. Let it be left empty.',
    'pt-BR':
      '“{name}” é obrigatório, e precisa ficar vazio enquanto a sua região não está em curso. Deixe-o ser vazio.',
    ru: 'Поле «{name}» обязательное, а должно быть пустым, пока его область не идёт. Разрешите оставлять его пустым.',
  },
  'flow-unknown-state': {
    en: '“{name}” is no state: it is not one of the choices of “{field}”. Known: {known}.',
    'pt-BR': '“{name}” não é um estado: não está entre as opções de “{field}”. Conhecidos: {known}.',
    ru: '«{name}» — не состояние: такого варианта нет в поле «{field}». Есть: {known}.',
  },
  'flow-unknown-group': {
    en: '“{name}” is no group of this flow. Known: {known}.',
    'pt-BR': '“{name}” não é um grupo deste fluxo. Conhecidos: {known}.',
    ru: '«{name}» — не группа этого процесса. Есть: {known}.',
  },
  'flow-group-ring': {
    en: 'The group “{group}” lies in itself. Take it out of the groups that lie in it.',
    'pt-BR': 'O grupo “{group}” está dentro de si mesmo. Retire-o dos grupos que estão nele.',
    ru: 'Группа «{group}» вложена сама в себя. Уберите её из вложенных в неё групп.',
  },
  'flow-group-regions': {
    en: 'The group “{group}” holds states that go on at the same time. A group holds states of one region, or of none.',
    'pt-BR':
      'O grupo “{group}” reúne estados que ocorrem ao mesmo tempo. Um grupo reúne estados de uma só região, ou de nenhuma.',
    ru: 'В группе «{group}» есть состояния, которые идут одновременно. Группа собирает состояния одной области либо вне областей.',
  },
  'flow-group-initial': {
    en: 'The group “{group}” must begin with a state or a group that lies directly in it.',
    'pt-BR': 'O grupo “{group}” deve começar em um estado ou grupo que esteja diretamente nele.',
    ru: 'Группа «{group}» должна начинаться с состояния или группы, лежащих прямо в ней.',
  },
  'flow-regions': {
    en: '“{state}” needs two regions at least to be parallel; a state that is not parallel has none.',
    'pt-BR':
      '“{state}” precisa de pelo menos duas regiões para ser paralelo; um estado que não é paralelo não tem nenhuma.',
    ru: 'Параллельному состоянию «{state}» нужны хотя бы две области; у обычного состояния областей нет.',
  },
  'flow-taken-by-itself': {
    en: 'A step that is taken by itself has no “{name}”: nobody sends it.',
    'pt-BR': 'Um passo que acontece sozinho não tem “{name}”: ninguém o envia.',
    ru: 'У шага, который выполняется сам, нет «{name}»: его никто не отправляет.',
  },
  'flow-stays-always': {
    en: 'A step that stays where it is cannot be taken by itself, and enters nothing anew. Say where it leads to.',
    'pt-BR': 'Um passo que permanece onde está não pode acontecer sozinho nem entrar de novo. Diga aonde ele leva.',
    ru: 'Шаг, который никуда не ведёт, не может выполняться сам и ничего не начинает заново. Укажите, куда он ведёт.',
  },
  'flow-never-done': {
    en: 'Only a group or a parallel state with an end inside can come to its end.',
    'pt-BR': 'Só um grupo ou um estado paralelo com um fim dentro pode chegar ao fim.',
    ru: 'Завершиться может только группа или параллельное состояние, внутри которого есть конец.',
  },
  'flow-final-leaves': {
    en: '“{state}” is an end: nothing may lead out of it.',
    'pt-BR': '“{state}” é um fim: nada pode sair dele.',
    ru: '«{state}» — конечное состояние: из него шагов быть не может.',
  },
  'flow-final-timer': {
    en: '“{state}” is an end: nothing happens there by itself any more.',
    'pt-BR': '“{state}” é um fim: ali nada mais acontece sozinho.',
    ru: '«{state}» — конечное состояние: само там больше ничего не происходит.',
  },
  'flow-timer-event': {
    en: 'No step leads out of “{state}” by “{event}”, so its timer would do nothing.',
    'pt-BR': 'Nenhum passo sai de “{state}” por “{event}”; o temporizador não faria nada.',
    ru: 'Из «{state}» нет шага по «{event}», поэтому таймер ничего не сделал бы.',
  },
  'flow-timer-asks': {
    en: '“{event}” asks for something that must be filled in, which a timer cannot do.',
    'pt-BR': '“{event}” pede algo que precisa ser preenchido, e um temporizador não preenche nada.',
    ru: '«{event}» требует обязательно что-то заполнить, а таймер этого сделать не может.',
  },
  'flow-remind-changes': {
    en: 'A reminder tells somebody; it changes nothing in the record.',
    'pt-BR': 'Um lembrete avisa alguém; não muda nada no registro.',
    ru: 'Напоминание сообщает кому-то; в записи оно ничего не меняет.',
  },
  'timer-reminder': {
    en: '“{event}” will happen by itself on {when}.',
    'pt-BR': '“{event}” acontecerá sozinho em {when}.',
    ru: '«{event}» произойдёт само: {when}.',
  },
  'flow-timer-field': {
    en: '“{field}” is no date, so nothing can be due at it.',
    'pt-BR': '“{field}” não é uma data; nada pode vencer nela.',
    ru: '«{field}» — не дата, к ней нельзя привязать срок.',
  },
  'flow-change-clocks': {
    en: 'Promised times are counted otherwise.',
    'pt-BR': 'Os prazos prometidos são contados de outro modo.',
    ru: 'Обещанные сроки считаются иначе.',
  },
  'flow-change-state-times': {
    en: 'What happens by itself in “{state}” changes.',
    'pt-BR': 'Muda o que acontece sozinho em “{state}”.',
    ru: 'Меняется то, что происходит само в «{state}».',
  },
  'flow-sets-state': {
    en: '“{field}” is the state: it changes by a step, not by an action or a form.',
    'pt-BR': '“{field}” é o estado: muda por um passo, não por uma ação ou formulário.',
    ru: '«{field}» — это состояние: оно меняется шагом, а не действием и не формой.',
  },
  'flow-computed-field': {
    en: '“{field}” is calculated automatically and cannot be filled in.',
    'pt-BR': '“{field}” é calculado automaticamente e não pode ser preenchido.',
    ru: 'Поле «{field}» вычисляется автоматически, заполнить его нельзя.',
  },
  'flow-cannot-add': {
    en: 'Only numbers and lists can be added to; “{field}” is neither.',
    'pt-BR': 'Só é possível acrescentar a números e listas; “{field}” não é nenhum dos dois.',
    ru: 'Прибавлять можно только к числам и спискам; «{field}» — ни то, ни другое.',
  },
  'flow-form-read-only': {
    en: '“{field}” is read-only, so a form cannot ask for it.',
    'pt-BR': '“{field}” é somente leitura, então um formulário não pode pedi-lo.',
    ru: 'Поле «{field}» только для чтения, форма не может его запрашивать.',
  },
  'flow-form-differs': {
    en: 'Every step “{event}” that leaves “{state}” must ask for the same form: it is filled in before one of them is taken.',
    'pt-BR':
      'Todo passo “{event}” que sai de “{state}” deve pedir o mesmo formulário: ele é preenchido antes de se dar um deles.',
    ru: 'Все шаги «{event}» из «{state}» должны запрашивать одну и ту же форму: её заполняют до выбора шага.',
  },
  'flow-one-action': {
    en: 'An action does exactly one thing: {known}.',
    'pt-BR': 'Uma ação faz exatamente uma coisa: {known}.',
    ru: 'Действие делает ровно одно: {known}.',
  },
  'webhook-url': {
    en: 'An address begins with https:// or http:// and names a host, as https://example.org/hook.',
    'pt-BR': 'Um endereço começa com https:// ou http:// e cita um servidor, como https://example.org/hook.',
    ru: 'Адрес начинается с https:// или http:// и называет сервер, например https://example.org/hook.',
  },
  'webhook-credentials': {
    en: 'An address must not hold a user name or a password: the signature says who sends.',
    'pt-BR': 'O endereço não pode conter usuário nem senha: a assinatura diz quem envia.',
    ru: 'В адресе не должно быть имени и пароля: отправителя подтверждает подпись.',
  },
  'webhook-private': {
    en: 'This address leads to this machine or into a network that is not public. Whoever runs the server can allow it.',
    'pt-BR':
      'Este endereço leva a esta máquina ou a uma rede que não é pública. Quem opera o servidor pode permiti-lo.',
    ru: 'Адрес ведёт на эту машину или в закрытую сеть. Разрешить его может тот, кто управляет сервером.',
  },
  'flow-not-related': {
    en: '“{field}” does not lead to other records.',
    'pt-BR': '“{field}” não leva a outros registros.',
    ru: 'Поле «{field}» не ведёт к другим записям.',
  },
  'flow-create-misses': {
    en: '“{field}” of the new record must be filled in.',
    'pt-BR': '“{field}” do novo registro precisa ser preenchido.',
    ru: 'В новой записи нужно заполнить «{field}».',
  },
  'flow-unknown-sent': {
    en: 'The flow of “{blueprint}” has no event “{name}”. Known: {known}.',
    'pt-BR': 'O fluxo de “{blueprint}” não tem o evento “{name}”. Conhecidos: {known}.',
    ru: 'В процессе «{blueprint}» нет события «{name}». Известны: {known}.',
  },
  'flow-assigns-people': {
    en: 'Only a field that holds people can be assigned; “{field}” does not.',
    'pt-BR': 'Só um campo que guarda pessoas pode receber alguém; “{field}” não guarda.',
    ru: 'Назначить кого-то можно только в поле для людей; «{field}» — не такое.',
  },
  'flow-assign-counts': {
    en: 'Records are counted by “{field}”: it must hold one person and be a quick filter.',
    'pt-BR': 'Os registros são contados por “{field}”: ele precisa guardar uma só pessoa e ser um filtro rápido.',
    ru: 'Записи считаются по полю «{field}»: оно должно быть для одного человека и быстрым фильтром.',
  },
  'flow-error-nobody': {
    en: 'There is nobody who could be put into “{field}”.',
    'pt-BR': 'Não há ninguém que possa ser colocado em “{field}”.',
    ru: 'Нет никого, кого можно указать в поле «{field}».',
  },
  'flow-sent-round': {
    en: 'Steps set each other off in a circle: “{event}” would reach the same record again.',
    'pt-BR': 'Os passos disparam uns aos outros em círculo: “{event}” chegaria de novo ao mesmo registro.',
    ru: 'Шаги вызывают друг друга по кругу: событие «{event}» снова пришло бы к той же записи.',
  },
  'flow-sent-far': {
    en: 'Steps set each other off too often: no more than {most} one after the other.',
    'pt-BR': 'Os passos disparam uns aos outros vezes demais: no máximo {most} em sequência.',
    ru: 'Шаги вызывают друг друга слишком долго: не больше {most} подряд.',
  },
  'flow-too-many-related': {
    en: 'One step may change at most {most} other records.',
    'pt-BR': 'Um passo pode alterar no máximo {most} outros registros.',
    ru: 'Один шаг может изменить не больше {most} других записей.',
  },
  'flow-not-people': {
    en: 'Say who: a field that holds people, actor.id, record.createdBy, or { "roles": […] }.',
    'pt-BR': 'Diga quem: um campo que guarda pessoas, actor.id, record.createdBy ou { "roles": […] }.',
    ru: 'Укажите, кто: поле с людьми, actor.id, record.createdBy или { "roles": […] }.',
  },
  'flow-template-field': {
    en: 'What “{field}” holds cannot stand in a sentence.',
    'pt-BR': 'O que “{field}” guarda não cabe em uma frase.',
    ru: 'Содержимое поля «{field}» нельзя вставить в предложение.',
  },
  'flow-too-large': {
    en: 'The flow has too many {part}: {count}, at most {limit}.',
    'pt-BR': 'O fluxo tem {part} demais: {count}, no máximo {limit}.',
    ru: 'В процессе слишком много ({part}): {count}, не больше {limit}.',
  },
  'flow-unknown-event': {
    en: 'There is no event “{name}”. Known: {known}.',
    'pt-BR': 'Não há evento “{name}”. Conhecidos: {known}.',
    ru: 'Нет события «{name}». Есть: {known}.',
  },

  // automations
  'automation-needs-blueprint': {
    en: 'Say for which kind of record: “blueprint” is missing.',
    'pt-BR': 'Diga para qual tipo de registro: falta “blueprint”.',
    ru: 'Укажите вид записей: не хватает «blueprint».',
  },
  'automation-needs-find': {
    en: 'Say which record is meant: “find” with a field and a value of the payload.',
    'pt-BR': 'Diga qual registro é: “find” com um campo e um valor do payload.',
    ru: 'Укажите, какая запись имеется в виду: «find» с полем и значением из payload.',
  },
  'automation-cannot-find': {
    en: 'Records are not found by “{field}”: choose a text, a number, an address or a running number.',
    'pt-BR':
      'Registros não são encontrados por “{field}”: escolha um texto, um número, um endereço ou um número sequencial.',
    ru: 'По полю «{field}» запись не найти: выберите текст, число, адрес или порядковый номер.',
  },
  'automation-one-field': {
    en: '“from” and “to” are about one field: name exactly one under “fields”.',
    'pt-BR': '“from” e “to” tratam de um só campo: indique exatamente um em “fields”.',
    ru: '«from» и «to» относятся к одному полю: укажите в «fields» ровно одно.',
  },
  'automation-no-flow': {
    en: 'Records of “{blueprint}” have no flow, so no step of it is ever taken.',
    'pt-BR': 'Os registros de “{blueprint}” não têm fluxo, então nenhum passo é dado.',
    ru: 'У записей «{blueprint}» нет процесса, поэтому шагов в нём не бывает.',
  },
  'automation-no-form': {
    en: 'There is no form that everybody sees of this name. The forms: {allowed}.',
    'pt-BR': 'Não há formulário com este nome que todos vejam. Os formulários: {allowed}.',
    ru: 'Нет формы с таким названием, которую видят все. Формы: {allowed}.',
  },
  'automation-no-record': {
    en: '“{action}” is done to a record, and what sets this automation off is about none.',
    'pt-BR': '“{action}” é feito em um registro, e o que dispara esta automação não trata de nenhum.',
    ru: 'Действие «{action}» выполняется над записью, а эту автоматизацию запускает событие без записи.',
  },
  'automation-record-gone': {
    en: '“{action}” is not done to a record that was deleted.',
    'pt-BR': '“{action}” não é feito em um registro que foi excluído.',
    ru: 'Действие «{action}» не выполняется над удалённой записью.',
  },

  // flow: why an event is refused
  'not-from-here': {
    en: '“{event}” is not possible in “{state}”. It is possible in: {open}.',
    'pt-BR': '“{event}” não é possível em “{state}”. É possível em: {open}.',
    ru: '«{event}» невозможно в состоянии «{state}». Возможно в: {open}.',
  },
  'not-allowed': {
    en: 'You may not do “{event}” with this record.',
    'pt-BR': 'Você não pode fazer “{event}” com este registro.',
    ru: 'Вам нельзя выполнить «{event}» с этой записью.',
  },
  'not-your-role': {
    en: 'Only these roles may do “{event}”: {roles}.',
    'pt-BR': 'Somente estas funções podem fazer “{event}”: {roles}.',
    ru: 'Выполнить «{event}» могут только роли: {roles}.',
  },
  'sent-by-itself': {
    en: '“{event}” happens by itself when it is time. Nobody sends it.',
    'pt-BR': '“{event}” acontece sozinho quando chega a hora. Ninguém o envia.',
    ru: '«{event}» происходит само, когда приходит время. Отправить это нельзя.',
  },
  'own-record': {
    en: 'Somebody else has to do “{event}”: you created this record.',
    'pt-BR': 'Outra pessoa precisa fazer “{event}”: você criou este registro.',
    ru: '«{event}» должен выполнить кто-то другой: эту запись создали вы.',
  },
  guard: {
    en: '“{event}” is possible once this holds: {guard}',
    'pt-BR': '“{event}” é possível quando isto vale: {guard}',
    ru: '«{event}» возможно, когда выполнено условие: {guard}',
  },
  check: {
    en: '“{event}” was refused by a check.',
    'pt-BR': '“{event}” foi recusado por uma verificação.',
    ru: '«{event}» отклонено проверкой.',
  },
  form: {
    en: 'The form of this event does not fit at “{field}”.',
    'pt-BR': 'O formulário deste evento não confere em “{field}”.',
    ru: 'Форма события не подходит в поле «{field}».',
  },
  'flow-error': {
    en: 'An action of the flow failed at “{field}”. Nothing was changed.',
    'pt-BR': 'Uma ação do fluxo falhou em “{field}”. Nada foi alterado.',
    ru: 'Действие процесса не выполнено: поле «{field}». Ничего не изменено.',
  },
  'flow-error-value': {
    en: 'An action of the flow works out a value that “{field}” cannot hold. Nothing was changed.',
    'pt-BR': 'Uma ação do fluxo calcula um valor que “{field}” não pode guardar. Nada foi alterado.',
    ru: 'Действие процесса вычисляет значение, которое не подходит полю «{field}». Ничего не изменено.',
  },
  'flow-error-division': {
    en: 'An action of the flow divides by zero for “{field}”. Nothing was changed.',
    'pt-BR': 'Uma ação do fluxo divide por zero em “{field}”. Nada foi alterado.',
    ru: 'Действие процесса делит на ноль для поля «{field}». Ничего не изменено.',
  },
  'flow-error-endless': {
    en: 'Steps of the flow that are taken by themselves lead to each other without end. Nothing was changed.',
    'pt-BR': 'Passos do fluxo que acontecem sozinhos levam um ao outro sem fim. Nada foi alterado.',
    ru: 'Шаги процесса, которые выполняются сами, бесконечно ведут друг к другу. Ничего не изменено.',
  },
  'flow-error-budget': {
    en: 'An action of the flow takes too long to work out “{field}”. Nothing was changed.',
    'pt-BR': 'Uma ação do fluxo demora demais para calcular “{field}”. Nada foi alterado.',
    ru: 'Действие процесса слишком долго вычисляет «{field}». Ничего не изменено.',
  },

  // flow: findings
  'finding-unreachable': {
    en: 'Nothing ever leads to “{state}”.',
    'pt-BR': 'Nada leva a “{state}”.',
    ru: 'Ничто не ведёт в «{state}».',
  },
  'finding-endless': {
    en: '{states}: these lead to each other by themselves and never stop. Give one of the steps a condition.',
    'pt-BR': '{states}: um leva ao outro sozinho e isso nunca para. Dê uma condição a um dos passos.',
    ru: '{states}: они сами переходят друг в друга без конца. Задайте условие одному из шагов.',
  },
  'finding-unused-state': {
    en: 'The flow never uses “{state}”: nothing leads to it and nothing out of it.',
    'pt-BR': 'O fluxo nunca usa “{state}”: nada leva a ele e nada sai dele.',
    ru: 'Процесс не использует «{state}»: в него ничто не ведёт и из него ничто не выходит.',
  },
  'finding-dead-end': {
    en: 'Once in “{state}”, a record can never leave, and it is not marked as an end.',
    'pt-BR': 'Uma vez em “{state}”, o registro nunca sai, e ele não está marcado como fim.',
    ru: 'Попав в «{state}», запись уже не выйдет, а конечным это состояние не отмечено.',
  },
  'finding-cannot-finish': {
    en: 'From “{state}” there is no way to {ends}.',
    'pt-BR': 'De “{state}” não há caminho até {ends}.',
    ru: 'Из «{state}» нет пути к: {ends}.',
  },
  'finding-no-end': {
    en: 'No state is marked as an end, so a record is never finished.',
    'pt-BR': 'Nenhum estado está marcado como fim, então um registro nunca termina.',
    ru: 'Ни одно состояние не отмечено как конечное, поэтому записи никогда не завершаются.',
  },
  'finding-shadowed': {
    en: '“{event}” never leads from “{state}” to “{to}”: an earlier step has no condition and always comes first.',
    'pt-BR': '“{event}” nunca leva de “{state}” a “{to}”: um passo anterior não tem condição e sempre vem primeiro.',
    ru: '«{event}» никогда не ведёт из «{state}» в «{to}»: более ранний шаг без условия всегда срабатывает первым.',
  },
  'finding-nobody': {
    en: 'Nobody can do “{event}” in “{state}”: no role is allowed.',
    'pt-BR': 'Ninguém pode fazer “{event}” em “{state}”: nenhuma função é permitida.',
    ru: 'Никто не может выполнить «{event}» в «{state}»: ни одна роль не допущена.',
  },
  'finding-unknown-role': {
    en: 'Nobody can do “{event}” in “{state}”: nobody has {roles}.',
    'pt-BR': 'Ninguém pode fazer “{event}” em “{state}”: ninguém tem {roles}.',
    ru: 'Никто не может выполнить «{event}» в «{state}»: ни у кого нет роли {roles}.',
  },
  'finding-unknown-endpoint': {
    en: '{event} calls the webhook “{name}”, which is not set up: what it sends waits there for three days.',
    'pt-BR': '{event} chama o webhook “{name}”, que não está configurado: o que ele envia espera três dias.',
    ru: '{event} вызывает вебхук «{name}», который не настроен: отправленное будет ждать три дня.',
  },
  'finding-unknown-calendar': {
    en: 'The timer “{timer}” counts by the calendar “{name}”, which there is not.',
    'pt-BR': 'O temporizador “{timer}” conta pelo calendário “{name}”, que não existe.',
    ru: 'Таймер «{timer}» считает по календарю «{name}», которого нет.',
  },
  'finding-calendar-closed': {
    en: 'The timer “{timer}” counts by the calendar “{name}”, which has no working hours: it would never be due.',
    'pt-BR': 'O temporizador “{timer}” conta pelo calendário “{name}”, que não tem horas de trabalho: nunca venceria.',
    ru: 'Таймер «{timer}» считает по календарю «{name}», в котором нет рабочих часов: его срок никогда не наступит.',
  },
  'finding-never-sent': {
    en: '“{event}” never happens: only timers send it, and none does.',
    'pt-BR': '“{event}” nunca acontece: só temporizadores o enviam, e nenhum o faz.',
    ru: '«{event}» никогда не произойдёт: это отправляют только таймеры, но ни один не отправляет.',
  },
  'finding-unused-event': {
    en: 'The event “{event}” moves nothing: no step waits for it.',
    'pt-BR': 'O evento “{event}” não move nada: nenhum passo espera por ele.',
    ru: 'Событие «{event}» ничего не двигает: его не ждёт ни один шаг.',
  },
  'finding-overlap': {
    en: 'In “{state}”, “{event}” fits two steps at once when {case}. It leads to “{to}”, because that step comes first, and not to “{other}”.',
    'pt-BR':
      'Em “{state}”, “{event}” serve a dois passos ao mesmo tempo quando {case}. Leva a “{to}”, porque esse passo vem primeiro, e não a “{other}”.',
    ru: 'В «{state}» событию «{event}» подходят сразу два шага, если {case}. Оно ведёт в «{to}», потому что этот шаг стоит первым, а не в «{other}».',
  },
  'finding-both-write': {
    en: 'By “{event}”, “{region}” and “{other}” both write “{field}” in one step, each something else. Which of them stays is only a matter of their order.',
    'pt-BR':
      'Com “{event}”, “{region}” e “{other}” gravam “{field}” no mesmo passo, cada um com outro valor. Só a ordem decide qual fica.',
    ru: 'По событию «{event}» «{region}» и «{other}» за один шаг записывают поле «{field}», каждый своё. Что останется, решает только их порядок.',
  },
  'finding-both-write-inside': {
    en: 'When “{state}” begins or ends, “{region}” and “{other}” both write “{field}”, each something else. Which of them stays is only a matter of their order.',
    'pt-BR':
      'Quando “{state}” começa ou termina, “{region}” e “{other}” gravam “{field}”, cada um com outro valor. Só a ordem decide qual fica.',
    ru: 'Когда «{state}» начинается или заканчивается, «{region}» и «{other}» записывают поле «{field}», каждый своё. Что останется, решает только их порядок.',
  },
  'finding-gap': {
    en: 'In “{state}”, “{event}” does nothing when {case}: no step fits.',
    'pt-BR': 'Em “{state}”, “{event}” não faz nada quando {case}: nenhum passo serve.',
    ru: 'В «{state}» событие «{event}» ничего не делает, если {case}: ни один шаг не подходит.',
  },
  'finding-never-true': {
    en: '“{event}” never leads to “{to}”: no record can meet its condition.',
    'pt-BR': '“{event}” nunca leva a “{to}”: nenhum registro pode atender à sua condição.',
    ru: '«{event}» никогда не ведёт в «{to}»: ни одна запись не может выполнить условие.',
  },
  'finding-covered': {
    en: '“{event}” never leads from “{state}” to “{to}”: whenever its condition holds, an earlier step is taken.',
    'pt-BR': '“{event}” nunca leva de “{state}” a “{to}”: sempre que sua condição vale, um passo anterior é seguido.',
    ru: '«{event}» никогда не ведёт из «{state}» в «{to}»: когда выполняется его условие, срабатывает более ранний шаг.',
  },
  'finding-may-be-empty': {
    en: '“{field}” may be empty in “{state}”, and then “{event}” cannot be done: a condition on nothing does not hold.',
    'pt-BR':
      '“{field}” pode estar vazio em “{state}”, e então não é possível “{event}”: uma condição sobre nada não vale.',
    ru: 'Поле «{field}» в «{state}» может быть пустым, и тогда «{event}» не выполнить: условие с пустым полем не выполняется.',
  },
  'finding-check-skipped': {
    en: '“{field}” may be empty in “{state}”, and then “{event}” is not checked: a check of nothing passes.',
    'pt-BR':
      '“{field}” pode estar vazio em “{state}”, e então “{event}” não é verificado: uma verificação de nada passa.',
    ru: 'Поле «{field}» в «{state}» может быть пустым, и тогда «{event}» не проверяется: проверка пустого поля проходит.',
  },
  'finding-leaves-empty': {
    en: '“{event}” leaves “{target}” empty when “{field}” is empty, which it may be in “{state}”.',
    'pt-BR': '“{event}” deixa “{target}” vazio quando “{field}” está vazio, o que pode acontecer em “{state}”.',
    ru: '«{event}» оставит поле «{target}» пустым, если пусто поле «{field}», а в «{state}» это возможно.',
  },
  'finding-one-person': {
    en: 'Only one person can do “{event}” in “{state}” ({roles}), and not for records they made themselves.',
    'pt-BR': 'Só uma pessoa pode fazer “{event}” em “{state}” ({roles}), e não em registros que ela mesma criou.',
    ru: 'Выполнить «{event}» в «{state}» может только один человек ({roles}), но не для записей, которые создал сам.',
  },
  'finding-creator-only': {
    en: 'Nobody can do “{event}” in “{state}”: only who made the record meets the condition, and they are not allowed to.',
    'pt-BR':
      'Ninguém pode fazer “{event}” em “{state}”: só quem criou o registro atende à condição, e a essa pessoa não é permitido.',
    ru: 'Никто не может выполнить «{event}» в «{state}»: условию отвечает только создавший запись, а ему это запрещено.',
  },
  'finding-no-longer-fits': {
    en: '{event} speaks of “{name}”, which is not there any more.',
    'pt-BR': '{event} fala de “{name}”, que não existe mais.',
    ru: '{event}: упоминается «{name}», чего больше нет.',
  },
  'finding-no-longer-offered': {
    en: '{event} sets “{field}” to “{name}”, which is not offered any more.',
    'pt-BR': '{event} define “{field}” como “{name}”, que não é mais oferecido.',
    ru: '{event}: в поле «{field}» записывается «{name}», которое больше не предлагается.',
  },
  'witness-value': { en: '{field} is {value}', 'pt-BR': '{field} é {value}', ru: '{field} — {value}' },
  'witness-empty': { en: '{field} is empty', 'pt-BR': '{field} está vazio', ru: 'поле «{field}» пусто' },
  'witness-by': { en: '{roles} acts', 'pt-BR': '{roles} age', ru: 'действует {roles}' },
  'witness-yes': { en: 'yes', 'pt-BR': 'sim', ru: 'да' },
  'witness-no': { en: 'no', 'pt-BR': 'não', ru: 'нет' },
  'witness-actor': { en: 'who acts', 'pt-BR': 'quem age', ru: 'тот, кто действует' },
  'witness-creator': { en: 'who made the record', 'pt-BR': 'quem criou o registro', ru: 'тот, кто создал запись' },
  'witness-other': { en: 'somebody else', 'pt-BR': 'outra pessoa', ru: 'кто-то другой' },

  // what a new version of a flow changes
  'flow-change-state-added': {
    en: 'The state “{state}” is added.',
    'pt-BR': 'O estado “{state}” é adicionado.',
    ru: 'Добавляется состояние «{state}».',
  },
  'flow-change-state-removed': {
    en: 'The state “{state}” is taken away.',
    'pt-BR': 'O estado “{state}” é retirado.',
    ru: 'Состояние «{state}» убирается.',
  },
  'flow-change-state-renamed': {
    en: '“{before}” is called “{after}” from now on.',
    'pt-BR': '“{before}” passa a se chamar “{after}”.',
    ru: '«{before}» теперь называется «{after}».',
  },
  'flow-change-words': {
    en: 'What people are told at “{name}” is worded differently.',
    'pt-BR': 'O que se diz às pessoas em “{name}” tem outras palavras.',
    ru: 'У «{name}» изменился текст того, что сообщается людям.',
  },
  'flow-change-translated': {
    en: 'The translations of “{after}” change.',
    'pt-BR': 'As traduções de “{after}” mudam.',
    ru: 'Меняются переводы названия «{after}».',
  },
  'flow-change-state-ends': {
    en: 'Records end in “{state}” from now on.',
    'pt-BR': 'Os registros passam a terminar em “{state}”.',
    ru: 'Теперь записи завершаются в «{state}».',
  },
  'flow-change-region-added': {
    en: 'In “{state}”, “{region}” goes on at the same time.',
    'pt-BR': 'Em “{state}”, “{region}” ocorre ao mesmo tempo.',
    ru: 'В состоянии «{state}» одновременно идёт «{region}».',
  },
  'flow-change-region-removed': {
    en: 'In “{state}”, “{region}” does not go on any more.',
    'pt-BR': 'Em “{state}”, “{region}” não ocorre mais.',
    ru: 'В состоянии «{state}» больше не идёт «{region}».',
  },
  'flow-change-state-goes-on': {
    en: '“{state}” is no end any more.',
    'pt-BR': '“{state}” deixa de ser um fim.',
    ru: '«{state}» больше не конечное состояние.',
  },
  'flow-change-group-start': {
    en: '“{group}” begins in “{after}” instead of “{before}”.',
    'pt-BR': '“{group}” começa em “{after}” em vez de “{before}”.',
    ru: '«{group}» начинается с «{after}», а не с «{before}».',
  },
  'flow-change-group-holds': {
    en: 'Which states lie in “{group}” changes.',
    'pt-BR': 'Muda quais estados ficam em “{group}”.',
    ru: 'Меняется, какие состояния входят в «{group}».',
  },
  'flow-change-state-does': {
    en: 'What happens on entering or leaving “{state}” changes.',
    'pt-BR': 'Muda o que acontece ao entrar em “{state}” ou sair dele.',
    ru: 'Меняется то, что происходит при входе в «{state}» или выходе из него.',
  },
  'flow-change-start': {
    en: 'New records start in “{after}” instead of “{before}”.',
    'pt-BR': 'Novos registros começam em “{after}” em vez de “{before}”.',
    ru: 'Новые записи начинаются в «{after}», а не в «{before}».',
  },
  'flow-change-transition-added': {
    en: 'New: “{event}” leads from {from} to “{to}”.',
    'pt-BR': 'Novo: “{event}” leva de {from} a “{to}”.',
    ru: 'Новое: «{event}» ведёт в «{to}» (откуда: {from}).',
  },
  'flow-change-transition-removed': {
    en: '“{event}” does not lead from {from} to “{to}” any more.',
    'pt-BR': '“{event}” não leva mais de {from} a “{to}”.',
    ru: '«{event}» больше не ведёт в «{to}» (откуда: {from}).',
  },
  'flow-change-transition-renamed': {
    en: 'The button “{before}” is called “{after}” from now on.',
    'pt-BR': 'O botão “{before}” passa a se chamar “{after}”.',
    ru: 'Кнопка «{before}» теперь называется «{after}».',
  },
  'flow-change-transition-event': {
    en: 'On the API “{event}” is sent as {after} instead of {before}.',
    'pt-BR': 'Na API, “{event}” passa a ser enviado como {after} em vez de {before}.',
    ru: 'В API «{event}» теперь отправляется как {after} вместо {before}.',
  },
  'flow-change-transition-led': {
    en: '“{event}” leads from {from} to “{to}” from now on.',
    'pt-BR': '“{event}” passa a levar de {from} a “{to}”.',
    ru: '«{event}» теперь ведёт в «{to}» (откуда: {from}).',
  },
  'flow-change-transition-guard': {
    en: '“{event}” is possible under another condition.',
    'pt-BR': '“{event}” passa a ter outra condição.',
    ru: 'У «{event}» теперь другое условие.',
  },
  'flow-change-transition-who': {
    en: 'Other people may press “{event}”.',
    'pt-BR': 'Outras pessoas podem usar “{event}”.',
    ru: 'Нажимать «{event}» теперь могут другие люди.',
  },
  'flow-change-transition-form': {
    en: '“{event}” asks for other fields.',
    'pt-BR': '“{event}” pede outros campos.',
    ru: '«{event}» запрашивает другие поля.',
  },
  'flow-change-transition-do': {
    en: '“{event}” does something else to the record.',
    'pt-BR': '“{event}” muda o registro de outra forma.',
    ru: '«{event}» меняет запись иначе.',
  },
  'flow-change-order': {
    en: 'The order in which buttons are tried changes.',
    'pt-BR': 'Muda a ordem em que os botões são tentados.',
    ru: 'Меняется порядок, в котором проверяются кнопки.',
  },
  'flow-change-drawing': {
    en: 'Only the drawing changes.',
    'pt-BR': 'Só o desenho muda.',
    ru: 'Меняется только схема.',
  },

  // what a field wants of a value
  'too-short': {
    en: '{label} must have at least {limit} characters.',
    'pt-BR': '{label} deve ter pelo menos {limit} caracteres.',
    ru: 'В поле «{label}» должно быть не меньше {limit} символов.',
  },
  'too-long': {
    en: '{label} may have at most {limit} characters.',
    'pt-BR': '{label} pode ter no máximo {limit} caracteres.',
    ru: 'В поле «{label}» может быть не больше {limit} символов.',
  },
  'too-small': {
    en: '{label} must be {limit} or more.',
    'pt-BR': '{label} deve ser {limit} ou mais.',
    ru: 'Поле «{label}» должно быть не меньше {limit}.',
  },
  'too-large': {
    en: '{label} must be {limit} or less.',
    'pt-BR': '{label} deve ser {limit} ou menos.',
    ru: 'Поле «{label}» должно быть не больше {limit}.',
  },
  'not-above': {
    en: '{label} must be more than {limit}.',
    'pt-BR': '{label} deve ser maior que {limit}.',
    ru: 'Поле «{label}» должно быть больше {limit}.',
  },
  'not-below': {
    en: '{label} must be less than {limit}.',
    'pt-BR': '{label} deve ser menor que {limit}.',
    ru: 'Поле «{label}» должно быть меньше {limit}.',
  },
  'pattern-mismatch': {
    en: '{label} does not have the form that was set for it.',
    'pt-BR': '{label} não tem a forma definida para ele.',
    ru: 'Поле «{label}» не соответствует заданному формату.',
  },
  'too-few': {
    en: '{label} needs at least {limit} entries.',
    'pt-BR': '{label} precisa de pelo menos {limit} entradas.',
    ru: 'В поле «{label}» нужно не меньше {limit} значений.',
  },
  'too-many': {
    en: '{label} takes at most {limit} entries.',
    'pt-BR': '{label} aceita no máximo {limit} entradas.',
    ru: 'В поле «{label}» может быть не больше {limit} значений.',
  },
  'repeated-value': {
    en: '{label} holds the same value twice.',
    'pt-BR': '{label} contém o mesmo valor duas vezes.',
    ru: 'В поле «{label}» одно значение указано дважды.',
  },
  'not-email': {
    en: '{label} must be an e-mail address, as ana@example.org.',
    'pt-BR': '{label} deve ser um endereço de e-mail, como ana@example.org.',
    ru: 'Поле «{label}» должно быть адресом электронной почты, например ana@example.org.',
  },
  'not-phone': {
    en: '{label} must be a phone number, as +55 11 91234-5678.',
    'pt-BR': '{label} deve ser um telefone, como +55 11 91234-5678.',
    ru: 'Поле «{label}» должно быть номером телефона, например +55 11 91234-5678.',
  },
  'not-url': {
    en: '{label} must be a web address, as https://example.org.',
    'pt-BR': '{label} deve ser um endereço da web, como https://example.org.',
    ru: 'Поле «{label}» должно быть веб-адресом, например https://example.org.',
  },
  'not-cpf': {
    en: '{label} must be a CPF with right check digits.',
    'pt-BR': '{label} deve ser um CPF com dígitos verificadores corretos.',
    ru: 'Поле «{label}» должно быть номером CPF с верными контрольными цифрами.',
  },
  'not-cnpj': {
    en: '{label} must be a CNPJ with right check digits.',
    'pt-BR': '{label} deve ser um CNPJ com dígitos verificadores corretos.',
    ru: 'Поле «{label}» должно быть номером CNPJ с верными контрольными цифрами.',
  },
  'not-cep': {
    en: '{label} must be a CEP, as 01310-100.',
    'pt-BR': '{label} deve ser um CEP, como 01310-100.',
    ru: 'Поле «{label}» должно быть индексом CEP, например 01310-100.',
  },
  'not-rating': {
    en: '{label} must be a whole number from 1 to {limit}.',
    'pt-BR': '{label} deve ser um número inteiro de 1 a {limit}.',
    ru: 'Поле «{label}» должно быть целым числом от 1 до {limit}.',
  },
  'not-address': {
    en: '{label} must be an address: street, number, complement, district, city, region, postalCode, country, each a text.',
    'pt-BR':
      '{label} deve ser um endereço: street, number, complement, district, city, region, postalCode, country, cada um um texto.',
    ru: 'Поле «{label}» должно быть адресом: street, number, complement, district, city, region, postalCode, country — каждый член текст.',
  },
  'not-file': {
    en: '{label} must be an uploaded file, as {"id": "…"}.',
    'pt-BR': '{label} deve ser um arquivo enviado, como {"id": "…"}.',
    ru: 'Поле «{label}» должно быть загруженным файлом, например {"id": "…"}.',
  },
  'file-missing': {
    en: '{label}: there is no file {id} that you may use. Upload it first.',
    'pt-BR': '{label}: não há um arquivo {id} que você possa usar. Envie-o primeiro.',
    ru: 'Поле «{label}»: нет файла {id}, доступного вам. Сначала загрузите его.',
  },
  'file-too-large': {
    en: '{label} takes files of at most {limit}.',
    'pt-BR': '{label} aceita arquivos de até {limit}.',
    ru: 'Поле «{label}» принимает файлы не больше {limit}.',
  },
  'file-not-accepted': {
    en: '{label} takes only: {known}.',
    'pt-BR': '{label} aceita apenas: {known}.',
    ru: 'Поле «{label}» принимает только: {known}.',
  },
  'not-bounded-json': {
    en: '{label} must be JSON of at most 64 KB and 32 levels.',
    'pt-BR': '{label} deve ser JSON de no máximo 64 KB e 32 níveis.',
    ru: 'Поле «{label}» должно быть JSON не больше 64 КБ и 32 уровней.',
  },

  // definitions
  'document-too-large': {
    en: 'The definition is larger than {limit} characters.',
    'pt-BR': 'A definição passa de {limit} caracteres.',
    ru: 'Определение больше {limit} символов.',
  },
  'bad-name': {
    en: 'A name begins with a lower-case letter and has lower-case letters, digits, “_” and “-”, at most 63.',
    'pt-BR': 'Um nome começa com letra minúscula e tem letras minúsculas, dígitos, “_” e “-”, no máximo 63.',
    ru: 'Имя начинается со строчной латинской буквы и состоит из строчных букв, цифр, «_» и «-», не длиннее 63.',
  },
  'bad-key': {
    en: 'A field key begins with a letter or “_” and has letters, digits and “_”, at most 63.',
    'pt-BR': 'A chave de um campo começa com letra ou “_” e tem letras, dígitos e “_”, no máximo 63.',
    ru: 'Ключ поля начинается с латинской буквы или «_» и состоит из букв, цифр и «_», не длиннее 63.',
  },
  'bad-id': {
    en: 'An id is a letter and a number, as f1 or o3.',
    'pt-BR': 'Um id é uma letra e um número, como f1 ou o3.',
    ru: 'Идентификатор — буква и число, например f1 или o3.',
  },
  'bad-label': {
    en: 'A label is a text, or a text per language, as {"en": "From", "pt-BR": "De"}.',
    'pt-BR': 'Um rótulo é um texto, ou um texto por idioma, como {"en": "From", "pt-BR": "De"}.',
    ru: 'Подпись — это текст или текст на каждом языке, например {"en": "From", "pt-BR": "De"}.',
  },
  'bad-expression-text': {
    en: 'An expression is a text of at most 4000 characters.',
    'pt-BR': 'Uma expressão é um texto de no máximo 4000 caracteres.',
    ru: 'Выражение — это текст не длиннее 4000 символов.',
  },
  'bad-color': {
    en: 'A colour is #rrggbb or the name of a colour.',
    'pt-BR': 'Uma cor é #rrggbb ou o nome de uma cor.',
    ru: 'Цвет — это #rrggbb или название цвета.',
  },
  'bad-option': {
    en: 'An option is a text, or {"key", "label", "color", "retired"}.',
    'pt-BR': 'Uma opção é um texto, ou {"key", "label", "color", "retired"}.',
    ru: 'Вариант — это текст или {"key", "label", "color", "retired"}.',
  },
  'bad-option-key': {
    en: 'The key of an option has 1 to 100 characters, none of them a control character, and no space at its ends.',
    'pt-BR': 'A chave de uma opção tem de 1 a 100 caracteres, nenhum de controle, e sem espaço nas pontas.',
    ru: 'Ключ варианта — от 1 до 100 символов, без управляющих символов и пробелов по краям.',
  },
  'bad-unique': {
    en: 'A unique combination is a list of 1 to 8 field keys.',
    'pt-BR': 'Uma combinação única é uma lista de 1 a 8 chaves de campos.',
    ru: 'Уникальное сочетание — это список от 1 до 8 ключей полей.',
  },
  'bad-currency': {
    en: 'A currency is three capital letters, as BRL.',
    'pt-BR': 'Uma moeda são três letras maiúsculas, como BRL.',
    ru: 'Валюта — три заглавные буквы, например BRL.',
  },
  'own-language-missing': {
    en: 'The language of the tenant, {language}, is one of its languages.',
    'pt-BR': 'O idioma do espaço, {language}, é um dos seus idiomas.',
    ru: 'Язык пространства, {language}, — один из его языков.',
  },
  'bad-accept': {
    en: 'What a file field takes is a kind (image, pdf, document, spreadsheet, presentation, text, audio, video, archive) or a media type, as image/png or audio/*.',
    'pt-BR':
      'O que um campo de arquivo aceita é uma categoria (image, pdf, document, spreadsheet, presentation, text, audio, video, archive) ou um tipo de mídia, como image/png ou audio/*.',
    ru: 'Поле файла принимает вид (image, pdf, document, spreadsheet, presentation, text, audio, video, archive) или тип содержимого, например image/png или audio/*.',
  },
  'accepts-no-image': {
    en: '“{name}” is no picture that every browser draws. Such are: {known}.',
    'pt-BR': '“{name}” não é uma imagem que todo navegador mostra. Estas são: {known}.',
    ru: '«{name}» — не изображение, которое показывает любой браузер. Подходят: {known}.',
  },
  'unknown-field-type': {
    en: 'This is no field type. Types: {allowed}.',
    'pt-BR': 'Este não é um tipo de campo. Tipos: {allowed}.',
    ru: 'Такого типа поля нет. Типы: {allowed}.',
  },
  'type-comes-later': {
    en: 'Fields of type “{type}” are planned but not offered yet. Until then use “{instead}”.',
    'pt-BR': 'Campos do tipo “{type}” estão previstos, mas ainda não são oferecidos. Até lá use “{instead}”.',
    ru: 'Поля типа «{type}» запланированы, но пока не предлагаются. Пока используйте «{instead}».',
  },
  'formula-reads-around': {
    en: 'A formula reads fields of the record and nothing else: its value is kept, and neither the clock nor whoever looks would renew it. Put now, today(), actor and record into a filter or a condition.',
    'pt-BR':
      'Uma fórmula lê campos do registro e nada mais: seu valor é guardado, e nem o relógio nem quem olha o renovaria. Use now, today(), actor e record em um filtro ou em uma condição.',
    ru: 'Формула читает поля записи и больше ничего: её значение хранится, и ни часы, ни смотрящий его не обновят. Для now, today(), actor и record есть фильтры и условия.',
  },
  'formula-result': {
    en: 'This gives a value ({actual}) that no field of its own keeps. A formula gives one of: {known}. A choice, a link or free data becomes a text with string(…).',
    'pt-BR':
      'Isto resulta em um valor ({actual}) que nenhum campo próprio guarda. Uma fórmula resulta em um destes: {known}. Uma opção, um vínculo ou dados livres viram texto com string(…).',
    ru: 'Получается значение ({actual}), которое не хранит отдельное поле. Формула даёт одно из: {known}. Вариант, связь или произвольные данные становятся текстом через string(…).',
  },
  'formula-not-as': {
    en: 'What this formula gives cannot be taken for “{name}”. Possible: {known}.',
    'pt-BR': 'O resultado desta fórmula não pode ser tratado como “{name}”. Possíveis: {known}.',
    ru: 'Результат этой формулы нельзя считать «{name}». Возможны: {known}.',
  },
  'formula-currency': {
    en: 'A number becomes an amount of money when the field has exactly one currency.',
    'pt-BR': 'Um número vira um valor em dinheiro quando o campo tem exatamente uma moeda.',
    ru: 'Число становится суммой денег, если у поля ровно одна валюта.',
  },
  'computed-cycle': {
    en: 'These fields are worked out from each other, so none of them can begin: {way}.',
    'pt-BR': 'Estes campos são calculados uns a partir dos outros, então nenhum pode começar: {way}.',
    ru: 'Эти поля вычисляются друг из друга, и ни одно не может быть первым: {way}.',
  },
  'computed-field': {
    en: '{label} is worked out and not filled in. Change what it is worked out from instead.',
    'pt-BR': '{label} é calculado, e não preenchido. Altere aquilo a partir do que ele é calculado.',
    ru: 'Поле «{label}» вычисляется, а не заполняется. Измените то, из чего оно вычисляется.',
  },
  'computed-kind': {
    en: '{label} is a {from} and does not become a {to}. Remove the field and add a new one.',
    'pt-BR': '{label} é {from} e não vira {to}. Remova o campo e adicione outro.',
    ru: 'Поле «{label}» — {from}, оно не становится {to}. Уберите поле и добавьте новое.',
  },
  'computed-already': {
    en: '{label} is worked out already. Change how, with the op “change”.',
    'pt-BR': '{label} já é calculado. Altere como, com a operação “change”.',
    ru: 'Поле «{label}» уже вычисляется. Измените, как именно, операцией «change».',
  },
  'not-computed': {
    en: '{label} is not worked out: people fill it in already.',
    'pt-BR': '{label} não é calculado: as pessoas já o preenchem.',
    ru: 'Поле «{label}» не вычисляется: его уже заполняют люди.',
  },
  'choices-elsewhere': {
    en: '{label} shows choices of another blueprint, which cannot be filled in here. Add a field with choices of its own.',
    'pt-BR':
      '{label} mostra opções de outro tipo de registro, que não podem ser preenchidas aqui. Adicione um campo com opções próprias.',
    ru: 'Поле «{label}» показывает варианты другого вида записей, здесь их не заполнить. Добавьте поле с собственными вариантами.',
  },
  'number-format': {
    en: 'The format says once, in braces, where the number stands, with a zero for each digit: INV-{0000}.',
    'pt-BR': 'O formato diz uma vez, entre chaves, onde fica o número, com um zero para cada dígito: INV-{0000}.',
    ru: 'Формат один раз указывает в фигурных скобках, где стоит номер, по нулю на цифру: INV-{0000}.',
  },
  'lookup-via': {
    en: '{label} does not point to one record. A lookup follows one of: {known}.',
    'pt-BR': '{label} não aponta para um único registro. Uma consulta segue um destes: {known}.',
    ru: 'Поле «{label}» не ведёт к одной записи. Подстановка идёт через одно из: {known}.',
  },
  'not-looked-up': {
    en: '{label} cannot be looked up: it is a link, a file or a list.',
    'pt-BR': '{label} não pode ser consultado: é um vínculo, um arquivo ou uma lista.',
    ru: 'Поле «{label}» нельзя подставить: это связь, файл или список.',
  },
  'related-blueprint-missing': {
    en: 'There is no blueprint “{name}” to read from. Publish it first.',
    'pt-BR': 'Não há tipo de registro “{name}” para ler. Publique-o primeiro.',
    ru: 'Вида записей «{name}», из которого надо читать, нет. Сначала опубликуйте его.',
  },
  'rollup-via': {
    en: '{label} does not point to “{blueprint}”. Relations that do: {known}.',
    'pt-BR': '{label} não leva a “{blueprint}”. Vínculos que levam: {known}.',
    ru: 'Поле «{label}» не ведёт к «{blueprint}». Связи, которые ведут: {known}.',
  },
  'rollup-field': {
    en: '“count” counts records and takes no field; every other function needs one (“{function}”).',
    'pt-BR': '“count” conta registros e não leva campo; qualquer outra função precisa de um (“{function}”).',
    ru: '«count» считает записи и не берёт поле; всем остальным функциям поле нужно («{function}»).',
  },
  'rollup-not-possible': {
    en: '“{name}” cannot be made of {label}. Possible: {known}.',
    'pt-BR': '“{name}” não se faz de {label}. Possíveis: {known}.',
    ru: '«{name}» нельзя получить из поля «{label}». Возможны: {known}.',
  },
  'read-by-computed': {
    en: '{label} is read by “{by}” of “{blueprint}”. Change or remove that first.',
    'pt-BR': '{label} é lido por “{by}” de “{blueprint}”. Altere ou remova isso primeiro.',
    ru: 'Поле «{label}» читает «{by}» из «{blueprint}». Сначала измените или уберите его.',
  },
  'setting-not-for-type': {
    en: 'A field of type “{type}” does not take “{setting}”. It takes: {known}.',
    'pt-BR': 'Um campo do tipo “{type}” não aceita “{setting}”. Ele aceita: {known}.',
    ru: 'Поле типа «{type}» не принимает «{setting}». Оно принимает: {known}.',
  },
  'setting-missing': {
    en: 'A field of type “{type}” needs “{setting}”.',
    'pt-BR': 'Um campo do tipo “{type}” precisa de “{setting}”.',
    ru: 'Полю типа «{type}» нужно «{setting}».',
  },
  'limits-crossed': {
    en: '“{low}” must not be greater than “{high}”.',
    'pt-BR': '“{low}” não pode ser maior que “{high}”.',
    ru: '«{low}» не может быть больше «{high}».',
  },
  'limit-above-cap': {
    en: 'A field of type “{type}” holds at most {limit} characters.',
    'pt-BR': 'Um campo do tipo “{type}” guarda no máximo {limit} caracteres.',
    ru: 'Поле типа «{type}» вмещает не больше {limit} символов.',
  },
  'not-list-element': {
    en: 'A list cannot hold “{type}”. It holds {known}, or elements with fields of their own.',
    'pt-BR': 'Uma lista não pode conter “{type}”. Ela contém {known}, ou elementos com campos próprios.',
    ru: 'Список не может содержать «{type}». Он содержит {known} или элементы со своими полями.',
  },
  'list-elements': {
    en: 'A list needs either “of” (a type) or “fields” (elements with fields of their own), not both.',
    'pt-BR': 'Uma lista precisa de “of” (um tipo) ou de “fields” (elementos com campos próprios), não ambos.',
    ru: 'Списку нужно либо «of» (тип), либо «fields» (элементы со своими полями), но не оба.',
  },
  'not-in-group': {
    en: 'A field inside a repeating group does not take “{setting}”.',
    'pt-BR': 'Um campo dentro de um grupo repetido não aceita “{setting}”.',
    ru: 'Поле внутри повторяющейся группы не принимает «{setting}».',
  },
  'all-options-retired': {
    en: 'At least one option must be offered.',
    'pt-BR': 'Pelo menos uma opção deve ser oferecida.',
    ru: 'Хотя бы один вариант должен предлагаться.',
  },
  'too-many-fields': {
    en: 'A blueprint has at most {limit} fields, with those inside groups.',
    'pt-BR': 'Um tipo de registro tem no máximo {limit} campos, incluindo os de dentro dos grupos.',
    ru: 'В виде записей не больше {limit} полей, включая поля внутри групп.',
  },
  'too-many-options': {
    en: 'A blueprint has at most {limit} options in all its fields.',
    'pt-BR': 'Um tipo de registro tem no máximo {limit} opções em todos os seus campos.',
    ru: 'Во всех полях вида записей вместе не больше {limit} вариантов.',
  },
  'too-many-patterns': {
    en: 'A blueprint has at most {limit} fields with a pattern.',
    'pt-BR': 'Um tipo de registro tem no máximo {limit} campos com padrão.',
    ru: 'В виде записей не больше {limit} полей с шаблоном.',
  },
  'too-much-expression': {
    en: 'All expressions of a blueprint together have at most {limit} characters.',
    'pt-BR': 'Todas as expressões de um tipo de registro juntas têm no máximo {limit} caracteres.',
    ru: 'Все выражения вида записей вместе — не больше {limit} символов.',
  },
  'title-not-text': {
    en: 'The title of a record must be a text field; {label} is none.',
    'pt-BR': 'O título de um registro deve ser um campo de texto; {label} não é.',
    ru: 'Заголовком записи может быть только текстовое поле; «{label}» им не является.',
  },
  'not-comparable': {
    en: '{label} cannot be part of a unique combination: it has no single comparable value.',
    'pt-BR': '{label} não pode fazer parte de uma combinação única: não tem um valor comparável.',
    ru: '«{label}» не может входить в уникальное сочетание: у поля нет одного сравнимого значения.',
  },
  'no-default': {
    en: 'A field of type “{type}” has no default.',
    'pt-BR': 'Um campo do tipo “{type}” não tem valor padrão.',
    ru: 'У поля типа «{type}» нет значения по умолчанию.',
  },
  'bad-fill': {
    en: 'A fill is {"value": …} or {"expr": "…"}.',
    'pt-BR': 'Um preenchimento é {"value": …} ou {"expr": "…"}.',
    ru: 'Заполнение — это {"value": …} или {"expr": "…"}.',
  },
  'bad-on-error': {
    en: 'For a value that cannot be carried over say “keep”, “quarantine”, “clamp”, “truncate”, “empty” or {"value": …}.',
    'pt-BR':
      'Para um valor que não pode ser levado diga “keep”, “quarantine”, “clamp”, “truncate”, “empty” ou {"value": …}.',
    ru: 'Для значения, которое нельзя перенести, укажите «keep», «quarantine», «clamp», «truncate», «empty» или {"value": …}.',
  },
  'bad-duration': {
    en: 'A duration is written as PT48H or P2D.',
    'pt-BR': 'Uma duração se escreve como PT48H ou P2D.',
    ru: 'Длительность записывается как PT48H или P2D.',
  },
  'bad-timer': {
    en: 'A timer has either “after” (a duration) or “at” (a date field).',
    'pt-BR': 'Um temporizador tem “after” (uma duração) ou “at” (um campo de data).',
    ru: 'У таймера есть либо «after» (длительность), либо «at» (поле даты).',
  },
  'bad-form-field': {
    en: 'A form names a field, or {"field", "required"}.',
    'pt-BR': 'Um formulário indica um campo, ou {"field", "required"}.',
    ru: 'Форма называет поле или {"field", "required"}.',
  },
  'bad-from': {
    en: 'Expected “*” or a list of names.',
    'pt-BR': 'Esperado “*” ou uma lista de nomes.',
    ru: 'Ожидается «*» или список имён.',
  },
  'bad-action': {
    en: 'An action is one of set, clear, add, assign, create, updateRelated, send, notify, mail, webhook, with its own members.',
    'pt-BR':
      'Uma ação é uma destas: set, clear, add, assign, create, updateRelated, send, notify, mail, webhook, com seus membros.',
    ru: 'Действие — одно из: set, clear, add, assign, create, updateRelated, send, notify, mail, webhook, со своими членами.',
  },
  'bad-sort': {
    en: 'A sort key is a field, with “-” in front for descending.',
    'pt-BR': 'Uma chave de ordenação é um campo, com “-” na frente para decrescente.',
    ru: 'Ключ сортировки — это поле, с «-» впереди для убывания.',
  },

  // a JSON Schema as a blueprint
  'unreadable-keyword': {
    en: '“{keyword}” cannot be turned into a field.',
    'pt-BR': '“{keyword}” não pode virar um campo.',
    ru: '«{keyword}» нельзя превратить в поле.',
  },
  'nested-object': {
    en: 'An object inside a record becomes a list with fields, an address, a relation, or a json field (an object without properties).',
    'pt-BR':
      'Um objeto dentro de um registro vira uma lista com campos, um endereço, um vínculo, ou um campo json (objeto sem propriedades).',
    ru: 'Объект внутри записи превращается в список с полями, адрес, связь или поле json (объект без свойств).',
  },
  'remote-reference': {
    en: 'A reference may only point into the same document, as “#/$defs/place”.',
    'pt-BR': 'Uma referência só pode apontar para o mesmo documento, como “#/$defs/place”.',
    ru: 'Ссылка может указывать только внутрь того же документа, например «#/$defs/place».',
  },
  'dangling-reference': {
    en: 'Nothing is at “{ref}”.',
    'pt-BR': 'Não há nada em “{ref}”.',
    ru: 'По ссылке «{ref}» ничего нет.',
  },
  'circular-reference': {
    en: 'The reference “{ref}” leads back to itself.',
    'pt-BR': 'A referência “{ref}” volta para si mesma.',
    ru: 'Ссылка «{ref}» ведёт к самой себе.',
  },
  'schema-too-wide': {
    en: 'With its references followed, the schema has more than {limit} parts.',
    'pt-BR': 'Seguindo as referências, o esquema tem mais de {limit} partes.',
    ru: 'Если пройти по ссылкам, в схеме больше {limit} частей.',
  },
  'schema-contradicts': {
    en: 'x-molde says “{type}”, the rest of the property says something else.',
    'pt-BR': 'x-molde diz “{type}”, o resto da propriedade diz outra coisa.',
    ru: 'x-molde говорит «{type}», а остальная часть свойства — другое.',
  },

  // changes between versions
  'op-not-offered': {
    en: 'The change “{op}” is planned but not offered yet.',
    'pt-BR': 'A alteração “{op}” está prevista, mas ainda não é oferecida.',
    ru: 'Изменение «{op}» запланировано, но пока не предлагается.',
  },
  'unknown-op': {
    en: 'There is no change of this kind. Known: {known}.',
    'pt-BR': 'Não há alteração deste tipo. Conhecidas: {known}.',
    ru: 'Такого изменения нет. Известны: {known}.',
  },
  'last-field': {
    en: '{label} is the only field. A blueprint without fields holds nothing; delete the blueprint instead.',
    'pt-BR': '{label} é o único campo. Um tipo de registro sem campos não guarda nada; exclua o tipo de registro.',
    ru: '«{label}» — единственное поле. Вид записей без полей ничего не хранит; удалите сам вид записей.',
  },
  'nothing-to-restore': {
    en: 'No field called “{name}” was removed from this blueprint.',
    'pt-BR': 'Nenhum campo chamado “{name}” foi removido deste tipo de registro.',
    ru: 'Из этого вида записей не убирали поле «{name}».',
  },
  'revert-comes-first': {
    en: 'Going back to an earlier version must be the first change of a draft.',
    'pt-BR': 'Voltar a uma versão anterior deve ser a primeira alteração de um rascunho.',
    ru: 'Возврат к прежней версии должен быть первым изменением черновика.',
  },
  'purged-since': {
    en: 'Values were destroyed for good after version {version}, so it cannot come back. Restore single fields instead.',
    'pt-BR':
      'Valores foram excluídos para sempre depois da versão {version}; ela não pode voltar. Restaure campos um a um.',
    ru: 'После версии {version} значения были удалены навсегда, вернуть её нельзя. Восстановите отдельные поля.',
  },
  'purge-unconfirmed': {
    en: 'Publishing destroys “{label}” for good, with what {n} records hold or kept of it; nothing brings that back. If that is meant, name the field and say why: {"confirm": {"{key}": "…"}}.',
    'pt-BR':
      'Publicar exclui “{label}” para sempre, com o que os registros têm ou guardaram dele ({n}); nada traz isso de volta. Se é isso mesmo, cite o campo e diga por quê: {"confirm": {"{key}": "…"}}.',
    ru: 'Публикация удалит поле «{label}» навсегда вместе со всем, что в нём есть или сохранено (записей: {n}); вернуть это будет нельзя. Если так и задумано, назовите поле и причину: {"confirm": {"{key}": "…"}}.',
  },
  'key-writes-field': {
    en: 'The API key “{name}” writes this field, last on {value}.',
    'pt-BR': 'A chave de API “{name}” grava este campo; a última vez foi em {value}.',
    ru: 'Ключ API «{name}» записывает это поле, последний раз {value}.',
  },
  'key-asks-for-field': {
    en: 'The API key “{name}” filters, sorts or asks by this field, last on {value}.',
    'pt-BR': 'A chave de API “{name}” filtra, ordena ou pede por este campo; a última vez foi em {value}.',
    ru: 'Ключ API «{name}» фильтрует, сортирует или запрашивает по этому полю, последний раз {value}.',
  },
  'key-writes-records': {
    en: 'The API key “{name}” writes records of this kind, last on {value}.',
    'pt-BR': 'A chave de API “{name}” grava registros deste tipo; a última vez foi em {value}.',
    ru: 'Ключ API «{name}» записывает такие записи, последний раз {value}.',
  },
  'key-refused-field': {
    en: 'From then on what it sends or asks for under this name is refused, until the program that uses the key is changed or the key is kept on version {version}.',
    'pt-BR':
      'A partir daí, o que ela enviar ou pedir por este nome é recusado, até que o programa que usa a chave seja mudado ou a chave fique na versão {version}.',
    ru: 'После этого всё, что он передаёт или запрашивает под этим именем, отклоняется — пока программу с этим ключом не изменят или ключ не оставят на версии {version}.',
  },
  'key-refused-values': {
    en: 'From then on it gets the new values and has to send them; what does not fit is refused, until the program that uses the key is changed or the key is kept on version {version}.',
    'pt-BR':
      'A partir daí, ela recebe os novos valores e tem de enviá-los; o que não couber é recusado, até que o programa que usa a chave seja mudado ou a chave fique na versão {version}.',
    ru: 'После этого он получает новые значения и должен их передавать; неподходящее отклоняется — пока программу с этим ключом не изменят или ключ не оставят на версии {version}.',
  },
  'key-refused-required': {
    en: 'From then on a record that it makes without this field is refused, until the program that uses the key sends it, new records start with a value, or the key is kept on version {version}.',
    'pt-BR':
      'A partir daí, um registro que ela criar sem este campo é recusado, até que o programa que usa a chave o envie, que novos registros comecem com um valor ou que a chave fique na versão {version}.',
    ru: 'После этого созданная им запись без этого поля отклоняется — пока программа с этим ключом не начнёт его передавать, у новых записей не появится начальное значение или ключ не оставят на версии {version}.',
  },
  'record-unconfirmed': {
    en: 'The record is destroyed for good, with its history, its comments and its files; nothing brings it back. If that is meant, repeat its id: {"confirm": "{value}"}.',
    'pt-BR':
      'O registro será excluído para sempre, com o histórico, os comentários e os arquivos; nada o traz de volta. Se é isso mesmo, repita o id: {"confirm": "{value}"}.',
    ru: 'Запись будет удалена навсегда вместе с историей, комментариями и файлами; вернуть её будет нельзя. Если так и задумано, повторите её номер: {"confirm": "{value}"}.',
  },
  'blueprint-unconfirmed': {
    en: 'The blueprint “{name}” is destroyed for good, with {n} records, their history, comments and files; nothing brings that back. If that is meant, name it and say why: {"confirm": {"{name}": "…"}}.',
    'pt-BR':
      'O tipo de registro “{name}” será excluído para sempre, com os registros ({n}), o histórico, os comentários e os arquivos deles; nada traz isso de volta. Se é isso mesmo, cite-o e diga por quê: {"confirm": {"{name}": "…"}}.',
    ru: 'Вид записей «{name}» будет удалён навсегда вместе с записями (их: {n}), их историей, комментариями и файлами; вернуть это будет нельзя. Если так и задумано, назовите его и причину: {"confirm": {"{name}": "…"}}.',
  },
  'other-blueprint-confirmed': {
    en: 'What is destroyed is called “{known}”, not “{name}”.',
    'pt-BR': 'O que será excluído para sempre se chama “{known}”, não “{name}”.',
    ru: 'Навсегда удаляется «{known}», а не «{name}».',
  },
  'blueprint-pointed-to': {
    en: '“{label}” of “{blueprint}” leads to its records. Remove that field or let it lead elsewhere first.',
    'pt-BR':
      '“{label}” de “{blueprint}” leva aos registros dele. Remova esse campo ou aponte-o para outro lugar antes.',
    ru: 'Поле «{label}» из «{blueprint}» ведёт к его записям. Сначала уберите это поле или направьте его в другое место.',
  },
  'blueprint-counted': {
    en: '“{label}” of “{blueprint}” is worked out from its records. Change or remove that first.',
    'pt-BR': '“{label}” de “{blueprint}” é calculado a partir dos registros dele. Altere ou remova isso antes.',
    ru: 'Поле «{label}» из «{blueprint}» вычисляется по его записям. Сначала измените или уберите его.',
  },
  'rows-live-there': {
    en: 'Its records are the rows of {blueprint}, which still needs them on the way back. Destroy {blueprint} first, or make them rows there again.',
    'pt-BR':
      'Os registros dele são as linhas de {blueprint}, que ainda precisa deles para voltar. Exclua {blueprint} para sempre antes, ou faça deles linhas lá de novo.',
    ru: 'Его записи — строки вида записей «{blueprint}», и они ещё нужны тому для возврата. Сначала удалите навсегда «{blueprint}» или снова сделайте их там строками.',
  },
  'nothing-to-destroy': {
    en: 'This draft destroys no field called “{name}”. It destroys: {known}.',
    'pt-BR': 'Este rascunho não exclui para sempre nenhum campo chamado “{name}”. Exclui: {known}.',
    ru: 'Этот черновик не удаляет навсегда поле «{name}». Удаляются: {known}.',
  },
  'not-inside-group': {
    en: 'The change “{op}” is about a whole blueprint, not about the rows of a group.',
    'pt-BR': 'A alteração “{op}” diz respeito a um tipo de registro inteiro, não às linhas de um grupo.',
    ru: 'Изменение «{op}» относится ко всему виду записей, а не к строкам группы.',
  },
  'not-a-group': {
    en: '{label} is no repeating group.',
    'pt-BR': '{label} não é um grupo repetido.',
    ru: '«{label}» — не повторяющаяся группа.',
  },
  'no-list-of-these': {
    en: '{label} cannot become a list: there are no lists of {type}.',
    'pt-BR': '{label} não pode virar uma lista: não há listas de {type}.',
    ru: 'Поле «{label}» не может стать списком: списков из {type} нет.',
  },
  'not-one-of-these': {
    en: '{label} cannot become one value: it holds one already, or rows of a group.',
    'pt-BR': '{label} não pode virar um valor: já tem um só, ou linhas de um grupo.',
    ru: 'Поле «{label}» не может стать одним значением: оно уже одно или это строки группы.',
  },
  'pick-not-possible': {
    en: 'Of {label} one cannot take “{name}”. Possible: {known}.',
    'pt-BR': 'De {label} não se pode tomar “{name}”. Possíveis: {known}.',
    ru: 'Из «{label}» нельзя взять «{name}». Можно: {known}.',
  },
  'on-error-not-possible': {
    en: '“{name}” is nothing that can be done with values of {label} that do not fit. Possible: {known}.',
    'pt-BR': '“{name}” não é possível para valores de {label} que não cabem. Possíveis: {known}.',
    ru: 'С неподходящими значениями поля «{label}» нельзя сделать «{name}». Можно: {known}.',
  },
  'fill-without-need': {
    en: 'Existing records need no value: {label} asks for no more than before.',
    'pt-BR': 'Os registros existentes não precisam de valor: {label} não pede mais do que antes.',
    ru: 'Существующим записям не нужно значение: поле «{label}» требует не больше прежнего.',
  },
  'nothing-fails': {
    en: 'Every value of {label} still fits, so nothing needs to happen to those that do not.',
    'pt-BR': 'Todos os valores de {label} continuam cabendo; não há o que fazer com os que não cabem.',
    ru: 'Все значения поля «{label}» по-прежнему подходят, с неподходящими делать нечего.',
  },
  'ask-needs-required': {
    en: '{label} may be empty, so nobody is asked for it. Make it required, or leave out “ask”.',
    'pt-BR': '{label} pode ficar vazio, então ninguém é perguntado. Torne-o obrigatório ou omita “ask”.',
    ru: 'Поле «{label}» можно не заполнять, поэтому его не спрашивают. Сделайте его обязательным или уберите «ask».',
  },
  'used-by-rule': {
    en: 'The rule “{by}” reads {label}. Change or remove the rule first.',
    'pt-BR': 'A regra “{by}” usa {label}. Altere ou remova a regra primeiro.',
    ru: 'Правило «{by}» использует поле «{label}». Сначала измените или уберите правило.',
  },
  'used-by-condition': {
    en: 'Whether “{by}” is shown depends on {label}. Change that condition first.',
    'pt-BR': 'A exibição de “{by}” depende de {label}. Altere essa condição primeiro.',
    ru: 'От поля «{label}» зависит, показывать ли «{by}». Сначала измените это условие.',
  },
  'used-by-default': {
    en: 'The value of “{by}” is worked out from {label}. Change that first.',
    'pt-BR': 'O valor de “{by}” é calculado a partir de {label}. Altere isso primeiro.',
    ru: 'Значение «{by}» вычисляется из поля «{label}». Сначала измените это.',
  },
  'used-by-unique': {
    en: 'No two records may have the same {by}, and {label} is part of that. Remove the unique combination first.',
    'pt-BR':
      'Dois registros não podem ter o mesmo {by}, e {label} faz parte disso. Remova a combinação única primeiro.',
    ru: 'Две записи не могут иметь одинаковые {by}, и поле «{label}» входит сюда. Сначала уберите эту уникальность.',
  },
  'used-by-title': {
    en: 'Records are titled by {label}. Choose another title field first.',
    'pt-BR': 'Os registros têm {label} como título. Escolha outro campo de título primeiro.',
    ru: 'Поле «{label}» служит заголовком записи. Сначала выберите другое поле заголовка.',
  },
  'retype-in-steps': {
    en: 'A field of type “{from}” does not become “{to}” directly. Do it in two steps: first to “{first}”, then to “{to}”.',
    'pt-BR':
      'Um campo do tipo “{from}” não vira “{to}” diretamente. Faça em dois passos: primeiro para “{first}”, depois para “{to}”.',
    ru: 'Поле типа «{from}» не становится «{to}» напрямую. Сделайте это в два шага: сначала «{first}», затем «{to}».',
  },
  'retype-by-op': {
    en: 'Values of type “{from}” cannot be read as “{to}”. Use the change “{op}” instead.',
    'pt-BR': 'Valores do tipo “{from}” não podem ser lidos como “{to}”. Use a alteração “{op}”.',
    ru: 'Значения типа «{from}» нельзя прочитать как «{to}». Используйте изменение «{op}».',
  },
  'no-link-target': {
    en: 'There is no blueprint “{name}” to link to.',
    'pt-BR': 'Não há tipo de registro “{name}” a que vincular.',
    ru: 'Вида записей «{name}», с которым можно связать поле, нет.',
  },
  'nothing-to-match': {
    en: 'Records of {blueprint} have no text by which they could be recognised. Give them a text field first.',
    'pt-BR': 'Os registros de {blueprint} não têm um texto pelo qual reconhecê-los. Crie antes um campo de texto.',
    ru: 'У записей «{blueprint}» нет текста, по которому их можно узнать. Сначала добавьте текстовое поле.',
  },
  'match-not-text': {
    en: 'Records cannot be recognised by {label}. They can by a field of one of these types: {known}.',
    'pt-BR': 'Não dá para reconhecer registros por {label}. Serve um campo de um destes tipos: {known}.',
    ru: 'По полю «{label}» записи не узнать. Подходит поле одного из типов: {known}.',
  },
  'match-is-field': {
    en: '{label} becomes the link itself. Choose another field by which records are recognised.',
    'pt-BR': '{label} vira o próprio vínculo. Escolha outro campo pelo qual reconhecer os registros.',
    ru: 'Поле «{label}» само становится связью. Выберите другое поле, по которому узнавать записи.',
  },
  'create-needs': {
    en: 'A new record of {blueprint} also needs {fields}. Give these fields a default, or link only to records that exist (createMissing: false).',
    'pt-BR':
      'Um novo registro de {blueprint} também precisa de {fields}. Dê a esses campos um valor padrão, ou vincule só a registros que existem (createMissing: false).',
    ru: 'Новой записи «{blueprint}» нужно ещё: {fields}. Задайте этим полям значение по умолчанию или связывайте только с имеющимися записями (createMissing: false).',
  },
  'extract-lacks': {
    en: '{blueprint} has no field of the same key, type and choices for {fields}. Add it there first.',
    'pt-BR':
      '{blueprint} não tem campo com a mesma chave, o mesmo tipo e as mesmas opções para {fields}. Crie-o lá antes.',
    ru: 'В «{blueprint}» нет поля с тем же ключом, типом и вариантами для: {fields}. Сначала добавьте его там.',
  },
  'group-in-group': {
    en: '{label} has a group inside, {inner}. Rows with rows of their own cannot become records yet; take {inner} out first.',
    'pt-BR':
      '{label} tem um grupo dentro, {inner}. Linhas com linhas próprias ainda não podem virar registros; tire {inner} antes.',
    ru: 'Внутри «{label}» есть группа «{inner}». Строки со своими строками пока не могут стать записями; сначала уберите «{inner}».',
  },
  'blueprint-taken': {
    en: 'There is a blueprint “{name}” already. Choose another name for the records.',
    'pt-BR': 'Já existe um tipo de registro “{name}”. Escolha outro nome.',
    ru: 'Вид записей «{name}» уже есть. Выберите другое имя.',
  },
  'no-rows-there': {
    en: 'No records of “{name}” were rows of {label} here.',
    'pt-BR': 'Nenhum registro de “{name}” era linha de {label} aqui.',
    ru: 'Записи «{name}» не были здесь строками поля «{label}».',
  },
  'rows-in-records': {
    en: 'The rows of {label} are also kept as records of {blueprint}, so nothing here could destroy all of them.',
    'pt-BR':
      'As linhas de {label} também ficam guardadas como registros de {blueprint}; aqui não dá para excluir todas.',
    ru: 'Строки поля «{label}» хранятся и как записи «{blueprint}», поэтому удалить их здесь полностью нельзя.',
  },
  'rows-wait': {
    en: 'One of its rows cannot change its place: {why}',
    'pt-BR': 'Uma de suas linhas não pode mudar de lugar: {why}',
    ru: 'Одна из её строк не может сменить место: {why}',
  },
  'column-of-rows': {
    en: '{label} was a column of rows in {blueprint}, and its values also lie in the history there. It can be removed, but not destroyed for good.',
    'pt-BR':
      '{label} era uma coluna de linhas em {blueprint}, e seus valores também estão no histórico de lá. Pode ser removido, mas não excluído para sempre.',
    ru: '«{label}» было столбцом строк в «{blueprint}», и его значения лежат ещё и в истории там. Его можно убрать, но не удалить навсегда.',
  },
  'link-of-rows': {
    en: '{label} says of which record of {blueprint} each of these was a row. It must stay one link to {blueprint}.',
    'pt-BR':
      '{label} diz de que registro de {blueprint} cada um destes era uma linha. Precisa continuar um só vínculo com {blueprint}.',
    ru: 'Поле «{label}» говорит, строкой какой записи «{blueprint}» была каждая из этих. Оно должно оставаться одной связью с «{blueprint}».',
  },
  'no-such-blueprint': {
    en: 'There is no blueprint “{name}” whose records could come here.',
    'pt-BR': 'Não há tipo de registro “{name}” cujos registros possam vir para cá.',
    ru: 'Вида записей «{name}», записи которого могли бы перейти сюда, нет.',
  },
  'merge-with-itself': {
    en: '{blueprint} cannot be joined with itself. Choose another one.',
    'pt-BR': '{blueprint} não pode ser unido consigo mesmo. Escolha outro.',
    ru: '«{blueprint}» нельзя объединить с самим собой. Выберите другой.',
  },
  'discriminator-taken': {
    en: 'There is a field “{name}” already. Give the field that tells the two kinds apart another name.',
    'pt-BR': 'Já existe um campo “{name}”. Dê outro nome ao campo que distingue os dois tipos.',
    ru: 'Поле «{name}» уже есть. Назовите поле, которое различает два вида, иначе.',
  },
  'merge-not-alike': {
    en: '{label} of {blueprint} and {here} hold different kinds of values, so they cannot be one field. Let it come along as a field of its own (null), or give both the same type first.',
    'pt-BR':
      '{label} de {blueprint} e {here} guardam valores de tipos diferentes e não podem ser um só campo. Deixe-o vir como campo próprio (null), ou dê antes o mesmo tipo aos dois.',
    ru: 'В «{label}» из «{blueprint}» и в «{here}» значения разного рода, поэтому одним полем они стать не могут. Пусть оно придёт отдельным полем (null), или сначала задайте обоим один тип.',
  },
  'merge-lacks-options': {
    en: '{label} lacks the options {options}. Add them first, or let the field come along as one of its own (null).',
    'pt-BR':
      'Em {label} faltam as opções {options}. Adicione-as antes, ou deixe o campo vir como campo próprio (null).',
    ru: 'В поле «{label}» нет вариантов: {options}. Сначала добавьте их, или пусть поле придёт отдельным (null).',
  },
  'merge-draft-waits': {
    en: '{blueprint} has changes that are not published. Publish or discard them first.',
    'pt-BR': '{blueprint} tem alterações não publicadas. Publique-as ou descarte-as antes.',
    ru: 'В «{blueprint}» есть неопубликованные изменения. Сначала опубликуйте или отмените их.',
  },
  'merge-under-way': {
    en: 'Records are moving between {blueprint} and another blueprint. Wait until that has ended, or undo it.',
    'pt-BR': 'Há registros passando entre {blueprint} e outro tipo de registro. Espere terminar, ou desfaça.',
    ru: 'Записи ещё переходят между «{blueprint}» и другим видом записей. Дождитесь конца или отмените переход.',
  },
  'merge-state-lacks': {
    en: '{n} records of {blueprint} are in the state {value}, which the flow here does not have. Map the state field onto the one here and add the state, or move these records on first.',
    'pt-BR':
      '{n} registros de {blueprint} estão no estado {value}, que o fluxo daqui não tem. Ligue o campo de estado ao daqui e adicione o estado, ou mova antes esses registros.',
    ru: 'Записей «{blueprint}» в состоянии «{value}»: {n}. В здешнем процессе такого состояния нет. Свяжите поле состояния со здешним и добавьте состояние, или сначала переведите эти записи дальше.',
  },
  'passage-of-rows': {
    en: 'Rows of {parent} are kept as records of {child}, so records cannot move between one of these and another blueprint. Make them rows again first.',
    'pt-BR':
      'Linhas de {parent} ficam guardadas como registros de {child}; registros não podem passar entre um destes e outro tipo de registro. Faça deles linhas de novo antes.',
    ru: 'Строки «{parent}» хранятся как записи «{child}», поэтому переносить записи между ними и другим видом записей нельзя. Сначала снова сделайте их строками.',
  },
  'merge-read-by': {
    en: '“{by}” of {reader} is worked out from records of {blueprint}. Change or remove that first.',
    'pt-BR': '“{by}” de {reader} é calculado a partir dos registros de {blueprint}. Altere ou remova isso primeiro.',
    ru: '«{by}» в «{reader}» вычисляется по записям «{blueprint}». Сначала измените или уберите это.',
  },
  'merge-collides': {
    en: 'No two records may have the same {fields}, and records of {blueprint} have what one has already: {n}. For example {examples}. Change these, or let the field come along as one of its own.',
    'pt-BR':
      'Dois registros não podem ter o mesmo {fields}, e registros de {blueprint} têm o que outro já tem: {n}. Por exemplo {examples}. Altere-os, ou deixe o campo vir como campo próprio.',
    ru: 'У двух записей не может совпадать {fields}, а у записей «{blueprint}» бывает то же, что уже есть у другой: {n}. Например: {examples}. Измените их, или пусть поле придёт отдельным.',
  },
  'duplicates-exist': {
    en: 'No two records may have the same {fields} from then on, and today records repeat one another. Values that stand more than once: {values}, in so many records: {records}. For example {examples}. Change these first, or let the later ones wait.',
    'pt-BR':
      'A partir daí, dois registros não poderão ter o mesmo {fields}, e hoje há registros que se repetem. Valores que aparecem mais de uma vez: {values}, em tantos registros: {records}. Por exemplo {examples}. Altere-os primeiro, ou deixe os posteriores esperando.',
    ru: 'С этого момента у двух записей не может совпадать {fields}, а сегодня записи повторяют друг друга. Значений, которые стоят больше одного раза: {values}, записей с ними: {records}. Например: {examples}. Сначала измените их, или пусть более поздние подождут.',
  },
  'blueprint-exists': {
    en: 'There is a blueprint “{name}” already. Records that leave get a new one: choose another name.',
    'pt-BR': 'Já existe um tipo de registro “{name}”. Os registros que saem ganham um novo: escolha outro nome.',
    ru: 'Вид записей «{name}» уже есть. Уходящие записи получают новый: выберите другое имя.',
  },
  'split-flow-needs': {
    en: 'The flow “{flow}” goes along to {blueprint}, and works with fields or states that do not. Take these along, too.',
    'pt-BR': 'O fluxo “{flow}” vai junto para {blueprint} e usa campos ou estados que não vão. Leve-os também.',
    ru: 'Процесс «{flow}» переходит в «{blueprint}» и работает с полями или состояниями, которые туда не переходят. Возьмите и их.',
  },
  'passing-stays': {
    en: 'Record {id} cannot stand there: {reason}. Change it, then let the job go on.',
    'pt-BR': 'O registro {id} não pode ficar lá: {reason}. Altere-o e deixe o trabalho continuar.',
    ru: 'Записи {id} там быть нельзя: {reason}. Измените её и продолжите задачу.',
  },
  'inline-of-many': {
    en: '{label} links to several records, so their fields have no one value. Make it one link first.',
    'pt-BR': '{label} aponta para vários registros, e seus campos não têm um só valor. Deixe antes um só vínculo.',
    ru: 'Поле «{label}» связано с несколькими записями, и одного значения у их полей нет. Сначала оставьте одну связь.',
  },
  'no-meaning-here': {
    en: '“{name}” has no meaning when “{from}” becomes “{to}”.',
    'pt-BR': '“{name}” não tem sentido quando “{from}” vira “{to}”.',
    ru: '«{name}» не имеет смысла, когда «{from}» становится «{to}».',
  },
  'unknown-locale': {
    en: 'How numbers and days are written in “{name}” is not known. Possible: {known}.',
    'pt-BR': 'Não se sabe como números e dias são escritos em “{name}”. Possíveis: {known}.',
    ru: 'Как пишут числа и даты в «{name}», неизвестно. Возможны: {known}.',
  },
  'bad-moment-format': {
    en: '“{format}” says no day: use YYYY, MM and DD once each, and HH, mm and ss for a time of day, as DD/MM/YYYY HH:mm.',
    'pt-BR':
      '“{format}” não descreve um dia: use YYYY, MM e DD uma vez cada, e HH, mm e ss para a hora, como DD/MM/YYYY HH:mm.',
    ru: '«{format}» не задаёт дату: укажите YYYY, MM и DD по одному разу, для времени — HH, mm и ss, например DD.MM.YYYY HH:mm.',
  },
  'currency-needed': {
    en: 'Say with “currency” what the numbers in {label} count.',
    'pt-BR': 'Diga com “currency” em que moeda estão os números de {label}.',
    ru: 'Укажите в «currency», в какой валюте числа поля «{label}».',
  },
  'no-yes-and-no': {
    en: 'Which of these options means yes and which no? {options}. Call them “yes” and “no” first; they can be renamed afterwards.',
    'pt-BR':
      'Qual destas opções significa sim e qual não? {options}. Chame-as primeiro de “sim” e “não”; depois podem ser renomeadas.',
    ru: 'Какой из вариантов значит «да», а какой «нет»? {options}. Назовите их сначала «да» и «нет»; потом их можно переименовать.',
  },
  'on-error-not-here': {
    en: '“{value}” is no way out for this change. Possible: {known}.',
    'pt-BR': '“{value}” não é uma saída para esta alteração. Possíveis: {known}.',
    ru: '«{value}» для этого изменения не подходит. Возможно: {known}.',
  },
  'op-not-for-type': {
    en: 'The change “{op}” does not fit a field of type “{type}”. It fits: {known}.',
    'pt-BR': 'A alteração “{op}” não serve para um campo do tipo “{type}”. Serve para: {known}.',
    ru: 'Изменение «{op}» не подходит полю типа «{type}». Подходит для: {known}.',
  },
  'one-way-needed': {
    en: 'Say exactly one of: {known}.',
    'pt-BR': 'Diga exatamente um destes: {known}.',
    ru: 'Укажите ровно одно из: {known}.',
  },
  'parts-and-fields': {
    en: 'This gives {parts} parts, but there are {fields} fields for them.',
    'pt-BR': 'Isto dá {parts} partes, mas há {fields} campos para elas.',
    ru: 'Так получается частей: {parts}, а полей для них: {fields}.',
  },
  'not-rising': {
    en: 'The places must rise from one to the next.',
    'pt-BR': 'As posições devem crescer de uma para a outra.',
    ru: 'Позиции должны идти по возрастанию.',
  },
  'may-stay-empty': {
    en: '{label} can come out empty. Make it required in a later change, when you know which records lack it.',
    'pt-BR': '{label} pode ficar vazio. Torne-o obrigatório depois, quando souber em quais registros ele falta.',
    ru: 'Поле «{label}» может оказаться пустым. Сделайте его обязательным позже, когда станет ясно, в каких записях его нет.',
  },
  'template-lacks': {
    en: 'The template does not use {label}. Put “{name}” in braces into it, or leave the field out of the merge.',
    'pt-BR': 'O modelo não usa {label}. Ponha “{name}” entre chaves nele, ou deixe o campo fora da união.',
    ru: 'В шаблоне нет поля «{label}». Добавьте в него «{name}» в фигурных скобках или не объединяйте это поле.',
  },
  'bad-template': {
    en: 'The names of fields stand in braces in a template; a brace itself is written twice.',
    'pt-BR': 'Num modelo os nomes dos campos ficam entre chaves; uma chave em si é escrita duas vezes.',
    ru: 'Имена полей в шаблоне стоят в фигурных скобках; сама скобка пишется дважды.',
  },
  'bad-factor': {
    en: 'A factor is a number above 0, or two with a slash between them, as 1/1000.',
    'pt-BR': 'Um fator é um número maior que 0, ou dois separados por uma barra, como 1/1000.',
    ru: 'Множитель — число больше 0 или два числа через косую черту, например 1/1000.',
  },
  'option-stays': {
    en: 'The option “{value}” goes away in this change too, so nothing can become it.',
    'pt-BR': 'A opção “{value}” também sai nesta alteração, então nada pode virar essa opção.',
    ru: 'Вариант «{value}» тоже убирается этим изменением, поэтому ничто не может им стать.',
  },
  'state-branches': {
    en: 'Every record in “{value}” needs a place: the last of its ways has no condition, and only the last.',
    'pt-BR': 'Todo registro em “{value}” precisa de um lugar: só o último caminho fica sem condição.',
    ru: 'Каждой записи в «{value}» нужно место: без условия остаётся последний вариант, и только он.',
  },
  'no-such-move': {
    en: 'Version {value} of the flow moved no records that could be taken back.',
    'pt-BR': 'A versão {value} do fluxo não moveu registros que possam voltar.',
    ru: 'Версия {value} процесса не переводила записи, которые можно вернуть.',
  },
  'flow-op-alone': {
    en: 'Records of the flow “{flow}” move with it: send “moves” with its draft, and publish that.',
    'pt-BR': 'Os registros do fluxo “{flow}” se movem com ele: envie “moves” no rascunho dele e publique.',
    ru: 'Записи процесса «{flow}» переходят вместе с ним: передайте «moves» в его черновике и опубликуйте.',
  },
  'revert-past-flow': {
    en: 'Since version {to} the states of records were moved by the flow “{flow}”. Publish the flow as it was, with moves; that brings them back.',
    'pt-BR':
      'Desde a versão {to}, o fluxo “{flow}” moveu estados de registros. Publique o fluxo como era, com os movimentos; isso os traz de volta.',
    ru: 'После версии {to} процесс «{flow}» перевёл записи в другие состояния. Опубликуйте прежний процесс с переходами — это вернёт их.',
  },
  'option-is-default': {
    en: 'New records start with “{value}” in {label}. Map it to another option, or change the default first.',
    'pt-BR':
      'Novos registros começam com “{value}” em {label}. Troque por outra opção, ou altere antes o valor padrão.',
    ru: 'В новых записях поле «{label}» начинается с «{value}». Замените его другим вариантом или сначала измените значение по умолчанию.',
  },
  'used-by-flow': {
    en: 'The flow “{by}” works with {label}. Change the flow first.',
    'pt-BR': 'O fluxo “{by}” usa {label}. Altere o fluxo primeiro.',
    ru: 'Процесс «{by}» использует поле «{label}». Сначала измените процесс.',
  },
  'option-in-flow': {
    en: 'The flow “{by}” works with the choice “{value}”. Take it out of the flow first.',
    'pt-BR': 'O fluxo “{by}” usa a opção “{value}”. Retire-a do fluxo primeiro.',
    ru: 'Процесс «{by}» использует вариант «{value}». Сначала уберите его из процесса.',
  },
  'used-by-view': {
    en: 'The view “{by}” works with {label}. Change the view first.',
    'pt-BR': 'A visão “{by}” usa {label}. Altere a visão primeiro.',
    ru: 'Представление «{by}» использует поле «{label}». Сначала измените представление.',
  },
  'option-in-view': {
    en: 'The view “{by}” asks for the choice “{value}”. Change the view first.',
    'pt-BR': 'A visão “{by}” pede a opção “{value}”. Altere a visão primeiro.',
    ru: 'Представление «{by}» отбирает вариант «{value}». Сначала измените представление.',
  },
  'used-by-automation': {
    en: 'The automation “{by}” works with {label}. Change the automation first.',
    'pt-BR': 'A automação “{by}” usa {label}. Altere a automação primeiro.',
    ru: 'Автоматизация «{by}» использует поле «{label}». Сначала измените автоматизацию.',
  },
  'option-in-automation': {
    en: 'The automation “{by}” works with the choice “{value}”. Take it out of the automation first.',
    'pt-BR': 'A automação “{by}” usa a opção “{value}”. Retire-a da automação primeiro.',
    ru: 'Автоматизация «{by}» использует вариант «{value}». Сначала уберите его из автоматизации.',
  },
  'option-in-rule': {
    en: 'The rule “{by}” speaks of “{value}”. Change or remove the rule first.',
    'pt-BR': 'A regra “{by}” fala de “{value}”. Altere ou remova a regra primeiro.',
    ru: 'Правило «{by}» упоминает «{value}». Сначала измените или уберите правило.',
  },
  'option-in-condition': {
    en: 'Whether “{by}” is shown depends on “{value}”. Change that condition first.',
    'pt-BR': 'A exibição de “{by}” depende de “{value}”. Altere essa condição primeiro.',
    ru: 'От варианта «{value}» зависит, показывать ли «{by}». Сначала измените это условие.',
  },
  'option-in-default': {
    en: 'The value of “{by}” is worked out from “{value}”. Change that first.',
    'pt-BR': 'O valor de “{by}” é calculado a partir de “{value}”. Altere isso primeiro.',
    ru: 'Значение «{by}» вычисляется по варианту «{value}». Сначала измените это.',
  },
  'flow-uses-who': {
    en: 'The flow “{by}” asks {label} who may take: {places}.',
    'pt-BR': 'O fluxo “{by}” consulta {label} para saber quem pode executar: {places}.',
    ru: 'Процесс «{by}» определяет по полю «{label}», кто может выполнить: {places}.',
  },
  'flow-uses-guard': {
    en: 'The flow “{by}” has a condition on {label} at: {places}.',
    'pt-BR': 'O fluxo “{by}” tem uma condição sobre {label} em: {places}.',
    ru: 'В процессе «{by}» есть условие по полю «{label}»: {places}.',
  },
  'flow-uses-check': {
    en: 'The flow “{by}” checks {label} at: {places}.',
    'pt-BR': 'O fluxo “{by}” verifica {label} em: {places}.',
    ru: 'Процесс «{by}» проверяет поле «{label}»: {places}.',
  },
  'flow-uses-form': {
    en: 'The flow “{by}” asks people for {label} at: {places}.',
    'pt-BR': 'O fluxo “{by}” pede {label} às pessoas em: {places}.',
    ru: 'Процесс «{by}» просит заполнить поле «{label}»: {places}.',
  },
  'flow-uses-value': {
    en: 'The flow “{by}” works out or changes values with {label} at: {places}.',
    'pt-BR': 'O fluxo “{by}” calcula ou altera valores com {label} em: {places}.',
    ru: 'Процесс «{by}» вычисляет или меняет значения, используя поле «{label}»: {places}.',
  },
  'flow-uses-webhook': {
    en: 'The flow “{by}” sends {label} to a webhook at: {places}.',
    'pt-BR': 'O fluxo “{by}” envia {label} a um webhook em: {places}.',
    ru: 'Процесс «{by}» отправляет поле «{label}» в вебхук: {places}.',
  },
  'flow-uses-message': {
    en: 'The flow “{by}” uses {label} in a message at: {places}.',
    'pt-BR': 'O fluxo “{by}” usa {label} em uma mensagem em: {places}.',
    ru: 'Процесс «{by}» использует поле «{label}» в сообщении: {places}.',
  },
  'flow-uses-timer': {
    en: 'The flow “{by}” has a timer that follows {label} at: {places}.',
    'pt-BR': 'O fluxo “{by}” tem um prazo que segue {label} em: {places}.',
    ru: 'В процессе «{by}» есть таймер по полю «{label}»: {places}.',
  },
  'flow-uses-state': {
    en: 'The flow “{by}” keeps its states in {label}.',
    'pt-BR': 'O fluxo “{by}” guarda seus estados em {label}.',
    ru: 'Процесс «{by}» хранит свои состояния в поле «{label}».',
  },
  'view-uses-filter': {
    en: 'The view “{by}” filters by {label}.',
    'pt-BR': 'A visão “{by}” filtra por {label}.',
    ru: 'Представление «{by}» отбирает записи по полю «{label}».',
  },
  'view-uses-sort': {
    en: 'The view “{by}” sorts by {label}.',
    'pt-BR': 'A visão “{by}” ordena por {label}.',
    ru: 'Представление «{by}» сортирует записи по полю «{label}».',
  },
  'view-uses-layout': {
    en: 'The view “{by}” is laid out by {label}.',
    'pt-BR': 'A visão “{by}” é organizada por {label}.',
    ru: 'Представление «{by}» построено по полю «{label}».',
  },
  'view-uses-column': {
    en: 'The view “{by}” shows {label}.',
    'pt-BR': 'A visão “{by}” mostra {label}.',
    ru: 'Представление «{by}» показывает поле «{label}».',
  },
  'view-uses-form': {
    en: 'The form “{by}” asks for {label}.',
    'pt-BR': 'O formulário “{by}” pede {label}.',
    ru: 'Форма «{by}» просит заполнить поле «{label}».',
  },
  'field-in-rule': {
    en: 'The rule “{by}” reads {label}.',
    'pt-BR': 'A regra “{by}” usa {label}.',
    ru: 'Правило «{by}» использует поле «{label}».',
  },
  'field-in-condition': {
    en: 'Whether “{by}” is shown depends on {label}.',
    'pt-BR': 'A exibição de “{by}” depende de {label}.',
    ru: 'От поля «{label}» зависит, показывать ли «{by}».',
  },
  'field-in-default': {
    en: 'The value of “{by}” is worked out from {label}.',
    'pt-BR': 'O valor de “{by}” é calculado a partir de {label}.',
    ru: 'Значение «{by}» вычисляется по полю «{label}».',
  },
  'field-in-unique': {
    en: 'No two records may have the same {by}.',
    'pt-BR': 'Dois registros não podem ter os mesmos valores em {by}.',
    ru: 'У двух записей не может быть одинаковых значений: {by}.',
  },
  'field-in-title': {
    en: 'Records are named by {label}.',
    'pt-BR': 'Os registros levam o nome de {label}.',
    ru: 'Записи называются по полю «{label}».',
  },
  'field-in-blueprint': {
    en: 'In “{blueprint}”, {label} is read by: {by}.',
    'pt-BR': 'Em “{blueprint}”, {label} é usado por: {by}.',
    ru: 'В виде записей «{blueprint}» поле «{label}» используют: {by}.',
  },
  'unit-not-followed': {
    en: 'Nothing of that is changed: from then on its numbers are counted in the new unit.',
    'pt-BR': 'Nada disso é alterado: a partir daí, seus números contam na nova unidade.',
    ru: 'Там ничего не изменится: после этого числа будут считаться в новых единицах.',
  },
  undecided: {
    en: '{said} If it is to stay like that, say so: {"accept": ["{id}"]}.',
    'pt-BR': '{said} Se é para ficar assim, diga: {"accept": ["{id}"]}.',
    ru: '{said} Если так и должно остаться, подтвердите: {"accept": ["{id}"]}.',
  },
  'key-keeps-version': {
    en: 'The API key “{name}” is kept on version {version} and sees nothing of the change.',
    'pt-BR': 'A chave de API “{name}” fica na versão {version} e não vê nada da mudança.',
    ru: 'Ключ API «{name}» остаётся на версии {version} и не заметит изменения.',
  },
  'key-loses-field': {
    en: 'The API key “{name}” is kept on version {version}, and loses the values all the same: they are deleted for good.',
    'pt-BR':
      'A chave de API “{name}” fica na versão {version} e, mesmo assim, perde os valores: eles são excluídos para sempre.',
    ru: 'Ключ API «{name}» остаётся на версии {version}, но значения потеряет: они удаляются навсегда.',
  },
  'not-mapped-there': {
    en: '“{value}” is not mapped to “{option}”, so it cannot stand for it on the way back.',
    'pt-BR': '“{value}” não vira “{option}”, então não pode representá-la na volta.',
    ru: '«{value}» не заменяется на «{option}», поэтому не может стать им при возврате.',
  },
  'fill-needed': {
    en: '{label} is required: say with “fill” (or a default) what existing records get.',
    'pt-BR': '{label} é obrigatório: diga com “fill” (ou um valor padrão) o que os registros existentes recebem.',
    ru: 'Поле «{label}» обязательно: укажите в «fill» (или значением по умолчанию), что получат существующие записи.',
  },
  'id-is-given': {
    en: 'Ids are given by the server; leave “id” out.',
    'pt-BR': 'Os ids são dados pelo servidor; deixe “id” de fora.',
    ru: 'Идентификаторы выдаёт сервер; уберите «id».',
  },
  'not-reached': {
    en: 'No change leads there: {setting} of “{label}”. Say it with changes, or as a new field.',
    'pt-BR': 'Nenhuma alteração leva até lá: {setting} de “{label}”. Use alterações ou como um novo campo.',
    ru: 'Ни одно изменение к этому не ведёт: {setting} в «{label}». Задайте его изменениями или как новое поле.',
  },
  'unknown-answer': {
    en: 'This is no answer to the question. Possible: {known}.',
    'pt-BR': 'Isto não responde à pergunta. Possíveis: {known}.',
    ru: 'Это не ответ на вопрос. Возможны: {known}.',
  },
  'unasked-answer': {
    en: 'Nobody asks “{name}”.',
    'pt-BR': 'Ninguém pergunta “{name}”.',
    ru: 'Вопроса «{name}» нет.',
  },
  'id-was-given': {
    en: 'The id {id} was given out here before; leave “id” out, or restore what had it.',
    'pt-BR': 'O id {id} já foi usado aqui; deixe “id” de fora ou restaure o que o tinha.',
    ru: 'Идентификатор {id} здесь уже выдавался; уберите «id» или восстановите то, что его имело.',
  },
  'nothing-changes': {
    en: 'This changes nothing.',
    'pt-BR': 'Isto não muda nada.',
    ru: 'Это ничего не меняет.',
  },
  'unknown-rule': {
    en: 'There is no rule “{name}”. Known: {known}.',
    'pt-BR': 'Não há regra “{name}”. Conhecidas: {known}.',
    ru: 'Правила «{name}» нет. Известны: {known}.',
  },
  'unknown-unique': {
    en: 'There is no unique combination “{name}”. Known: {known}.',
    'pt-BR': 'Não há combinação única “{name}”. Conhecidas: {known}.',
    ru: 'Уникального сочетания «{name}» нет. Известны: {known}.',
  },
  'too-many-ops': {
    en: 'A draft has at most {limit} changes.',
    'pt-BR': 'Um rascunho tem no máximo {limit} alterações.',
    ru: 'В черновике не больше {limit} изменений.',
  },

  // bundles
  'unknown-blueprint': {
    en: 'There is no blueprint “{name}”. Known: {known}.',
    'pt-BR': 'Não há tipo de registro “{name}”. Conhecidos: {known}.',
    ru: 'Вида записей «{name}» нет. Известны: {known}.',
  },
  // records among others: what only the server can know
  'target-missing': {
    en: '{label}: there is no {blueprint} with the id “{id}”.',
    'pt-BR': '{label}: não existe {blueprint} com o id “{id}”.',
    ru: '{label}: нет записи «{blueprint}» с идентификатором «{id}».',
  },
  'not-a-member': {
    en: '{label}: “{id}” is not a member of this tenant.',
    'pt-BR': '{label}: “{id}” não é membro deste espaço.',
    ru: '{label}: «{id}» не состоит в этом пространстве.',
  },
  'unique-taken': {
    en: 'Another record has the same {fields}.',
    'pt-BR': 'Outro registro tem o mesmo valor em {fields}.',
    ru: 'У другой записи то же значение: {fields}.',
  },
  'duplicate-of': {
    en: '“{other}” has the same {fields}, and no two records may.',
    'pt-BR': '“{other}” tem o mesmo valor em {fields}, e dois registros não podem ter.',
    ru: 'У записи «{other}» то же значение: {fields}. Двух таких записей быть не может.',
  },
  'not-carried-over': {
    en: '“{value}” in {label} cannot be carried over.',
    'pt-BR': 'Não é possível levar adiante “{value}” em {label}.',
    ru: 'Значение «{value}» поля «{label}» нельзя перенести.',
  },
  'blueprint-trashed': {
    en: '“{value}” is in the trash. The work goes on when it is restored.',
    'pt-BR': '“{value}” está na lixeira. O trabalho continua quando for restaurado.',
    ru: '«{value}» в корзине. Работа продолжится после восстановления.',
  },
  'no-such-version': {
    en: '“{value}” is no published version. Versions: 1 to {head}.',
    'pt-BR': '“{value}” não é uma versão publicada. Versões: 1 a {head}.',
    ru: '«{value}» — не опубликованная версия. Есть версии с 1 по {head}.',
  },
  'form-beyond-version': {
    en: 'This step asks for “{label}”, which version {version} does not have. It can be taken in a newer version.',
    'pt-BR':
      'Esta etapa pede “{label}”, que a versão {version} não tem. Ela pode ser executada em uma versão mais nova.',
    ru: 'Этот шаг запрашивает «{label}», чего в версии {version} нет. Его можно выполнить в более новой версии.',
  },
  'board-group': {
    en: 'Name the field whose choices are the columns of the board: one of type enum.',
    'pt-BR': 'Indique o campo cujas opções são as colunas do quadro: um do tipo enum.',
    ru: 'Укажите поле, варианты которого станут столбцами доски: поле типа enum.',
  },
  'form-fields': {
    en: 'Name the fields the form asks for: one at least.',
    'pt-BR': 'Indique os campos que o formulário pede: pelo menos um.',
    ru: 'Укажите поля, которые запрашивает форма: хотя бы одно.',
  },
  'form-field-missing': {
    en: '“{name}” must be filled in, so the form has to ask for it.',
    'pt-BR': '“{name}” é obrigatório, portanto o formulário precisa pedi-lo.',
    ru: 'Поле «{name}» обязательно, поэтому форма должна его запрашивать.',
  },
  'form-field-not-asked': {
    en: 'Nobody fills in “{name}”: the system or the flow does. A form cannot ask for it.',
    'pt-BR': 'Ninguém preenche “{name}”: quem preenche é o sistema ou o fluxo. Um formulário não pode pedi-lo.',
    ru: 'Поле «{name}» заполняет система или процесс, а не человек. Форма не может его запрашивать.',
  },
  'table-group': {
    en: 'Rows are grouped by a field that holds one choice, yes or no, a record or a member.',
    'pt-BR': 'As linhas são agrupadas por um campo com uma opção, sim ou não, um registro ou um membro.',
    ru: 'Строки группируются по полю, в котором один вариант, да или нет, запись или участник.',
  },
  'calendar-field': {
    en: 'Name a field that says when: one of type date or datetime.',
    'pt-BR': 'Indique um campo que diga quando: um do tipo date ou datetime.',
    ru: 'Укажите поле, которое говорит, когда: поле типа date или datetime.',
  },
  'shared-with-all': {
    en: 'A view for everybody is not shared with some of them. Leave out “shared” or “sharedWith”.',
    'pt-BR': 'Uma visão para todos não é compartilhada com alguns deles. Deixe de fora “shared” ou “sharedWith”.',
    ru: 'Представление для всех нельзя открыть только некоторым. Уберите «shared» или «sharedWith».',
  },
  'view-not-pinnable': {
    en: 'This view cannot be pinned: its filter depends on who looks or when, or is more than an index can hold.',
    'pt-BR':
      'Esta visão não pode ser fixada: o filtro depende de quem vê ou de quando, ou é mais do que um índice comporta.',
    ru: 'Это представление нельзя закрепить: фильтр зависит от того, кто и когда смотрит, или не умещается в индекс.',
  },
  'no-free-slot': {
    en: 'All fast places of this blueprint are used; unpin another view or take quick filter off a field.',
    'pt-BR':
      'Todos os lugares rápidos deste tipo de registro estão em uso; desafixe outra visão ou tire o filtro rápido de um campo.',
    ru: 'Все быстрые места этого вида записей заняты: открепите другое представление или снимите быстрый фильтр с поля.',
  },
  'flow-records-stay': {
    en: 'Records stand in “{state}” ({count}), which this version takes away. Say where they go on, or keep the state.',
    'pt-BR':
      'Há registros em “{state}” ({count}), que esta versão retira. Diga onde eles continuam ou mantenha o estado.',
    ru: 'В состоянии «{state}» есть записи ({count}), а эта версия его убирает. Укажите, где они продолжат, или оставьте состояние.',
  },
  'flow-blocked': {
    en: 'This flow cannot be published: {reason}',
    'pt-BR': 'Este fluxo não pode ser publicado: {reason}',
    ru: 'Этот процесс нельзя опубликовать: {reason}',
  },
  'bundle-refused': {
    en: 'The bundle is refused: {reason}',
    'pt-BR': 'O pacote foi recusado: {reason}',
    ru: 'Пакет отклонён: {reason}',
  },

  // time
  'duration-form': {
    en: '“{text}” is no length of time. Write P with years, months, days (P2D, P1M) or weeks (P2W), or PT with hours, minutes, seconds (PT4H30M), or both: P1DT2H.',
    'pt-BR':
      '“{text}” não é uma duração. Escreva P com anos, meses, dias (P2D, P1M) ou semanas (P2W), ou PT com horas, minutos, segundos (PT4H30M), ou os dois: P1DT2H.',
    ru: '«{text}» — не длительность. Пишите P с годами, месяцами, днями (P2D, P1M) или неделями (P2W), либо PT с часами, минутами, секундами (PT4H30M), либо вместе: P1DT2H.',
  },
  'duration-fraction': {
    en: '“{text}”: only seconds have digits after the point, three at most. Write PT1H30M instead of PT1.5H.',
    'pt-BR':
      '“{text}”: só os segundos têm casas decimais, no máximo três, com ponto. Escreva PT1H30M em vez de PT1.5H.',
    ru: '«{text}»: дробными могут быть только секунды, не более трёх цифр после точки. Вместо PT1.5H пишите PT1H30M.',
  },
  'duration-negative': {
    en: '“{text}” goes back in time. Write it without the minus.',
    'pt-BR': '“{text}” volta no tempo. Escreva sem o sinal de menos.',
    ru: '«{text}» ведёт назад во времени. Пишите без минуса.',
  },
  'duration-zero': {
    en: '“{text}” takes no time. Write how long it is, such as PT15M.',
    'pt-BR': '“{text}” não dura nada. Escreva quanto tempo é, como PT15M.',
    ru: '«{text}» не длится нисколько. Напишите, сколько это, например PT15M.',
  },
  'duration-weeks-mixed': {
    en: 'Weeks stand alone. Write {wish} instead of {text}.',
    'pt-BR': 'Semanas ficam sozinhas. Escreva {wish} em vez de {text}.',
    ru: 'Недели указывают отдельно. Вместо {text} пишите {wish}.',
  },
  'duration-too-long': {
    en: '“{text}” is longer than {most} years.',
    'pt-BR': '“{text}” passa de {most} anos.',
    ru: '«{text}» — это больше {most} лет.',
  },
  'not-a-form': {
    en: '“{name}” is no form of “{blueprint}”.',
    'pt-BR': '“{name}” não é um formulário de “{blueprint}”.',
    ru: '«{name}» — не форма для «{blueprint}».',
  },
  'form-in-use': {
    en: 'Sending the form “{name}” sets off {automations}. Let something else set them off first.',
    'pt-BR':
      'O envio do formulário “{name}” dispara {automations}. Primeiro escolha outro início para essas automações.',
    ru: 'Отправка формы «{name}» запускает: {automations}. Сначала выберите для них другой запуск.',
  },
  'calendar-in-use': {
    en: 'The calendar “{name}” is used by {flows}. Take it out of their timers first.',
    'pt-BR': 'O calendário “{name}” é usado por {flows}. Tire-o primeiro dos temporizadores deles.',
    ru: 'Календарь «{name}» используется: {flows}. Сначала уберите его из их таймеров.',
  },
  'calendar-no-hours': {
    en: 'A calendar is open at some time of the week. Give at least one weekday its hours, such as {"monday": [{"opens": "09:00", "closes": "18:00"}]}.',
    'pt-BR':
      'Um calendário abre em algum momento da semana. Dê horário a pelo menos um dia, como {"monday": [{"opens": "09:00", "closes": "18:00"}]}.',
    ru: 'Календарь бывает открыт хотя бы раз в неделю. Задайте часы хотя бы одного дня, например {"monday": [{"opens": "09:00", "closes": "18:00"}]}.',
  },
  'calendar-opens': {
    en: '“{text}” is no time at which a day opens, such as 09:00.',
    'pt-BR': '“{text}” não é um horário de abertura, como 09:00.',
    ru: '«{text}» — не время открытия, например 09:00.',
  },
  'calendar-closes': {
    en: '“{text}” is no time at which a day closes, such as 18:00. Midnight is 24:00.',
    'pt-BR': '“{text}” não é um horário de fechamento, como 18:00. Meia-noite é 24:00.',
    ru: '«{text}» — не время закрытия, например 18:00. Полночь — это 24:00.',
  },
  'calendar-hours-order': {
    en: 'Hours close after they open: {opens} to {closes} does not. Over midnight, write {opens} to 24:00 and the rest on the next day.',
    'pt-BR':
      'O horário fecha depois de abrir: {opens} a {closes} não. Se passa da meia-noite, escreva {opens} a 24:00 e o resto no dia seguinte.',
    ru: 'Часы закрываются позже, чем открываются: {opens}–{closes} — нет. Если через полночь, пишите {opens}–24:00, а остальное — на следующий день.',
  },
  'calendar-hours-overlap': {
    en: 'Hours of one day do not overlap: {first} and {second} do.',
    'pt-BR': 'Os horários de um dia não se sobrepõem: {first} e {second} se sobrepõem.',
    ru: 'Часы одного дня не пересекаются, а {first} и {second} пересекаются.',
  },
  'calendar-yearly': {
    en: '“{text}” is no day of the year, such as 12-25 for 25 December.',
    'pt-BR': '“{text}” não é um dia do ano, como 12-25 para 25 de dezembro.',
    ru: '«{text}» — не день года, например 12-25 для 25 декабря.',
  },
  'calendar-date-or-yearly': {
    en: 'A holiday has either “date” (2026-04-03) or “yearly” (12-25).',
    'pt-BR': 'Um feriado tem “date” (2026-04-03) ou “yearly” (12-25).',
    ru: 'У праздника есть либо «date» (2026-04-03), либо «yearly» (12-25).',
  },
  'calendar-date-twice': {
    en: '{date} stands here twice.',
    'pt-BR': '{date} aparece aqui duas vezes.',
    ru: '{date} стоит здесь дважды.',
  },
  'calendar-never-open': {
    en: 'The calendar is not open long enough within {years} years of {date}.',
    'pt-BR': 'O calendário não abre tempo suficiente em {years} anos a contar de {date}.',
    ru: 'Календарь открыт недостаточно долго в пределах {years} лет от {date}.',
  },
  'timer-offset': {
    en: 'An “offset” moves the moment of a date field (“at”). After a duration there is none.',
    'pt-BR': 'Um “offset” desloca o momento de um campo de data (“at”). Depois de uma duração não há.',
    ru: '«offset» сдвигает момент из поля даты («at»). После длительности его не бывает.',
  },
  'cron-fields': {
    en: '“{text}” does not have the five fields minute, hour, day, month, weekday. Every day at 8 is 0 8 * * *.',
    'pt-BR': '“{text}” não tem os cinco campos minuto, hora, dia, mês, dia da semana. Todo dia às 8 é 0 8 * * *.',
    ru: 'В «{text}» нет пяти полей: минута, час, день, месяц, день недели. Каждый день в 8 — это 0 8 * * *.',
  },
  'cron-field': {
    en: '“{text}” is not possible for the {field}. Possible: *, {wish}.',
    'pt-BR': '“{text}” não é possível para {field}. Possível: *, {wish}.',
    ru: '«{text}» не подходит для {field}. Подходят: *, {wish}.',
  },
  'cron-never': {
    en: '“{text}” names a day that never comes. Choose a day that the month has, or L for its last one.',
    'pt-BR': '“{text}” indica um dia que nunca chega. Escolha um dia que o mês tenha, ou L para o último.',
    ru: '«{text}» называет день, который никогда не наступит. Выберите день, который в месяце есть, или L — последний.',
  },
  'schedule-form': {
    en: 'A schedule has either “cron” (0 8 * * *), or “every” with “at”: {"every": "day", "at": "08:00"}; a week and a month also say “on” which days.',
    'pt-BR':
      'Um agendamento tem “cron” (0 8 * * *), ou “every” com “at”: {"every": "day", "at": "08:00"}; semana e mês dizem também em que dias, com “on”.',
    ru: 'У расписания есть либо «cron» (0 8 * * *), либо «every» с «at»: {"every": "day", "at": "08:00"}; неделя и месяц называют ещё и дни в «on».',
  },
  'schedule-at': {
    en: '“{text}” is no time of day, such as 08:00.',
    'pt-BR': '“{text}” não é um horário, como 08:00.',
    ru: '«{text}» — не время суток, например 08:00.',
  },
  'schedule-month-day': {
    en: '“{text}” is no day of a month: 1 to 31, or “last”.',
    'pt-BR': '“{text}” não é um dia do mês: de 1 a 31, ou “last”.',
    ru: '«{text}» — не день месяца: от 1 до 31 или «last».',
  },
  'schedule-ended': {
    en: 'The schedule {text} has nothing to happen any more after {date}.',
    'pt-BR': 'O agendamento {text} não tem mais nada depois de {date}.',
    ru: 'По расписанию {text} после {date} больше ничего не происходит.',
  },

  // queries
  'unknown-parameter': {
    en: 'There is no parameter or field “{name}”. Known: {known}.',
    'pt-BR': 'Não há parâmetro ou campo “{name}”. Conhecidos: {known}.',
    ru: 'Нет параметра или поля «{name}». Известны: {known}.',
  },
  'unknown-parameter-near': {
    en: 'There is no parameter or field “{name}”. Is it “{near}”?',
    'pt-BR': 'Não há parâmetro ou campo “{name}”. Seria “{near}”?',
    ru: 'Нет параметра или поля «{name}». Может быть, «{near}»?',
  },
  'query-once': {
    en: '{name} can be given once only.',
    'pt-BR': '{name} só pode ser informado uma vez.',
    ru: '{name} можно указать только один раз.',
  },
  'query-too-long': {
    en: 'This is longer than {most} characters.',
    'pt-BR': 'Isto tem mais de {most} caracteres.',
    ru: 'Здесь больше {most} символов.',
  },
  'query-too-many': {
    en: 'These are more than {most}.',
    'pt-BR': 'São mais de {most}.',
    ru: 'Их больше {most}.',
  },
  'query-limit': {
    en: 'A page has 1 to {most} records.',
    'pt-BR': 'Uma página tem de 1 a {most} registros.',
    ru: 'На странице от 1 до {most} записей.',
  },
  'query-not-boolean': {
    en: '“{value}” is neither true nor false.',
    'pt-BR': '“{value}” não é true nem false.',
    ru: '«{value}» — не true и не false.',
  },
  'query-not-number': {
    en: '“{value}” is not a number.',
    'pt-BR': '“{value}” não é um número.',
    ru: '«{value}» — не число.',
  },
  'filter-not-possible': {
    en: '{name} cannot be compared with one value.',
    'pt-BR': '{name} não pode ser comparado com um valor.',
    ru: '{name} нельзя сравнить с одним значением.',
  },
  'sort-too-long': {
    en: 'A list is sorted by {most} fields at most.',
    'pt-BR': 'Uma lista é ordenada por no máximo {most} campos.',
    ru: 'Список сортируется не более чем по {most} полям.',
  },
  'sort-twice': {
    en: 'The order names {name} twice.',
    'pt-BR': 'A ordem cita {name} duas vezes.',
    ru: 'В порядке дважды назван {name}.',
  },
  'sort-not-possible': {
    en: 'A list cannot be sorted by {name}.',
    'pt-BR': 'Uma lista não pode ser ordenada por {name}.',
    ru: 'Список нельзя отсортировать по {name}.',
  },
  'unknown-total': {
    en: 'There is no total “{name}”. Write what is wanted of which field, such as sum:amount. Known: {known}.',
    'pt-BR': 'Não há total “{name}”. Escreva o que se quer de qual campo, como sum:amount. Conhecidos: {known}.',
    ru: 'Нет итога «{name}». Напишите, что нужно от какого поля, например sum:amount. Известны: {known}.',
  },
  'total-not-possible': {
    en: 'This cannot be said of {name}. Possible: {known}.',
    'pt-BR': 'Isto não pode ser dito de {name}. Possível: {known}.',
    ru: 'Этого нельзя сказать о {name}. Возможно: {known}.',
  },
  'group-not-possible': {
    en: 'Records cannot be grouped by {name}: it must hold one choice, yes or no, a record or a member.',
    'pt-BR':
      'Os registros não podem ser agrupados por {name}: precisa ser uma opção, sim ou não, um registro ou um membro.',
    ru: 'Записи нельзя сгруппировать по {name}: нужно поле с одним вариантом, да или нет, записью или участником.',
  },
  'bad-cursor': {
    en: 'The cursor cannot be read. Start again without it.',
    'pt-BR': 'O cursor não pode ser lido. Recomece sem ele.',
    ru: 'Курсор не читается. Начните без него.',
  },
  'foreign-cursor': {
    en: 'The cursor belongs to another list. Start again without it.',
    'pt-BR': 'O cursor é de outra lista. Recomece sem ele.',
    ru: 'Курсор от другого списка. Начните без него.',
  },
  'bad-rule': {
    en: 'This rule is not complete: {field} {operator}.',
    'pt-BR': 'Esta regra não está completa: {field} {operator}.',
    ru: 'Это правило неполное: {field} {operator}.',
  },
  'rule-group-empty': {
    en: 'This group has no rules.',
    'pt-BR': 'Este grupo não tem regras.',
    ru: 'В этой группе нет правил.',
  },
} as const satisfies Record<string, Record<Language, string>>

export type IssueCode = keyof typeof issueTexts
