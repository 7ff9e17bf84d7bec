// Would the engine take this value in a cell? The same answer as in the form, before anything is sent.
import type { Json, Reader } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import {
  type CheckSetting,
  type Fault,
  type FormCheck,
  findFaults,
  hiddenFields,
  makeFormCheck,
} from '../record-form/form-check.ts'

let last: { readonly blueprint: Blueprint; readonly setting: string; readonly check: FormCheck | undefined } | undefined

/** Compiled once for as long as the same table is looked at. */
function checkOf(blueprint: Blueprint, setting: CheckSetting): FormCheck | undefined {
  const { now: _, ...lasting } = setting
  const key = JSON.stringify(lasting)
  if (last?.blueprint !== blueprint || last.setting !== key)
    last = { blueprint, setting: key, check: makeFormCheck(blueprint, setting) }
  return last.check
}

/** What is wrong; undefined when the value may be sent. */
export function cellFault(
  blueprint: Blueprint,
  setting: CheckSetting,
  change: { readonly before: WireData; readonly field: WireField; readonly value: Json | undefined },
  reader: Reader,
): Fault | undefined {
  const check = checkOf(blueprint, setting)
  if (!check) return undefined
  const { before, field, value } = change
  const { [field.key]: _, ...others } = before
  const after = value === undefined || value === null ? others : { ...others, [field.key]: value }
  const faults = findFaults(check, after, before, reader)
  const own = faults.find(({ pointer }) => pointer === `/${field.key}` || pointer.startsWith(`/${field.key}/`))
  return own ?? faults[0]
}

/** A field that hides itself for what the record holds is not asked for there. */
export function isHiddenCell(blueprint: Blueprint, setting: CheckSetting, data: WireData, field: WireField): boolean {
  return hiddenFields(checkOf(blueprint, setting), data).has(field.key)
}
