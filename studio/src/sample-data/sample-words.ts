// The words that sample records are made of, in each language.
import type { Language } from '../text/text.ts'

export interface SampleWords {
  readonly people: readonly string[]
  readonly companies: readonly string[]
  readonly cities: readonly string[]
  readonly streets: readonly string[]
  readonly things: readonly string[]
  readonly sentences: readonly string[]
  readonly country: string
  /** Beginning of a telephone number. */
  readonly dial: string
}

export const sampleWords: Readonly<Record<Language, SampleWords>> = {
  en: {
    people: ['Alice Morgan', 'Ben Carter', 'Chloe Evans', 'Daniel Reed', 'Emma Shaw', 'Felix Grant', 'Grace Holt'],
    companies: ['Northwind Traders', 'Harbour & Sons', 'Cedar Works', 'Bright Mill', 'Oak Lane Foods', 'Tidewater'],
    cities: ['Porto', 'Leeds', 'Boston', 'Dublin', 'Toronto', 'Bristol'],
    streets: ['Mill Lane', 'High Street', 'Station Road', 'Park Avenue', 'Orchard Way'],
    things: ['Oak table', 'Box of tiles', 'Garden chair', 'Reading lamp', 'Bicycle', 'Wool blanket', 'Tea set'],
    sentences: [
      'Asked to be called back in the afternoon.',
      'Everything as agreed.',
      'The second delivery of the week.',
      'Needs a quick answer.',
      'Paid in advance.',
    ],
    country: 'GB',
    dial: '+44 20 7946 0',
  },
  'pt-BR': {
    people: ['Ana Souza', 'Bruno Lima', 'Carla Dias', 'Diego Rocha', 'Elisa Prado', 'Fábio Nunes', 'Gabriela Reis'],
    companies: ['Padaria Central', 'Móveis do Vale', 'Oficina Sol', 'Casa Verde', 'Transportes Serra', 'Café Mirante'],
    cities: ['São Paulo', 'Recife', 'Curitiba', 'Belo Horizonte', 'Salvador', 'Florianópolis'],
    streets: ['Rua das Flores', 'Avenida Brasil', 'Rua do Comércio', 'Alameda Santos', 'Rua XV de Novembro'],
    things: ['Mesa de madeira', 'Caixa de azulejos', 'Cadeira', 'Luminária', 'Bicicleta', 'Cobertor', 'Jogo de chá'],
    sentences: [
      'Pediu retorno à tarde.',
      'Tudo como combinado.',
      'Segunda entrega da semana.',
      'Precisa de resposta rápida.',
      'Pago antecipadamente.',
    ],
    country: 'BR',
    dial: '+55 11 3555-0',
  },
  ru: {
    people: ['Анна Смирнова', 'Борис Орлов', 'Вера Котова', 'Глеб Лебедев', 'Дарья Белова', 'Егор Зайцев'],
    companies: ['Северный торг', 'Мебель плюс', 'Мастерская «Кедр»', 'Пекарня на углу', 'Быстрая доставка'],
    cities: ['Москва', 'Казань', 'Тверь', 'Самара', 'Омск', 'Тула'],
    streets: ['улица Садовая', 'проспект Мира', 'улица Ленина', 'Вокзальная улица', 'Речной переулок'],
    things: [
      'Дубовый стол',
      'Коробка плитки',
      'Садовый стул',
      'Настольная лампа',
      'Велосипед',
      'Плед',
      'Чайный сервиз',
    ],
    sentences: [
      'Просили перезвонить после обеда.',
      'Всё как договорились.',
      'Вторая доставка за неделю.',
      'Нужен быстрый ответ.',
      'Оплачено заранее.',
    ],
    country: 'RU',
    dial: '+7 495 555-0',
  },
}
