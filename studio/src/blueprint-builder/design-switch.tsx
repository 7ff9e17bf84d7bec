// The same kinds of record in two ways: as a list and as a drawing.
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { keepDesignLook } from '../api/design-look.ts'
import { useText } from '../text/text.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'

export function DesignSwitch({ tenant, shown }: { readonly tenant: string; readonly shown: 'list' | 'canvas' }) {
  const { t } = useText()
  const navigate = useNavigate()
  useEffect(() => keepDesignLook(shown), [shown])
  return (
    <ChoiceStrip
      value={shown}
      size="md"
      onChange={(next) =>
        void navigate({ to: next === 'list' ? '/t/$tenant/design' : '/t/$tenant/model', params: { tenant } })
      }
      choices={[
        { value: 'list', shown: t('model.asList') },
        { value: 'canvas', shown: t('model.asCanvas') },
      ]}
      label={t('design.part')}
    />
  )
}
