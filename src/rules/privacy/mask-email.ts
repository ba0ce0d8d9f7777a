/** `j***@g***.com`: enough to find it again, too little to write to. */
export function maskEmail(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  const end = domain.slice(domain.lastIndexOf('.'));
  return `${local.charAt(0)}***@${domain.charAt(0)}***${end}`;
}
