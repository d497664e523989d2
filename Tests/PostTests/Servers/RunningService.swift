import Foundation
import Logging
import Operations
import Servers
import ServiceLifecycle
import Synchronization
import Vocabulary

/// Runs a service for as long as `body` does, then shuts it down as a SIGTERM would.
func running<Value: Sendable>(_ service: some Service, _ body: () async throws -> Value) async throws -> Value {
  let group = ServiceGroup(
    configuration: .init(services: [.init(service: service)], gracefulShutdownSignals: [], logger: .quiet))
  return try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask { try await group.run() }
    let result: Result<Value, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    await group.triggerGracefulShutdown()
    try await tasks.waitForAll()
    return try result.get()
  }
}

extension Logger {
  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// What was handed to `receive`, and what it answers.
final class Intake: Sendable {
  private struct State {
    var deliveries: [Delivery] = []
    var answers: [Reception] = []
  }
  private let state: Mutex<State>

  /// The first deliveries are answered so, all others sealed.
  init(answering answers: [Reception] = []) { state = Mutex(State(answers: answers)) }

  var deliveries: [Delivery] { state.withLock(\.deliveries) }
  var texts: [String] { deliveries.map { String(decoding: $0.bytes, as: UTF8.self) } }

  var receive: Receive {
    { delivery in
      self.state.withLock { state in
        state.deliveries.append(delivery)
        return state.answers.isEmpty ? .sealed(ReportNumber(state.deliveries.count)) : state.answers.removeFirst()
      }
    }
  }

  func waits(for count: Int, seconds: Int = 20) async -> Bool {
    await eventually(seconds: seconds) { self.deliveries.count >= count }
  }
}

/// A value that comes later from another task.
final class Later<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  func set(_ new: Value) { value.withLock { $0 = new } }
  func get() async -> Value? {
    _ = await eventually { self.value.withLock { $0 != nil } }
    return value.withLock { $0 }
  }
}
