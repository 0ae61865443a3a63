import * as z from 'zod';
import { invalid } from '../errors.ts';
import { project } from '../expression/projection.ts';
import type { Storage } from '../storage/storage.ts';
import type { Attributes } from '../value/value.ts';
import {
  type Change,
  checkCondition,
  deleteChange,
  deleteShape,
  putChange,
  putShape,
  updateChange,
  updateShape,
} from './change.ts';
import { nothingConsumed, readRequest } from './request.ts';

const returnValues = z.enum(['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW']).default('NONE');
const more = { ...nothingConsumed, ReturnValues: returnValues };
const putRequest = z.strictObject({ ...putShape, ...more });
const deleteRequest = z.strictObject({ ...deleteShape, ...more });
const updateRequest = z.strictObject({ ...updateShape, ...more });
type ReturnValues = z.infer<typeof returnValues>;

export function putItem(storage: Storage, body: unknown): object {
  const request = readRequest(putRequest, body);
  oldOnly(request.ReturnValues);
  return carriedOut(storage, putChange(storage.tables, request), request.ReturnValues);
}

export function deleteItem(storage: Storage, body: unknown): object {
  const request = readRequest(deleteRequest, body);
  oldOnly(request.ReturnValues);
  return carriedOut(storage, deleteChange(storage.tables, request), request.ReturnValues);
}

export function updateItem(storage: Storage, body: unknown): object {
  const request = readRequest(updateRequest, body);
  return carriedOut(storage, updateChange(storage.tables, request), request.ReturnValues);
}

function oldOnly(wanted: ReturnValues): void {
  if (wanted !== 'NONE' && wanted !== 'ALL_OLD') throw invalid('ReturnValues can only be ALL_OLD or NONE');
}

function carriedOut({ db, items }: Storage, change: Change, wanted: ReturnValues): object {
  return db.transaction(() => {
    const before = items.get(change.table, change.key);
    checkCondition(change, before);
    const after = change.after(before);
    items.replace(change.table, change.key, before, after);
    const shown = shownValues(change, wanted, before, after);
    return shown === undefined ? {} : { Attributes: shown };
  });
}

function shownValues(
  change: Change,
  wanted: ReturnValues,
  before: Attributes | undefined,
  after: Attributes | undefined,
): Attributes | undefined {
  if (wanted === 'NONE') return undefined;
  const item = wanted.endsWith('OLD') ? before : after;
  if (item === undefined || wanted.startsWith('ALL')) return item;
  const touched = project(item, change.paths);
  return Object.keys(touched).length === 0 ? undefined : touched;
}
