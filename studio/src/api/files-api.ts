// Uploaded files: sent with their progress, looked at by their address, and hung on records beside their fields.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { currentLanguage } from '../text/text.ts'
import { ApiError, apiErrorOf, get, type Page, path, post, remove } from './api-client.ts'
import { keys } from './query-client.ts'

/** As a record holds it. */
export interface WireFile {
  readonly id: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Media type, found out by the server. */
  readonly type: string
}

export interface Attachment extends WireFile {
  readonly preview: boolean
  readonly at: string
  readonly by: string | null
}

export interface Storage {
  readonly used: number
  readonly limit: number | null
  /** Bytes of the largest file that is taken. */
  readonly largest: number
}

const filePath = (tenant: string, id: string, part: string) => path('tenants', tenant, 'files', id, part)
const attachmentsPath = (tenant: string, blueprint: string, id: string) =>
  path('tenants', tenant, 'records', blueprint, id, 'attachments')

/** Shown by the browser where that is safe, else kept by it. */
export const contentAddress = (tenant: string, id: string) => filePath(tenant, id, 'content')
export const downloadAddress = (tenant: string, id: string) => `${filePath(tenant, id, 'content')}?download=true`
/** A small picture. */
export const previewAddress = (tenant: string, id: string) => filePath(tenant, id, 'preview')

export interface Sending {
  /** From 0 to 1. */
  readonly onProgress: (part: number) => void
  readonly signal: AbortSignal
}

/** `fetch` does not say how far it is, so this asks in the older way. */
export function uploadFile(tenant: string, file: File, { onProgress, signal }: Sending): Promise<WireFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path('tenants', tenant, 'files'))
    request.setRequestHeader('accept-language', currentLanguage())
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name.replaceAll(/\p{Surrogate}/gu, '')))
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0)
    request.onload = () => {
      const body = parsed(request.responseText)
      if (request.status === 201) resolve(body as WireFile)
      else reject(apiErrorOf(request.status, body))
    }
    request.onerror = () => reject(new ApiError(0, 'offline', 'offline', [], undefined))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

/** A picture made in the browser; that it could not be kept is no reason to bother anybody. */
export async function uploadPreview(tenant: string, id: string, picture: Blob): Promise<void> {
  await fetch(previewAddress(tenant, id), { method: 'PUT', credentials: 'same-origin', body: picture }).catch(
    () => undefined,
  )
}

export function useStorage(tenant: string) {
  return useQuery({
    queryKey: [...keys.tenant(tenant), 'storage'],
    queryFn: () => get<Storage>(path('tenants', tenant, 'files')),
    staleTime: 300_000,
  })
}

const attachmentsKey = (tenant: string, blueprint: string, id: string) =>
  [...keys.record(tenant, blueprint, id), 'attachments'] as const

export function useAttachments(tenant: string, blueprint: string, id: string) {
  return useQuery({
    queryKey: attachmentsKey(tenant, blueprint, id),
    queryFn: () => get<Page<Attachment>>(attachmentsPath(tenant, blueprint, id)),
  })
}

/** An uploaded file, or one that was taken off before. */
export function useAttach(tenant: string, blueprint: string, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (file: string) => post<Attachment>(attachmentsPath(tenant, blueprint, id), { file }),
    onSettled: () => client.invalidateQueries({ queryKey: attachmentsKey(tenant, blueprint, id) }),
  })
}

/** Gone from the list at once, and back in it when the server refuses. */
export function useDetach(tenant: string, blueprint: string, id: string) {
  const client = useQueryClient()
  const queryKey = attachmentsKey(tenant, blueprint, id)
  return useMutation({
    mutationFn: (file: string) => remove(`${attachmentsPath(tenant, blueprint, id)}/${encodeURIComponent(file)}`),
    onMutate: async (file) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData<Page<Attachment>>(queryKey)
      client.setQueryData<Page<Attachment>>(
        queryKey,
        (page) => page && { ...page, items: page.items.filter((one) => one.id !== file) },
      )
      return { before }
    },
    onError: (_error, _file, kept) => client.setQueryData(queryKey, kept?.before),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
