// A place on the globe: latitude and longitude.
import { Group, TextInput } from '@mantine/core'
import type { Json } from '@molde/engine'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { readDecimal, writeDecimal } from './decimal-text.ts'
import { GroupFrame } from './group-frame.tsx'
import type { WidgetProps } from './widget.ts'

export function GeoWidget(props: WidgetProps) {
  const { t } = useText()
  const { language } = useFormats()
  const [typed, setTyped] = useState(() => partsOf(props.value, language))
  const change = (next: { lat: string; lng: string }) => {
    setTyped(next)
    if (next.lat.trim() === '' && next.lng.trim() === '') return props.onChange(undefined)
    props.onChange({ lat: numberOf(next.lat, language), lng: numberOf(next.lng, language) })
  }
  const labels = { lat: t('form.latitude'), lng: t('form.longitude') }
  return (
    <GroupFrame {...props}>
      <div className="form-parts">
        <Group gap="xs" grow wrap="nowrap">
          {(['lat', 'lng'] as const).map((part) => (
            <TextInput
              key={part}
              {...(part === 'lat' ? { id: props.id } : {})}
              aria-label={`${props.label}: ${labels[part]}`}
              placeholder={labels[part]}
              value={typed[part]}
              onChange={(event) => change({ ...typed, [part]: event.currentTarget.value })}
              onBlur={props.onBlur}
            />
          ))}
        </Group>
      </div>
    </GroupFrame>
  )
}

function partsOf(value: Json | undefined, language: string): { lat: string; lng: string } {
  const place = (value ?? {}) as { lat?: unknown; lng?: unknown }
  const say = (part: unknown) => (typeof part === 'number' ? writeDecimal(part, language) : '')
  return { lat: say(place.lat), lng: say(place.lng) }
}

function numberOf(text: string, language: string): number | string {
  const plain = readDecimal(text, language)
  return plain === undefined ? text : Number(plain)
}
