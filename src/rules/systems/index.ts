import type { AnyRule } from '../rule.ts';
import { closedEventList } from './closed-event-list.ts';
import { columnName } from './column-name.ts';
import { defineFirst } from './define-first.ts';
import { doubleDelivery } from './double-delivery.ts';
import { eventCount } from './event-count.ts';
import { eventNameCharacters } from './event-name-characters.ts';
import { eventNameCollision } from './event-name-collision.ts';
import { eventNameLength } from './event-name-length.ts';
import { identifierField } from './identifier-field.ts';
import { identifierLength } from './identifier-length.ts';
import { identifierMissing } from './identifier-missing.ts';
import { nestedValue } from './nested-value.ts';
import { outdatedEventName } from './outdated-event-name.ts';
import { prohibitedData } from './prohibited-data.ts';
import { propertyCount } from './property-count.ts';
import { propertyNameCharacters } from './property-name-characters.ts';
import { propertyNameCollision } from './property-name-collision.ts';
import { propertyNameLength } from './property-name-length.ts';
import { propertyTotal } from './property-total.ts';
import { reservedEventName } from './reserved-event-name.ts';
import { reservedPropertyName } from './reserved-property-name.ts';
import { reservedTable } from './reserved-table.ts';
import { reservedWord } from './reserved-word.ts';
import { screenedName } from './screened-name.ts';
import { standardEventName } from './standard-event-name.ts';
import { standardEventParameter } from './standard-event-parameter.ts';
import { unevenSampling } from './uneven-sampling.ts';
import { unreached } from './unreached.ts';
import { valueLength } from './value-length.ts';
import { valueList } from './value-list.ts';
import { valueType } from './value-type.ts';

/** What each receiving system refuses, cuts off or takes for something else; then the ways there. */
export const systemsRules: readonly AnyRule[] = [
  eventNameLength,
  eventNameCharacters,
  reservedEventName,
  closedEventList,
  outdatedEventName,
  eventNameCollision,
  eventCount,
  propertyNameLength,
  propertyNameCharacters,
  reservedPropertyName,
  propertyNameCollision,
  propertyCount,
  propertyTotal,
  valueType,
  nestedValue,
  valueLength,
  valueList,
  columnName,
  reservedWord,
  reservedTable,
  identifierField,
  identifierMissing,
  identifierLength,
  prohibitedData,
  screenedName,
  standardEventParameter,
  standardEventName,
  unreached,
  doubleDelivery,
  unevenSampling,
  defineFirst,
];
