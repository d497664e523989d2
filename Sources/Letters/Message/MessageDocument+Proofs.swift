import Forensics
import Mail
import Vocabulary

/// What of a mail's way and signatures can be believed, and what is wrong with its form.
extension MessageDocument {
  func transport(_ evidence: TransportEvidence) -> [Sheet.Block] {
    var blocks: [Sheet.Block] = []
    if let hops = evidence.path?.hops, !hops.isEmpty { blocks.append(.table(way(hops))) }
    let checks = (evidence.path?.statements ?? []).flatMap { statement in
      statement.results.results.map { check($0, by: statement.results.authservID, isTrusted: statement.isTrusted) }
    }
    let signatures = evidence.signatures.map { signature($0) }
    if !checks.isEmpty || !signatures.isEmpty {
      blocks.append(.subheading(words("message_checks")))
      blocks.append(.list(Array((checks + signatures).prefix(30))))
    }
    return blocks
  }

  func sender(_ sender: SenderFinding) -> [Sheet.Block] {
    var blocks: [Sheet.Block] = []
    if let service = sender.service {
      let (name, tier): (Words, Words) = ("\(strong: service.name)", "\(service.tier.rawValue)")
      blocks.append(
        .paragraph(
          service.account.map {
            words("message_service_account", ["service": name, "account": "\(literal: $0)", "tier": tier])
          } ?? words("message_service", ["service": name, "tier": tier])))
      blocks.append(.list(service.because.map { "\(words.said($0))" }))
    } else {
      blocks.append(.paragraph(words("message_service_unknown")))
    }
    if !sender.claimed.isEmpty {
      blocks.append(
        .paragraph(words("message_claimed", ["services": words.list(sender.claimed.map { "\($0)" })])))
    }
    return blocks
  }

  private func way(_ hops: [DeliveryPath.Hop]) -> Sheet.Table {
    Sheet.Table(
      caption: words("message_hops"),
      columns: [
        .init(name: words("message_hop_from").text), .init(name: words("message_hop_address").text),
        .init(name: words("message_hop_by").text), .init(name: words("message_hop_believed").text),
      ],
      rows: hops.prefix(20).map { hop in
        [
          "\(literal: hop.received.reverseName ?? hop.received.helo ?? "–")",
          "\(hop.received.address?.description ?? "–")", "\(literal: hop.received.by ?? "–")",
          hop.isTrusted ? words("message_yes") : words("message_no"),
        ]
      })
  }

  private func check(_ result: AuthenticationResults.MethodResult, by server: String?, isTrusted: Bool) -> Words {
    let (method, outcome): (Words, Words) = ("\(result.method, width: 20)", "\(result.result, width: 20)")
    let writer: Words = server.map { "\($0, width: 60)" } ?? words("message_server_unnamed")
    let believed = isTrusted ? words("message_believed") : words("message_not_believed")
    guard let identity = Self.identity(of: result) else {
      return words("message_check", ["method": method, "result": outcome, "server": writer, "believed": believed])
    }
    return words(
      "message_check_for",
      ["method": method, "result": outcome, "identity": "\(identity)", "server": writer, "believed": believed])
  }

  /// A body that differs is never called forged: mail programs rewrite bodies when they export.
  private func signature(_ signature: DKIMVerification) -> Words {
    let domain: Words = signature.domain.map { "\($0.ascii)" } ?? words("message_domain_unreadable")
    let signer =
      signature.keyFetched.map { words("message_key_dated", ["domain": domain, "day": words.day($0.date)]) } ?? domain
    switch (signature.headerSignature, signature.bodyHash) {
    case (.pass, .match): return words("message_signed", ["signer": signer])
    case (.pass, .notChecked): return words("message_signed_header", ["signer": signer])
    case (.pass, .differs): return words("message_signed_altered", ["signer": signer])
    case (.noKey, .match): return words("message_no_key_unaltered", ["domain": domain])
    case (.noKey, _): return words("message_no_key", ["domain": domain])
    case (.fail, _): return words("message_signature_fails", ["domain": domain])
    default:
      let why = words("dkim_\(signature.fault?.rawValue ?? signature.headerSignature.rawValue)")
      return words("message_signature_unusable", ["domain": domain, "why": why])
    }
  }

  /// Of the report and the original, each once.
  func shownDefects(of item: Item, isMain: Bool) -> [Words] {
    var seen: Set<Defect> = []
    let all = (isMain ? report.defects : []) + (item.original?.defects ?? [])
    return all.filter { seen.insert($0).inserted }.map { shown($0) }
  }

  private func shown(_ defect: Defect) -> Words {
    let what = words("defect_\(defect.kind.rawValue)")
    // What does not quote the mail is said in English only.
    guard !defect.detail.isEmpty, Self.quotes(defect.kind) || words.language.tag == "en" else { return what }
    return what + ": \(defect.detail)"
  }

  private static func quotes(_ kind: Defect.Kind) -> Bool {
    switch kind {
    case .duplicateField, .badDate, .badContentType, .unknownEncoding, .unknownCharset, .badCharacters,
      .invisibleCharacters:
      true
    default: false
    }
  }
}
