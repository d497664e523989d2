import CUnbound
import Dispatch
import Domains
import Foundation
import Synchronization

/// One libunbound context: it forwards to the resolvers that it is given, never asks name servers itself, and waits on a thread of its
/// own.
// Everything mutable is touched on `queue` alone.
final class UnboundContext: @unchecked Sendable {
  /// What libunbound handed over, copied out of its memory.
  struct Reply: Sendable {
    var rcode: Int32 = 0
    var records: [[UInt8]] = []
    var hasRecords = false
    var isNonexistent = false
    var isSecure = false
    var bogus: String?
    var alias: String?
    var ttl = 0
  }

  enum Ending: Sendable {
    case reply(Reply)
    case timeout
    case stopped
    case broken(String)
  }

  /// What a callback gets as its argument; held until libunbound has called it or promised not to.
  private final class Waiting {
    let context: UnboundContext
    let number: Int
    init(_ context: UnboundContext, _ number: Int) {
      self.context = context
      self.number = number
    }
  }

  /// Set where a question was given up before it was begun.
  private final class Stop: Sendable { let isSet = Atomic<Bool>(false) }

  private struct Pending {
    let continuation: CheckedContinuation<Ending, Never>
    let id: Int32
    let argument: Unmanaged<Waiting>
  }

  /// What libunbound made, freed with the last who holds it.
  // libunbound locks it for itself.
  private final class Handle: @unchecked Sendable {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { self.pointer = pointer }
    deinit { ub_ctx_delete(pointer) }
  }

  private let handle: Handle
  private let queue = DispatchQueue(label: "candor.dns")
  private var source: (any DispatchSourceRead)?
  private var pending: [Int: Pending] = [:]
  private var isClosed = false
  private let numbers = Atomic<Int>(0)

  /// `servers` as libunbound writes them: `192.0.2.1@53`.
  init(servers: [String], anchorFile: String?) throws(ResolverTrouble) {
    guard let context = ub_ctx_create() else { throw ResolverTrouble("libunbound cannot start") }
    handle = Handle(context)
    try Self.check(ub_ctx_async(context, 1), "threads")
    for (option, value) in Self.options { try Self.check(ub_ctx_set_option(context, option, value), option) }
    for server in servers { try Self.check(ub_ctx_set_fwd(context, server), "the resolver \(server)") }
    if let anchorFile { try Self.check(ub_ctx_add_ta_file(context, anchorFile), "the trust anchor \(anchorFile)") }
  }

  private static let options = [
    ("verbosity:", "0"), ("use-syslog:", "no"), ("do-not-query-localhost:", "no"),
    ("msg-cache-size:", "1m"), ("rrset-cache-size:", "1m"), ("key-cache-size:", "1m"), ("neg-cache-size:", "256k"),
    ("num-queries-per-thread:", "64"), ("outgoing-range:", "128"),
    // RFC 8145: no question but ours leaves.
    ("trust-anchor-signaling:", "no"), ("root-key-sentinel:", "no"),
  ]

  private static func check(_ result: Int32, _ what: String) throws(ResolverTrouble) {
    guard result != 0 else { return }
    throw ResolverTrouble("\(what): \(ub_strerror(result).map { String(cString: $0) } ?? "error \(result)")")
  }

  /// One question of class IN. `name` holds letters, digits, hyphens, underscores and dots.
  func ask(_ name: String, type: Int32, within seconds: Double) async -> Ending {
    let number = numbers.add(1, ordering: .relaxed).newValue
    let stop = Stop()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        queue.async {
          guard !stop.isSet.load(ordering: .sequentiallyConsistent) else {
            return continuation.resume(returning: .stopped)
          }
          self.start(number, name, type, continuation)
          self.queue.asyncAfter(deadline: .now() + seconds) { self.end(number, .timeout) }
        }
      }
    } onCancel: {
      stop.isSet.store(true, ordering: .sequentiallyConsistent)
      queue.async { self.end(number, .stopped) }
    }
  }

  /// Nothing is asked after it; what is being asked ends as `stopped`.
  func close() async {
    await withCheckedContinuation { continuation in
      queue.async {
        for number in self.pending.keys { self.end(number, .stopped) }
        self.isClosed = true
        continuation.resume()
      }
    }
  }

  deinit { source?.cancel() }

  private func start(_ number: Int, _ name: String, _ type: Int32, _ continuation: CheckedContinuation<Ending, Never>) {
    guard !isClosed else { return continuation.resume(returning: .stopped) }
    let argument = Unmanaged.passRetained(Waiting(self, number))
    var id: Int32 = 0
    let result = ub_resolve_async(
      handle.pointer, name, type, 1, argument.toOpaque(),
      { argument, error, result in
        guard let argument else { return }
        let waiting = Unmanaged<Waiting>.fromOpaque(argument).takeRetainedValue()
        let reply = result.map { UnboundContext.reply($0.pointee) }
        if let result { ub_resolve_free(result) }
        waiting.context.answered(waiting.number, error, reply)
      }, &id)
    guard result == 0 else {
      argument.release()
      let why = ub_strerror(result).map { String(cString: $0) } ?? "error \(result)"
      return continuation.resume(returning: .broken(why))
    }
    pending[number] = Pending(continuation: continuation, id: id, argument: argument)
    listen()
  }

  private func listen() {
    guard source == nil else { return }
    let source = DispatchSource.makeReadSource(fileDescriptor: ub_fd(handle.pointer), queue: queue)
    source.setEventHandler { [weak self] in
      guard let self, !isClosed else { return }
      ub_process(handle.pointer)
    }
    // Its descriptor must not be closed while it is still watched.
    source.setCancelHandler { [handle] in withExtendedLifetime(handle) {} }
    self.source = source
    source.activate()
  }

  private func answered(_ number: Int, _ error: Int32, _ reply: Reply?) {
    guard let one = pending.removeValue(forKey: number) else { return }
    if error == 0, let reply {
      one.continuation.resume(returning: .reply(reply))
    } else {
      one.continuation.resume(returning: .broken(ub_strerror(error).map { String(cString: $0) } ?? "error \(error)"))
    }
  }

  private func end(_ number: Int, _ ending: Ending) {
    guard let one = pending.removeValue(forKey: number) else { return }
    // Where libunbound knows it no more, the callback has run or is about to, and lets go of the argument itself.
    if ub_cancel(handle.pointer, one.id) == 0 { one.argument.release() }
    one.continuation.resume(returning: ending)
  }

  private static func reply(_ result: ub_result) -> Reply {
    var reply = Reply()
    reply.rcode = result.rcode
    reply.hasRecords = result.havedata != 0
    reply.isNonexistent = result.nxdomain != 0
    reply.isSecure = result.secure != 0
    if result.bogus != 0 { reply.bogus = result.why_bogus.map { String(cString: $0) } ?? "no reason given" }
    reply.alias = result.canonname.map { String(cString: $0) }
    reply.ttl = Int(result.ttl)
    guard reply.hasRecords, let data = result.data, let lengths = result.len else { return reply }
    // One more than is ever kept shows that there are too many.
    for index in 0...DNSObservation.mostRecords {
      guard let record = data[index] else { break }
      let bytes = UnsafeRawBufferPointer(start: record, count: Int(max(0, lengths[index])))
      reply.records.append(Array(bytes))
    }
    return reply
  }
}
