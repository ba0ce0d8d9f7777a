import type { Class, Expression, Node, Program } from 'oxc-parser';
import { visitorKeys } from 'oxc-parser';
import { declare, exportName, firstName, parameters, propBinding, provider } from './declare.ts';
import type { Func, FuncInfo, Listens, Module, Scope } from './module.ts';
import { keyName } from './pattern.ts';
import { bind, declareType, functionScope, newScope, type Pending } from './scope.ts';
import { listensTo, visitCall } from './visit-call.ts';
import { assign, branch, record } from './writes.ts';

/** What the walk carries down. */
export interface At {
  readonly scope: Scope;
  readonly branches: readonly (readonly [number, number])[];
  /** Name for a function that stands right here. */
  readonly name: string | null;
  readonly place: FuncInfo['place'];
  /** Exported declarations of a Svelte component are its properties. */
  readonly props: boolean;
  readonly exported?: boolean;
  /** The function right here is called for this. */
  readonly listens?: Listens;
  /** The list whose elements the function right here is called with. */
  readonly each?: FuncInfo['each'];
  /** The object that the function right here is a member of. */
  readonly home?: FuncInfo['home'];
}

/** Reads one program into a module: its scopes, exports, functions and calls, in one walk. */
export function collect(
  program: Program,
  _module: Module,
  scope: Scope,
  svelte: boolean,
  pending: Pending = [],
): Pending {
  const at: At = { scope, branches: [], name: null, place: 'other', props: svelte };
  for (const statement of program.body) visit(statement, at, pending);
  return pending;
}

export function visit(node: Node, at: At, pending: Pending): void {
  const { scope } = at;
  const { module } = scope;
  switch (node.type) {
    // Half of all nodes, with nothing in them.
    case 'Literal':
    case 'JSXText':
    case 'JSXIdentifier':
      return;
    case 'Identifier':
      if (node.decorators && node.decorators.length > 0) children(node, inside(at), pending);
      return;
    case 'ImportDeclaration':
      for (const specifier of node.specifiers) {
        const name =
          specifier.type === 'ImportSpecifier'
            ? exportName(specifier.imported)
            : specifier.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*';
        bind(scope, specifier.local.name, { kind: 'import', source: node.source.value, name });
      }
      return;
    case 'TSImportEqualsDeclaration':
      if (node.moduleReference.type === 'TSExternalModuleReference')
        bind(scope, node.id.name, {
          kind: 'import',
          source: node.moduleReference.expression.value,
          name: '*',
        });
      return;
    case 'ExportAllDeclaration':
      if (node.exported)
        module.exports.set(exportName(node.exported), { kind: 'all', source: node.source.value });
      else module.stars.push(node.source.value);
      return;
    case 'ExportNamedDeclaration':
      if (node.declaration) {
        const before = new Set(scope.bindings.keys());
        visit(
          node.declaration,
          {
            ...at,
            exported: node.declaration.type === 'VariableDeclaration' && node.declaration.kind === 'let',
          },
          pending,
        );
        for (const name of [...scope.bindings.keys()])
          if (!before.has(name)) module.exports.set(name, { kind: 'local', name });
        if ('id' in node.declaration && node.declaration.id && 'name' in node.declaration.id)
          module.exports.set(node.declaration.id.name, { kind: 'local', name: node.declaration.id.name });
      }
      for (const specifier of node.specifiers) {
        const name = exportName(specifier.local);
        const local = scope.bindings.get(name);
        if (at.props && !node.source && local?.kind === 'variable')
          // Svelte: `let classes; export { classes as class }`
          scope.bindings.set(
            name,
            propBinding(exportName(specifier.exported), local.init, scope, local.writes),
          );
        module.exports.set(
          exportName(specifier.exported),
          node.source ? { kind: 'from', source: node.source.value, name } : { kind: 'local', name },
        );
      }
      return;
    case 'ExportDefaultDeclaration': {
      const declared = node.declaration;
      if (declared.type === 'TSInterfaceDeclaration') {
        visit(declared, at, pending);
        return;
      }
      if ((declared.type === 'FunctionDeclaration' || declared.type === 'ClassDeclaration') && declared.id)
        module.exports.set('default', { kind: 'local', name: declared.id.name });
      else module.exports.set('default', { kind: 'value', node: declared as Expression, scope });
      module.options.push({ node: declared as Expression, scope });
      visit(declared, { ...at, name: 'default', place: 'declaration' }, pending);
      return;
    }
    case 'TSExportAssignment':
      module.exports.set('default', { kind: 'value', node: node.expression, scope });
      module.exports.set('export=', { kind: 'value', node: node.expression, scope });
      visit(node.expression, at, pending);
      return;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      if (node.id) bind(scope, node.id.name, { kind: 'function', node, scope }, node.body !== null);
      func(node, { ...at, name: node.id?.name ?? at.name, place: 'declaration' }, pending);
      return;
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'TSEmptyBodyFunctionExpression':
      func(node, at, pending);
      return;
    case 'ClassDeclaration':
    case 'ClassExpression':
      klass(node, at, pending);
      return;
    case 'TSEnumDeclaration':
      bind(scope, node.id.name, { kind: 'enum', node, scope });
      return;
    case 'TSModuleDeclaration': {
      const inner = newScope(module, scope);
      if (node.id.type === 'Identifier')
        bind(scope, node.id.name, { kind: 'namespace', node: node as never, inner });
      for (const statement of node.body?.body ?? [])
        visit(
          statement.type === 'ExportNamedDeclaration' && statement.declaration
            ? statement.declaration
            : statement,
          { ...at, scope: inner, props: false },
          pending,
        );
      return;
    }
    case 'TSInterfaceDeclaration':
      declareType(scope, node.id.name, { kind: 'interface', node, scope });
      return;
    case 'TSTypeAliasDeclaration':
      declareType(scope, node.id.name, { kind: 'alias', node, scope });
      return;
    case 'VariableDeclaration':
      for (const declarator of node.declarations) {
        const target = node.kind === 'var' ? functionScope(scope) : scope;
        declare(declarator.id, declarator.init, at, target, node.kind === 'const', false);
        if (declarator.init)
          visit(
            declarator.init,
            { ...at, exported: false, name: firstName(declarator.id), place: 'variable' },
            pending,
          );
      }
      return;
    case 'ForOfStatement':
    case 'ForInStatement': {
      const inner = newScope(module, scope);
      const within = { ...at, scope: inner, branches: branch(at, node.body) };
      if (node.left.type === 'VariableDeclaration')
        for (const declarator of node.left.declarations)
          declare(
            declarator.id,
            node.type === 'ForOfStatement' ? node.right : null,
            within,
            inner,
            true,
            true,
          );
      visit(node.right, at, pending);
      visit(node.body, within, pending);
      return;
    }
    case 'BlockStatement':
    case 'StaticBlock':
    case 'ForStatement':
      children(node, { ...at, scope: newScope(module, scope), name: null, place: 'other' }, pending);
      return;
    case 'IfStatement':
      visit(node.test, at, pending);
      visit(node.consequent, { ...at, branches: branch(at, node.consequent) }, pending);
      if (node.alternate) visit(node.alternate, { ...at, branches: branch(at, node.alternate) }, pending);
      return;
    case 'SwitchCase':
    case 'WhileStatement':
    case 'TryStatement':
    case 'CatchClause':
      if (node.type === 'CatchClause' && node.param?.type === 'Identifier') {
        const inner = newScope(module, scope);
        bind(inner, node.param.name, { kind: 'opaque', why: 'a caught error' });
        visit(node.body, { ...at, scope: inner, branches: branch(at, node.body) }, pending);
        return;
      }
      children(node, { ...at, branches: branch(at, node), name: null, place: 'other' }, pending);
      return;
    case 'ReturnStatement':
      if (node.argument) {
        if (scope.func) module.funcs.get(scope.func)?.returns.push({ argument: node.argument, scope });
        visit(node.argument, { ...at, name: null, place: 'returned' }, pending);
      }
      return;
    case 'AssignmentExpression':
      assign(node, at, pending);
      return;
    case 'UnaryExpression':
      if (node.operator === 'delete' && node.argument.type === 'MemberExpression')
        record('delete', node.argument, null, '=', node.start, at, pending);
      visit(node.argument, at, pending);
      return;
    case 'CallExpression':
      visitCall(node, at, pending);
      return;
    case 'NewExpression':
      module.calls.push({ node, scope, module });
      children(node, { ...at, name: null, place: 'argument' }, pending);
      return;
    case 'JSXOpeningElement':
      module.calls.push({ node, scope, module });
      provider(node.attributes, node.name, scope);
      children(node, { ...at, name: null, place: 'other' }, pending);
      return;
    case 'ObjectExpression':
      for (const property of node.properties)
        if (property.type === 'SpreadElement') visit(property.argument, at, pending);
        else {
          if (property.computed) visit(property.key, at, pending);
          visit(
            property.value,
            {
              ...at,
              name: keyName(property.key, property.computed),
              place: 'property',
              home: { node, scope },
            },
            pending,
          );
        }
      return;
    case 'AwaitExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      children(node, at, pending);
      return;
    default:
      children(node, inside(at), pending);
      return;
  }
}

/** Where a node's parts are that have no name of their own. */
function inside(at: At): At {
  return at.name === null && !at.listens && !at.each
    ? at
    : { scope: at.scope, branches: at.branches, name: null, place: 'other', props: at.props };
}

function children(node: Node, at: At, pending: Pending): void {
  for (const key of PARTS[node.type] ?? []) {
    const child: unknown = Reflect.get(node, key);
    if (child === null || typeof child !== 'object') continue;
    if (Array.isArray(child)) {
      for (const item of child) if (isNode(item)) visit(item, at, pending);
    } else if (isNode(child)) visit(child, at, pending);
  }
}

/** Fields that hold types only: nothing in them runs. */
const TYPES = new Set(['typeAnnotation', 'typeArguments', 'typeParameters', 'returnType', 'implements']);

/** Fields of each kind of node that hold what runs. */
const PARTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(visitorKeys).map(([type, keys]) => [type, keys.filter((key) => !TYPES.has(key))]),
);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function func(node: Func, at: At, pending: Pending): void {
  const { scope } = at;
  const { module } = scope;
  const inner = newScope(module, scope, node);
  const body = node.body;
  module.funcs.set(node, {
    node,
    name: node.id?.name ?? at.name,
    place: at.place,
    owner: at.place === 'method' ? scope.owner : null,
    static: false,
    listens: at.listens ?? null,
    each: at.each ?? null,
    home: at.place === 'property' ? (at.home ?? null) : null,
    outer: scope,
    inner,
    returns:
      node.type === 'ArrowFunctionExpression' && body && body.type !== 'BlockStatement'
        ? [{ argument: body, scope: inner }]
        : [],
  });
  node.params.forEach((parameter, index) => {
    parameters(parameter, node, index, inner);
  });
  const within: At = { scope: inner, branches: [], name: null, place: 'returned', props: false };
  for (const parameter of node.params) children(parameter, { ...within, place: 'other' }, pending);
  if (!body) return;
  if (body.type === 'BlockStatement')
    for (const statement of body.body) visit(statement, { ...within, place: 'other' }, pending);
  else visit(body, within, pending);
}

function klass(node: Class, at: At, pending: Pending): void {
  const { scope } = at;
  const { module } = scope;
  if (node.id && node.type === 'ClassDeclaration') bind(scope, node.id.name, { kind: 'class', node, scope });
  const inner = newScope(module, scope, scope.func, node);
  if (node.id && node.type === 'ClassExpression') bind(inner, node.id.name, { kind: 'class', node, scope });
  module.classes.set(node, { outer: scope, inner, name: node.id?.name ?? at.name });
  for (const decorator of node.decorators) visit(decorator, at, pending);
  if (node.superClass) visit(node.superClass, { ...at, name: null, place: 'other' }, pending);
  for (const member of node.body.body) {
    const within: At = { scope: inner, branches: [], name: null, place: 'method', props: false };
    if (member.type === 'StaticBlock') visit(member, within, pending);
    else if (member.type !== 'TSIndexSignature') {
      for (const decorator of member.decorators) visit(decorator, within, pending);
      if (member.value) {
        const listens = listensTo(member.decorators, inner);
        const name = keyName(member.key, member.computed);
        visit(member.value, { ...within, name, ...(listens ? { listens } : {}) }, pending);
      }
    }
  }
}
