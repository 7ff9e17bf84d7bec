// The same kinds of record in two ways: as a list and as a drawing.
import { SegmentedControl } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { keepDesignLook } from '../api/design-look.ts'
import { useText } from '../text/text.ts'

export function DesignSwitch({ tenant, shown }: { readonly tenant: string; readonly shown: 'list' | 'canvas' }) {
  const { t } = useText()
  const navigate = useNavigate()
  useEffect(() => keepDesignLook(shown), [shown])
  return (
    <SegmentedControl
      value={shown}
      onChange={(next) =>
        void navigate({ to: next === 'list' ? '/t/$tenant/design' : '/t/$tenant/model', params: { tenant } })
      }
      data={[
        { value: 'list', label: t('model.asList') },
        { value: 'canvas', label: t('model.asCanvas') },
      ]}
      aria-label={t('design.part')}
    />
  )
}
