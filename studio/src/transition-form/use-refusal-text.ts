// Why a step cannot be taken, said to somebody who never saw the flow: its condition in words, and not as it is written.
import { ApiError } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { type Flow, useFlowsOf } from '../api/flows-api.ts'
import { flowOfEvent } from '../api/flows-of-kind.ts'
import type { AvailableTransition } from '../api/transitions-api.ts'
import { useConditionNames } from '../expression-input/condition-names.ts'
import { sayNeed } from '../expression-input/say-tree.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'

/** The step that was refused, by its transition where that is known. */
export type RefusedStep = Pick<AvailableTransition, 'event' | 'transition' | 'code' | 'reason'>

export function useRefusalText(tenant: string, blueprint: Blueprint) {
  const { t } = useText()
  const formats = useFormats()
  const sayError = useErrorText()
  const { flows, main } = useFlowsOf(tenant, blueprint.name)
  const { fields } = blueprint
  const stateField = fields.find(({ key }) => key === main?.stateField)
  const names = useConditionNames({ fields, input: fields, stateField })
  /** What a condition calls the state of the record is where it stands in the flow of the step. */
  const namesIn = (flow: Flow) => {
    const own = fields.find(({ key }) => key === flow.stateField)
    return own
      ? names.map((one) => (one.field === stateField && one.group === 'system' ? { ...one, field: own } : one))
      : names
  }
  const need = ({ event, transition }: RefusedStep): string | undefined => {
    const flow = flowOfEvent(flows, event)
    const all = flow?.transitions.filter((one) => one.event === event && typeof one['guard'] === 'string') ?? []
    const guard = (all.find(({ id }) => id !== undefined && id === transition) ?? all[0])?.['guard']
    if (!flow || !guard) return undefined
    const said = sayNeed(guard as string, { t, formats, names: namesIn(flow), language: currentLanguage() })
    return said ? t('condition.notYet', { need: said }) : undefined
  }
  return {
    /** The condition that keeps a listed step from being taken; undefined where another reason does. */
    whatIsNeeded: (step: RefusedStep): string | undefined => (step.code === 'guard' ? need(step) : undefined),
    /** Of a step that was sent. */
    whyFailed: (error: unknown, step: RefusedStep): string =>
      (isGuard(error) ? need(step) : undefined) ?? sayError(error),
  }
}

function isGuard(error: unknown): boolean {
  return error instanceof ApiError && error.issues.some(({ code }) => code === 'guard')
}
