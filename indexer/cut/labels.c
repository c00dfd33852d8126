/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that pages are built with; see labels.h. Lists are as cb_fold() has them. */
#include "labels.h"

#include "fold.h"
#include <string.h>

#define MAX_LABEL_BYTES 80

typedef struct {
    CbLabel label;
    const char *const *texts; /* NULL at the end; before '*' stands a beginning */
} LabelList;

static const char *const navigation[] = {
    "gaa til hovedindhold",
    "gaa til hovedindholdet",
    "gaa til indhold",
    "gaa til indholdet",
    "gaa til forsiden",
    "gaa til menu",
    "spring til *",
    "hop til *",
    "vaelg en side",
    "vaelg side",
    "log ind",
    "log ud",
    "login",
    "menu",
    "luk",
    "luk menu",
    "aabn menu",
    "soeg",
    "soeg paa siden",
    "indhold",
    "indhold paa siden",
    "paa denne side",
    "indholdsfortegnelse",
    "forside",
    "tilbage",
    "til toppen",
    "til top",
    "tilbage til toppen",
    "tilbage til forsiden",
    "tilbage til oversigten",
    "tilbage til listen",
    "naeste",
    "forrige",
    "naeste side",
    "forrige side",
    "vis flere",
    "vis alle",
    "se alle",
    "fold alle ud",
    "fold ud",
    "aabn alle",
    "luk alle",
    "del",
    "del siden",
    "del artiklen",
    "del denne side",
    "del paa facebook",
    "del paa linkedin",
    "del paa twitter",
    "del paa x",
    "del paa mail",
    "facebook",
    "linkedin",
    "twitter",
    "kopier link",
    "print",
    "print siden",
    "udskriv",
    "udskriv siden",
    "laes op",
    "oplaes",
    "faa teksten laest op",
    "cookies",
    "accepter cookies",
    "accepter alle",
    "tillad alle",
    "kun noedvendige",
    "x",
    NULL,
};

static const char *const folds[] = {
    "laes mere", "laes mere her",          "laes videre",        "vis mere", "se mere",
    "mere",      "laes mere om indsatsen", "laes mere om casen", NULL,
};

static const char *const accordion[] = {
    "kort om indsatsen",
    "kort om *",
    "kort fortalt",
    "om indsatsen",
    "effekter af indsatsen",
    "effekt af indsatsen",
    "effekten af indsatsen",
    "effekter af *",
    "yderligere information",
    "yderligere oplysninger",
    "yderligere materiale",
    "mere information",
    NULL,
};

static const char *const sections[] = {
    "baggrund",
    "baggrunden",
    "baggrund for *",
    "baggrunden for *",
    "beskrivelse",
    "beskrivelse af indsatsen",
    "indsatsen",
    "initiativet",
    "projektet",
    "formaal",
    "formaalet",
    "formaal med *",
    "formaalet med *",
    "maal",
    "maalet",
    "maalgruppe",
    "maalgruppen",
    "metode",
    "metoden",
    "fremgangsmaade",
    "saadan gjorde vi",
    "saadan gjorde de",
    "saadan gjorde kommunen",
    "saadan goer vi",
    "saadan goer de",
    "saadan virker det",
    "det gjorde vi",
    "hvad gjorde vi",
    "hvad gjorde de",
    "hvad virkede",
    "problemet",
    "udfordring",
    "udfordringen",
    "udfordringer",
    "loesning",
    "loesningen",
    "effekt",
    "effekten",
    "effekter",
    "resultat",
    "resultatet",
    "resultater",
    "resultaterne",
    "resultater af *",
    "resultater fra *",
    "udbytte",
    "erfaring",
    "erfaringer",
    "erfaringerne",
    "laering",
    "laeringspunkter",
    "gode raad",
    "anbefalinger",
    "perspektiver",
    "oekonomi",
    "tidsplan",
    "organisering",
    "implementering",
    "forankring",
    "samarbejde",
    "samarbejdspartnere",
    "evaluering",
    "dokumentation",
    "naeste skridt",
    "fremtiden",
    "materiale",
    "materialer",
    "bilag",
    "dokumenter",
    "filer",
    "download",
    "downloads",
    "hent materialer",
    "hent materiale",
    "links",
    "kilder",
    "fakta",
    "faktaboks",
    "citat",
    "indledning",
    "introduktion",
    "resume",
    "sammenfatning",
    "opsummering",
    "konklusion",
    NULL,
};

static const char *const contact[] = {
    "kontakt",
    "kontakter",
    "kontaktperson",
    "kontaktpersoner",
    "kontaktinfo",
    "kontaktoplysninger",
    "kontaktinformation",
    "kontakt os",
    "kontakt for *",
    NULL,
};

static const char *const questions[] = {
    "spoergsmaal",
    "har du spoergsmaal",
    "vil du vide mere",
    "faa mere at vide",
    "hoer mere",
    "vil du hoere mere",
    "vil i vide mere",
    "har i spoergsmaal",
    "kontakt *",
    "henvendelse",
    NULL,
};

static const char *const related[] = {
    "laes ogsaa",
    "se ogsaa",
    "relateret",
    "relateret indhold",
    "relaterede *",
    "andre cases",
    "flere cases",
    "andre eksempler",
    "flere eksempler",
    "lignende cases",
    "lignende eksempler",
    "mest laeste",
    "seneste nyt",
    "nyheder",
    "nyhedsbrev",
    "tilmeld nyhedsbrev*",
    "tilmeld dig nyhedsbrev*",
    "tilmeld dig vores nyhedsbrev",
    "maaske er du ogsaa interesseret i",
    NULL,
};

static const char *const bank[] = {
    "saadan bidrager *", "om casene",   "om eksemplerne",     "om samlingen", "om siden",
    "send jeres *",      "del jeres *", "saadan bruger du *", NULL,
};

/* Words that make a heading one about the bank, wherever they stand. */
static const char *const bank_words[] = {"casebank", "casesamling", "eksempelbank",
                                         "eksempelsamling", NULL};

static const LabelList lists[] = {
    {CB_LABEL_NAVIGATION, navigation}, {CB_LABEL_FOLD, folds},      {CB_LABEL_ACCORDION, accordion},
    {CB_LABEL_SECTION, sections},      {CB_LABEL_CONTACT, contact}, {CB_LABEL_QUESTIONS, questions},
    {CB_LABEL_RELATED, related},       {CB_LABEL_BANK, bank},
};

static gboolean fits(const char *key, const char *text)
{
    const char *star = strchr(text, '*');
    if (star == NULL)
        return g_str_equal(key, text);
    return strncmp(key, text, (gsize)(star - text)) == 0;
}

static gboolean in_list(const char *key, const char *const *texts)
{
    for (; *texts != NULL; texts++)
        if (**texts == *key && fits(key, *texts))
            return TRUE;
    return FALSE;
}

static gboolean names_bank(const char *key)
{
    for (const char *const *word = bank_words; *word != NULL; word++)
        if (strstr(key, *word) != NULL)
            return TRUE;
    return FALSE;
}

CbLabel cb_label_of(const char *text)
{
    if (strlen(text) > MAX_LABEL_BYTES)
        return CB_LABEL_NONE;
    g_autofree char *key = cb_fold(text);
    if (*key == '\0')
        return CB_LABEL_NAVIGATION;
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        if (in_list(key, lists[i].texts))
            return lists[i].label;
    return names_bank(key) ? CB_LABEL_BANK : CB_LABEL_NONE;
}
