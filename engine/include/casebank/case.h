/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the case bank is made of: cases with sections and attachments. The indexer fills these in
 * and hands them to the index writer; the reader gives them back. Plain structs: every string is
 * UTF-8, owned by the struct that holds it and freed with it. No locking: a case belongs to one
 * thread at a time.
 */
#ifndef CASEBANK_CASE_H
#define CASEBANK_CASE_H

#include <glib.h>

G_BEGIN_DECLS

/** What a hit is. A document is a PDF that no page names, with itself as its only attachment. */
typedef enum { CB_CASE_FULL, CB_CASE_TEASER, CB_CASE_DOCUMENT } CbCaseKind;
#define CB_N_CASE_KINDS 3

/** The outcome of reading an attachment. Everything but OK means that its text is not searchable.
 * Scans whose pages were recognised (OCR) are OK. */
typedef enum {
    CB_STATE_OK,
    CB_STATE_NO_TEXT,   /* pages without a text layer: a scan that was not recognised */
    CB_STATE_ENCRYPTED, /* needs a password */
    CB_STATE_DAMAGED,   /* cannot be parsed, or the parser crashed on it */
    CB_STATE_MISSING,   /* named by a page, but no such file */
    CB_STATE_TIMEOUT,   /* the parser ran out of time on it */
} CbAttachmentState;
#define CB_N_ATTACHMENT_STATES 6

/** The names used in JSON and in the index: "case", "teaser", "document". Static; never NULL. */
const char *cb_case_kind_name(CbCaseKind kind);
/** The names used in JSON and in the index: "ok", "no-text", "encrypted", "damaged", "missing".
 * Static. */
const char *cb_attachment_state_name(CbAttachmentState state);

/** A section of a page: a passage. */
typedef struct {
    char *heading; /* NULL for the text before the first heading */
    char *anchor;  /* fragment of the page's URL that leads here, without '#'; NULL when none */
    char *text;    /* paragraphs separated by one blank line */
} CbSection;

/** A page of a PDF: a passage. */
typedef struct {
    guint number; /* physical page, from 1 */
    char *label;  /* printed page label when it differs from @number ("iv"), else NULL */
    char *text; /* in reading order, paragraphs separated by one blank line; "" for an empty page */
    gboolean needs_ocr; /* has no text layer worth the name, so what @text says is at best a part of
                           what is on the page; not kept in an index */
    gboolean ocr; /* @text was recognised on a picture of the page, and may have wrong letters */
} CbPdfPage;

/** A line of a PDF's outline. */
typedef struct {
    guint level; /* from 1 */
    guint page;  /* physical page, from 1; 0 when unknown */
    char *title;
} CbOutlineItem;

/** A PDF of a case. */
typedef struct {
    char *name;   /* as a person knows it: the link text or the file name, with ".pdf" */
    char *url;    /* absolute URL, or NULL */
    char *source; /* path below its source folder, or NULL when missing */
    char *type;   /* "velkomstbrev", "håndbog", "planche", ... or "andet" */
    CbAttachmentState state;
    char *reason;       /* why the state is not OK, or which of its pages are not read; in Danish;
                           NULL when all is well */
    char *title;        /* the PDF's own title, or NULL */
    char *date;         /* the PDF's own date (modified, else created) as "YYYY-MM-DD", or NULL */
    guint n_pages;      /* 0 when unknown */
    GPtrArray *pages;   /* CbPdfPage*, may be empty */
    GPtrArray *outline; /* CbOutlineItem*, may be empty */
} CbAttachment;

/** Another place where the same case stands. */
typedef struct {
    char *title;
    char *url;    /* or NULL */
    char *source; /* path below its source folder */
} CbAlsoIn;

typedef struct {
    char *id; /* unique in the index and stable from run to run: path without extension, then
                 ":section-slug" for a section of a page; or the id that a CMS export gave */
    CbCaseKind kind;
    char *title;
    GPtrArray *municipalities; /* char*, without "Kommune" */
    GPtrArray *topics;         /* char*, from the breadcrumb */
    char *url;                 /* absolute URL with fragment, or NULL */
    char *source;              /* path of the page below its source folder */
    char *lead; /* first paragraph or teaser text; "" when none. Not repeated in @sections */
    GPtrArray *sections; /* CbSection*, in document order */
    char
        *contact; /* names, phones, mails; NULL when none. Shown and searched by `kontakt:` alone */
    char *updated;          /* "YYYY-MM-DD" or NULL */
    GPtrArray *attachments; /* CbAttachment*, in document order */
    GPtrArray *also_in;     /* CbAlsoIn*, may be empty */
} CbCase;

/** An empty case of kind full: strings NULL (lead ""), arrays empty with their free functions set.
 */
CbCase *cb_case_new(void);
void cb_case_free(CbCase *item);

/** Each takes copies; NULL strings are allowed where the struct says so. */
CbSection *cb_section_new(const char *heading, const char *anchor, const char *text);
void cb_section_free(CbSection *section);
CbPdfPage *cb_pdf_page_new(guint number, const char *label, const char *text);
void cb_pdf_page_free(CbPdfPage *page);
CbOutlineItem *cb_outline_item_new(guint level, guint page, const char *title);
void cb_outline_item_free(CbOutlineItem *item);
/** State OK, type "andet", arrays empty. */
CbAttachment *cb_attachment_new(const char *name);
void cb_attachment_free(CbAttachment *attachment);
/** What was read for one attachment serves another of the same file: @into gets state, reason,
 * title, date and n_pages of @from, and shares its pages and outline, which are not copied: neither
 * may change them as long as both are there. */
void cb_attachment_share_text(CbAttachment *into, const CbAttachment *from);
CbAlsoIn *cb_also_in_new(const char *title, const char *url, const char *source);
void cb_also_in_free(CbAlsoIn *also_in);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbCase, cb_case_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbAttachment, cb_attachment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbSection, cb_section_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPdfPage, cb_pdf_page_free)

G_END_DECLS

#endif
