import CCrypto

/// HMAC (RFC 2104): a digest that only somebody with the key can make.
package enum KeyedDigest {
  /// With SHA-1, as one-time codes need it. 20 bytes.
  package static func sha1(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
      var length: UInt32 = 0
      HMAC(EVP_sha1(), key, Int32(clamping: key.count), message, message.count, buffer.baseAddress, &length)
      count = Int(length)
    }
  }
}
