// Chooses the language of the words: of this browser, or of whatever its place says.
import { useState } from 'react'
import { currentLanguage, type Language, languageNames, languages, switchLanguage, useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'

export interface LanguageSwitchProps {
  /** Instead of switching this browser alone. */
  readonly onChoose?: (language: Language) => void
  /** As one field of a form among others: with its name above it. */
  readonly isField?: boolean
}

export function LanguageSwitch({ onChoose, isField = false }: LanguageSwitchProps) {
  const { t } = useText()
  const [isFailed, setFailed] = useState(false)
  const switchHere = (language: Language) =>
    switchLanguage(language).then(
      () => setFailed(false),
      () => setFailed(true),
    )
  return (
    <ChoiceSelect
      {...(isField ? { label: t('shell.language') } : { size: 'xs', label: t('shell.language') })}
      value={currentLanguage()}
      data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      onChange={(language) => void (onChoose ?? switchHere)(language)}
      error={isFailed && t('common.offline')}
    />
  )
}
