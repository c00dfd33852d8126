/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a page is understood, and what its odd corners become. */
#include "pages.h"

#include <string.h>

static GPtrArray *assert_kind(CbPage *page, CbPageKind expected)
{
    CbPageKind kind;
    GPtrArray *cases = cut(page, &kind);
    g_assert_cmpint(kind, ==, expected);
    return cases;
}

static void test_sections_of_one_paragraph(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<h1>Kaffe og kage</h1><p>Tre kommuner fortæller.</p>"
            "<h2 id=a>Kaffe</h2><p>I Aadal Kommune drikker elever og vejledere kaffe sammen.</p>"
            "<h2 id=b>Kage</h2><p>Hver fredag bager eleverne i Klintsø Kommune.</p>"
            "<h2 id=c>Te</h2><p>Engholm Kommune har valgt te.</p>"),
        CB_PAGE_COLLECTION);
    assert_titles(cases, "Kaffe", "Kage", "Te", NULL);
    for (guint i = 0; i < cases->len; i++) {
        g_assert_cmpint(case_at(cases, i)->kind, ==, CB_CASE_FULL);
        g_assert_cmpuint(case_at(cases, i)->sections->len, ==, 0);
        g_assert_cmpuint(case_at(cases, i)->municipalities->len, ==, 1);
    }
    g_assert_cmpstr(case_at(cases, 1)->url, ==, "https://example.dk/mappe/side#b");
    g_assert_cmpstr(case_at(cases, 1)->id, ==, "mappe/side:kage");
}

#define FORM(text)                                                                                 \
    "<p>" text                                                                                     \
    " blev begyndt af to elever, som savnede den.</p><h3>Kort om indsatsen</h3><p>" text           \
    " tager en time om ugen.</p><h3>Effekter af indsatsen</h3><p>" text                            \
    " har gjort eleverne gladere.</p>"

static void test_collection_under_one_municipality(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<h1>Aadal Kommune: Tre gode vaner</h1><p>Tre vaner, som er kommet for at blive.</p>"
            "<h2>Gåtur</h2>" FORM("Gåturen") "<h2>Morgensang</h2>" FORM(
                "Sangen") "<h2>Frugt</h2>" FORM("Frugten")),
        CB_PAGE_COLLECTION);
    assert_titles(cases, "Gåtur", "Morgensang", "Frugt", NULL);
    g_autofree char *places = joined(case_at(cases, 0)->municipalities);
    g_assert_cmpstr(places, ==, "Aadal");
    g_assert_false(is_searchable(case_at(cases, 0), "kommet for at blive"));
}

static void test_plain_page_with_many_headings(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<h1>Aadal Kommune: Frugt på vagten</h1><p>Aadal Kommune giver frugt til "
            "aftenvagten.</p>"
            "<h2>Idéen</h2><p>Aadal Kommune så, at mange spiste slik. Det ville man ændre.</p>"
            "<h2>Frugtkurven</h2><p>En kurv står fremme hele natten. Den er aldrig tom.</p><p><a "
            "href=a.pdf>Frugt (PDF)</a></p>"
            "<h2>Hvem betaler?</h2><p>Ledelsen betaler. Klintsø Kommune har spurgt, hvad det "
            "koster.</p>"
            "<p><a href=b.pdf>Regnskab (PDF)</a></p>"
            "<h2>Resultater</h2><p>Der bliver spist tre kilo om natten.</p>"
            "<h2>Bonus</h2><h3>Resultater</h3><p>Slikket er væk.</p>"),
        CB_PAGE_PLAIN);
    assert_titles(cases, "Aadal Kommune: Frugt på vagten", NULL);
    g_assert_cmpuint(case_at(cases, 0)->attachments->len, ==, 2);
    g_assert_true(is_searchable(case_at(cases, 0), "Slikket er væk."));
    g_assert_true(is_searchable(case_at(cases, 0), "Hvem betaler?"));
}

static void test_partners_of_a_case_are_no_cases(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html("<h1>Aadal Kommune: Fælles vikarer</h1><p>Aadal Kommune deler vikarer med "
                     "sine naboer.</p>"
                     "<h2>Klintsø Kommunes rolle</h2><p>Klintsø Kommune ansætter vikarerne.</p>"
                     "<h2>Engholm Kommunes rolle</h2><p>Engholm Kommune lægger planen.</p>"),
        CB_PAGE_PLAIN);
    g_autofree char *places = joined(case_at(cases, 0)->municipalities);
    g_assert_cmpstr(places, ==, "Aadal");
}

static void test_teasers_without_a_full_stop(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html("<h1>Nyt</h1><h2><a href=a.html>Kaffe</a></h2><p>Kaffe</p><p>Sådan drikker de "
                     "kaffe i Aadal Kommune</p>"
                     "<h2><a href=b.html>Kage</a></h2><p>Kage</p><p>Sådan spiser de kage i Klintsø "
                     "Kommune</p>"),
        CB_PAGE_LISTING);
    g_assert_cmpstr(case_at(cases, 0)->lead, ==, "Sådan drikker de kaffe i Aadal Kommune");
}

static void test_article_without_municipality(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<h1>Hvorfor elever stopper</h1><p>En ny undersøgelse viser, at ensomhed fylder "
            "mest.</p>"
            "<h2>De første uger</h2><p>De fleste beslutter sig, før de har været der en måned.</p>"
            "<h2>Hvad hjælper</h2><p>Et fast menneske at gå til hjælper mere end alt andet.</p>"),
        CB_PAGE_PLAIN);
    g_assert_cmpuint(case_at(cases, 0)->municipalities->len, ==, 0);
    g_assert_cmpuint(case_at(cases, 0)->sections->len, ==, 2);
}

static void test_page_about_the_bank(void)
{
    g_autoptr(GPtrArray) cases =
        assert_kind(page_of_html("<h1>Om casebanken</h1><h2>Sådan bidrager I til casebanken</h2>"
                                 "<p>Skriv en halv side, og send den til redaktionen.</p>"),
                    CB_PAGE_PLAIN);
    g_assert_true(is_searchable(case_at(cases, 0), "Skriv en halv side"));
}

static void test_navigation_gives_nothing(void)
{
    g_autoptr(GPtrArray) html = assert_kind(
        page_of_html("<h1>Oversigt</h1><p>Vælg et emne.</p><ul><li><a href=a.html>Løn</a></li>"
                     "<li><a href=b.html>Elever</a></li><li><a href=c.html>Ferie</a></li></ul>"),
        CB_PAGE_EMPTY);
    g_assert_cmpuint(html->len, ==, 0);
    g_autoptr(GPtrArray) text =
        assert_kind(page_of_capture("Forside\nLog ind\nSøg\nMenu\n"), CB_PAGE_EMPTY);
    g_assert_cmpuint(text->len, ==, 0);
}

static void test_empty_pages(void)
{
    g_autoptr(GPtrArray) html = assert_kind(page_of_html(""), CB_PAGE_EMPTY);
    g_autoptr(GPtrArray) text = assert_kind(page_of_capture(""), CB_PAGE_EMPTY);
    g_autoptr(GPtrArray) title = assert_kind(page_of_html("<h1>Kun en titel</h1>"), CB_PAGE_EMPTY);
    g_autoptr(GPtrArray) contact = assert_kind(
        page_of_html(
            "<h1>Kontakt</h1><p>Redaktionen</p><p>Telefon: 00 00 00 00</p><p>x@example.dk</p>"),
        CB_PAGE_EMPTY);
    g_assert_cmpuint(html->len + text->len + title->len + contact->len, ==, 0);
}

static void test_page_without_headings(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<p>Elever i Aadal Kommune får en bog. Den er gratis.</p><p>Bogen er rød.</p>"),
        CB_PAGE_PLAIN);
    assert_titles(cases, "Elever i Aadal Kommune får en bog", NULL);
    g_assert_cmpstr(case_at(cases, 0)->lead, ==,
                    "Elever i Aadal Kommune får en bog. Den er gratis.");
    g_autofree char *places = joined(case_at(cases, 0)->municipalities);
    g_assert_cmpstr(places, ==, "Aadal");
}

static void test_page_of_pdfs_alone(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<h1>Materialer</h1><p><a href=a.pdf>Plan</a></p><p><a href=b.pdf>Brev</a></p>"),
        CB_PAGE_PLAIN);
    assert_titles(cases, "Materialer", NULL);
    g_assert_cmpuint(case_at(cases, 0)->attachments->len, ==, 2);
}

static void test_headings_in_wrong_order(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<h4>Nyhed</h4><h1>Dyr på plejehjem</h1><p>Dyr gør noget godt, siger eleverne.</p>"
            "<h4>Katten</h4><p>I Aadal Kommune bor der en kat.</p>"
            "<h2>Resultater</h2><p>Katten er populær.</p>"
            "<h4>Hunden</h4><p>I Klintsø Kommune kommer der en hund på besøg.</p>"
            "<h2>Resultater</h2><p>Hunden er endnu mere populær.</p>"),
        CB_PAGE_COLLECTION);
    assert_titles(cases, "Katten", "Hunden", NULL);
    g_assert_true(is_searchable(case_at(cases, 0), "Katten er populær."));
    g_assert_true(is_searchable(case_at(cases, 1), "endnu mere populær"));
}

static void test_duplicate_headings(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html("<h1>Mentorer to steder</h1><h2>Mentorordning</h2><p>I Aadal Kommune har "
                     "elever en mentor.</p>"
                     "<h2>Mentorordning</h2><p>I Klintsø Kommune har elever to mentorer.</p>"),
        CB_PAGE_COLLECTION);
    assert_titles(cases, "Mentorordning", "Mentorordning", NULL);
    g_assert_cmpstr(case_at(cases, 0)->id, ==,
                    case_at(cases, 1)->id); /* merging makes them unique */
}

static void test_pdf_outside_any_section(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<h1>Kaffe og kage</h1><p>To kommuner. <a href=alt.pdf>Hele samlingen (PDF)</a></p>"
            "<h2>Kaffe</h2><p>I Aadal Kommune drikker man kaffe.</p><p><a "
            "href=kaffe.pdf>Kaffe</a></p>"
            "<h2>Kage</h2><p>I Klintsø Kommune spiser man kage.</p>"),
        CB_PAGE_COLLECTION);
    g_assert_cmpuint(case_at(cases, 0)->attachments->len, ==, 1);
    g_assert_cmpuint(case_at(cases, 1)->attachments->len, ==, 0);
    const CbAttachment *attachment = case_at(cases, 0)->attachments->pdata[0];
    g_assert_cmpstr(attachment->url, ==, "kaffe.pdf");
}

static void test_section_without_evidence_between_cases(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<h1>Fire slags pauser</h1><h2>Om pauser</h2><p>Pauser er sunde, og det er påvist.</p>"
            "<h2>Kaffe</h2><p>I Aadal Kommune drikker man kaffe.</p>"
            "<h2>Luft</h2><p>På plejecentret Engen går elever ud hver time.</p>"
            "<h2>Kage</h2><p>I Klintsø Kommune spiser man kage.</p>"
            "<h2>Læs også</h2><h3><a href=b.html>Bakken Kommune: Elever i haven</a></h3><p>Elever "
            "i Bakken Kommune graver.</p>"),
        CB_PAGE_COLLECTION);
    assert_titles(cases, "Kaffe", "Luft", "Kage", NULL);
    for (guint i = 0; i < cases->len; i++)
        g_assert_false(is_searchable(case_at(cases, i), "graver"));
}

static void test_accordion_labels_as_case_headings(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<h1>Pauser</h1><details><summary>Kaffe</summary><p>I Aadal Kommune drikker man "
            "kaffe.</p></details>"
            "<details><summary>Kage</summary><p>I Klintsø Kommune spiser man kage.</p></details>"),
        CB_PAGE_COLLECTION);
    assert_titles(cases, "Kaffe", "Kage", NULL);
}

static void test_plain_page_with_cards_for_others(void)
{
    g_autoptr(GPtrArray) cases = assert_kind(
        page_of_html(
            "<h1>Aadal Kommune: Frugt på vagten</h1><p>Aadal Kommune giver frugt til "
            "aftenvagten.</p>"
            "<h2>Frugtkurven</h2><p>En kurv står fremme hele natten. Den er aldrig tom, for der er "
            "altid nogen, som "
            "fylder den op, og det er blevet en fast opgave for den elev, som møder sidst. Opgaven "
            "går på omgang.</p>"
            "<h2>Andre kommuner</h2>"
            "<h3><a href=a.html>Klintsø Kommune: Suppe</a></h3><p>Suppe holder varmen i Klintsø "
            "Kommune.</p>"
            "<h3><a href=b.html>Bakken Kommune: Brød</a></h3><p>Brød mætter i Bakken Kommune.</p>"),
        CB_PAGE_PLAIN);
    g_assert_false(is_searchable(case_at(cases, 0), "Suppe"));
    g_assert_false(is_searchable(case_at(cases, 0), "mætter"));
    g_autofree char *places = joined(case_at(cases, 0)->municipalities);
    g_assert_cmpstr(places, ==, "Aadal");
}

static void test_listing_with_read_more_links(void)
{
    g_autoptr(GPtrArray) cases =
        assert_kind(page_of_html("<h1>Nyt fra kommunerne</h1>"
                                 "<h3>Suppe på vagten</h3><p>Suppe holder varmen i Klintsø "
                                 "Kommune.</p><p><a href='/c/suppe'>Læs mere</a></p>"
                                 "<h3>Brød til alle</h3><p>Brød mætter i Bakken Kommune.</p><p><a "
                                 "href='/c/broed'>Læs mere</a></p>"
                                 "<h3>Frugt om natten</h3><p>Frugten er gratis i Aadal "
                                 "Kommune.</p><p><a href='/c/frugt'>Læs mere</a></p>"),
                    CB_PAGE_LISTING);
    assert_titles(cases, "Suppe på vagten", "Brød til alle", "Frugt om natten", NULL);
    const CbAlsoIn *target = case_at(cases, 1)->also_in->pdata[0];
    g_assert_cmpstr(target->source, ==, "c/broed");
    g_assert_cmpstr(target->url, ==, "https://example.dk/c/broed");
}

static void assert_two_teasers(const char *body)
{
    g_autoptr(GPtrArray) cases = assert_kind(page_of_html(body), CB_PAGE_LISTING);
    assert_titles(cases, "Aadal Kommune: Kaffe", "Klintsø Kommune: Kage", NULL);
    g_assert_cmpstr(case_at(cases, 0)->lead, ==, "I Aadal Kommune drikker man kaffe hver dag.");
    const CbAlsoIn *target = case_at(cases, 1)->also_in->pdata[0];
    g_assert_cmpstr(target->source, ==, "mappe/b.html");
}

static void test_listings_without_headings(void)
{
    assert_two_teasers("<h1>Cases</h1><ul><li><a href=a.html>Aadal Kommune: Kaffe</a>"
                       "<p>I Aadal Kommune drikker man kaffe hver dag.</p></li>"
                       "<li><a href=b.html>Klintsø Kommune: Kage</a>"
                       "<p>I Klintsø Kommune spiser man kage om fredagen.</p></li></ul>");
    assert_two_teasers(
        "<h1>Cases</h1><ul><li><a href=a.html>Aadal Kommune: Kaffe</a> – I Aadal Kommune "
        "drikker man kaffe hver dag.</li><li><a href=b.html>Klintsø Kommune: Kage</a> – I "
        "Klintsø Kommune spiser man kage om fredagen.</li></ul>");
    assert_two_teasers("<h1>Cases</h1><p><b><a href=a.html>Aadal Kommune: Kaffe</a></b></p>"
                       "<p>I Aadal Kommune drikker man kaffe hver dag.</p>"
                       "<p><b><a href=b.html>Klintsø Kommune: Kage</a></b></p>"
                       "<p>I Klintsø Kommune spiser man kage om fredagen.</p>");
    assert_two_teasers(
        "<h1>Cases</h1><table><tr><td><a href=a.html>Aadal Kommune: Kaffe</a><td>I Aadal Kommune "
        "drikker man kaffe hver dag.<tr><td><a href=b.html>Klintsø Kommune: Kage</a><td>I "
        "Klintsø Kommune spiser man kage om fredagen.</table>");
}

static void test_list_of_other_links_is_no_listing(void)
{
    g_autoptr(GPtrArray) cases =
        assert_kind(page_of_html("<h1>Gode steder at lede</h1><p>Her er et par steder at begynde, "
                                 "når man er ny elev.</p>"
                                 "<ul><li><a href=a.html>Den store elevbog</a> – bogen, som alle "
                                 "elever taler om i pausen.</li>"
                                 "<li><a href=b.html>Den lille elevbog</a> – bogen, som ingen "
                                 "elever endnu har fået læst.</li></ul>"),
                    CB_PAGE_PLAIN);
    g_assert_true(is_searchable(case_at(cases, 0), "alle elever taler om"));
}

static void test_repeated_inner_headings_in_a_capture(void)
{
    const char *text =
        "Pauser tre steder i landet\n\nTre kommuner fortæller om det, de gjorde.\n\n"
        "Kaffe\n\nI Aadal Kommune drikker man kaffe.\n\nDet gjorde de\n\nDe købte en kande til "
        "kaffen.\n\n"
        "Kage\n\nI Klintsø Kommune spiser man kage.\n\nDet gjorde de\n\nDe købte et fad til "
        "kagen.\n\n"
        "Te\n\nI Engholm Kommune drikker man te.\n\nDet gjorde de\n\nDe købte en potte til teen.\n";
    g_autoptr(GPtrArray) cases = assert_kind(page_of_capture(text), CB_PAGE_COLLECTION);
    assert_titles(cases, "Kaffe", "Kage", "Te", NULL);
    const CbSection *section = case_at(cases, 1)->sections->pdata[0];
    g_assert_cmpstr(section->heading, ==, "Det gjorde de");
}

static void test_municipalities_from_title_lead_or_body(void)
{
    g_autoptr(GPtrArray) title = cut(page_of_html("<h1>Aadal Kommune: Frugt</h1><p>Klintsø Kommune "
                                                  "gav idéen.</p><p>Engholm Kommune følger.</p>"),
                                     NULL);
    g_autoptr(GPtrArray) lead =
        cut(page_of_html("<h1>Frugt om natten</h1><p>Klintsø og Aadal Kommuner giver "
                         "frugt.</p><p>Engholm Kommune følger.</p>"),
            NULL);
    g_autoptr(GPtrArray) body = cut(page_of_html("<h1>Frugt om natten</h1><p>Fem kommuner giver "
                                                 "frugt.</p><p>Engholm Kommunes kurv er størst.</p>"
                                                 "<p>Bakken Kommune har ingen.</p>"),
                                    NULL);
    g_autofree char *from_title = joined(case_at(title, 0)->municipalities);
    g_autofree char *from_lead = joined(case_at(lead, 0)->municipalities);
    g_autofree char *from_body = joined(case_at(body, 0)->municipalities);
    g_assert_cmpstr(from_title, ==, "Aadal");
    g_assert_cmpstr(from_lead, ==, "Klintsø, Aadal");
    g_assert_cmpstr(from_body, ==, "Engholm");
}

static void test_date_of_text_before_meta(void)
{
    CbPage *page = page_of_html("<h1>Frugt</h1><p>Frugten er gratis om natten.</p><p>Sidst "
                                "opdateret</p><p>3. maj 2021</p>");
    g_free(page->updated);
    page->updated = g_strdup("2024-01-02T10:00:00");
    g_autoptr(GPtrArray) text = cut(page, NULL);
    g_assert_cmpstr(case_at(text, 0)->updated, ==, "2021-05-03");
    g_assert_false(is_searchable(case_at(text, 0), "3. maj"));
    page = page_of_html("<h1>Frugt</h1><p>Frugten er gratis om natten.</p>");
    g_free(page->updated);
    page->updated = g_strdup("2024-01-02T10:00:00");
    g_autoptr(GPtrArray) meta = cut(page, NULL);
    g_assert_cmpstr(case_at(meta, 0)->updated, ==, "2024-01-02");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kinds/sections-of-one-paragraph", test_sections_of_one_paragraph);
    g_test_add_func("/kinds/collection-under-one-municipality",
                    test_collection_under_one_municipality);
    g_test_add_func("/kinds/plain-page-with-many-headings", test_plain_page_with_many_headings);
    g_test_add_func("/kinds/partners-of-a-case-are-no-cases", test_partners_of_a_case_are_no_cases);
    g_test_add_func("/kinds/teasers-without-a-full-stop", test_teasers_without_a_full_stop);
    g_test_add_func("/kinds/article-without-municipality", test_article_without_municipality);
    g_test_add_func("/kinds/page-about-the-bank", test_page_about_the_bank);
    g_test_add_func("/kinds/navigation-gives-nothing", test_navigation_gives_nothing);
    g_test_add_func("/kinds/empty-pages", test_empty_pages);
    g_test_add_func("/kinds/page-without-headings", test_page_without_headings);
    g_test_add_func("/kinds/page-of-pdfs-alone", test_page_of_pdfs_alone);
    g_test_add_func("/kinds/headings-in-wrong-order", test_headings_in_wrong_order);
    g_test_add_func("/kinds/duplicate-headings", test_duplicate_headings);
    g_test_add_func("/kinds/pdf-outside-any-section", test_pdf_outside_any_section);
    g_test_add_func("/kinds/section-without-evidence-between-cases",
                    test_section_without_evidence_between_cases);
    g_test_add_func("/kinds/accordion-labels-as-case-headings",
                    test_accordion_labels_as_case_headings);
    g_test_add_func("/kinds/plain-page-with-cards-for-others",
                    test_plain_page_with_cards_for_others);
    g_test_add_func("/kinds/listing-with-read-more-links", test_listing_with_read_more_links);
    g_test_add_func("/kinds/listings-without-headings", test_listings_without_headings);
    g_test_add_func("/kinds/list-of-other-links-is-no-listing",
                    test_list_of_other_links_is_no_listing);
    g_test_add_func("/kinds/repeated-inner-headings-in-a-capture",
                    test_repeated_inner_headings_in_a_capture);
    g_test_add_func("/kinds/municipalities-from-title-lead-or-body",
                    test_municipalities_from_title_lead_or_body);
    g_test_add_func("/kinds/date-of-text-before-meta", test_date_of_text_before_meta);
    return g_test_run();
}
