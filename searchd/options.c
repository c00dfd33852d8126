/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of casebank-searchd. */
#include "options.h"
#include "frontend/options.h"
#include "frontend/values.h"

#include <casebank/error.h>

enum { MAX_THREADS = 64 };
#define DEFAULT_ADDRESS "127.0.0.1:8080"

/** A thread a core, as a search does nothing but compute; two at least, so that a slow search does
 * not hold up the quick ones; more than eight is for whoever asks for it. */
static guint default_threads(void)
{
    return CLAMP(g_get_num_processors(), 2, 8);
}

gboolean cb_searchd_options_parse(char *const *args, CbSearchdOptions *options, GError **error)
{
    g_autoptr(GPtrArray) rest = g_ptr_array_new();
    CbLimits *limits = &options->limits;
    const CbOption table[] = {
        {"help", "hjælp", 'h', CB_OPTION_FLAG, &options->help, 0, 0},
        {"version", NULL, 'V', CB_OPTION_FLAG, &options->version, 0, 0},
        {"index", "indeks", 'i', CB_OPTION_TEXT, &options->index, 0, 0},
        {"listen", NULL, 0, CB_OPTION_TEXT, &options->listen, 0, 0},
        {"threads", NULL, 0, CB_OPTION_NUMBER, &options->threads, 1, MAX_THREADS},
        {"thesaurus", "ordliste", 0, CB_OPTION_TEXT, &options->thesaurus, 0, 0},
        {"no-thesaurus", "uden-ordliste", 0, CB_OPTION_FLAG, &options->no_thesaurus, 0, 0},
        {"log-requests", NULL, 0, CB_OPTION_FLAG, &options->log_requests, 0, 0},
        {"max-connections", NULL, 0, CB_OPTION_NUMBER, &limits->connections, 1, 100000},
        {"max-connections-per-address", NULL, 0, CB_OPTION_NUMBER, &limits->connections_per_address,
         1, 100000},
        {"max-request-bytes", NULL, 0, CB_OPTION_NUMBER, &limits->request_bytes, 4096, 1 << 20},
        {"max-target-bytes", NULL, 0, CB_OPTION_NUMBER, &limits->target_bytes, 256, 1 << 20},
        {"idle-timeout", NULL, 0, CB_OPTION_NUMBER, &limits->idle_seconds, 1, 3600},
        {"stop-timeout", NULL, 0, CB_OPTION_NUMBER, &limits->stop_seconds, 0, 3600},
        {.name = NULL},
    };

    *options = (CbSearchdOptions){
        .listen = DEFAULT_ADDRESS, .threads = default_threads(), .limits = cb_default_limits};
    if (!cb_options_parse(table, args, rest, error))
        return FALSE;
    if (options->help || options->version)
        return TRUE;
    if (rest->len > 0) {
        g_autofree char *shown = cb_shown_text(g_ptr_array_index(rest, 0));
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "ved ikke hvad »%s« er", shown);
        return FALSE;
    }
    if (!options->index) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE,
                            "sig hvor indekset ligger: casebank-searchd --index MAPPE");
        return FALSE;
    }
    if (options->thesaurus && options->no_thesaurus) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE,
                            "--thesaurus og --no-thesaurus kan ikke bruges sammen");
        return FALSE;
    }
    return TRUE;
}

char *cb_searchd_help(void)
{
    const CbLimits *limits = &cb_default_limits;

    return g_strdup_printf(
        "Svar på søgninger over HTTP:  casebank-searchd --index MAPPE [VALG]\n"
        "\n"
        "  -i, --index MAPPE      indekset; det behøver ikke at være der endnu\n"
        "  --listen ADRESSE       hvor der lyttes, fx [::1]:8080; port 0 er en ledig port (%s)\n"
        "  --threads N            så mange søgninger på én gang (her %u: efter antal kerner)\n"
        "  --thesaurus FIL        ordlisten; ændres filen, læses den igen (ellers Casebanks egen)\n"
        "  --no-thesaurus         søg kun efter de ord, der bliver spurgt om\n"
        "  --log-requests         skriv hver forespørgsel på fejlkanalen, også hvad der blev søgt "
        "efter\n"
        "\n"
        "Grænser:\n"
        "  --max-connections N               forbindelser på én gang (%u)\n"
        "  --max-connections-per-address N   heraf fra samme IP-adresse (%u)\n"
        "  --max-request-bytes N             en forespørgsels linje og hoved, byte (%u)\n"
        "  --max-target-bytes N              adressen i en forespørgsel, byte (%u)\n"
        "  --idle-timeout S                  en stille forbindelse lukkes efter, sekunder (%u)\n"
        "  --stop-timeout S                  så længe får igangværende svar ved stop, sekunder "
        "(%u)\n"
        "\n"
        "  -h, --help             denne hjælp\n"
        "  -V, --version          programmets version\n"
        "\n"
        "Programmet kører, til det får SIGTERM eller SIGINT (Ctrl-C). Prøv det med:\n"
        "  curl 'http://127.0.0.1:8080/v1/search?q=mentor+frafald'\n",
        DEFAULT_ADDRESS, default_threads(), limits->connections, limits->connections_per_address,
        limits->request_bytes, limits->target_bytes, limits->idle_seconds, limits->stop_seconds);
}
