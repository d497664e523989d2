import Testing
import Vocabulary

@testable import Mail

@Suite struct InlineForwardShapeTests {
  @Test func `of a chain of forwards the innermost is the original`() throws {
    let forward = try #require(
      ForwardData.parse(
        """
        See below.

        ---------- Forwarded message ---------
        From: Bob Lee <bob@client.example>
        Date: Wed, Nov 12, 2014 at 9:30 AM
        Subject: Fwd: Last notice
        To: Jane Roe <jane@client.example>

        Jane, is this ours?

        > Anfang der weitergeleiteten Nachricht:
        >
        > Von: Harbor Ledger <billing@harbor-1edger.example>
        > Betreff: Last notice
        > Datum: 11. November 2014 um 14:04:08 MEZ
        > An: bob@client.example
        >
        > Pay today.
        > > quoted by the attacker
        """))
    #expect(forward.chain.count == 2)
    #expect(forward.note == "See below.")
    #expect(forward.chain[0].from?.address?.text == "bob@client.example")
    #expect(forward.chain[0].subject == "Fwd: Last notice")
    #expect(forward.original.from?.address?.text == "billing@harbor-1edger.example")
    #expect(forward.original.to.map(\.address?.text) == ["bob@client.example"])
    #expect(forward.text == "Pay today.\n> quoted by the attacker")
  }

  @Test(arguments: [("FW: Fwd: Last notice", 2), ("FW: Last notice", 1), ("FW: Re: Fwd: Last notice", 1)])
  func `behind an attribution line the carrying subject tells a chain from a conversation`(subject: String, count: Int)
    throws
  {
    let forward = try #require(
      ForwardData.parse(
        """
        Please check.

        On Wednesday, 12 November 2014 at 09:30, "Bob Lee" <bob@client.example> wrote:

        Is this ours?

        ________________________________
        From: Harbor Ledger <billing@harbor-1edger.example>
        Sent: Tuesday, November 11, 2014 2:04 PM
        To: Bob Lee <bob@client.example>
        Subject: Last notice

        Pay today.
        """, subject: subject))
    #expect(forward.chain.count == count)
    #expect(forward.note == "Please check.")
    #expect(forward.text.hasSuffix("Pay today."))
  }

  @Test func `a chain without banners is followed where the message between has a forward's subject`() throws {
    let forward = try #require(
      ForwardData.parse(
        """
        Von: Bob Lee <bob@client.example>
        Gesendet: Mittwoch, 12. November 2014 09:30
        An: Jane Roe <jane@client.example>
        Betreff: WG: Last notice

        Bitte prüfen.

        Von: Harbor Ledger <billing@harbor-1edger.example>
        Gesendet: Dienstag, 11. November 2014 14:04
        An: Bob Lee <bob@client.example>
        Betreff: Last notice

        Pay today.
        """, subject: "WG: Last notice"))
    #expect(forward.chain.map(\.from?.name) == ["Bob Lee", "Harbor Ledger"])
    #expect(forward.text == "Pay today.")
  }

  @Test func `a conversation below the forward is part of its text`() throws {
    let forward = try #require(
      ForwardData.parse(
        """
        Begin forwarded message:

        > From: Harbor Ledger <billing@harbor-1edger.example>
        > Subject: Re: Last notice
        > Date: 11 November 2014 at 14:04:08 GMT
        > To: Jane Roe <jane@client.example>
        >
        > Pay today.
        >
        > From: Jane Roe <jane@client.example>
        > Sent: Monday, 10 November 2014 11:11 pm
        > To: Harbor Ledger <billing@harbor-1edger.example>
        > Subject: Last notice
        >
        > Who are you?
        """))
    #expect(forward.chain.count == 1)
    #expect(forward.original.from?.address?.text == "billing@harbor-1edger.example")
    #expect(forward.text.hasPrefix("Pay today.\n\nFrom: Jane Roe"))
    #expect(forward.text.hasSuffix("Who are you?"))
  }

  @Test(arguments: [
    ("Re: Last notice", "Thanks!\n\nOn Tue, Nov 11, 2014 at 2:04 PM, Jane Roe <jane@client.example> wrote:\n> hello"),
    ("Last notice", "Thanks!\n\nOn Tue, Nov 11, 2014 at 2:04 PM Jane Roe <jane@client.example>\nwrote:\n\n> hello"),
    (
      "RE: Last notice",
      "Thanks!\n\n________________________________\nFrom: Jane <jane@client.example>\nSent: Tuesday, November 11, 2014 2:04 PM\nTo: a@b.example\nSubject: Last notice\n\nhello"
    ),
    (
      "AW: Last notice",
      "Danke!\n\nVon: Jane <jane@client.example>\nGesendet: Dienstag, 11. November 2014 14:04\nAn: a@b.example\nBetreff: Last notice\n\nhallo"
    ),
    ("Question", "Dear team,\n\nmy notes:\nFrom: the shop\nTo: my door\n\nWhen does it come?"),
    ("Fwd: Question", "Dear team, I forward nothing at all. Date: tomorrow."),
    ("", ""),
  ]) func `a reply or a plain text is no forward`(subject: String, text: String) {
    #expect(ForwardData.parse(text, subject: subject) == nil)
  }

  @Test func `a reply above a real forward does not hide it`() throws {
    let forward = try #require(
      ForwardData.parse(
        """
        Hello

        On Wed, Nov 12, 2014 at 9:30 AM, Help <help@harborledger.example> wrote:
        > Please forward it to us.

        ---------- Forwarded message ---------
        From: <billing@harbor-1edger.example>
        Date: Tue, Nov 11, 2014 at 2:04 PM
        Subject: Last notice
        To: <jane@client.example>

        Pay today.
        """, subject: "Re: Your question"))
    #expect(forward.original.from == Mailbox(name: nil, address: EmailAddress("billing@harbor-1edger.example")))
    #expect(forward.note.hasPrefix("Hello\n\nOn Wed"))
    #expect(forward.text == "Pay today.")
  }

  @Test func `a rule above the reporter's signature does not end the search`() throws {
    let forward = try #require(
      ForwardData.parse(
        """
        Is it you?

        ________________________________
        Jane Roe
        Client Ltd

        ________________________________
        From: Harbor Ledger <billing@harbor-1edger.example>
        Sent: Tuesday, November 11, 2014 2:04 PM
        To: jane@client.example <jane@client.example>; Bob <bob@client.example>
        Subject: Last notice

        Pay today.

        ________________________________

        This message is confidential.
        """, subject: "FW: Last notice"))
    #expect(forward.note == "Is it you?\n\n________________________________\nJane Roe\nClient Ltd")
    #expect(forward.original.to.count == 2)
    #expect(forward.text.hasPrefix("Pay today.\n\n____"))
  }

  @Test func `a missing or empty subject and an empty body are no obstacle`() throws {
    let without = try #require(
      ForwardData.parse(
        "---------- Forwarded message ---------\nFrom: A <a@b.example>\nDate: Tue, Nov 11, 2014 at 2:04 PM\nTo: <jane@client.example>\n"
      ))
    #expect(without.original.subject == nil)
    #expect(without.text.isEmpty)
    let empty = try #require(
      ForwardData.parse(
        "---------- Forwarded message ---------\nFrom: A <a@b.example>\nDate: Tue, Nov 11, 2014 at 2:04 PM\nSubject:\nTo: <jane@client.example>\n\n\nHello"
      ))
    #expect(empty.original.subject == nil)
    #expect(empty.original.to.count == 1)
    #expect(empty.text == "Hello")
    let noSubjectLast = try #require(
      ForwardData.parse(
        "From: A <a@b.example>\nSent: Tuesday, November 11, 2014 2:04 PM\nTo: jane@client.example\nSubject:\n\nHello",
        subject: "FW:"))
    #expect(noSubjectLast.text == "Hello")
  }

  @Test func `recipients that fill several lines are read whole`() throws {
    let forward = try #require(
      ForwardData.parse(
        """
        ---------- Forwarded message ---------
        From: Harbor Ledger
        <billing@harbor-1edger.example>
        Date: Tue, Nov 11, 2014 at 2:04 PM
        Subject: A very long subject that the program broke because it did not
        fit on one line
        To: "Roe, Jane" <jane@client.example>, Bob Lee <bob@client.example>,
        Carol <carol@client.example>, <dan@client.example>
        Cc: eve@client.example

        Hello
        """))
    #expect(
      forward.original.from == Mailbox(name: "Harbor Ledger", address: EmailAddress("billing@harbor-1edger.example")))
    #expect(forward.original.subject == "A very long subject that the program broke because it did not fit on one line")
    #expect(forward.original.to.map(\.address?.local) == ["jane", "bob", "carol", "dan"])
    #expect(forward.original.to[0].name == "Roe, Jane")
    #expect(forward.original.cc.count == 1)
    #expect(forward.text == "Hello")
  }

  @Test func `header lines that HTML set apart are one header`() throws {
    let forward = try #require(
      ForwardData.parse(
        "Von: A <a@b.example>\n\nGesendet: Dienstag, 11. November 2014 14:04\n\nAn: jane@client.example\n\nBetreff: Hallo\n\nText",
        subject: "WG: Hallo"))
    #expect(forward.original.subject == "Hallo")
    #expect(forward.text == "Text")
  }

  @Test func `offsets point into the text that was read`() throws {
    let text =
      "Grüße\n\n---------- Forwarded message ---------\nVon: A <a@b.example>\nDate: Di., 11. Nov. 2014 um 14:04 Uhr\nSubject: x\nTo: <c@d.example>\n\nÜber alles"
    let forward = try #require(ForwardData.parse(text))
    let bytes = Array(text.utf8)
    #expect(
      String(decoding: bytes[forward.original.header.lowerBound...], as: UTF8.self).hasPrefix("---------- Forwarded"))
    #expect(String(decoding: bytes[forward.original.body], as: UTF8.self) == "\nÜber alles")
  }

  @Test func `what the reporter wrote below a quoted forward is a note too`() throws {
    let forward = try #require(
      ForwardData.parse(
        "> Begin forwarded message:\n>\n> From: A <a@b.example>\n> Subject: x\n> Date: 11 November 2014 at 14:04:08 GMT\n> To: c@d.example\n>\n> Pay\n> today\n\nIs this real?\nJane"
      ))
    #expect(forward.text == "Pay\ntoday")
    #expect(forward.note == "Is this real?\nJane")
  }

  @Test func `a second banner in one line and a bold label are no obstacle`() throws {
    let forward = try #require(
      ForwardData.parse(
        "*-------- Forwarded Message --------*\n*Subject: *x\n*Date: *Tue, 11 Nov 2014 14:04:30 +0100\n*From: *A <a@b.example>\n*To: *c@d.example\n\n*** Pay ***"
      ))
    #expect(forward.original.from?.name == "A")
    #expect(forward.original.subject == "x")
    #expect(forward.text == "*** Pay ***")
  }
}

@Suite struct ForwardSubjectTests {
  @Test(arguments: [
    ("Fwd: Last notice", true, "Last notice"), ("FW: Last notice", true, "Last notice"),
    ("fw:Last notice", true, "Last notice"),
    ("WG: AW: Hallo", true, "AW: Hallo"), ("RV: x", true, "x"), ("TR : x", true, "x"), ("I: x", true, "x"),
    ("i: x", false, "i: x"),
    ("ENC: x", true, "x"), ("PD: x", true, "x"), ("VS: x", true, "x"), ("Vs: x", true, "x"), ("VB: x", true, "x"),
    ("VL: x", true, "x"),
    ("Redir.: x", true, "x"), ("İLT: x", true, "x"), ("ilt: x", false, "ilt: x"), ("Továbbítás: x", true, "x"),
    ("TOVÁBBÍTOTT: x", true, "x"),
    ("Videresend: x", true, "x"), ("転送：x", true, "x"), ("Fwd: Fw: WG: x", true, "x"), ("[External] Fwd: x", true, "x"),
    ("[Fwd: x]", true, "x"), ("Fwd[2]: x", true, "x"), ("Re: Fwd: x", false, "Re: Fwd: x"),
    ("Invoice: x", false, "Invoice: x"), ("", false, ""),
    ("Fwd:", true, ""), ("[sales] Hello", false, "[sales] Hello"),
  ]) func `a subject tells a forward by its prefix`(subject: String, isForward: Bool, stripped: String) {
    let read = ForwardSubject(subject, lexicon: ForwardData.lexicon)
    #expect(read.isForward == isForward)
    #expect(read.stripped == stripped)
  }

  @Test(arguments: [
    "Re: x", "AW: x", "SV: x", "Odp: x", "RES: x", "YNT: x", "R: x", "Antw: x", "Re[4]: x", "[list] Re: x",
    "Re: Fwd: x",
  ])
  func `a reply is told by its prefix`(subject: String) {
    let read = ForwardSubject(subject, lexicon: ForwardData.lexicon)
    #expect(read.isReply)
    #expect(!read.isForward)
  }
}
