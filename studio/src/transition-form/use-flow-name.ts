// What a flow is called where a kind of record has several: by its name, else as the field that holds its states.
import { useCallback } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { useFieldName } from '../text/use-field-name.ts'

export type NamedFlow = Pick<Flow, 'label' | 'stateField'>

export function useFlowName({ fields }: Pick<Blueprint, 'fields'>): (flow: NamedFlow) => string {
  const nameOf = useFieldName()
  return useCallback(
    ({ label, stateField: key }: NamedFlow) =>
      nameOf({ key, label: label ?? fields.find((one) => one.key === key)?.label }),
    [nameOf, fields],
  )
}
