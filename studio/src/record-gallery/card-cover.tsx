// What a card begins with: the record's picture where its kind has one, else its initials on a band of colour.
import type { Json } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { previewAddress } from '../api/files-api.ts'
import { fileOf, isPicture } from '../field-value/file-value.tsx'
import type { Hue } from '../style/theme.ts'
import { initialsOf } from './initials.ts'
import classes from './record-gallery.module.css'

/** The first image among the columns that were asked for, else of the kind of record. */
export function coverFieldOf(
  { fields }: Pick<Blueprint, 'fields'>,
  columns: readonly string[] | undefined,
): WireField | undefined {
  const images = fields.filter((field) => field.type === 'image')
  const asked = columns?.map((key) => images.find((field) => field.key === key)).find((field) => field !== undefined)
  return asked ?? images[0]
}

export interface CardCoverProps {
  readonly tenant: string
  readonly title: string
  readonly hue: Hue
  readonly field: WireField | undefined
  readonly value: Json | undefined
}

export function CardCover({ tenant, title, hue, field, value }: CardCoverProps) {
  const file = fileOf((Array.isArray(value) ? value[0] : value) as Json | undefined)
  if (file && isPicture(file))
    return (
      <img
        className={classes.cover}
        src={previewAddress(tenant, file.id)}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
      />
    )
  return (
    <div
      className={classes.band}
      data-tall={field !== undefined || undefined}
      style={{ background: `var(--hue-${hue}-tint)`, color: `var(--hue-${hue}-ink)` }}
      aria-hidden
    >
      {initialsOf(title)}
    </div>
  )
}
