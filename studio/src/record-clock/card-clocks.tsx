// The promised times of a record on its card: one below the other, each by its name.
import type { ListClock } from '../api/flows-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { ClockWords } from './clock-words.tsx'

export interface CardClocksProps {
  readonly tenant: string
  readonly clocks: readonly ListClock[]
  readonly record: WireRecord
}

/** Nothing where none has begun. */
export function CardClocks({ tenant, clocks, record }: CardClocksProps) {
  const begun = clocks.filter(({ name }) => record.clocks?.[name])
  if (begun.length === 0) return null
  return (
    <ul className="bare-list card-clocks">
      {begun.map((clock) => (
        <li key={clock.name}>
          <ClockWords tenant={tenant} clock={clock} told={record.clocks?.[clock.name]} isNamed />
        </li>
      ))}
    </ul>
  )
}
