/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What --help says. In plain words: the reader is no computer person. */
#include "command.h"

#include <string.h>

static const char general[] =
    "Casebank finder sager i en casebank: sider om, hvad kommuner har prøvet, og de PDF-filer,\n"
    "der hører til.\n"
    "\n"
    "Søg sådan:\n"
    "  casebank search mentor frafald\n"
    "\n"
    "Kommandoer:\n"
    "  search (søg)   find sager\n"
    "  show (vis)     vis en hel sag\n"
    "  suggest        gør et ord færdigt, som en søgeboks gør det (også: foreslå)\n"
    "  status         vis hvad der er i indekset, og hvilke filer der ikke kunne læses\n"
    "  check (undersøg) se efter, om indekset er helt, og hvad man gør, hvis det ikke er\n"
    "  analyze        vis hvordan ord bliver læst, delt og udvidet (også: analyser)\n"
    "  eval (mål)     mål, hvor godt søgningen finder det, den skal\n"
    "  help (hjælp)   vis hjælp til en kommando, for eksempel: casebank help search\n"
    "\n"
    "Hvor indekset ligger, siges med --index MAPPE eller miljøvariablen CASEBANK_INDEX. Ellers "
    "bruges\n"
    "mappen casebank.index, hvor du står. Et indeks bygges med casebank-index.\n"
    "\n"
    "  casebank --version   viser programmets version\n";

#define COMMON_HELP                                                                                \
    "  -i, --index MAPPE      indekset; ellers CASEBANK_INDEX, ellers casebank.index\n"            \
    "  --farver HVORNÅR       auto (kun på en skærm), altid eller aldrig   (--color)\n"         \
    "  --no-pager             vis det hele på én gang, også når det er langt\n"                \
    "  -h, --help             denne hjælp\n"

static const char search[] =
    "Find sager:  casebank search [VALG] ORD...\n"
    "\n"
    "  casebank search mentor frafald               alle ordene; bøjninger findes også\n"
    "  casebank search '\"fald i frafaldet\"'         ordene lige efter hinanden\n"
    "  casebank search mentor ELLER buddy           et af ordene\n"
    "  casebank search frafald -mentor              men ikke det ord\n"
    "  casebank search 'fasthold*'                  ord, der begynder sådan\n"
    "  casebank search --kommune Aalborg frafald    kun sager fra en kommune\n"
    "  casebank search titel:mentor                 ordet i overskriften\n"
    "\n"
    "Afgræns (kan gentages; så er et af dem nok):\n"
    "  --kommune NAVN         sager fra kommunen                           (--municipality)\n"
    "  --type TYPE            sager med et bilag af den type: håndbog, planche, folder ...\n"
    "  --emne EMNE            sager under emnet                            (--topic)\n"
    "  --aar 2019..2023       sager fra de år; også 2021, 2019.. og ..2023 (--år, --year)\n"
    "  --kun-alle-ord         vis ikke sager, der kun har nogle af ordene  (--strict)\n"
    "\n"
    "Vis:\n"
    "  --sorter dato          de nyeste først; ellers relevans, de bedste  (--sort date)\n"
    "  --side N               side N af svaret                             (--page)\n"
    "  --antal N              så mange sager på en side, 1 til 100         (--per-page)\n"
    "  --uddrag N             så mange uddrag af en sag, 0 til 10          (--passages)\n"
    "  --format FORM          text til mennesker; json eller tsv til programmer\n"
    "  --header               kolonnernes navne øverst (kun tsv)\n"
    "\n"
    "Slå fra (for at se, hvad det er værd):\n"
    "  --uden-ordliste        søg ikke også efter ordlistens ord           (--no-thesaurus)\n"
    "  --ordliste FIL         brug en anden ordliste                       (--thesaurus)\n"
    "  --hele-ord             find ikke ord inde i længere ord             (--no-compounds)\n"
    "  --ordret               ingen bøjninger: som = foran hvert ord       (--exact)\n"
    "  --rank NAVN=TAL        regn med en anden vægt i rækkefølgen         (--rang)\n"
    "\n"
    "Andet:\n" COMMON_HELP "\n"
    "Når programmet er færdigt, fortæller det skallen, hvordan det gik: 0 der er sager, 1 ingen "
    "sager,\n"
    "2 forkert brug, 3 intet brugbart indeks, 74 svaret kunne ikke skrives, 75 prøv igen senere.\n";

static const char show[] =
    "Vis en hel sag:  casebank show [VALG] SAG\n"
    "\n"
    "SAG er sagens navn, som casebank search viser nederst.\n"
    "\n"
    "  --kontakt              vis også, hvem man kan kontakte              (--contact)\n"
    "  --format FORM          text til mennesker, json til programmer (med bilagenes "
    "tekst)\n" COMMON_HELP;

static const char explain[] =
    "Sig hvorfor en sag er fundet, eller hvorfor den ikke er:\n"
    "  casebank explain [VALG] SØGNING SAG\n"
    "\n"
    "  casebank explain 'mentor frafald' sager/mentor\n"
    "\n"
    "SØGNING står i 'anførselstegn', når den har flere ord. SAG er sagens navn, som casebank "
    "search\n"
    "viser nederst. Svaret siger, hvor i listen sagen er, hvilke af ordene den har, i hvilken form "
    "og\n"
    "hvor, hvilke den mangler, og hvad der ellers holder den ude; og til sidst, hvordan dens point "
    "er\n"
    "regnet ud.\n"
    "\n"
    "  --kommune, --type, --emne, --aar, --kun-alle-ord   som i casebank search\n"
    "  --ordliste, --uden-ordliste, --hele-ord, --ordret  som i casebank search\n"
    "  --rank NAVN=TAL        regn med en anden vægt; man 1 casebank siger hvilke   (--rang)\n"
    "  --format FORM          text til mennesker, json til programmer\n" COMMON_HELP "\n"
    "Når programmet er færdigt, fortæller det skallen, hvordan det gik: 0 sagen er fundet, 1 den "
    "er "
    "ikke\n"
    "fundet, 2 forkert brug, eller sagen findes ikke, 3 intet brugbart indeks.\n";

static const char status[] =
    "Vis hvad der er i indekset:  casebank status [VALG]\n"
    "\n"
    "  --files                vis hver fil: hvordan det gik, hvornår, og hvilke sager der lider "
    "under\n"
    "                         det                                          (--filer)\n"
    "  --state TILSTAND       kun filer med den tilstand; flere skrives med komma imellem: ok,\n"
    "                         no-text (indscannet uden tekst), encrypted (låst), damaged\n"
    "                         (beskadiget), missing (mangler), timeout (tog for lang tid),\n"
    "                         failed (kunne ikke læses), partial (læst, men ikke alle\n"
    "                         linjer eller sider), robots eller noindex (udeladt, fordi\n"
    "                         robots.txt eller siden selv beder om det), duplicate (dublet)\n"
    "                         eller list (en liste over filer)             (--tilstand)\n"
    "  --json                 det samme som --format json\n"
    "  --format FORM          text til mennesker, json til programmer\n" COMMON_HELP;

static const char check[] =
    "Se efter, om indekset er helt:  casebank check [VALG]\n"
    "\n"
    "Læser alt i indekset og ser efter, at det er, som casebank-index skrev det, og at det hænger\n"
    "sammen. Hver fejl får en linje, og der står, hvad man gør ved den. Intet bliver ændret.\n"
    "\n"
    "  --format FORM          text til mennesker, json til programmer      (--json)\n" COMMON_HELP
    "\n"
    "Når programmet er færdigt, fortæller det skallen, hvordan det gik: 0 alt er i orden, 1 noget "
    "er\n"
    "ikke, 2 forkert brug, 3 intet indeks, 75 prøv igen senere.\n";

static const char eval[] =
    "Mål, hvor godt søgningen finder det, den skal:\n"
    "  casebank eval [VALG] --queries FIL --judgments FIL\n"
    "\n"
    "  --queries FIL          forespørgsler: »nummer TAB søgning« på hver linje\n"
    "  --judgments FIL        bedømmelser: »nummer TAB sag TAB karakter«. Karakteren er 3, 2 eller "
    "1\n"
    "                         for en sag, der skal findes, 0 for en, der ikke hører til, og -1 "
    "for\n"
    "                         en, der slet ikke må være der\n"
    "  --per-query            vis også hver forespørgsel                   (--enkeltvis)\n"
    "  --min MÅL=TAL          slutkode 1, hvis målet er lavere; kan gentages: --min mrr@10=0.53\n"
    "\n"
    "Sammenlign:\n"
    "  --against MAPPE        med et andet indeks                          (--mod)\n"
    "  --hele-ord             med en søgning, der ikke deler ord           (--no-compounds)\n"
    "  --uden-ordliste        med en søgning uden ordlisten                (--no-thesaurus)\n"
    "  --ordliste FIL         med en søgning med den ordliste              (--thesaurus)\n"
    "  --ordret               med en søgning på ordene, som de er skrevet  (--exact)\n"
    "  --rank NAVN=TAL        med en anden vægt i rækkefølgen; kan gentages  (--rang)\n"
    "\n"
    "Målene er ndcg@10, mrr@10, p@1 og recall@100; man 1 casebank siger, hvordan de regnes.\n"
    "\n"
    "Andet:\n"
    "  --format FORM          text til mennesker; json eller tsv til programmer\n" COMMON_HELP;

static const char suggest[] =
    "Gør et ord færdigt:  casebank suggest [VALG] TEKST\n"
    "\n"
    "  casebank suggest fraf                  frafald, elevfrafald ...\n"
    "  casebank suggest 'mentor fraf'         det sidste ord gøres færdigt\n"
    "\n"
    "Forslagene er ord fra sagerne: først dem, der begynder som det skrevne, så sammensatte ord "
    "med "
    "en\n"
    "senere del, der gør det, og til sidst sager med ordene i overskriften. Navne på personer "
    "foreslås\n"
    "ikke.\n"
    "\n"
    "  -n, --antal N          højst så mange forslag, 1 til 50; ellers 8   (--count)\n"
    "  --format FORM          text til mennesker; json eller tsv til programmer\n" COMMON_HELP;

static const char analyze[] =
    "Vis hvordan ord bliver læst:  casebank analyze [VALG] [ORD...]\n"
    "\n"
    "  casebank analyze elevfrafald SSA\n"
    "\n"
    "For hvert ord: hvordan det er læst, dets stamme, og hvorfor den er sådan, de dele, et "
    "sammensat\n"
    "ord består af, og hvad ordlisten har. Uden ord læses de fra standard ind, et på hver linje. "
    "Der\n"
    "bruges intet indeks.\n"
    "\n"
    "  --ordliste FIL         brug en anden ordliste                       (--thesaurus)\n"
    "  --uden-ordliste        brug ingen ordliste                          (--no-thesaurus)\n"
    "  --hele-ord             del ikke sammensatte ord                     (--no-compounds)\n"
    "  --uden-undtagelser     stam alle ord efter Snowballs regler         (--no-exceptions)\n"
    "  --format FORM          text til mennesker, json til programmer; ord fra standard ind giver\n"
    "                         en linje json for hvert ord\n"
    "  --farver HVORNÅR       auto (kun på en skærm), altid eller aldrig   (--color)\n"
    "  --no-pager             vis det hele på én gang, også når det er langt\n"
    "  -h, --help             denne hjælp\n";

const char *cb_help_text(const char *command)
{
    if (!command)
        return general;
    if (strcmp(command, "search") == 0)
        return search;
    if (strcmp(command, "eval") == 0)
        return eval;
    if (strcmp(command, "show") == 0)
        return show;
    if (strcmp(command, "explain") == 0)
        return explain;
    if (strcmp(command, "analyze") == 0)
        return analyze;
    if (strcmp(command, "suggest") == 0)
        return suggest;
    if (strcmp(command, "check") == 0)
        return check;
    return strcmp(command, "status") == 0 ? status : NULL;
}
