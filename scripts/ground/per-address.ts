/** How much is open, of all and of each address. */
export class PerAddress {
  all = 0;
  private readonly counts = new Map<string, number>();

  of(address: string): number {
    return this.counts.get(address) ?? 0;
  }

  add(address: string): void {
    this.all += 1;
    this.counts.set(address, this.of(address) + 1);
  }

  remove(address: string): void {
    this.all -= 1;
    const left = this.of(address) - 1;
    if (left > 0) this.counts.set(address, left);
    else this.counts.delete(address);
  }
}
