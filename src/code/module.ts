import type {
  ArrowFunctionExpression,
  CallExpression,
  Class,
  Comment,
  Expression,
  Function as FunctionNode,
  JSXOpeningElement,
  NewExpression,
  ObjectExpression,
  TSEnumDeclaration,
  TSInterfaceDeclaration,
  TSModuleDeclaration,
  TSType,
  TSTypeAliasDeclaration,
} from 'oxc-parser';

/** Anything with parameters and a body. */
export type Func = FunctionNode | ArrowFunctionExpression;

/** One step from a value to what a destructuring pattern takes out of it. */
export type Step =
  | { readonly key: string }
  | { readonly index: number }
  /** What is left of an object, or of a list from an index on. */
  | { readonly rest: readonly string[] }
  | { readonly restFrom: number }
  /** A default, when what came before is undefined. */
  | { readonly fallback: Expression };

/** A change to a variable after its declaration, in source order. */
export interface Write {
  readonly kind: 'assign' | 'set' | 'merge' | 'push' | 'delete';
  /** `set` and `delete`: keys below the variable; null where a key is computed. */
  readonly keys: readonly (string | Expression)[];
  readonly value: Expression | null;
  /** Steps from `value` to what is assigned, for `[a, b] = …`. */
  readonly steps: readonly Step[];
  /** `+=` and friends. */
  readonly operator: string;
  readonly start: number;
  readonly scope: Scope;
  /** Spans of the branches that it stands in, up to its function. */
  readonly branches: readonly (readonly [number, number])[];
}

export type Binding =
  | { readonly kind: 'import'; readonly source: string; readonly name: string }
  | {
      readonly kind: 'variable';
      readonly init: Expression | null;
      readonly steps: readonly Step[];
      readonly type: TSType | null;
      readonly scope: Scope;
      readonly start: number;
      readonly constant: boolean;
      readonly writes: Write[];
      /** Declared by a loop or a template block over these elements. */
      readonly each: boolean;
    }
  | {
      readonly kind: 'parameter';
      readonly func: Func;
      readonly index: number;
      readonly steps: readonly Step[];
      readonly type: TSType | null;
      /** Of the whole pattern that this name is taken out of. */
      readonly whole: TSType | null;
      readonly scope: Scope;
      readonly writes: Write[];
    }
  | { readonly kind: 'function'; readonly node: Func; readonly scope: Scope }
  | { readonly kind: 'class'; readonly node: Class; readonly scope: Scope }
  | { readonly kind: 'enum'; readonly node: TSEnumDeclaration; readonly scope: Scope }
  | { readonly kind: 'namespace'; readonly node: TSModuleDeclaration; readonly inner: Scope }
  /** A component's property: Svelte's `export let`. */
  | {
      readonly kind: 'prop';
      readonly name: string;
      readonly fallback: Expression | null;
      readonly scope: Scope;
      readonly writes: Write[];
    }
  | { readonly kind: 'opaque'; readonly why: string };

export type TypeBinding =
  | { readonly kind: 'interface'; readonly node: TSInterfaceDeclaration; readonly scope: Scope }
  | { readonly kind: 'alias'; readonly node: TSTypeAliasDeclaration; readonly scope: Scope };

export interface Scope {
  readonly parent: Scope | null;
  readonly module: Module;
  readonly bindings: Map<string, Binding>;
  types: Map<string, TypeBinding> | null;
  /** The innermost function, null at the top. */
  readonly func: Func | null;
  /** The innermost class, for `this`. */
  readonly owner: Class | null;
}

export type ExportRef =
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'from'; readonly source: string; readonly name: string }
  | { readonly kind: 'all'; readonly source: string }
  | { readonly kind: 'value'; readonly node: Expression | Func | Class; readonly scope: Scope };

export interface Listens {
  readonly key: Expression;
  readonly scope: Scope;
}

/** What is known of a function beside its syntax. */
export interface FuncInfo {
  readonly node: Func;
  /** The name it is called by, as far as its place shows. */
  readonly name: string | null;
  readonly place: 'declaration' | 'variable' | 'method' | 'property' | 'argument' | 'returned' | 'other';
  readonly owner: Class | null;
  readonly static: boolean;
  /** Scope that it stands in. */
  readonly outer: Scope;
  readonly inner: Scope;
  /** What it is called for: the key of `bus.on(key, …)` or of `@OnEvent(key)`. */
  readonly listens: Listens | null;
  readonly returns: { readonly argument: Expression; readonly scope: Scope }[];
  /** The list whose elements it is called with. */
  readonly each: { readonly list: Expression; readonly scope: Scope } | null;
  /** The object that it is a member of, for `this`. */
  readonly home: { readonly node: ObjectExpression; readonly scope: Scope } | null;
}

export interface Call {
  readonly node: CallExpression | NewExpression | JSXOpeningElement;
  readonly scope: Scope;
  readonly module: Module;
}

/** One parsed file. */
export interface Module {
  readonly path: string;
  readonly text: string;
  readonly top: Scope;
  readonly exports: Map<string, ExportRef>;
  /** Sources of `export * from`. */
  readonly stars: string[];
  readonly calls: Call[];
  readonly funcs: Map<Func, FuncInfo>;
  readonly classes: Map<
    Class,
    { readonly outer: Scope; readonly inner: Scope; readonly name: string | null }
  >;
  /** Read only where a word for us stands in them. */
  readonly comments: Comment[];
  /** Spans of declarations with the names they bind, to see what a name may be an alias of. */
  readonly declarations: { readonly names: string[]; readonly start: number; readonly end: number }[];
  /** `X.Provider value={…}`, by the text before `.Provider`. */
  readonly providers: { readonly name: string; readonly value: Expression; readonly scope: Scope }[];
  /** `this.name = value` inside a class. */
  readonly fields: {
    readonly owner: Class;
    readonly name: string;
    readonly value: Expression;
    readonly scope: Scope;
  }[];
  /** Objects of a Vue component's options, whose members a template sees. */
  readonly options: { readonly node: Expression; readonly scope: Scope }[];
  /** Syntax errors: message and offset. */
  readonly errors: { readonly message: string; readonly start: number }[];
  readonly component: boolean;
  /** A component as the function of its properties; null for other modules. */
  readonly self: Func | null;
}
