import Foundation
import Forensics
import Vocabulary

/// Reads `Data/providers`: one YAML file a service, strictly, so that a slip of the pen is an error with its line and not a service never found.
package enum ProviderFolder {
  /// All services, in the order of their file names. References between them are checked.
  package static func load(_ folder: String) throws(FileTrouble) -> [Provider] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    } catch {
      throw FileTrouble(file: folder, why: "the folder cannot be read")
    }
    var providers: [Provider] = []
    for name in names {
      let file = folder + "/" + name
      guard let data = FileManager.default.contents(atPath: file), let text = String(data: data, encoding: .utf8) else {
        throw FileTrouble(file: file, why: "not readable as UTF-8")
      }
      let provider = try read(text, file: file)
      guard name == provider.id + ".yaml" else {
        throw FileTrouble(file: file, why: "id \"\(provider.id)\" is not the file's name")
      }
      providers.append(provider)
    }
    let ids = Set(providers.map(\.id))
    for provider in providers {
      for id in provider.ridesOn where !ids.contains(id) {
        throw FileTrouble(file: "\(folder)/\(provider.id).yaml", why: "rides_on: no service has the id \"\(id)\"")
      }
    }
    return providers
  }

  private static let keys: Set<String> = [
    "id", "name", "kind", "evidence", "confidence", "sources", "dkim_domains", "bounce_domains", "hosts",
    "spf_includes",
    "ranges", "ranges_source", "ranges_suffice", "headers", "feedback_id", "envelope", "internal_hop", "ip_echo",
    "account",
    "click_domains", "abuse_contacts", "recipient_leaks", "rides_on", "upstream_confirms", "receiver", "note",
    "example",
    "counter_example",
  ]

  package static func read(_ text: String, file: String) throws(FileTrouble) -> Provider {
    let map = try YAMLValue.document(text, file: file).mapping(keys)
    let ranges = try map.each("ranges", range)
    if !ranges.isEmpty { _ = try map.string("ranges_source") }
    return Provider(
      id: try map.string("id"), name: try map.string("name"), kind: try map.required("kind").choice(Provider.Kind.self),
      evidence: try map.required("evidence").choice(Provider.Evidence.self),
      dkimDomains: try map.each("dkim_domains", domain), bounceDomains: try map.each("bounce_domains", domain),
      hosts: try map.each("hosts", domain), spfIncludes: try map.strings("spf_includes"), ranges: ranges,
      rangesSuffice: try map.bool("ranges_suffice", else: false),
      headers: try map.each("headers", mark), feedbackIDs: try map.each("feedback_id", pattern),
      envelopes: try map.each("envelope", pattern), internalHops: try map.each("internal_hop", pattern),
      echoes: try map.each("ip_echo", rule), accounts: try map.each("account", rule),
      clickDomains: try map.each("click_domains", domain), abuseContacts: try map.each("abuse_contacts", contact),
      recipientLeaks: try map.strings("recipient_leaks"), ridesOn: try map.strings("rides_on"),
      upstreamConfirms: try map.bool("upstream_confirms", else: false), receiver: try receiver(map["receiver"]),
      note: try map["note"]?.string(), example: try example(map.required("example"), needsTier: true),
      counterExample: try example(map.required("counter_example"), needsTier: false))
  }

  private static func domain(_ value: YAMLValue) throws(FileTrouble) -> DomainPattern {
    let map = try value.mapping(["exact", "suffix", "digits"])
    func name(_ value: YAMLValue) throws(FileTrouble) -> String {
      let text = try value.string()
      guard let name = DomainName(text), name.ascii == text, text.contains(".") else {
        throw value.trouble("\"\(text)\" is no domain name in lower-case ASCII")
      }
      return text
    }
    if let exact = map["exact"] { return .exact(try name(exact)) }
    if let suffix = map["suffix"] { return .suffix(try name(suffix)) }
    let digits = try map.required("digits").mapping(["prefix", "suffix"])
    let suffix = try digits.string("suffix")
    guard suffix.hasPrefix("."), DomainName(suffix.dropFirst()) != nil else {
      throw value.trouble("suffix: \"\(suffix)\" must be a dot and a domain name")
    }
    return .digits(prefix: try digits.string("prefix"), suffix: suffix)
  }

  private static func range(_ value: YAMLValue) throws(FileTrouble) -> AddressRange {
    try value.parsed("address range (198.51.100.0/24)") { AddressRange($0) }
  }

  private static func pattern(_ value: YAMLValue) throws(FileTrouble) -> FieldPattern {
    do {
      return try FieldPattern(try value.string())
    } catch let error as FieldPattern.Malformed {
      throw value.trouble("pattern: \(error)")
    } catch let error as FileTrouble {
      throw error
    } catch {
      throw value.trouble("pattern: \(error)")
    }
  }

  private static func mark(_ value: YAMLValue) throws(FileTrouble) -> Provider.Mark {
    let map = try value.mapping(["name", "meaning", "pattern", "mark"])
    var found: FieldPattern?
    if let text = map["pattern"] { found = try pattern(text) }
    return Provider.Mark(
      key: try map.string("name").lowercased(), pattern: found, isTelling: try map.required("mark").bool())
  }

  private static func rule(_ value: YAMLValue) throws(FileTrouble) -> Provider.FieldRule {
    let map = try value.mapping(["field", "pattern", "decode"])
    let found = try pattern(map.required("pattern"))
    guard found.catches else { throw value.trouble("the pattern catches nothing") }
    return Provider.FieldRule(
      key: try map.string("field").lowercased(), pattern: found,
      decoding: try map["decode"]?.parsed("decoding", FieldDecoding.init))
  }

  /// A contact with a blank for something out of the mail would let the attacker choose who is written to.
  private static func contact(_ value: YAMLValue) throws(FileTrouble) -> Provider.AbuseContact {
    let map = try value.mapping(["kind", "value", "source", "verified"])
    let kind = try map.required("kind").choice(Provider.AbuseContact.Kind.self)
    let text = try map.string("value")
    guard !text.contains(where: { "<>{} ".contains($0) }) else { throw value.trouble("\"\(text)\" is a template") }
    switch kind {
    case .email:
      guard EmailAddress(text) != nil else { throw value.trouble("\"\(text)\" is no e-mail address") }
    case .form:
      guard text.hasPrefix("https://") else { throw value.trouble("\"\(text)\" is no https address") }
    }
    return Provider.AbuseContact(
      kind: kind, value: text, source: try map.string("source"), isVerified: try map.required("verified").bool())
  }

  private static func receiver(_ value: YAMLValue?) throws(FileTrouble) -> Provider.Receiver? {
    guard let map = try value?.mapping(["hosts", "internal_ranges", "outbound_hosts", "results_below"]) else {
      return nil
    }
    return Provider.Receiver(
      hosts: try map.each("hosts", domain), internalRanges: try map.each("internal_ranges", range),
      outboundHosts: try map.each("outbound_hosts", domain), resultsBelow: try map.strings("results_below"))
  }

  private static func example(_ value: YAMLValue, needsTier: Bool) throws(FileTrouble) -> Provider.Example {
    let map = try value.mapping(needsTier ? ["tier", "account", "headers"] : ["headers"])
    return Provider.Example(
      header: try map.string("headers"), tier: try map["tier"]?.choice(SendingService.Tier.self),
      account: try map["account"]?.string())
  }
}
