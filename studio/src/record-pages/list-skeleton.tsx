// Stands where a list will be while it is read: lines as it has them, in the frame it will have.
import { Skeleton } from '@mantine/core'

const widths = ['44%', '62%', '52%', '70%', '38%', '58%', '48%', '66%'] as const

export function ListSkeleton() {
  return (
    <div className="sheet list-skeleton" aria-hidden>
      {widths.map((width) => (
        <Skeleton key={width} h={10} w={width} />
      ))}
    </div>
  )
}
