// Baseline 2: Express + better-sqlite3, prepared statements, an Ajv check, WAL and synchronous=FULL, an index made for the list.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3'
import express from 'express'
import { isDeal } from './deal-schema.ts'
import type { Deal } from './deals.ts'

const db = new Database(`${process.env['BENCH_FOLDER']}/baseline.db`)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec(`CREATE TABLE deal (id TEXT PRIMARY KEY, source TEXT NOT NULL, amount REAL NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX deal_list ON deal (source, amount DESC, id DESC)`)
const insert = db.prepare('INSERT INTO deal (id, source, amount, data) VALUES (?, ?, ?, ?)')
const find = db.prepare<[string], { data: string }>('SELECT data FROM deal WHERE id = ?')
const update = db.prepare('UPDATE deal SET source = ?, amount = ?, data = ? WHERE id = ?')
const page = db.prepare<[string, number, string], { id: string; amount: number; data: string }>(
  'SELECT id, amount, data FROM deal WHERE source = ? AND (amount, id) < (?, ?) ORDER BY amount DESC, id DESC LIMIT 50',
)
const store = (deal: Deal) => {
  const id = randomUUID()
  insert.run(id, deal.source, deal.amount, JSON.stringify(deal))
  return id
}
const storeAll = db.transaction((deals: readonly Deal[]) => deals.map(store))

const app = express()
app.use(express.json({ limit: '4mb' }))
app.get('/healthz', (_, res) => void res.json({ ok: true }))
app.post('/deals', (req, res) => {
  if (!isDeal(req.body)) return void res.status(422).json(isDeal.errors)
  res.status(201).json({ id: store(req.body as Deal), data: req.body })
})
app.post('/deals/bulk', (req, res) => {
  if (!req.body.items.every((deal: unknown) => isDeal(deal))) return void res.status(422).json(isDeal.errors)
  res.json({ ids: storeAll(req.body.items) })
})
app.get('/deals', (req, res) => {
  const [amount, id] = String(req.query['after'] ?? '9e99~').split('~')
  const rows = page.all(String(req.query['source']), Number(amount), id || '~')
  const last = rows.at(-1)
  res.json({
    items: rows.map((row) => ({ id: row.id, data: JSON.parse(row.data) })),
    next: rows.length === 50 && last ? `${last.amount}~${last.id}` : null,
  })
})
app.get('/deals/:id', (req, res) => {
  const row = find.get(req.params.id)
  if (!row) return void res.status(404).json({})
  res.json({ id: req.params.id, data: JSON.parse(row.data) })
})
app.patch('/deals/:id', (req, res) => {
  const row = find.get(req.params.id)
  if (!row) return void res.status(404).json({})
  const deal = { ...JSON.parse(row.data), ...req.body } as Deal
  if (!isDeal(deal)) return void res.status(422).json(isDeal.errors)
  update.run(deal.source, deal.amount, JSON.stringify(deal), req.params.id)
  res.json({ id: req.params.id, data: deal })
})
const server = app.listen(0, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
)
process.on('SIGTERM', () => process.exit(0))
