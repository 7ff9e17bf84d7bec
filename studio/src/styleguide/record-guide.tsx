// Records as rows, as cards of a board and as cards of a gallery.

import { BoardCard } from '../record-board/board-card.tsx'
import { RecordGallery } from '../record-gallery/record-gallery.tsx'
import { RecordTable } from '../record-table/record-table.tsx'
import { useSelection } from '../record-table/selection.ts'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { delivery, records, tenant } from './samples.ts'

const list = { tenant, blueprint: delivery, records, listKey: 'guide', hasMore: false, isLoadingMore: false }
const nothing = () => undefined
const [, status] = delivery.fields

export function RecordGuide() {
  const selection = useSelection(
    'guide',
    records.map(({ id }) => id),
  )
  return (
    <>
      <section aria-label="Rows">
        <RecordTable
          {...list}
          offset={0}
          known={records.length}
          onShow={nothing}
          sort="cargo"
          onSort={nothing}
          label="Deliveries"
          onColumns={nothing}
          onGroup={nothing}
          stateField={status?.key}
          arrangement={{
            pins: [],
            widths: {},
            totals: {},
            rows: 'normal',
            pin: nothing,
            total: nothing,
            keepWidths: nothing,
          }}
          totals={undefined}
          onClash={nothing}
          selection={selection}
        />
      </section>
      <GuidePart title="Cards">
        {status &&
          records.map((record, place) => (
            <GuideCase key={record.id} name={place === 1 ? 'On its way' : 'At rest'}>
              <ul className="bare-list guide-board">
                <BoardCard
                  tenant={tenant}
                  blueprint={delivery}
                  field={status}
                  isState={false}
                  record={record}
                  isMoving={place === 1}
                  places={[{ key: 'DELIVERED', label: 'Delivered' }]}
                  onDrag={nothing}
                  onMove={nothing}
                />
              </ul>
            </GuideCase>
          ))}
      </GuidePart>
      <section aria-label="Gallery" className="guide-gallery">
        <RecordGallery {...list} onMore={nothing} />
      </section>
    </>
  )
}
