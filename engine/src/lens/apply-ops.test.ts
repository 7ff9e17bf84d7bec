import { describe, expect, it } from 'vitest'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { wireBlueprint } from '../blueprint/wire-blueprint.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { type IdGiver, idGiver } from '../ids.ts'
import { applyOps } from './apply-ops.ts'
import { migrateData } from './migrate-data.ts'
import { wireOp } from './wire-op.ts'

const wire = {
  name: 'deal',
  fields: [
    { key: 'title', type: 'text', required: true, maxLength: 50 },
    { key: 'qty', type: 'integer', minimum: 0 },
    { key: 'price', type: 'number' },
    {
      key: 'status',
      type: 'enum',
      options: ['open', { key: 'won', label: 'Won', color: 'green' }, 'lost'],
      default: 'open',
    },
  ],
  rules: [{ check: "status != 'won' || price > 0", message: 'A won deal has a price' }],
  uniques: [['title']],
}
const at = Date.UTC(2026, 10, 20)

function head(): [ReturnType<typeof newBlueprint>, IdGiver] {
  const ids = idGiver({})
  return [newBlueprint(wire, ids), ids]
}
function apply(ops: unknown) {
  const [version, ids] = head()
  return applyOps(version, ops, ids, { now: at })
}

describe('applyOps', () => {
  it('L1 a rename changes the key alone: rules still hold, data stays', () => {
    const { version, ops, summary } = apply([{ op: 'rename', field: 'price', key: 'amount' }])
    expect(version.rules).toEqual(head()[0].rules)
  })
  it('many', () => {
    const { version, ops, summary } = apply([
      { op: 'add', field: { key: 'total', type: 'number' }, fill: { expr: 'qty * price' } },
      {
        op: 'add',
        field: { key: 'prio', type: 'enum', options: ['low', 'high'], required: true },
        fill: { value: 'low' },
      },
      {
        op: 'options',
        field: 'status',
        add: ['late'],
        rename: { open: 'new' },
        retire: ['lost'],
        order: ['new', 'late'],
      },
      {
        op: 'change',
        field: 'title',
        required: false,
        maxLength: 80,
        help: 'What',
        default: 'x',
        showWhen: "status == 'new'",
      },
      { op: 'order', fields: ['total'] },
      { op: 'meta', label: 'Deals', titleField: 'title' },
      { op: 'rules', add: [{ check: 'qty < 100', message: { en: 'Few', ru: 'Мало' } }], remove: ['r1'] },
      { op: 'uniques', remove: [['title']] },
      { op: 'relabel', field: 'qty', label: 'Quantity' },
    ])
  })
})
