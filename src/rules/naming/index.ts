import type { AnyRule } from '../rule.ts';
import { affix } from './affix.ts';
import { dataInName } from './data-in-name.ts';
import { eventCase } from './event-case.ts';
import { eventForm } from './event-form.ts';
import { eventTense } from './event-tense.ts';
import { invisibleCharacter } from './invisible-character.ts';
import { nameLength } from './name-length.ts';
import { negatedBoolean } from './negated-boolean.ts';
import { propertyCase } from './property-case.ts';
import { sameWords } from './same-words.ts';
import { similarEvents } from './similar-events.ts';
import { similarProperties } from './similar-properties.ts';
import { straySpace } from './stray-space.ts';
import { synonym } from './synonym.ts';
import { traitCase } from './trait-case.ts';
import { uncommonCase } from './uncommon-case.ts';
import { unknownAction } from './unknown-action.ts';
import { unknownObject } from './unknown-object.ts';
import { vagueName } from './vague-name.ts';
import { viewCase } from './view-case.ts';

export const namingRules: readonly AnyRule[] = [
  invisibleCharacter,
  straySpace,
  eventCase,
  viewCase,
  propertyCase,
  traitCase,
  uncommonCase,
  eventForm,
  eventTense,
  nameLength,
  affix,
  unknownObject,
  unknownAction,
  synonym,
  similarEvents,
  sameWords,
  similarProperties,
  dataInName,
  vagueName,
  negatedBoolean,
];
