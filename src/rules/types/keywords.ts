/** JSON Schema 2020-12 keywords with the types that they say something about; null: any. */
export const KEYWORDS: ReadonlyMap<string, readonly string[] | null> = new Map([
  ...each(
    'type enum const $ref $defs $id $schema $anchor $comment $dynamicRef $dynamicAnchor $vocabulary',
    null,
  ),
  ...each('allOf anyOf oneOf not if then else', null),
  ...each('title description default examples deprecated readOnly writeOnly', null),
  ...each('minLength maxLength pattern contentEncoding contentMediaType contentSchema', ['string']),
  // OpenAPI gives numbers formats too, and they assert nothing here.
  ...each('format', null),
  ...each('minimum maximum exclusiveMinimum exclusiveMaximum multipleOf', ['number', 'integer']),
  ...each(
    'items prefixItems contains minItems maxItems uniqueItems minContains maxContains unevaluatedItems',
    ['array'],
  ),
  ...each(
    'properties patternProperties additionalProperties propertyNames minProperties maxProperties dependentRequired dependentSchemas unevaluatedProperties',
    ['object'],
  ),
  // Older drafts, still read by many tools.
  ...each('definitions dependencies additionalItems $recursiveRef $recursiveAnchor', null),
]);

function each(names: string, types: readonly string[] | null): [string, readonly string[] | null][] {
  return names.split(' ').map((name) => [name, types]);
}
