import { statfs } from 'node:fs/promises';
import { titleOf } from './processes.ts';

export type Settings = Record<string, string>;

/** Fixed: there is no TCP, so the port is only a part of the socket's name. */
export const PORT = 5432;

/** Below this, parallel queries run out of /dev/shm; Docker gives 64 MB unless told otherwise. */
const SMALL_SHM_BYTES = 256 * 1024 * 1024;

/**
 * What the embedded server runs with: bulk loads must be quick, an idle server must be small, and nothing may be
 * reached from the network. Passed on the command line, so that a new release changes them for old clusters too.
 */
export async function settings(cluster: string, socketDirectory: string): Promise<Settings> {
  return {
    // No TCP at all; the socket's directory is readable by the server's own user only.
    listen_addresses: '',
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: '0700',
    port: String(PORT),

    // Requests, jobs, a worker and commands beside a server, with room; an unused slot costs some kilobytes.
    max_connections: '60',
    // Touched lazily: an idle server stays near 20 MB, and the page cache of the system does the rest.
    shared_buffers: '128MB',
    // A sort or hash of a page of items fits; 60 of them at once stay below 1 GB.
    work_mem: '16MB',
    // Building the indexes of a few million rows in one pass.
    maintenance_work_mem: '256MB',
    // Only a hint for the planner: half of a small machine's memory.
    effective_cache_size: '1GB',
    dynamic_shared_memory_type: await sharedMemory(),

    // A bulk load is not stopped by checkpoints, and an idle disk gives the space back.
    max_wal_size: '4GB',
    min_wal_size: '80MB',
    // Fewer full-page images; recovery after a crash still takes seconds.
    checkpoint_timeout: '15min',
    wal_compression: 'pglz',
    wal_buffers: '16MB',
    // Nobody replicates this server, and minimal WAL lets COPY into a new table skip it.
    wal_level: 'minimal',
    max_wal_senders: '0',

    // Disks are solid-state these days: a keyset page must not turn into a sequential scan.
    random_page_cost: '1.1',
    // Compiling a query costs more than any of ours takes.
    jit: 'off',
    // Milliseconds matter here more than idle workers: at most two helpers for one export or facet.
    max_parallel_workers_per_gather: '2',

    timezone: 'UTC',
    log_timezone: 'UTC',
    // The client reports its own errors; the log is for the server's.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    cluster_name: titleOf(cluster),
  };
}

/** POSIX shared memory when there is enough of it, files of the cluster otherwise. */
async function sharedMemory(): Promise<'posix' | 'mmap'> {
  const shm = await statfs('/dev/shm').catch(() => undefined);
  return shm && shm.bsize * shm.blocks < SMALL_SHM_BYTES ? 'mmap' : 'posix';
}

/** `-c name=value` pairs for the command line. */
export function settingArguments(values: Settings): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
