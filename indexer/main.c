/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank-index: the command line. */
#include "extractor.h"
#include "ingest.h"
#include <casebank/error.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* Exit codes, as in casebank-index(1). */
enum {
    EXIT_ALL_WELL = 0,
    EXIT_SOME_FAILED = 1, /* the index is made; some files are not in it */
    EXIT_USAGE = 2,
    EXIT_NO_INDEX = 3,   /* no index was made; an old one is as it was */
    EXIT_NO_SANDBOX = 4, /* neither: what parses cannot be shut off from the machine */
    EXIT_TRY_LATER = 75,
};

typedef struct {
    char *index;
    char *base_url;
    char *municipalities;
    char *extractor;
    int wait_s;
    int deadline_s;
    char *ocr;
    int ocr_pages;
    gboolean no_compounds, no_exceptions;
    gboolean no_sandbox;
    gboolean quiet;
    gboolean version;
    gboolean help;
    char **sources;
} Arguments;

static void arguments_clear(Arguments *arguments)
{
    g_free(arguments->index);
    g_free(arguments->base_url);
    g_free(arguments->municipalities);
    g_free(arguments->extractor);
    g_free(arguments->ocr);
    g_strfreev(arguments->sources);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

/* Our own text, and not GOption's, whose frame comes out in English. */
static const char help[] =
    "Brug: casebank-index --index MAPPE [TILVALG] KILDE...\n"
    "\n"
    "Læser websider og PDF'er ind i et søgeindeks. KILDE er en mappe med sider (.html, .htm,\n"
    ".txt) og deres PDF'er, eller en enkelt fil; også en fil med en sag på hver linje: .jsonl "
    "(JSON\n"
    "med id, title, text eller html ...) eller .tsv (id, titel og tekst med tabulator imellem).\n"
    "Indekset bygges ved siden af det gamle og tages i brug på én gang: man kan søge hele tiden.\n"
    "\n"
    "  -i, --index MAPPE          hvor indekset ligger; laves, hvis det ikke findes\n"
    "  -u, --base-url URL         web-adressen på kildens øverste mappe, til links\n"
    "  -k, --municipalities FIL   flere kommunenavne end landets 98, et på hver linje; en fil\n"
    "                             municipalities.txt i kilden eller lige over den læses af sig "
    "selv\n"
    "  -d, --deadline SEKUNDER    giv op over for en fil efter så længe (60)\n"
    "      --ocr HVORNÅR          læs skannede sider: auto (når de danske sprogdata er der), on, "
    "off\n"
    "      --ocr-pages ANTAL      højst så mange skannede sider i en fil (50)\n"
    "  -w, --wait SEKUNDER        vent så længe på en anden casebank-index (10)\n"
    "      --extractor PROGRAM    brug dette casebank-extract\n"
    "      --no-sandbox           læs filerne uden at spærre læseprogrammet inde; kun til filer, "
    "du\n"
    "                             stoler på\n"
    "  -q, --quiet                sig kun noget om fejl\n"
    "      --no-compounds         del ikke sammensatte ord (for at måle, hvad det er værd)\n"
    "      --no-exceptions        stam alle ord efter reglen alene (ligeså)\n"
    "      --version              vis versionen\n"
    "  -h, --help                 vis denne hjælp\n"
    "\n"
    "Slutkoder: 0 alt er med; 1 nogle filer eller linjer kunne ikke læses, resten er med; 2 "
    "forkert\n"
    "brug; 3 intet indeks lavet, et gammelt er uændret; 4 læseprogrammet kan ikke\n"
    "spærres inde (se --no-sandbox); 75 en anden er i gang, prøv igen senere.\n"
    "\n"
    "Eksempel: casebank-index --index ./indeks ./casebank-sider\n";

static gboolean parse(int *argc, char ***argv, Arguments *arguments, GError **error)
{
    const GOptionEntry entries[] = {
        {"index", 'i', 0, G_OPTION_ARG_FILENAME, &arguments->index, NULL, NULL},
        {"base-url", 'u', 0, G_OPTION_ARG_STRING, &arguments->base_url, NULL, NULL},
        {"municipalities", 'k', 0, G_OPTION_ARG_FILENAME, &arguments->municipalities, NULL, NULL},
        {"wait", 'w', 0, G_OPTION_ARG_INT, &arguments->wait_s, NULL, NULL},
        {"deadline", 'd', 0, G_OPTION_ARG_INT, &arguments->deadline_s, NULL, NULL},
        {"ocr", 0, 0, G_OPTION_ARG_STRING, &arguments->ocr, NULL, NULL},
        {"ocr-pages", 0, 0, G_OPTION_ARG_INT, &arguments->ocr_pages, NULL, NULL},
        {"extractor", 0, 0, G_OPTION_ARG_FILENAME, &arguments->extractor, NULL, NULL},
        {"no-compounds", 0, 0, G_OPTION_ARG_NONE, &arguments->no_compounds, NULL, NULL},
        {"no-exceptions", 0, 0, G_OPTION_ARG_NONE, &arguments->no_exceptions, NULL, NULL},
        {"no-sandbox", 0, 0, G_OPTION_ARG_NONE, &arguments->no_sandbox, NULL, NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &arguments->quiet, NULL, NULL},
        {"version", 0, 0, G_OPTION_ARG_NONE, &arguments->version, NULL, NULL},
        {"help", 'h', 0, G_OPTION_ARG_NONE, &arguments->help, NULL, NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments->sources, NULL, NULL},
        G_OPTION_ENTRY_NULL};
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries, NULL);
    return g_option_context_parse(context, argc, argv, error);
}

static gboolean parse_ocr_mode(const char *text, CbOcrMode *mode)
{
    static const char *const names[] = {
        [CB_OCR_AUTO] = "auto", [CB_OCR_ON] = "on", [CB_OCR_OFF] = "off"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (text == NULL || strcmp(text, names[i]) == 0) {
            *mode = (CbOcrMode)i;
            return TRUE;
        }
    return FALSE;
}

static gboolean check(const Arguments *arguments, GError **error)
{
    const char *wrong = NULL;
    CbOcrMode mode;
    if (arguments->index == NULL)
        wrong = "skriv, hvor indekset skal ligge: --index MAPPE";
    else if (arguments->sources == NULL)
        wrong = "skriv, hvad der skal indekseres: en eller flere mapper";
    else if (arguments->wait_s < 0 || arguments->wait_s > 86400)
        wrong = "--wait skal være mellem 0 og 86400 sekunder";
    else if (arguments->deadline_s < 1 || arguments->deadline_s > 86400)
        wrong = "--deadline skal være mellem 1 og 86400 sekunder";
    else if (!parse_ocr_mode(arguments->ocr, &mode))
        wrong = "--ocr skal være auto, on eller off";
    else if (arguments->ocr_pages < 0 || (guint)arguments->ocr_pages > CB_MAX_PDF_PAGES)
        wrong = "--ocr-pages skal være mellem 0 og 10000";
    if (wrong == NULL)
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s (se casebank-index --help)", wrong);
    return FALSE;
}

static int exit_code_of(const GError *error)
{
    if (g_error_matches(error, CB_ERROR, CB_ERROR_BUSY))
        return EXIT_TRY_LATER;
    if (g_error_matches(error, CB_ERROR, CB_ERROR_SANDBOX))
        return EXIT_NO_SANDBOX;
    if (g_error_matches(error, CB_ERROR, CB_ERROR_USAGE) || error->domain == G_OPTION_ERROR)
        return EXIT_USAGE;
    return EXIT_NO_INDEX;
}

static int fail(const GError *error)
{
    fprintf(stderr, "casebank-index: %s\n", error->message);
    return exit_code_of(error);
}

static int run(Arguments *arguments)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbReport) report = cb_report_new(arguments->quiet);
    g_autoptr(CbStatus) status = NULL;
    if (arguments->extractor == NULL)
        arguments->extractor = cb_extractor_find_program();
    if (arguments->extractor == NULL) {
        fputs("casebank-index: programmet casebank-extract mangler; det skal ligge ved siden af "
              "casebank-index\n",
              stderr);
        return EXIT_NO_INDEX;
    }
    CbIngestOptions options = {
        .index_dir = arguments->index,
        .sources = (const char *const *)arguments->sources,
        .base_url = arguments->base_url,
        .municipalities = arguments->municipalities,
        .extractor = arguments->extractor,
        .writer = {.lock_wait_ms = (guint)arguments->wait_s * 1000,
                   .no_compounds = arguments->no_compounds,
                   .no_exceptions = arguments->no_exceptions},
        .file_deadline_ms = (guint)arguments->deadline_s * 1000,
        .no_sandbox = arguments->no_sandbox,
        .ocr = {.max_pages = (guint)arguments->ocr_pages},
    };
    parse_ocr_mode(arguments->ocr, &options.ocr.mode);
    if (!cb_ingest(&options, report, &status, &error)) {
        g_clear_pointer(&report, cb_report_free); /* takes the progress line away first */
        return fail(error);
    }
    cb_report_summary(report, status, arguments->index);
    if (fflush(stdout) != 0)
        return EXIT_NO_INDEX;
    return cb_report_n_problems(report) > 0 ? EXIT_SOME_FAILED : EXIT_ALL_WELL;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_auto(Arguments) arguments = {
        .wait_s = 10, .deadline_s = 60, .ocr_pages = CB_DEFAULT_OCR_PAGES};
    setlocale(LC_ALL, "");
    signal(SIGPIPE, SIG_IGN); /* a reader that goes away is seen as a write error */
    if (!parse(&argc, &argv, &arguments, &error))
        return fail(error);
    if (arguments.help || arguments.version) {
        fputs(arguments.help ? help : "casebank-index " CASEBANK_VERSION "\n", stdout);
        return fflush(stdout) == 0 ? EXIT_ALL_WELL : EXIT_NO_INDEX;
    }
    if (!check(&arguments, &error))
        return fail(error);
    return run(&arguments);
}
