export function loadData(path: string): Promise<string>;
