import CPsl
import Glibc
import Vocabulary

/// Tells the part of a name that somebody registered from the public suffix that it was registered under
/// (publicsuffix.org, through libpsl).
///
/// Suffixes of the list's private section (`github.io`) count: whoever takes a name below one is its registrant.
/// A top-level domain that the list does not know is a suffix of one label, as the list's own rules say.
// A psl_ctx_t is written while it loads and only read afterwards, and libpsl keeps no other state: reading it from
// many threads is safe.
package final class PublicSuffixList: @unchecked Sendable {
  private let list: OpaquePointer?
  private let isOwned: Bool

  /// The list that the system's libpsl carries in itself.
  package static let builtIn = PublicSuffixList(list: psl_builtin(), isOwned: false)

  /// 16 MiB: the real list has a quarter of one.
  package static let longest = 1 << 24

  private init(list: OpaquePointer?, isOwned: Bool) {
    self.list = list
    self.isOwned = isOwned
  }

  /// Takes the bytes of Mozilla's list, as text or in libpsl's compiled form; nil where they are neither, or hold no
  /// rule.
  package convenience init?(data: [UInt8]) {
    guard !data.isEmpty, data.count <= Self.longest else { return nil }
    var bytes = data
    let loaded = bytes.withUnsafeMutableBytes { buffer -> OpaquePointer? in
      guard let file = fmemopen(buffer.baseAddress, buffer.count, "r") else { return nil }
      defer { fclose(file) }
      return psl_load_fp(file)
    }
    guard let loaded else { return nil }
    // -1: the compiled form keeps no count.
    guard psl_suffix_count(loaded) != 0 else {
      psl_free(loaded)
      return nil
    }
    self.init(list: loaded, isOwned: true)
  }

  deinit {
    if isOwned { psl_free(list) }
  }

  /// `example.co.uk` for `www.example.co.uk`; nil for a suffix itself and for an IP address. Takes lower-case ASCII
  /// without a final dot.
  package func registrable(_ host: some StringProtocol) -> String? {
    var bytes = Array(host.utf8)
    bytes.append(0)
    return bytes.withUnsafeBufferPointer { bytes -> String? in
      guard let start = registrableStart(terminated: bytes) else { return nil }
      return String(decoding: bytes[start..<(bytes.count - 1)], as: UTF8.self)
    }
  }

  /// `co.uk` for `www.example.co.uk` and for itself; nil for an IP address.
  package func publicSuffix(_ host: some StringProtocol) -> String? {
    var bytes = Array(host.utf8)
    bytes.append(0)
    return bytes.withUnsafeBufferPointer { bytes -> String? in
      guard let start = suffixStart(terminated: bytes) else { return nil }
      return String(decoding: bytes[start..<(bytes.count - 1)], as: UTF8.self)
    }
  }

  /// Whether `suffix` is one of the list's private section: whoever runs it gives names below it away.
  package func isPrivate(_ suffix: some StringProtocol) -> Bool {
    guard let list, suffix.utf8.contains(UInt8(ascii: ".")) else { return false }
    return String(suffix).withCString { psl_is_public_suffix2(list, $0, PSL_TYPE_PRIVATE) == 1 }
  }

  /// Whether `host` ends in a top-level domain that the list knows: `printer.local` and `db.internal` do not. Special-use names that it
  /// does know (RFC 6761, RFC 7686) are none either.
  package func isPublic(_ host: some StringProtocol) -> Bool {
    guard let list, registrable(host) != nil, let top = host.split(separator: ".").last, top != "onion", top != "arpa"
    else { return false }
    return String(top).withCString { psl_is_public_suffix2(list, $0, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1 }
  }

  /// Where the registrable domain begins in a name that ends with a zero byte.
  func registrableStart(terminated host: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = usable(host) else { return nil }
    guard let list else { return nil }
    guard let found = psl_registrable_domain(list, base) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  func suffixStart(terminated host: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = usable(host), let list else { return nil }
    guard let found = psl_unregistrable_domain(list, base) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// A name that libpsl may see: not empty, at most 253 bytes, no zero byte inside, no empty label, and not ending in
  /// a label of digits alone.
  private func usable(_ host: UnsafeBufferPointer<UInt8>) -> UnsafePointer<CChar>? {
    let count = host.count - 1
    guard count > 0, count <= 253, let base = host.baseAddress, host[count] == 0 else { return nil }
    var digitsOnly = true
    var label = 0
    for index in 0..<count {
      let byte = host[index]
      guard byte != 0 else { return nil }
      if byte == UInt8(ascii: ".") {
        guard label > 0 else { return nil }
        label = 0
        digitsOnly = true
      } else {
        label += 1
        if !(0x30...0x39).contains(byte) { digitsOnly = false }
      }
    }
    guard label > 0, !digitsOnly else { return nil }
    return UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self)
  }
}
