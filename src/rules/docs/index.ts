import type { AnyRule } from '../rule.ts';
import { copiedDescription } from './copied-description.ts';
import { missingContact } from './missing-contact.ts';
import { missingDescription } from './missing-description.ts';
import { missingExamples } from './missing-examples.ts';
import { missingField } from './missing-field.ts';
import { missingOwner } from './missing-owner.ts';
import { missingTrigger } from './missing-trigger.ts';
import { placeholderText } from './placeholder-text.ts';
import { planStrength } from './plan-strength.ts';
import { repeatsName } from './repeats-name.ts';

export const docsRules: readonly AnyRule[] = [
  missingDescription,
  repeatsName,
  placeholderText,
  copiedDescription,
  missingOwner,
  missingTrigger,
  missingExamples,
  missingField,
  missingContact,
  planStrength,
];
