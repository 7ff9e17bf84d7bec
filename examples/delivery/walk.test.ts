import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../test/start-server.ts'
import { deliverAParcel } from './deliver-a-parcel.ts'

describe('the delivery story through the REST API', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())

  it('goes from sign-up to a delivered parcel, and each transition stamps its time', async () => {
    const before = Date.now()
    const { api, tenant, created, started, delivered } = await deliverAParcel(server.url, server.dataFolder)

    expect(created.data).toMatchObject({ deliver_from: 'Porto', status: 'PENDING' })
    expect(Date.parse(created.data['created_at'] ?? '')).toBeGreaterThanOrEqual(before)
    expect(created.data).not.toHaveProperty('started_at')
    expect(started.data).toMatchObject({ status: 'IN_PROGRESS' })
    expect(Date.parse(started.data['started_at'] ?? '')).toBeGreaterThanOrEqual(before)
    expect(started.data).not.toHaveProperty('delivered_at')
    expect(delivered.data).toMatchObject({ status: 'DELIVERED', started_at: started.data['started_at'] })
    expect(Date.parse(delivered.data['delivered_at'] ?? '')).toBeGreaterThanOrEqual(
      Date.parse(started.data['started_at'] ?? ''),
    )

    const record = `${tenant}/records/delivery/${created.id}`
    await expect(api.post(`${record}/transitions/start`, {})).rejects.toMatchObject({ status: 409 })
    await expect(api.patch(record, { data: { status: 'PENDING' } })).rejects.toMatchObject({ status: 422 })
    expect(await api.get(record)).toEqual(delivered)
  })
})
