// Which currency: by code or by name. The input shows the code alone, for it stands beside an amount.
import { Group, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useText } from '../text/text.ts'
import { SearchSelect } from '../ui/search-select.tsx'

export interface CurrencySelectProps {
  readonly label: string
  /** Does the label stand above it, or is it for ears only? */
  readonly shownLabel?: boolean
  readonly description?: string
  /** Only these; all there are when it is left out. */
  readonly allowed?: readonly string[] | undefined
  /** They come first. */
  readonly first?: readonly string[]
  readonly value: string
  readonly readOnly?: boolean
  readonly onChange: (currency: string) => void
}

export function CurrencySelect(props: CurrencySelectProps) {
  const { language } = useText()
  const { label, shownLabel, description, allowed, first = [], value, readOnly = false, onChange } = props
  const codes = [...new Set(allowed?.length ? [...allowed, value] : [...first, value, ...allCurrencies()])]
  const names = useMemo(() => namesIn(language), [language])
  return (
    <SearchSelect
      {...(shownLabel ? { label, w: '100%' } : { 'aria-label': label, w: { base: 110, sm: 92 } })}
      {...(description ? { description, inputWrapperOrder: ['label', 'input', 'description', 'error'] } : {})}
      data={shownLabel ? codes.map((code) => ({ value: code, label: `${code} · ${names(code)}` })) : codes}
      value={value}
      onChange={(code) => code !== null && onChange(code)}
      readOnly={readOnly}
      searchable={codes.length > 8}
      limit={60}
      filter={({ options, search, limit }) => {
        const wanted = folded(search)
        const found = options.filter(
          (one) => 'value' in one && (wanted === '' || folded(`${one.value} ${names(one.value)}`).includes(wanted)),
        )
        return found.slice(0, limit)
      }}
      renderOption={({ option }) => (
        <Group gap="xs" wrap="nowrap">
          <Text span size="sm" className="numbers">
            {option.value}
          </Text>
          <Text span size="sm" c="dimmed">
            {names(option.value)}
          </Text>
        </Group>
      )}
      comboboxProps={shownLabel ? { shadow: 'md' } : { shadow: 'md', width: 280, position: 'bottom-end' }}
    />
  )
}

function allCurrencies(): readonly string[] {
  return Intl.supportedValuesOf('currency')
}

function namesIn(language: string): (code: string) => string {
  const names = new Intl.DisplayNames(language, { type: 'currency', fallback: 'none' })
  return (code) => {
    try {
      return names.of(code) ?? ''
    } catch {
      return ''
    }
  }
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
