import Attribution
import Foundation
import Operations

/// CSV files that wait for somebody's word: each under a name that nobody can guess, for an hour at most, and few at once.
struct HeldFiles: Sendable {
  let folder: String
  private static let seconds = 3600
  private static let most = 20

  var port: HeldLists {
    HeldLists(
      hold: { upload throws(StoreTrouble) in try await attempt("keep the file") { try hold(upload) } },
      path: { secret in FileManager.default.fileExists(atPath: path(secret)) ? path(secret) : nil },
      preview: { secret, columns throws(StoreTrouble) in
        try await attempt("read the file") { try preview(secret, columns) }
      },
      drop: { secret in try? FileManager.default.removeItem(atPath: path(secret)) })
  }

  private func path(_ secret: Secret) -> String { "\(folder)/\(secret.text).csv" }

  private func hold(_ upload: Upload) throws -> Secret {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard try sweep() < Self.most else {
      throw StoreTrouble(.busy, "\(Self.most) files wait to be taken in already; finish or wait an hour")
    }
    let secret = Secret()
    let path = path(secret)
    try OwnerFile.move(upload.path, to: path)
    Task.detached {
      try? await Task.sleep(for: .seconds(Self.seconds))
      try? FileManager.default.removeItem(atPath: path)
    }
    return secret
  }

  /// Removes what a program that has ended since had held; how many are still waiting.
  private func sweep() throws -> Int {
    var waiting = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let path = folder + "/" + name
      let made = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      if let made, made.timeIntervalSinceNow > -Double(Self.seconds) {
        waiting += 1
      } else {
        try? FileManager.default.removeItem(atPath: path)
      }
    }
    return waiting
  }

  private func preview(_ secret: Secret, _ columns: MembersTable.Columns) throws
    -> Result<MembersPreview, UnreadableTable>?
  {
    guard let bytes = try? Data(contentsOf: URL(filePath: path(secret)), options: .alwaysMapped) else { return nil }
    return bytes.withUnsafeBytes { buffer in
      do throws(UnreadableTable) { return .success(try MembersPreview(buffer, columns: columns)) } catch {
        return .failure(error)
      }
    }
  }
}
