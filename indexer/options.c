/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of casebank-index. */
#include "options.h"
#include "extractor_pool.h"
#include "frontend/options.h"
#include "frontend/values.h"
#include "watch.h"

#include <casebank/error.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MAX_SECONDS 86400
#define DEFAULT_WAIT_S 10
#define DEFAULT_DEADLINE_S 60

/* What has to be checked or counted in another unit before it can be used. */
typedef struct {
    gboolean help, version, rollback, watch;
    guint wait_s, deadline_s, settle_s, settle_max_s;
    const char *ocr;
} Raw;

#define NOT_GIVEN G_MAXUINT

static gboolean fail(GError **error, const char *sentence)
{
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s (se casebank-index --help)", sentence);
    return FALSE;
}

/* "-xyz" is no row of letters here. */
static gboolean check_words(const GPtrArray *words, GError **error)
{
    for (guint i = 0; i < words->len; i++) {
        const char *word = words->pdata[i];
        g_autofree char *shown = cb_shown_text(word);
        if (word[0] != '-' || word[1] == '\0')
            continue;
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "kender ikke %s; tilvalg med ét bogstav skrives hver for sig, og en mappe, der "
                    "hedder sådan, skrives ./%s",
                    shown, shown);
        return FALSE;
    }
    return TRUE;
}

static gboolean parse_words(char *const *args, CbIndexOptions *options, Raw *raw, GError **error)
{
    CbIngestOptions *ingest = &options->ingest;
    const CbOption table[] = {
        {"index", "indeks", 'i', CB_OPTION_TEXT, &ingest->index_dir, 0, 0},
        {"base-url", "webadresse", 'u', CB_OPTION_TEXTS, options->base_urls, 0, 0},
        {"municipalities", "kommuner", 'k', CB_OPTION_TEXT, &ingest->municipalities, 0, 0},
        {"profile", "profil", 'p', CB_OPTION_TEXT, &ingest->profile, 0, 0},
        {"ignore-robots", "uanset-robots", 0, CB_OPTION_FLAG, &ingest->ignore_robots, 0, 0},
        {"full", "forfra", 0, CB_OPTION_FLAG, &ingest->full, 0, 0},
        {"retry-failed", "igen", 0, CB_OPTION_FLAG, &ingest->retry_failed, 0, 0},
        {"dry-run", "kun-vis", 'n', CB_OPTION_FLAG, &ingest->dry_run, 0, 0},
        {"rollback", "tilbage", 0, CB_OPTION_FLAG, &raw->rollback, 0, 0},
        {"watch", "følg", 0, CB_OPTION_FLAG, &raw->watch, 0, 0},
        {"settle", "ro", 0, CB_OPTION_NUMBER, &raw->settle_s, 0, MAX_SECONDS},
        {"settle-max", "ro-højst", 0, CB_OPTION_NUMBER, &raw->settle_max_s, 0, MAX_SECONDS},
        {"poll", "se-efter", 0, CB_OPTION_NUMBER, &options->poll_s, 1, MAX_SECONDS},
        {"explain", "forklar", 0, CB_OPTION_TEXT, &options->explain, 0, 0},
        {"json", NULL, 0, CB_OPTION_FLAG, &options->json, 0, 0},
        {"jobs", "samtidige", 'j', CB_OPTION_NUMBER, &ingest->jobs, 1, CB_MAX_WORKERS},
        {"deadline", "tidsfrist", 'd', CB_OPTION_NUMBER, &raw->deadline_s, 1, MAX_SECONDS},
        {"wait", "vent", 'w', CB_OPTION_NUMBER, &raw->wait_s, 0, MAX_SECONDS},
        {"ocr", NULL, 0, CB_OPTION_TEXT, &raw->ocr, 0, 0},
        {"ocr-pages", "ocr-sider", 0, CB_OPTION_NUMBER, &ingest->ocr.max_pages, 0,
         CB_MAX_PDF_PAGES},
        {"extractor", "læseprogram", 0, CB_OPTION_TEXT, &ingest->extractor, 0, 0},
        {"no-sandbox", "uden-spærring", 0, CB_OPTION_FLAG, &ingest->no_sandbox, 0, 0},
        {"no-compounds", "hele-ord", 0, CB_OPTION_FLAG, &ingest->writer.no_compounds, 0, 0},
        {"no-exceptions", "uden-undtagelser", 0, CB_OPTION_FLAG, &ingest->writer.no_exceptions, 0,
         0},
        {"report", "rapport", 'r', CB_OPTION_TEXT, &options->report, 0, 0},
        {"verbose", "udførlig", 'v', CB_OPTION_FLAG, &options->verbose, 0, 0},
        {"quiet", "stille", 'q', CB_OPTION_FLAG, &options->quiet, 0, 0},
        {"json-progress", "fremdrift-json", 0, CB_OPTION_FLAG, &options->json_progress, 0, 0},
        {"version", NULL, 0, CB_OPTION_FLAG, &raw->version, 0, 0},
        {"help", "hjælp", 'h', CB_OPTION_FLAG, &raw->help, 0, 0},
        {.name = NULL},
    };
    /* What stands behind "--" is a source, whatever it looks like. */
    gsize n = 0;
    while (args[n] != NULL && strcmp(args[n], "--") != 0)
        n++;
    g_autofree char **before = g_new0(char *, n + 1);
    for (gsize i = 0; i < n; i++)
        before[i] = args[i];
    if (!cb_options_parse(table, before, options->sources, error) ||
        !check_words(options->sources, error))
        return FALSE;
    for (gsize i = n; args[i] != NULL && args[i + 1] != NULL; i++)
        g_ptr_array_add(options->sources, args[i + 1]);
    return TRUE;
}

/* Pairs of which one makes the other meaningless: which to leave out is for the user to say. */
static gboolean check_pairs(const CbIndexOptions *options, GError **error)
{
    const CbIngestOptions *ingest = &options->ingest;
    const struct {
        gboolean both;
        const char *sentence;
    } pairs[] = {
        {options->quiet && options->verbose,
         "--quiet siger kun noget om fejl, og --verbose siger alt; brug kun én af dem"},
        {options->quiet && options->json_progress,
         "--quiet og --json-progress kan ikke bruges sammen: fremdriften er det, der skrives"},
        {options->verbose && options->json_progress,
         "--json-progress skriver allerede om hver fil; udelad --verbose"},
        {ingest->full && ingest->retry_failed,
         "--full læser alt igen, også det, der ikke kunne læses; udelad --retry-failed"},
        {ingest->dry_run && options->quiet,
         "--dry-run skal vise noget, og --quiet viser det ikke; udelad --quiet"},
        {ingest->dry_run && options->report != NULL,
         "--dry-run indekserer intet, som --report kan fortælle om; udelad den ene"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (pairs[i].both)
            return fail(error, pairs[i].sentence);
    return TRUE;
}

/* Whether anything is asked for that only a run that makes an index can do. */
static gboolean asks_for_a_run(const CbIndexOptions *options)
{
    const CbIngestOptions *ingest = &options->ingest;
    return ingest->full || ingest->retry_failed || ingest->dry_run || options->report != NULL ||
           options->verbose || options->json_progress;
}

static gboolean check_rollback(const CbIndexOptions *options, GError **error)
{
    if (options->sources->len > 0)
        return fail(error, "--rollback går tilbage til det forrige indeks og læser ingen kilder; "
                           "skriv kun --index MAPPE");
    if (asks_for_a_run(options) || options->explain != NULL || options->json)
        return fail(error, "--rollback indekserer intet; brug den alene med --index MAPPE");
    return TRUE;
}

static gboolean check_explain(const CbIndexOptions *options, GError **error)
{
    if (asks_for_a_run(options) || options->quiet)
        return fail(error, "--explain viser kun, hvordan en side læses, og indekserer intet; brug "
                           "den uden valg, der hører til en kørsel");
    return TRUE;
}

static gboolean take_ocr_mode(const char *text, CbOcrMode *mode, GError **error)
{
    static const char *const names[] = {
        [CB_OCR_AUTO] = "auto", [CB_OCR_ON] = "on", [CB_OCR_OFF] = "off"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (text == NULL || strcmp(text, names[i]) == 0) {
            *mode = (CbOcrMode)i;
            return TRUE;
        }
    return fail(error, "--ocr skal være auto, on eller off");
}

static gboolean is_readable_file(const char *name, const char *path, GError **error)
{
    const char *why = NULL;
    if (path == NULL)
        return TRUE;
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        why = "det er en mappe";
    else if (access(path, R_OK) != 0)
        why = errno == ENOENT ? "filen findes ikke" : g_strerror(errno);
    if (why == NULL)
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s %s: %s", name, path, why);
    return FALSE;
}

/* A night's work is not to end in a report that has nowhere to go. */
static gboolean check_report(const char *path, GError **error)
{
    if (path == NULL)
        return TRUE;
    if (!g_str_has_suffix(path, ".json") && !g_str_has_suffix(path, ".html"))
        return fail(error, "--report skal være en fil, hvis navn ender på .json eller .html");
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_file_test(path, G_FILE_TEST_IS_DIR) || access(folder, W_OK) != 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "--report %s: kan ikke skrives: %s", path,
                    g_file_test(path, G_FILE_TEST_IS_DIR) ? "det er en mappe" : g_strerror(errno));
        return FALSE;
    }
    return TRUE;
}

static gboolean check_index(const CbIndexOptions *options, GError **error)
{
    const char *dir = options->ingest.index_dir;
    if (dir == NULL || dir[0] == '\0')
        return fail(error, "skriv, hvor indekset skal ligge: --index MAPPE");
    return TRUE;
}

static gboolean check_run(const CbIndexOptions *options, GError **error)
{
    if (options->json)
        return fail(error, "--json hører til --explain; fremdriften som JSON er --json-progress");
    if (options->sources->len == 0)
        return fail(error, "skriv, hvad der skal indekseres: en eller flere mapper");
    return check_pairs(options, error) && check_report(options->report, error);
}

/* A short wait is never longer than the long one, whichever of them was given. */
static gboolean take_watch_times(CbIndexOptions *options, const Raw *raw, GError **error)
{
    gboolean given =
        raw->settle_s != NOT_GIVEN || raw->settle_max_s != NOT_GIVEN || options->poll_s > 0;
    if (given && options->deed != CB_DEED_WATCH)
        return fail(error, "--settle, --settle-max og --poll hører til --watch");
    options->settle_s = raw->settle_s;
    options->settle_max_s = raw->settle_max_s;
    if (raw->settle_s == NOT_GIVEN)
        options->settle_s = MIN(CB_WATCH_DEFAULT_SETTLE_S, raw->settle_max_s);
    if (raw->settle_max_s == NOT_GIVEN)
        options->settle_max_s = MAX(CB_WATCH_DEFAULT_SETTLE_MAX_S, options->settle_s);
    return options->settle_max_s >= options->settle_s ||
           fail(error, "--settle-max skal være mindst så længe som --settle");
}

static gboolean check_watch(const CbIndexOptions *options, GError **error)
{
    if (options->ingest.dry_run)
        return fail(error, "--watch følger kilderne og indekserer; --dry-run gør intet; udelad den "
                           "ene");
    return check_run(options, error);
}

static gboolean check(CbIndexOptions *options, const Raw *raw, GError **error)
{
    CbIngestOptions *ingest = &options->ingest;
    if (!take_ocr_mode(raw->ocr, &ingest->ocr.mode, error) ||
        !is_readable_file("--profile", ingest->profile, error) ||
        !is_readable_file("--municipalities", ingest->municipalities, error))
        return FALSE;
    if (!take_watch_times(options, raw, error))
        return FALSE;
    if (raw->watch && options->deed != CB_DEED_WATCH)
        return fail(error, "--watch følger kilderne; brug den uden --rollback og --explain");
    switch (options->deed) {
    case CB_DEED_WATCH:
        return check_index(options, error) && check_watch(options, error);
    case CB_DEED_ROLLBACK:
        return check_index(options, error) && check_rollback(options, error);
    case CB_DEED_EXPLAIN:
        return check_explain(options, error);
    default:
        return check_index(options, error) && check_run(options, error);
    }
}

static CbDeed deed_of(const CbIndexOptions *options, const Raw *raw)
{
    if (raw->help)
        return CB_DEED_HELP;
    if (raw->version)
        return CB_DEED_VERSION;
    if (raw->rollback)
        return CB_DEED_ROLLBACK;
    if (options->explain != NULL)
        return CB_DEED_EXPLAIN;
    return raw->watch ? CB_DEED_WATCH : CB_DEED_INDEX;
}

gboolean cb_index_options_parse(char *const *args, CbIndexOptions *options, GError **error)
{
    Raw raw = {.wait_s = DEFAULT_WAIT_S,
               .deadline_s = DEFAULT_DEADLINE_S,
               .settle_s = NOT_GIVEN,
               .settle_max_s = NOT_GIVEN};
    *options = (CbIndexOptions){.sources = g_ptr_array_new(),
                                .base_urls = g_ptr_array_new_with_free_func(g_free)};
    options->ingest.ocr.max_pages = CB_DEFAULT_OCR_PAGES;
    if (!parse_words(args, options, &raw, error))
        return FALSE;
    options->deed = deed_of(options, &raw);
    if (options->deed == CB_DEED_HELP || options->deed == CB_DEED_VERSION)
        return TRUE;
    if (!check(options, &raw, error))
        return FALSE;
    g_ptr_array_add(options->sources, NULL);
    options->ingest.sources = (const char *const *)options->sources->pdata;
    g_ptr_array_add(options->base_urls, NULL);
    options->ingest.base_urls = (const char *const *)options->base_urls->pdata;
    options->ingest.writer.lock_wait_ms = raw.wait_s * 1000;
    options->ingest.file_deadline_ms = raw.deadline_s * 1000;
    return TRUE;
}

void cb_index_options_clear(CbIndexOptions *options)
{
    g_clear_pointer(&options->sources, g_ptr_array_unref);
    g_clear_pointer(&options->base_urls, g_ptr_array_unref);
}

static const char help[] =
    "Brug: casebank-index --index MAPPE [TILVALG] KILDE...\n"
    "\n"
    "Læser websider og PDF'er ind i et søgeindeks, eller bringer det, der er, ajour: kun det, der\n"
    "er nyt eller ændret, læses. Man kan søge hele tiden; afbrydes en kørsel, går intet tabt, og\n"
    "den næste går videre derfra.\n"
    "\n"
    "KILDE er en mappe med sider (.html, .htm, .txt) og deres PDF'er, en kopi af et websted "
    "(wget,\n"
    "HTTrack), eller en fil med en sag på hver linje: .jsonl eller .tsv. Er der flere kilder, kan\n"
    "hver få et navn: NAVN=KILDE.\n"
    "\n"
    "  -i, --index MAPPE          hvor indekset ligger; laves, hvis det ikke findes\n"
    "\n"
    "Hvad der læses:\n"
    "      --full                 læs alt igen, også det, der ikke er ændret\n"
    "      --retry-failed         prøv også de filer igen, der før ikke kunne læses\n"
    "  -n, --dry-run              vis, hvad der ville blive gjort og hvorfor, og gør intet\n"
    "      --rollback             gå tilbage til indekset fra før sidste kørsel; bruges uden "
    "KILDE\n"
    "      --ignore-robots        læs også det, som robots.txt og noindex beder om at udelade\n"
    "  -u, --base-url [NAVN=]URL  web-adressen på kildens (eller den kildes, der har det navn)\n"
    "                             øverste mappe, til links; kan gives flere gange\n"
    "  -p, --profile FIL          hvordan netop dette websteds sider er bygget op\n"
    "  -k, --municipalities FIL   flere kommunenavne end landets 98, et på hver linje; en fil\n"
    "                             municipalities.txt i kilden eller lige over den læses af sig "
    "selv\n"
    "      --ocr HVORNÅR          læs skannede sider: auto (når de danske sprogdata er der), on, "
    "off\n"
    "      --ocr-pages ANTAL      højst så mange skannede sider i en fil (50)\n"
    "\n"
    "Hvordan:\n"
    "  -j, --jobs ANTAL           læs så mange filer ad gangen; ellers en for hver processor\n"
    "  -d, --deadline SEKUNDER    giv op over for en fil efter så længe (60)\n"
    "  -w, --wait SEKUNDER        vent så længe på en anden casebank-index (10)\n"
    "      --no-sandbox           læs filerne uden at spærre læseprogrammet inde; kun til filer, "
    "du\n"
    "                             stoler på\n"
    "      --extractor PROGRAM    brug dette casebank-extract\n"
    "      --no-compounds         del ikke sammensatte ord (for at måle, hvad det er værd)\n"
    "      --no-exceptions        stam alle ord efter reglen alene (ligeså)\n"
    "\n"
    "Blive ved:\n"
    "      --watch                følg kilderne, og kør igen, hver gang noget er ændret; Ctrl-C "
    "standser\n"
    "      --settle SEKUNDER      vent, til intet er ændret så længe (2) ...\n"
    "      --settle-max SEKUNDER  ... men ikke længere end så længe (30)\n"
    "      --poll SEKUNDER        se efter så tit i stedet for at lytte; uden dette gøres det kun, "
    "hvor\n"
    "                             ændringer ikke meldes, som på netværksdrev (60)\n"
    "\n"
    "Hvordan en side læses og deles i sager, og hvorfor, uden at indeksere noget:\n"
    "      casebank-index --explain SIDE [--profile FIL] [--base-url URL] [--json] [KILDE...]\n"
    "\n"
    "Hvad der siges:\n"
    "  -r, --report FIL           skriv om hele kørslen i en fil: .html til mennesker, .json til\n"
    "                             programmer\n"
    "  -v, --verbose              en linje om hver fil\n"
    "  -q, --quiet                sig kun noget om fejl\n"
    "      --json-progress        skriv fremdriften til programmer: et JSON-objekt på hver linje\n"
    "      --version              vis versionen\n"
    "  -h, --help                 vis denne hjælp\n"
    "\n"
    "Slutkoder: 0 alt er med; 1 nogle filer kunne ikke læses, resten er med; 2 forkert brug; 3 "
    "intet\n"
    "indeks lavet, et gammelt er uændret; 4 læseprogrammet kan ikke spærres inde (se "
    "--no-sandbox);\n"
    "74 indekset er lavet, men rapporten kunne ikke skrives; 75 en anden er i gang, prøv igen\n"
    "senere; 130 afbrudt, det læste er gemt.\n"
    "\n"
    "Eksempel: casebank-index --index ./indeks ./casebank-sider\n";

const char *cb_index_help(void)
{
    return help;
}
