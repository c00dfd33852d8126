/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One rule of reading HTML a test: the smallest markup that shows it, and the blocks it gives. */
#include "page_dump.h"
#include <extract/html_read.h>
#include <string.h>
#include <time.h>

static CbPage *parse(const char *html)
{
    g_autofree char *reason = NULL;
    CbPage *page = cb_html_parse((const guint8 *)html, strlen(html), &reason);
    g_assert_nonnull(page);
    return page;
}

static void assert_dump(const char *html, const char *expected)
{
    g_autoptr(CbPage) page = parse(html);
    g_autofree char *dump = cb_page_dump(page);
    g_assert_cmpstr(dump, ==, expected);
}

/* Rules that one piece of markup shows. */
static const struct {
    const char *name;
    const char *html;
    const char *expected;
} rules[] = {
    /* Text */
    {"inline-markup-is-folded", "<main><p>En  <b>fed</b>\n<i>tekst</i>.</p></main>",
     "p \"En fed tekst.\"\n"},
    {"line-break-is-kept-in-a-paragraph", "<main><p>En<br>to</p></main>", "p \"En⏎to\"\n"},
    {"two-line-breaks-end-a-paragraph", "<main>En<br><br>to</main>", "p \"En\"\np \"to\"\n"},
    {"line-break-in-a-heading-is-a-space", "<main><h2>En<br>to</h2></main>", "h2 \"En to\"\n"},
    {"text-in-divs-is-paragraphs", "<main><div>En<div>to</div>tre</div></main>",
     "p \"En\"\np \"to\"\np \"tre\"\n"},
    {"entities-are-resolved", "<main><p>&AElig;ble &amp; p&aelig;re &#8211; &#x2026;</p></main>",
     "p \"Æble & pære – …\"\n"},
    {"windows-characters-by-number", "<main><p>&#147;ja&#148; &#150; nej</p></main>",
     "p \"“ja” – nej\"\n"},
    {"no-break-and-thin-spaces-are-spaces", "<main><p>16&nbsp;&thinsp;uger</p></main>",
     "p \"16 uger\"\n"},
    {"invisible-characters-are-dropped", "<main><p>fast&shy;hol\u200bdel\ufeffse\u200d</p></main>",
     "p \"fastholdelse\"\n"},
    {"icons-of-private-fonts-are-dropped", "<main><p>\ue001 Hent</p></main>", "p \"Hent\"\n"},
    {"letters-are-composed", "<main><p>A\u030alborg</p></main>", "p \"Ålborg\"\n"},
    {"words-broken-by-wbr-are-one", "<main><p>social<wbr>faglig</p></main>",
     "p \"socialfaglig\"\n"},
    {"footnote-marks-are-dropped", "<main><p>frafald<sup><a href=#n1>1</a></sup> faldt</p></main>",
     "p \"frafald faldt\"\n"},

    /* Headings and anchors */
    {"heading-takes-its-own-id", "<main><section id=ydre><h2 id=egen>A</h2></section></main>",
     "h2 #egen \"A\"\n"},
    {"heading-takes-the-anchor-in-it", "<main><h2><a name=inde></a>A</h2></main>",
     "h2 #inde \"A\"\n"},
    {"heading-takes-the-anchor-before-it", "<main><p>x</p><a name=foer></a><h2>A</h2></main>",
     "p \"x\"\nh2 #foer \"A\"\n"},
    {"heading-takes-its-sections-id",
     "<main><section id=afsnit><p>x</p><h2>A</h2><h2>B</h2></section></main>",
     "p \"x\"\nh2 #afsnit \"A\"\nh2 \"B\"\n"},
    {"heading-that-is-a-link", "<main><h3><a href=\"/case/1\">A</a></h3></main>",
     "h3 </case/1> \"A\"\n"},
    {"heading-in-a-link", "<main><a href=c.html><h3>A</h3><p>b</p></a></main>",
     "h3 <c.html> \"A\"\np \"b\"\n"},
    {"link-in-a-part-of-a-heading", "<main><h3>A <a href=b.html>b</a></h3></main>",
     "h3 \"A b\"\n  link <b.html> \"b\"\n"},
    {"heading-that-links-to-a-pdf", "<main><h3><a href=a.pdf>A</a></h3></main>",
     "h3 <a.pdf> \"A\"\n  link <a.pdf> \"A\"\n"},
    {"title-that-is-a-picture", "<main><h1><img alt=\"Titel\"></h1><p>x</p></main>",
     "h1 \"Titel\"\np \"x\"\n"},
    {"sign-that-links-to-its-heading-is-dropped",
     "<main><h2 id=a>A <a href=\"#a\">¶</a></h2><p><a href=\"#b\">Å</a></p></main>",
     "h2 #a \"A\"\np \"Å\"\n"},
    {"button-that-is-all-of-a-heading", "<main><h3><button class=x>A</button></h3></main>",
     "h3 \"A\"\n"},
    {"button-beside-a-heading-is-no-part-of-it",
     "<main><h3>A <button>Kopiér link</button></h3></main>", "h3 \"A\"\n"},

    /* Links */
    {"link-follows-its-block", "<main><p>Se <a href=\"f/a%20b.pdf\">folder</a> her</p></main>",
     "p \"Se folder her\"\n  link <f/a%20b.pdf> \"folder\"\n"},
    {"link-around-blocks-follows-them",
     "<main><a href=a.html><div>En</div><div>to</div></a></main>",
     "p \"En\"\np \"to\"\n  link <a.html> \"En to\"\n"},
    {"links-that-lead-nowhere-are-none",
     "<main><p><a href=\"#x\">c</a> <a href=\"JavaScript:x()\">d</a> <a>e</a></p></main>",
     "p \"c d e\"\n"},
    {"mail-and-telephone-links-are-links",
     "<main><p>Spørg <a href=\"mailto:a@example.dk\">a</a> <a href=\"tel:1\">b</a></p></main>",
     "p \"Spørg a b\"\n  link <mailto:a@example.dk> \"a\"\n  link <tel:1> \"b\"\n"},
    {"link-without-text-takes-the-pictures-text",
     "<main><a href=a.pdf><img src=x alt=\"Hent planche\"></a></main>",
     "  link <a.pdf> \"Hent planche\"\n"},
    {"adjacent-links-are-apart", "<main><p><a href=a>En</a><a href=b>to</a></p></main>",
     "p \"En to\"\n  link <a> \"En\"\n  link <b> \"to\"\n"},
    {"relative-links-follow-base",
     "<base href=\"https://example.dk/x/\"><main><p><a href=a.pdf>a</a> <a "
     "href=\"/b\">b</a></main>",
     "p \"a b\"\n  link <https://example.dk/x/a.pdf> \"a\"\n  link </b> \"b\"\n"},
    {"ampersands-in-links", "<main><p><a href=\"a?x=1&amp;y=2&z=3\">a</a></main>",
     "p \"a\"\n  link <a?x=1&y=2&z=3> \"a\"\n"},

    /* Lists and tables */
    {"list-items", "<main><ul><li>En<ul><li>inde</li></ul><li><p>to</p><p>mere</p></ul></main>",
     "item \"En\"\nitem \"inde\"\nitem \"to\"\np \"mere\"\n"},
    {"card-in-a-list-is-no-item", "<main><ul><li><h3>A</h3><p>b</p></li></ul></main>",
     "h3 \"A\"\np \"b\"\n"},
    {"table-rows",
     "<main><table><tr><th></th><th>2019</th><th>2023</th></tr>"
     "<tr><td>Frafald</td><td>38&nbsp;%</td><td><p>10&nbsp;%</p></td></tr></table></main>",
     "item \"2019 · 2023\"\nitem \"Frafald · 38 % · 10 %\"\n"},
    {"layout-table-is-no-table",
     "<main><table><tr><td><p>kolonne</p></td><td><h2>A</h2><p>b</p></td></tr></table></main>",
     "p \"kolonne\"\nh2 \"A\"\np \"b\"\n"},
    {"definitions", "<main><dl><dt>Kommune<dd>Æblerup<dt>Hvorfor?<dd>Derfor</dl></main>",
     "item \"Kommune: Æblerup\"\nitem \"Hvorfor? Derfor\"\n"},
    {"term-without-definition", "<main><dl><dt>Ene</dl><p>x</p></main>", "p \"Ene\"\np \"x\"\n"},

    /* Accordions and tabs */
    {"summary-is-a-toggle",
     "<main><details id=d><summary>Læs mere ▾</summary><p>Inde</p></details></main>",
     "toggle #d \"Læs mere\"\np \"Inde\"\n"},
    {"heading-in-a-summary-is-a-heading",
     "<main><details><summary><h3>Effekter</h3></summary>Inde</details></main>",
     "h3 \"Effekter\"\np \"Inde\"\n"},
    {"heading-with-a-button-is-a-heading",
     "<main><h3><button aria-expanded=false aria-controls=p>Effekter</button></h3>"
     "<div id=p hidden>Inde</div></main>",
     "h3 #p \"Effekter\"\np \"Inde\"\n"},
    {"button-of-an-accordion-is-a-toggle",
     "<main><button aria-expanded=false data-bs-target=\"#p\">+ Effekter</button>"
     "<div id=p style=\"display : none\">Inde</div></main>",
     "toggle #p \"Effekter\"\np \"Inde\"\n"},
    {"link-that-opens-is-a-toggle",
     "<main><a href=\"#p\" data-toggle=collapse>Effekter</a><div id=p class=collapse>Inde</div>"
     "</main>",
     "toggle #p \"Effekter\"\np \"Inde\"\n"},
    {"button-like-link-is-a-link",
     "<main><p><a role=button class=btn href=a.pdf>Hent</a></p></main>",
     "p \"Hent\"\n  link <a.pdf> \"Hent\"\n"},
    {"accordion-title-by-class-is-a-toggle",
     "<main><div class=\"accordion-item\"><div class=\"accordion__header\">Effekter</div>"
     "<div class=\"accordion__panel\" aria-hidden=true>Inde</div></div></main>",
     "toggle \"Effekter\"\np \"Inde\"\n"},
    {"tab-label-stands-at-its-panel",
     "<main><div role=tablist><button role=tab aria-controls=a>Et</button><button role=tab "
     "aria-controls=b>To</button></div><div id=a role=tabpanel>x</div><div id=b role=tabpanel "
     "hidden>y</div></main>",
     "toggle #a \"Et\"\np \"x\"\ntoggle #b \"To\"\np \"y\"\n"},
    {"other-buttons-are-dropped", "<main><p>x</p><button>Send</button></main>", "p \"x\"\n"},

    /* What is not content */
    {"scripts-and-styles-are-dropped",
     "<main><p>a</p><script>var x='<p>b</p>'</script><style>p{}</style><template><p>c</template>"
     "<noscript>d</noscript><svg><text>e</text></svg></main>",
     "p \"a\"\n"},
    {"menus-headers-and-footers-are-dropped",
     "<header>Logo</header><nav><a href=a>A</a></nav><div role=navigation>B</div>"
     "<div><h1>T</h1><p>Tekst</p></div><footer>Adresse</footer>",
     "h1 \"T\"\np \"Tekst\"\n"},
    {"cookie-box-is-dropped-even-when-longest",
     "<div id=CybotCookiebotDialog><p>Vi bruger cookies til statistik og til meget andet.</div>"
     "<div><h1>T</h1><p>Kort</p></div>",
     "h1 \"T\"\np \"Kort\"\n"},
    {"page-about-cookies-is-kept",
     "<body class=cookie-page><div class=cookie-policy><h1>Cookies</h1><p>Tekst</p></div></body>",
     "h1 \"Cookies\"\np \"Tekst\"\n"},
    {"login-and-search-forms-are-dropped",
     "<main><p>Her er teksten om indsatsen</p><form><label>Brugernavn</label><input "
     "type=password></form><form role=search>Søg</form></main>",
     "p \"Her er teksten om indsatsen\"\n"},
    {"form-around-the-page-is-kept", "<form id=aspnetForm><div><h1>T</h1><p>Tekst</p></div></form>",
     "h1 \"T\"\np \"Tekst\"\n"},
    {"skip-links-are-dropped",
     "<main><a class=skip-link href=#x>Gå til hovedindhold</a><p>Gå til indhold</p><p>x</p></main>",
     "p \"x\"\n"},
    {"share-links-are-dropped",
     "<main><p>x</p><div class=\"share-buttons\"><a href=a>Facebook</a></div><p>Del på LinkedIn</p>"
     "</main>",
     "p \"x\"\n"},
    {"hidden-elements-are-dropped",
     "<main><p>Her er teksten</p><p hidden>a</p><p aria-hidden=true>b</p><p "
     "style=\"color:red;display:none\">c</p><span class=sr-only>d</span></main>",
     "p \"Her er teksten\"\n"},
    {"hidden-part-after-its-heading-is-kept",
     "<main><p>Her er teksten</p><h3>Effekt</h3><div style=\"display:none\">Stor</div></main>",
     "p \"Her er teksten\"\nh3 \"Effekt\"\np \"Stor\"\n"},
    {"header-in-a-section-around-the-page-is-dropped",
     "<section id=side><header>Logo</header><div><h1>T</h1><p>Her er teksten</p></div></section>",
     "h1 \"T\"\np \"Her er teksten\"\n"},
    {"header-of-a-section-is-kept",
     "<main><section><header><h2>Del</h2></header><p>Her er teksten</p></section></main>",
     "h2 \"Del\"\np \"Her er teksten\"\n"},
    {"related-pages-are-dropped",
     "<main><p>Her er teksten</p><div class=\"related-content\"><p>Læs også</p></div></main>",
     "p \"Her er teksten\"\n"},
    {"aside-of-links-is-dropped",
     "<main><p>Her er teksten</p><aside><h2>Se også</h2><a href=a>En anden side om "
     "noget</a></aside>"
     "</main>",
     "p \"Her er teksten\"\n"},
    {"aside-with-facts-is-kept",
     "<main><p>Her er teksten</p><aside class=faktaboks><p>Fakta</p></aside></main>",
     "p \"Her er teksten\"\np \"Fakta\"\n"},
    {"footer-of-an-article-that-tells-the-date-is-kept",
     "<article><p>Her er teksten</p><footer>Sidst opdateret: 1. maj 2024</footer></article>",
     "p \"Her er teksten\"\np \"Sidst opdateret: 1. maj 2024\"\n"},
    {"other-footer-of-an-article-is-dropped",
     "<article><p>Her er teksten</p><footer>Arkiveret under Nyt</footer></article>",
     "p \"Her er teksten\"\n"},
    {"source-of-a-quotation-is-kept",
     "<main><blockquote><p>Det virker</p><footer>En elev</footer></blockquote></main>",
     "p \"Det virker\"\np \"En elev\"\n"},

    /* Where the content is */
    {"main-wins", "<div><p>Udenfor, og med en hel del tekst i</p></div><main><p>Inde</p></main>",
     "p \"Inde\"\n"},
    {"role-main-wins", "<div><p>Udenfor</p></div><div role=main><p>Inde</p></div>", "p \"Inde\"\n"},
    {"empty-main-does-not-win", "<main></main><div><p>Tekst</p></div>", "p \"Tekst\"\n"},
    {"article-wins-without-main",
     "<div>Reklame</div><article><p>Artiklens tekst er her</p></article>",
     "p \"Artiklens tekst er her\"\n"},
    {"all-articles-of-a-list",
     "<div>x</div><div><article><p>Den første</p></article><article><p>Den "
     "anden</p></article></div>",
     "p \"Den første\"\np \"Den anden\"\n"},
    {"densest-part-wins-without-either",
     "<div><a href=a>Et punkt</a> <a href=b>Et punkt til</a></div><div><h1>T</h1><p>En tekst, der "
     "er "
     "lang nok til at være det hele</p></div><div>Bund</div>",
     "h1 \"T\"\np \"En tekst, der er lang nok til at være det hele\"\n"},
    {"title-above-main-is-kept", "<div class=hero><h1>T</h1></div><main><p>Tekst</p></main>",
     "h1 \"T\"\np \"Tekst\"\n"},
    {"name-of-the-site-is-no-title",
     "<title>Om os | Sitet</title><header><h1>Sitet</h1></header><main><p>Tekst</p></main>",
     "title: Om os | Sitet\np \"Tekst\"\n"},
    {"pdf-beside-main-is-kept",
     "<main><p>Tekst</p></main><aside><a href=a.pdf>Folder</a><a href=b>Andet</a></aside>",
     "p \"Tekst\"\np \"Folder\"\n  link <a.pdf> \"Folder\"\n"},
    {"date-in-the-pages-footer-is-kept",
     "<main><p>Tekst</p></main><footer><p>Adresse</p><p>Senest opdateret 3. juni 2023</p></footer>",
     "p \"Tekst\"\np \"Senest opdateret 3. juni 2023\"\n"},

    /* Contact */
    {"address-is-contact", "<main><p>x</p><address>Vejen 1</address></main>",
     "p \"x\"\np @ \"Vejen 1\"\n"},
    {"contact-box-by-class",
     "<main><p>Her er teksten</p><div class=kontaktboks><p>A</p></div></main>",
     "p \"Her er teksten\"\np @ \"A\"\n"},
    {"contact-section-by-label",
     "<main><p>Her er teksten</p><section aria-label=\"Kontakt os\"><p>A</p></section></main>",
     "p \"Her er teksten\"\np @ \"A\"\n"},
    {"contact-below-its-heading",
     "<main><h2>Kontakt</h2><p>A</p><p>Sidst opdateret: 1. maj "
     "2024</p><h2>Næste</h2><p>B</p></main>",
     "h2 @ \"Kontakt\"\np @ \"A\"\np \"Sidst opdateret: 1. maj 2024\"\nh2 \"Næste\"\np \"B\"\n"},
    {"case-about-contact-persons-is-no-contact",
     "<main><h2>Kontaktpersoner i praktikken</h2><p>A</p></main>",
     "h2 \"Kontaktpersoner i praktikken\"\np \"A\"\n"},
    {"page-called-contact-is-no-contact",
     "<body class=contact-layout><div id=contact><h1>T</h1><p>A</p></div></body>",
     "h1 \"T\"\np \"A\"\n"},

    /* What the page says of itself */
    {"title-and-canonical",
     "<title> En\n titel </title><link rel=\"canonical\" href=\" https://example.dk/a \"><main>x",
     "title: En titel\ncanonical: https://example.dk/a\np \"x\"\n"},
    {"og-url-without-canonical",
     "<meta property=\"og:url\" content=\"https://example.dk/a\"><main>x",
     "canonical: https://example.dk/a\np \"x\"\n"},
    {"modified-time",
     "<meta property=\"article:modified_time\" content=\"2024-03-14T10:00\"><main>x",
     "updated: 2024-03-14T10:00\np \"x\"\n"},
    {"last-modified", "<meta name=\"Last-Modified\" content=\"2024-03-14\"><main>x",
     "updated: 2024-03-14\np \"x\"\n"},
    {"time-beside-the-word-updated",
     "<main><p>Skrevet <time datetime=2020-01-01>1. januar 2020</time></p><p>Sidst opdateret: "
     "<time "
     "datetime=2024-03-14>14. marts 2024</time></p></main>",
     "updated: 2024-03-14\np \"Skrevet 1. januar 2020\"\np \"Sidst opdateret: 14. marts 2024\"\n"},
    {"noindex", "<meta name=robots content=\"nofollow, NOINDEX\"><main>x", "noindex\np \"x\"\n"},

    /* Breadcrumb */
    {"breadcrumb-of-a-list",
     "<nav aria-label=\"Brødkrumme\"><ol><li><a href=/>Forside</a></li><li>Arbejdsgiver</li><li><a "
     "href=a>Oplæring</a></li><li aria-current=page>Mentor</li></ol></nav><main>x",
     "breadcrumb: Arbejdsgiver / Oplæring\np \"x\"\n"},
    {"breadcrumb-of-a-line",
     "<h1>Bro</h1><p class=breadcrumb>Du er her: Forside &gt; Unge/voksne &gt; FGU &gt; "
     "Bro</p><p>Her er en tekst, som er længere end stien til den</p>",
     "breadcrumb: Unge/voksne / FGU\nh1 \"Bro\"\np \"Her er en tekst, som er længere end stien til "
     "den\"\n"},
    {"breadcrumb-of-links-with-signs",
     "<div class=\"c-breadcrumbs\"><a href=/>Hjem</a> / <a href=a>Sundhed</a> / Denne "
     "side</div><main>x",
     "breadcrumb: Sundhed\np \"x\"\n"},
    {"breadcrumb-of-schema-org",
     "<ul itemscope itemtype=\"https://schema.org/BreadcrumbList\"><li><a "
     "href=/><span>Start</span></a>"
     "<li><a href=a>Sundhed</a></ul><main>x",
     "breadcrumb: Sundhed\np \"x\"\n"},

    /* Broken markup */
    {"no-structure-at-all", "Bare tekst", "p \"Bare tekst\"\n"},
    {"nothing-is-closed", "<html><body><h1>T<p>en<ul><li>to<li>tre",
     "h1 \"T\"\np \"en\"\nitem \"to\"\nitem \"tre\"\n"},
    {"crossed-tags", "<main><p><b>en <i>to</b> tre</i></p></main>", "p \"en to tre\"\n"},
    {"tag-cut-off", "<main><p>en</p><p class=\"x", "p \"en\"\n"},
    {"markup-without-text", "<html><head></head><body><div></div></body></html>", ""},
};

static void test_rule(gconstpointer data)
{
    guint i = GPOINTER_TO_UINT(data);
    assert_dump(rules[i].html, rules[i].expected);
}

/* ---- Letters ---- */

static void assert_bytes(const char *bytes, gsize length, const char *expected)
{
    g_autofree char *reason = NULL;
    g_autoptr(CbPage) page = cb_html_parse((const guint8 *)bytes, length, &reason);
    g_assert_nonnull(page);
    g_autofree char *dump = cb_page_dump(page);
    g_assert_cmpstr(dump, ==, expected);
}

#define ASSERT_BYTES(bytes, expected) assert_bytes(bytes, sizeof(bytes) - 1, expected)

static void test_utf8_without_declaration(void)
{
    ASSERT_BYTES("<p>Rødgrød", "p \"Rødgrød\"\n");
}

static void test_utf8_mark(void)
{
    ASSERT_BYTES("\xef\xbb\xbf<p>Rødgrød", "p \"Rødgrød\"\n");
}

static void test_latin_1_declared(void)
{
    ASSERT_BYTES("<meta charset=iso-8859-1><p>R\xf8"
                 "dgr\xf8"
                 "d",
                 "p \"Rødgrød\"\n");
}

static void test_windows_1252_undeclared(void)
{
    ASSERT_BYTES("<p>\x93ja\x94 \x96 R\xf8"
                 "d \x80",
                 "p \"“ja” – Rød €\"\n");
}

static void test_utf8_declared_as_latin_1(void)
{
    ASSERT_BYTES("<meta charset=iso-8859-1><p>Rødgrød", "p \"Rødgrød\"\n");
}

static void test_latin_1_declared_as_utf8(void)
{
    ASSERT_BYTES("<meta charset=utf-8><p>R\xf8"
                 "dgr\xf8"
                 "d",
                 "p \"Rødgrød\"\n");
}

static void test_stray_byte_in_utf8(void)
{
    ASSERT_BYTES("<p>Rødgrød \x96 med fløde", "p \"Rødgrød – med fløde\"\n");
}

static void test_other_charset_declared(void)
{
    ASSERT_BYTES("<meta http-equiv=Content-Type content=\"text/html; charset=ISO-8859-15\"><p>\xa4",
                 "p \"€\"\n");
}

static void test_unknown_charset_declared(void)
{
    ASSERT_BYTES("<meta charset=findes-ikke><p>R\xf8"
                 "d",
                 "p \"Rød\"\n");
}

static void test_utf16(void)
{
    ASSERT_BYTES("\xff\xfe<\0p\0>\0R\0\xf8\0d\0=\xd8\x00\xde", "p \"Rød😀\"\n");
    ASSERT_BYTES("\xfe\xff\0<\0p\0>\0R\0\xf8\0d\xd8\x00", "p \"Rød\uFFFD\"\n");
}

static void test_nul_bytes_are_spaces(void)
{
    g_autoptr(GString) html = g_string_new("<p>en tekst med en enkelt fejl: a");
    g_string_append_len(html, "\0b", 2);
    assert_bytes(html->str, html->len, "p \"en tekst med en enkelt fejl: a b\"\n");
}

/* ---- No page ---- */

static void assert_refused(const char *bytes, gsize length, const char *part)
{
    g_autofree char *reason = NULL;
    g_autoptr(CbPage) page = cb_html_parse((const guint8 *)bytes, length, &reason);
    g_assert_null(page);
    g_assert_nonnull(reason);
    g_assert_nonnull(strstr(reason, part));
}

static void test_empty_file_is_refused(void)
{
    assert_refused("", 0, "tom");
}

static void test_pdf_is_refused(void)
{
    static const char pdf[] =
        "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";
    assert_refused(pdf, sizeof pdf - 1, "PDF");
}

static void test_binary_is_refused(void)
{
    static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0";
    assert_refused(png, sizeof png - 1, "ikke tekst");
}

static void test_file_over_the_limit_is_refused(void)
{
    gsize length = 21u << 20;
    g_autofree char *large = g_strnfill(length, 'x');
    assert_refused(large, length, "21,0 MB, og grænsen er 20 MB");
}

static void test_too_many_blocks_are_refused(void)
{
    g_autoptr(GString) html = g_string_new("<main>");
    for (guint i = 0; i <= CB_MAX_PAGE_BLOCKS; i++)
        g_string_append(html, "<p>x");
    assert_refused(html->str, html->len, "250000 afsnit");
}

/* ---- Hostile pages ---- */

/* @start, @n times @part, @end. */
static char *repeat(const char *start, const char *part, guint n, const char *end)
{
    GString *html = g_string_new(start);
    for (guint i = 0; i < n; i++)
        g_string_append(html, part);
    g_string_append(html, end);
    return g_string_free(html, FALSE);
}

static void test_nested_beyond_reason_keeps_its_text(void)
{
    g_autofree char *html = repeat("<title>T</title><h2>Start</h2>", "<div>", 20000,
                                   "<li>R&oslash;d &#60; bund</li></div>slut<!-- x --><script>y");
    assert_dump(html, "title: T\nh2 \"Start\"\nitem \"Rød < bund\"\np \"slut\"\n");
}

static void test_nested_deep_keeps_its_structure(void)
{
    g_autofree char *html =
        repeat("<main>", "<span>", 600, "<p>en</p><h2>to</h2><p>tre</p></main>");
    g_autoptr(CbPage) page = parse(html);
    g_autofree char *dump = cb_page_dump(page);
    g_assert_nonnull(strstr(dump, "en"));
    g_assert_nonnull(strstr(dump, "tre"));
}

static void test_font_tags_never_closed(void)
{
    g_autofree char *html = repeat("<main>", "<p><font size=2><b>x</p>", 400, "<h2>A</h2></main>");
    g_autoptr(CbPage) page = parse(html);
    g_assert_cmpuint(page->blocks->len, >=, 400);
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* libxml2 compares each attribute with all before it: these would take it 15 seconds. */
static void test_tag_of_many_attributes_keeps_the_text(void)
{
    g_autoptr(GString) html = g_string_new("<p>en</p><a ");
    for (guint i = 0; i < 100000; i++)
        g_string_append_printf(html, "x%u=1 ", i);
    g_string_append(html, ">to</a>");
    double start = cpu_seconds();
    assert_dump(html->str, "p \"en\"\np \"to\"\n");
    g_assert_cmpfloat(cpu_seconds() - start, <, 5);
}

static void test_long_attribute_is_no_trouble(void)
{
    g_autofree char *html = repeat("<main><p>en</p><img src=\"data:image/png;base64,",
                                   "iVBORw0KGgo= ", 100000, "\"><p>to</p></main>");
    assert_dump(html, "p \"en\"\np \"to\"\n");
}

static void test_links_around_links_do_not_multiply(void)
{
    g_autofree char *html = repeat("<main>", "<a href=a.html><b>", 200, "");
    g_autofree char *text = g_strnfill(1 << 20, 'x');
    g_autofree char *whole = g_strconcat(html, text, NULL);
    g_autoptr(CbPage) page = parse(whole);
    gsize total = 0;
    for (guint i = 0; i < page->blocks->len; i++)
        total += strlen(((const CbBlock *)g_ptr_array_index(page->blocks, i))->text);
    g_assert_cmpuint(total, <, 4u << 20);
}

static void add_rules(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
        g_autofree char *path = g_strdup_printf("/html/rule/%s", rules[i].name);
        g_test_add_data_func(path, GUINT_TO_POINTER(i), test_rule);
    }
}

static void add_letters(void)
{
    g_test_add_func("/html/letters/utf8-without-declaration", test_utf8_without_declaration);
    g_test_add_func("/html/letters/utf8-mark", test_utf8_mark);
    g_test_add_func("/html/letters/latin-1-declared", test_latin_1_declared);
    g_test_add_func("/html/letters/windows-1252-undeclared", test_windows_1252_undeclared);
    g_test_add_func("/html/letters/utf8-declared-as-latin-1", test_utf8_declared_as_latin_1);
    g_test_add_func("/html/letters/latin-1-declared-as-utf8", test_latin_1_declared_as_utf8);
    g_test_add_func("/html/letters/stray-byte-in-utf8", test_stray_byte_in_utf8);
    g_test_add_func("/html/letters/other-charset-declared", test_other_charset_declared);
    g_test_add_func("/html/letters/unknown-charset-declared", test_unknown_charset_declared);
    g_test_add_func("/html/letters/utf16", test_utf16);
    g_test_add_func("/html/letters/nul-bytes-are-spaces", test_nul_bytes_are_spaces);
}

static void add_refusals(void)
{
    g_test_add_func("/html/refuses/empty-file", test_empty_file_is_refused);
    g_test_add_func("/html/refuses/pdf", test_pdf_is_refused);
    g_test_add_func("/html/refuses/binary", test_binary_is_refused);
    g_test_add_func("/html/refuses/file-over-the-limit", test_file_over_the_limit_is_refused);
    g_test_add_func("/html/refuses/too-many-blocks", test_too_many_blocks_are_refused);
}

static void add_hostile(void)
{
    g_test_add_func("/html/hostile/nested-beyond-reason-keeps-its-text",
                    test_nested_beyond_reason_keeps_its_text);
    g_test_add_func("/html/hostile/nested-deep-keeps-its-structure",
                    test_nested_deep_keeps_its_structure);
    g_test_add_func("/html/hostile/font-tags-never-closed", test_font_tags_never_closed);
    g_test_add_func("/html/hostile/tag-of-many-attributes-keeps-the-text",
                    test_tag_of_many_attributes_keeps_the_text);
    g_test_add_func("/html/hostile/long-attribute-is-no-trouble",
                    test_long_attribute_is_no_trouble);
    g_test_add_func("/html/hostile/links-around-links-do-not-multiply",
                    test_links_around_links_do_not_multiply);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_rules();
    add_letters();
    add_refusals();
    add_hostile();
    return g_test_run();
}
