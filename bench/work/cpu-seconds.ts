/** Does something, and counts the CPU seconds that the whole process took meanwhile, all its threads together. */
export async function cpuSecondsOf<Result>(act: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const before = process.cpuUsage();
  const result = await act();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6 };
}
