import Foundation

/// True as soon as `condition` is.
package func eventually(seconds: Int = 20, _ condition: @Sendable () async -> Bool) async -> Bool {
  for _ in 0..<(seconds * 20) {
    if await condition() { return true }
    try? await Task.sleep(for: .milliseconds(50))
  }
  return await condition()
}

/// Blocking work, off the threads that async code shares.
package func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}
