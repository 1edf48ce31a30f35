import type { PackageAnswer, PackageWords } from '../fulfilment/package-parts.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { letterPage } from './letter-html.ts';
import { sourceInWords } from './source-in-words.ts';
import { text, textIfAny } from './texts.ts';
import { valueInWords } from './value-in-words.ts';

/** The words of the package in the customer's language. */
export function packageWords(answer: PackageAnswer, shop: ShopProfile | undefined): PackageWords {
  const { language, number, letter } = answer;
  const named = (group: string, name: string) => textIfAny(language, `terms:${group}.${name}`) ?? name;
  const portable = answer.right === 'portability' ? text(language, 'parts:readMePortable') : '';
  return {
    letterHtml: letterPage(letter),
    readMe: text(language, 'parts:readMe', { number, shop: shop?.name ?? '', portable }),
    fieldName: (field) => (field === 'source' ? text(language, 'parts:source') : named('fields', field)),
    meaning: (field) => textIfAny(language, `terms:meanings.${field}`) ?? '',
    originName: (origin) => text(language, `parts:origins.${origin}`),
    columnName: (column) => text(language, `parts:columns.${column}`),
    categoryName: (category) => named('categories', category),
    sourceName: (source) => sourceInWords(language, source, shop),
    valueInWords: (field, value) => valueInWords(language, field, value),
  };
}
