import { describe, expect, it } from 'vitest';
import {
  businessEvent,
  destination,
  eventMeaning,
  phases,
  propertyMeaning,
  stage,
  stages,
  standardEvents,
  standardProperties,
} from '../../src/catalogue/index.ts';

describe('standard events', () => {
  it('names only systems that the catalogue has', () => {
    for (const each of [...standardEvents(), ...standardProperties()]) {
      for (const system of Object.keys(each.names))
        expect([each.canonical, system, destination(system) !== null]).toEqual([
          each.canonical,
          system,
          true,
        ]);
    }
  });

  it('finds the business event behind a name, whatever its spelling', () => {
    expect(businessEvent('Order Completed')?.canonical).toBe('order_completed');
    expect(businessEvent('order_completed')?.canonical).toBe('order_completed');
    expect(businessEvent('Newsletter Opened')).toBeNull();
  });

  it('tells the same word in two systems apart', () => {
    expect(eventMeaning('pinterest', 'checkout')?.canonical).toBe('order_completed');
    expect(eventMeaning('pinterest', 'initiate_checkout')?.canonical).toBe('checkout_started');
    expect(propertyMeaning('ga4', 'value')?.canonical).toBe('order_value');
    expect(eventMeaning('constructor', 'name')).toBeNull();
  });
});

describe('life cycle', () => {
  it('has phases and stages in order', () => {
    expect(phases().map((each) => each.id)).toEqual([
      'concept',
      'development',
      'commercialization',
      'optimization',
      'extension',
    ]);
    expect(stages()[0]?.id).toBe('discovery');
  });

  it('knows a stage by its other names', () => {
    expect(stage('awareness')?.id).toBe('discovery');
    expect(stage('purchase')?.id).toBe('conversion');
    expect(stage('lunch')).toBeNull();
  });
});
