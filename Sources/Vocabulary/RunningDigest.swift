import CCrypto

/// A SHA-256 over bytes that come in pieces: a file larger than memory has one too.
package struct RunningDigest: ~Copyable {
  /// nil where libcrypto had no memory: then no digest comes out, and nothing compares equal.
  private let context = EVP_MD_CTX_new()

  package init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }

  deinit { EVP_MD_CTX_free(context) }

  package mutating func add(_ piece: [UInt8]) { EVP_DigestUpdate(context, piece, piece.count) }

  package consuming func finish() -> Digest? {
    var bytes = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    guard EVP_DigestFinal_ex(context, &bytes, &count) == 1 else { return nil }
    return Digest(bytes: bytes.prefix(Int(count)))
  }
}
