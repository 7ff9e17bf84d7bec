// One of many, found by typing: the first that fits what is typed is marked, and Enter takes it.
import { Select, type SelectProps } from '@mantine/core'
import { useText } from '../text/text.ts'

type Settled = 'selectFirstOptionOnChange' | 'selectFirstOptionOnDropdownOpen' | 'nothingFoundMessage'

/** What is chosen stays chosen unless `allowDeselect` is given. `searchable={false}` where so few are offered that nobody types. */
export function SearchSelect({ onFocus, searchable = true, ...props }: Omit<SelectProps<string>, Settled>) {
  const { t } = useText()
  return (
    <Select
      allowDeselect={false}
      {...props}
      searchable={searchable}
      selectFirstOptionOnChange
      // Else opening looks a moment later for the chosen one, and forgets what typing has marked meanwhile: Enter would do nothing.
      selectFirstOptionOnDropdownOpen={searchable}
      // What is typed looks for another one; it is not added to the name of the chosen one.
      onFocus={(event) => {
        event.currentTarget.select()
        onFocus?.(event)
      }}
      nothingFoundMessage={t('form.nothing')}
    />
  )
}
