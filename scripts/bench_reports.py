"""Reports as customers send them, made for the bench: an invented company, its list of members, and fakes forwarded as attachments."""

import base64
import random
import time

DOMAIN = "marlowetea.com"
INTAKE = f"report@{DOMAIN}"
# When customers forward: nobody is answered by itself for what they sent years ago.
TODAY = time.strftime("%a, %d %b %Y 00:00:00 +0000", time.gmtime())
MAILBOXES = ["mailhaven.example", "postbarn.example", "kekposta.example", "fisioribera.example", "oakleafpilates.example"]


def member(number):
    return f"customer{number}@{MAILBOXES[number % len(MAILBOXES)]}"


def members_csv(count):
    """Members of a store who joined over three years, as `candor store import` reads them."""
    lines = ["email,created,removed"]
    for number in range(count):
        year, day = 2011 + number * 3 // count, number % 336
        lines.append(f"{member(number)},{year}-{day // 28 + 1:02}-{day % 28 + 1:02},")
    return "\n".join(lines) + "\n"


def _html(number, campaign, rng):
    rows = "".join(
        f'<p style="margin:0 0 12px">Dear customer {number}, please renew at the old price before Friday. '
        f'<a href="https://pay.marl0wetea{campaign}.com/r?c={rng.getrandbits(60):x}">Renew now</a> &amp; thank you.</p>\r\n'
        for _ in range(12)
    )
    return f"<html><body><h1>Marlowe Tea</h1>{rows}</body></html>"


def report(number, campaigns=5):
    """The bytes of one report: customer `number` forwards, as an attachment, the fake that came."""
    rng = random.Random(number)
    person, campaign = member(number), number % campaigns
    html = base64.encodebytes(_html(number, campaign, rng).encode()).decode().replace("\n", "\r\n")
    fake = (
        f"Return-Path: <bounces+{4000 + campaign}-{number:x}={person.replace('@', '=')}@em{campaign}.bulk.example>\r\n"
        f"Authentication-Results: mx.{person.split('@')[1]}; spf=pass smtp.mailfrom=em{campaign}.bulk.example; "
        f"dkim=pass header.d=marl0wetea{campaign}.com header.s=s1; dmarc=pass header.from=marl0wetea{campaign}.com\r\n"
        f"Received: from o{campaign}.bulk.example (o{campaign}.bulk.example [192.0.2.{campaign + 1}])\r\n"
        f"\tby mx.{person.split('@')[1]} with ESMTPS id {rng.getrandbits(40):x}; Tue, 11 Nov 2014 14:{number % 60:02}:01 +0000\r\n"
        f'From: "Marlowe Tea" <renewals@marl0wetea{campaign}.com>\r\nTo: {person}\r\n'
        f"Subject: Renew plan {campaign} at the old price by Friday\r\nDate: Tue, 11 Nov 2014 14:{number % 60:02}:00 +0000\r\n"
        f"Message-ID: <{rng.getrandbits(64):x}@em{campaign}.bulk.example>\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/alternative; boundary="f{number}"\r\n\r\n'
        f"--f{number}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nRenew at https://pay.marl0wetea{campaign}.com/\r\n"
        f"--f{number}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{html}\r\n--f{number}--\r\n"
    )
    return (
        f"Received: from mail.{person.split('@')[1]} ([192.0.2.77]) by mx.{DOMAIN} with ESMTPS id {rng.getrandbits(40):x};\r\n"
        f"\tTue, 11 Nov 2014 15:{number % 60:02}:01 +0000\r\n"
        f"From: {person}\r\nTo: {INTAKE}\r\nSubject: Fwd: is this you?\r\nDate: {TODAY}\r\n"
        f"Message-ID: <{rng.getrandbits(64):x}@{person.split('@')[1]}>\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/mixed; boundary="r{number}"\r\n\r\n'
        f"--r{number}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nIs this mail from you?\r\n"
        f'--r{number}\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename="mail.eml"\r\n\r\n{fake}\r\n--r{number}--\r\n'
    ).encode()
