// How is a change said to people, in every language of the product? Each is a whole sentence.

import type { Label } from '../blueprint/blueprint.ts'
import { labelIn } from '../blueprint/label.ts'
import type { Language } from '../issue-texts.ts'
import { isJsonObject, type Json } from '../json.ts'
import { languageOf, type Reader } from '../reader.ts'

export const opTexts = {
  added: {
    en: 'New field “{label}”.',
    'pt-BR': 'Novo campo “{label}”.',
    ru: 'Новое поле «{label}».',
  },
  'worked-out': {
    en: 'Nobody fills it in: it is {value}.',
    'pt-BR': 'Ninguém o preenche: é {value}.',
    ru: 'Его никто не заполняет: это {value}.',
  },
  'computed-changed': {
    en: '“{label}” is worked out anew in every record: {value}.',
    'pt-BR': '“{label}” é recalculado em todos os registros: {value}.',
    ru: 'Поле «{label}» пересчитывается во всех записях: {value}.',
  },
  'computed-now': {
    en: 'Nobody fills in “{label}” any more: it is {value}. What was there is kept for a way back.',
    'pt-BR': 'Ninguém mais preenche “{label}”: é {value}. O que havia fica guardado para voltar.',
    ru: 'Поле «{label}» больше никто не заполняет: это {value}. Прежние значения сохраняются для возврата.',
  },
  materialised: {
    en: '“{label}” keeps the values that it has and is filled in by people from now on.',
    'pt-BR': '“{label}” mantém os valores que tem e passa a ser preenchido pelas pessoas.',
    ru: 'Поле «{label}» сохраняет значения, которые в нём есть, и дальше его заполняют люди.',
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
  'empty-filled-with-value': {
    en: 'Records in which it is empty get {value}.',
    'pt-BR': 'Os registros em que está vazio recebem {value}.',
    ru: 'Записи, где оно пустое, получают {value}.',
  },
  'empty-filled-by-expression': {
    en: 'In records in which it is empty it is worked out as {value}.',
    'pt-BR': 'Nos registros em que está vazio é calculado como {value}.',
    ru: 'В записях, где оно пустое, оно вычисляется как {value}.',
  },
  removed: {
    en: '“{label}” goes away. Its values are kept and come back when it is restored.',
    'pt-BR': '“{label}” sai. Seus valores são guardados e voltam quando o campo for restaurado.',
    ru: 'Поле «{label}» убирается. Его значения сохраняются и вернутся, если его восстановить.',
  },
  restored: {
    en: '“{label}” comes back with the values it had.',
    'pt-BR': '“{label}” volta com os valores que tinha.',
    ru: 'Поле «{label}» возвращается с прежними значениями.',
  },
  'asked-on-edit': {
    en: 'Whoever edits a record in which it is empty is asked to fill it in.',
    'pt-BR': 'Quem editar um registro em que está vazio deverá preenchê-lo.',
    ru: 'Кто меняет запись, где оно пустое, должен его заполнить.',
  },
  'came-over': {
    en: 'The records of “{blueprint}” come here and keep their ids, their history and what links to them.',
    'pt-BR': 'Os registros de “{blueprint}” vêm para cá e mantêm seus ids, seu histórico e o que aponta para eles.',
    ru: 'Записи «{blueprint}» переходят сюда и сохраняют свои id, историю и связи с ними.',
  },
  'came-over-kind': {
    en: 'The new field “{label}” tells them apart: {options}.',
    'pt-BR': 'O novo campo “{label}” os distingue: {options}.',
    ru: 'Новое поле «{label}» различает их: {options}.',
  },
  'came-over-shared': {
    en: 'Both keep these in one field: {fields}.',
    'pt-BR': 'Ambos guardam num só campo: {fields}.',
    ru: 'Общими для обоих становятся поля: {fields}.',
  },
  'came-over-brought': {
    en: 'These fields come along, shown in its records alone: {fields}.',
    'pt-BR': 'Estes campos vêm junto, mostrados só nos registros dele: {fields}.',
    ru: 'Эти поля приходят вместе с записями и видны только в них: {fields}.',
  },
  'kept-as-worked-out': {
    en: 'What is worked out is kept there as it stands and is not worked out any more: {fields}.',
    'pt-BR': 'O que é calculado fica lá como está e deixa de ser calculado: {fields}.',
    ru: 'Вычисляемое остаётся там таким, как есть, и больше не вычисляется: {fields}.',
  },
  'came-over-after': {
    en: 'When all are here, “{blueprint}” goes into the trash, with its views, its rules and its flow. Undoing brings all of it back.',
    'pt-BR':
      'Quando todos estiverem aqui, “{blueprint}” vai para a lixeira, com suas visões, suas regras e seu fluxo. Desfazer traz tudo de volta.',
    ru: 'Когда все окажутся здесь, «{blueprint}» отправится в корзину вместе с представлениями, правилами и процессом. Отмена вернёт всё.',
  },
  'split-off': {
    en: 'Records for which {value} holds move to the new “{blueprint}” and keep their ids, their history and what links to them.',
    'pt-BR':
      'Os registros em que vale {value} passam para o novo “{blueprint}” e mantêm seus ids, seu histórico e o que aponta para eles.',
    ru: 'Записи, для которых верно {value}, переходят в новый «{blueprint}» и сохраняют свои id, историю и связи с ними.',
  },
  'split-all-fields': {
    en: 'It begins with all fields.',
    'pt-BR': 'Ele começa com todos os campos.',
    ru: 'В нём сначала те же поля.',
  },
  'split-some-fields': {
    en: 'It begins with {fields}. What the others hold is kept for the way back.',
    'pt-BR': 'Ele começa com {fields}. O que os outros guardam fica para o caminho de volta.',
    ru: 'В нём сначала поля: {fields}. Что в остальных, сохраняется для возврата.',
  },
  purged: {
    en: 'All values of “{label}” are deleted for good, also those kept for a way back. This cannot be undone.',
    'pt-BR':
      'Todos os valores de “{label}” são excluídos para sempre, também os guardados para voltar. Não dá para desfazer.',
    ru: 'Все значения поля «{label}» удаляются навсегда, и сохранённые для возврата тоже. Отменить это нельзя.',
  },
  reverted: {
    en: 'Everything is again as in version {to}, with the values records had then. Nothing that came since is lost.',
    'pt-BR':
      'Tudo volta a ser como na versão {to}, com os valores que os registros tinham. Nada do que veio depois se perde.',
    ru: 'Всё снова как в версии {to}, с прежними значениями записей. Ничего из того, что появилось позже, не теряется.',
  },
  'required-now': {
    en: '“{label}” must be filled in from now on.',
    'pt-BR': '“{label}” passa a ser obrigatório.',
    ru: 'Поле «{label}» теперь обязательно.',
  },
  'failing-kept': {
    en: 'Values that do not fit become empty; the originals are kept for the way back.',
    'pt-BR': 'Valores que não cabem ficam vazios; os originais são guardados para voltar.',
    ru: 'Неподходящие значения становятся пустыми; исходные сохраняются для возврата.',
  },
  'failing-waits': {
    en: 'Where a value does not fit, the field is empty until somebody decides; the original is kept.',
    'pt-BR': 'Onde um valor não serve, o campo fica vazio até alguém decidir; o original é guardado.',
    ru: 'Где значение не подходит, поле пустое, пока кто-нибудь не решит; исходное сохраняется.',
  },
  'failing-clamped': {
    en: 'Values that do not fit become the nearest that does; the originals are kept for the way back.',
    'pt-BR': 'Valores que não cabem viram o mais próximo que cabe; os originais são guardados para voltar.',
    ru: 'Неподходящие значения заменяются ближайшими подходящими; исходные сохраняются для возврата.',
  },
  'failing-truncated': {
    en: 'What is too long is cut off; the originals are kept for the way back.',
    'pt-BR': 'O que é longo demais é cortado; os originais são guardados para voltar.',
    ru: 'Слишком длинное обрезается; исходные значения сохраняются для возврата.',
  },
  'failing-replaced': {
    en: 'Values that do not fit become {value}; the originals are kept for the way back.',
    'pt-BR': 'Valores que não cabem viram {value}; os originais são guardados para voltar.',
    ru: 'Неподходящие значения заменяются на {value}; исходные сохраняются для возврата.',
  },
  'list-now': {
    en: '“{label}” can now hold several values; each record keeps the one it has.',
    'pt-BR': '“{label}” agora aceita vários valores; cada registro fica com o que tem.',
    ru: 'В поле «{label}» теперь может быть несколько значений; у каждой записи остаётся своё.',
  },
  'pieces-now': {
    en: '“{label}” becomes a list: its text is taken apart at “{by}”.',
    'pt-BR': '“{label}” vira uma lista: o texto é dividido em “{by}”.',
    ru: 'Поле «{label}» становится списком: текст делится по «{by}».',
  },
  'single-by-first': {
    en: '“{label}” holds one value now: the first of each list. The others are kept.',
    'pt-BR': '“{label}” agora tem um valor: o primeiro de cada lista. Os outros são guardados.',
    ru: 'В поле «{label}» теперь одно значение: первое из списка. Остальные сохраняются.',
  },
  'single-by-last': {
    en: '“{label}” holds one value now: the last of each list. The others are kept.',
    'pt-BR': '“{label}” agora tem um valor: o último de cada lista. Os outros são guardados.',
    ru: 'В поле «{label}» теперь одно значение: последнее из списка. Остальные сохраняются.',
  },
  'single-by-max': {
    en: '“{label}” holds one value now: the greatest of each list. The others are kept.',
    'pt-BR': '“{label}” agora tem um valor: o maior de cada lista. Os outros são guardados.',
    ru: 'В поле «{label}» теперь одно значение: наибольшее из списка. Остальные сохраняются.',
  },
  'single-by-min': {
    en: '“{label}” holds one value now: the least of each list. The others are kept.',
    'pt-BR': '“{label}” agora tem um valor: o menor de cada lista. Os outros são guardados.',
    ru: 'В поле «{label}» теперь одно значение: наименьшее из списка. Остальные сохраняются.',
  },
  'single-by-join': {
    en: '“{label}” becomes one text: the values of each list, with “{by}” between them.',
    'pt-BR': '“{label}” vira um texto: os valores de cada lista, separados por “{by}”.',
    ru: 'Поле «{label}» становится одним текстом: значения списка через «{by}».',
  },
  'choices-linked': {
    en: 'Every choice of “{label}” becomes a link to a record of {blueprint}.',
    'pt-BR': 'Cada opção de “{label}” vira um vínculo com um registro de {blueprint}.',
    ru: 'Каждый вариант поля «{label}» становится связью с записью «{blueprint}».',
  },
  'texts-linked': {
    en: 'Every text in “{label}” becomes a link to the record of {blueprint} that has it as {match}.',
    'pt-BR': 'Cada texto em “{label}” vira um vínculo com o registro de {blueprint} que o tem como {match}.',
    ru: 'Каждый текст в поле «{label}» становится связью с записью «{blueprint}», у которой он стоит в поле «{match}».',
  },
  'missing-created': {
    en: 'Records that do not exist yet are created.',
    'pt-BR': 'Registros que ainda não existem são criados.',
    ru: 'Записи, которых ещё нет, создаются.',
  },
  'missing-kept': {
    en: 'Where there is no such record, the field becomes empty; the value is kept for the way back.',
    'pt-BR': 'Onde não há tal registro, o campo fica vazio; o valor é guardado para voltar.',
    ru: 'Где такой записи нет, поле становится пустым; значение сохраняется для возврата.',
  },
  'links-to-texts': {
    en: '“{label}” becomes a text: the {match} of the linked record of {blueprint}, as it is at that moment.',
    'pt-BR': '“{label}” vira um texto: {match} do registro de {blueprint} vinculado, como estiver nesse momento.',
    ru: 'Поле «{label}» становится текстом: значением поля «{match}» связанной записи «{blueprint}» на тот момент.',
  },
  'links-to-choices': {
    en: '“{label}” becomes a choice: the one that is called like the {match} of the linked record of {blueprint}.',
    'pt-BR': '“{label}” vira uma opção: a que tem o mesmo nome que {match} do registro de {blueprint} vinculado.',
    ru: 'Поле «{label}» становится вариантом: тем, который называется как поле «{match}» связанной записи «{blueprint}».',
  },
  'links-kept': {
    en: 'Which record it was is kept for the way back.',
    'pt-BR': 'Qual registro era fica guardado para voltar.',
    ru: 'Какая это была запись, сохраняется для возврата.',
  },
  'links-retargeted': {
    en: '“{label}” links to records of {blueprint} now: to the one with the same {match}.',
    'pt-BR': '“{label}” passa a apontar para registros de {blueprint}: para o que tem o mesmo {match}.',
    ru: 'Поле «{label}» теперь связано с записями «{blueprint}»: с той, у которой то же значение в поле «{match}».',
  },
  'missing-links-kept': {
    en: 'Where there is none, the field becomes empty; the old link is kept for the way back.',
    'pt-BR': 'Onde não há nenhum, o campo fica vazio; o vínculo antigo é guardado para voltar.',
    ru: 'Где такой нет, поле становится пустым; прежняя связь сохраняется для возврата.',
  },
  extracted: {
    en: '{fields} move into records of {blueprint}, and “{label}” links to them.',
    'pt-BR': '{fields} passam para registros de {blueprint}, e “{label}” aponta para eles.',
    ru: 'Поля {fields} переходят в записи «{blueprint}», а поле «{label}» связано с ними.',
  },
  'extracted-once': {
    en: 'Records that are alike in {fields} share one of them; what differs is kept for the way back.',
    'pt-BR': 'Registros iguais em {fields} compartilham um deles; o que difere é guardado para voltar.',
    ru: 'Записи, у которых совпадает {fields}, получают одну общую; различия сохраняются для возврата.',
  },
  'moved-to-related': {
    en: '“{label}” moves to the record of {blueprint} that “{via}” links to.',
    'pt-BR': '“{label}” passa para o registro de {blueprint} a que “{via}” aponta.',
    ru: 'Поле «{label}» переходит в запись «{blueprint}», с которой связывает «{via}».',
  },
  'moved-newest': {
    en: 'Where records that link to the same one disagree, the value of the one edited last is taken; each keeps its own for the way back.',
    'pt-BR':
      'Onde registros que apontam para o mesmo divergem, vale o do que foi editado por último; cada um guarda o seu para voltar.',
    ru: 'Если записи, связанные с одной и той же, расходятся, берётся значение изменённой последней; своё каждая хранит для возврата.',
  },
  'moved-most-common': {
    en: 'Where records that link to the same one disagree, the most common value is taken; each keeps its own for the way back.',
    'pt-BR':
      'Onde registros que apontam para o mesmo divergem, vale o valor mais comum; cada um guarda o seu para voltar.',
    ru: 'Если записи, связанные с одной и той же, расходятся, берётся самое частое значение; своё каждая хранит для возврата.',
  },
  'moved-ask': {
    en: 'Where records that link to the same one disagree, they wait until somebody makes them agree.',
    'pt-BR': 'Onde registros que apontam para o mesmo divergem, eles esperam até alguém resolver a diferença.',
    ru: 'Если записи, связанные с одной и той же, расходятся, они ждут, пока кто-нибудь это не исправит.',
  },
  inlined: {
    en: '“{label}” goes away; {fields} of the linked record of {blueprint} stand in its place, as they are at that moment.',
    'pt-BR':
      '“{label}” sai; em seu lugar ficam {fields} do registro de {blueprint} vinculado, como estiverem nesse momento.',
    ru: 'Поле «{label}» убирается; на его месте стоят поля связанной записи «{blueprint}» на тот момент: {fields}.',
  },
  'rows-to-records': {
    en: 'The rows of “{label}” become records of their own, “{blueprint}”; “{link}” links each to the record it was in.',
    'pt-BR':
      'As linhas de “{label}” viram registros próprios, “{blueprint}”; “{link}” liga cada um ao registro em que estava.',
    ru: 'Строки поля «{label}» становятся отдельными записями, «{blueprint}»; поле «{link}» связывает каждую с записью, в которой она была.',
  },
  'records-have-rights': {
    en: 'Whoever may see or change records of “{parent}” may do the same with these.',
    'pt-BR': 'Quem pode ver ou alterar registros de “{parent}” pode fazer o mesmo com estes.',
    ru: 'Кто может видеть или изменять записи «{parent}», может то же самое и с этими.',
  },
  'records-to-rows': {
    en: 'The records of “{blueprint}” become rows of “{label}” again, each in the record that “{link}” links to.',
    'pt-BR':
      'Os registros de “{blueprint}” voltam a ser linhas de “{label}”, cada um no registro a que “{link}” aponta.',
    ru: 'Записи «{blueprint}» снова становятся строками поля «{label}» — каждая в той записи, с которой связывает «{link}».',
  },
  'records-kept': {
    en: 'What a row cannot show stays with its record, with history and comments, and comes back with it.',
    'pt-BR': 'O que uma linha não mostra fica com o seu registro, com histórico e comentários, e volta com ele.',
    ru: 'То, чего строка не показывает, остаётся при своей записи вместе с историей и комментариями и вернётся с ней.',
  },
  'inside-group': {
    en: 'In every row of “{label}”:',
    'pt-BR': 'Em cada linha de “{label}”:',
    ru: 'В каждой строке «{label}»:',
  },
  renamed: {
    en: 'Programs find “{label}” under the name {key} (until now: {from}).',
    'pt-BR': 'Programas encontram “{label}” pelo nome {key} (até agora: {from}).',
    ru: 'Программы находят «{label}» под именем {key} (до сих пор: {from}).',
  },
  relabelled: {
    en: '“{from}” is now called “{label}”.',
    'pt-BR': '“{from}” agora se chama “{label}”.',
    ru: '«{from}» теперь называется «{label}».',
  },
  translated: {
    en: 'The translations of “{label}” change.',
    'pt-BR': 'As traduções de “{label}” mudam.',
    ru: 'Меняются переводы названия «{label}».',
  },
  'option-translated': {
    en: 'The translations of the option “{option}” of “{label}” change.',
    'pt-BR': 'As traduções da opção “{option}” de “{label}” mudam.',
    ru: 'Меняются переводы варианта «{option}» поля «{label}».',
  },
  'several-translated': {
    en: 'The translations of “{label}”, for several, change.',
    'pt-BR': 'As traduções de “{label}”, no plural, mudam.',
    ru: 'Меняются переводы названия «{label}» для нескольких.',
  },
  'help-changed': {
    en: 'The help text of “{label}” is new.',
    'pt-BR': 'O texto de ajuda de “{label}” é novo.',
    ru: 'У поля «{label}» новая подсказка.',
  },
  ordered: {
    en: 'The fields come in a new order: {fields}.',
    'pt-BR': 'Os campos vêm em nova ordem: {fields}.',
    ru: 'Новый порядок полей: {fields}.',
  },
  'blueprint-called': {
    en: 'It is now called “{label}”.',
    'pt-BR': 'Agora se chama “{label}”.',
    ru: 'Новое название: «{label}».',
  },
  'several-called': {
    en: 'Several are now called “{label}”.',
    'pt-BR': 'No plural, agora se chamam “{label}”.',
    ru: 'Название во множественном числе: «{label}».',
  },
  'plural-removed': {
    en: 'Several are called like one again.',
    'pt-BR': 'No plural, volta a valer o nome no singular.',
    ru: 'Отдельного названия во множественном числе больше нет.',
  },
  'icon-changed': {
    en: 'It has a new icon.',
    'pt-BR': 'Tem um novo ícone.',
    ru: 'Новый значок.',
  },
  'title-changed': {
    en: 'Records are now titled by “{label}”.',
    'pt-BR': 'Os registros agora têm como título “{label}”.',
    ru: 'Заголовок записи теперь берётся из «{label}».',
  },
  'title-removed': {
    en: 'Records have no title field any more.',
    'pt-BR': 'Os registros não têm mais campo de título.',
    ru: 'У записей больше нет поля заголовка.',
  },
  'optional-now': {
    en: '“{label}” may be left empty.',
    'pt-BR': '“{label}” pode ficar vazio.',
    ru: 'Поле «{label}» можно не заполнять.',
  },
  'read-only-now': {
    en: '“{label}” can no longer be edited.',
    'pt-BR': '“{label}” não pode mais ser editado.',
    ru: 'Поле «{label}» больше нельзя менять.',
  },
  'editable-now': {
    en: '“{label}” can be edited again.',
    'pt-BR': '“{label}” pode ser editado de novo.',
    ru: 'Поле «{label}» снова можно менять.',
  },
  'setting-set': {
    en: '{setting} of “{label}” is now {value}.',
    'pt-BR': '{setting} de “{label}” agora é {value}.',
    ru: '{setting} поля «{label}» теперь {value}.',
  },
  'setting-gone': {
    en: '{setting} of “{label}” no longer applies.',
    'pt-BR': '{setting} de “{label}” não vale mais.',
    ru: '{setting} поля «{label}» больше не действует.',
  },
  'default-set': {
    en: 'New records start with {value} in “{label}”.',
    'pt-BR': 'Novos registros começam com {value} em “{label}”.',
    ru: 'В новых записях поле «{label}» начинается с {value}.',
  },
  'default-gone': {
    en: 'New records start with an empty “{label}”.',
    'pt-BR': 'Novos registros começam com “{label}” vazio.',
    ru: 'В новых записях поле «{label}» пустое.',
  },
  'option-added': {
    en: '“{label}” has a new option “{option}”.',
    'pt-BR': '“{label}” tem uma nova opção “{option}”.',
    ru: 'В поле «{label}» новый вариант «{option}».',
  },
  'option-renamed': {
    en: 'The option “{from}” of “{label}” now has the key {key}.',
    'pt-BR': 'A opção “{from}” de “{label}” agora tem a chave {key}.',
    ru: 'У варианта «{from}» поля «{label}» теперь ключ {key}.',
  },
  'option-relabelled': {
    en: 'The option “{from}” of “{label}” is now called “{option}”.',
    'pt-BR': 'A opção “{from}” de “{label}” agora se chama “{option}”.',
    ru: 'Вариант «{from}» поля «{label}» теперь называется «{option}».',
  },
  'option-recoloured': {
    en: 'The option “{option}” of “{label}” has another colour.',
    'pt-BR': 'A opção “{option}” de “{label}” tem outra cor.',
    ru: 'У варианта «{option}» поля «{label}» другой цвет.',
  },
  'option-retired': {
    en: 'The option “{option}” of “{label}” is not offered any more; records that have it keep it.',
    'pt-BR': 'A opção “{option}” de “{label}” não é mais oferecida; os registros que a têm a mantêm.',
    ru: 'Вариант «{option}» поля «{label}» больше не предлагается; записи, где он стоит, его сохраняют.',
  },
  'option-offered': {
    en: 'The option “{option}” of “{label}” is offered again.',
    'pt-BR': 'A opção “{option}” de “{label}” volta a ser oferecida.',
    ru: 'Вариант «{option}» поля «{label}» снова предлагается.',
  },
  'options-ordered': {
    en: 'The options of “{label}” come in a new order: {options}.',
    'pt-BR': 'As opções de “{label}” vêm em nova ordem: {options}.',
    ru: 'Новый порядок вариантов поля «{label}»: {options}.',
  },
  retyped: {
    en: 'The type of “{label}” is now “{type}”.',
    'pt-BR': 'O tipo de “{label}” agora é “{type}”.',
    ru: 'Тип поля «{label}» теперь «{type}».',
  },
  'yes-and-no': {
    en: 'Yes becomes “{yes}”, no becomes “{no}”.',
    'pt-BR': 'Sim vira “{yes}”, não vira “{no}”.',
    ru: '«Да» становится «{yes}», «нет» — «{no}».',
  },
  'numbers-read-as': {
    en: 'Numbers are read as in {sample}.',
    'pt-BR': 'Os números são lidos como em {sample}.',
    ru: 'Числа читаются как в {sample}.',
  },
  'days-read-as': {
    en: 'Days are read as in {sample}.',
    'pt-BR': 'As datas são lidas como em {sample}.',
    ru: 'Даты читаются как в {sample}.',
  },
  'written-as': {
    en: 'Days are written as {format}.',
    'pt-BR': 'As datas têm a forma {format}.',
    ru: 'Даты записываются в виде {format}.',
  },
  'by-the-clocks-of': {
    en: 'Times are those of {zone}.',
    'pt-BR': 'As horas são as de {zone}.',
    ru: 'Время считается по часовому поясу {zone}.',
  },
  'begins-at': {
    en: 'A day without a time begins at {time}.',
    'pt-BR': 'Um dia sem hora começa às {time}.',
    ru: 'День без времени начинается в {time}.',
  },
  'counted-in': {
    en: 'Amounts that name no currency are in {currency}.',
    'pt-BR': 'Valores sem moeda são em {currency}.',
    ru: 'Суммы без указания валюты считаются в {currency}.',
  },
  'only-in-currency': {
    en: 'Only amounts in {currency} are carried over.',
    'pt-BR': 'Só valores em {currency} são levados.',
    ru: 'Переносятся только суммы в {currency}.',
  },
  'rounded-half-even': {
    en: 'Digits that do not fit are rounded, a half to the even side.',
    'pt-BR': 'Os dígitos que não cabem são arredondados, metades para o lado par.',
    ru: 'Лишние цифры округляются, половина — к чётному.',
  },
  'rounded-half-up': {
    en: 'Digits that do not fit are rounded, a half away from zero.',
    'pt-BR': 'Os dígitos que não cabem são arredondados, metades para longe do zero.',
    ru: 'Лишние цифры округляются, половина — от нуля.',
  },
  'rounded-up': {
    en: 'Digits that do not fit are rounded away from zero.',
    'pt-BR': 'Os dígitos que não cabem são arredondados para longe do zero.',
    ru: 'Лишние цифры округляются в сторону от нуля.',
  },
  'rounded-down': {
    en: 'Digits that do not fit are left out.',
    'pt-BR': 'Os dígitos que não cabem são descartados.',
    ru: 'Лишние цифры отбрасываются.',
  },
  split: {
    en: '“{label}” is split into {fields}.',
    'pt-BR': '“{label}” é dividido em {fields}.',
    ru: 'Поле «{label}» делится на поля: {fields}.',
  },
  'split-by-text': {
    en: 'The text is divided at “{by}”; without it everything goes into “{first}”.',
    'pt-BR': 'O texto é dividido em “{by}”; sem isso, tudo vai para “{first}”.',
    ru: 'Текст делится по «{by}»; если этого в нём нет, всё попадает в «{first}».',
  },
  'split-by-sign': {
    en: 'The text is divided at the {sign}; without one everything goes into “{first}”.',
    'pt-BR': 'O texto é dividido {sign}; sem isso, tudo vai para “{first}”.',
    ru: 'Текст делится {sign}; если в нём этого нет, всё попадает в «{first}».',
  },
  'split-by-pattern': {
    en: 'Each part is a group of the pattern {pattern}; a text that does not match goes into “{first}” as a whole.',
    'pt-BR': 'Cada parte é um grupo do padrão {pattern}; um texto que não corresponde vai inteiro para “{first}”.',
    ru: 'Каждая часть — группа шаблона {pattern}; неподходящий текст целиком попадает в «{first}».',
  },
  'split-at': {
    en: 'The text is cut after character {at}.',
    'pt-BR': 'O texto é cortado depois do caractere {at}.',
    ru: 'Текст разрезается после символа {at}.',
  },
  'split-first-word': {
    en: 'The first word goes into “{first}”, the rest into “{last}”.',
    'pt-BR': 'A primeira palavra vai para “{first}”, o resto para “{last}”.',
    ru: 'Первое слово попадает в «{first}», остальное — в «{last}».',
  },
  'split-last-word': {
    en: 'The last word goes into “{last}”, what stands before it into “{first}”.',
    'pt-BR': 'A última palavra vai para “{last}”, o que vem antes para “{first}”.',
    ru: 'Последнее слово попадает в «{last}», всё до него — в «{first}».',
  },
  'split-city-state': {
    en: 'The city goes into “{first}”, the state after the comma, dash or slash into “{last}”.',
    'pt-BR': 'A cidade vai para “{first}”, o estado depois da vírgula, do traço ou da barra para “{last}”.',
    ru: 'Город попадает в «{first}», регион после запятой, тире или косой черты — в «{last}».',
  },
  merged: {
    en: '{fields} become one field, “{label}”.',
    'pt-BR': '{fields} viram um só campo, “{label}”.',
    ru: 'Поля {fields} становятся одним полем «{label}».',
  },
  'merged-by-template': {
    en: 'It reads {template}.',
    'pt-BR': 'Ele fica assim: {template}.',
    ru: 'Оно выглядит так: {template}.',
  },
  'merged-first-non-empty': {
    en: 'It takes the first of them that is filled in.',
    'pt-BR': 'Ele recebe o primeiro deles que estiver preenchido.',
    ru: 'В него попадает первое заполненное из них.',
  },
  'merged-sum': {
    en: 'It holds their sum.',
    'pt-BR': 'Ele contém a soma deles.',
    ru: 'В нём их сумма.',
  },
  'merged-min': {
    en: 'It holds the least of them.',
    'pt-BR': 'Ele contém o menor deles.',
    ru: 'В нём наименьшее из них.',
  },
  'merged-max': {
    en: 'It holds the greatest of them.',
    'pt-BR': 'Ele contém o maior deles.',
    ru: 'В нём наибольшее из них.',
  },
  'option-replaced': {
    en: 'The option “{from}” of “{label}” goes away; records that have it get “{option}”.',
    'pt-BR': 'A opção “{from}” de “{label}” sai; os registros que a têm recebem “{option}”.',
    ru: 'Вариант «{from}» поля «{label}» убирается; записи с ним получают «{option}».',
  },
  'option-emptied': {
    en: 'The option “{from}” of “{label}” goes away; records that have it lose it.',
    'pt-BR': 'A opção “{from}” de “{label}” sai; os registros que a têm ficam sem ela.',
    ru: 'Вариант «{from}» поля «{label}» убирается; записи с ним остаются без него.',
  },
  'option-represented': {
    en: 'Going back, “{option}” becomes “{from}”.',
    'pt-BR': 'Na volta, “{option}” vira “{from}”.',
    ru: 'При возврате «{option}» становится «{from}».',
  },
  'region-begins': {
    en: '“{label}” tells of records in {fields}, and begins with “{value}”; everywhere else it is empty.',
    'pt-BR': '“{label}” acompanha os registros em {fields} e começa com “{value}”; nos demais fica vazio.',
    ru: '«{label}» показывает записи в состояниях {fields} и начинается с «{value}»; в остальных оно пусто.',
  },
  'region-ends': {
    en: '“{label}” is empty in every record from now on; what it held comes back on the way back.',
    'pt-BR': '“{label}” fica vazio em todos os registros; o que continha volta no caminho de volta.',
    ru: '«{label}» становится пустым во всех записях; при возврате прежние значения вернутся.',
  },
  'states-moved': {
    en: 'Records in “{from}” go on in “{to}”.',
    'pt-BR': 'Os registros em “{from}” continuam em “{to}”.',
    ru: 'Записи в состоянии «{from}» продолжают в «{to}».',
  },
  'states-parted': {
    en: 'Records in “{from}” for which {value} holds go on in “{to}”.',
    'pt-BR': 'Os registros em “{from}” em que vale {value} continuam em “{to}”.',
    ru: 'Записи в состоянии «{from}», для которых верно {value}, продолжают в «{to}».',
  },
  'states-rest': {
    en: 'All others in “{from}” go on in “{to}”.',
    'pt-BR': 'Todos os outros em “{from}” continuam em “{to}”.',
    ru: 'Все остальные записи в «{from}» продолжают в «{to}».',
  },
  'states-finish': {
    en: 'Records in {fields} finish on the version of the flow that they are in.',
    'pt-BR': 'Os registros em {fields} terminam na versão do fluxo em que estão.',
    ru: 'Записи в {fields} завершаются по той версии процесса, в которой находятся.',
  },
  'states-leave': {
    en: 'Records in {fields} go over to the new version of the flow when they leave that state.',
    'pt-BR': 'Os registros em {fields} passam para a nova versão do fluxo ao sair desse estado.',
    ru: 'Записи в {fields} перейдут на новую версию процесса, когда покинут это состояние.',
  },
  'states-back': {
    en: 'Going back, records in “{to}” are in “{from}”.',
    'pt-BR': 'Na volta, os registros em “{to}” ficam em “{from}”.',
    ru: 'При возврате записи из «{to}» окажутся в «{from}».',
  },
  'states-undone': {
    en: 'Records that version {version} of the flow moved are again in the state they had; those that have gone on since stay where they are.',
    'pt-BR':
      'Os registros que a versão {version} do fluxo moveu voltam ao estado que tinham; os que já avançaram ficam onde estão.',
    ru: 'Записи, которые перевела версия {version} процесса, снова в прежнем состоянии; те, что продвинулись дальше, остаются на месте.',
  },
  'normalised-trim': {
    en: 'Spaces around “{label}” are taken off.',
    'pt-BR': 'Os espaços em volta de “{label}” são retirados.',
    ru: 'Пробелы по краям поля «{label}» убираются.',
  },
  'normalised-lower': {
    en: '“{label}” is written in small letters.',
    'pt-BR': '“{label}” passa a ser escrito em minúsculas.',
    ru: 'Поле «{label}» записывается строчными буквами.',
  },
  'normalised-upper': {
    en: '“{label}” is written in capital letters.',
    'pt-BR': '“{label}” passa a ser escrito em maiúsculas.',
    ru: 'Поле «{label}» записывается прописными буквами.',
  },
  'normalised-phone': {
    en: 'Phone numbers in “{label}” are written with digits only, and a plus where the country is known.',
    'pt-BR': 'Os telefones em “{label}” são escritos só com dígitos, e com um mais onde o país é conhecido.',
    ru: 'Телефоны в поле «{label}» записываются одними цифрами, с плюсом, если страна известна.',
  },
  'normalised-email': {
    en: 'E-mail addresses in “{label}” are written in small letters, without spaces around them.',
    'pt-BR': 'Os e-mails em “{label}” são escritos em minúsculas, sem espaços em volta.',
    ru: 'Адреса почты в поле «{label}» записываются строчными буквами, без пробелов по краям.',
  },
  'unit-changed': {
    en: 'Every value of “{label}” is multiplied by {factor}.',
    'pt-BR': 'Todo valor de “{label}” é multiplicado por {factor}.',
    ru: 'Каждое значение поля «{label}» умножается на {factor}.',
  },
  'readers-rescaled': {
    en: 'What reads “{label}” goes on in the new unit: {readers}.',
    'pt-BR': 'O que usa “{label}” continua na nova unidade: {readers}.',
    ru: 'Всё, что использует поле «{label}», переходит на новую единицу: {readers}.',
  },
  'unit-shifted': {
    en: 'Then {offset} is added.',
    'pt-BR': 'Depois soma-se {offset}.',
    ru: 'Затем прибавляется {offset}.',
  },
  'rule-added': {
    en: 'New rule: “{message}”.',
    'pt-BR': 'Nova regra: “{message}”.',
    ru: 'Новое правило: «{message}».',
  },
  'rule-reworded': {
    en: 'The rule “{message}” says so in other words or languages.',
    'pt-BR': 'A regra “{message}” é dita com outras palavras ou em outros idiomas.',
    ru: 'Правило «{message}» сказано другими словами или на других языках.',
  },
  'rule-removed': {
    en: 'This rule no longer applies: “{message}”.',
    'pt-BR': 'Esta regra não vale mais: “{message}”.',
    ru: 'Это правило больше не действует: «{message}».',
  },
  'not-there': {
    en: '“{label}” is not there.',
    'pt-BR': '“{label}” não existe.',
    ru: 'Поля «{label}» нет.',
  },
  'option-not-there': {
    en: '“{label}” has no option “{option}”.',
    'pt-BR': '“{label}” não tem a opção “{option}”.',
    ru: 'В поле «{label}» нет варианта «{option}».',
  },
  'several-values': {
    en: '“{label}” holds several values.',
    'pt-BR': '“{label}” aceita vários valores.',
    ru: 'В поле «{label}» может быть несколько значений.',
  },
  'one-value': {
    en: '“{label}” holds one value.',
    'pt-BR': '“{label}” aceita um só valor.',
    ru: 'В поле «{label}» одно значение.',
  },
  'unique-added': {
    en: 'No two records may have the same {fields}.',
    'pt-BR': 'Dois registros não podem ter o mesmo {fields}.',
    ru: 'У двух записей не может совпадать {fields}.',
  },
  'unique-waits': {
    en: 'Later records that repeat what an earlier one has wait at their version until somebody changes them.',
    'pt-BR': 'Registros posteriores que repetem o que um anterior já tem esperam na sua versão até alguém alterá-los.',
    ru: 'Более поздние записи, повторяющие то, что уже есть у более ранней, ждут в своей версии, пока их не изменят.',
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
  readonly params?: { readonly [name: string]: Label | readonly Label[] | Json }
}

export function saySentence({ code, params = {} }: OpSentence, reader: Reader): string {
  const say = (name: string) => sayParameter(name, params[name] as Json, reader)
  const [now, translated] = renamings[code] ?? []
  // To who reads another language it is a name as before.
  const said =
    now !== undefined && translated && params['from'] !== undefined && say('from') === say(now) ? translated : code
  return opTexts[said][languageOf(reader)].replace(/\{(\w+)\}/g, (_, name: string) => say(name))
}

/** Sentences that name what something was called, `from`: how they name what it is called now, and what is said where both are one. */
const renamings: { readonly [code in OpSentence['code']]?: readonly [now: string, translated: OpSentence['code']] } = {
  relabelled: ['label', 'translated'],
  'blueprint-called': ['label', 'translated'],
  'several-called': ['label', 'several-translated'],
  'option-relabelled': ['option', 'option-translated'],
}

const LONGEST = 200

/** A list of names: each is quoted, as a single one is where it stands in a sentence. */
const listOfNames = 'fields'

function sayParameter(name: string, value: Json, reader: Reader): string {
  const text =
    name === listOfNames && Array.isArray(value)
      ? value.map((one: Json) => quoted(plainText(one, reader), reader)).join(', ')
      : plainText(value, reader)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function quoted(name: string, reader: Reader): string {
  return languageOf(reader) === 'ru' ? `«${name}»` : `“${name}”`
}

function plainText(value: Json, reader: Reader): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((one: Json) => plainText(one, reader)).join(', ')
  if (isMoney(value)) return `${value.amount} ${value.currency}`
  const isLabel =
    isJsonObject(value) &&
    Object.values(value).length > 0 &&
    Object.values(value).every((text) => typeof text === 'string')
  return isLabel ? labelIn(value as Label, reader, '') : JSON.stringify(value)
}

function isMoney(value: Json): value is { readonly amount: string; readonly currency: string } {
  return isJsonObject(value) && typeof value['amount'] === 'string' && typeof value['currency'] === 'string'
}
