// Baseline 3: the same as baseline 2 on PostgreSQL through pg with named prepared statements.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pg from 'pg'
import { isDeal } from './deal-schema.ts'
import type { Deal } from './deals.ts'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })
await pool.query(
  `CREATE TABLE deal (id text PRIMARY KEY, source text NOT NULL, amount double precision NOT NULL, data jsonb NOT NULL)`,
)
await pool.query(`CREATE INDEX deal_list ON deal (source, amount DESC, id DESC)`)
const insert = (deal: Deal, id: string) => ({
  name: 'insert',
  text: 'INSERT INTO deal (id, source, amount, data) VALUES ($1, $2, $3, $4)',
  values: [id, deal.source, deal.amount, JSON.stringify(deal)],
})
const find = (id: string) => pool.query({ name: 'find', text: 'SELECT data FROM deal WHERE id = $1', values: [id] })

const app = express()
app.use(express.json({ limit: '4mb' }))
app.get('/healthz', (_, res) => void res.json({ ok: true }))
app.post('/deals', async (req, res) => {
  if (!isDeal(req.body)) return void res.status(422).json(isDeal.errors)
  const id = randomUUID()
  await pool.query(insert(req.body as Deal, id))
  res.status(201).json({ id, data: req.body })
})
app.post('/deals/bulk', async (req, res) => {
  if (!req.body.items.every((deal: unknown) => isDeal(deal))) return void res.status(422).json(isDeal.errors)
  const deals = req.body.items as Deal[]
  const ids = deals.map(() => randomUUID())
  await pool.query({
    name: 'bulk',
    text: 'INSERT INTO deal (id, source, amount, data) SELECT * FROM unnest($1::text[], $2::text[], $3::float8[], $4::jsonb[])',
    values: [ids, deals.map((d) => d.source), deals.map((d) => d.amount), deals.map((d) => JSON.stringify(d))],
  })
  res.json({ ids })
})
app.get('/deals', async (req, res) => {
  const [amount, id] = String(req.query['after'] ?? '1e300~').split('~')
  const { rows } = await pool.query({
    name: 'page',
    text: 'SELECT id, amount, data FROM deal WHERE source = $1 AND (amount, id) < ($2, $3) ORDER BY amount DESC, id DESC LIMIT 50',
    values: [req.query['source'], Number(amount), id || '~'],
  })
  const last = rows.at(-1)
  res.json({
    items: rows.map((row) => ({ id: row.id, data: row.data })),
    next: rows.length === 50 ? `${last.amount}~${last.id}` : null,
  })
})
app.get('/deals/:id', async (req, res) => {
  const { rows } = await find(req.params.id)
  if (rows.length === 0) return void res.status(404).json({})
  res.json({ id: req.params.id, data: rows[0].data })
})
app.patch('/deals/:id', async (req, res) => {
  const { rows } = await find(req.params.id)
  if (rows.length === 0) return void res.status(404).json({})
  const deal = { ...rows[0].data, ...req.body } as Deal
  if (!isDeal(deal)) return void res.status(422).json(isDeal.errors)
  await pool.query({
    name: 'update',
    text: 'UPDATE deal SET source = $1, amount = $2, data = $3 WHERE id = $4',
    values: [deal.source, deal.amount, JSON.stringify(deal), req.params.id],
  })
  res.json({ id: req.params.id, data: deal })
})
const server = app.listen(0, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
)
process.on('SIGTERM', () => process.exit(0))
