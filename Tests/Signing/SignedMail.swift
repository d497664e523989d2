import CCrypto
import Foundation
import Mail

/// Signs invented mails, relaxed in header and body, with an Ed25519 key of a fixed seed; the header has single blanks and no folds.
package enum SignedMail {
  private static let seed = [UInt8](repeating: 7, count: 32)

  /// The key's record as it was archived for `domain`.
  package static func keys(_ domain: String, selector: String = "k1") -> DKIMKeyArchive {
    var archive = DKIMKeyArchive()
    archive.insert(DKIMKeyArchive.Entry(text: record, fetched: nil), at: "\(selector)._domainkey.\(domain)")
    return archive
  }

  /// What the DNS holds for the key.
  package static var record: String {
    let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    defer { EVP_PKEY_free(key) }
    var bytes = [UInt8](repeating: 0, count: 32)
    var length = bytes.count
    EVP_PKEY_get_raw_public_key(key, &bytes, &length)
    return "v=DKIM1; k=ed25519; p=\(Data(bytes).base64EncodedString())"
  }

  /// The field for a mail with these signed fields (`name: value`, in order) and this body.
  package static func field(_ domain: String, fields: [(String, String)], body: String, selector: String = "k1")
    -> String
  {
    let canonical = body.hasSuffix("\r\n") ? body : body + "\r\n"
    let names = fields.map(\.0).joined(separator: ":")
    let own =
      "v=1; a=ed25519-sha256; c=relaxed/relaxed; d=\(domain); s=\(selector); h=\(names); bh=\(base64(digest(canonical))); b="
    let text = fields.map { "\($0.0):\($0.1)\r\n" }.joined() + "dkim-signature:\(own)"
    return "DKIM-Signature: \(own)\(base64(sign(digest(text))))\r\n"
  }

  private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  private static func digest(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var out = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    EVP_Digest(bytes, bytes.count, &out, &length, EVP_sha256(), nil)
    return out
  }

  private static func sign(_ message: [UInt8]) -> [UInt8] {
    let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    let context = EVP_MD_CTX_new()
    defer {
      EVP_MD_CTX_free(context)
      EVP_PKEY_free(key)
    }
    var signature = [UInt8](repeating: 0, count: 64)
    var length = signature.count
    EVP_DigestSignInit(context, nil, nil, nil, key)
    EVP_DigestSign(context, &signature, &length, message, message.count)
    return signature
  }
}
