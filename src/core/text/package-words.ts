import type { DataWords, PackageAnswer, PackageWords } from '../fulfilment/package-parts.ts';
import type { PortableAnswer } from '../fulfilment/portable-package.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { letterPage } from './letter-html.ts';
import { sourceInWords } from './source-in-words.ts';
import { text, textIfAny } from './texts.ts';
import { valueInWords } from './value-in-words.ts';

/** The words of the package in the customer's language. */
export function packageWords(answer: PackageAnswer, shop: ShopProfile | undefined): PackageWords {
  const { language, number, letter } = answer;
  const portable = answer.right === 'portability' ? text(language, 'parts:readMePortable') : '';
  return {
    letterHtml: letterPage(letter),
    readMe: text(language, 'parts:readMe', { number, shop: shop?.name ?? '', portable }),
    ...dataWords(language, shop),
  };
}

/** The words of what another controller gets, in the customer's language. */
export function portableWords(
  { language, number }: PortableAnswer,
  shop: ShopProfile | undefined,
): Omit<PackageWords, 'letterHtml'> {
  const readMe = text(language, 'parts:readMeTransmission', { number, shop: shop?.name ?? '' });
  return { readMe, ...dataWords(language, shop) };
}

function dataWords(language: ReplyLanguage, shop: ShopProfile | undefined): DataWords {
  const named = (group: string, name: string) => textIfAny(language, `terms:${group}.${name}`) ?? name;
  return {
    fieldName: once((field) =>
      field === 'source' ? text(language, 'parts:source') : named('fields', field),
    ),
    meaning: once((field) => textIfAny(language, `terms:meanings.${field}`) ?? ''),
    originName: once((origin) => text(language, `parts:origins.${origin}`)),
    columnName: once((column) => text(language, `parts:columns.${column}`)),
    categoryName: once((category) => named('categories', category)),
    sourceName: once((source) => sourceInWords(language, source, shop)),
    valueInWords: (field, value) => valueInWords(language, field, value),
  };
}

/** A name is looked up once: a package says each of them as often as it has records. */
function once<Name>(word: (name: Name) => string): (name: Name) => string {
  const known = new Map<Name, string>();
  return (name) => {
    const found = known.get(name) ?? word(name);
    known.set(name, found);
    return found;
  };
}
