/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bad-extractor: a stand-in for casebank-extract that does what the file it is handed says
 * ("crash", "hang", "flood" ...), to show that the indexer survives all of it. How it starts is
 * said by the environment: BAD_EXTRACTOR_START ("exit", "exit-twice", "other-version", "garbage"),
 * BAD_EXTRACTOR_OCR (the name of its engine, if it is to have one); each start adds a byte to the
 * file BAD_EXTRACTOR_LOG.
 */
#include <casebank/pack.h>
#include <dirent.h>
#include <extract/protocol.h>
#include <fcntl.h>
#include <page.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct {
    const char *order;
    void (*act)(int fd);
} Deed;

static CbFrameType asked; /* the request at hand */

static void send_record(CbFrameType type, GByteArray *record)
{
    if (!cb_frame_write(CB_EXTRACT_FD, type, record))
        exit(1);
    g_byte_array_set_size(record, 0);
}

static void send_info(guint64 n_pages, guint64 n_outline)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_string(record, "Titel");
    cb_pack_string(record, "2024-03-14");
    cb_pack_number(record, n_pages);
    cb_pack_number(record, n_outline);
    send_record(CB_FRAME_PDF_INFO, record);
}

static void send_any_page(guint64 number, const char *text, gboolean needs_ocr)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_number(record, number);
    cb_pack_string(record, NULL);
    cb_pack_string(record, text);
    cb_pack_number(record, needs_ocr ? 1 : 0);
    send_record(CB_FRAME_PDF_PAGE, record);
}

static void send_page(guint64 number, const char *text)
{
    send_any_page(number, text, FALSE);
}

static void send_end(guint64 state, const char *reason)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_number(record, state);
    cb_pack_string(record, reason);
    send_record(CB_FRAME_END, record);
}

static void send_ocr_page(guint64 number, const char *text)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_number(record, number);
    cb_pack_string(record, text);
    send_record(CB_FRAME_OCR_PAGE, record);
}

static void send_html(void)
{
    g_autoptr(CbPage) page = cb_page_new();
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_page_pack(page, record);
    send_record(CB_FRAME_PAGE, record);
}

static void answer_well(G_GNUC_UNUSED int fd)
{
    send_info(1, 0);
    send_page(1, "god tekst");
    send_end(CB_EXTRACT_OK, NULL);
}

static void answer_html(G_GNUC_UNUSED int fd)
{
    send_html();
    send_end(CB_EXTRACT_OK, NULL);
}

static void crash(G_GNUC_UNUSED int fd)
{
    signal(SIGSEGV, SIG_DFL);
    send_info(2, 0);
    send_page(1, "halv tekst");
    raise(SIGSEGV);
}

/* Whatever file comes next is the last one. */
static gboolean poisoned;

static void poison(int fd)
{
    poisoned = TRUE;
    answer_well(fd);
}

static void leave(G_GNUC_UNUSED int fd)
{
    _exit(7);
}

static void hang(G_GNUC_UNUSED int fd)
{
    for (;;)
        pause();
}

/* Tells its process and goes on for ever, whatever becomes of the socket. */
static void hang_and_tell(int fd)
{
    g_autofree char *pid = g_strdup_printf("%d\n", (int)getpid());
    if (pwrite(fd, pid, strlen(pid), 0) < 0)
        exit(1);
    hang(fd);
}

static void close_and_hang(int fd)
{
    close(CB_EXTRACT_FD);
    hang(fd);
}

/* Leaves a child behind that would live on. */
static void fork_and_crash(int fd)
{
    if (fork() == 0)
        hang_and_tell(fd);
    char seen[2];
    while (pread(fd, seen, 1, 0) == 1 && seen[0] == 'f')
        usleep(1000);
    raise(SIGKILL);
}

static void trickle(G_GNUC_UNUSED int fd)
{
    guint32 header[2] = {GUINT32_TO_LE(CB_FRAME_PDF_INFO), GUINT32_TO_LE(1000)};
    if (send(CB_EXTRACT_FD, header, sizeof header, MSG_NOSIGNAL) < 0)
        exit(1);
    while (send(CB_EXTRACT_FD, "x", 1, MSG_NOSIGNAL) == 1)
        usleep(20000);
}

static void flood_with_text(G_GNUC_UNUSED int fd)
{
    g_autofree char *text = g_strnfill(4 << 20, 'x');
    send_info(CB_MAX_PDF_PAGES, 0);
    for (guint i = 1; i <= CB_MAX_PDF_PAGES; i++)
        send_page(i, text);
}

static void flood_with_pages(G_GNUC_UNUSED int fd)
{
    send_info(1, 0);
    for (;;)
        send_page(1, "");
}

static void lie_about_length(G_GNUC_UNUSED int fd)
{
    guint32 header[2] = {GUINT32_TO_LE(CB_FRAME_PDF_PAGE), G_MAXUINT32};
    if (send(CB_EXTRACT_FD, header, sizeof header, MSG_NOSIGNAL) < 0)
        exit(1);
    hang(0);
}

static void lie_about_count(G_GNUC_UNUSED int fd)
{
    send_info(1, 4000);
    hang(0);
}

static void send_noise(G_GNUC_UNUSED int fd)
{
    guint8 noise[4096];
    for (guint i = 0; i < sizeof noise; i++)
        noise[i] = (guint8)(i * 7 + 13);
    if (send(CB_EXTRACT_FD, noise, sizeof noise, MSG_NOSIGNAL) < 0)
        exit(1);
    hang(0);
}

static void send_wrong_type(G_GNUC_UNUSED int fd)
{
    send_html();
    hang(0);
}

static void send_no_info(G_GNUC_UNUSED int fd)
{
    send_end(CB_EXTRACT_OK, NULL);
    hang(0);
}

static void send_wrong_page(G_GNUC_UNUSED int fd)
{
    send_info(1, 0);
    send_page(2, "");
    hang(0);
}

static void send_wrong_state(G_GNUC_UNUSED int fd)
{
    send_info(0, 0);
    send_end(CB_N_EXTRACT_STATES, NULL);
    hang(0);
}

static void send_wrong_letters(G_GNUC_UNUSED int fd)
{
    send_info(1, 0);
    send_page(1, "\xc3\x28");
    hang(0);
}

static void talk_on(int fd)
{
    answer_well(fd);
    send_page(1, "mere");
}

static void answer_and_leave(int fd)
{
    answer_well(fd);
    _exit(0);
}

/* Answers with the descriptors that are open, and what standard input gives. */
static void tell_descriptors(int fd)
{
    g_autoptr(GString) list = g_string_new(NULL);
    DIR *folder = opendir("/proc/self/fd");
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.' && atoi(entry->d_name) != dirfd(folder) &&
            atoi(entry->d_name) != fd)
            g_string_append_printf(list, "%s ", entry->d_name);
    if (folder != NULL)
        closedir(folder);
    char byte;
    g_string_append(list, read(STDIN_FILENO, &byte, 1) == 0 ? "tom" : "ikke tom");
    puts("dette skal ingen se");
    send_info(1, 0);
    send_page(1, list->str);
    send_end(CB_EXTRACT_OK, NULL);
}

static void refuse(G_GNUC_UNUSED int fd)
{
    send_end(CB_EXTRACT_ENCRYPTED, NULL);
}

static void recognize(G_GNUC_UNUSED int fd)
{
    send_ocr_page(1, "et");
    send_ocr_page(2, NULL);
    send_end(CB_EXTRACT_OK, NULL);
}

static void recognize_slowly(int fd)
{
    usleep(600000);
    send_ocr_page(1, "et");
    usleep(600000);
    send_ocr_page(2, "to");
    usleep(600000);
    send_end(CB_EXTRACT_OK, NULL);
    (void)fd;
}

static void recognize_and_crash(G_GNUC_UNUSED int fd)
{
    signal(SIGSEGV, SIG_DFL);
    send_ocr_page(1, "et");
    raise(SIGSEGV);
}

static void recognize_other_page(G_GNUC_UNUSED int fd)
{
    send_ocr_page(7, "syv");
    hang(0);
}

static void recognize_too_few(G_GNUC_UNUSED int fd)
{
    send_ocr_page(1, "et");
    send_end(CB_EXTRACT_OK, NULL);
    hang(0);
}

static void recognize_unasked(G_GNUC_UNUSED int fd)
{
    send_info(1, 0);
    send_ocr_page(1, "et");
    hang(0);
}

/* Two pages without text, of which the first can be recognised. */
static void be_a_scan(int fd)
{
    if (asked == CB_FRAME_OCR_PDF) {
        recognize(fd);
        return;
    }
    send_info(2, 0);
    send_any_page(1, "", TRUE);
    send_any_page(2, "", TRUE);
    send_end(CB_EXTRACT_NO_TEXT, NULL);
}

/* 12 MB of text. */
static void answer_at_length(G_GNUC_UNUSED int fd)
{
    g_autofree char *text = g_strnfill(1 << 20, 'x');
    send_info(12, 0);
    for (guint i = 1; i <= 12; i++)
        send_page(i, text);
    send_end(CB_EXTRACT_OK, NULL);
}

/* Lets the file grow by a byte. */
static void change(int fd)
{
    if (pwrite(fd, "", 1, lseek(fd, 0, SEEK_END)) != 1)
        exit(1);
    answer_well(fd);
}

static void change_once(int fd)
{
    if (lseek(fd, 0, SEEK_END) == (off_t)strlen("change-once"))
        change(fd);
    else
        answer_well(fd);
}

static const Deed deeds[] = {
    {"scan", be_a_scan},
    {"answer-at-length", answer_at_length},
    {"change", change},
    {"change-once", change_once},
    {"recognize", recognize},
    {"recognize-slowly", recognize_slowly},
    {"recognize-and-crash", recognize_and_crash},
    {"recognize-other-page", recognize_other_page},
    {"recognize-too-few", recognize_too_few},
    {"recognize-unasked", recognize_unasked},
    {"ok", answer_well},
    {"html", answer_html},
    {"crash", crash},
    {"leave", leave},
    {"poison", poison},
    {"hang", hang},
    {"hang-and-tell", hang_and_tell},
    {"close-and-hang", close_and_hang},
    {"fork-and-crash", fork_and_crash},
    {"trickle", trickle},
    {"flood-with-text", flood_with_text},
    {"flood-with-pages", flood_with_pages},
    {"lie-about-length", lie_about_length},
    {"lie-about-count", lie_about_count},
    {"send-noise", send_noise},
    {"send-wrong-type", send_wrong_type},
    {"send-no-info", send_no_info},
    {"send-wrong-page", send_wrong_page},
    {"send-wrong-state", send_wrong_state},
    {"send-wrong-letters", send_wrong_letters},
    {"talk-on", talk_on},
    {"answer-and-leave", answer_and_leave},
    {"tell-descriptors", tell_descriptors},
    {"refuse", refuse},
};

static void obey(int fd)
{
    char order[64] = "";
    if (pread(fd, order, sizeof order - 1, 0) < 0)
        exit(1);
    if (poisoned)
        crash(fd);
    for (guint i = 0; i < G_N_ELEMENTS(deeds); i++)
        if (strcmp(order, deeds[i].order) == 0)
            deeds[i].act(fd);
}

/* How many starts there have been, this one included. */
static gint64 log_start(void)
{
    const char *path = getenv("BAD_EXTRACTOR_LOG");
    int fd = path != NULL ? open(path, O_WRONLY | O_APPEND | O_CREAT, 0600) : -1;
    if (fd < 0)
        return 0;
    if (write(fd, "x", 1) != 1)
        exit(1);
    gint64 n = lseek(fd, 0, SEEK_END);
    close(fd);
    return n;
}

static void start(void)
{
    const char *how = getenv("BAD_EXTRACTOR_START");
    gint64 n = log_start();
    g_autoptr(GByteArray) ready = g_byte_array_new();
    if (how == NULL)
        how = "";
    if (strcmp(how, "exit") == 0 || (strcmp(how, "exit-twice") == 0 && n <= 2))
        _exit(3);
    if (strcmp(how, "garbage") == 0)
        send_noise(-1);
    cb_pack_number(ready, CB_EXTRACT_PROTOCOL + (strcmp(how, "other-version") == 0 ? 1 : 0));
    cb_pack_string(ready, "off");
    cb_pack_string(ready, getenv("BAD_EXTRACTOR_OCR"));
    send_record(CB_FRAME_READY, ready);
}

int main(void)
{
    start();
    for (;;) {
        CbFrameType type;
        int fd;
        g_autoptr(GByteArray) request = cb_frame_read(CB_EXTRACT_FD, 0, &type, &fd);
        if (request == NULL)
            return 0;
        asked = type;
        obey(fd);
        close(fd);
    }
}
