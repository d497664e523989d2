import Domains
import Forensics
import Mail
import Vocabulary

/// One report taken apart, as `candor parse` prints it: what it carried, its way, its proofs, its links and files.
package struct MessageDocument: Sendable {
  let report: Report
  /// For each original in order; for the report itself where it holds none.
  let evidence: [TransportEvidence]
  let words: SheetWords

  /// `words`: of its text; what programs read is written in English.
  package init(report: Report, evidence: [TransportEvidence], words: SheetWords) {
    self.report = report
    self.evidence = evidence
    self.words = words
  }

  /// An original with its evidence; of a report without one, the report's own.
  struct Item {
    let original: Original?
    let evidence: TransportEvidence?
  }

  var items: [Item] {
    guard !report.originals.isEmpty else { return [Item(original: nil, evidence: evidence.first)] }
    return report.originals.enumerated().map { index, original in
      Item(original: original, evidence: evidence.indices.contains(index) ? evidence[index] : nil)
    }
  }

  /// The contract's "One message". Further originals of the same report stand under `others`. Without a final line feed where it is not indented.
  package func json(indented: Bool) -> [UInt8] {
    var json = JSONText(indented: indented)
    let items = items
    json.object { json in
      json.put("carrier", report.carrier.rawValue)
      json.object("outer") { json in
        json.put("from", report.outer.from.first?.address?.text)
        json.array("to", strings: Self.addresses(report.outer.to))
        json.put("subject", report.outer.subject)
        json.time("date", report.outer.date)
      }
      if let first = items.first { put(first, &json, isMain: true) }
      if items.count > 1 {
        json.array("others") { json in
          for item in items.dropFirst() { json.object { json in put(item, &json, isMain: false) } }
        }
      }
    }
    return json.utf8
  }

  private func put(_ item: Item, _ json: inout JSONText, isMain: Bool) {
    if let original = item.original {
      json.object("original") { json in
        json.put("from", original.from?.address?.text)
        json.put("from_name", original.from?.name)
        json.array("to", strings: Self.addresses(original.to))
        json.array("cc", strings: Self.addresses(original.cc))
        json.put("subject", original.subject)
        json.time("date", original.date)
        json.put("message_id", original.messageID)
        json.put("text", Self.lines(original.text))
      }
    } else {
      json.put("original", nil as String?)
    }
    if isMain { json.put("note", report.note.map(Self.lines)) }
    transport(item.evidence, &json)
    json.array("links") { json in
      for link in item.original?.links ?? [] {
        json.object { json in
          json.put("url", link.url.raw)
          json.put("host", link.url.host)
          json.put("text", link.text)
        }
      }
    }
    json.array("attachments") { json in
      for file in item.original?.attachments ?? [] {
        json.object { json in
          json.put("name", file.name)
          json.put("type", file.type)
          json.put("size", file.size)
          json.put("sha256", file.digest.hex)
        }
      }
    }
    json.array("defects", strings: defects(of: item, isMain: isMain))
  }

  /// Of the report and the original, each once.
  func defects(of item: Item, isMain: Bool) -> [String] {
    var seen: Set<String> = []
    let all = (isMain ? report.defects : []) + (item.original?.defects ?? [])
    return all.map(\.description).filter { seen.insert($0).inserted }
  }

  private func transport(_ evidence: TransportEvidence?, _ json: inout JSONText) {
    json.array("hops") { json in
      for hop in evidence?.path?.hops ?? [] {
        json.object { json in
          json.put("from", hop.received.reverseName ?? hop.received.helo)
          json.put("by", hop.received.by)
          json.put("ip", hop.received.address?.description)
          json.time("date", hop.received.date)
          json.put("trusted", hop.isTrusted)
        }
      }
    }
    json.array("authentication") { json in
      for statement in evidence?.path?.statements ?? [] {
        for result in statement.results.results {
          json.object { json in
            json.put("method", result.method)
            json.put("result", result.result)
            json.put("identity", Self.identity(of: result))
            json.put("authserv_id", statement.results.authservID)
            json.put("trusted", statement.isTrusted)
          }
        }
      }
    }
    json.array("dkim") { json in
      for signature in evidence?.signatures ?? [] {
        json.object { json in
          json.put("domain", signature.domain?.ascii)
          json.put("selector", signature.selector)
          json.put("header_signature", signature.headerSignature.rawValue)
          json.put("body_hash", signature.bodyHash.rawValue)
          if !signature.problems.isEmpty { json.array("problems", strings: signature.problems.map(\.rawValue)) }
        }
      }
    }
    if let arc = evidence?.arc {
      json.object("arc") { json in
        json.put("result", arc.result.rawValue)
        json.put("sets", arc.sets.count)
      }
    } else {
      json.put("arc", nil as String?)
    }
    if let service = evidence?.sender.service {
      json.object("sending_service") { json in json.service(service, words, .none) }
    } else {
      json.put("sending_service", nil as String?)
    }
    json.array("claimed_services", strings: evidence?.sender.claimed ?? [])
  }

  /// What the result is about (RFC 8601 section 2.7).
  static func identity(of result: AuthenticationResults.MethodResult) -> String? {
    switch result.method {
    case "dkim": result.value("header", "d") ?? result.value("header", "i")
    case "spf": result.value("smtp", "mailfrom") ?? result.value("smtp", "helo")
    case "dmarc", "compauth": result.value("header", "from")
    default: nil
    }
  }

  static func addresses(_ mailboxes: [Mailbox]) -> [String] { mailboxes.compactMap { $0.address?.text } }
}

extension MessageDocument {
  /// Line ends as other programs have them: LF alone.
  fileprivate static func lines(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == 0x0A, previous == 0x0D { out.removeLast() }
      out.append(byte)
      previous = byte
    }
    return String(decoding: out, as: UTF8.self)
  }
}
