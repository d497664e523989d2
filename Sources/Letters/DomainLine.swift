import Domains
import Vocabulary

/// One answer of `candor domain` as a line of JSON, written straight into bytes: it is asked for by the million.
package enum DomainLine {
  package static func append(_ name: LookAlike, to bytes: inout [UInt8]) {
    add("{\"domain\": ", &bytes)
    JSONString.append(name.domain, to: &bytes)
    add(", \"unicode\": ", &bytes)
    string(name.unicode, &bytes)
    add(", \"registrable\": ", &bytes)
    string(name.registrable, &bytes)
    add(", \"imitates\": ", &bytes)
    string(name.imitates?.ascii, &bytes)
    add(", \"techniques\": [", &bytes)
    var isFirst = true
    for technique in name.techniques {
      if !isFirst { add(", ", &bytes) }
      isFirst = false
      JSONString.append(technique.rawValue, to: &bytes)
    }
    add("], \"score\": ", &bytes)
    probability(name.score, &bytes)
    add("}\n", &bytes)
  }

  private static func add(_ text: StaticString, _ bytes: inout [UInt8]) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private static func string(_ text: String?, _ bytes: inout [UInt8]) {
    if let text { JSONString.append(text, to: &bytes) } else { add("null", &bytes) }
  }

  /// Four decimals at most.
  private static func probability(_ value: Double, _ bytes: inout [UInt8]) {
    var parts = value.isFinite ? UInt32((min(max(value, 0), 1) * 10_000).rounded()) : 0
    bytes.append(0x30 + UInt8(parts / 10_000))
    parts %= 10_000
    guard parts > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var unit: UInt32 = 1_000
    while parts > 0 {
      bytes.append(0x30 + UInt8(parts / unit))
      parts %= unit
      unit /= 10
    }
  }
}
