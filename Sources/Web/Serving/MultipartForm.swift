import Operations

/// What a form with files sent: its fields in memory, its files on disk as they came.
struct MultipartForm {
  private(set) var fields = FormFields([])
  private(set) var files: [UploadedFile] = []

  private var reader: MultipartReader
  private let spool: UploadSpool
  private var pairs: [(String, String)] = []
  private var name = ""
  private var fileName: String?
  private var value: [UInt8] = []
  private var valueBytes = 0
  private var upload: Upload?
  /// Of all fields together.
  private static let longestFields = 1 << 20

  /// nil for what no browser sends.
  init?(contentType: String, spool: UploadSpool) {
    guard let reader = MultipartReader(contentType: contentType) else { return nil }
    self.reader = reader
    self.spool = spool
  }

  /// Throws `MultipartReader.Broken`, `StoreTrouble` where there is no room.
  mutating func read(_ bytes: some Sequence<UInt8>) throws {
    for event in try reader.read(bytes) {
      switch event {
      case .part(let name, let fileName):
        self.name = name
        self.fileName = fileName
        value = []
      case .content(let bytes):
        if fileName != nil {
          let upload = try self.upload ?? spool.begin()
          self.upload = upload
          try upload.write(bytes)
        } else {
          valueBytes += bytes.count
          guard valueBytes <= Self.longestFields else { throw MultipartReader.Broken() }
          value += bytes
        }
      case .end: try endPart()
      }
    }
  }

  private mutating func endPart() throws {
    guard let fileName else {
      pairs.append((name, String(decoding: value, as: UTF8.self)))
      return
    }
    // A browser sends an input without a choice as a file without name and bytes.
    if upload != nil || !fileName.isEmpty {
      let upload = try self.upload ?? spool.begin()
      try upload.finish()
      files.append(UploadedFile(field: name, name: fileName, upload: upload))
    }
    upload = nil
  }

  /// False where the end is missing.
  mutating func finish() -> Bool {
    fields = FormFields(pairs)
    return reader.isFinished
  }

  /// Takes back what was written.
  func drop() {
    upload?.drop()
    for file in files { file.upload.drop() }
  }
}

/// A file that came with a form, on disk until the request is answered.
package struct UploadedFile: Sendable {
  /// The form's field.
  package let field: String
  /// What the sender's disk called it: never a path here.
  package let name: String
  let upload: Upload

  var isEmpty: Bool { upload.size() == 0 }

  /// All of it, read from the disk.
  func bytes() throws(StoreTrouble) -> [UInt8] { try upload.read() }
}
