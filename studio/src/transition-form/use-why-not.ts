// Why a step that is listed cannot be taken: what is still needed in words, else the server's reason.
import type { Blueprint } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { type RefusedStep, useRefusalText } from './use-refusal-text.ts'

export function useWhyNot(tenant: string, blueprint: Blueprint): (step: RefusedStep) => string {
  const { t } = useText()
  const { whatIsNeeded } = useRefusalText(tenant, blueprint)
  return (step) => whatIsNeeded(step) ?? t('moves.whyNot', { reason: step.reason || t('moves.refused') })
}
