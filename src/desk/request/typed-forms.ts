import type { TypedAddressee, TypedFee } from '../../core/application/core-api.ts';

/** What somebody typed in a form that was refused: shown again, so that nothing is typed twice. */
export interface TypedForms {
  readonly refusal: {
    readonly ground: string;
    readonly article: string;
    readonly facts: string;
    readonly intent: string;
  };
  readonly addressee: Omit<TypedAddressee, 'scope'> & { readonly scope: string };
  readonly question: string;
  readonly note: string;
  readonly notice: {
    readonly reason: string;
    readonly asks: readonly string[];
    readonly reasons: readonly string[];
    readonly facts: string;
    readonly fee: TypedFee;
  };
}

export const EMPTY_FORMS: TypedForms = {
  refusal: { ground: '', article: '', facts: '', intent: '' },
  addressee: { scope: '', what: '', name: '', held: '', facts: '', forwardedOn: '' },
  question: '',
  note: '',
  notice: {
    reason: '',
    asks: [],
    reasons: [],
    facts: '',
    fee: { ground: '', amount: '', basis: '', facts: '', intent: '' },
  },
};
