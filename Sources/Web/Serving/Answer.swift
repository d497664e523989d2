import HTTPTypes
import Operations
import Vocabulary

/// What a page's code gives back; the door makes it a response.
package struct Answer: Sendable {
  enum Content: Sendable {
    case page(any PageModel, HTTPResponse.Status)
    case move(Place, done: Done?)
    case data([UInt8], type: String, fileName: String?)
    case text(String, type: String, HTTPResponse.Status)
    case sheet([UInt8])
    case open([UInt8], type: String)
    case file(Upload, name: String)
    case events(AsyncStream<String>)
  }

  enum SessionChange: Sendable {
    case kept
    case begun(Secret)
    case ended
  }

  let content: Content
  var session = SessionChange.kept
  /// May be kept by the browser for good: its address changes with it.
  var isLasting = false
  /// The browser loads it anew after so many seconds, without script.
  var refreshSeconds: Int?

  package static func page(_ model: any PageModel) -> Answer { Answer(content: .page(model, .ok)) }

  /// The form again, with what is wrong with it.
  package static func refused(_ model: any PageModel) -> Answer {
    Answer(content: .page(model, .unprocessableContent))
  }

  /// What was asked for is not there (any more), said by a page of its own.
  package static func missing(_ model: any PageModel) -> Answer { Answer(content: .page(model, .notFound)) }

  /// On to another page, which says what was done.
  package static func move(_ place: Place, done: Done? = nil) -> Answer { Answer(content: .move(place, done: done)) }

  /// Something to save, never to be shown by the browser itself.
  package static func download(_ bytes: [UInt8], named name: String, type: String = "application/octet-stream")
    -> Answer
  {
    Answer(content: .data(bytes, type: type, fileName: name))
  }

  package static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Answer {
    Answer(content: .text(text, type: type, status))
  }

  /// A finding sheet: a whole page with styles of its own and nothing else.
  package static func sheet(_ html: [UInt8]) -> Answer { Answer(content: .sheet(html)) }

  /// The same for everybody, and for a minute.
  package static func open(_ bytes: [UInt8], type: String) -> Answer { Answer(content: .open(bytes, type: type)) }

  /// A file to save, sent piece by piece from the disk and deleted there.
  package static func file(_ file: Upload, named name: String) -> Answer {
    Answer(content: .file(file, name: name))
  }

  static func asset(_ asset: Templates.Asset, type: String) -> Answer {
    var answer = Answer(content: .data(asset.bytes, type: type, fileName: nil))
    answer.isLasting = true
    return answer
  }

  /// Server-sent events: each element tells the page that its region changed. Ends when the stream does.
  package static func events(_ stream: AsyncStream<String>) -> Answer { Answer(content: .events(stream)) }

  func beginning(_ secret: Secret) -> Answer {
    var answer = self
    answer.session = .begun(secret)
    return answer
  }

  func endingSession() -> Answer {
    var answer = self
    answer.session = .ended
    return answer
  }
}
