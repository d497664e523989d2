#if canImport(Glibc)
  import Glibc
#endif

/// Field names as numbers, and the texts of those that most mails have, which then need no memory of their own.
enum HeaderName {
  /// Equal for equal names; unequal ones seldom share it.
  @inline(__always) static func mark(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let start = UnsafeRawPointer(name.baseAddress) else { return 0 }
    var (first, last): (UInt64, UInt64) = (0, 0)
    if name.count >= 8 {
      first = start.loadUnaligned(as: UInt64.self)
      last = start.loadUnaligned(fromByteOffset: name.count - 8, as: UInt64.self)
    } else {
      for byte in name { first = first << 8 | UInt64(byte) }
    }
    let mixed = (first ^ (last &* 0x9E37_79B9_7F4A_7C15)) &* 0xBF58_476D_1CE4_E5B9
    return (mixed ^ mixed >> 29) &+ UInt64(name.count)
  }

  static func mark(_ name: String) -> UInt64 {
    if let mark = name.utf8.withContiguousStorageIfAvailable({ mark($0) }) { return mark }
    return Array(name.utf8).withUnsafeBufferPointer { mark($0) }
  }

  /// Open addressing by mark: 512 slots, the index of a name in each, -1 where a slot is free.
  struct Table {
    private var slots = [Int16](repeating: -1, count: 512)
    private let names: [String]

    /// `names` are literals, whose text lies in the program itself; half as many as slots at most.
    init(_ names: [String]) {
      self.names = names
      for (index, name) in names.prefix(256).enumerated() {
        var slot = Self.slot(HeaderName.mark(name))
        while slots[slot] >= 0 { slot = (slot + 1) & 511 }
        slots[slot] = Int16(index)
      }
    }

    @inline(__always) private static func slot(_ mark: UInt64) -> Int { Int(mark & 511) }

    /// nil where it is none of those listed.
    func name(_ bytes: UnsafeBufferPointer<UInt8>, mark: UInt64) -> String? {
      guard let start = bytes.baseAddress else { return nil }
      var slot = Self.slot(mark)
      while slots[slot] >= 0 {
        let name = names[Int(slots[slot])]
        let isSame = name.utf8.withContiguousStorageIfAvailable {
          $0.count == bytes.count && $0.baseAddress.map { memcmp($0, start, bytes.count) == 0 } ?? false
        }
        if isSame == true { return name }
        slot = (slot + 1) & 511
      }
      return nil
    }
  }

  static let known = Table([
    "arc-authentication-results", "arc-message-signature", "authentication-results",
    "authentication-results-original", "content-description", "content-disposition", "content-language",
    "content-transfer-encoding", "list-unsubscribe", "list-unsubscribe-post", "x-auto-response-suppress",
    "x-barracuda-spam-score", "x-clientproxiedby", "x-csa-complaints", "x-eopattributedmessage",
    "x-eoptenantattributedmessage", "x-exchange-antispam-report-cfa-test", "x-forefront-antispam-report",
    "x-forefront-antispam-report-untrusted", "x-forwarded-encrypted", "x-gm-message-state", "x-google-dkim-signature",
    "x-google-original-from", "x-google-smtp-source", "x-incomingheadercount", "x-incomingtopheadermarker",
    "x-mailgun-sending-ip", "x-mailgun-variables", "x-message-delivery", "x-microsoft-antispam",
    "x-microsoft-antispam-mailbox-delivery", "x-microsoft-antispam-message-info",
    "x-microsoft-antispam-message-info-original", "x-microsoft-antispam-prvs", "x-microsoft-antispam-untrusted",
    "x-ms-exchange-antispam-messagedata-0", "x-ms-exchange-antispam-messagedata-chunkcount",
    "x-ms-exchange-antispam-messagedata-original-0", "x-ms-exchange-antispam-messagedata-original-chunkcount",
    "x-ms-exchange-antispam-relay", "x-ms-exchange-authentication-results", "x-ms-exchange-crosstenant-authas",
    "x-ms-exchange-crosstenant-authsource", "x-ms-exchange-crosstenant-fromentityheader",
    "x-ms-exchange-crosstenant-id", "x-ms-exchange-crosstenant-network-message-id",
    "x-ms-exchange-crosstenant-originalarrivaltime", "x-ms-exchange-crosstenant-originalattributedtenantconnectingip",
    "x-ms-exchange-crosstenant-rms-persistedconsumerorg", "x-ms-exchange-crosstenant-userprincipalname",
    "x-ms-exchange-eopdirect", "x-ms-exchange-messagesentrepresentingtype", "x-ms-exchange-organization-authas",
    "x-ms-exchange-organization-authsource", "x-ms-exchange-organization-expirationinterval",
    "x-ms-exchange-organization-expirationintervalreason", "x-ms-exchange-organization-expirationstarttime",
    "x-ms-exchange-organization-expirationstarttimereason", "x-ms-exchange-organization-messagedirectionality",
    "x-ms-exchange-organization-network-message-id", "x-ms-exchange-organization-pcl",
    "x-ms-exchange-organization-scl", "x-ms-exchange-processed-by-bccfoldering", "x-ms-exchange-senderadcheck",
    "x-ms-exchange-transport-crosstenantheaderspromoted", "x-ms-exchange-transport-crosstenantheadersstamped",
    "x-ms-exchange-transport-crosstenantheadersstripped", "x-ms-exchange-transport-endtoendlatency",
    "x-ms-exchange-transport-forked", "x-ms-exchange-transport-fromentityheader",
    "x-ms-office365-filtering-correlation-id", "x-ms-office365-filtering-correlation-id-prvs",
    "x-ms-publictraffictype", "x-ms-tnef-correlator", "x-ms-traffictypediagnostic", "x-ms-userlastlogontime",
    "x-original-authentication-results", "x-original-sender", "x-originating-ip", "x-proofpoint-spam-details",
    "x-proofpoint-virus-version", "x-spam-checker-version",
  ])
}
