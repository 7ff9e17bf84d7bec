// In which version are records shown?
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'

export interface VersionChoiceProps {
  readonly newest: number
  readonly version: number
  readonly onChange: (version: number) => void
}

export function VersionChoice({ newest, version, onChange }: VersionChoiceProps) {
  const { t } = useText()
  if (newest === 1) return null
  const data = Array.from({ length: newest }, (_, i) => newest - i).map((one) => ({
    value: String(one),
    label: one === newest ? t('trashed.newest', { version: one }) : t('trashed.version', { version: one }),
  }))
  return (
    <ChoiceSelect
      aria-label={t('trashed.shownAs')}
      size="sm"
      w={220}
      value={String(version)}
      data={data}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  )
}
