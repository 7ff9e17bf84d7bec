// Which widget a field type has. A new type is one line here and one file beside it.
import type { ComponentType } from 'react'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { AddressWidget } from './address-widget.tsx'
import { BooleanWidget } from './boolean-widget.tsx'
import { ChoiceWidget } from './choice-widget.tsx'
import { ColorWidget } from './color-widget.tsx'
import { DateWidget } from './date-widget.tsx'
import { DatetimeWidget } from './datetime-widget.tsx'
import { DurationWidget } from './duration-widget.tsx'
import { FileWidget } from './file-widget.tsx'
import { GeoWidget } from './geo-widget.tsx'
import { JsonWidget } from './json-widget.tsx'
import { LongTextWidget } from './long-text-widget.tsx'
import { MoneyWidget } from './money-widget.tsx'
import { NotHereWidget } from './not-here-widget.tsx'
import { NumberWidget } from './number-widget.tsx'
import { RatingWidget } from './rating-widget.tsx'
import { RelationWidget } from './relation-widget.tsx'
import { RichTextWidget } from './rich-text-widget.tsx'
import { TagsWidget } from './tags-widget.tsx'
import { TextWidget } from './text-widget.tsx'
import { TimeWidget } from './time-widget.tsx'
import { UserWidget } from './user-widget.tsx'
import { ValuesWidget } from './values-widget.tsx'
import type { WidgetProps } from './widget.ts'

const widgets: Record<FieldType, ComponentType<WidgetProps>> = {
  text: TextWidget,
  longText: LongTextWidget,
  richText: RichTextWidget,
  integer: NumberWidget,
  number: NumberWidget,
  percent: NumberWidget,
  money: MoneyWidget,
  boolean: BooleanWidget,
  date: DateWidget,
  time: TimeWidget,
  datetime: DatetimeWidget,
  duration: DurationWidget,
  enum: ChoiceWidget,
  tags: TagsWidget,
  email: TextWidget,
  phone: TextWidget,
  url: TextWidget,
  cpf: TextWidget,
  cnpj: TextWidget,
  cep: TextWidget,
  relation: RelationWidget,
  user: UserWidget,
  rating: RatingWidget,
  color: ColorWidget,
  address: AddressWidget,
  geo: GeoWidget,
  json: JsonWidget,
  list: ValuesWidget,
  file: FileWidget,
  image: FileWidget,
  secret: NotHereWidget,
  autonumber: NotHereWidget,
  formula: NotHereWidget,
  rollup: NotHereWidget,
  lookup: NotHereWidget,
}

export function widgetOf(field: WireField): ComponentType<WidgetProps> {
  return widgets[field.type]
}

/** Filled by the program, never by a person. */
export const isComputed = (field: WireField) => field.computed !== undefined
