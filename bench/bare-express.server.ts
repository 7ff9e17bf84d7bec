// Baseline 1: Express alone, deals in a Map. What HTTP and JSON cost.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import express from 'express'

const deals = new Map<string, Record<string, unknown>>()
const app = express()
app.use(express.json({ limit: '4mb' }))
app.get('/healthz', (_, res) => void res.json({ ok: true }))
app.post('/deals', (req, res) => {
  const id = randomUUID()
  deals.set(id, req.body)
  res.status(201).json({ id, data: req.body })
})
app.post('/deals/bulk', (req, res) => {
  const ids = (req.body.items as Record<string, unknown>[]).map((deal) => {
    const id = randomUUID()
    deals.set(id, deal)
    return id
  })
  res.json({ ids })
})
app.get('/deals/:id', (req, res) => void res.json({ id: req.params.id, data: deals.get(req.params.id) }))
app.patch('/deals/:id', (req, res) => {
  const data = { ...deals.get(req.params.id), ...req.body }
  deals.set(req.params.id, data)
  res.json({ id: req.params.id, data })
})
const server = app.listen(0, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
)
process.on('SIGTERM', () => process.exit(0))
