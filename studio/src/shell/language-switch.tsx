// Chooses the language of the words.
import { NativeSelect } from '@mantine/core'
import { currentLanguage, type Language, languageNames, languages, switchLanguage, useText } from '../text/text.ts'

export function LanguageSwitch({ onSwitch }: { readonly onSwitch?: (language: Language) => void }) {
  const { t } = useText()
  return (
    <NativeSelect
      size="xs"
      aria-label={t('shell.language')}
      value={currentLanguage()}
      data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      onChange={(event) => {
        const language = event.currentTarget.value as Language
        void switchLanguage(language)
        onSwitch?.(language)
      }}
    />
  )
}
