// Which columns has a board, and which records stand in each?
import { sayFieldName } from '@molde/engine'
import type { WireField, WireOption } from '../api/blueprints-api.ts'
import type { ListAsk, WireRecord } from '../api/records-api.ts'
import { filterText } from '../expression-input/condition.ts'

/** `null`: the column of records that have no choice yet. */
export interface BoardColumn {
  readonly key: string | null
  readonly option?: WireOption
  /** Of a state that its flow has taken away: there only while records finish in it. */
  readonly isGone?: true
}

/** A board groups by a field that holds one of a few choices. */
export function groupFields(fields: readonly WireField[]): readonly WireField[] {
  return fields.filter(({ type }) => type === 'enum')
}

/**
 * One column for each choice that is still offered; one in front for records without, where there can be such. Of a flow also the
 * states that are gone: records may go on in them until they have finished.
 */
export function boardColumns(field: WireField, isState: boolean, isRegion = false): readonly BoardColumn[] {
  const options = (field.options ?? []).filter(({ retired }) => isState || !retired)
  const columns = options.map((option): BoardColumn => {
    return { key: option.key, option, ...(option.retired && { isGone: true }) }
  })
  // Records that do not stand where the region goes on are somewhere, too.
  return (isState && !isRegion) || field.required ? columns : [{ key: null }, ...columns]
}

/** What the list of one column asks for. */
export function columnAsk(ask: ListAsk, field: WireField, column: BoardColumn): ListAsk {
  const condition =
    column.key === null
      ? ({ field: sayFieldName(field.key), operator: 'empty' } as const)
      : ({ field: sayFieldName(field.key), operator: '==', value: column.key } as const)
  return { ...ask, filter: filterText([condition], [field], ask.filter) ?? '' }
}

/** A card on its way to another column, shown there before the server has answered. */
export interface CardOnTheWay {
  readonly record: WireRecord
  readonly to: string | null
}

/** The cards of a column: those the server says, without those on their way elsewhere, and on top those on their way here. */
export function cardsIn(
  column: BoardColumn,
  records: readonly WireRecord[],
  onTheWay: readonly CardOnTheWay[],
): readonly WireRecord[] {
  const moving = new Set(onTheWay.map(({ record }) => record.id))
  const here = onTheWay.filter(({ to }) => to === column.key).map(({ record }) => record)
  return [...here, ...records.filter(({ id }) => !moving.has(id))]
}
