#!/usr/bin/env python3
"""Writes Data/demo, the invented incident, and Data/demo.truth.json. For maintainers: the files are committed, and the
same seed writes the same bytes.

    python3 scripts/make_demo.py

Everybody in it is invented. Customers' addresses stand under the reserved .example; the sending hosts' addresses are
those that RFC 5737 keeps for documentation. Nothing in it is signed, so no DKIM signature verifies.
"""
import base64, datetime as dt, json, pathlib, quopri, random, shutil, struct, unicodedata, zlib

from demo_compound_file import outlook_message
from demo_words import (APPLE_BEGIN, COMPANY, DOMAIN, FIRST, FROM_NAMES, LABELS, LAST, LURES, MAILBOX_DOMAINS, OUTLOOK_BAR,
                        OWN, PLANS, PREFIX, STUDIO_DOMAINS, THUNDERBIRD_BEGIN)

ROOT = pathlib.Path(__file__).resolve().parent.parent / "Data"
OUT = ROOT / "demo"
RNG = random.Random(20141014)
LEAK_DATE = dt.date(2014, 3, 3)        # the copy of the old app's database was taken then, eight months after its end
LOOKALIKE = {1: "palornberry.com", 2: "palomberry-billing.com"}
SERVICE = {1: "sendgrid", 2: "mailgun"}
SENDGRID_USER, MAILGUN_ACCOUNT = "1482093", "7be21c"
SENT = {1: dt.datetime(2014, 10, 14, 8, 2, 11), 2: dt.datetime(2014, 10, 21, 7, 34, 50)}
UTC, BST, CEST, PDT = 0, 1, 2, -7
ZONE = {"en": BST, "es": CEST, "hu": CEST}
CRLF = "\r\n"

# ---------------------------------------------------------------------------------------------------- people and stores


def ascii_fold(text):
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


class Person:
    def __init__(self, lang, number):
        self.lang = lang
        self.first, self.last = RNG.choice(FIRST[lang]), RNG.choice(LAST[lang])
        if lang == "es":
            self.last += " " + RNG.choice(LAST[lang])
        self.name = f"{self.last} {self.first}" if lang == "hu" else f"{self.first} {self.last}"
        pool = STUDIO_DOMAINS if RNG.random() < .45 else MAILBOX_DOMAINS
        self.domain, self.operator = RNG.choice(pool[lang]).split()
        a, b = ascii_fold(self.first), ascii_fold(self.last.split()[0])
        local = RNG.choice([f"{a}.{b}", f"{b}.{a}" if lang == "hu" else f"{a[0]}{b}", f"{a}.{b}"])
        if (local, self.domain) in Person.taken:
            local += str(number % 97 + 2)
        while (local, self.domain) in Person.taken:
            local += "x"
        Person.taken.add((local, self.domain))
        self.email = f"{local}@{self.domain}"
        self.plan, self.tag = None, ""

    def address(self, store):
        """As the store holds it: a plus-tag was given to the old app alone."""
        return self.email if store == "old-app" else self.email.replace(self.tag, "")


Person.taken = set()


def a_day(first, last):
    return first + dt.timedelta(days=RNG.randrange((last - first).days + 1))


def growing_day(first, last):
    """Later days are likelier, as they are in a store that grows."""
    return first + dt.timedelta(days=int(((last - first).days + 1) * RNG.random() ** .7))


def make_stores():
    people = [Person(RNG.choices(["en", "es", "hu"], [4, 3, 3])[0], i) for i in range(2350)]
    for p in people:
        p.plan = RNG.choices(PLANS["old-app"], [5, 4, 2])[0]
    stores = {s: {} for s in ("app", "old-app", "newsletter", "crm", "helpdesk", "webinars")}
    old, rest = people[:780], people[780:]
    retired = dt.date(2013, 6, 30)
    for p in old:
        stores["old-app"][p] = (growing_day(dt.date(2010, 2, 1), dt.date(2013, 6, 14)), None)
        if RNG.random() < .06:          # the few who asked to be deleted before it was switched off
            stores["old-app"][p] = (a_day(dt.date(2010, 2, 1), dt.date(2012, 6, 1)), a_day(dt.date(2012, 6, 2), retired))
    moved = [p for p in old if stores["old-app"][p][1] is None and RNG.random() < .57]
    for p in moved:
        stores["app"][p] = (a_day(dt.date(2013, 4, 2), dt.date(2013, 6, 28)), a_day(dt.date(2013, 10, 1), dt.date(2014, 9, 30)) if RNG.random() < .12 else None)
    for p in rest[:960]:
        stores["app"][p] = (growing_day(dt.date(2013, 4, 2), dt.date(2014, 10, 10)), None)
    for p in people:
        if RNG.random() < (.44 if p in stores["app"] else .34):
            stores["newsletter"][p] = (growing_day(dt.date(2010, 6, 1), dt.date(2014, 10, 9)), None)
            if RNG.random() < .1:
                stores["newsletter"][p] = (a_day(dt.date(2010, 6, 1), dt.date(2013, 5, 1)), a_day(dt.date(2013, 5, 2), dt.date(2014, 10, 10)))
        if RNG.random() < .33:
            stores["crm"][p] = (growing_day(dt.date(2011, 3, 1), dt.date(2014, 10, 9)), None)
        if RNG.random() < .21:
            stores["helpdesk"][p] = (growing_day(dt.date(2012, 1, 9), dt.date(2014, 10, 10)), None)
        if RNG.random() < .13:
            stores["webinars"][p] = (a_day(dt.date(2012, 5, 1), dt.date(2014, 1, 20)), None)
    return people, stores


CANARIES = {"old-app": ["qa-booking-1", "qa-booking-2", "qa-payments", "demo-studio"], "app": ["canary-app-1", "canary-app-2"],
            "newsletter": ["seed-newsletter"], "crm": [], "helpdesk": ["probe-helpdesk"], "webinars": ["test-webinar"]}
REGISTER = [
    ("app", "Palomberry (the app of today)", "Palomberry", "active", None, "email, name, company, plan, card_last4"),
    ("old-app", "Old web app", "Brickline Studio", "retired", "2013-06-30", "email, name, plan"),
    ("newsletter", "Newsletter tool", "Paperkite", "active", None, "email, first_name"),
    ("crm", "Customer CRM", "Ledgerloft", "active", None, "email, name, phone, company"),
    ("helpdesk", "Help desk", "Answerwell", "active", None, "email, name"),
    ("webinars", "Webinar platform", "Roomcast", "retired", "2014-01-31", "email, name, company"),
]


def write_stores(people, stores):
    (OUT / "stores").mkdir(parents=True)
    for store, members in stores.items():
        rows = [(p.address(store), p.name, p.plan, *members[p]) for p in people if p in members]
        first = min(r[3] for r in rows)
        rows += [(f"{c}@{DOMAIN}", "Test account", "Studio", first + dt.timedelta(days=30), None) for c in CANARIES[store]]
        rows.sort(key=lambda r: (r[3], r[0]))
        day = lambda d: "" if d is None else d.isoformat()
        if store == "old-app":           # the old vendor's export: its own column names, semicolons, a BOM
            text = "\ufeffe-mail;customer;plan;signed_up;deleted\r\n" + "".join(f"{e};{n};{pl};{day(c)};{day(r)}\r\n" for e, n, pl, c, r in rows)
        elif store in ("app",):
            reads = {p.address(store): p.lang for p in people}
            text = "email,name,plan,language,created,removed\n" + "".join(
                f"{e},{n},{pl},{reads.get(e, 'en')},{day(c)},{day(r)}\n" for e, n, pl, c, r in rows)
        elif store == "newsletter":
            short = {p.address(store): p.first for p in people}
            reads = {p.address(store): p.lang for p in people}
            text = "email,first_name,locale,created,removed\n" + "".join(
                f"{e},{short.get(e, 'Test')},{reads.get(e, 'en')},{day(c)},{day(r)}\n" for e, n, pl, c, r in rows)
        else:
            text = "email,name,created,removed\n" + "".join(f'{e},"{n}",{day(c)},{day(r)}\n' if store == "crm" else f"{e},{n},{day(c)},{day(r)}\n" for e, n, pl, c, r in rows)
        (OUT / "stores" / f"{store}.csv").write_bytes(text.encode())
    lines = [
        "# An invented company and its invented week in October 2014: docs/story.md tells the true one.", "organization:",
        f"  name: {COMPANY}", f"  domains: [{DOMAIN}]", f"  website: https://www.{DOMAIN}/", "  languages: [en, es, hu]",
        f"  intake: [report@{DOMAIN}, support@{DOMAIN}]", f"  trusted_receivers: [mx.{DOMAIN}]", "stores:"]
    for store, name, custodian, status, retired, fields in REGISTER:
        lines += [f"  - id: {store}", f"    name: {name}", f"    custodian: {custodian}", f"    status: {status}"]
        if retired:
            lines.append(f"    retired_on: {retired}")
        lines += [f"    fields: [{fields}]", f"    members: stores/{store}.csv"]
        if store == "old-app":
            lines.append("    columns: {email: e-mail, created: signed_up, removed: deleted}")
        lines.append(f"    test_accounts: [{', '.join(c + '@' + DOMAIN for c in CANARIES[store])}]")
    (OUT / "candor.yaml").write_text("\n".join(lines) + "\n")


# ------------------------------------------------------------------------------------------------------ words of a mail


def token(n, alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"):
    return "".join(RNG.choice(alphabet) for _ in range(n))


def hexa(n):
    return token(n, "0123456789abcdef")


def noise(n):
    return base64.b64encode(RNG.randbytes(n)).decode()


def folded(text, width=72, indent="\t"):
    return (CRLF + indent).join(text[i:i + width] for i in range(0, len(text), width))


def stamp(t, zone=UTC, name=""):
    local = t + dt.timedelta(hours=zone)
    return local.strftime("%a, %d %b %Y %H:%M:%S ") + f"{'-' if zone < 0 else '+'}{abs(zone):02d}00" + name


def word(text):
    """RFC 2047, where it is needed."""
    return text if text.isascii() else f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="


def subject_line(text):
    if text.isascii():
        return text
    parts, piece = [], ""
    for c in text:
        if len((piece + c).encode()) > 42:
            parts, piece = parts + [piece], ""
        piece += c
    return (CRLF + " ").join(word(p) if not p.isascii() else f"=?utf-8?Q?{p.replace(' ', '_').replace('?', '=3F')}?=" for p in parts + [piece])


def qp(text):
    return quopri.encodestring(text.replace("\r\n", "\n").encode()).decode().replace("\n", CRLF)


def b64(data):
    return base64.encodebytes(data if isinstance(data, bytes) else data.replace("\r\n", "\n").replace("\n", CRLF).encode()).decode().replace("\n", CRLF).rstrip()


def part(kind, text, encoding):
    body = {"quoted-printable": qp, "base64": b64, "8bit": lambda t: t.replace("\r\n", "\n").replace("\n", CRLF)}[encoding](text)
    return CRLF.join([f"Content-Type: {kind}; charset=utf-8", f"Content-Transfer-Encoding: {encoding}", "", body])


def multipart(kind, parts, boundary):
    head = f'MIME-Version: 1.0{CRLF}Content-Type: multipart/{kind}; boundary="{boundary}"'
    return head, CRLF.join([f"--{boundary}{CRLF}{p}{CRLF}" for p in parts]) + f"{CRLF}--{boundary}--{CRLF}"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Mail:
    """What one mail says: who it claims to be from, to whom, and its two bodies."""

    def __init__(self, sender, sender_name, to, subject, text, html, date, zone=UTC, wave=None):
        self.__dict__.update(locals())


def lure(wave, person, offset):
    subject, body = LURES[wave][person.lang]
    sender = {1: f"renewals@{LOOKALIKE[1]}", 2: f"billing@{LOOKALIKE[2]}"}[wave]
    url = {1: f"https://www.{LOOKALIKE[1]}/renew?k={token(14)}", 2: f"https://email.{LOOKALIKE[2]}/c/eJw{token(58)}"}[wave]
    fill = dict(first=person.first, plan=person.plan, invoice=f"PB-2014-{RNG.randrange(4100, 9800)}", url=url)
    text = body.format(**fill)
    paragraphs = []
    for p in text.split("\n\n"):
        if p.startswith("[["):
            p = f'<a href="{url}" style="background:#7a2e5d;color:#ffffff;padding:12px 26px;text-decoration:none;border-radius:4px">{p.strip("[]")}</a>'
        elif p == url:
            p = f'<a href="{url}">https://{DOMAIN}/billing/account</a>'
        else:
            p = escaped(p).replace("\n", "<br>")
        paragraphs.append(f'<p style="margin:0 0 16px">{p}</p>')
    html = ('<!DOCTYPE html>\n<html><body style="margin:0;background:#f6f1f4;font-family:Helvetica,Arial,sans-serif;color:#333333">\n'
            '<table width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">\n<table width="560" cellpadding="24" cellspacing="0" style="background:#ffffff">\n'
            f'<tr><td><img src="https://www.{LOOKALIKE[wave]}/img/logo.png" alt="{COMPANY}" width="150" height="32"></td></tr>\n<tr><td>'
            + "\n".join(paragraphs) + "</td></tr>\n</table></td></tr></table>\n</body></html>\n")
    text = "\n\n".join(p.strip("[]") for p in text.split("\n\n"))
    return Mail(sender, FROM_NAMES[wave][person.lang], person.email, subject.format(**fill), text, html,
                SENT[wave] + dt.timedelta(seconds=offset), wave=wave)


# ---------------------------------------------------------------------------------------------- how it came: the transport


def google_inside():
    """One of Google's machines, as its own Received lines name them."""
    return f"2002:a05:{hexa(4)}:{hexa(4)}:b0:{hexa(3)}:{hexa(4)}:{hexa(4)}"


def received_by(operator, mailbox, domain, host, ip, envelope, when, results):
    """The lines that the receiving side adds, newest first. `results`: spf, dkim (or None) and dmarc as (result, domain)."""
    (spf, _), dkim, (dmarc, from_domain) = results["spf"], results["dkim"], results["dmarc"]
    t1, t2 = when + dt.timedelta(seconds=1), when + dt.timedelta(seconds=2)
    if operator == "google":
        r = f"smtp.mailfrom={envelope}"
        lines = [f"Delivered-To: {mailbox}", f"Received: by {google_inside()} with SMTP id {token(8, 'abcdefghij0123456789')}csp{RNG.randrange(10**5, 10**6)};{CRLF}        {stamp(t2, PDT, ' (PDT)')}",
                 f"X-Received: by {google_inside()} with SMTP id {token(8, 'abcdefghij0123456789')}mr{RNG.randrange(10**6, 10**7)}.{RNG.randrange(99)}.14132748{RNG.randrange(10, 99)};{CRLF}        {stamp(t1, PDT, ' (PDT)')}",
                 f"Return-Path: <{envelope}>",
                 f"Received: from {host} ({host}. [{ip}]){CRLF}        by mx.google.com with ESMTPS id {token(12, 'abcdefghijklmnop0123456789')}si{RNG.randrange(10**6, 10**7)}.{RNG.randrange(9)}.2014.10.14{CRLF}        for <{mailbox}>{CRLF}        (version=TLSv1.2 cipher=ECDHE-RSA-AES128-GCM-SHA256 bits=128/128);{CRLF}        {stamp(t1, PDT, ' (PDT)')}",
                 f"Received-SPF: {spf} (google.com: domain of {envelope} {'designates' if spf == 'pass' else 'does not designate'} {ip} as permitted sender) client-ip={ip};",
                 "Authentication-Results: mx.google.com;" + CRLF + "       " + (f";{CRLF}       ".join(
                     ([f"dkim={dkim[0]} header.i=@{dkim[1]} header.s={dkim[2]} header.b={token(8)}"] if dkim else [])
                     + [f"spf={spf} (google.com: domain of {envelope} {'designates' if spf == 'pass' else 'does not designate'} {ip} as permitted sender) {r}",
                        f"dmarc={dmarc} (p=NONE dis=NONE) header.from={from_domain}"]))]
    elif operator == "outlook":
        a, b, c = (f"{token(3, 'ABDHMNPRSV')}PR0{RNG.randrange(1, 9)}MB{RNG.randrange(1000, 9999)}.eurprd0{RNG.randrange(1, 9)}.prod.outlook.com" for _ in range(3))
        edge = f"{token(3, 'ABDHMNPRSV')}FFO11FD0{RNG.randrange(10, 60)}.mail.protection.outlook.com"
        d = (f"dkim={dkim[0]} ({'signature was verified' if dkim[0] == 'pass' else 'body hash did not verify'}){CRLF} header.d={dkim[1]}" if dkim else "dkim=none (message not signed)" + CRLF + " header.d=none")
        verb = {"pass": "designates", "fail": "does not designate", "softfail": "discourages use of", "none": "does not designate"}[spf]
        lines = [f"Received: from {a} (2a01:111:e400:{hexa(4)}::{hexa(2)}){CRLF} by {b} with HTTPS; {stamp(t2)}",
                 f"Received: from {c} (10.{RNG.randrange(140, 168)}.{RNG.randrange(200)}.{RNG.randrange(200)}) by {a}{CRLF} (10.{RNG.randrange(140, 168)}.{RNG.randrange(200)}.{RNG.randrange(200)}) with Microsoft SMTP Server (TLS) id 15.1.1049.23; {stamp(t2)}",
                 f"Authentication-Results: spf={spf} (sender IP is {ip}){CRLF} smtp.mailfrom={envelope.split('@')[1]}; {d};dmarc={dmarc}{CRLF} action=none header.from={from_domain};",
                 f"Received-SPF: {spf.capitalize()} (protection.outlook.com: domain of{CRLF} {envelope.split('@')[1]} {verb} {ip} as permitted sender){CRLF} receiver=protection.outlook.com; client-ip={ip};{CRLF} helo={host};",
                 f"Received: from {host} ({ip}) by{CRLF} {edge} (10.152.{RNG.randrange(90)}.{RNG.randrange(250)}) with Microsoft SMTP{CRLF} Server (TLS) id 15.1.1049.19 via Frontend Transport; {stamp(t1)}",
                 f"Return-Path: {envelope}", f"X-MS-Exchange-Organization-Network-Message-Id: {hexa(8)}-{hexa(4)}-{hexa(4)}-{hexa(4)}-{hexa(12)}",
                 "X-MS-Exchange-Organization-AuthAs: Anonymous", f"X-Sender-IP: {ip}"]
    else:
        mx = f"mx.{domain}" if domain == DOMAIN else f"mail.{domain}"
        checks = ([f"dkim={dkim[0]} (1024-bit key) header.d={dkim[1]} header.s={dkim[2]} header.b={token(8)}"] if dkim else ["dkim=none"])
        checks += [f"spf={spf} smtp.mailfrom={envelope} smtp.helo={host}", f"dmarc={dmarc} header.from={from_domain}"]
        lines = [f"Return-Path: <{envelope}>", f"X-Original-To: {mailbox}", f"Delivered-To: {mailbox}",
                 f"Authentication-Results: {mx};{CRLF}\t" + f";{CRLF}\t".join(checks),
                 f"Received: from {host} ({host} [{ip}]){CRLF}\t(using TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)){CRLF}\t(No client certificate requested){CRLF}\tby {mx} (Postfix) with ESMTPS id {hexa(10).upper()}{CRLF}\tfor <{mailbox}>; {stamp(t1, CEST, ' (CEST)')}"]
    return lines


def bounce_form(address):
    return address.replace("@", "=")


def dkim_signature(domain, selector, headers):
    return (f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain};{CRLF}\th={headers};{CRLF}\ts={selector}; bh={noise(32)};{CRLF}\tb=" + folded(noise(128), 70))


def sendgrid(mail, person):
    """As SendGrid sends for a customer that has not set up its own domain: its own signature, its own bounce address."""
    node, user = RNG.randrange(1, 40), base64.b64encode(SENDGRID_USER.encode()).decode().rstrip("=")
    ip = f"198.51.100.{RNG.choice([61, 62, 64])}"
    host, envelope = f"o{ip.split('.')[3]}.outbound-mail.sendgrid.net", f"bounces+{SENDGRID_USER}-3f7a-{bounce_form(mail.to)}@sendgrid.net"
    top = received_by(person.operator, mail.to, person.domain, host, ip, envelope, mail.date + dt.timedelta(seconds=RNG.randrange(3, 40)),
                      {"spf": ("pass", "sendgrid.net"), "dkim": ("pass", "sendgrid.net", "smtpapi"), "dmarc": ("none", LOOKALIKE[1])})
    ident, node_in = token(22), f"ismtpd-{RNG.randrange(1, 60):03d}"
    lines = top + [
        dkim_signature("sendgrid.net", "smtpapi", "content-type:from:mime-version:subject:to:list-unsubscribe"),
        f"Received: by filter{node:04d}p1mdw1.sendgrid.net with SMTP id filter{node:04d}p1mdw1.{RNG.randrange(2000, 30000)}.543CDA{hexa(2).upper()}1{CRLF}        {mail.date:%Y-%m-%d %H:%M:%S}.{RNG.randrange(10**8, 10**9)} +0000 UTC",
        f"Received: from {user} (unknown){CRLF}\tby {node_in} (SG) with HTTP{CRLF}\tid {ident}{CRLF}\t{stamp(mail.date).replace(' +0000', '.%03d +0000 (UTC)' % RNG.randrange(1000))}",
        f"Date: {stamp(mail.date)} (UTC)", f"From: {word(mail.sender_name)} <{mail.sender}>", f"Message-ID: <{ident}@{node_in}>",
        f"Subject: {subject_line(mail.subject)}", f"X-SG-EID: {folded(noise(96), 72, ' ')}", f"X-SG-ID: {folded(noise(60), 72, ' ')}",
        f"To: {mail.to}", f"X-Entity-ID: {noise(16)}", f"List-Unsubscribe: <mailto:unsubscribe@sendgrid.net?subject=u{SENDGRID_USER}-{hexa(12)}>"]
    head, body = multipart("alternative", [part("text/plain", mail.text, "quoted-printable"), part("text/html", mail.html, "quoted-printable")], hexa(60))
    return CRLF.join(lines + [head, "", body])


def mailgun(mail, person):
    """As Mailgun sends for a domain that its customer has set up: all names are the customer's, the host is Mailgun's."""
    ip = f"203.0.113.{RNG.choice([171, 172])}"
    host, batch = f"so{ip.split('.')[3]}-113.mailgun.net", hexa(6)
    envelope = f"bounce+{batch}.{MAILGUN_ACCOUNT}-{bounce_form(mail.to)}@{LOOKALIKE[2]}"
    top = received_by(person.operator, mail.to, person.domain, host, ip, envelope, mail.date + dt.timedelta(seconds=RNG.randrange(2, 25)),
                      {"spf": ("pass", LOOKALIKE[2]), "dkim": ("pass", LOOKALIKE[2], "k1"), "dmarc": ("pass", LOOKALIKE[2])})
    sid = base64.b64encode(json.dumps([batch[:5], mail.to, MAILGUN_ACCOUNT]).encode()).decode()
    lines = top + [
        f"DKIM-Signature: a=rsa-sha256; v=1; c=relaxed/relaxed; d={LOOKALIKE[2]};{CRLF} q=dns/txt; s=k1; t={1413876890 + RNG.randrange(90)}; h=Content-Type: Mime-Version: Subject: From: To:{CRLF} Message-Id: Sender: Date; bh={noise(32)};{CRLF} b=" + folded(noise(128), 70, " "),
        f"X-Mailgun-Sending-Ip: {ip}", f"X-Mailgun-Sid: {folded(sid, 76, ' ')}",
        f"Received: from <unknown> (<unknown> []) by {hexa(12)} with HTTP id{CRLF} {hexa(24)}; {stamp(mail.date).replace('+0000', 'GMT')}",
        f"Sender: {mail.sender.replace('@', '=')}@{LOOKALIKE[2]}", f"Date: {stamp(mail.date)}", f"Message-Id: <{mail.date:%Y%m%d%H%M%S}.{hexa(16)}@{LOOKALIKE[2]}>",
        f"Subject: {subject_line(mail.subject)}", f"From: {word(mail.sender_name)} <{mail.sender}>", f"To: {mail.to}"]
    head, body = multipart("alternative", [part("text/plain", mail.text, "base64" if not mail.text.isascii() else "8bit"), part("text/html", mail.html, "quoted-printable")], hexa(32))
    return CRLF.join(lines + [head, "", body])


def original(mail, person):
    return (sendgrid if mail.wave == 1 else mailgun)(mail, person)


def plain_mail(mail, person, host, ip, results, extra=()):
    top = received_by(person.operator, mail.to, person.domain, host, ip, f"{mail.sender}", mail.date + dt.timedelta(seconds=4), results)
    lines = top + list(extra) + [f"Date: {stamp(mail.date, mail.zone)}", f"From: {word(mail.sender_name)} <{mail.sender}>", f"To: {mail.to}", f"Message-ID: <{hexa(20)}@{mail.sender.split('@')[1]}>",
                                 f"Subject: {subject_line(mail.subject)}", "MIME-Version: 1.0"]
    return CRLF.join(lines) + CRLF + part("text/plain", mail.text, "8bit" if mail.text.isascii() else "quoted-printable") + CRLF


# ------------------------------------------------------------------------------------------------- how customers forward

DAYS = {"es": "lunes martes miércoles jueves viernes sábado domingo".split(), "hu": "hétfő kedd szerda csütörtök péntek szombat vasárnap".split()}


def client_date(client, lang, mail):
    """The date as the client of that language writes it."""
    t = mail.date + dt.timedelta(hours=ZONE[lang])
    month_hu = "október"
    if client == "gmail":
        return {"en": f"{t:%a, %b} {t.day}, {t.year} at {t.hour % 12 or 12}:{t:%M} {t:%p}", "es": f"{DAYS['es'][t.weekday()][:3]}, {t.day} oct 2014 a las {t.hour}:{t:%M}",
                "hu": f"2014. okt. {t.day}., {['H', 'K', 'Sze', 'Cs', 'P', 'Szo', 'V'][t.weekday()]}, {t.hour}:{t:%M}"}[lang]
    if client == "apple":
        zone = "BST" if lang == "en" else "CEST"
        return {"en": f"{t.day} October 2014 {t:%H:%M:%S} {zone}", "es": f"{t.day} de octubre de 2014, {t:%H:%M:%S} {zone}", "hu": f"2014. {month_hu} {t.day}. {t:%H:%M:%S} {zone}"}[lang]
    if client == "outlook":
        return {"en": f"{t:%A}, {t:%B} {t.day}, {t.year} {t.hour % 12 or 12}:{t:%M} {t:%p}", "es": f"{DAYS['es'][t.weekday()]}, {t.day} de octubre de 2014 {t:%H:%M}",
                "hu": f"2014. {month_hu} {t.day}., {DAYS['hu'][t.weekday()]} {t:%H:%M}"}[lang]
    return stamp(mail.date, ZONE[lang])


def rows(client, lang, mail):
    f, d, to, s = LABELS[client][lang]
    who, when = f"{mail.sender_name} <{mail.sender}>", client_date(client, lang, mail)
    order = {"gmail": [(f, who), (d, when), (s, mail.subject), (to, f"<{mail.to}>")], "apple": [(f, who), (s, mail.subject), (d, when), (to, mail.to)],
             "outlook": [(f, who), (d, when), (to, mail.to), (s, mail.subject)], "thunderbird": [(s, mail.subject), (d, when), (f, who), (to, mail.to)]}
    return order[client]


def inline(client, lang, mail, note, html=True):
    """(text, html) of a forward that quotes the mail in its body."""
    table = rows(client, lang, mail)
    head = "\n".join(f"{k}: {v}" for k, v in table)
    inner = mail.html.split("<body", 1)[1].split(">", 1)[1].rsplit("</body>", 1)[0] if mail.html else f"<pre>{escaped(mail.text)}</pre>"
    web_head = "<br>\n".join(f"<b>{escaped(k)}:</b> {escaped(v)}" for k, v in table)
    web_note = escaped(note).replace("\n", "<br>")
    if client == "gmail":
        bar = "---------- Forwarded message ----------"
        who = f'<b class="gmail_sendername">{escaped(mail.sender_name)}</b> <span dir="ltr">&lt;<a href="mailto:{mail.sender}">{mail.sender}</a>&gt;</span>'
        web_head = "<br>".join(f"{escaped(k)}: {who if k == table[0][0] else escaped(v)}" for k, v in table)
        return f"{note}\n\n{bar}\n{head}\n\n\n{mail.text}", f'<div dir="ltr">{web_note}<br><div class="gmail_quote">{bar}<br>{web_head}<br><br><br>{inner}</div></div>'
    if client == "apple":
        quoted = "\n".join("> " + line for line in (head + "\n\n" + mail.text).split("\n"))
        web = f'<html><body style="word-wrap: break-word">{web_note}<br><div><br><div>{APPLE_BEGIN[lang]}</div><br class="Apple-interchange-newline"><blockquote type="cite"><div>{web_head}</div><br><div>{inner}</div></blockquote></div></body></html>'
        return f"{note}\n\n{APPLE_BEGIN[lang]}\n\n{quoted}", web
    if client == "outlook":
        web = f'<html><body><div>{web_note}</div><hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" color="#000000" style="font-size:11pt">{web_head}</font><div>&nbsp;</div></div>{inner}</body></html>'
        return f"{note}\n\n{OUTLOOK_BAR}\n{head}\n\n{mail.text}", web
    bar = THUNDERBIRD_BEGIN[lang]
    cells = "".join(f'<tr><th align="RIGHT" nowrap valign="BASELINE">{escaped(k)}: </th><td>{escaped(v)}</td></tr>' for k, v in table)
    web = f'<html><body>{web_note}<br><div class="moz-forward-container"><br><br>{bar}<table class="moz-email-headers-table" border="0">{cells}</table><br><br>{inner}</div></body></html>'
    return f"{note}\n\n\n{bar}\n{head}\n\n\n{mail.text}", web


AGENTS = {"apple": "X-Mailer: Apple Mail (2.1990.1)", "outlook": "X-Mailer: Microsoft Outlook 15.0", "thunderbird": "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:31.0) Gecko/20100101 Thunderbird/31.1.2"}


def envelope_of_report(person, client, subject, when, to="report"):
    """The forwarding mail's own headers, as the company's mail server received it."""
    host, ip = {"google": (f"mail-wi0-f{RNG.randrange(160, 190)}.google.com", "192.0.2.17"), "outlook": (f"{token(3, 'ABDM')}-EMEA-obe.outbound.protection.outlook.com".lower(), "192.0.2.48"),
                "postfix": (f"mail.{person.domain}", f"192.0.2.{RNG.randrange(100, 240)}")}[person.operator]
    lines = received_by("postfix", f"{to}@{DOMAIN}", DOMAIN, host, ip, person.email, when, {"spf": ("pass", person.domain), "dkim": None, "dmarc": ("none", person.domain)})
    lines += [f"From: {word(person.name)} <{person.email}>", f"Date: {stamp(when, ZONE[person.lang])}", f"Message-ID: <{token(24)}@{person.domain}>", f"Subject: {subject_line(subject)}", f"To: {to}@{DOMAIN}"]
    return lines + ([AGENTS[client]] if client in AGENTS else [])


def forwarded_subject(client, lang, subject):
    return f"{PREFIX.get((client, lang), 'Fwd')}: {subject}"


def report_inline(person, client, mail, note, when, lang=None, html=True):
    lang = lang or person.lang
    text, web = inline(client, lang, mail, note)
    lines = envelope_of_report(person, client, forwarded_subject(client, lang, mail.subject), when)
    if not html:
        return CRLF.join(lines + ["MIME-Version: 1.0", part("text/plain", text, "base64" if client == "outlook" else "8bit"), ""])
    encoding = {"gmail": "base64", "apple": "quoted-printable", "outlook": "quoted-printable", "thunderbird": "8bit"}[client]
    head, body = multipart("alternative", [part("text/plain", text, encoding), part("text/html", web, encoding)], token(28, "0123456789abcdef"))
    return CRLF.join(lines + [head, "", body])


def attached(kind, data, name):
    if kind == "rfc822":
        return CRLF.join([f'Content-Type: message/rfc822; name="{name}"', "Content-Transfer-Encoding: 8bit", f'Content-Disposition: attachment; filename="{name}"', "", data])
    head = {"base64": "message/rfc822", "octet": "application/octet-stream", "png": "image/png"}[kind]
    return CRLF.join([f'Content-Type: {head}; name="{name}"', "Content-Transfer-Encoding: base64", f'Content-Disposition: attachment; filename="{name}"', "", b64(data if isinstance(data, bytes) else data.encode())])


def report_attached(person, client, subject, attachments, note, when):
    lines = envelope_of_report(person, client, subject, when)
    head, body = multipart("mixed", [part("text/plain", note, "8bit" if note.isascii() else "quoted-printable")] + attachments, "------------" + token(24, "0123456789"))
    return CRLF.join(lines + [head, "", body])


def screenshot():
    """A picture as a telephone takes it, small: a bar, lines of text as grey strokes, a plum button."""
    w, h = 180, 300
    pixels = [bytearray([250, 248, 250] * w) for _ in range(h)]

    def box(x, y, bw, bh, colour):
        for row in pixels[y:y + bh]:
            row[3 * x:3 * (x + bw)] = bytes(colour) * bw
    box(0, 0, w, 22, (60, 60, 66)); box(12, 36, 84, 14, (122, 46, 93))
    for i, length in enumerate([150, 140, 156, 96, 0, 148, 152, 70]):
        if length:
            box(12, 66 + 14 * i, length, 5, (150, 150, 156))
    box(38, 200, 104, 28, (122, 46, 93)); box(60, 212, 60, 4, (255, 255, 255))
    raw = b"".join(b"\0" + bytes(r) for r in pixels)
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


# ------------------------------------------------------------------------------------------------------------- the week


class Incident:
    def __init__(self, people, stores):
        held = stores["old-app"]
        in_copy = [p for p in people if p in held and held[p][0] <= LEAK_DATE and (held[p][1] is None or held[p][1] > LEAK_DATE)]
        self.exposed = len(in_copy)
        RNG.shuffle(in_copy)
        self.pool = {lang: [p for p in in_copy if p.lang == lang] for lang in FIRST}
        self.left = {p for p in in_copy if p not in stores["app"] and held[p][0] < dt.date(2012, 6, 1)}
        self.others = [p for p in people if p in stores["app"] and p not in held]
        self.truth, self.seen = [], []

    def customer(self, lang, studio=False, left=False):
        """The next customer out of the copied list: of a studio, and one who left before the app of today, where that is asked."""
        pool, studios = self.pool[lang], {d.split()[0] for d in STUDIO_DOMAINS[lang]}
        return pool.pop(next(i for i, p in enumerate(pool) if (not studio or p.domain in studios) and (not left or p in self.left)))

    def colleague(self, person):
        """Somebody of the same house, who is in no store."""
        c = Person(person.lang, 7)
        c.domain, c.operator = person.domain, person.operator
        c.email = f"{ascii_fold(c.first)}@{person.domain}"
        return c

    def note(self, file, verdict, style, recipient=None, reporter=None, wave=None, service=True):
        fake = verdict == "impersonation"
        self.truth.append({"file": file, "verdict": verdict, "style": style, "recipient": recipient, "reporter": reporter, "wave": wave,
                           "lookalike": LOOKALIKE.get(wave) if fake else None, "service": SERVICE.get(wave) if fake and service else None})


def write(path, text, newline=CRLF):
    path = OUT / "reports" / path
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(data if newline == CRLF else data.replace(b"\r\n", b"\n"))


# (file, wave, language, how, in a studio?, for a colleague? or has the customer left?, what the customer wrote above it, hours after the wave)
FORWARDS = [
    ("001", 1, "en", "gmail", 0, "", "Hi there, is this really you? The address looks a bit off to me.", 1.2),
    ("002", 1, "hu", "apple", 0, "left", "Jó napot! Ezt tényleg Önök küldték? 2012-ben felmondtam az előfizetésemet.", 1.9),
    ("003", 1, "es", "outlook", 1, "", "Buenos días: ¿este correo es suyo? No me cuadra que haya que pagar a otra empresa.", 2.3),
    ("004", 1, "en", "attachment thunderbird", 1, "", "Attached as it arrived, headers and all. Looks like phishing to me.", 2.6),
    ("005", 1, "hu", "gmail", 0, "", "Sziasztok, ez gyanús, nem kattintottam rá.", 3.0),
    ("006", 1, "es", "base64 outlook", 1, "left", "Les adjunto el mensaje original. Nosotros dejamos Palomberry hace dos años.", 3.4),
    ("007", 1, "en", "outlook", 1, "colleague", "{first} on our front desk got this and very nearly paid it. Can you tell me whether it is yours?", 4.1),
    ("008", 1, "hu", "thunderbird", 1, "", "Továbbítom, amit ma kaptam. Kérem, nézzék meg!", 4.4),
    ("009", 1, "en", "octet apple", 0, "", "Saved it and attached it as your help page asks.", 5.2),
    ("010", 1, "en", "raw", 0, "", None, 0),
    ("011", 1, "es", "apple", 0, "", "Hola, ¿me pueden confirmar si esto es de verdad?", 6.7),
    ("012", 1, "hu", "attachment thunderbird", 1, "colleague", "A kollégám, {first} kapta ezt a levelet, csatolva küldöm az eredetit.", 7.5),
    ("014", 1, "es", "gmail", 1, "left", "Reenvío por si acaso. Hace tiempo que ya no tengo cuenta con ustedes.", 22.5),
    ("020", 2, "en", "apple", 0, "", "Another odd one. I have no unpaid invoice as far as I know.", 0.8),
    ("021", 2, "es", "attachment thunderbird", 1, "", "Otra vez. Ahora dicen que les debo una factura.", 1.1),
    ("022", 2, "hu", "outlook", 1, "", "Ilyen számlánk nincs. Ugyanazok lehetnek, mint múlt héten?", 1.7),
    ("023", 2, "en", "attachment gmail", 0, "", "Forwarding the original, as you asked us to last week.", 2.0),
    ("024", 2, "es", "raw", 0, "", None, 0),
    ("025", 2, "hu", "octet outlook", 0, "", "Elmentettem és csatolom a levelet.", 2.9),
    ("027", 2, "es", "gmail", 1, "colleague", "A {first}, que lleva nuestra recepción, le ha llegado esto. ¿Es suyo?", 4.6),
    ("028", 2, "hu", "base64 apple", 1, "left", "Csatolom az eredetit. A régi alkalmazásukban volt fiókom, az újban soha.", 5.0),
    ("029", 2, "en", "thunderbird", 0, "left", "This came to the address that I only ever used for your old booking site.", 6.2),
]


def forwards(week):
    for number, wave, lang, how, studio, who, note, hours in FORWARDS:
        person = week.customer(lang, studio, who == "left")
        note = note and note.format(first=person.first)
        if number == "029":              # the plus-tag that this customer gave to the old app alone
            local, domain = person.email.split("@")
            person.tag = "+booking"
            person.email = f"{local}{person.tag}@{domain}"
        mail = lure(wave, person, RNG.randrange(2400))
        reporter = week.colleague(person) if who == "colleague" else person
        when, file = SENT[wave] + dt.timedelta(hours=hours, seconds=RNG.randrange(60)), f"reports/{number}.eml"
        kind = how.split()[0]
        if kind in LABELS:
            write(f"{number}.eml", report_inline(reporter, kind, mail, note, when, html=number not in ("022",)))
            week.note(file, "impersonation", kind, mail.to, reporter.email, wave, service=False)
        elif kind == "raw":
            write(f"{number}.eml", original(mail, person))
            week.note(file, "impersonation", "raw", mail.to, None, wave)
        else:
            client = how.split()[1]
            name = "original.eml" if kind != "attachment" else f"{mail.subject.split(':')[0][:24].strip()}.eml" if mail.subject.isascii() else "ForwardedMessage.eml"
            data = attached("rfc822" if kind == "attachment" else kind, original(mail, person), name)
            subject = forwarded_subject(client, lang, mail.subject)
            write(f"{number}.eml", report_attached(reporter, client, subject, [data], note, when))
            week.note(file, "impersonation", {"attachment": "attachment", "base64": "attachment-b64", "octet": "attachment-octet"}[kind], mail.to, reporter.email, wave)


def other_mail(week):
    """What comes in beside the fake mail: a question, a picture, the company's own mail, a spoof, spam."""
    day = SENT[1].replace(hour=9, minute=0, second=0)
    asker = week.others[3]
    lines = envelope_of_report(asker, "gmail", "Moving a booking", day + dt.timedelta(hours=5), "support")
    write("013.eml", CRLF.join(lines + ["MIME-Version: 1.0", part("text/plain", "Hello,\n\nhow do I move a booking to another room? The drag handle is gone since last week.\n\nThanks!", "8bit"), ""]))
    week.note("reports/013.eml", "no-message", "none", None, asker.email)

    payer = next(p for p in week.others if p.lang == "en" and p.operator == "google")
    subject, body = (t.format(first=payer.first, plan="Studio") for t in OWN["receipt"])
    own = Mail(f"billing@{DOMAIN}", COMPANY, payer.email, subject, body, "", dt.datetime(2014, 10, 15, 6, 0, 31))
    passed = {"spf": ("pass", DOMAIN), "dkim": ("pass", DOMAIN, "pb1"), "dmarc": ("pass", DOMAIN)}
    eml = plain_mail(own, payer, f"out1.{DOMAIN}", "192.0.2.201", passed, [dkim_signature(DOMAIN, "pb1", "date:from:to:message-id:subject:mime-version:content-type")])
    write("015.eml", report_attached(payer, "gmail", f"Fwd: {subject}", [attached("rfc822", eml, "receipt.eml")], "Is this one real? After yesterday I trust nothing.", own.date + dt.timedelta(hours=3)))
    week.note("reports/015.eml", "genuine", "attachment", payer.email, payer.email)

    shown = week.customer("en")
    lines = envelope_of_report(shown, "apple", "Strange mail from you", day + dt.timedelta(hours=9))
    head, body = multipart("mixed", [part("text/plain", "I deleted the mail, sorry, but took this first.\n\nSent from my iPhone", "8bit"), attached("png", screenshot(), "IMG_0412.PNG")], "Apple-Mail-" + hexa(20))
    write("016.eml", CRLF.join(lines + [head, "", body]))
    week.note("reports/016.eml", "no-message", "image", None, shown.email)

    reader = next(p for p in week.others if p.lang == "hu")
    subject, body = (t.format(first=reader.first) for t in OWN["maintenance"])
    own = Mail(f"hello@{DOMAIN}", COMPANY, reader.email, subject, body, "", dt.datetime(2014, 10, 16, 7, 45, 2))
    write("017.eml", report_inline(reader, "gmail", own, "Ezt is Önök küldték?", own.date + dt.timedelta(hours=2)))
    week.note("reports/017.eml", "unproven", "gmail", reader.email, reader.email)

    annoyed = next(p for p in week.others if p.lang == "en" and p.operator == "outlook")
    subject, body = OWN["spam"]
    spam = Mail("desk@parcel-desk.example", "Northline Couriers", annoyed.email, subject, body, "", dt.datetime(2014, 10, 16, 11, 20, 9))
    eml = plain_mail(spam, annoyed, "vps-4471.rackmoor.example", "203.0.113.9", {"spf": ("none", ""), "dkim": None, "dmarc": ("none", "parcel-desk.example")}, ["X-Mailer: PHPMailer 5.2.8"])
    write("018.eml", report_attached(annoyed, "outlook", "FW: " + subject, [attached("rfc822", eml, "parcel.eml")], "Is this also connected to it?", spam.date + dt.timedelta(hours=1)))
    week.note("reports/018.eml", "unrelated", "attachment", None, annoyed.email)

    victim = week.customer("es", True)
    subject, body = OWN["spoof"]
    spoof = Mail(f"facturas@{DOMAIN}", COMPANY, victim.email, subject, body, "", dt.datetime(2014, 10, 17, 4, 12, 40), zone=3)
    eml = plain_mail(spoof, victim, "host-88.cheapmetal.example", "203.0.113.88", {"spf": ("fail", DOMAIN), "dkim": None, "dmarc": ("fail", DOMAIN)}, ["X-Mailer: The Bat! 5.8.8"])
    write("019.eml", report_attached(victim, "thunderbird", "Fwd: " + subject, [attached("rfc822", eml, "tarjeta.eml")], "Este viene de su propio dominio. ¿Les han entrado?", spoof.date + dt.timedelta(hours=4)))
    week.note("reports/019.eml", "impersonation", "attachment", victim.email, victim.email)


def nested_and_double(week):
    """A chain of forwards, whose innermost counts; and two originals in one report."""
    owner = week.customer("en", True)
    assistant = week.colleague(owner)
    mail = lure(2, owner, 700)
    inner = report_attached(owner, "apple", "Fwd: " + mail.subject, [attached("rfc822", original(mail, owner), "Invoice.eml")], "Can you send this to Palomberry, please?", SENT[2] + dt.timedelta(hours=3)).replace(f"report@{DOMAIN}", assistant.email)
    inner = inner[inner.index("From: "):]
    outer = report_attached(assistant, "outlook", "FW: Fwd: " + mail.subject, [attached("rfc822", inner, "Fwd Invoice.eml")], "From our studio owner, who asked me to pass it on.", SENT[2] + dt.timedelta(hours=3.5))
    write("026.eml", outer)
    week.note("reports/026.eml", "impersonation", "attachment-nested", mail.to, assistant.email, 2)

    both = week.customer("hu", True)
    first, second = lure(1, both, 311), lure(2, both, 912)
    write("030.eml", report_attached(both, "thunderbird", "Fwd: két gyanús levél", [attached("rfc822", original(first, both), "ForwardedMessage.eml"), attached("rfc822", original(second, both), "ForwardedMessage.eml")],
                                     "Mindkettő megérkezett hozzám, egy hét különbséggel.", SENT[2] + dt.timedelta(hours=8)))
    week.note("reports/030.eml#1", "impersonation", "attachment", first.to, both.email, 1)
    week.note("reports/030.eml#2", "impersonation", "attachment", second.to, both.email, 2)


def dragged_message(week):
    """What a customer dragged out of Outlook: the fake mail itself, as .msg."""
    person = week.customer("es", True)
    mail = lure(2, person, 1500)
    header = original(mail, person).split(CRLF + CRLF, 1)[0] + CRLF
    write("031.msg", outlook_message(mail.subject, mail.sender, mail.sender_name, mail.to, person.name, mail.text.replace("\n", CRLF), mail.html, header, mail.date))
    week.note("reports/031.msg", "impersonation", "msg", mail.to, None, 2)


def mailboxes(week):
    """The support team's export as mbox, and the test accounts' mailbox as a Maildir folder."""
    box, when = [], SENT[1] + dt.timedelta(hours=26)
    for n, (wave, lang, how, note) in enumerate([
            (1, "en", "gmail", "Please check this one. We are not even customers any more."), (1, "es", "rfc822", "Reenvío el original, como piden en su web."),
            (None, "hu", "thanks", "Köszönöm a gyors választ, akkor törlöm a levelet."), (1, "en", "outlook", "Got this yesterday, forwarding just in case.")], 1):
        person, file = week.customer(lang, left=n == 1), f"reports/support-team.mbox#{n}"
        at = when + dt.timedelta(hours=2 * n)
        if how == "thanks":
            lines = envelope_of_report(person, "gmail", "Re: Palomberry", at, "support")
            text = CRLF.join(lines + ["MIME-Version: 1.0", part("text/plain", note, "quoted-printable"), ""])
            week.note(file, "no-message", "none", None, person.email)
        elif how == "rfc822":
            mail = lure(wave, person, 1200 + n)
            text = report_attached(person, "thunderbird", "Fwd: " + mail.subject, [attached("rfc822", original(mail, person), "original.eml")], note, at)
            week.note(file, "impersonation", "attachment", mail.to, person.email, wave)
        else:
            mail = lure(wave, person, 1200 + n)
            text = report_inline(person, how, mail, note, at)
            week.note(file, "impersonation", how, mail.to, person.email, wave, service=False)
        quoted = "\n".join(">" + line if line.lstrip(">").startswith("From ") else line for line in text.replace(CRLF, "\n").split("\n"))
        box.append(f"From {person.email} {at:%a %b %d %H:%M:%S %Y}\n{quoted.rstrip()}\n\n")
    write("support-team.mbox", "".join(box), "\n")

    class TestAccount:
        lang, operator, domain, plan = "en", "postfix", DOMAIN, "Studio"
    for n, (wave, account, place) in enumerate([(1, "qa-booking-1", "cur"), (1, "qa-payments", "cur"), (2, "qa-booking-1", "new")]):
        canary = TestAccount()
        canary.first, canary.email = "Test", f"{account}@{DOMAIN}"
        mail = lure(wave, canary, 60 + 97 * n)
        stampname = f"{1413273600 + 86400 * 7 * (wave - 1) + n}.M{RNG.randrange(10**5, 10**6)}P2201.mx"
        name = f"test-accounts/{place}/{stampname}" + (":2,S" if place == "cur" else "")
        write(name, original(mail, canary), "\n")
        week.note("reports/" + name, "impersonation", "raw", mail.to, None, wave)


def main():
    if OUT.exists():
        shutil.rmtree(OUT)
    people, stores = make_stores()
    week = Incident(people, stores)
    forwards(week)
    other_mail(week)
    nested_and_double(week)
    dragged_message(week)
    mailboxes(week)
    write_stores(people, stores)
    truth = {"kind": "demo", "seed": 20141014, "leaked_store": "old-app", "leaked_stores": ["old-app"], "leak_date": LEAK_DATE.isoformat(), "exposed_customers": week.exposed,
             "fields": ["email", "name", "plan"], "waves": [{"lookalike": LOOKALIKE[w], "technique": t, "service": SERVICE[w]} for w, t in ((1, "homoglyph"), (2, "combosquat"))],
             "reports": sorted(week.truth, key=lambda r: r["file"])}
    (ROOT / "demo.truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n")
    fake = [r for r in week.truth if r["verdict"] == "impersonation"]
    print(f"{len(week.truth)} messages, {len(fake)} fake, {len({r['recipient'] for r in fake})} recipients, {week.exposed} exposed")


if __name__ == "__main__":
    main()
