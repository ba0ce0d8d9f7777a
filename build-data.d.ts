export const dataFiles: RegExp;
export function loadData(path: string): Promise<string>;
