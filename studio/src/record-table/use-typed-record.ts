// What is typed of a new record in a row of the table: checked as its form checks it, and sent without keeping anybody from the next one.

import { useRef, useState } from 'react'
import { ApiError, newIdempotencyKey } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useMe } from '../api/me-api.ts'
import { useCreateRecord, type WireData, type WireRecord } from '../api/records-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import {
  type Fault,
  filled,
  findFaults,
  makeFormCheck,
  openData,
  serverFaults,
  startData,
} from '../record-form/form-check.ts'
import { useFaultText } from '../record-form/say-fault.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed, showMade } from '../ui/undo-toast.tsx'
import { forgetRow, keepRow, keptRow } from './kept-row.ts'

/** At a field; its key is empty where it is about the whole record. */
interface TypedFault {
  readonly key: string
  readonly why: string
}

export interface TypedRecord {
  readonly data: WireData
  /** As cells know a record; it has no id yet. */
  readonly record: WireRecord
  /** Another one for each record that is begun. */
  readonly round: number
  set(data: WireData): void
  /** Does it hold something that it did not begin with? */
  isBegun(data: WireData): boolean
  faultOf(data: WireData): TypedFault | undefined
  /** What is wrong with the value of this very field. */
  faultAt(data: WireData, key: string): string | undefined
  /** Nothing of it is kept any more. */
  giveUp(): void
  /** The row begins anew at once. A refusal brings back what was sent, unless something else is typed by then. */
  create(data: WireData, onRefused: (fault: TypedFault) => void): void
}

/** What becomes of a record that was made. */
interface AfterMaking {
  made(id: string): void
  show(id: string): void
  open(id: string): void
}

export function useTypedRecord(
  tenant: string,
  blueprint: Blueprint,
  stateFields: readonly string[],
  after: AfterMaking,
): TypedRecord {
  const { t } = useText()
  const formats = useFormats()
  const sayError = useErrorText()
  const sayFault = useFaultText()
  const asTyped = (fault: Fault): TypedFault => ({ key: fault.pointer.split('/')[1] ?? '', why: sayFault(fault) })
  const actor = useMe().data?.id ?? ''
  const sending = useCreateRecord(tenant, blueprint.name)
  const checkNow = () => makeFormCheck(blueprint, { zone: formats.zone, now: Date.now(), actor, stateFields })
  const [start, setStart] = useState<WireData>(() => startData(checkNow()))
  const place = { tenant, blueprint: blueprint.name, person: actor }
  // Who looked at something else meanwhile finds what was typed here again.
  const [data, setData] = useState<WireData>(() => ({ ...start, ...keptRow(place, keysOf(blueprint)) }))
  const [round, setRound] = useState(0)
  const latest = useRef(data)
  latest.current = data

  const isBegun = (of: WireData) => JSON.stringify(filled(of)) !== JSON.stringify(filled(start))
  const faultsOf = (of: WireData): readonly TypedFault[] => {
    const check = checkNow()
    return check ? findFaults(check, of, undefined, readerHere()).map(asTyped) : []
  }
  const set = (of: WireData) => {
    latest.current = of
    setData(of)
    if (isBegun(of)) keepRow(place, of)
    else forgetRow(place)
  }
  const begin = () => {
    const next = startData(checkNow())
    setStart(next)
    set(next)
    forgetRow(place)
    setRound((before) => before + 1)
  }
  const send = async (of: WireData, onRefused: (fault: TypedFault) => void) => {
    const check = checkNow()
    try {
      const record = await sending.mutateAsync({
        data: check ? openData(check, of) : filled(of),
        idempotencyKey: newIdempotencyKey(),
      })
      const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
      after.made(record.id)
      // Where the list has put it is up to its order, and often out of sight of the row where it was typed.
      showMade('typed row', t('records.created', { title }), [
        { word: t('records.showMade'), onTake: () => after.show(record.id) },
        { word: t('records.openMade'), onTake: () => after.open(record.id) },
      ])
    } catch (failed) {
      const [fault] = failed instanceof ApiError ? serverFaults(failed.issues).map(asTyped) : []
      if (!fault || isBegun(latest.current)) return showFailed(fault?.why ?? sayError(failed))
      set(of)
      onRefused(fault)
    }
  }

  return {
    data,
    record: recordOf(blueprint, data),
    round,
    set,
    isBegun,
    faultOf: (of) => faultsOf(of)[0],
    faultAt: (of, key) => faultsOf(of).find((fault) => fault.key === key)?.why,
    giveUp: () => forgetRow(place),
    create: (of, onRefused) => {
      begin()
      void send(of, onRefused)
    },
  }
}

const keysOf = ({ fields }: Blueprint) => fields.map(({ key }) => key)

function recordOf({ name, version }: Blueprint, data: WireData): WireRecord {
  return {
    id: '',
    blueprint: name,
    version,
    rev: 0,
    state: null,
    data,
    createdAt: '',
    createdBy: null,
    updatedAt: '',
    deletedAt: null,
  }
}
