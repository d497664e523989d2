import CCrypto

/// A digest that is fed in pieces, so that what is signed never has to stand in one buffer.
struct RunningDigest: ~Copyable {
  enum Algorithm: Sendable { case sha1, sha256 }

  private let context: OpaquePointer?

  /// Fetched once: `EVP_sha256()` looks its provider up under a lock each time. libcrypto counts references to it
  /// atomically and never changes it, so threads may share it.
  nonisolated(unsafe) private static let sha1 = EVP_MD_fetch(nil, "SHA1", nil)
  nonisolated(unsafe) private static let sha256 = EVP_MD_fetch(nil, "SHA256", nil)

  init(_ algorithm: Algorithm) {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, algorithm == .sha256 ? Self.sha256 : Self.sha1, nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > 0 else { return }
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  func update(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { update($0) } }

  /// The digest; to be called once, last. Empty where libcrypto failed.
  func result() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
      var length: UInt32 = 0
      count = EVP_DigestFinal_ex(context, buffer.baseAddress, &length) == 1 ? Int(length) : 0
    }
  }
}
