// How one value of a record is shown to be read.

import { Anchor, Code, ColorSwatch, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core'
import type { Json } from '@molde/engine'
import { IconCheck, IconExternalLink, IconMinus } from '@tabler/icons-react'
import { Fragment, lazy, memo, Suspense } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { StateChip } from '../ui/state-chip.tsx'
import { FileValue } from './file-value.tsx'
import { optionHue } from './record-hue.ts'
import { RecordLink } from './record-link.tsx'
import { UserName } from './user-name.tsx'
import { elementType, isEmpty, lineText, valueText } from './value-text.ts'

export interface FieldValueProps {
  readonly tenant: string
  readonly field: WireField
  readonly value: Json | undefined
  /** Inside a table: one line, nothing that can be clicked by mistake. */
  readonly dense?: boolean
}

/** Drawn again only when its value changes: a list that is scrolled draws its rows at every step. */
export const FieldValue = memo(function FieldValue({ tenant, field, value, dense = false }: FieldValueProps) {
  if (isEmpty(value)) return dense ? null : <Text c="dimmed">–</Text>
  if (!Array.isArray(value)) return <OneValue tenant={tenant} field={field} value={value as Json} dense={dense} />
  const element = field.fields ? field : { ...field, type: elementType(field) }
  if (dense) return <ValuesInLine tenant={tenant} field={element} values={value} />
  const values = value
    .slice(0, 200)
    .map((one: Json, place) => <OneValue key={place} tenant={tenant} field={element} value={one} dense={false} />)
  // Rows stand below each other, values beside each other.
  return field.fields ? <Stack gap={2}>{values}</Stack> : <Group gap={4}>{values}</Group>
})

interface ValuesInLineProps {
  readonly tenant: string
  /** Of one of them. */
  readonly field: WireField
  readonly values: readonly Json[]
}

/** As parts of the line, so that it ends in dots where its place does. */
function ValuesInLine({ tenant, field, values }: ValuesInLineProps) {
  const shown = values.slice(0, 4)
  return (
    <span className="values-in-line">
      {shown.map((one, place) => (
        <Fragment key={place}>
          {place > 0 && ' '}
          <span>
            <OneValue tenant={tenant} field={field} value={one} dense />
          </span>
        </Fragment>
      ))}
      {values.length > 4 && (
        <Text span size="xs" c="dimmed">
          {` +${values.length - 4}`}
        </Text>
      )}
    </span>
  )
}

const RichTextView = lazy(() =>
  import('../rich-text/rich-text-view.tsx').then((part) => ({ default: part.RichTextView })),
)

function FormattedText({ text }: { readonly text: string }) {
  return (
    <Suspense fallback={<Skeleton h={48} />}>
      <RichTextView text={text} />
    </Suspense>
  )
}

/** Looking words up takes longer than writing a number. */
const noWords = { yes: '', no: '' }

interface OneValueProps {
  readonly tenant: string
  readonly field: WireField
  readonly value: Json
  readonly dense: boolean
}

function OneValue({ tenant, field, value, dense }: OneValueProps) {
  const { t } = useText()
  const formats = useFormats()
  const words = field.type === 'boolean' || field.fields ? { yes: t('common.yes'), no: t('common.no') } : noWords
  // A link reads its record itself.
  const text = field.type === 'relation' ? '' : valueText(field, value, formats, words)
  switch (field.type) {
    case 'boolean':
      return <Truth is={value === true} words={text} />
    case 'enum':
    case 'tags':
      return <OptionChip field={field} option={String(value)} />
    case 'relation':
      return <RecordLink tenant={tenant} blueprint={field.blueprint ?? ''} id={String(value)} quiet={dense} />
    case 'user':
      return <UserName tenant={tenant} id={String(value)} />
    case 'file':
    case 'image':
      return <FileValue tenant={tenant} value={value} dense={dense} oneOfMany={field.many === true} />
    case 'color':
      return (
        <Group gap={6} wrap="nowrap">
          <ColorSwatch color={String(value)} size={14} withShadow={false} />
          <Text size="sm" ff="monospace">
            {text}
          </Text>
        </Group>
      )
    case 'rating':
      return <Stars value={Number(value)} most={field.max ?? 5} />
    case 'datetime':
      return (
        <Tooltip label={formats.exact(String(value))}>
          <Text inherit span truncate={dense}>
            {text}
          </Text>
        </Tooltip>
      )
    case 'email':
      return dense ? text : <Anchor href={`mailto:${text}`}>{text}</Anchor>
    case 'phone':
      return dense ? text : <Anchor href={`tel:${text.replaceAll(/[^+\d]/g, '')}`}>{text}</Anchor>
    case 'url':
      return dense || !isWebAddress(text) ? text : <WebLink address={text} />
    case 'richText':
      return dense ? text : <FormattedText text={String(value)} />
    case 'json':
      return (
        <Code block={!dense} tabIndex={dense ? undefined : 0}>
          {JSON.stringify(value, null, dense ? 0 : 2)}
        </Code>
      )
    default:
      return dense ? lineText(text) : <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
  }
}

export function OptionChip({ field, option }: { readonly field: WireField; readonly option: string }) {
  const { words, ...look } = optionHue(field, option, useFormats())
  return <StateChip label={words} {...look} />
}

function Truth({ is, words }: { readonly is: boolean; readonly words: string }) {
  const Icon = is ? IconCheck : IconMinus
  return (
    <Group gap={4} wrap="nowrap" c={is ? 'var(--molde-ok)' : 'dimmed'}>
      <Icon size={16} stroke={1.5} aria-hidden />
      <Text size="sm" c="var(--molde-ink)">
        {words}
      </Text>
    </Group>
  )
}

function Stars({ value, most }: { readonly value: number; readonly most: number }) {
  const { t } = useText()
  return (
    <Text span inherit role="img" aria-label={t('form.stars', { count: value })} c="var(--hue-amber-line)">
      {'★'.repeat(value)}
      <Text span inherit c="var(--molde-edge)">
        {'☆'.repeat(Math.max(0, most - value))}
      </Text>
    </Text>
  )
}

/** Anything else, such as a script, is shown and never followed. */
const isWebAddress = (text: string) => /^https?:\/\//i.test(text)

function WebLink({ address }: { readonly address: string }) {
  return (
    <Anchor href={address} target="_blank" rel="noopener noreferrer nofollow">
      {address} <IconExternalLink size={14} stroke={1.5} aria-hidden />
    </Anchor>
  )
}
