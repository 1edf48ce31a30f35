/** Does one step of a run; a step that fails gives `otherwise`, and the run goes on. */
export type Attempt = <Value>(step: string, work: () => Promise<Value>, otherwise: Value) => Promise<Value>;

export interface FailedStep {
  readonly step: string;
  readonly error: unknown;
}

/** Whatever a step throws is kept for the end of the run, so that no other step is left out for it. */
export function isolatedSteps(): { readonly attempt: Attempt; readonly failed: readonly FailedStep[] } {
  const failed: FailedStep[] = [];
  return {
    failed,
    async attempt(step, work, otherwise) {
      try {
        return await work();
      } catch (error) {
        failed.push({ step, error });
        return otherwise;
      }
    },
  };
}
