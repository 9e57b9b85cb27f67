/**
 * What currencies and their minor units are called when an amount is written out: after CLDR 48 (currencyDisplay `name`, en and de), but without
 * the country where a cheque's figures say it and nobody says it aloud; the minor units by what ISO 4217 counts, which CLDR has no names for.
 */

/** After one, and after any other number; `feminine` where German counts `eine`. */
export interface UnitName {
  one: string;
  other: string;
  feminine?: true;
}

/** Without `minor` where there is none. */
interface CurrencyName {
  major: UnitName;
  minor?: UnitName;
}

const name = (one: string, other = one, minorOne?: string, minorOther = minorOne): CurrencyName => ({
  major: unit(one, other),
  ...(minorOne !== undefined && { minor: unit(minorOne, minorOther!) }),
});

/** `eine …` in front of what is feminine. */
const unit = (one: string, other: string): UnitName =>
  one.startsWith('eine ') ? { one: one.slice(5), other, feminine: true } : { one, other };

export const currencyNames: Readonly<Record<'en' | 'de', Readonly<Record<string, CurrencyName>>>> = {
  en: {
    AED: name('UAE dirham', 'UAE dirhams', 'fils'),
    AUD: name('Australian dollar', 'Australian dollars', 'cent', 'cents'),
    BHD: name('Bahraini dinar', 'Bahraini dinars', 'fils'),
    BRL: name('Brazilian real', 'Brazilian reals', 'centavo', 'centavos'),
    CAD: name('Canadian dollar', 'Canadian dollars', 'cent', 'cents'),
    CHF: name('Swiss franc', 'Swiss francs', 'centime', 'centimes'),
    CLP: name('Chilean peso', 'Chilean pesos'),
    CNY: name('Chinese yuan', 'Chinese yuan', 'fen'),
    CZK: name('Czech koruna', 'Czech korunas', 'haler', 'halers'),
    DKK: name('Danish krone', 'Danish kroner', 'øre'),
    EUR: name('euro', 'euros', 'cent', 'cents'),
    GBP: name('pound', 'pounds', 'penny', 'pence'),
    HKD: name('Hong Kong dollar', 'Hong Kong dollars', 'cent', 'cents'),
    HUF: name('Hungarian forint', 'Hungarian forints', 'fillér'),
    INR: name('Indian rupee', 'Indian rupees', 'paisa', 'paise'),
    ISK: name('Icelandic króna', 'Icelandic krónur'),
    JOD: name('Jordanian dinar', 'Jordanian dinars', 'fils'),
    JPY: name('Japanese yen'),
    KRW: name('South Korean won'),
    KWD: name('Kuwaiti dinar', 'Kuwaiti dinars', 'fils'),
    MXN: name('Mexican peso', 'Mexican pesos', 'centavo', 'centavos'),
    NOK: name('Norwegian krone', 'Norwegian kroner', 'øre'),
    NZD: name('New Zealand dollar', 'New Zealand dollars', 'cent', 'cents'),
    OMR: name('Omani rial', 'Omani rials', 'baisa'),
    PLN: name('Polish zloty', 'Polish zlotys', 'grosz', 'groszy'),
    SEK: name('Swedish krona', 'Swedish kronor', 'öre'),
    SGD: name('Singapore dollar', 'Singapore dollars', 'cent', 'cents'),
    TND: name('Tunisian dinar', 'Tunisian dinars', 'millime', 'millimes'),
    TRY: name('Turkish lira', 'Turkish lira', 'kuruş'),
    UAH: name('Ukrainian hryvnia', 'Ukrainian hryvnias', 'kopiyka', 'kopiykas'),
    USD: name('US dollar', 'US dollars', 'cent', 'cents'),
    VND: name('Vietnamese dong'),
    ZAR: name('South African rand', 'South African rand', 'cent', 'cents'),
  },
  de: {
    AED: name('VAE-Dirham', 'VAE-Dirham', 'Fils'),
    AUD: name('Australischer Dollar', 'Australische Dollar', 'Cent'),
    BHD: name('Bahrain-Dinar', 'Bahrain-Dinar', 'Fils'),
    BRL: name('Brasilianischer Real', 'Brasilianische Real', 'Centavo', 'Centavos'),
    CAD: name('Kanadischer Dollar', 'Kanadische Dollar', 'Cent'),
    CHF: name('Schweizer Franken', 'Schweizer Franken', 'Rappen'),
    CLP: name('Chilenischer Peso', 'Chilenische Pesos'),
    CNY: name('Renminbi Yuan', 'Renminbi Yuan', 'Fen'),
    CZK: name('eine Tschechische Krone', 'Tschechische Kronen', 'Heller'),
    DKK: name('eine Dänische Krone', 'Dänische Kronen', 'Öre'),
    EUR: name('Euro', 'Euro', 'Cent'),
    GBP: name('Pfund', 'Pfund', 'Penny', 'Pence'),
    HKD: name('Hongkong-Dollar', 'Hongkong-Dollar', 'Cent'),
    HUF: name('Ungarischer Forint', 'Ungarische Forint', 'Fillér'),
    INR: name('eine Indische Rupie', 'Indische Rupien', 'Paisa', 'Paise'),
    ISK: name('eine Isländische Krone', 'Isländische Kronen'),
    JOD: name('Jordanischer Dinar', 'Jordanische Dinar', 'Fils'),
    JPY: name('Japanischer Yen', 'Japanische Yen'),
    KRW: name('Südkoreanischer Won', 'Südkoreanische Won'),
    KWD: name('Kuwait-Dinar', 'Kuwait-Dinar', 'Fils'),
    MXN: name('Mexikanischer Peso', 'Mexikanische Pesos', 'Centavo', 'Centavos'),
    NOK: name('eine Norwegische Krone', 'Norwegische Kronen', 'Öre'),
    NZD: name('Neuseeland-Dollar', 'Neuseeland-Dollar', 'Cent'),
    OMR: name('Omanischer Rial', 'Omanische Rials', 'eine Baisa', 'Baisa'),
    PLN: name('Polnischer Złoty', 'Polnische Złoty', 'Grosz', 'Groszy'),
    SEK: name('eine Schwedische Krone', 'Schwedische Kronen', 'Öre'),
    SGD: name('Singapur-Dollar', 'Singapur-Dollar', 'Cent'),
    TND: name('Tunesischer Dinar', 'Tunesische Dinar', 'Millime', 'Millimes'),
    TRY: name('eine Türkische Lira', 'Türkische Lira', 'Kuruş'),
    UAH: name('eine Ukrainische Hrywnja', 'Ukrainische Hrywen', 'eine Kopeke', 'Kopeken'),
    USD: name('US-Dollar', 'US-Dollar', 'Cent'),
    VND: name('Vietnamesischer Dong', 'Vietnamesische Dong'),
    ZAR: name('Südafrikanischer Rand', 'Südafrikanische Rand', 'Cent'),
  },
};
