// The package is CommonJS: a bundle gives its names to a static import only, so this file is what is loaded late.
export { Parser } from 'yaml';
